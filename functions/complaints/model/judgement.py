"""What a mail is about."""

from dataclasses import dataclass, field
from enum import StrEnum


class Lane(StrEnum):
    """The way a mail takes, decided before its category. Most protective first, the default last."""

    AUTOMATIC = "automatic"
    REPLY = "reply"
    ACUTE = "acute"
    PROTECTED = "protected"
    KRANKNING = "krankning"
    APPEAL = "appeal"
    DOCUMENT_REQUEST = "document_request"
    DATA_REQUEST = "data_request"
    DEMAND = "demand"
    STAFF_MATTER = "staff_matter"
    THREAT = "threat"
    WRONG_RECIPIENT = "wrong_recipient"
    FAULT_REPORT = "fault_report"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    SPAM = "spam"
    COMPLAINT = "complaint"


class Writer(StrEnum):
    """What a complainant is to the school, as far as the mail tells (groups G11, G51)."""

    GUARDIAN = "guardian"
    PUPIL = "pupil"
    STAFF = "staff"
    ANONYMOUS = "anonymous"  # no usable address, or asked not to be named


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why the judgement says so: `about` names the field, `because` the words or traits found."""

    about: str  # lane, category, unit, owner, sensitive …
    says: str  # the value it speaks for
    because: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One of several matters in a mail, for whoever it concerns."""

    category: str  # code of the organisation file
    unit: str | None  # unit id
    owner: str  # role id
    sentences: tuple[str, ...] = field(repr=False)  # that speak for it, as they stand in the mail


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """What the rules make of a mail. `owner` acts first, `copies` are told and need not act."""

    lane: Lane
    category: str  # code of the organisation file, such as "maltid"
    owner: str  # role id: who acts first
    unit: str | None = None  # unit id
    copies: tuple[str, ...] = ()  # role ids
    also: tuple[Lane, ...] = ()
    also_categories: tuple[str, ...] = ()
    sensitive: bool = False
    urgent: bool = False
    matters: int | None = None  # that need different people; None where it is not known
    parts: tuple[Part, ...] = ()  # a mail of several matters, in the order of the mail; empty for one
    writer: Writer = Writer.GUARDIAN
    barred: tuple[str, ...] = ()  # role ids the matter concerns: never owner, copy or stand-in
    doubt: tuple[str, ...] = ()  # the lane taken and the one it may be instead, for the coordinator to say
    reasons: tuple[Reason, ...] = ()

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """All its lanes, the one that leads first."""
        return (self.lane, *self.also)
