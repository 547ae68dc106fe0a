"""What comes back: from the complainant, from staff, and from somebody who is neither."""

from dataclasses import replace

import pytest

from complaints.model import Absence, Outcome, State, Verdict
from complaints.workflow.ports import NotNowError
from tests.lindhoj import GUARDIAN, INTAKE, at, lindhoj
from tests.town import Town

PETER = "peter.hallgren@lindhoj.example"
KARIN = "karin.blom@lindhoj.example"
STRANGER = "okand@mejl.example"
LATER = at("2026-03-11T10:00")


@pytest.fixture
def town():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten", Message_ID="<first@hem.example>")
    return town


def routed(town):
    return town.letters_to(PETER)[0]


def acknowledgement(town):
    return town.letters_to(GUARDIAN)[0]


def whats(town):
    return [entry["what"] for entry in town.store.entries[town.case.id]]


# --- G89: the right case ----------------------------------------------------------------------------


def test_g89_a_reply_by_headers_alone_finds_its_case(town):
    own_id = str(acknowledgement(town).mail["Message-ID"])
    town.writes(
        "Det hände igen.", at=LATER, Subject="Något helt annat", In_Reply_To=own_id, References=own_id
    )
    assert whats(town)[-2] == "reply"


def test_g89_a_reply_that_names_the_id_ses_gave_the_letter_finds_its_case(town):
    ses_id = town.store.outbox[
        next(ref for ref in town.store.outbox if ref.name == "acknowledgement")
    ].message_ids[1]
    assert "amazonses.com" in ses_id
    town.writes("Det hände igen.", at=LATER, Subject="Sv: utan nummer", In_Reply_To=ses_id)
    assert len(town.cases) == 1


def test_g89_a_reply_with_stripped_headers_is_found_by_number_and_sender(town):
    town.writes("Det hände igen.", at=LATER, Subject="Sv: [LH-2026-0001]")
    assert whats(town)[-2] == "reply"


def test_g89_a_new_subject_on_an_old_thread_stays_on_its_case(town):
    town.writes("En sak till.", at=LATER, Subject="Nytt ämne", References="<first@hem.example>")
    assert len(town.cases) == 1


def test_g89_the_number_alone_from_another_sender_is_held_and_told_to_the_owner(town):
    town.writes("Hur går det?", at=LATER, sender=STRANGER, Subject="LH-2026-0001")
    assert len(town.cases) == 1
    assert "unverified" in whats(town)
    assert town.letters_to(STRANGER) == []
    assert "annan avsändare" in town.letters_to(PETER)[-1].subject


def test_a_made_up_reply_address_opens_a_case_of_its_own(town):
    made_up = INTAKE.replace("@", "+" + "a" * 33 + "@")
    town.writes("Hej!", at=LATER, sender=STRANGER, to=made_up)
    assert len(town.cases) == 2


def test_a_sender_whose_domain_disowns_the_mail_is_not_the_complainant_without_the_signed_address(town):
    raw = f"From: {GUARDIAN}\r\nTo: {INTAKE}\r\nSubject: LH-2026-0001\r\n\r\nLägg ner ärendet.\r\n".encode()
    town.delivers(raw, at=LATER, dmarc=Verdict.FAIL)
    assert "unverified" in whats(town)


# --- The complainant --------------------------------------------------------------------------------


def test_a_reply_adds_to_the_case_and_tells_the_owner_without_a_new_acknowledgement(town):
    town.replies(acknowledgement(town), "Det hände igen i dag.", sender=GUARDIAN, at=LATER)
    assert len(town.letters_to(GUARDIAN)) == 1
    told = town.letters_to(PETER)[-1]
    assert "Det hände igen i dag." in told.text
    assert "Spara gärna" not in told.text  # what we wrote is not sent back and forth


# --- Staff ------------------------------------------------------------------------------------------


def test_klart_answers_and_closes(town):
    town.replies(routed(town), "Klart. Vi har köpt en värmevagn.", sender=PETER, at=LATER)
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert "Vi har köpt en värmevagn." in answer.text
    assert "Klart" not in answer.text
    assert answer.mail["Auto-Submitted"] is None  # a person wrote it
    assert answer.mail["In-Reply-To"] == "<first@hem.example>"
    assert town.case.state is State.ANSWERED


@pytest.mark.parametrize(
    "text",
    [
        "Jag ringer mamman i morgon, hon är jobbig.",
        "ok",
        "Tack!",
        "Det är inte klart än, vi väntar på kocken.",
    ],
)
def test_any_other_text_is_a_note_and_never_leaves(town, text):
    town.replies(routed(town), text, sender=PETER, at=LATER)
    town.quarter_passes()
    assert "note" in whats(town)
    assert len(town.letters_to(GUARDIAN)) == 1
    assert town.case.state is State.WITH_OWNER


@pytest.mark.parametrize(
    "text", ["Klar. Vi har bytt kock.", "Klrat. Bytt kock.", "Kategri: lokaler", "Hyfs: fredag", "Klart."]
)
def test_what_looks_like_a_command_gets_help_and_sends_nothing(town, text):
    town.replies(routed(town), text, sender=PETER, at=LATER)
    town.quarter_passes()
    assert len(town.letters_to(GUARDIAN)) == 1
    assert "Inget skickades" in town.letters_to(PETER)[-1].subject
    assert "note" in whats(town)


def test_an_answer_in_which_our_own_mail_still_stands_is_not_sent(town):
    internal = "Klart. Vi har bytt kock.\nFr Lindhöj <klagomal@skola.lindhoj.example>\nHon klagar alltid."
    town.replies(routed(town), internal, sender=PETER, at=LATER, quote=False)
    town.quarter_passes()
    assert len(town.letters_to(GUARDIAN)) == 1


@pytest.mark.parametrize("dmarc", [Verdict.FAIL, Verdict.GRAY, Verdict.UNKNOWN])
def test_a_staff_address_without_a_passing_dmarc_is_not_obeyed(town, dmarc):
    town.replies(routed(town), "Klart. Allt är bra.", sender=PETER, at=LATER, dmarc=dmarc)
    town.quarter_passes()
    assert len(town.letters_to(GUARDIAN)) == 1
    assert "unverified" in whats(town)


def test_a_staff_address_without_the_signed_address_is_not_obeyed(town):
    town.writes("Klart. Allt är bra.", sender=PETER, at=LATER, Subject="[LH-2026-0001]")
    town.quarter_passes()
    assert len(town.letters_to(GUARDIAN)) == 1


def test_a_colleague_without_the_case_cannot_answer_it(town):
    town.replies(routed(town), "Klart. Jag svarar.", sender="lena.torp@lindhoj.example", at=LATER)
    town.quarter_passes()
    assert len(town.letters_to(GUARDIAN)) == 1


def test_the_deputy_head_can_answer_any_case(town):
    town.replies(routed(town), "Klart. Jag har löst det.", sender=KARIN, at=LATER)
    town.quarter_passes()
    assert "Karin Blom" in town.letters_to(GUARDIAN)[-1].text


def test_an_answer_is_signed_by_whoever_wrote_it_also_while_away():
    organisation = lindhoj()
    away = replace(
        organisation.role("maltidschef"),
        absences=(Absence(role="maltidschef", first=LATER.date(), last=LATER.date()),),
    )
    town = Town(replace(organisation, roles={**organisation.roles, away.id: away}))
    town.writes("Skolmaten på Åskolan är kall.")
    town.replies(routed(town), "Klart. Jag svarar hemifrån.", sender=PETER, at=LATER)
    town.quarter_passes()
    assert "Här är svaret från Peter Hallgren" in town.letters_to(GUARDIAN)[-1].text


def test_an_escalation_that_waits_for_its_hour_is_dropped_when_the_answer_comes_first(town):
    town.waits_until(at("2026-03-17T20:00"))
    town._tick(at("2026-03-18T17:00"))  # the coordinator's day, found after office hours
    town.replies(routed(town), "Klart. Vi har en ny kock.", sender=PETER, at=at("2026-03-18T18:00"))
    town.quarter_passes()
    before = len(town.letters)
    town.waits_until(at("2026-03-19T12:00"))
    assert len(town.letters) == before


# --- Was it solved? ---------------------------------------------------------------------------------


@pytest.fixture
def question(town):
    town.replies(routed(town), "Klart. Vi har köpt en värmevagn.", sender=PETER, at=LATER)
    town.quarter_passes()
    town.waits_until(at("2026-03-25T12:00"))
    return town.letters_to(GUARDIAN)[-1]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Ja", Outcome.YES),
        ("Jaa! Tack så mycket.", Outcome.YES),
        ("Ja det blev bra men bara ibland", Outcome.PARTLY),
        ("nja", Outcome.PARTLY),
        ("Delvis.", Outcome.PARTLY),
        ("Nej tack", Outcome.DECLINED),
    ],
)
def test_an_answer_to_the_question_ends_the_case(town, question, text, outcome):
    town.replies(question, text, sender=GUARDIAN, at=at("2026-03-26T20:00"))
    assert (town.case.state, town.case.outcome) == (State.EVALUATED, outcome)
    before = len(town.letters_to(GUARDIAN))
    town.waits_until(at("2026-06-01T12:00"))
    assert len(town.letters_to(GUARDIAN)) == before


def test_an_answer_added_after_the_question_does_not_stop_the_clock(town, question):
    town.replies(routed(town), "Klart. En sak till: kocken är ny.", sender=PETER, at=at("2026-03-26T10:00"))
    town.waits_until(at("2026-06-01T12:00"))
    assert (town.case.state, town.case.outcome) == (State.EVALUATED, Outcome.NO_REPLY)


@pytest.mark.parametrize("text", ["Nej, samma sak igen", "tyvärr inte"])
def test_a_no_reopens_the_case_one_level_up(town, question, text):
    town.replies(question, text, sender=GUARDIAN, at=at("2026-03-26T10:00"))
    assert (town.case.state, town.case.owner) == (State.WITH_OWNER, "bitradande-chef")
    assert text.split(",")[0] in town.letters_to(KARIN)[-1].text
    town.waits_until(at("2026-03-30T12:00"))
    assert "LH-2026-0001" in town.letters_to(KARIN)[-1].subject  # the ladder runs again


def test_who_gets_a_reopened_case_late_is_not_taken_for_an_owner_who_comes_back(town, question):
    town.postman.trouble.append(NotNowError())
    town.replies(question, "Nej, samma sak igen", sender=GUARDIAN, at=at("2026-03-26T10:00"))
    town.waits_until(at("2026-03-26T12:00"))
    assert "samma sak igen" in town.letters_to(KARIN)[-1].text
    assert "stand_in" not in whats(town)


def test_a_no_that_comes_after_we_stopped_waiting_still_opens_the_case_again(town, question):
    town.waits_until(at("2026-04-20T12:00"))
    assert town.case.outcome is Outcome.NO_REPLY
    late = at("2026-04-21T10:00")  # the link is good for sixty days
    town.clicks(question, "no", "Han blir fortfarande utan mat.", at=late)
    town.waits_until(at("2026-04-21T12:00"))
    assert "fortfarande utan mat" in town.letters_to(KARIN)[-1].text


def test_words_beside_a_yes_are_read_by_somebody(town, question):
    town.replies(question, "Ja. Däremot var maten slut i går.", sender=GUARDIAN, at=at("2026-03-26T10:00"))
    assert "slut i går" in town.letters_to(PETER)[-1].text


def test_a_guessed_number_cannot_close_a_case(town, question):
    raw = f"From: {GUARDIAN}\r\nTo: {INTAKE}\r\nSubject: LH-2026-0001\r\n\r\nJa\r\n".encode()
    town.delivers(raw, at=at("2026-03-26T10:00"), dmarc=Verdict.GRAY)
    assert town.case.state is State.FOLLOWED_UP


def test_a_no_to_the_answer_itself_goes_to_the_next_level_as_the_answer_promised(town):
    town.replies(routed(town), "Klart. Vi har köpt en värmevagn.", sender=PETER, at=LATER)
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert "går frågan vidare till Karin Blom" in answer.text
    town.replies(answer, "Nej, maten är fortfarande kall.", sender=GUARDIAN, at=at("2026-03-12T10:00"))
    assert town.case.owner == "bitradande-chef"
    assert "fortfarande kall" in town.letters_to(KARIN)[-1].text


def test_a_doubtful_answer_is_read_by_a_human(town, question):
    town.replies(question, "Vi har flyttat, så jag vet inte.", sender=GUARDIAN, at=at("2026-03-26T10:00"))
    assert town.case.state is State.FOLLOWED_UP
    assert "Vi har flyttat" in town.letters_to(PETER)[-1].text
