"""What is asked of somebody in a case, and asked again until it is done: one clock for every kind.

`rules` has a line for each kind, `opening` says which errands a lane brings along.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from complaints.model import Case, Decision, Entry, Errand, ErrandKind, Letter
from complaints.organisation import Organisation
from complaints.process.deadlines.timers import Timer
from complaints.process.errands.again import Again
from complaints.process.errands.rules import RULES, waits


def timers(case: Case, organisation: Organisation) -> list[Timer]:
    """When each errand that is not done is asked about next. A contact outlives the case it was taken in."""
    open_ones = (e for e in case.errands if e.kind is ErrandKind.CONTACT or not case.merged_into)
    return [Timer(e.name, e.next_at) for e in open_ones if e.next_at and waits(e, case)]


def take(case: Case, ripe: Sequence[Timer], organisation: Organisation, now: datetime) -> Decision:
    """Ask again about every errand whose hour has come."""
    names = {timer.name for timer in ripe}
    letters: list[Letter] = []
    entries: list[Entry] = []
    for errand in [errand for errand in case.errands if errand.name in names]:
        again = Again(case=case, errand=errand, organisation=organisation, now=now)
        asked = RULES[errand.kind](again)
        next_one = replace(asked.errand or errand, asked=errand.asked + 1, next_at=asked.next_at)
        case = put(replace(case, errands=(*case.errands, *asked.more)), next_one)
        letters += asked.letters
        entries += [_asked(errand, now)] if asked.letters else []
    verdict = "asked again: " + ", ".join(sorted({timer.name.partition("-")[0] for timer in ripe}))
    return Decision(verdict=verdict, case=case, entries=tuple(entries), letters=tuple(letters))


def put(case: Case, errand: Errand) -> Case:
    """The case with an errand in the place of the one of that name, or beside the others."""
    others = [e if e.name != errand.name else errand for e in case.errands]
    known = any(e.name == errand.name for e in case.errands)
    return replace(case, errands=tuple(others) if known else (*others, errand))


def done(case: Case, errand: Errand, now: datetime, answer: str = "", verified_by: str = "") -> Case:
    """The case with the errand done: nobody is asked about it any more."""
    return put(case, replace(errand, done_at=now, next_at=None, answer=answer, verified_by=verified_by))


def _asked(errand: Errand, now: datetime) -> Entry:
    facts = {"errand": errand.name, "kind": errand.kind, "of": errand.of}
    return Entry(what="asked_again", by="lyhörd", why="not done yet", happened_at=now, facts=facts)
