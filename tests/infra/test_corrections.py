"""What staff put right may be learned from; nothing in it says who or what it was."""

import json

from complaints.model import Address, Lane
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


def test_training_takes_it_in_as_what_people_say_it_is(tmp_path):
    _, file = export(tmp_path)
    [mail] = read_file(file)
    assert (mail.lanes, mail.category) == ((Lane.QUESTION,), "lokal")
    assert mail.writer == "corrected"
