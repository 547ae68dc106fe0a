"""The word lists of `lanes.toml`, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from complaints.model import Lane

FILE = Path(__file__).with_name("lanes.toml")


@dataclass(frozen=True, kw_only=True)
class Signals:
    """What speaks for one thing, and the traps that do not."""

    words: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()  # count in the subject alone
    from_staff: tuple[str, ...] = ()  # count when the municipality's own staff writes


@dataclass(frozen=True, kw_only=True)
class Leaders:
    """What makes a mail a complaint about somebody who leads."""

    titles: Mapping[str, tuple[str, ...]]  # head_of_unit, deputy_head, head
    about: tuple[str, ...]  # "klagomål på", and the leader follows
    does: tuple[str, ...]  # "skrek", after the leader
    by: tuple[str, ...]  # "av": what was done comes before the leader
    mentions: tuple[str, ...]  # "pratat med", and the leader follows, but is not complained about
    pronouns: tuple[str, ...]  # "hon": takes up a leader that was only mentioned


@dataclass(frozen=True, kw_only=True)
class Lists:
    """All of them."""

    lanes: Mapping[Lane, Signals]
    dissatisfaction: Signals
    sensitive: Signals
    right_to_education: Signals
    matters: Mapping[int, tuple[str, ...]]
    unit_traps: tuple[str, ...]
    leaders: Leaders


@lru_cache(maxsize=1)
def word_lists() -> Lists:
    """The lists of this release."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    idioms = tuple(data["traps"])
    leaders = data["leaders"]
    return Lists(
        lanes={lane: _signals(data[lane], idioms) for lane in Lane if lane in data},
        dissatisfaction=_signals(data["dissatisfaction"]),
        sensitive=_signals(data["sensitive"]),
        right_to_education=_signals(data["right_to_education"]),
        matters={int(number): tuple(words) for number, words in data["matters"].items()},
        unit_traps=tuple(data["units"]["traps"]),
        leaders=Leaders(
            titles={rank: tuple(titles) for rank, titles in leaders["titles"].items()},
            **{name: tuple(leaders[name]) for name in ("about", "does", "by", "mentions", "pronouns")},
        ),
    )


def _signals(table: Mapping[str, Any], idioms: tuple[str, ...] = ()) -> Signals:
    lists = {name: tuple(values) for name, values in table.items()}
    return Signals(**{**lists, "traps": lists.get("traps", ()) + idioms})
