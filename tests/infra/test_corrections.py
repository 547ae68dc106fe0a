"""What staff put right may be learned from; nothing in it says who or what it was."""

import json
from types import SimpleNamespace

from complaints.model import Address, Lane
from lyhord.cli import corrections
from lyhord.cli.corrections import common_words, line
from lyhord.training.mails import read_file, read_mails
from tests.builders import a_case, a_judgement, a_mail
from tests.lindhoj import GUARDIAN, lindhoj

TEXT = (
    "Hej! Jag heter Maria Lind och min son Leopold i 4B på Åskolan får ingen mat. Peter Hallgren svarar "
    "inte. Ring 070-174 06 12 eller skriv till maria.lind@hem.example. Maten är kall, och maten tar slut."
)


def export(tmp_path):
    mail = a_mail(sender=Address(name="Maria Lind", address=GUARDIAN), new_text=TEXT, language="sv")
    case = a_case(judgement=a_judgement(lane=Lane.QUESTION, category="lokal"))
    exported = line(case, mail, lindhoj(), common_words(read_mails()))
    file = tmp_path / "corrected.jsonl"
    file.write_text(json.dumps(exported, ensure_ascii=False) + "\n")
    return exported, file


def test_it_names_nobody_and_no_place(tmp_path):
    exported, _ = export(tmp_path)
    said = json.dumps(exported, ensure_ascii=False).lower()
    for told in ("maria", "lind", "leopold", "peter", "hallgren", "åskolan", "070", "4b", "hem.example"):
        assert told not in said


def test_it_holds_the_words_that_matter_each_once_and_no_sentence(tmp_path):
    words = export(tmp_path)[0]["text"].split()
    assert {"maten", "kall", "son"} <= set(words)
    assert len(words) == len(set(words))
    assert "maten är alltid kall" not in " ".join(words)


def test_what_only_named_persons_may_know_of_is_left_out(monkeypatch):
    """G74."""
    secret = a_case(id="secret", judgement=a_judgement(lane=Lane.PROTECTED))
    corrected = {"what": "corrected", "facts": {"field": "category"}}
    monkeypatch.setattr(corrections, "organisation_of", lambda system: lindhoj())
    monkeypatch.setattr(corrections, "every_case", lambda system: [secret, a_case(raw_key="mail")])
    monkeypatch.setattr(corrections, "entries_of", lambda system, case_id: [corrected])
    system = SimpleNamespace(read=lambda key: {"mail": b"Subject: Maten\r\n\r\nMaten."}[key])
    [exported] = corrections.exported(system)
    assert exported["lane"] == "complaint"


class NoSuchKey(Exception):  # noqa: N818 - the name is S3's
    """S3 has no such object."""


def test_a_mail_that_was_erased_is_left_out(monkeypatch):
    def get(key):
        if key == "erased":
            raise NoSuchKey
        return b"Subject: Maten\r\n\r\nMaten."

    corrected = {"what": "corrected", "facts": {"field": "category"}}
    monkeypatch.setattr(corrections, "organisation_of", lambda system: lindhoj())
    kept = [a_case(raw_key="erased"), a_case(raw_key="mail")]
    monkeypatch.setattr(corrections, "every_case", lambda system: kept)
    monkeypatch.setattr(corrections, "entries_of", lambda system, case_id: [corrected])
    s3 = SimpleNamespace(exceptions=SimpleNamespace(NoSuchKey=NoSuchKey))
    assert len(list(corrections.exported(SimpleNamespace(read=get, client={"s3": s3}.get)))) == 1


def test_a_topic_of_a_surge_is_nothing_to_learn():
    """The training knows the categories of the file; a topic comes and goes."""
    case = a_case(judgement=a_judgement(category="smittspridning"))
    assert corrections.is_learnable(case, lindhoj()) is False
    assert corrections.is_learnable(a_case(), lindhoj()) is True


def test_training_takes_it_in_as_what_people_say_it_is(tmp_path):
    _, file = export(tmp_path)
    [mail] = read_file(file)
    assert (mail.lanes, mail.category) == ((Lane.QUESTION,), "lokal")
    assert mail.writer == "corrected"
