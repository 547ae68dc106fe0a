"""The third fault report on the same thing is a complaint: what was told twice has not been mended."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from complaints.judgement.correcting import with_lane
from complaints.judgement.words import WORD, fold
from complaints.model import UNANSWERED, Case, Decision, Entry, Judgement, Lane, Letter, Reason
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.arrival.intake import judged
from complaints.process.deadlines.promises import promised
from complaints.process.owners.handover import ROUTED

TIMES = 3
WITHIN = timedelta(days=90)
ALIKE = 0.5  # share of the shorter report's words that the other must have too
SHORTEST = 4  # letters of a word that tells what it is about

Earlier = Iterable[tuple[Case, str]]  # cases of the same person, with what was written


def told_again(
    judgement: Judgement, text: str, earlier: Earlier, organisation: Organisation, now: datetime
) -> Judgement:
    """The judgement of a new fault report, as a complaint if the same person has told of it twice."""
    if judgement.lane is not Lane.FAULT_REPORT:
        return judgement
    same = [
        case
        for case, told in earlier
        if now - case.received_at < WITHIN and _same(case, told, judgement, text)
    ]
    return complained(judgement, organisation) if 1 + len(same) >= TIMES else judgement


def complained(judgement: Judgement, organisation: Organisation) -> Judgement:
    """The report as a complaint."""
    reason = Reason(about="lane", says=Lane.COMPLAINT, because=("tredje gången",))
    changed = with_lane(judgement, Lane.COMPLAINT, organisation)
    return replace(changed, reasons=(*judgement.reasons, reason))


def is_third(case: Case) -> bool:
    """Whether a mail like the one that opened the case is the third that tells of its fault."""
    waits = case.state in UNANSWERED and case.judgement.lane is Lane.FAULT_REPORT
    return waits and case.repeats + 2 == TIMES


def third_time(entry: Entry, case: Case, organisation: Organisation, now: datetime) -> Decision:
    """What the third mail that looks like the first makes of its case, `entry` telling of that mail.

    Its owner gets the case anew, with the days of a complaint.
    """
    judgement = complained(case.judgement, organisation)
    promise = promised(policy_of(judgement), entry.happened_at, organisation)
    after = replace(
        case,
        judgement=judgement,
        clock_from=entry.happened_at,
        steps=(),
        first_contact_by=promise.first_contact_by,
        answer_by=promise.answer_by,
        repeats=case.repeats + 1,
    )
    letter = Letter(
        name=f"{ROUTED}-{case.entries + 1}",
        template=ROUTED,
        to=case.owner,
        not_before=organisation.calendar.next_office_moment(now),
        repeats=ROUTED,
    )
    entries = (entry, judged(judgement, now))
    return Decision(verdict="repeated: a complaint", case=after, entries=entries, letters=(letter,))


def _same(case: Case, told: str, judgement: Judgement, text: str) -> bool:
    if case.judgement.lane is not Lane.FAULT_REPORT or case.judgement.unit != judgement.unit:
        return False
    before, now = _words(told), _words(text)
    shorter = min(len(before), len(now))
    return bool(shorter) and len(before & now) / shorter >= ALIKE


def _words(text: str) -> set[str]:
    return {word for word in WORD.findall(fold(text.lower())) if len(word) >= SHORTEST}
