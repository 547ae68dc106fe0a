"""Two complaints on Maundy Thursday 2026: one is met with silence, the other is answered and followed up.

The clock ticks at noon each day, so every step is found by a tick that comes hours after its time or, as
here, walked to at its own instant.
"""

from datetime import timedelta

import pytest

from complaints.model import Outcome, State
from tests.lindhoj import ANNIKA, GUARDIAN, KARIN, MATS, PETER, STOCKHOLM, at
from tests.town import Town

OTHER = "ali.noor@mejl.example"


@pytest.fixture(scope="module")
def town():
    """The whole month, lived once."""
    town = Town()
    town.writes("Maten på Åskolan är kall varje dag.", at=at("2026-04-02T15:00"), Subject="Maten")
    out = "Skolmaten på Kullaskolan är slut när de kommer."
    town.writes(out, at=at("2026-04-02T15:01"), sender=OTHER, Subject="Klagomål")
    for noon in noons("2026-04-03", "2026-04-13"):
        town.waits_until(noon)
    routed = next(letter for letter in town.letters_to(PETER) if "LH-2026-0002" in letter.subject)
    town.replies(routed, "Klart. Vi lagar mer mat från i dag.", sender=PETER, at=at("2026-04-13T13:00"))
    for noon in noons("2026-04-14", "2026-05-30"):
        town.waits_until(noon)
    return town


def noons(first, last):
    noon = at(f"{first}T12:00")
    while noon <= at(f"{last}T12:00"):
        yield noon
        noon += timedelta(days=1)


def days(letters):
    return [f"{letter.at.astimezone(STOCKHOLM):%d/%m}" for letter in letters]


def about(letters, number):
    return [letter for letter in letters if number in letter.subject or number in letter.text]


def test_both_acknowledgements_promise_the_same_days(town):
    for guardian in (GUARDIAN, OTHER):
        text = town.letters_to(guardian)[0].text
        assert "torsdag 2 april 2026 kl. 15.0" in text
        assert "hör av sig senast onsdag 8 april" in text
        assert "ett svar senast onsdag 15 april" in text


def test_the_owner_gets_one_reminder_mail_a_day_with_a_line_for_each_case(town):
    reminders = [letter for letter in town.letters_to(PETER) if letter.at > at("2026-04-03T00:00")]
    first, second = reminders[:2]
    assert days([first, second]) == ["08/04", "13/04"]
    for reminder in (first, second):
        assert "LH-2026-0001" in reminder.text
        assert "LH-2026-0002" in reminder.text
    assert first.subject == "2 ärenden väntar på dig"


def test_a_line_found_after_hours_does_not_close_the_next_days_reminder_before_it_is_full():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", at=at("2026-03-10T10:00"))
    town.writes("Skolmaten på Kullaskolan är slut.", at=at("2026-03-11T10:00"), sender=OTHER)
    town._tick(at("2026-03-12T17:00"))  # the first one's day 2, found late
    town.waits_until(at("2026-03-13T12:00"))  # the second one's day 2
    [reminder] = [letter for letter in town.letters_to(PETER) if letter.at > at("2026-03-12T00:00")]
    assert reminder.subject == "2 ärenden väntar på dig"


def test_the_silent_case_climbs_the_ladder_each_step_once(town):
    escalated = {who: days(about(town.letters_to(who), "LH-2026-0001")) for who in (ANNIKA, KARIN, MATS)}
    assert escalated == {
        ANNIKA: ["14/04"],
        KARIN: ["16/04"],
        MATS: ["20/04", "27/04", "05/05", "12/05", "20/05", "27/05"],
    }


def test_the_owner_gets_a_copy_of_each_escalation_and_no_other_mail(town):
    after = [letter for letter in town.letters_to(PETER) if letter.at > at("2026-04-13T14:00")]
    assert days(after) == ["14/04", "16/04", "20/04", "27/04", "05/05", "12/05", "20/05", "27/05"]
    assert all(letter.mail["Cc"] for letter in after)


def test_the_answered_case_leaves_the_ladder(town):
    for who in (ANNIKA, KARIN, MATS):
        assert about(town.letters_to(who), "LH-2026-0002") == []


def test_the_guardian_gets_the_answer_and_is_asked_twice_and_no_more(town):
    letters = town.letters_to(OTHER)
    assert days(letters) == ["02/04", "13/04", "27/04", "05/05"]
    answer, question, again = letters[1:]
    assert "Vi lagar mer mat från i dag." in answer.text
    assert "måndag 27 april" in answer.text
    assert "Blev det bättre?" in question.subject
    assert question.text != again.text


def test_nobody_is_mailed_outside_office_hours_but_the_guardian_who_waits(town):
    calendar = town.organisation.calendar
    staff = [
        letter
        for letter in town.letters
        if GUARDIAN not in letter.recipients and OTHER not in letter.recipients
    ]
    assert staff
    assert all(calendar.in_office_hours(letter.at) for letter in staff)


def test_a_question_that_is_never_answered_ends_as_no_reply(town):
    answered = next(case for case in town.cases if case.number == "LH-2026-0002")
    assert (answered.state, answered.outcome, answered.due_at) == (State.EVALUATED, Outcome.NO_REPLY, None)
