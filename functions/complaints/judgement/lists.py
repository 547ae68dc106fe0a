"""The word lists of swedish/*.toml, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from complaints.judgement.groups import tables
from complaints.judgement.words import plainly
from complaints.model import Lane


@dataclass(frozen=True, kw_only=True)
class Signals:
    """What speaks for one thing, and the traps that do not. `likely` needs more than words to count, and what
    is `certain` nothing takes back.
    """

    words: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()  # count in the subject alone
    from_staff: tuple[str, ...] = ()  # count when the municipality's own staff writes


@dataclass(frozen=True, kw_only=True)
class Naming:
    """How persons are named, in plain words."""

    titles: frozenset[str]
    offices: frozenset[str]  # where people of the municipality sit: hon på kontoret som heter Karin
    greetings: frozenset[str]
    ordinary_surnames: frozenset[str]  # that are words as well
    not_before: frozenset[str]  # what stands before the word and not before the name
    openers: frozenset[str]  # words with a capital before a surname that are no first names


@dataclass(frozen=True, kw_only=True)
class Leaders:
    """What makes a mail a complaint about somebody who leads."""

    titles: Mapping[str, tuple[str, ...]]  # deputy_head, head, head_of_unit
    others: tuple[str, ...]  # titles of people who do not lead
    surely: tuple[str, ...]
    likely: tuple[str, ...]  # in a mail that is dissatisfied
    together: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]  # … if both are said: the leader, the deed
    naming: Naming


@dataclass(frozen=True, kw_only=True)
class UnitLists:
    """Where a unit's name means the unit."""

    traps: tuple[str, ...]
    before: tuple[str, ...]  # where the child was, not where it is
    open_country: tuple[str, ...]  # sentences in which the name is the ordinary word
    everyday: frozenset[str]  # names of houses that are everyday words, in plain words
    small_children: tuple[str, ...]  # where these are said, an everyday word is the house
    at: frozenset[str]  # plain words before a nickname
    at_house: frozenset[str]  # … before a preschool or after-school centre
    tails: tuple[str, ...]  # of compounds
    persons: Naming


@dataclass(frozen=True, kw_only=True)
class Lists:
    """All of them."""

    lanes: Mapping[Lane, Signals]
    dissatisfaction: Signals
    sensitive: Signals
    right_to_education: Signals
    matters: Mapping[int, tuple[str, ...]]
    units: UnitLists
    leaders: Leaders
    idioms: tuple[str, ...]  # that no lane may mistake for danger: traps of every lane
    says_little: frozenset[str]  # plain words that are a reason for nothing


@lru_cache(maxsize=1)
def word_lists() -> Lists:
    """The lists of this release."""
    data = {name: table for file in tables().values() for name, table in file.items()}
    idioms = tuple(data["traps"])
    return Lists(
        lanes={lane: _signals(data[lane], idioms) for lane in Lane if lane in data},
        dissatisfaction=_signals(data["dissatisfaction"]),
        sensitive=_signals(data["sensitive"]),
        right_to_education=_signals(data["right_to_education"]),
        matters={int(number): tuple(words) for number, words in data["matters"].items()},
        units=_units(data["units"], _naming(data["persons"])),
        leaders=_leaders(data, _naming(data["persons"])),
        idioms=idioms,
        says_little=frozenset(map(plainly, data["says_little"].split())),
    )


def _leaders(data: Mapping[str, Any], naming: Naming) -> Leaders:
    blamed = data["blamed"]
    return Leaders(
        titles={rank: tuple(titles) for rank, titles in data["titles"].items()},
        others=tuple(data["others"]),
        surely=tuple(blamed["surely"]),
        likely=tuple(blamed["likely"]),
        together=tuple((tuple(x["leader"]), tuple(x["deed"])) for x in blamed["together"]),
        naming=naming,
    )


def _naming(persons: Mapping[str, str]) -> Naming:
    return Naming(**{name: frozenset(words.split()) for name, words in persons.items()})


def _units(units: Mapping[str, Any], naming: Naming) -> UnitLists:
    return UnitLists(
        traps=tuple(units["traps"]),
        before=tuple(units["before"]),
        open_country=tuple(units["open_country"]),
        everyday=frozenset(units["everyday"].split()),
        small_children=tuple(units["small_children"]),
        at=frozenset(units["at"].split()),
        at_house=frozenset(units["at_house"].split()),
        tails=tuple(units["tails"].split()),
        persons=naming,
    )


def _signals(table: Mapping[str, Any], idioms: tuple[str, ...] = ()) -> Signals:
    lists = {name: tuple(values) for name, values in table.items()}
    return Signals(**{**lists, "traps": lists.get("traps", ()) + idioms})
