"""The steps of a meeting where there are many to tell, much to tell, or somebody writes at the same time."""

from dataclasses import replace
from datetime import timedelta

from complaints.model import Decision, Errand, ErrandKind, Nothing, Reason, Result, State
from complaints.reports import meetings
from complaints.reports.blocks import MOST_EVENTS
from complaints.reports.leaders import MOST_LINES
from complaints.workflow.preparing import Preparing
from tests.builders import a_case, a_decision, a_judgement
from tests.lindhoj import at, lindhoj, with_schools
from tests.memory import MemoryBell, MemoryStore

ARMED, SENT = at("2026-03-11T10:00"), at("2026-03-23T07:30")


def prepared(store, organisation, *instants):
    story = Preparing(organisation=organisation, store=store, bell=MemoryBell())
    return [story.prepare(instant) for instant in instants]


def letters(store, step):
    return sorted(ref.name for ref in store.outbox if ref.name.startswith(f"{step}-"))


def test_more_letters_than_a_transaction_holds_leave_in_several_and_each_once():
    store, town = MemoryStore(), with_schools(200)
    prepared(store, town, ARMED, at("2026-03-19T07:30"), SENT, SENT)
    heads = {unit.head for unit in town.units.values()}
    assert letters(store, "reminder") == sorted(f"reminder-2026-03-24-{head}" for head in heads)
    assert len(letters(store, "sheet")) == len(heads) + 2
    assert store.met.told == ()


def test_half_done_it_goes_on_where_it_was():
    store, town = MemoryStore(), with_schools(200)
    prepared(store, town, ARMED)
    step = meetings.ripe(store.met, town, at("2026-03-19T07:30"))
    first = meetings.taken(step, [], store.met, town, at("2026-03-19T07:30"))
    assert len(first.letters) == meetings.MOST_AT_ONCE
    store.save(first, ARMED)
    assert store.met.due_at == step.at
    prepared(store, town, at("2026-03-19T08:00"))
    assert len(letters(store, "reminder")) == len({unit.head for unit in town.units.values()})


def test_who_got_half_a_reminder_that_came_too_late_gets_the_sheet_all_the_same():
    on_thursdays = replace(lindhoj().meetings, first=at("2026-01-15T13:00").date())
    store, town = MemoryStore(), replace(with_schools(200), meetings=on_thursdays)
    prepared(store, town, ARMED)
    step = meetings.ripe(store.met, town, at("2026-03-19T07:30"))
    store.save(meetings.taken(step, [], store.met, town, at("2026-03-19T07:30")), ARMED)
    prepared(store, town, SENT)
    assert len(letters(store, "reminder")) == meetings.MOST_AT_ONCE
    assert len(letters(store, "sheet")) == len({unit.head for unit in town.units.values()}) + 2


class Busy(MemoryStore):
    """Somebody says Inget just before the step is stored, once."""

    said = False

    def save(self, decision, recorded_at):
        if decision.letters and not self.said:
            self.said = True
            nothing = (Nothing(role="rektor-kullaskolan", meeting=at("2026-03-24T13:00").date()),)
            super().save(Decision(verdict="said", meetings=replace(self.met, nothing=nothing)), recorded_at)
        super().save(decision, recorded_at)


def test_what_is_said_while_the_sheet_is_made_stands_on_it():
    store = Busy()
    [_, verdict] = prepared(store, lindhoj(), ARMED, SENT)
    assert verdict == "leaders of the meeting, sheet of the meeting"
    for step in ("leaders", "sheet"):
        blocks = {block.name: block for block in store.sheet(f"2026-03-24#{step}").blocks}
        assert blocks["Kullaskolan"].reported
        assert not blocks["Åskolan"].reported


def test_a_surge_is_counted_in_full_and_told_as_far_as_there_is_room():
    store = MemoryStore()
    prepared(store, lindhoj(), ARMED)
    judgement = a_judgement(unit="kullaskolan", barred=())
    for n in range(MOST_EVENTS + 5):
        came = ARMED + timedelta(minutes=n)
        case = a_case(
            id=f"case{n:012}", number=f"LH-2026-{n:04}", received_at=came, judgement=judgement, due_at=None
        )
        store.save(a_decision(mail=f"{n:064x}", case=case, traces=()), came)
    prepared(store, lindhoj(), SENT)
    [kulla] = [b for b in store.sheet("2026-03-24#sheet").blocks if b.name == "Kullaskolan"]
    assert (kulla.new, len(kulla.events), kulla.more) == (MOST_EVENTS + 5, MOST_EVENTS, 5)


def test_what_those_who_lead_get_of_a_surge_has_an_end_and_the_rest_is_a_number():
    store, ago, many = MemoryStore(), ARMED - timedelta(days=60), MOST_LINES + 10
    prepared(store, lindhoj(), ARMED)
    for n in range(2 * many):
        came = ago + timedelta(minutes=n)
        case = a_case(
            id=f"case{n:012}",
            number=f"LH-2026-{n:04}",
            received_at=came,
            answer_by=came.date() + timedelta(days=9),
            judgement=a_judgement(barred=(), reasons=(Reason(about="urgent", says="yes", because=()),)),
            errands=(
                Errand(
                    name="measure-1",
                    kind=ErrandKind.MEASURE,
                    of="rektor-askolan",
                    by="rektor-askolan",
                    text="se över schemat " * 50,
                    due_on=SENT.date(),
                ),
            ),
        )
        if n % 2:
            case = replace(
                case,
                state=State.ANSWERED,
                answered_at=ARMED,
                result=Result.DISMISSED,
                dismissal="Det är besvarat. " * 100,
            )
        store.save(a_decision(mail=f"{n:064x}", case=case, traces=()), came)
    prepared(store, lindhoj(), SENT)
    leaders = store.sheet("2026-03-24#leaders").leaders
    listed = (leaders.late, leaders.at_risk, leaders.dismissed, leaders.measures)
    assert [len(kind.lines) for kind in listed] == [MOST_LINES] * 4
    assert max(len(line.words + line.text) for kind in listed for line in kind.lines) < 700
    assert [kind.more for kind in listed] == [10, 10, 10, 2 * many - MOST_LINES]


def test_a_case_of_long_ago_that_still_waits_is_told_and_one_of_more_than_a_year_is_not():
    store, judgement = MemoryStore(), a_judgement(unit="kullaskolan", barred=())
    prepared(store, lindhoj(), ARMED)
    for n, days in enumerate((300, 500)):
        came = ARMED - timedelta(days=days)
        case = a_case(id=f"case{n:012}", number=f"LH-2025-{n:04}", received_at=came, judgement=judgement)
        store.save(a_decision(mail=f"{n:064x}", case=case, traces=()), came)
    prepared(store, lindhoj(), SENT)
    [kulla] = [b for b in store.sheet("2026-03-24#sheet").blocks if b.name == "Kullaskolan"]
    assert (kulla.new, kulla.open, kulla.late) == (0, 1, 1)
