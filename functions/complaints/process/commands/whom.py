"""Whom a few words of staff mean: by a role, a school's rektor, a name, an address or a short form of one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from complaints.model import Role
from complaints.organisation import Organisation
from complaints.process.commands.spelling import flat

ENDINGS = ("n", "en", "s")  # rektorn, måltidschefen, Karins
SHORTEST = 3  # letters that a word cut short by a dot, such as "bitr.", must have


@dataclass(frozen=True)
class Named:
    """The one role that the beginning of a text names, and what stands behind it."""

    role: Role
    rest: str


def named(text: str, organisation: Organisation, by: Role | None = None) -> Named | None:
    """The role at the start of the text; None when there is none, or when several could be meant.

    The longest name wins. Of several, those that stand in for whoever writes (`by`), then those of the
    management: "bitr." is a rektor's own deputy head teacher, and else the deputy head of education.
    """
    words = list(re.finditer(r"[\w@][\w@.+-]*", flat(text)))
    best: dict[int, list[Role]] = {}
    for role in organisation.roles.values():
        if role != by and (length := max(_lengths(words, names_of(role, organisation)), default=0)):
            best.setdefault(length, []).append(role)
    if not best:
        return None
    longest = max(best)
    meant = _likeliest(best[longest], organisation, by)
    return Named(meant, text[words[longest - 1].end() :].lstrip(" ,.:;–-")) if meant else None


def names_of(role: Role, organisation: Organisation) -> Iterator[list[str]]:
    """All that the role is called, word by word and flat."""
    schools = [unit for unit in organisation.units.values() if unit.head == role.id]
    titles = list(role.title.values())
    called = [*titles, role.holder.name, role.holder.address, role.id.replace("-", " ")]
    called += role.holder.name.split()
    for school in schools:
        for name in (school.name, *school.aliases):
            called += [f"rektor {name}", f"rektor på {name}", f"{name}s rektor"]
    called += [a for a, role_id in organisation.mailboxes.items() if role_id == role.id]
    for name in called:
        yield re.findall(r"[\w@][\w@.+-]*", flat(name))


def _lengths(words: list[re.Match[str]], names: Iterable[list[str]]) -> Iterator[int]:
    """How many words of the text each name takes that it begins with, cut short or not."""
    for name in names:
        pairs = zip(words, name, strict=False)
        for length, (word, whole) in enumerate(pairs, start=1):
            if word[0].rstrip(".") in (whole, *(whole + ending for ending in ENDINGS)):
                if length == len(name):
                    yield length
            elif word[0].endswith(".") and len(word[0]) > SHORTEST and whole.startswith(word[0][:-1]):
                yield length
            else:
                break


def _likeliest(roles: list[Role], organisation: Organisation, by: Role | None) -> Role | None:
    posts = organisation.posts
    for group in ((by.deputies if by else ()), (posts.deputy_head, posts.head, posts.coordinator), None):
        chosen = [role for role in roles if group is None or role.id in group]
        if len(chosen) == 1:
            return chosen[0]
    return None
