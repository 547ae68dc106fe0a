"""`make privilege`: each function may do what its stories need, and nothing that they do not.

Every story is lived with each function in its own role, as template.yaml has it; nothing may be refused. Then
each role loses one action on one resource after the other, and a story that asks for it must fail.
"""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing import get_context

import tests.town
from tests.lindhoj import ROOT
from tests.privilege.grants import Grant, grants, roles, statements
from tests.privilege.guarded import Guarded, GuardedTown
from tests.privilege.trials import Lived, Record, gets_on, recorded
from tests.privilege.unasked import why_unasked

WORKERS = 2
LINE = "{:<18}{:>12}{:>8}{:>11}{:>12}{:>10}{:>20}"
MOST_TRIES = 12  # stories that are to notice one thing that is missing, the quickest first


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A grant, and the stories that would be refused something without it."""

    grant: Grant
    stories: tuple[Lived, ...]

    def survived(self) -> bool:
        """Whether every story gets on without it."""
        return all(gets_on(story, self.grant) for story in self.stories)


def main() -> int:
    """1 if anything is missing, or anything is there that nothing needs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", help="only these, and only what they need")
    parser.add_argument("--one-in", type=int, default=1, help="take away only one of so many grants")
    given = parser.parse_args()
    GuardedTown.network = Guarded()
    tests.town.Town = GuardedTown
    GuardedTown()  # so each client is made once, for every process
    with get_context("fork").Pool(WORKERS, maxtasksperchild=1) as pool:  # a fresh world for each task
        record = whole(pool.imap_unordered(recorded, given.stories or every_file()))
        wrong = tell_wrong(record)
        trials = trials_of(record, every=not given.stories)[:: given.one_in]
        survived = [trial for trial, s in zip(trials, pool.map(Trial.survived, trials, 1), strict=True) if s]
    tell(record, trials, survived)
    return int(bool(wrong or survived))


def every_file() -> list[str]:
    """The files of all stories, the largest first."""
    files = sorted((ROOT / "tests/stories").glob("test_*.py"), key=lambda file: -file.stat().st_size)
    return [*map(str, files), "tests/privilege/rare.py"]


def whole(records: Iterable[Record]) -> Record:
    """What all stories asked for."""
    record = Record()
    for part in records:
        record.lived += part.lived
        record.failed += part.failed
        record.asked += part.asked
    return record


def trials_of(record: Record, *, every: bool) -> list[Trial]:
    """A trial of each grant that some story needs; with `every`, of each that calls of ours must need."""
    found = []
    for grant in (grant for role in roles() for grant in grants(role)):
        needing = (of for of in record.lived if str(grant) in of.needs)
        stories = sorted(needing, key=lambda of: (not of.alone, of.seconds))[:MOST_TRIES]
        if stories or (every and not why_unasked(grant)):
            found.append(Trial(grant=grant, stories=tuple(stories)))
    return found


def tell_wrong(record: Record) -> bool:
    """Tell of what goes wrong with nothing taken away."""
    refused = [f"{of.story} was refused {what}" for of in record.lived for what in of.refused]
    for line in record.failed + refused:
        print(line, file=sys.stderr)
    return bool(record.failed or refused)


def tell(record: Record, trials: list[Trial], survived: list[Trial]) -> None:
    """Tell what was tried, role by role, and what came of it."""
    print(f"{len(record.lived)} stories, each function in its own role")
    print(
        LINE.format("", "statements", "grants", "asked for", "taken away", "survived", "asked by AWS alone")
    )
    for title, some in [*((role, [role]) for role in roles()), ("in all", roles())]:
        of_some = [grant for role in some for grant in grants(role)]
        columns = (
            sum(len(statements(role)) for role in some),
            len(of_some),
            sum(times for (role, _), times in record.asked.items() if role in some),
            sum(trial.grant.role in some for trial in trials),
            sum(trial.grant.role in some for trial in survived),
            sum(bool(why_unasked(grant)) for grant in of_some),
        )
        print(LINE.format(title, *columns))
    for trial in survived:
        print(f"nothing fails without {trial.grant} ({len(trial.stories)} stories tried)")


if __name__ == "__main__":
    sys.exit(main())
