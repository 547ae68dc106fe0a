"""The outside world, in memory. `tests/aws/test_store.py` holds MemoryStore to DynamoStore's promises."""

from collections import Counter, deque
from dataclasses import replace
from datetime import datetime, timedelta

from complaints.aws.table import entry_from, entry_items, reading_items, reminder_ref
from complaints.aws.transaction import STOCKHOLM
from complaints.model import Amendments, Door, Due, Letter, LetterRef, LetterState, Meetings, Tally, Tick
from complaints.workflow.ports import (
    AlreadyDealtWithError,
    ConflictError,
    GoneError,
    Known,
    ReminderClosedError,
)

CLAIM, LEFT_ALONE = timedelta(minutes=5), timedelta(minutes=15)


MEETING = object()  # on the bell, that the leaders' meetings are to be looked at


class Row:
    """An outbox row."""

    def __init__(self, letter, due_at):
        self.letter, self.due_at, self.free_at = letter, due_at, due_at
        self.state, self.message_ids = LetterState.WAITING, ()


class MemoryStore:
    def __init__(self):
        self.case_rows, self.entries, self.outbox = {}, {}, {}
        self.mails, self.threads, self.numbers, self.counters = set(), {}, {}, {}
        self.persons, self.amended, self.tick, self.tallied = {}, Amendments(), Tick(), {}
        self.doors, self.readings, self.months, self.contacts = {}, {}, {}, {}
        self.met, self.sheets = Meetings(), {}

    def known(self, identity, traces, number):
        return Known(
            dealt_with=identity in self.mails,
            by_trace={trace: self.threads[trace] for trace in traces if trace in self.threads},
            by_number=self.numbers.get(number, ""),
        )

    def case(self, case_id):
        return self.case_rows.get(case_id)

    def cases(self, case_ids):
        return [self.case_rows[i] for i in case_ids if i in self.case_rows]

    def case_of(self, trace):
        return self.threads.get(trace, "")

    def numbered(self, number):
        return self.case_rows.get(self.numbers.get(number))

    def cases_of(self, address, most):
        mails = sorted(self.persons.get(address, ()), reverse=True)
        latest = list(dict.fromkeys(case_id for _, case_id in mails))[:most]
        taken = sorted(self.contacts.get(address, ()))
        return tuple(dict.fromkeys((*taken, *latest)))

    def cases_in(self, month):
        return (case_id for _, case_id in sorted(self.months.get(month, ()), reverse=True))

    def log(self, case_id):
        return tuple(entry_from(item) for item in self.entries.get(case_id, ()))

    def openings(self, case_ids):
        return {id_: self.log(id_)[0].text for id_ in case_ids if id_ in self.entries}

    def door(self, case_id, reader):
        return self.doors.get((case_id, reader), Door(case_id=case_id, reader=reader))

    def evaluations(self):
        return [Tally(quarter=q, writer=w, counts=dict(counts)) for (q, w), counts in self.tallied.items()]

    def amendments(self):
        return self.amended

    def meetings(self):
        return self.met

    def sheet(self, name):
        return self.sheets.get(name)

    def letter(self, ref):
        row = self.outbox.get(ref)
        return row.letter if row else None

    def waiting(self, after, limit):
        places = sorted((c.due_at, c.id) for c in self.case_rows.values() if c.due_at)
        if after:
            last = (datetime.fromisoformat(after["due_at"]), after["case"])
            places = [place for place in places if place > last]
        page = places[:limit]
        rest = {"due_at": page[-1][0].isoformat(), "case": page[-1][1]} if places[limit:] else {}
        return [case_id for _, case_id in page], rest

    def last_tick(self):
        return self.tick

    def ticked(self, tick):
        self.tick = tick

    def next_number(self, year):
        self.counters[year] = self.counters.get(year, 0) + 1
        return self.counters[year]

    def due(self, now, limit):
        cases = [Due(since=c.due_at, case_id=c.id) for c in self.case_rows.values() if c.due_at]
        letters = [Due(since=row.due_at, letter=ref) for ref, row in self.outbox.items() if row.due_at]
        meetings = [Due(since=self.met.due_at, meeting=True)] if self.met.due_at else []
        every = [*cases, *letters, *meetings]
        ripe = sorted((due for due in every if due.since <= now), key=lambda due: due.since)
        return iter(ripe[:limit])

    def save(self, decision, recorded_at):
        self._refuse(decision)
        case = decision.case
        if decision.mail:
            self.mails.add(decision.mail)
        for change in decision.changes:
            self._change(change, recorded_at)
        if case is None:
            self._letters("", decision.letters)
        if case and decision.nudge:
            self._nudge(decision.nudge, case.id)
        rows = [(tally.quarter, tally.writer) for tally in decision.tallies]
        assert len({*rows}) == len(rows), "a transaction of DynamoDB changes a row once"
        for tally in decision.tallies:
            self.tallied.setdefault((tally.quarter, tally.writer), Counter()).update(tally.counts)
        if decision.send_result:
            row = self.outbox[decision.send_result.letter]
            row.state, row.message_ids, row.due_at = (
                decision.send_result.state,
                decision.send_result.message_ids,
                None,
            )
        if decision.amendments:
            self.amended = replace(decision.amendments, version=decision.amendments.version + 1)
        self._meetings(decision)
        self._door(decision.door, decision.readings, recorded_at)

    def _change(self, change, recorded_at):
        case = change.case
        items, last_hash = entry_items(case, change.entries, recorded_at)
        self.entries.setdefault(case.id, []).extend(items)
        self.case_rows[case.id] = replace(
            case, version=case.version + 1, entries=case.entries + len(items), last_hash=last_hash
        )
        self.numbers[case.number] = case.id
        if case.version == 0:
            month = f"{case.received_at.astimezone(STOCKHOLM):%Y-%m}"
            self.months.setdefault(month, set()).add((case.received_at, case.id))
        if change.met:
            line = (max((case.received_at, *case.heard_at)), case.id)
            self.persons.setdefault(change.met, set()).add(line)
        if change.contact is not None:
            taken = self.contacts.setdefault(case.complainant.address, set())
            (taken.add if change.contact else taken.discard)(case.id)
        self._letters(case.id, change.letters)
        for trace in change.traces:
            self.threads.setdefault(trace, case.id)

    def _meetings(self, decision):
        if decision.meetings:
            self.met = replace(decision.meetings, version=decision.meetings.version + 1)
        if decision.sheet:
            self.sheets[decision.sheet.name] = decision.sheet

    def _door(self, door, readings, recorded_at):
        if door is None:
            return
        items, last_hash = reading_items(door, readings, recorded_at)
        self.readings.setdefault(door.case_id, []).extend(items)
        self.doors[door.case_id, door.reader] = replace(
            door, version=door.version + 1, readings=door.readings + len(items), last_hash=last_hash
        )

    def _letters(self, case_id, letters):
        for letter in letters:
            self.outbox[LetterRef(case_id=case_id, name=letter.name)] = Row(letter, letter.not_before)

    def _refuse(self, decision):
        case = decision.case
        if decision.mail in self.mails:
            raise AlreadyDealtWithError
        if case and decision.nudge:
            row = self.outbox.get(reminder_ref(decision.nudge))
            if row and row.state is not LetterState.WAITING:
                raise ReminderClosedError
        self._refuse_changes(decision)
        kept = [(decision.amendments, self.amended), (decision.meetings, self.met)]
        if any(new and new.version != stored.version for new, stored in kept):
            raise ConflictError
        if (
            decision.door
            and decision.door.version != self.door(decision.door.case_id, decision.door.reader).version
        ):
            raise ConflictError
        if decision.send_result and self.outbox[decision.send_result.letter].state is not LetterState.CLAIMED:
            raise ConflictError

    def _refuse_changes(self, decision):
        for change in decision.changes:
            stored = self.case_rows.get(change.case.id)
            if (stored.version if stored else 0) != change.case.version:
                raise ConflictError
        letters = [(change.case.id, change.letters) for change in decision.changes]
        letters += [] if decision.case else [("", decision.letters)]
        refs = [LetterRef(case_id=case_id, name=x.name) for case_id, those in letters for x in those]
        if any(ref in self.outbox for ref in refs):
            raise ConflictError

    def _nudge(self, nudge, case_id):
        ref = reminder_ref(nudge)
        row = self.outbox.setdefault(
            ref,
            Row(
                Letter(name=ref.name, template=nudge.template, to=nudge.role, not_before=nudge.not_before),
                nudge.not_before,
            ),
        )
        row.letter = replace(row.letter, cases=tuple(sorted({*row.letter.cases, case_id})))

    def claim(self, ref, now):
        row = self.outbox.get(ref)
        if row is None or row.due_at is None or row.free_at > now:
            return None
        row.state, row.free_at, row.due_at = LetterState.CLAIMED, now + CLAIM, now + LEFT_ALONE
        row.letter = replace(row.letter, attempts=row.letter.attempts + 1)
        return row.letter

    def postpone(self, ref, until):
        row = self.outbox[ref]
        row.state, row.free_at, row.due_at = LetterState.WAITING, until, until


class MemoryMailbox:
    def __init__(self):
        self.objects, self.lying, self.lent = {}, {}, {}

    def fetch(self, key):
        if key not in self.objects:
            raise GoneError(key)
        return self.objects[key]

    def keep(self, key, identity):
        kept = f"mails/{identity}/{key.rpartition('/')[2]}"
        self.objects[kept] = self.objects[key]
        return kept

    def remove(self, key):
        self.objects.pop(key, None)
        self.lying.pop(key, None)

    def lend(self, content, disposition):
        address = f"https://bucket.example/lent/{len(self.lent) + 1}"
        self.lent[address] = (content, disposition)
        return address

    def stuck(self, before):
        return ((key, since) for key, since in self.lying.items() if since < before)


class MemoryBell:
    """Rings into a queue that the test empties."""

    def __init__(self):
        self.queue = deque()

    def letters(self, refs, at):
        self.queue.extend((ref, at) for ref in refs)

    def cases(self, case_ids, at):
        self.queue.extend((case_id, at) for case_id in case_ids)

    def meeting(self, at):
        self.queue.append((MEETING, at))

    def mails(self, keys, at):
        self.queue.extend((key, at) for key in keys)


class MemoryPostman:
    """Keeps every byte. `trouble` is raised, once each, instead of taking a mail."""

    def __init__(self):
        self.posted, self.trouble = [], deque()

    def post(self, raw, recipients):
        if self.trouble:
            raise self.trouble.popleft()
        self.posted.append((raw, tuple(recipients)))
        return f"<0110{len(self.posted):08d}-000000@eu-north-1.amazonses.com>"
