"""A Decision as the actions of one DynamoDB transaction, each with what its refusal means."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from complaints.aws import table
from complaints.aws.values import stamp
from complaints.model import Case, Change, Decision, Letter, LetterState, Nudge, SendResult, Tally
from complaints.workflow.ports import AlreadyDealtWithError, ConflictError, ReminderClosedError

Action = tuple[str, dict[str, Any], type[Exception]]

STOCKHOLM = ZoneInfo("Europe/Stockholm")  # the register follows the wall calendar, as the numbers do
ONLY_ONCE = "attribute_not_exists(pk)"


def transaction(decision: Decision, recorded_at: datetime, hashed: Callable[[str], str]) -> list[Action]:
    """All that `save` writes, in order. `hashed` turns a trace into part of a key."""
    return list(_actions(decision, recorded_at, hashed))


def _actions(decision: Decision, recorded_at: datetime, hashed: Callable[[str], str]) -> Iterator[Action]:
    case = decision.case
    if decision.mail:
        marker = {"verdict": decision.verdict, "recorded_at": stamp(recorded_at)}
        marker |= {"case_id": case.id} if case else {}
        yield "Put", _once(table.mail_key(decision.mail) | marker), AlreadyDealtWithError
    for change in decision.changes:
        yield from _change(change, recorded_at, hashed)
    yield from _contacts(decision.changes, hashed)
    if case is None:
        yield from _letters("", decision.letters)
    if case and decision.nudge:
        yield _nudge(decision.nudge, case.id)
    for tally in decision.tallies:
        yield _tally(tally)
    if decision.send_result:
        yield _send_result(decision.send_result, recorded_at)
    yield from _amendments(decision)
    yield from _meetings(decision)
    yield from _door(decision, recorded_at)


def _change(change: Change, recorded_at: datetime, hashed: Callable[[str], str]) -> Iterator[Action]:
    case = change.case
    items, last_hash = table.entry_items(case, change.entries, recorded_at)
    yield from _case(replace(case, entries=case.entries + len(items), last_hash=last_hash))
    yield from (("Put", _once(item), ConflictError) for item in items)
    yield from _letters(case.id, change.letters)
    if change.met:
        met = table.person_key(hashed(change.met), case) | {"number": case.number}
        yield "Put", {"Item": met}, ConflictError
    traces = dict.fromkeys(change.traces)  # one action a row, or DynamoDB refuses
    yield from (_thread(hashed(trace), case.id) for trace in traces)


def _contacts(changes: Iterable[Change], hashed: Callable[[str], str]) -> Iterator[Action]:
    """One action for each person: which of their cases say from now on that the contact is taken over."""
    by_person: dict[str, dict[str, bool]] = {}
    for change in changes:
        if change.contact is not None:
            by_person.setdefault(change.case.complainant.address, {})[change.case.id] = change.contact
    for address, cases in by_person.items():
        begun = [case_id for case_id, taken in cases.items() if taken]
        over = [case_id for case_id, taken in cases.items() if not taken]
        names = {f"#c{n}": case_id for n, case_id in enumerate((*begun, *over))}
        words = list(names)
        set_ = ["SET " + ", ".join(f"{word} = :taken" for word in words[: len(begun)])] if begun else []
        remove = ["REMOVE " + ", ".join(words[len(begun) :])] if over else []
        update = {
            "Key": table.contact_key(hashed(address)),
            "UpdateExpression": " ".join(set_ + remove),
            "ExpressionAttributeNames": names,
        }
        yield (
            "Update",
            update | ({"ExpressionAttributeValues": {":taken": True}} if begun else {}),
            ConflictError,
        )


def _amendments(decision: Decision) -> Iterator[Action]:
    if decision.amendments:
        item = table.amendments_item(decision.amendments)
        yield "Put", _unless_changed(item, decision.amendments.version), ConflictError


def _meetings(decision: Decision) -> Iterator[Action]:
    """The sheet of a step made in several goes is put once a go: its letters show the latest."""
    if decision.meetings:
        item = table.meetings_item(decision.meetings)
        yield "Put", _unless_changed(item, decision.meetings.version), ConflictError
    if decision.sheet:
        yield "Put", {"Item": table.sheet_item(decision.sheet)}, ConflictError


def _door(decision: Decision, recorded_at: datetime) -> Iterator[Action]:
    door = decision.door
    if door is None:
        return
    items, last_hash = table.reading_items(door, decision.readings, recorded_at)
    after = replace(door, readings=door.readings + len(items), last_hash=last_hash)
    yield "Put", _unless_changed(table.door_item(after), door.version), ConflictError
    yield from (("Put", _once(item), ConflictError) for item in items)


def _letters(case_id: str, letters: Iterable[Letter]) -> Iterator[Action]:
    return (("Put", _once(table.letter_item(case_id, letter)), ConflictError) for letter in letters)


def _case(case: Case) -> Iterator[Action]:
    item = table.case_item(replace(case, version=case.version + 1))
    if case.version == 0:
        yield "Put", _once(item), ConflictError
        yield "Put", _once(table.number_key(case.number) | {"case_id": case.id}), ConflictError
        register = table.month_key(f"{case.received_at.astimezone(STOCKHOLM):%Y-%m}", case)
        yield "Put", {"Item": register | {"number": case.number}}, ConflictError
        return
    yield "Put", _unless_changed(item, case.version), ConflictError


def _unless_changed(item: table.Item, read: int) -> dict[str, Any]:
    """Only while the row still has the version that was read; 0: while there is none."""
    if read == 0:
        return _once(item)
    unchanged = {"ConditionExpression": "version = :read", "ExpressionAttributeValues": {":read": read}}
    return {"Item": item} | unchanged


def _once(item: table.Item) -> dict[str, Any]:
    return {"Item": item, "ConditionExpression": ONLY_ONCE}


def _thread(hashed_trace: str, case_id: str) -> Action:
    """The first case a trace led to keeps it: a later forgery cannot take it over."""
    return (
        "Update",
        {
            "Key": table.thread_key(hashed_trace),
            "UpdateExpression": "SET case_id = if_not_exists(case_id, :case)",
            "ExpressionAttributeValues": {":case": case_id},
        },
        ConflictError,
    )


def _nudge(nudge: Nudge, case_id: str) -> Action:
    """A line in the role's reminder of that day: the first makes the row, none comes after it has left."""
    ref = table.reminder_ref(nudge)
    key = table.letter_key(ref)
    waits = table.due(key["pk"], nudge.not_before)
    return (
        "Update",
        {
            "Key": key,
            "UpdateExpression": (
                "SET #state = :waiting, #name = :name, #template = :template, #to = :role,"
                " not_before = if_not_exists(not_before, :not_before),"
                " due_shard = if_not_exists(due_shard, :due_shard),"
                " due_at = if_not_exists(due_at, :due_at)"
                " ADD #cases :case"
            ),
            "ConditionExpression": "attribute_not_exists(#state) OR #state = :waiting",
            "ExpressionAttributeNames": {
                name: name.removeprefix("#") for name in ("#state", "#name", "#template", "#to", "#cases")
            },
            "ExpressionAttributeValues": {
                ":waiting": LetterState.WAITING.value,
                ":name": ref.name,
                ":template": nudge.template,
                ":role": nudge.role,
                ":not_before": stamp(nudge.not_before),
                ":due_shard": waits["due_shard"],
                ":due_at": waits["due_at"],
                ":case": {case_id},
            },
        },
        ReminderClosedError,
    )


def _tally(tally: Tally) -> Action:
    """Counted where it is stored: no reader has to go through the cases."""
    names = list(tally.counts)
    update = {
        "Key": table.evaluations_key(tally.quarter, tally.writer.value),
        "UpdateExpression": "ADD " + ", ".join(f"#c{n} :c{n}" for n in range(len(names))),
        "ExpressionAttributeNames": {f"#c{n}": name for n, name in enumerate(names)},
        "ExpressionAttributeValues": {f":c{n}": tally.counts[name] for n, name in enumerate(names)},
    }
    return "Update", update, ConflictError


def _send_result(send_result: SendResult, at: datetime) -> Action:
    """What became of a letter is written once, and takes it out of the due index."""
    return (
        "Update",
        {
            "Key": table.letter_key(send_result.letter),
            "UpdateExpression": (
                "SET #state = :state, message_ids = :ids, ended_at = :at REMOVE due_shard, due_at"
            ),
            "ConditionExpression": "#state = :claimed",
            "ExpressionAttributeNames": {"#state": "state"},
            "ExpressionAttributeValues": {
                ":state": send_result.state.value,
                ":ids": list(send_result.message_ids),
                ":at": stamp(at),
                ":claimed": LetterState.CLAIMED.value,
            },
        },
        ConflictError,
    )
