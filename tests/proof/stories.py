"""A pytest plugin: lets the stories be lived in many ways, and runs further programs beside them."""

import gc
import os
from functools import partial
from itertools import filterfalse
from time import monotonic  # by this name it runs on where `stillness` has the clock stand still

import pytest

from tests.kinds import one_of_a_kind, repeatable
from tests.proof import emulated
from tests.proof.crowd import Crowd
from tests.proof.findings import Findings
from tests.proof.forks import Forks
from tests.proof.planning import Bounds, Lives, Plan, planned
from tests.proof.points import Call, Explorer, Survey
from tests.proof.town import HandlerTown
from tests.proof.workers import shared

QUIETLY = ("-s", "-o", "addopts=--import-mode=importlib", "-p", "no:terminal", "-p", "no:cacheprovider")


class Quiet:
    """What every plugin here does."""

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("filterwarnings", "ignore:No application metrics")


class Way:
    """A way to live a story, or to run another program: as it is."""

    def __init__(self) -> None:
        self.findings = Findings()

    def begins(self) -> None:
        """Before anything happens."""
        HandlerTown.network.befalls = lambda _run: None

    def ends(self, name: str) -> None:
        """After the last word."""

    def told(self, report: pytest.TestReport) -> None:
        """How it went."""
        self.findings.ran(report)


class Undisturbed(Way):
    """Notes what the story asks of AWS."""

    def __init__(self) -> None:
        super().__init__()
        self._survey = Survey()
        self.calls: list[Call] = []

    def begins(self) -> None:
        HandlerTown.network.befalls = self._survey.befalls

    def ends(self, name: str) -> None:
        self.calls = self._survey.calls()

    def told(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.findings.undisturbed(report)


class ManyLives(Way):
    """Compares other lives of the story with the undisturbed one."""

    def __init__(self, forks: Forks, lives: Lives) -> None:
        super().__init__()
        self._forks, self._lives = forks, lives
        forks.stopped = ""

    def begins(self) -> None:
        HandlerTown.network.befalls = Explorer(self._forks, self._lives.trials).befalls
        for seed in self._lives.crowds:
            if self._forks.fork(f"crowd {seed}"):
                HandlerTown.carry = Crowd(HandlerTown.network, seed).carry
                return

    def ends(self, name: str) -> None:
        undisturbed, outcomes = self._forks.end(HandlerTown.lived)
        for outcome in outcomes:
            self.findings.judge(name, undisturbed, outcome)

    def told(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._forks.stopped = report.longreprtext.strip().rpartition("\n")[2]
        if report.failed and not self._forks.life:
            self.findings.undisturbed(report)


class Stories(Quiet):
    """Lives each story undisturbed, plans, and lives those again in which something is tried.

    What is not in tests/stories is a further program. No story is begun after `until`, by `time.monotonic`.
    """

    def __init__(self, bounds: Bounds, until: float) -> None:
        self._bounds, self._until = bounds, until
        self._forks = Forks()
        self._way = Way()
        self.lived = 0
        self.plan: Plan
        self.findings = Findings()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """What is told in many wordings, or lived once for many tests, is one story.

        A story that draws its own events is another one in each life, and cannot be compared.
        """
        told = repeatable(items)
        stories = one_of_a_kind(filter(_is_story, told))
        lives = {_life(story): story for story in reversed(stories)}
        items[:] = [*filterfalse(_is_story, told), *reversed(lives.values())]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In two processes beside each other."""
        stories = list(filter(_is_story, session.items))
        programs = list(filterfalse(_is_story, session.items))
        gc.freeze()  # or a collection in a fork would copy all that it shares
        self.lived = len(stories)
        surveys = shared(lambda one: self._surveyed(stories[one]), range(len(stories)))
        for _, found in surveys:
            self.findings.add(found)
        self.plan = planned([calls for calls, _ in surveys], self._bounds)
        longest_first = sorted(self.plan.lives.items(), key=lambda lives: -lives[1].seconds)
        work = [partial(self._run, item) for item in programs]
        work += [partial(self._lived, stories[number], lives) for number, lives in longest_first]
        for found in shared(lambda one: work[one](), range(len(work))):
            self.findings.add(found)
        return True

    # --- each in a process of its own ---------------------------------------------------------------

    def _surveyed(self, story: pytest.Item) -> tuple[list[Call], Findings]:
        """What a story asks for; of one that fails nothing counts, since no other life can be compared."""
        self._go(story, way := Undisturbed())
        return [] if way.findings.wrong else way.calls, way.findings

    def _run(self, program: pytest.Item) -> Findings:
        self._go(program, way := Way())
        return way.findings

    def _lived(self, story: pytest.Item, lives: Lives) -> Findings:
        if monotonic() > self._until:
            return Findings()
        self._go(story, way := ManyLives(self._forks, lives))
        return way.findings

    def _go(self, item: pytest.Item, way: Way) -> None:
        self._way = way
        try:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        finally:
            if self._forks.life:
                os._exit(1)  # it got past its end
            HandlerTown.lived.clear()
            emulated.forget()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        self._way.begins()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        self._way.ends(item.name)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._way.told(report)


def _is_story(item: pytest.Item) -> bool:
    return item.path.parent.name == "stories"


def _life(story: pytest.Item) -> object:
    """What tests share that look at one life of a town."""
    together = any(d[-1].scope == "module" for d in story._fixtureinfo.name2fixturedefs.values())
    return story.path if together else story.nodeid
