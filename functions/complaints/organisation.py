"""Who is who in one municipality: roles, units, deputies, categories, limits and calendar."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Self

from complaints.calendar import ONE_DAY, Calendar, Rhythm
from complaints.model import Absence, Amendments, Mail, Presence, Role, Unit

UNIT = "unit"  # as an owner or a copy: whoever leads the unit the mail is about


@dataclass(frozen=True, kw_only=True)
class Category:
    """What a complaint can be about, and who answers for it.

    `words` and `traps` are written in the pattern language of `complaints.judgement.patterns`.
    `owner` and `copies` are role ids, or "unit" for the head of the unit. `form` is the form of unit that it
    is about alone, preschool for example; empty where any is meant.
    """

    code: str
    name: Mapping[str, str]  # by language
    owner: str
    words: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    sensitive: bool = False
    form: str = ""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How many working days after arrival (or, for the follow-up, after the answer) each step comes."""

    first_contact_days: int
    answer_days: int
    reminder_days: tuple[int, ...]
    coordinator_day: int
    deputy_head_day: int
    head_day: int
    follow_up_days: int
    follow_up_reminder_days: int


@dataclass(frozen=True, kw_only=True)
class Posts:
    """Which role (by id) holds each post that the process itself knows."""

    coordinator: str
    deputy_head: str
    head: str
    registrator: str
    student_health: str
    staff_matters: str
    data_protection: str
    faults: str = ""  # who mends what is broken, told of fault reports; empty: the units see to it
    chair: str = ""  # of the committee over the head: gets what concerns the head; empty: nobody
    development: str = ""  # who follows trends, told of numbers and of no case; empty: nobody


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """A matter or a school that is somebody else's, and how to reach them."""

    name: str
    words: tuple[str, ...]
    contact: str
    municipal: bool  # another part of the same municipality
    forward_to: str = ""  # role id that gets the mail; empty: it stays here


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """One municipality as its file says. Read it with `organisation_file.from_json`."""

    municipality: str
    department: str  # as letters are signed, such as "Lindhöj kommun, skola och förskola"
    number_prefix: str
    domain: str
    intake: str  # local part of the public address
    intake_aliases: tuple[str, ...]  # other public local parts; what is sent to any other needs a human
    staff_domains: tuple[str, ...]
    links: Mapping[str, str]
    roles: Mapping[str, Role] = field(repr=False)
    units: Mapping[str, Unit] = field(repr=False)
    categories: Mapping[str, Category] = field(repr=False)
    mailboxes: Mapping[str, str] = field(repr=False)  # every registered staff address → role id
    elsewhere: tuple[Elsewhere, ...]
    posts: Posts
    limits: Limits
    calendar: Calendar
    meetings: Rhythm | None = None  # of those who lead units, with the management; None: there are none
    amendments: Amendments = field(default_factory=Amendments, repr=False)  # what mail changed in it

    @property
    def intake_address(self) -> str:
        """Where complaints are mailed."""
        return f"{self.intake}@{self.domain}"

    def is_intake(self, address: str) -> bool:
        """Whether an address is one of those complaints are asked for at, with or without a +token."""
        local, _, domain = address.lower().rpartition("@")
        return domain == self.domain and local.partition("+")[0] in (self.intake, *self.intake_aliases)

    @property
    def coordinator(self) -> Role:
        """Who takes what nobody else can be found for."""
        return self.roles[self.posts.coordinator]

    def role(self, role_id: str) -> Role:
        """The role with that id; the coordinator if it no longer exists."""
        return self.roles.get(role_id, self.coordinator)

    def unit(self, unit_id: str | None) -> Unit | None:
        """The unit with that id, or None."""
        return self.units.get(unit_id) if unit_id else None

    def category(self, code: str) -> Category:
        """The category with that code; the last of the file (övrigt) if it no longer exists."""
        return self.categories.get(code, self.other)

    @cached_property
    def other(self) -> Category:
        """What fits nowhere else: by convention the file's last category."""
        return list(self.categories.values())[-1]

    @cached_property
    def topics(self) -> frozenset[str]:
        """Codes of the categories that were made by mail for a surge."""
        return frozenset(topic.code for topic in self.amendments.topics) & self.categories.keys()

    def acting(self, role_id: str, day: date, barred: Collection[str] = ()) -> Role:
        """Who acts for the role that day: its holder, else the nearest deputy who is not away.

        A role's own deputies are asked in their order, then theirs, and so on; each role once, so that a loop
        ends. When all are away the coordinator's chain is asked, then that of the management; if all of them
        are away too the coordinator gets it all the same: no mail may lie unread (JO, Sundsvall). Roles in
        `barred` never act: the matter concerns them.
        """
        line = self._line(role_id, day, barred)
        present = (role for role in line if not is_away(role, day))
        return next(present, next((role for role in line if role.id in self._way_up), self.coordinator))

    def post(self, name: str, barred: Collection[str]) -> str:
        """The role id of a post in a matter that concerns these roles: the chair's, in place of a head's."""
        role = str(getattr(self.posts, name))
        return self.posts.chair if name == "head" and role in barred and self.posts.chair else role

    def line(self, role_id: str, day: date, barred: Collection[str] = ()) -> list[Role]:
        """All who are there that day to act for the role, in the order in which they are asked."""
        return [role for role in self._line(role_id, day, barred) if not is_away(role, day)]

    def _line(self, role_id: str, day: date, barred: Collection[str]) -> list[Role]:
        """Here or away; nobody who is barred, in whatever role that person stands there."""
        chains = (*self._chain([role_id], day), *self._chain(self._way_up, day))
        persons = {self.roles[role].holder.address for role in barred if role in self.roles}
        each_once = {role.id: role for role in chains}.values()
        return [r for r in each_once if r.id not in barred and r.holder.address not in persons]

    @property
    def _way_up(self) -> list[str]:
        posts = self.posts
        return [posts.coordinator, posts.deputy_head, posts.head, posts.registrator]

    def _chain(self, role_ids: list[str], day: date) -> list[Role]:
        """These roles, their deputies, the deputies' deputies …, nearest first, none twice."""
        chain = [self.role(role_id) for role_id in role_ids]
        for role in chain:  # grows while it is walked: breadth first
            named = [x.deputy for x in role.absences if x.deputy and x.first <= day <= x.last]
            for deputy in map(self.role, (*named, *role.deputies)):
                if deputy not in chain:
                    chain.append(deputy)
        return chain

    def amended(self, amendments: Amendments) -> Self:
        """The organisation with what mail changed in it: who is away or there, and topics."""
        if amendments == self.amendments:
            return self
        before = self.amendments
        roles = {}
        for role in self.roles.values():
            there = [p for p in amendments.present if p.role == role.id]
            pushed = _but_for(there, (a for a in role.absences if a not in before.absences))
            told = (a for a in amendments.absences if a.role == role.id)
            roles[role.id] = replace(role, absences=(*pushed, *told))
        topics = {
            topic.code: Category(
                code=topic.code, name={"sv": topic.name, "en": topic.name}, owner=UNIT, words=topic.words
            )
            for topic in amendments.topics
        }
        made = {topic.code for topic in before.topics}
        pushed_ones = {code: category for code, category in self.categories.items() if code not in made}
        return replace(self, roles=roles, categories=topics | pushed_ones, amendments=amendments)

    def role_of(self, address: str) -> Role | None:
        """The role whose registered address this is. Only such a sender may be obeyed."""
        role_id = self.mailboxes.get(address.lower())
        return self.roles[role_id] if role_id else None

    def is_staff(self, address: str) -> bool:
        """Whether the sender works here, with or without a role. No ground for obeying a command."""
        return self.role_of(address) is not None or address.lower().rpartition("@")[2] in self.staff_domains

    def is_by_staff(self, mail: Mail) -> bool:
        """Whether a mail says that it is from somebody who works here. No ground for obeying a command."""
        return mail.sender is not None and self.is_staff(mail.sender.address)


def _but_for(there: Collection[Presence], absences: Iterable[Absence]) -> Iterator[Absence]:
    """The absences, each until the day before its holder came back."""
    for absence in absences:
        back = min(
            (p.first for p in there if absence.first <= p.last and p.first <= absence.last), default=None
        )
        if back is None:
            yield absence
        elif absence.first < back:
            yield replace(absence, last=back - ONE_DAY)


def is_away(role: Role, day: date) -> bool:
    """Whether the holder is away that day."""
    return any(absence.first <= day <= absence.last for absence in role.absences)
