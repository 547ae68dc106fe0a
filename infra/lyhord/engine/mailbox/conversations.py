"""Letters and mails → conversations: all that belongs to one case, in the order it happened.

A mail that was taken in knows its case. The rest is found out as a mail program would: by message ids, by the
signed reply address, and by the case number that our own letters name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lyhord.engine.mailbox.post import Mailbox, Post
from lyhord.engine.view import HeldLetter

_NUMBER = re.compile(r"\b[A-ZÅÄÖ]{2,4}-\d{4}-\d{4,}\b")


class Party(StrEnum):
    """Who a letter was for, or a mail was from."""

    GUARDIANS = "guardians"
    STAFF = "staff"


@dataclass(frozen=True, kw_only=True)
class Item:
    """A letter that left (`outgoing`) or a mail that came in. `message_id` is the one its reader knows."""

    id: str
    outgoing: bool
    at: datetime
    party: Party
    message_id: str
    post: Post
    case: str = ""  # the number of the case that a mail led to

    @property
    def numbers(self) -> tuple[str, ...]:
        """The case a mail led to, or those a letter of ours names; what others write proves nothing."""
        if not self.outgoing:
            return (self.case,) if self.case else ()
        return tuple(dict.fromkeys(_NUMBER.findall(self.post.subject) or _NUMBER.findall(self.post.text)))


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """What belongs together, oldest first, at least one item. `number` is empty when no letter names one."""

    id: str  # of the item that opened it
    number: str
    subject: str  # of the first mail: the words of whoever opened the conversation
    items: tuple[Item, ...]
    held: tuple[HeldLetter, ...] = ()

    @property
    def newest(self) -> Item:
        """The item that was last to come or go."""
        return self.items[-1]


def conversations(items: Iterable[Item], held: Iterable[HeldLetter], domain: str) -> list[Conversation]:
    """The conversations in `items`, the one with the newest item first. `domain` is our own.

    A letter about several cases (a collected reminder) stands in each of their conversations.
    """
    ordered = sorted(items, key=lambda item: item.at)
    single = [item for item in ordered if len(item.numbers) < 2]
    shared = [item for item in ordered if len(item.numbers) >= 2]
    found = [_conversation(group, shared, tuple(held)) for group in _groups(single, domain)]
    placed = {item.id for conversation in found for item in conversation.items}
    found += [
        Conversation(id=item.id, number="", subject=item.post.subject, items=(item,))
        for item in shared
        if item.id not in placed
    ]
    return sorted(found, key=lambda conversation: conversation.newest.at, reverse=True)


def party(mailboxes: tuple[Mailbox, ...], domain: str) -> Party:
    """Staff write from the municipality's own domain: the parent of the one that receives complaints."""
    own = (domain, domain.partition(".")[2])
    domains = {mailbox.address.rpartition("@")[2].lower() for mailbox in mailboxes}
    return Party.STAFF if domains and domains <= set(own) else Party.GUARDIANS


def _conversation(group: list[Item], shared: list[Item], held: tuple[HeldLetter, ...]) -> Conversation:
    number = next((number for item in group for number in item.numbers), "")
    joining = [item for item in shared if number in item.numbers]
    return Conversation(
        id=group[0].id,
        number=number,
        subject=group[0].post.subject,
        items=tuple(sorted([*group, *joining], key=lambda item: item.at)),
        held=tuple(letter for letter in held if number and letter.case == number),
    )


def _groups(items: list[Item], domain: str) -> list[list[Item]]:
    """The items that share a key, or that something in between joins."""
    group_of: dict[str, list[Item]] = {}
    for item in items:
        joined = {id(group): group for key in _keys(item, domain) if (group := group_of.get(key))}
        members = [member for group in joined.values() for member in group] + [item]
        merged = sorted(members, key=lambda member: member.at)
        group_of.update((key, merged) for member in merged for key in _keys(member, domain))
    return list({id(group): group for group in group_of.values()}.values())


def _keys(item: Item, domain: str) -> Iterator[str]:
    yield item.id
    yield from (key for key in (item.message_id, item.post.message_id, *item.post.thread) if key)
    if len(item.numbers) == 1:
        yield item.numbers[0]
    for mailbox in (*item.post.sender, *item.post.to, *item.post.copies, *item.post.reply_to):
        local, _, host = mailbox.address.lower().rpartition("@")
        if "+" in local and host == domain:
            yield mailbox.address.lower()
