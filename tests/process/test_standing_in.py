"""Whatever absences are told, and whenever: on each working day the case is in the hand of whoever acts."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from complaints.model import Absence, Amendments, Lane, State
from complaints.process.deadlines import clock
from complaints.process.owners import standing_in
from tests.builders import a_case, a_judgement
from tests.lindhoj import at, lindhoj

LINDHOJ = lindhoj()
CALENDAR = LINDHOJ.calendar
FIRST = date(2026, 3, 10)
DAYS = [day for n in range(60) if CALENDAR.is_working_day(day := FIRST + timedelta(days=n))]
ROLES = ("maltidschef", "kostsamordnare", "sektorsamordnare")
absences = st.builds(
    lambda role, first, length: Absence(
        role=role,
        first=FIRST + timedelta(days=first),
        last=FIRST + timedelta(days=first + length),
    ),
    st.sampled_from(ROLES),
    st.integers(-5, 50),
    st.integers(0, 20),
)
told = st.lists(st.tuples(st.integers(0, len(DAYS) - 1), absences), max_size=6)


def in_hand(**changes):
    return a_case(state=State.WITH_OWNER, in_hand_of="maltidschef", in_hand_since=FIRST, **changes)


def looked_at(case, organisation, now):
    """The case after every source has taken what is due, and the hand-overs among it."""
    letters = []
    case = clock.rescheduled(case, organisation)
    while case.due_at and case.due_at <= now:
        decision = clock.on_due(case, organisation, now)
        letters += [letter for letter in decision.letters if letter.template == "stand_in"]
        case = clock.rescheduled(
            replace(decision.case, entries=case.entries + len(decision.entries)), organisation
        )
    return case, letters


@given(told)
def test_on_each_day_it_is_with_whoever_acts_and_each_change_is_told_once(plan):
    case, organisation, amendments = in_hand(), LINDHOJ, Amendments()
    for number, day in enumerate(DAYS):
        new = tuple(absence for when, absence in plan if when == number)
        amendments = replace(amendments, absences=(*amendments.absences, *new))
        organisation = organisation.amended(amendments)
        before = case.in_hand_of
        case, letters = looked_at(case, organisation, CALENDAR.opening(day) + timedelta(minutes=5))
        assert case.in_hand_of == organisation.acting(case.owner, day).id
        assert len(letters) == (case.in_hand_of != before)


def away(role, first, last):
    absence = Absence(role=role, first=date.fromisoformat(first), last=date.fromisoformat(last))
    return LINDHOJ.amended(Amendments(version=1, absences=(absence,)))


def test_an_absence_over_a_weekend_alone_moves_nothing():
    case, organisation = in_hand(), away("maltidschef", "2026-03-14", "2026-03-15")
    assert standing_in.timers(case, organisation) == []


def test_a_clock_that_comes_after_the_absence_says_nothing():
    organisation = away("maltidschef", "2026-03-12", "2026-03-13")
    case = clock.rescheduled(in_hand(), organisation)
    decision = standing_in.take(case, (), organisation, at("2026-03-16T10:00"))
    assert (decision.letters, decision.case.in_hand_of) == ((), "maltidschef")


def test_a_protected_case_is_handed_over_without_its_content():
    case = in_hand(judgement=a_judgement(lane=Lane.PROTECTED))
    organisation = away("maltidschef", "2026-03-12", "2026-03-13")
    [letter] = standing_in.take(case, (), organisation, at("2026-03-12T07:30")).letters
    assert (letter.template, letter.repeats) == ("routed_notice", "")


def test_an_answered_case_stays_where_it_is():
    organisation = away("maltidschef", "2026-03-12", "2026-03-13")
    assert standing_in.timers(replace(in_hand(), state=State.ANSWERED), organisation) == []
