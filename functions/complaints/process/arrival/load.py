"""Many mails of one person in a short time weigh on whoever answers them: the management hears, to help.

It is a signal about the load, no mark on the complainant: cases, owners and days stay as they are. A child
who writes often is no load.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from complaints.judgement.matching import find_all
from complaints.judgement.reading import words_of
from complaints.judgement.words import Words
from complaints.model import Case, Decision, Entry, Lane, Letter, Mail, MailKind, Writer
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.confidentiality.anonymity import alike, is_anonymous

FILE = Path(__file__).with_name("load.toml")
LATELY = timedelta(days=10)
HEAVY = 12  # mails in that time, where one with hard words weighs as two


def watched(
    decision: Decision, mail: Mail, of_person: Sequence[Case], organisation: Organisation, now: datetime
) -> Decision:
    """The decision on a mail of a complainant, with the signal if the load has become heavy.

    `of_person` are the cases that the sender opened, as they were before this mail.
    """
    case = decision.case
    if case is None or not _counts(mail, case):
        return decision
    if is_hard(words_of(mail)):
        case = replace(case, hard_at=(*case.hard_at, mail.envelope.received_at)[-20:])
    decision = replace(decision, case=case)
    known = alike(of_person, anonymous=is_anonymous(case))
    cases = (case, *(other for other in known if other.id != case.id and other.owner == case.owner))
    told = any(each.load_told_at and now - each.load_told_at < LATELY for each in cases)
    load = _load(cases, now)
    if told or load.weight < HEAVY or case.owner in _management(organisation):
        return decision
    return _signalled(decision, case, load.told(organisation), organisation, now)


@dataclass(frozen=True)
class Load:
    """When the mails of one person came that one owner had lately, and those with hard words."""

    mails: frozenset[datetime]
    hard: frozenset[datetime]

    @property
    def weight(self) -> int:
        """One for each mail, two for one with hard words."""
        return len(self.mails) + len(self.hard)

    def told(self, organisation: Organisation) -> dict[str, str]:
        """The numbers, as letters and log have them."""
        late = [at for at in self.mails if not organisation.calendar.in_office_hours(at)]
        counts = {"mails": len(self.mails), "hard": len(self.hard), "late": len(late), "days": LATELY.days}
        return {name: str(count) for name, count in counts.items()}


def _load(cases: Sequence[Case], now: datetime) -> Load:
    """A mail about several matters is one mail."""
    mails = (at for case in cases for at in (case.received_at, *case.heard_at))
    hard = (at for case in cases for at in case.hard_at)
    return Load(*(frozenset(at for at in instants if now - at < LATELY) for instants in (mails, hard)))


def is_hard(words: Words) -> bool:
    """Whether a mail's words are hard on their reader."""
    return bool(find_all(*_lists(), words))


def _counts(mail: Mail, case: Case) -> bool:
    """Whether its complainant is believed to have written it, and is no child. Not spam, nor for the few."""
    heard = mail.envelope.received_at in (case.received_at, *case.heard_at)
    wrote = mail.sender is not None and mail.sender.address == case.complainant.address
    few = policy_of(case.judgement).only_named or case.judgement.lane is Lane.SPAM
    fit = case.complainant.writer is not Writer.PUPIL and not few
    return heard and wrote and fit and mail.kind is MailKind.PERSON


def _management(organisation: Organisation) -> tuple[str, ...]:
    """Who is not told of their own load: they are who would help."""
    posts = organisation.posts
    return (posts.deputy_head, posts.head, posts.registrator)


def _signalled(
    decision: Decision, case: Case, numbers: dict[str, str], organisation: Organisation, now: datetime
) -> Decision:
    posts = organisation.posts
    told = posts.head if posts.deputy_head in case.judgement.barred else posts.deputy_head
    facts = numbers | {"helper": organisation.role(told).holder.name}
    hour = organisation.calendar.next_office_moment(now)
    letters = tuple(
        Letter(name=f"{template}-{case.entries + 1}", template=template, to=to, not_before=hour, facts=facts)
        for template, to in (("load", told), ("load_seen", case.owner))
    )
    entry = Entry(what="load", by="lyhörd", why="many mails lately", happened_at=now, facts=numbers)
    return replace(
        decision,
        case=replace(case, load_told_at=now),
        entries=(*decision.entries, entry),
        letters=(*decision.letters, *letters),
    )


@lru_cache(maxsize=1)
def _lists() -> tuple[tuple[str, ...], tuple[str, ...]]:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(data["words"]), tuple(data["traps"])
