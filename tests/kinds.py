"""Which of many stories are worth telling again somewhere else."""

from collections.abc import Iterable

import pytest


def repeatable(stories: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Without those that draw their own events: each of them is another story each time."""
    return [story for story in stories if not story.get_closest_marker("hypothesis")]


def one_of_a_kind(stories: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Of a story told in many wordings the first."""
    first: dict[str, pytest.Item] = {}
    for story in stories:
        first.setdefault(story.nodeid.partition("[")[0], story)
    return list(first.values())
