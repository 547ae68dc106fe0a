"""Time walks from one due instant to the next, in order, and never back."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lyhord.engine.aws import DueRow
from lyhord.engine.clock import Clock
from lyhord.engine.settle import NotSettledError, settle
from lyhord.engine.walk import Walk


def day(number: int) -> datetime:
    return datetime(2026, 4, number, 6, tzinfo=UTC)


class Town:
    """A system in which each tick deals with what is due, and may make something new due."""

    def __init__(self, due: dict[str, datetime], then: dict[str, datetime] | None = None) -> None:
        self.waits = dict(due)
        self.then = then or {}
        self.stuck: set[str] = set()
        self.steps: dict[str, int] = {}  # that something takes at its instant, one a tick
        self.ticks: list[str] = []

    def due(self, until: datetime | None = None) -> list[DueRow]:
        found = [(at, name) for name, at in self.waits.items() if until is None or at <= until]
        return [DueRow(pk=name, sk="CASE", due_at=at, letter=None) for at, name in sorted(found)]

    def get(self, keys: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
        for key in keys:
            wired = {name: {"S": value} for name, value in key.items()}
            yield wired | {"steps": {"N": str(self.steps.get(key["pk"], 0))}}

    def invoke(self, function: str, event: Mapping[str, Any]) -> None:
        assert function == "Tick"
        self.ticks.append(event["time"])
        now = datetime.fromisoformat(event["time"])
        for name in [name for name, at in self.waits.items() if at <= now and name not in self.stuck]:
            if self.steps.get(name):
                self.steps[name] -= 1
                continue
            del self.waits[name]
            if name in self.then:
                self.waits[f"{name}, again"] = self.then.pop(name)


async def at_once() -> None:
    return None


def walk(town: Town, folder: Path, since: int = 1) -> tuple[Walk, Clock]:
    clock = Clock(folder / "clock", stands=True)
    clock.set(day(since))
    return Walk(clock, town, at_once), clock  # type: ignore[arg-type]


def test_each_instant_gets_its_own_tick_in_order_and_the_last_is_the_one_asked_for(tmp_path: Path) -> None:
    town = Town({"b": day(8), "a": day(3), "same": day(3), "beyond": day(20)})
    walking, clock = walk(town, tmp_path)
    asyncio.run(walking.to(day(10)))
    assert town.ticks == [
        "2026-04-01T06:00:00Z",
        "2026-04-03T06:00:00Z",
        "2026-04-08T06:00:00Z",
        "2026-04-10T06:00:00Z",
    ]
    assert clock.now() == day(10)
    assert list(town.waits) == ["beyond"]


def test_what_becomes_due_on_the_way_is_walked_too(tmp_path: Path) -> None:
    town = Town({"a": day(3)}, then={"a": day(5)})
    walking, _ = walk(town, tmp_path)
    asyncio.run(walking.to(day(10)))
    assert town.ticks == [
        "2026-04-01T06:00:00Z",
        "2026-04-03T06:00:00Z",
        "2026-04-05T06:00:00Z",
        "2026-04-10T06:00:00Z",
    ]


def test_what_is_due_again_at_the_same_instant_gets_another_tick_there(tmp_path: Path) -> None:
    town = Town({"a": day(3)})
    town.steps = {"a": 1}
    walking, _ = walk(town, tmp_path)
    asyncio.run(walking.to(day(10)))
    assert town.ticks == [
        "2026-04-01T06:00:00Z",
        "2026-04-03T06:00:00Z",
        "2026-04-03T06:00:00Z",
        "2026-04-10T06:00:00Z",
    ]
    assert town.waits == {}


def test_what_does_not_move_on_is_passed_by(tmp_path: Path) -> None:
    town = Town({"stuck": day(3), "fine": day(5)})
    town.stuck = {"stuck"}
    walking, _ = walk(town, tmp_path)
    asyncio.run(walking.to(day(10)))
    assert town.ticks == [
        "2026-04-01T06:00:00Z",
        "2026-04-03T06:00:00Z",
        "2026-04-05T06:00:00Z",
        "2026-04-10T06:00:00Z",
    ]
    assert list(town.waits) == ["stuck"]


def test_what_is_overdue_is_done_now_and_not_in_the_past(tmp_path: Path) -> None:
    town = Town({"overdue": day(1)})
    walking, _ = walk(town, tmp_path, since=4)
    asyncio.run(walking.to(day(10)))
    assert town.ticks == ["2026-04-04T06:00:00Z", "2026-04-10T06:00:00Z"]


def test_a_walk_back_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    walking, clock = walk(Town({}), tmp_path, since=4)
    with pytest.raises(ValueError, match="never goes back"):
        asyncio.run(walking.to(day(3)))
    assert clock.now() == day(4)


def looks(*found: dict[str, int]) -> tuple[Any, list[int]]:
    """`under_way` that finds these one after the other, and a count of how often it was asked."""
    asked = [0]

    async def under_way() -> dict[str, int]:
        asked[0] += 1
        return found[min(asked[0], len(found)) - 1]

    return under_way, asked


def test_settled_means_seen_empty_twice_in_a_row() -> None:
    under_way, asked = looks({"Arrivals": 1}, {}, {"Wakes": 1}, {}, {})
    asyncio.run(settle(under_way, within=10))
    assert asked == [5]


def test_what_does_not_settle_is_named() -> None:
    under_way, _ = looks({"Wakes": 2, "the SMTP door": 1})
    with pytest.raises(NotSettledError, match=r"^2 in Wakes, 1 in the SMTP door$"):
        asyncio.run(settle(under_way, within=0))
