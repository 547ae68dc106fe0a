"""What every store promises: held against DynamoDB and against the memory the stories use."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from complaints.aws.store import CLAIM
from complaints.model import (
    WRITER,
    Absence,
    Amendments,
    Change,
    Decision,
    Door,
    Due,
    DueStep,
    Errand,
    ErrandKind,
    ForMeeting,
    LetterRef,
    LetterState,
    Meetings,
    MeetingStep,
    Nothing,
    Nudge,
    Outgoing,
    SendResult,
    Tally,
    Tick,
    Topic,
    Writer,
)
from complaints.workflow.ports import AlreadyDealtWithError, ConflictError, Known, ReminderClosedError
from lyhord.gallery.meeting import FOR_LEADERS, SHEET
from tests.builders import NOW, a_case, a_decision, a_letter, an_entry
from tests.lindhoj import GUARDIAN
from tests.memory import MemoryStore

ID = a_case().id
ACKNOWLEDGEMENT = LetterRef(case_id=ID, name="acknowledgement")
NUDGE = Nudge(role="maltidschef", day=NOW.date(), not_before=NOW)
REMINDER = LetterRef(case_id="", name=f"reminder-maltidschef-{NOW.date()}")


@pytest.fixture(params=["memory", "dynamodb"])
def store(request):
    return MemoryStore() if request.param == "memory" else request.getfixturevalue("dynamo_store")


def due(store, at):
    return [thing.letter or thing.case_id for thing in store.due(at, 100)]


def test_a_saved_case_is_read_back_as_it_was(store):
    store.save(a_decision(), NOW)
    case = store.case(ID)
    assert replace(case, last_hash="") == a_case(version=1, entries=1)
    assert store.cases([ID, "nosuchcaseatallx"]) == [case]
    assert store.case("nosuchcaseatallx") is None


def test_the_same_mail_is_not_dealt_with_twice(store):
    store.save(a_decision(), NOW)
    with pytest.raises(AlreadyDealtWithError):
        store.save(a_decision(case=a_case(id="anothercaseidxyz", number="LH-2026-0002")), NOW)
    assert store.case("anothercaseidxyz") is None


def test_a_case_that_changed_since_it_was_read_is_not_overwritten(store):
    store.save(a_decision(), NOW)
    read = store.case(ID)
    store.save(Decision(verdict="first", case=replace(read, subject="first")), NOW)
    with pytest.raises(ConflictError):
        store.save(Decision(verdict="second", case=replace(read, subject="second")), NOW)
    assert store.case(ID).subject == "first"


def test_a_mail_is_found_by_thread_and_by_number(store):
    store.save(a_decision(), NOW)
    known = store.known("ef" * 32, ["<x@hem.example>", "<1@hem.example>"], "LH-2026-0001")
    assert known == Known(dealt_with=False, by_trace={"<1@hem.example>": ID}, by_number=ID)
    assert store.known("ab" * 32, [], "").dealt_with
    assert store.known("ef" * 32, [], "LH-2026-9999").by_number == ""
    assert store.case_of("<1@hem.example>") == ID
    assert store.case_of("<2@hem.example>") == ""


def test_the_first_case_a_message_id_led_to_keeps_it(store):
    store.save(a_decision(), NOW)
    other = a_case(id="anothercaseidxyz", number="LH-2026-0002")
    store.save(a_decision(mail="ef" * 32, case=other), NOW)
    assert store.case_of("<1@hem.example>") == ID


def test_numbers_rise_and_start_anew_each_year(store):
    assert [store.next_number(2026), store.next_number(2026), store.next_number(2027)] == [1, 2, 1]


def test_only_what_is_due_is_found(store):
    store.save(a_decision(letters=(a_letter(not_before=NOW + timedelta(hours=1)),)), NOW)
    assert due(store, NOW) == []
    assert due(store, NOW + timedelta(hours=1)) == [ACKNOWLEDGEMENT]
    assert sorted(map(str, due(store, NOW + timedelta(days=2)))) == sorted(map(str, [ACKNOWLEDGEMENT, ID]))


def test_a_letter_is_claimed_by_one_and_again_when_its_claim_ran_out(store):
    store.save(a_decision(), NOW)
    assert store.claim(ACKNOWLEDGEMENT, NOW) == a_letter(attempts=1)
    assert store.claim(ACKNOWLEDGEMENT, NOW + timedelta(minutes=4)) is None
    assert store.claim(ACKNOWLEDGEMENT, NOW + timedelta(minutes=6)) == a_letter(attempts=2)


def test_a_letter_before_its_hour_or_unknown_is_not_claimed(store):
    store.save(a_decision(letters=(a_letter(not_before=NOW + timedelta(hours=1)),)), NOW)
    assert store.claim(ACKNOWLEDGEMENT, NOW) is None
    assert store.claim(LetterRef(case_id=ID, name="no such letter"), NOW) is None


def test_a_postponed_letter_waits_until_then(store):
    store.save(a_decision(), NOW)
    store.claim(ACKNOWLEDGEMENT, NOW)
    store.postpone(ACKNOWLEDGEMENT, NOW + timedelta(minutes=5))
    assert store.claim(ACKNOWLEDGEMENT, NOW + timedelta(minutes=4)) is None
    assert store.claim(ACKNOWLEDGEMENT, NOW + timedelta(minutes=5)) == a_letter(attempts=2)


def test_a_letter_that_has_left_is_never_due_again(store):
    store.save(a_decision(), NOW)
    store.claim(ACKNOWLEDGEMENT, NOW)
    send_result = SendResult(
        letter=ACKNOWLEDGEMENT, state=LetterState.SENT, message_ids=("<ours>", "<theirs>")
    )
    store.save(
        Decision(verdict="sent", case=store.case(ID), send_result=send_result, traces=("<theirs>",)), NOW
    )
    assert store.claim(ACKNOWLEDGEMENT, NOW + timedelta(days=9)) is None
    assert due(store, NOW + timedelta(days=9)) == [ID]
    assert store.case_of("<theirs>") == ID
    with pytest.raises(ConflictError):
        store.save(Decision(verdict="sent", case=store.case(ID), send_result=send_result), NOW)


def test_the_lines_of_a_role_and_day_share_one_reminder(store):
    other = a_case(id="anothercaseidxyz", number="LH-2026-0002")
    store.save(a_decision(nudge=NUDGE, letters=()), NOW)
    store.save(a_decision(mail="ef" * 32, case=other, nudge=NUDGE, letters=()), NOW)
    reminder = store.claim(REMINDER, NOW)
    assert (reminder.template, reminder.to) == ("reminder", "maltidschef")
    assert reminder.cases == (ID, "anothercaseidxyz")


def test_no_line_is_added_to_a_reminder_that_has_left(store):
    store.save(a_decision(nudge=NUDGE, letters=()), NOW)
    store.claim(REMINDER, NOW)
    with pytest.raises(ReminderClosedError):
        store.save(a_decision(mail="ef" * 32, case=store.case(ID), nudge=NUDGE, letters=()), NOW)
    assert not store.known("ef" * 32, [], "").dealt_with


def test_a_claim_outlives_every_run_and_runs_out_before_the_wake_up_comes_again(declared):
    run = timedelta(seconds=declared["SendLetters"]["Properties"]["Timeout"])
    again = timedelta(seconds=declared["Wakes"]["Properties"]["VisibilityTimeout"])
    assert run < CLAIM < again


def test_a_reminder_may_speak_of_more_cases_than_one_call_reads(store):
    store.save(a_decision(), NOW)
    others = [f"case{number:012d}" for number in range(250)]
    assert [case.id for case in store.cases([*others, ID])] == [ID]


def test_a_letter_never_takes_the_place_of_another(store):
    store.save(a_decision(), NOW)
    with pytest.raises(ConflictError):
        store.save(Decision(verdict="again", case=store.case(ID), letters=(a_letter(),)), NOW)


def test_the_tick_never_comes_between_two_tries_of_the_queue(store):
    """A wake-up that fails comes again after six minutes; only what fails five times is seen by a human."""
    store.save(a_decision(case=a_case(due_at=None)), NOW)
    for minutes in range(0, 30, 6):
        tried = NOW + timedelta(minutes=minutes)
        assert store.claim(ACKNOWLEDGEMENT, tried)
        assert due(store, tried + timedelta(minutes=6)) == []
    assert due(store, tried + timedelta(minutes=15)) == [ACKNOWLEDGEMENT]


def test_a_long_mail_in_wide_letters_fits_its_row(store):
    long = "漢" * 200_000  # 600 kB; the raw mail keeps all of it
    entries = (an_entry(text=long),)
    store.save(a_decision(entries=entries, letters=(a_letter(quote=long),)), NOW)
    assert store.claim(ACKNOWLEDGEMENT, NOW).quote.startswith("漢漢")


def test_one_decision_changes_several_cases_or_none(store):
    other = a_case(id="anothercaseidxyz", number="LH-2026-0002")
    beside = (Change(case=other, entries=(an_entry(),), letters=(a_letter(),), traces=("<2@hem.example>",)),)
    store.save(replace(a_decision(), beside=beside), NOW)
    assert store.case(other.id).entries == 1
    assert store.case_of("<2@hem.example>") == other.id
    changed = replace(store.case(ID), subject="changed")
    with pytest.raises(ConflictError):
        store.save(Decision(verdict="stale", case=changed, beside=(Change(case=other),)), NOW)
    assert store.case(ID).subject != "changed"


def test_a_letter_may_belong_to_no_case(store):
    writer = a_case().complainant
    letter = replace(a_letter(), name="routine-1", to=WRITER, addressee=writer)
    store.save(Decision(verdict="routine", mail="cd" * 32, letters=(letter,)), NOW)
    ref = LetterRef(case_id="", name="routine-1")
    assert due(store, NOW) == [ref]
    assert store.claim(ref, NOW).addressee == writer


def test_a_persons_cases_are_found_by_address(store):
    store.save(replace(a_decision(), met="maria.lind@hem.example"), NOW)
    assert store.cases_of("maria.lind@hem.example", 40) == (ID,)
    assert store.cases_of("someone.else@hem.example", 40) == ()


def written_on(store, *ids):
    """Cases of one person, opened a minute apart."""
    for n, id_ in enumerate(ids):
        case = a_case(id=id_, number=f"LH-2026-{n:04d}", received_at=NOW + timedelta(minutes=n))
        store.save(replace(a_decision(mail=f"{n:064x}", case=case, traces=(), letters=()), met=GUARDIAN), NOW)


def test_a_persons_latest_cases_are_found_and_no_more(store):
    written_on(store, "firstcasefirstca", "secondcasesecond", "thirdcasethirdca", "fourthcasefourth")
    assert store.cases_of(GUARDIAN, 2) == ("fourthcasefourth", "thirdcasethirdca")
    heard = replace(store.case("firstcasefirstca"), heard_at=(NOW + timedelta(hours=1),))
    store.save(Decision(verdict="added", case=heard, met=GUARDIAN), NOW)
    assert store.cases_of(GUARDIAN, 2) == ("firstcasefirstca", "fourthcasefourth")
    assert len(store.cases_of(GUARDIAN, 40)) == 4


def test_many_mails_on_one_case_hide_none_of_the_persons_other_cases(store):
    written_on(store, "firstcasefirstca", "secondcasesecond", "thirdcasethirdca")
    for n in range(1, 50):
        heard = replace(store.case("secondcasesecond"), heard_at=(NOW + timedelta(hours=n),))
        store.save(Decision(verdict="added", case=heard, met=GUARDIAN), NOW)
    assert store.cases_of(GUARDIAN, 2) == ("secondcasesecond", "thirdcasethirdca")
    assert store.cases_of(GUARDIAN, 40) == ("secondcasesecond", "thirdcasethirdca", "firstcasefirstca")


def test_cases_under_a_taken_contact_are_found_however_many_mails_came_since(store):
    written_on(store, "firstcasefirstca", "secondcasesecond", "thirdcasethirdca")
    first, second, third = map(store.case, ("firstcasefirstca", "secondcasesecond", "thirdcasethirdca"))
    beside = (Change(case=second, contact=True), Change(case=third, contact=True))
    store.save(Decision(verdict="taken", case=first, contact=True, beside=beside), NOW)
    assert store.cases_of(GUARDIAN, 0) == (first.id, second.id, third.id)
    assert store.cases_of(GUARDIAN, 40) == (first.id, second.id, third.id)
    first, second = map(store.case, (first.id, second.id))
    beside = (Change(case=second, contact=True),)
    store.save(Decision(verdict="moved", case=first, contact=False, beside=beside), NOW)
    assert store.cases_of(GUARDIAN, 0) == (second.id, third.id)


def test_what_opened_a_case_is_read_without_the_rest_of_its_log(store):
    written_on(store, "firstcasefirstca", "secondcasesecond")
    store.save(
        Decision(verdict="noted", case=store.case("firstcasefirstca"), entries=(an_entry(text="no"),)), NOW
    )
    opened = dict.fromkeys(("firstcasefirstca", "secondcasesecond"), "Maten är kall.")
    assert store.openings([*opened, "nosuchcaseatallx"]) == opened


def test_a_months_cases_are_found_by_the_day_they_came_on_in_sweden(store):
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight in Sweden
    store.save(replace(a_decision(), case=a_case(received_at=new_year)), NOW)
    assert list(store.cases_in("2027-01")) == [ID]
    assert list(store.cases_in("2026-12")) == []


def test_a_months_cases_are_told_from_the_latest_on(store):
    written_on(store, "firstcasefirstca", "secondcasesecond", "thirdcasethirdca")
    assert list(store.cases_in("2026-03")) == ["thirdcasethirdca", "secondcasesecond", "firstcasefirstca"]


def test_amendments_are_read_back_and_never_overwritten_unseen(store):
    assert store.amendments() == Amendments()
    day = NOW.date()
    away = Absence(role="maltidschef", first=day, last=day, deputy="kostsamordnare")
    topic = Topic(code="smittspridning", name="smittspridning", words=("smitta*",), since=day)
    amended = Amendments(absences=(away,), topics=(topic,))
    store.save(Decision(verdict="away", amendments=amended), NOW)
    assert store.amendments() == replace(amended, version=1)
    with pytest.raises(ConflictError):
        store.save(Decision(verdict="away too", amendments=amended), NOW)


def test_everything_a_case_may_hold_is_read_back(store):
    full = a_case(
        outgoing=Outgoing(
            name="answer-2",
            template="answer",
            text="Åh",
            by="x",
            leaves_at=NOW,
            closes=True,
            facts={"a": "b"},
        ),
        errands=(Errand(name="1", kind=ErrandKind.MEASURE, of="x", by="y", due_on=NOW.date(), next_at=NOW),),
        paused_at=NOW,
        for_meeting=ForMeeting(event="Rasten är kort.", answer={"done": "Den blir längre."}),
        parts=("anothercaseidxyz",),
        heard_at=(NOW,),
    )
    store.save(a_decision(case=full), NOW)
    assert replace(store.case(ID), last_hash="", version=0, entries=0) == full


def test_all_that_waits_is_found_however_far_ahead_and_letters_are_none(store):
    far = a_case(id="anothercaseidxyz", number="LH-2026-0002", due_at=NOW + timedelta(days=300))
    ended = a_case(id="athirdcaseidxyzz", number="LH-2026-0003", due_at=None)
    for n, case in enumerate((a_case(), far, ended)):
        store.save(a_decision(mail=f"{n:064x}", case=case, traces=()), NOW)
    assert sorted(store.waiting({}, 100)[0]) == sorted([ID, far.id])
    assert store.waiting({}, 100)[1] == {}


def test_what_waits_is_told_a_page_at_a_time_and_each_case_once(store):
    ids = [f"case{number:02d}abcdefghij" for number in range(11)]
    for n, id_ in enumerate(ids):
        case = a_case(id=id_, number=f"LH-2026-{n:04d}", due_at=NOW + timedelta(minutes=n // 3))
        store.save(a_decision(mail=f"{n:064x}", case=case, traces=(), letters=()), NOW)
    found, place, pages = [], {}, 0
    while place or not pages:
        page, place = store.waiting(place, 3)
        found, pages = [*found, *page], pages + 1
        assert len(page) <= 3
        tick = Tick(at=NOW, organisation="1", place=place, again=bool(place), untold="here")
        store.ticked(tick)
        assert store.last_tick() == tick
    assert sorted(found) == ids


def test_the_last_tick_is_remembered(store):
    assert store.last_tick() == Tick()
    for tick in (Tick(at=NOW, organisation="1 0"), Tick(at=NOW + timedelta(minutes=5), organisation="2 0")):
        store.ticked(tick)
        assert store.last_tick() == tick


def test_a_letter_is_read_again_after_it_has_left(store):
    store.save(a_decision(letters=(a_letter(quote="Maten är kall."),)), NOW)
    store.claim(ACKNOWLEDGEMENT, NOW)
    assert store.letter(ACKNOWLEDGEMENT).quote == "Maten är kall."
    assert store.letter(LetterRef(case_id=ID, name="no such letter")) is None


def test_a_case_tells_its_log_in_order(store):
    store.save(a_decision(), NOW)
    case = store.case(ID)
    more = tuple(an_entry(what=f"note {number}") for number in range(12))
    store.save(Decision(verdict="noted", case=case, entries=more), NOW)
    assert [entry.what for entry in store.log(ID)] == ["received", *(f"note {n}" for n in range(12))]
    assert store.log(ID)[0] == an_entry()
    assert store.log("nosuchcaseatallx") == ()


def test_a_door_is_kept_with_its_log_and_its_case_stays_as_it_was(store):
    store.save(a_decision(), NOW)
    case, door = store.case(ID), store.door(ID, "maltidschef")
    assert door == Door(case_id=ID, reader="maltidschef")
    line = an_entry(what="read", by="maltidschef", text="")
    used = replace(door, codes=1, coded_at=(NOW,), code_until=NOW, knocked_at=(NOW, NOW))
    store.save(Decision(verdict="read", door=used, readings=(line, line)), NOW)
    kept = store.door(ID, "maltidschef")
    assert replace(kept, last_hash="") == replace(used, version=1, readings=2)
    assert kept.last_hash
    assert store.case(ID) == case
    assert store.log(ID) == (an_entry(),)
    assert store.door(ID, "bitradande-chef").version == 0


def test_a_door_that_changed_since_it_was_read_is_not_overwritten(store):
    store.save(a_decision(), NOW)
    door = store.door(ID, "maltidschef")
    store.save(Decision(verdict="first", door=replace(door, codes=1)), NOW)
    with pytest.raises(ConflictError):
        store.save(Decision(verdict="second", door=replace(door, codes=2)), NOW)
    assert store.door(ID, "maltidschef").codes == 1


def test_a_code_is_sent_with_its_door_or_not_at_all(store):
    store.save(a_decision(), NOW)
    door, letter = store.door(ID, "maltidschef"), a_letter(name="code-1", template="one_time_code")
    store.save(Decision(verdict="code sent", door=door, letters=(letter,)), NOW)
    with pytest.raises(ConflictError):
        store.save(Decision(verdict="again", door=door, letters=(replace(letter, name="code-2"),)), NOW)
    assert store.claim(LetterRef(case_id="", name="code-1"), NOW) is not None
    assert store.claim(LetterRef(case_id="", name="code-2"), NOW) is None


def test_evaluations_are_counted_by_quarter_and_group(store):
    for n, (quarter, counts) in enumerate(
        [("2026-Q1", {"asked": 1}), ("2026-Q1", {"yes": 1, "treated_yes": 1}), ("2026-Q2", {"yes": 1})]
    ):
        tally = Tally(quarter=quarter, writer=Writer.PUPIL, counts=counts)
        store.save(Decision(verdict="evaluated", mail=f"{n:064x}", tallies=(tally,)), NOW)
    assert sorted(store.evaluations(), key=lambda tally: tally.quarter) == [
        Tally(quarter="2026-Q1", writer=Writer.PUPIL, counts={"asked": 1, "yes": 1, "treated_yes": 1}),
        Tally(quarter="2026-Q2", writer=Writer.PUPIL, counts={"yes": 1}),
    ]


def test_the_meetings_are_due_like_anything_else_and_never_overwritten_unseen(store):
    assert store.meetings() == Meetings()
    step = DueStep(step=MeetingStep.SHEET, meeting=NOW.date(), at=NOW)
    said = (Nothing(role="rektor-askolan", meeting=NOW.date()),)
    planned = Meetings(
        since=NOW, due_at=NOW + timedelta(hours=1), done=(step,), half_done=step, told=("x",), nothing=said
    )
    store.save(Decision(verdict="planned", meetings=planned), NOW)
    assert store.meetings() == replace(planned, version=1)
    assert list(store.due(NOW, 100)) == []
    assert list(store.due(NOW + timedelta(hours=1), 100)) == [Due(since=planned.due_at, meeting=True)]
    assert store.waiting({}, 100) == ([], {})
    with pytest.raises(ConflictError):
        store.save(Decision(verdict="again", meetings=planned, letters=(a_letter(),)), NOW)
    store.save(Decision(verdict="done", meetings=replace(planned, version=1, due_at=None)), NOW)
    assert list(store.due(NOW + timedelta(days=1), 100)) == []


def test_a_sheet_is_read_back_as_it_was_made(store):
    assert store.sheet(FOR_LEADERS.name) is None
    store.save(Decision(verdict="sheet", sheet=FOR_LEADERS, meetings=Meetings()), NOW)
    store.save(Decision(verdict="sheet", sheet=SHEET, meetings=Meetings(version=1)), NOW)
    assert store.sheet(FOR_LEADERS.name) == FOR_LEADERS
    assert store.sheet(SHEET.name) == SHEET
