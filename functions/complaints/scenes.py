"""What a letter speaks of and whom it reaches, looked up at the moment it leaves.

A case remembers roles; who holds a role, and who acts for it that day, is asked of the organisation now.
So a change of the organisation file alone changes the next letters.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from complaints.idna import as_sent
from complaints.letters import CaseLine, PartLine, Scene
from complaints.message import Headers
from complaints.model import (
    COMPLAINANT,
    FORWARDER,
    UNANSWERED,
    Address,
    Case,
    Complainant,
    Lane,
    Letter,
    Role,
    Sheet,
)
from complaints.organisation import Organisation
from complaints.process.arrival.quarantine import LIST as QUARANTINE
from complaints.process.arrival.quarantine import is_listed
from complaints.process.confidentiality.anonymity import hidden
from complaints.process.confidentiality.doors import CODE
from complaints.process.confidentiality.readers import may_read
from complaints.process.confidentiality.secrecy import is_secret, nameless
from complaints.process.deadlines.held_mails import LIST as HELD_MAILS
from complaints.process.deadlines.promises import later_for_an_example
from complaints.process.delivery.sending import is_overtaken
from complaints.process.errands.alarm import ALARM
from complaints.process.outgoing.letters import PREVIEW, shown_in
from complaints.process.owners.above import next_level
from complaints.signature import Signer

STAFF_LANGUAGE = "sv"
STAFF_THREAD = "staff"  # no letter is called so: what all letters to staff of a case answer
EVALUATION = "evaluation"  # what the link's token is good for
CASE = "case"
STOPPING = "stop"
LINKS_OPEN = timedelta(days=60)
# Letters whose words a person wrote,
BY_A_PERSON = ("answer", "interim", "question", "extension", "dismissal", "legal_answer")
# and how the names of those begin that answer a mail by themselves (RFC 3834).
REPLIES = ("acknowledgement", "heard_again", "opened_again", "routine")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A letter that another one shows, as its own reader will see it."""

    letter: Letter
    scene: Scene
    language: str


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A letter ready to be written: its headers, its scene and its language."""

    headers: Headers
    scene: Scene
    language: str
    shown: Shown | None = None

    @property
    def recipients(self) -> tuple[str, ...]:
        """Bare addresses of everyone it goes to."""
        return tuple(a.address for a in (self.headers.to, *self.headers.copies))


@dataclass(frozen=True, kw_only=True)
class Scenes:
    """Sets the scene of every letter of one municipality. `pages_url` has no slash at its end."""

    organisation: Organisation
    signer: Signer
    pages_url: str

    def parcel(
        self, letter: Letter, cases: Sequence[Case], now: datetime, sheet: Sheet | None = None
    ) -> Parcel | None:
        """The letter's parcel at `now`; None when there is nothing left to say. `sheet`: that it shows."""
        if letter.cases:
            return self._collected(letter, cases, now)
        return self._about(letter, cases[0], cases[1:], now) if cases else self._alone(letter, now, sheet)

    # --- a letter about one case -------------------------------------------------------------------

    def _about(self, letter: Letter, case: Case, others: Sequence[Case], now: datetime) -> Parcel | None:
        if is_overtaken(letter, case):
            return None
        recipient = self._recipient(letter, case, now)
        to_complainant = recipient == case.complainant
        language = recipient.language if isinstance(recipient, Complainant) else STAFF_LANGUAGE
        copies = (_address(self._acting(role, now, case)) for role in letter.copies)
        headers = replace(
            self._headers(letter, recipient, now, about=case.id),
            copies=(*copies, *_channels(letter, recipient)),
            message_id=self._message_id(case.id, letter.name),
            answers=case.thread if to_complainant else (self._message_id(case.id, STAFF_THREAD),),
        )
        scene = self._scene(letter, case, language, now)
        deputises_for = self._stood_in_for(letter.to, recipient)
        scene = replace(
            scene,
            case=nameless(case, self.organisation) if isinstance(recipient, Role) else case,
            recipient=recipient,
            deputises_for=deputises_for,
            parts=self._parts(case, others, now),
            case_url=self._case_url(recipient, case, now),
            stop_url=self._link(STOPPING, recipient, case, now) if letter.template == PREVIEW else "",
        )
        shown = self._shown(letter, case, now) if letter.template == PREVIEW else None
        return Parcel(headers=headers, scene=scene, language=language, shown=shown)

    def _shown(self, preview: Letter, case: Case, now: datetime) -> Shown:
        """The letter of a preview, in the scene in which the complainant will read it."""
        letter, language = shown_in(preview), case.complainant.language
        scene = replace(self._scene(letter, case, language, now), recipient=case.complainant)
        return Shown(letter=letter, scene=scene, language=language)

    def _parts(self, case: Case, others: Sequence[Case], now: datetime) -> tuple[PartLine, ...]:
        every = sorted((case, *others), key=lambda part: part.number) if others else ()
        return tuple(
            PartLine(
                number=part.number,
                owner=self._acting(part.owner, now, part),
                first_contact_by=part.first_contact_by,
                answer_by=part.answer_by,
            )
            for part in every
            if not part.merged_into
        )

    def _recipient(self, letter: Letter, case: Case, now: datetime) -> Role | Complainant:
        if letter.to == COMPLAINANT:
            return case.complainant
        if letter.to == FORWARDER and case.forwarded_by:
            return case.forwarded_by
        return self._role(letter, now, case)

    def _role(self, letter: Letter, now: datetime, case: Case | None = None) -> Role:
        return self.organisation.role(letter.to) if letter.in_person else self._acting(letter.to, now, case)

    def _scene(self, letter: Letter, case: Case, language: str, now: datetime) -> Scene:
        organisation = self.organisation
        protected = _is_protected(case)
        return replace(
            page_scene(organisation),
            evaluation_url=self._link(EVALUATION, case.complainant, case, now),
            case=case,
            owner=self._signs(letter, case, now),
            school_break=(closed := self._school_break(case.owner, now)),
            away=organisation.role(case.owner).holder.name if closed else "",
            contact=self._acting(case.owner if protected else organisation.posts.coordinator, now, case),
            next_level=self._next_level(letter, case, now),
            chair=self._chair(case, now),
            outside_next=self._huvudman_answers(letter, case),
            unit=self._unit(case),
            category=self._category(case, language),
            days_left=self._days_left(case, now),
            later=self._later(case, now),
            attachments=_lines(letter.facts.get("attachments", "")),
            withheld=_lines(letter.facts.get("withheld", "")),
        )

    def _case_url(self, recipient: Role | Complainant, case: Case, now: datetime) -> str:
        """Where the recipient alone may read the case; nowhere for whoever may not."""
        today = self.organisation.calendar.day_of(now)
        if not isinstance(recipient, Role) or not may_read(recipient, case, self.organisation, today):
            return ""
        return self._link(CASE, recipient, case, now)

    def _link(self, purpose: str, reader: Role | Complainant, case: Case, now: datetime) -> str:
        """A link for this reader alone, who does not stand in it."""
        bound = (reader.id,) if isinstance(reader, Role) else ()
        language = STAFF_LANGUAGE if isinstance(reader, Role) else reader.language
        token = self.signer.link_token(case.id, purpose, now + LINKS_OPEN, *bound)
        return f"{self.pages_url}/{language}/{purpose}/{token}"

    def _signs(self, letter: Letter, case: Case, now: datetime) -> Role:
        """Who wrote the answer, also one who is away; else who acts for the owner."""
        wrote = letter.facts.get("written_by")
        return self.organisation.role(wrote) if wrote else self._acting(case.owner, now, case)

    def _school_break(self, role_id: str, now: datetime) -> str:
        """The name of the school break for which the role is away today, or nothing."""
        today = self.organisation.calendar.day_of(now)
        absences = self.organisation.role(role_id).absences
        return next((a.school_break for a in absences if a.school_break and a.first <= today <= a.last), "")

    def _unit(self, case: Case) -> str:
        """The school it is about, if known; of a protected one no letter says it."""
        unit = self.organisation.unit(case.judgement.unit)
        return unit.name if unit and not _is_protected(case) else ""

    def _category(self, case: Case, language: str) -> str:
        """What the case is about; of a protected one no letter says it."""
        category = self.organisation.category(case.judgement.category)
        return (self.organisation.other if _is_protected(case) else category).name[language]

    def _next_level(self, letter: Letter, case: Case, now: datetime) -> Role | None:
        case = replace(case, answered_by=letter.facts.get("written_by", case.answered_by))
        higher = next_level(case, self.organisation)
        return None if higher in (case.owner, case.answered_by) else self._acting(higher, now, case)

    def _chair(self, case: Case, now: datetime) -> Role | None:
        """The chair, where the case concerns the head and is not the chair's own yet."""
        organisation = self.organisation
        highest = organisation.post("head", case.judgement.barred)
        return None if highest in (organisation.posts.head, case.owner) else self._acting(highest, now, case)

    def _huvudman_answers(self, letter: Letter, case: Case) -> bool:
        """Whether whoever answers stands for the whole of the huvudman, not for a school or a service."""
        posts = self.organisation.posts
        answers = letter.facts.get("written_by") or case.answered_by or case.owner
        return answers in (posts.deputy_head, posts.head)

    # --- a letter that belongs to no case -------------------------------------------------------------

    def _alone(self, letter: Letter, now: datetime, sheet: Sheet | None) -> Parcel:
        recipient = letter.addressee or self._role(letter, now)
        headers = replace(
            self._headers(letter, recipient, now),
            answers=tuple(filter(None, [letter.facts.get("answers", "")])),
        )
        contact = self._acting(self.organisation.posts.coordinator, now)
        scene = replace(
            page_scene(self.organisation),
            recipient=recipient,
            contact=contact,
            deputises_for="" if letter.in_person else self._stood_in_for(letter.to, recipient),
            code=self._code(letter),
            sheet=sheet,
        )
        language = recipient.language if isinstance(recipient, Complainant) else STAFF_LANGUAGE
        return Parcel(headers=headers, scene=scene, language=language)

    def _code(self, letter: Letter) -> str:
        """The one-time code of a letter that brings one, in two groups of digits."""
        if letter.template != CODE:
            return ""
        facts = letter.facts
        code = self.signer.code(facts["case"], facts["reader"], int(facts["number"]))
        return f"{code[:4]} {code[4:]}"

    # --- the collected reminder: a line for each case that still waits -------------------------------

    def _collected(self, letter: Letter, cases: Sequence[Case], now: datetime) -> Parcel | None:
        recipient = self._acting(letter.to, now)
        waits, line = {
            QUARANTINE: (is_listed, self._held_line),
            HELD_MAILS: (_has_held_mails, self._owned_line),
        }.get(letter.template, (_is_unanswered, self._line))
        waiting = [case for case in cases if waits(case)]
        if not waiting:
            return None
        waiting.sort(key=lambda case: (case.answer_by, case.number))
        only = waiting[0] if len(waiting) == 1 else None
        headers = replace(
            self._headers(letter, recipient, now, about=only.id if only else ""),
            answers=(self._message_id(only.id, STAFF_THREAD),) if only else (),
        )
        scene = replace(
            page_scene(self.organisation),
            recipient=recipient,
            contact=self._acting(self.organisation.posts.coordinator, now),
            later=self._later(waiting[0], now),
            lines=tuple(line(case, now) for case in waiting),
        )
        return Parcel(headers=headers, scene=scene, language=STAFF_LANGUAGE)

    def _line(self, case: Case, now: datetime) -> CaseLine:
        return CaseLine(
            number=case.number,
            category=self._category(case, STAFF_LANGUAGE),
            unit=self._unit(case),
            received_at=case.received_at,
            first_contact_by=case.first_contact_by,
            answer_by=case.answer_by,
            days_left=self._days_left(case, now),
        )

    def _held_line(self, case: Case, now: datetime) -> CaseLine:
        """What the coordinator sees of a mail that was taken for spam: not what a sensitive subject tells."""
        shown = hidden(case, self.organisation)
        subject = "" if is_secret(case) else shown.subject
        return replace(self._line(case, now), sender=shown.complainant.address, subject=subject)

    def _owned_line(self, case: Case, now: datetime) -> CaseLine:
        """What is told of a case with a mail from another sender: not of that mail, but who is to say."""
        return replace(self._line(case, now), owner=self._acting(case.owner, now, case).holder.name)

    # --- what every letter needs ---------------------------------------------------------------------

    def _acting(self, role_id: str, now: datetime, case: Case | None = None) -> Role:
        """Who acts for a role today; in a case never one whom the matter concerns."""
        barred = case.judgement.barred if case else ()
        return self.organisation.acting(role_id, self.organisation.calendar.day_of(now), barred)

    def _stood_in_for(self, role_id: str, acting: Role | Complainant) -> str:
        """Whose place the recipient takes today; nobody's in their own role."""
        if not isinstance(acting, Role):
            return ""
        role = self.organisation.role(role_id)
        return role.holder.name if acting.id != role.id else ""

    def _days_left(self, case: Case, now: datetime) -> int:
        calendar = self.organisation.calendar
        return calendar.working_days_between(calendar.day_of(now), case.answer_by)

    def _later(self, case: Case, now: datetime) -> date:
        calendar = self.organisation.calendar
        return later_for_an_example(case.answer_by, calendar.day_of(now), calendar)

    def _headers(
        self, letter: Letter, recipient: Role | Complainant, now: datetime, about: str = ""
    ) -> Headers:
        """Those that a letter has which no case keeps; a reply goes to the case `about`, or is a new mail."""
        house = Address(name=self.organisation.department, address=self.organisation.intake_address)
        return Headers(
            sender=house,
            reply_to=replace(house, address=self._signed(about)) if about else house,
            to=_address(recipient),
            message_id=self._message_id("", letter.name),
            auto_submitted=_auto_submitted(letter),
            at=now,
        )

    def _signed(self, case_id: str) -> str:
        organisation = self.organisation
        return f"{organisation.intake}+{self.signer.token(case_id)}@{organisation.domain}"

    def _message_id(self, case_id: str, name: str) -> str:
        """Ours: the same however often the letter is tried, and telling nothing of case or role."""
        return f"<{opaque_id(case_id, name)}@{self.organisation.domain}>"


def opaque_id(case_id: str, name: str) -> str:
    """What stands before the @ of a Message-ID of ours: 32 hexadecimal digits."""
    return hashlib.sha256(f"{case_id}/{name}".encode()).hexdigest()[:32]


def page_scene(organisation: Organisation) -> Scene:
    """What every letter and page may speak of: the house itself."""
    return Scene(
        department=organisation.department,
        routine_url=organisation.links["routine"],
        privacy_url=organisation.links["privacy"],
    )


def _is_unanswered(case: Case) -> bool:
    return case.state in UNANSWERED


def _has_held_mails(case: Case) -> bool:
    return bool(case.held)


def _is_protected(case: Case) -> bool:
    return Lane.PROTECTED in case.judgement.lanes


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("\n")))


def _channels(letter: Letter, recipient: Role | Complainant) -> tuple[Address, ...]:
    """The other addresses of whoever is alarmed."""
    if not isinstance(recipient, Role) or letter.template != ALARM:
        return ()
    return tuple(Address(address=address) for address in recipient.holder.alarms)


def _address(recipient: Role | Complainant) -> Address:
    person = recipient.holder if isinstance(recipient, Role) else recipient
    return Address(name=person.name, address=as_sent(person.address))


def _auto_submitted(letter: Letter) -> str:
    if letter.template in BY_A_PERSON:
        return ""
    return "auto-replied" if letter.template.startswith(REPLIES) else "auto-generated"
