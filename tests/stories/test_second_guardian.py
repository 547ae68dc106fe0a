"""A second guardian answers the first one's letter: the mail waits until its owner says whose it is."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest

from complaints.aws.values import from_row
from complaints.model import Decision, Held, Verdict
from tests.lindhoj import ANNIKA, BIRGITTA, GUARDIAN, INTAKE, PETER, at
from tests.stories.test_quarantine import THREE
from tests.stories.test_secret_cases import enters
from tests.town import Town

FATHER = "erik.lind@annathem.example"
WORDS = "Min son på Åskolan får ingen laktosfri mat."
FIRST = "Maria Lind i 4B skriver: skolmaten på Åskolan är kall."
LATER = at("2026-03-11T10:00")


@pytest.fixture
def town():
    town = Town()
    town.writes(FIRST, Subject="Maten")
    town.replies(town.letters_to(GUARDIAN)[0], WORDS, sender=FATHER, at=LATER)
    return town


def says(town, words, *, sender=PETER, when=LATER):
    """A word of the owner, in a reply to the letter that told of the mail."""
    told = next(x for x in reversed(town.letters_to(sender)) if "Hör mejlet till ärendet?" in x.text)
    town.replies(told, words, sender=sender, at=when)


# --- A word that makes it a case of its own -----------------------------------------------------------------


@pytest.mark.parametrize("word", ["Eget ärende", "eget ärende.", "Own case", "Eget ärende\n\nMvh Peter"])
def test_one_word_opens_the_writers_own_case(town, word):
    assert "Eget ärende" in town.letters_to(PETER)[-1].text
    says(town, word)
    first, second = town.cases
    assert first.held == ()
    assert second.complainant.address == FATHER
    (acknowledgement,) = town.letters_to(FATHER)
    assert second.number in acknowledgement.subject
    (receipt,) = (x for x in town.letters_to(PETER) if "Mejlet är ett eget ärende" in x.subject)
    assert second.number in receipt.text
    assert any(WORDS in letter.text and second.number in letter.subject for letter in town.letters_to(PETER))


def test_the_own_case_shows_nothing_of_the_first_familys(town):
    before = len(town.letters)
    says(town, "Eget ärende")
    first, second = town.cases
    log = town.store.log(second.id)
    assert [entry.what for entry in log][:3] == ["received", "own_case", "judged"]
    assert log[0].text == WORDS
    assert log[0].happened_at == LATER
    about = [letter for letter in town.letters[before:] if second.number in letter.subject]
    shown = [letter.subject + letter.text + letter.html for letter in about]
    shown += [entry.why + entry.text + str(entry.facts) for entry in log] + [second.subject]
    for told in (first.number, GUARDIAN, "Maria", "kall"):
        assert not any(told in one for one in shown), told


def test_the_father_goes_on_in_his_own_case(town):
    says(town, "Eget ärende")
    town.replies(town.letters_to(FATHER)[0], "Han åt inget i dag heller.", sender=FATHER, at=LATER)
    first, second = town.cases
    assert second.heard_at
    assert not first.held


def test_the_same_word_twice_is_one_case(town):
    says(town, "Eget ärende")
    says(town, "Eget ärende.", when=LATER + timedelta(minutes=5))
    assert len(town.cases) == 2
    assert len(town.letters_to(FATHER)) == 1
    assert "Inget skickades" in town.letters_to(PETER)[-1].subject


def test_a_mail_that_waited_for_days_is_promised_days_that_are_still_to_come(town):
    late = at("2026-03-30T10:00")
    says(town, "Eget ärende", when=late)
    second = town.cases[1]
    assert second.received_at == LATER
    assert late.date() < second.first_contact_by <= second.answer_by


def test_several_mails_are_a_case_each(town):
    other = "sara.ek@annathem.example"
    town.replies(
        town.letters_to(GUARDIAN)[0], "Toaletterna på Kullaskolan är trasiga.", sender=other, at=LATER
    )
    says(town, "Eget ärende")
    assert {case.complainant.address for case in town.cases} == {GUARDIAN, FATHER, other}
    assert all(len(town.letters_to(writer)) == 1 for writer in (FATHER, other))
    assert any("egna ärenden: LH-2026-0002, LH-2026-0003" in x.text for x in town.letters_to(PETER))


def test_a_mail_with_several_matters_is_a_case_for_each(town):
    other = "sara.ek@annathem.example"
    town.replies(town.letters_to(GUARDIAN)[0], THREE, sender=other, at=LATER)
    says(town, "Eget ärende")
    own = [case for case in town.cases if case.complainant.address == other]
    assert len(own) == 3
    assert [entry.what for entry in town.store.log(own[0].id)][:3] == ["received", "own_case", "judged"]
    assert all(len(case.parts) == len(own) - 1 for case in own)
    assert len(town.letters_to(other)) == 1


def test_whom_the_first_case_concerns_does_not_get_the_second():
    town = Town()
    town.writes("Rektorn Birgitta Norén på Åskolan ljuger för oss föräldrar.", Subject="Klagomål")
    first = town.case
    town.replies(town.letters_to(GUARDIAN)[0], "Mig svarar hon aldrig på Åskolan.", sender=FATHER, at=LATER)
    owner = town.organisation.role(first.owner).holder.address
    says(town, "Eget ärende", sender=owner)
    assert not [letter for letter in town.letters_to(BIRGITTA) if FATHER in letter.text]
    assert town.cases[1].owner == first.owner


def test_no_file_of_a_mail_goes_on_in_which_a_virus_was_found():
    town, other = Town(), "sara.ek@annathem.example"
    town.writes(FIRST, Subject="Maten")
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = other, INTAKE, "LH-2026-0001"
    mail["Message-ID"] = "<virus@annathem.example>"
    mail.set_content(WORDS)
    mail.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="mat.pdf")
    town.delivers(mail.as_bytes(), sender=other, at=LATER, virus=Verdict.FAIL)
    says(town, "Eget ärende")
    second = town.cases[1]
    assert second.tainted
    (routed,) = (x for x in town.letters_to(PETER) if second.number in x.subject)
    assert [part.get_filename() for part in routed.mail.iter_attachments()] == []
    assert "mat.pdf" in routed.text
    assert len(town.letters_to(other)) == 1


def test_it_can_be_done_on_the_page(town):
    page = enters(town, town.letters_to(PETER)[0], PETER, at=LATER)
    assert 'name="order" value="Eget ärende"' in page.html
    page.posts(order="Eget ärende", seen="1")
    page.posts(order="Eget ärende", seen="1")
    assert len(town.cases) == 2
    assert len(town.letters_to(FATHER)) == 1


def test_whoever_has_no_part_in_the_case_opens_none(town):
    town.replies(town.letters_to(PETER)[-1], "Eget ärende", sender=BIRGITTA, at=LATER)
    assert len(town.cases) == 1
    assert town.letters_to(FATHER) == []


def test_a_mail_that_was_erased_opens_nothing_and_the_owner_is_told(town):
    (held,) = town.case.held
    town.store.case_rows[town.case.id] = replace(town.case, held=(replace(held, sha256="0" * 64),))
    says(town, "Eget ärende")
    assert len(town.cases) == 1
    assert "Svara Avvisa" in town.letters_to(PETER)[-1].text


def test_no_case_goes_on_in_another_while_a_mail_waits(town):
    town.writes("Maten på Åskolan är slut innan alla har fått.", at=LATER, Message_ID="<second@hem.example>")
    second = town.cases[1].number
    town.replies(town.letters_to(PETER)[0], f"Slå ihop: {second}", sender=PETER, at=LATER)
    assert not town.cases[0].merged_into
    assert "väntar på ditt besked" in town.letters_to(PETER)[-1].text


# --- Nobody decides -----------------------------------------------------------------------------------------


def reminders(town, address):
    letters = town.letters_to(address)
    return [x for x in letters if "annan avsändare" in x.subject and x.subject.endswith("väntar")]


def test_the_owner_is_reminded_on_the_next_working_day_and_decides_in_a_reply(town):
    town.waits_until(at("2026-03-12T12:00"))
    (reminder,) = reminders(town, PETER)
    assert reminder.at.date() == at("2026-03-12T12:00").date()
    assert "Hör mejlet till ärendet?" in reminder.text
    assert WORDS not in reminder.text
    assert FATHER not in reminder.text
    town.replies(reminder, "Eget ärende", sender=PETER, at=town.now)
    assert len(town.letters_to(FATHER)) == 1
    town.waits_until(at("2026-03-20T12:00"))
    assert len(reminders(town, PETER)) == 1
    assert reminders(town, ANNIKA) == []


def test_after_three_working_days_the_coordinator_hears_and_may_decide(town):
    town.waits_until(at("2026-03-13T18:00"))
    assert reminders(town, ANNIKA) == []
    town.waits_until(at("2026-03-30T12:00"))
    (line,) = reminders(town, ANNIKA)
    assert line.at.date() == at("2026-03-16T12:00").date()
    assert "Ansvarig: Peter Hallgren" in line.text
    assert len(reminders(town, PETER)) == 1
    town.replies(line, "Avvisa", sender=ANNIKA, at=town.now)
    assert town.case.held == ()


def test_whoever_decides_in_time_is_not_reminded(town):
    says(town, "Avvisa")
    town.waits_until(at("2026-03-20T12:00"))
    assert reminders(town, PETER) == reminders(town, ANNIKA) == []


def test_several_cases_are_lines_of_one_mail(town):
    other = "sara.ek@hem.example"
    town.writes("Skolmaten på Kullaskolan är slut.", sender=other, at=LATER)
    town.replies(town.letters_to(other)[0], WORDS, sender=FATHER, at=LATER)
    town.waits_until(at("2026-03-12T12:00"))
    (reminder,) = reminders(town, PETER)
    assert all(case.number in reminder.text for case in town.cases)


def test_a_mail_that_comes_while_another_waits_is_spoken_of_as_well(town):
    town.waits_until(at("2026-03-13T12:00"))
    town.replies(
        town.letters_to(GUARDIAN)[0], "Och ingen svarar.", sender="sara.ek@annathem.example", at=town.now
    )
    town.waits_until(at("2026-03-30T12:00"))
    assert len(reminders(town, PETER)) == 2
    assert len(reminders(town, ANNIKA)) == 2


def test_it_waits_for_a_word_also_after_the_case_is_answered(town):
    routed = town.letters_to(PETER)[0]
    town.replies(routed, "Klart. Vi har köpt nya termoboxar i dag.", sender=PETER, at=LATER)
    town.waits_until(at("2026-03-17T12:00"))
    assert len(reminders(town, PETER)) == len(reminders(town, ANNIKA)) == 1


def test_a_mail_of_before_it_was_noted_when_it_came_is_spoken_of_once_the_case_is_touched(town):
    (held,) = town.case.held
    of_before = from_row(Held, {"sender": held.sender, "sha256": held.sha256})
    town.store.save(Decision(verdict="as then", case=replace(town.case, held=(of_before,))), town.now)
    town.replies(
        town.letters_to(GUARDIAN)[0], "Kall i dag också.", sender=GUARDIAN, at=at("2026-03-24T10:00")
    )
    town.waits_until(at("2026-03-25T12:00"))
    assert len(reminders(town, ANNIKA)) == 1
