"""What machines send: absences, bounces, lists, other systems. None of it is answered, and none is lost."""

from dataclasses import replace

import pytest

from complaints.model import Lane, LetterState, State
from complaints.workflow.ports import NeverAcceptedError
from tests.lindhoj import GUARDIAN, at, lindhoj
from tests.raw import a_raw_mail
from tests.town import Town

PETER = "peter.hallgren@lindhoj.example"
ANNIKA = "annika.sandell@lindhoj.example"
DEPUTY = "karin.blom@lindhoj.example"
MACHINE = "support@arendesystem.example"
AWAY = "Tack för ditt mejl. Jag är på semester till den 7 april. Vid brådskande ärenden kontakta Karin Blom."

# --- G90: no loops, also where no header gives them away ----------------------------------------------


def fifty(town, sender, **mail):
    """The same again and again, but for a number in it, each a mail of its own."""
    for number in range(50):
        texts = {name: value.format(number=number) for name, value in mail.items()}
        raw = a_raw_mail(sender=sender, Message_ID=f"<{number}@arendesystem.example>", **texts)
        town.delivers(raw, sender=sender, at=at(f"2026-03-10T10:{number:02}"))


def told_again(town, address):
    """The letters that say that nearly the same mail came again."""
    return [letter for letter in town.letters_to(address) if "igen" in letter.subject]


@pytest.mark.parametrize(
    "mail",
    [
        {"subject": "Automatiskt svar: Klagomål", "text": "Jag är åter den 7 april."},
        {"subject": "Sv: Klagomål", "text": AWAY},
        {
            "subject": "Veckobrev {number}",
            "text": "Nytt på lista.example.",
            "List_Id": "<nytt.lista.example>",
        },
        {"subject": "Undelivered Mail Returned to Sender", "text": "a@b.example could not be delivered to."},
        {"subject": "Ditt ärende #88{number} är mottaget", "text": "Vi återkommer."},
    ],
    ids=["out of office", "out of office by words", "list", "bounce", "helpdesk"],
)
def test_g90_fifty_automatic_mails_open_no_case_get_no_answer_and_are_told_to_the_coordinator_once(mail):
    town = Town()
    fifty(town, MACHINE, **mail)
    assert town.cases == []
    assert town.letters_to(MACHINE) == []
    [told] = town.letters_to(ANNIKA)
    assert MACHINE in told.text


def test_g90_fifty_mails_that_nothing_gives_away_get_one_acknowledgement_and_one_case():
    town = Town()
    text = "Din fråga om maten på Åskolan finns nu hos oss. Numret är 88{number}."
    fifty(town, MACHINE, subject="Fråga 88{number}", text=text)
    assert len(town.cases) == 1
    assert len(town.letters_to(MACHINE)) == 1
    assert len(told_again(town, PETER)) == 1
    [told] = told_again(town, ANNIKA)
    assert "Numret" not in told.text


def test_different_guardians_with_the_same_words_are_never_held_together():
    town = Town()
    for name in ("anna", "bo", "cecilia"):
        guardian = f"{name}@hem.example"
        town.delivers(a_raw_mail("Maten på Åskolan är kall.", sender=guardian), sender=guardian)
        assert len(town.letters_to(guardian)) == 1
    assert len(town.cases) == 3


def test_the_same_words_a_week_later_are_a_new_case():
    town = Town()
    for day in ("2026-03-10", "2026-03-18"):
        raw = a_raw_mail("Maten på Åskolan är kall.", Message_ID=f"<{day}@hem.example>")
        town.delivers(raw, at=at(f"{day}T10:00"))
    assert len(town.cases) == 2


def test_a_complaint_that_came_through_another_system_is_seen_by_a_human_and_not_answered():
    town = Town()
    town.delivers(a_raw_mail("Maten på Åskolan är kall.", Auto_Submitted="auto-generated"))
    assert town.letters_to(GUARDIAN) == []
    assert town.letters_to(PETER)


def test_what_another_system_says_of_itself_makes_no_case():
    town = Town()
    town.delivers(a_raw_mail("Backup completed.", subject="Nightly job", Auto_Submitted="auto-generated"))
    assert town.cases == []
    assert [letter.recipients for letter in town.letters] == [(ANNIKA,)]


# --- G91: a letter that did not arrive -------------------------------------------------------------------


def test_g91_a_bounce_that_finds_its_case_is_told_to_the_owner():
    town = Town()
    town.delivers(a_raw_mail("Maten på Åskolan är kall."))
    [acknowledgement] = town.letters_to(GUARDIAN)
    bounce = (
        f"From: MAILER-DAEMON@hem.example\r\nTo: {acknowledgement.reply_to}\r\nSubject: Undelivered Mail\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nCould not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; hem.example\r\n\r\n"
        f"Final-Recipient: rfc822; {GUARDIAN}\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--\r\n"
    ).encode()
    town.delivers(bounce, sender="", to=acknowledgement.reply_to, at=at("2026-03-10T10:05"))
    assert "not_delivered" in [entry["what"] for entry in town.store.entries[town.case.id]]
    told = town.letters_to(PETER)[-1]
    assert "Vårt mejl nådde inte fram" in told.subject
    assert GUARDIAN in told.text
    assert "Ring i stället" in told.text
    assert len(town.letters_to(GUARDIAN)) == 1


def test_g91_a_letter_of_the_complainant_that_ses_could_not_deliver_is_told_to_the_owner():
    town = Town()
    town.delivers(a_raw_mail("Maten på Åskolan är kall."))
    town.bounces("acknowledgement", GUARDIAN)
    assert "Vårt mejl nådde inte fram" in town.letters_to(PETER)[-1].subject


def test_g90_an_owner_whose_mailbox_bounces_is_not_mailed_about_that_but_the_coordinator_once():
    town = Town()
    town.delivers(a_raw_mail("Maten på Åskolan är kall."))
    before = len(town.letters)
    for bounced in ("routed", "acknowledgement"):
        town.bounces(bounced, PETER)
    [told] = town.letters[before:]
    assert (told.recipients, PETER in told.text) == ((ANNIKA,), True)
    [name] = {ref.name for ref in town.store.outbox if ref.name.startswith("unreached")}
    for _ in range(2):  # two dead mailboxes do not tell of each other for ever
        town.bounces(name, ANNIKA)
    assert [letter.recipients for letter in town.letters[before:]] == [(ANNIKA,), (DEPUTY,)]


def reminded():
    """A town in which the owner got the collected reminder of a day, which is of no case; and its name."""
    town = Town()
    town.delivers(a_raw_mail("Maten på Åskolan är kall."))
    town.waits_until(at("2026-03-12T12:00"))
    [name] = {ref.name for ref in town.store.outbox if not ref.case_id}
    return town, name


def test_a_collected_reminder_that_bounces_is_told_to_the_coordinator_once_a_week():
    town, name = reminded()
    before = len(town.letters)
    for _ in range(2):
        town.bounces(name, PETER)
    [told] = town.letters[before:]
    assert (told.recipients, PETER in told.text) == ((ANNIKA,), True)
    town.waits_until(at("2026-03-19T12:00"))
    town.bounces(name, PETER)
    assert [letter.recipients for letter in town.letters[before:] if letter.subject == told.subject] == [
        (ANNIKA,),
        (ANNIKA,),
    ]


def test_a_dead_mailbox_of_the_coordinator_is_told_to_somebody_else():
    town, name = reminded()
    before = len(town.letters)
    town.bounces(name, ANNIKA)
    [told] = town.letters[before:]
    assert told.recipients != (ANNIKA,)
    assert ANNIKA in told.text


def test_a_bounce_of_no_case_from_a_stranger_is_told_to_nobody():
    town, name = reminded()
    before = len(town.letters)
    town.bounces(name, GUARDIAN)
    assert town.letters[before:] == []


@pytest.mark.parametrize("mailbox", [PETER, "peter.hallgren@lindhöj.example"])
def test_a_collected_reminder_that_ses_never_takes_is_told_to_the_coordinator(mailbox):
    town, organisation = Town(), lindhoj()
    peter = organisation.role_of(PETER)
    moved = {peter.id: replace(peter, holder=replace(peter.holder, address=mailbox))}
    mailboxes = {**organisation.mailboxes, mailbox: peter.id}
    town.pushes(replace(organisation, roles={**organisation.roles, **moved}, mailboxes=mailboxes))
    town.delivers(a_raw_mail("Maten på Åskolan är kall."))
    before = len(town.letters)
    town.postman.trouble.append(NeverAcceptedError())
    town.waits_until(at("2026-03-12T12:00"))
    [told] = town.letters[before:]
    assert (told.recipients, mailbox in told.text) == ((ANNIKA,), True)
    [state] = {row.state for ref, row in town.store.outbox.items() if ref.name.startswith("reminder")}
    assert state is LetterState.REFUSED


def test_whoever_hears_of_a_dead_mailbox_may_take_the_case():
    town = Town()
    town.delivers(a_raw_mail("Maten på Åskolan är kall."))
    town.bounces("routed", PETER)
    town.replies(town.letters_to(ANNIKA)[-1], "Jag tar det", sender=ANNIKA, at=at("2026-03-10T11:00"))
    assert town.organisation.role(town.case.owner).holder.address == ANNIKA


def test_nobody_outside_its_lane_hears_of_a_secret_case_whose_owner_cannot_be_reached():
    town = Town()
    town.delivers(a_raw_mail("Vi har skyddade personuppgifter. Maten på Åskolan är kall."))
    before = len(town.letters)
    owner = town.organisation.role(town.case.owner).holder.address
    town.bounces("routed", owner)
    assert ANNIKA not in {to for letter in town.letters[before:] for to in letter.recipients}
    assert len(town.letters) == before + 1


# --- G82: an owner who is not there ---------------------------------------------------------------------


def test_an_out_of_office_of_the_owner_is_kept_and_is_no_answer():
    town = Town()
    town.delivers(a_raw_mail("Maten på Åskolan är kall."))
    [routed] = town.letters_to(PETER)
    for subject, text in (("Automatiskt svar: Ärende", "Klart. Jag är åter 7 april."), ("Re: Ärende", AWAY)):
        raw = a_raw_mail(text, sender=PETER, subject=subject)
        town.delivers(raw, sender=PETER, to=routed.reply_to, at=at("2026-03-10T11:00"))
    assert town.case.state is State.WITH_OWNER
    assert [entry["what"] for entry in town.store.entries[town.case.id]].count("automatic") == 2
    assert len(town.letters_to(GUARDIAN)) == 1
    town.waits_until(at("2026-03-19T12:00"))
    assert len(town.letters_to(PETER)) > 1  # reminded as if nothing had come


# --- What only looks like a machine's mail --------------------------------------------------------------

DANGER = "Min son på Centralskolan blir slagen varje dag. Han säger att han inte vill leva längre."


@pytest.mark.parametrize(
    "raw",
    [
        b"Return-Path: <bounces+SRS=44ldt=IX@lindhoj.example>\r\n" + a_raw_mail(DANGER),
        a_raw_mail(f"Rektorn är aldrig på plats. {DANGER}", subject="Frånvarande rektor"),
        a_raw_mail(f"Jag får bara autosvar. {DANGER}", subject="Autosvar är allt jag får"),
    ],
)
def test_a_person_is_answered_who_writes_of_what_machines_write_of(raw):
    town = Town()
    town.delivers(raw)
    assert town.case.judgement.lane is Lane.ACUTE
    assert town.letters_to(GUARDIAN)


@pytest.mark.parametrize(
    "raw",
    [
        a_raw_mail(f"Ok. {DANGER}", subject="SV: Automatiskt svar: Kalle 4B"),
        a_raw_mail("Jag är sjukskriven tills vidare. Min dotter säger att hon vill dö. Det är brådskande."),
        a_raw_mail(f"Svara inte på det här mejlet, min man läser det. {DANGER}"),
        b"List-Id: <expedition.lindhoj.example>\r\n" + a_raw_mail(DANGER),
    ],
)
def test_g81_words_of_danger_are_somebodys_whatever_the_mail_looks_like_and_are_not_answered(raw):
    town = Town()
    town.delivers(raw)
    assert town.case.judgement.lane is Lane.ACUTE
    assert "AKUT" in town.letters_to(DEPUTY)[0].subject
    assert town.letters_to(GUARDIAN) == []


def test_g81_they_alarm_on_a_case_too_and_nobody_answers_whoever_must_not_be_answered():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.")
    text = "Svara inte på det här mejlet. Min man läser det. Han slår mig och barnen."
    first = town.letters_to(GUARDIAN)[0]
    town.replies(first, text, sender=GUARDIAN, at=at("2026-03-11T10:00"), quote=False)
    assert "AKUT" in town.letters_to(DEPUTY)[-1].subject
    assert len(town.letters_to(GUARDIAN)) == 1


def test_an_absence_that_names_the_number_for_emergencies_is_a_machines():
    town = Town()
    town.delivers(a_raw_mail(AWAY + " Vid fara för liv, ring 112.", subject="Automatiskt svar: Klagomål"))
    assert town.cases == []
