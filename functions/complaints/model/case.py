"""What becomes of a complaint. Instants are aware datetimes in UTC, a `date` is a day in Europe/Stockholm."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from complaints.model.judgement import Judgement, Writer


class State(StrEnum):
    """The six steps, in order. A Nej, danger in a later mail or a correction takes a case back."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    WITH_OWNER = "with_owner"
    ANSWERED = "answered"
    FOLLOWED_UP = "followed_up"
    EVALUATED = "evaluated"


UNANSWERED = (State.RECEIVED, State.ACKNOWLEDGED, State.WITH_OWNER)


class Outcome(StrEnum):
    """What the complainant says of the answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NO_REPLY = "no_reply"
    UNREAD = "unread"  # something was written that nobody here has said the meaning of
    DECLINED = "declined"  # wants no more questions


class Channel(StrEnum):
    """How a complaint came."""

    MAIL = "mail"
    ORAL = "oral"  # told to a member of staff, who wrote it down in a mail


@dataclass(frozen=True, kw_only=True)
class Complainant:
    """Who wrote. `mailable` is false when no letter can or may be sent there."""

    name: str
    address: str
    language: str  # of our letters to them: sv or en
    mailable: bool
    writer: Writer = Writer.GUARDIAN
    second_language: str = ""  # what is put under the Swedish of an acknowledgement: fi, ar, so …

    @property
    def foreign_language(self) -> str:
        """What they write in (ISO 639-1); empty for Swedish and for a language that we do not know."""
        return self.second_language if self.language == "sv" else self.language


class Result(StrEnum):
    """What the house says of its own answer; what the complainant says of it is an Outcome."""

    MET = "met"  # tillgodosett
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    EXPLAINED = "explained"  # nothing was to be done, or the answer tells only why
    SOLVED = "solved"  # löst direkt
    DISMISSED = "dismissed"


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """Words to the complainant that a person wrote and that have not left: shown to that person first.

    They leave at `leaves_at` as the letter `template`, unless stopped. `closes`: that answers the case.
    """

    name: str  # of the letter it becomes
    template: str
    text: str = field(repr=False)
    by: str  # role id
    leaves_at: datetime
    closes: bool
    facts: Mapping[str, str] = field(default_factory=dict)
    encloses: str = ""  # key of the raw mail whose files go along
    instead: str = field(
        default="", repr=False
    )  # other words that one word of the writer puts in their place
    shown_at: datetime | None = None  # when the writer's preview left; the words wait for it
    held: str = ""  # why they do not leave by themselves, such as "appealable"


class ErrandKind(StrEnum):
    """What can be asked of somebody in a case and is chased until it is done."""

    MEASURE = "measure"  # promised to do; done when another has verified it
    URGED = "urged"  # uppmaning of the management
    ADVICE = "advice"  # rådfråga: a colleague is asked, without names
    SEVERITY = "severity"  # bedöm allvar: 1 to 4
    SEEN = "seen"  # an alarm that somebody must confirm
    INQUIRY = "inquiry"  # kränkning: how it goes, until rektor and huvudman have ended it
    HR = "hr"  # referred to HR: a thread of its own, never asked about
    CONTACT = "contact"  # one person alone is in touch with the complainant, for a time


@dataclass(frozen=True, kw_only=True)
class Errand:
    """Something asked of a role in a case. `next_at` is when the clock asks again; None: it waits no more."""

    name: str  # unique within the case
    kind: ErrandKind
    of: str  # role id
    by: str  # role id
    text: str = field(default="", repr=False)
    due_on: date | None = None
    asked: int = 0  # how often the clock has asked
    next_at: datetime | None = None
    done_at: datetime | None = None
    done_by: str = ""  # role id of whoever reported it: `of`, or who stood in
    verifier: str = ""  # role id of whoever is asked if what is called done holds
    lets_read: bool = False  # no part in the case but this lets the verifier read it
    verified_by: str = ""
    answer: str = field(default="", repr=False)
    secret: bool = False  # it comes from a sensitive case that went on in this one


@dataclass(frozen=True, kw_only=True)
class Deficiency:
    """What a case showed to be lacking with us, and how it is kept from being repeated (skollagen 4:7)."""

    found: Outcome  # yes, partly or no
    cause: str = field(default="", repr=False)
    prevention: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class ForMeeting:
    """What a person wrote of a case for the sheet, names covered: what happened, what is wished for.

    `answer` is for somebody whom no letter reaches, by the part of an answer that it is.
    """

    event: str = field(default="", repr=False)
    wish: str = field(default="", repr=False)
    answer: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, kw_only=True)
class Held:
    """A mail on the case from somebody unverified, until its owner says if it belongs there."""

    sender: str
    sha256: str  # of its raw file
    came_at: datetime | None = None  # None in rows of before it was noted
    told: int = 0  # how often somebody was reminded of it


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What a round cost that an answer ended, in mails of staff, of a case that was opened again."""

    answered_at: datetime
    mails: int


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Over which free weekdays the dates up to `to` were counted: one that is added later moves them."""

    to: date
    over: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """A complaint under way. `id` is derived from the opening mail, `number` is for people to read.

    `version` is that of the stored row this value was read from, 0 for a case not stored yet.
    `clock_from` is the instant from which the present round counts its working days; a pause and an
    extension move it. `steps` are the timed steps already taken or passed over
    in that round, `due_at` is when the clock next wants something (None: it waits for nothing).
    """

    id: str
    number: str
    version: int = 0
    state: State
    received_at: datetime
    clock_from: datetime
    complainant: Complainant
    subject: str
    judgement: Judgement
    owner: str  # role id; starts as the judgement's and may be moved
    first_contact_by: date
    answer_by: date
    thread: tuple[str, ...] = ()  # Message-IDs a letter to the complainant answers, oldest first
    also_known: tuple[
        str, ...
    ] = ()  # names and addresses of who wrote on an anonymous case: nobody is to read them
    forwarded_by: Complainant | None = None  # the colleague who passed the mail on, or wrote it down
    channel: Channel = Channel.MAIL
    complainants: int = 1  # how many people stand behind the case
    raw_key: str = ""  # where the opening mail's raw file is kept
    raw_sha256: str = ""
    tainted: bool = False  # the receiving server warns of a virus: no file of the opening mail is sent on
    steps: tuple[str, ...] = ()
    due_at: datetime | None = None
    outgoing: Outgoing | None = None
    errands: tuple[Errand, ...] = ()
    alarm_first: bool = False  # the first letter to the complainant waits until an alarm has been handed over
    in_hand_of: str = ""  # id of the role that last got the case itself: its owner, or who stood in
    in_hand_since: date | None = None
    counted: Counted | None = None
    extensions: int = 0  # how often the answer was put off
    paused_at: datetime | None = None  # a question to the complainant is open since then: no step is taken
    question: str = field(default="", repr=False)  # that question
    contacted_at: datetime | None = None  # when a person's words first reached out in the present round
    result: Result | None = None  # what came of it, as the house says when it answers
    deficiency: Deficiency | None = None  # as whoever answered says; None: nobody has said yet
    offered: tuple[str, ...] = ()  # what the answer offered: apology, meeting
    severity: int | None = None  # from 1, little, to 4, the gravest, as several have judged it
    suggestion: str = field(
        default="", repr=False
    )  # neutral words for somebody's note, until taken or passed over
    for_meeting: ForMeeting | None = None  # words that a person wrote for the leaders' sheet, or said ok to
    proposed: ForMeeting | None = None  # what such words would be, until somebody says ok to it
    dismissed_for: str = ""  # the reason of the list, where it was dismissed
    dismissal: str = field(default="", repr=False)  # what was written with it
    parts: tuple[str, ...] = ()  # ids of the other cases that the same mail opened
    merged_into: str = ""  # id of the case that goes on instead of this one
    joint: str = ""  # id of the matter that several cases share
    heard_at: tuple[datetime, ...] = ()  # when the complainant's latest mails came, oldest first
    hard_at: tuple[datetime, ...] = ()  # those of them that had hard words
    load_told_at: datetime | None = None  # when the management heard how many they are
    held: tuple[Held, ...] = ()
    strangers: tuple[str, ...] = ()  # addresses of whoever sent held mails that were decided on
    counted_since: datetime | None = None  # when a person made of it what reports count; None: as it came
    handled: int = 0  # mails of staff that did something in the case
    spent: tuple[Spent, ...] = ()  # of those, by the earlier rounds that were answered
    rounds: int = 1  # how often the case was opened
    repeats: int = 0  # mails that looked like the opening one and came within a week
    answered_at: datetime | None = None
    answered_by: str = ""  # role id
    outcome: Outcome | None = None
    ended_at: datetime | None = None  # when the question was let be, unanswered or unread
    unclear: str = ""  # name of the letter with words on the question that a person is to read
    unreached: tuple[str, ...] = ()  # ids of roles whose mailbox took no letter of it, told of once
    entries: int = 0  # how many are in the log
    last_hash: str = ""  # of the newest entry; the next one is chained to it


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a case's append-only log. `text` is foreign or free text, kept outside the hash."""

    what: str  # received, judged, letter_sent, note, reply, answer, reminder, escalation, evaluation …
    by: str  # role id, "complainant", "other sender" or "lyhörd"
    why: str
    happened_at: datetime
    facts: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    for_roles: tuple[
        str, ...
    ] = ()  # who alone may read it, as role ids; empty: everybody who may read the case
