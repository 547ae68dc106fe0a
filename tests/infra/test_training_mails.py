"""Training mails: their labels go together, none stands twice, and new ones are put where they belong."""

import json
from collections import Counter

import pytest

from complaints.judgement.weights import FILE, PASSAGES, header_of
from complaints.policy import ALARMS
from lyhord import LyhordError
from lyhord.training.filing import file_mails
from lyhord.training.mails import EXAM, digest, read_file, read_mails, writers_lane_by_lane
from lyhord.training.sentences import EXAM_SENTENCES, read_sentences
from tests.lindhoj import lindhoj


def line(**changes: object) -> str:
    told = {
        "style": "ada-01", "from": "guardian", "subject": "", "text": "Han kom hem med en rand runt halsen.",
        "lane": "acute", "also": [], "category": "ovrigt", "unit": None, "against": None, "matters": 1,
        "sensitive": True, "language": "sv", "evidence": ["en rand runt halsen"],
    }  # fmt: skip
    return json.dumps(told | changes, ensure_ascii=False)


def test_no_mail_stands_twice_and_none_of_the_exam_is_learned_from():
    learned = [(mail.subject, mail.text) for mail in read_mails()]
    examined = {(mail.subject, mail.text) for file in EXAM.glob("*.jsonl") for mail in read_file(file)}

    assert max(Counter(learned).values()) == 1
    assert examined
    assert examined.isdisjoint(learned)


def test_what_ships_was_learned_from_these_mails_and_sentences():
    (whole, _), (told, _) = (header_of(file.read_bytes()) for file in (FILE, PASSAGES))

    assert whole["mails"] == told["mails"] == digest([*read_mails(), *sorted(writers_lane_by_lane())])
    assert told["sentences"] == digest(read_sentences())


def test_whoever_wrote_lane_by_lane_wrote_something():
    assert writers_lane_by_lane() < {mail.writer for mail in read_mails()}


def test_units_and_categories_are_those_of_the_organisation():
    organisation = lindhoj()
    mails = [*read_mails(), *(mail for file in EXAM.glob("*.jsonl") for mail in read_file(file))]

    assert {mail.unit for mail in mails} <= {"", *organisation.units}
    assert {mail.category for mail in mails} <= {"", *organisation.categories}


def test_no_sentence_stands_twice_and_none_of_the_exam_is_learned_from():
    learned = [sentence.text for sentence in read_sentences()]
    examined = [sentence.text for sentence in read_sentences(EXAM_SENTENCES)]

    assert max(Counter((*learned, *examined)).values()) == 1
    assert {sentence.lane for sentence in read_sentences()} == {*ALARMS, None}


def test_a_wrong_line_of_sentences_is_named(tmp_path):
    (tmp_path / "ada.jsonl").write_text('{"lane": null, "language": "sv", "text": "Hej."}\n{"lane": "odd"}\n')

    with pytest.raises(LyhordError, match=r"ada\.jsonl, line 2 is no sentence"):
        read_sentences(tmp_path)


def test_every_mail_stands_with_its_main_lane_and_shows_its_danger_word_for_word():
    mails = read_mails()

    assert all(bool(mail.dangers) == bool(mail.evidence) for mail in mails)
    assert all(piece in mail.text or piece in mail.subject for mail in mails for piece in mail.evidence)


def test_new_mails_are_put_by_lane_and_writer_once(tmp_path):
    new = tmp_path / "new.jsonl"
    new.write_text(f"{line()}\n\n{line(text='Han ser en ny rand runt halsen.', evidence=['rand'])}\n")
    folder = tmp_path / "mails"
    folder.mkdir()

    assert (file_mails([new], folder), file_mails([new], folder)) == (2, 0)
    assert [mail.style for mail in read_file(folder / "acute" / "ada.jsonl")] == ["ada-01", "ada-01"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"evidence": []}, "evidence is for"),
        ({"evidence": ["en rand om armen"]}, "does not hold"),
        ({"lane": "praise", "also": ["acute"]}, "goes first"),
        ({"lane": "nothing"}, "no training mail"),
    ],
)
def test_mails_that_contradict_themselves_are_refused_and_none_is_added(changes, problem, tmp_path):
    new = tmp_path / "new.jsonl"
    new.write_text(f"{line(text='Vi ser en rand runt halsen.', evidence=['rand'])}\n{line(**changes)}\n")

    with pytest.raises(LyhordError, match=problem):
        file_mails([new], tmp_path)
    assert not list(tmp_path.glob("*/*.jsonl"))
