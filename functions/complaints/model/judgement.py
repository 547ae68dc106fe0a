"""What a mail is about."""

from dataclasses import dataclass
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


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why the judgement says so: `about` names the field, `because` the words or traits found."""

    about: str  # lane, category, unit, owner, sensitive …
    says: str  # the value it speaks for
    because: tuple[str, ...]


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
    matters: int | None = None
    barred: tuple[str, ...] = ()  # role ids the matter concerns: never owner, copy or stand-in
    reasons: tuple[Reason, ...] = ()
