"""Pytest plugins: one has the stories lived in full privilege, one sees whether a story gets on with less."""

import time
from collections import Counter
from dataclasses import dataclass, field

import pytest

from tests.kinds import one_of_a_kind, repeatable
from tests.privilege.grants import Grant
from tests.privilege.guarded import Guarded, GuardedTown
from tests.proof.stories import QUIETLY, Quiet


@dataclass(frozen=True, kw_only=True)
class Lived:
    """A story that nothing was refused: how long it took, and the grants without which something would be."""

    story: str
    seconds: float
    alone: bool  # it does not stand on what was lived for others, too
    failures: int  # messages that a function could not deal with, since the story makes trouble
    needs: frozenset[str]
    refused: dict[str, int]


@dataclass
class Record:
    """What some stories asked for."""

    lived: list[Lived] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)


class Recording(Quiet):
    """Lives stories, and notes what each asks for."""

    def __init__(self, wire: Guarded) -> None:
        self._wire = wire
        self.record = Record(asked=wire.asked)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """In other words a story asks for the same; with events that it draws, for others each time."""
        items[:] = one_of_a_kind(repeatable(items))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> object:
        self._wire.begin()
        GuardedTown.lived.clear()
        begun = time.perf_counter()
        outcome = yield
        shared = any(d[-1].scope != "function" for d in item._fixtureinfo.name2fixturedefs.values())
        self.record.lived.append(
            Lived(
                story=item.nodeid,
                seconds=time.perf_counter() - begun,
                alone=not shared,
                failures=failures(),
                needs=frozenset(self._wire.decisive),
                refused=dict(self._wire.refused),
            )
        )
        return outcome

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.record.failed.append(f"{report.nodeid}\n{report.longreprtext[-2000:]}")


class NotLivedError(Exception):
    """No story was lived: pytest found none, was called wrongly or broke."""


def recorded(stories: str) -> Record:
    """Live the stories of a file, nothing taken away. All of them may draw their own events: then none is."""
    recording = Recording(GuardedTown.network)
    _ended(stories, recording, pytest.ExitCode.NO_TESTS_COLLECTED)
    return recording.record


def gets_on(of: Lived, taken: Grant) -> bool:
    """Whether a story ends as it should though a grant was taken away, and no more fails on the way."""
    GuardedTown.network.begin()
    GuardedTown.lived.clear()
    GuardedTown.taken = taken
    try:
        ended = _ended(of.story, Quiet())
    finally:
        GuardedTown.taken = None
    return ended == pytest.ExitCode.OK and failures() <= of.failures


def failures() -> int:
    """How often the functions of the towns that were lived said that they failed."""
    return sum(town.runtime.said.count("failed") for town in GuardedTown.lived)


def _ended(stories: str, plugin: Quiet, *others: pytest.ExitCode) -> int | pytest.ExitCode:
    """How it ended: well or not, or in one of those ways. Raises NotLivedError when it was none of them."""
    ended = pytest.main([*QUIETLY, stories], plugins=[plugin])
    if ended not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, *others):
        raise NotLivedError(f"{stories}: pytest ended with {ended}")
    return ended
