"""The engine's clock: one time for all, and the next start goes on from it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from lyhord.engine.clock import Clock

REAL = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
APRIL = datetime(2026, 4, 2, 13, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Wall:
    def __init__(self) -> None:
        self.time = REAL

    def __call__(self) -> datetime:
        return self.time


def test_a_new_clock_says_what_the_wall_says(tmp_path: Path) -> None:
    assert Clock(tmp_path / "clock", stands=False, wall=Wall()).now() == REAL
    assert Clock(tmp_path / "another", stands=True, wall=Wall()).now() == REAL


def test_a_clock_that_was_set_goes_on_from_there(tmp_path: Path) -> None:
    wall = Wall()
    clock = Clock(tmp_path / "clock", stands=False, wall=wall)
    clock.set(APRIL)
    wall.time += HOUR
    assert clock.now() == APRIL + HOUR


def test_a_clock_that_stands_moves_only_when_it_is_set(tmp_path: Path) -> None:
    wall = Wall()
    clock = Clock(tmp_path / "clock", stands=True, wall=wall)
    clock.set(APRIL)
    wall.time += HOUR
    assert clock.now() == APRIL


def test_time_passes_while_a_going_clock_is_stopped(tmp_path: Path) -> None:
    wall = Wall()
    Clock(tmp_path / "clock", stands=False, wall=wall).set(APRIL)
    wall.time += HOUR
    assert Clock(tmp_path / "clock", stands=False, wall=wall).now() == APRIL + HOUR


def test_a_standing_clock_still_stands_there_at_the_next_start(tmp_path: Path) -> None:
    wall = Wall()
    Clock(tmp_path / "clock", stands=True, wall=wall).set(APRIL)
    wall.time += HOUR
    assert Clock(tmp_path / "clock", stands=True, wall=wall).now() == APRIL


def test_a_clock_that_stood_goes_on_from_there_when_it_is_let_go(tmp_path: Path) -> None:
    wall = Wall()
    Clock(tmp_path / "clock", stands=True, wall=wall).set(APRIL)
    wall.time += HOUR
    going = Clock(tmp_path / "clock", stands=False, wall=wall)
    wall.time += HOUR
    assert going.now() == APRIL + HOUR
