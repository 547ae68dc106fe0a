"""Letter, case and moment → a parcel: all that is needed to write the letter and to send it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from complaints.letters import Scene
from complaints.message import Headers
from complaints.model import COMPLAINANT, FORWARDER, Case, Complainant, Letter, Role, Sheet
from complaints.organisation import Organisation
from complaints.process.confidentiality.doors import CODE
from complaints.process.confidentiality.secrecy import nameless
from complaints.process.delivery.sending import is_overtaken
from complaints.process.outgoing.letters import PREVIEW, shown_in
from complaints.scenes.envelopes import Envelopes
from complaints.scenes.lines import STAFF_LANGUAGE, collected, part_lines
from complaints.scenes.today import Today
from complaints.signature import Signer

EVALUATION = "evaluation"  # what the link's token is good for
CASE = "case"
STOPPING = "stop"
LINKS_OPEN = timedelta(days=60)


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
        today = Today(self.organisation, now)
        if letter.cases:
            return self._collected(letter, cases, today)
        return self._about(letter, cases[0], cases[1:], today) if cases else self._alone(letter, today, sheet)

    @property
    def _envelopes(self) -> Envelopes:
        return Envelopes(self.organisation, self.signer)

    # --- a letter about one case ---------------------------------------------------------------------

    def _about(self, letter: Letter, case: Case, others: Sequence[Case], today: Today) -> Parcel | None:
        if is_overtaken(letter, case):
            return None
        recipient = _recipient(letter, case, today)
        language = _language(recipient)
        copies = tuple(today.acting(role, case) for role in letter.copies)
        scene = replace(
            self._scene(letter, case, language, today),
            case=nameless(case, self.organisation) if isinstance(recipient, Role) else case,
            recipient=recipient,
            deputises_for=today.stood_in_for(letter.to, recipient),
            parts=part_lines(case, others, today),
            case_url=self._link(CASE, recipient, case, today) if today.reads(recipient, case) else "",
            stop_url=self._link(STOPPING, recipient, case, today) if letter.template == PREVIEW else "",
        )
        return Parcel(
            headers=self._envelopes.in_case(letter, case, recipient, copies, today.now),
            scene=scene,
            language=language,
            shown=self._shown(letter, case, today) if letter.template == PREVIEW else None,
        )

    def _shown(self, preview: Letter, case: Case, today: Today) -> Shown:
        """The letter of a preview, in the scene in which the complainant will read it."""
        letter, language = shown_in(preview), case.complainant.language
        scene = replace(self._scene(letter, case, language, today), recipient=case.complainant)
        return Shown(letter=letter, scene=scene, language=language)

    def _scene(self, letter: Letter, case: Case, language: str, today: Today) -> Scene:
        school_break = today.school_break(case.owner)
        return replace(
            page_scene(self.organisation),
            evaluation_url=self._link(EVALUATION, case.complainant, case, today),
            case=case,
            owner=today.signs(letter, case),
            school_break=school_break,
            away=self.organisation.role(case.owner).holder.name if school_break else "",
            contact=today.contact(case),
            next_level=today.next_level(letter, case),
            chair=today.chair(case),
            outside_next=today.huvudman_answers(letter, case),
            unit=today.unit(case),
            category=today.category(case, language),
            days_left=today.days_left(case),
            later=today.later(case),
            attachments=_lines(letter.facts.get("attachments", "")),
            withheld=_lines(letter.facts.get("withheld", "")),
        )

    def _link(self, purpose: str, reader: Role | Complainant, case: Case, today: Today) -> str:
        """A link for this reader alone, who does not stand in it."""
        bound = (reader.id,) if isinstance(reader, Role) else ()
        token = self.signer.link_token(case.id, purpose, today.now + LINKS_OPEN, *bound)
        return f"{self.pages_url}/{_language(reader)}/{purpose}/{token}"

    # --- a letter that belongs to no case ------------------------------------------------------------

    def _alone(self, letter: Letter, today: Today, sheet: Sheet | None) -> Parcel:
        recipient = letter.addressee or today.addressee(letter)
        answers = tuple(filter(None, [letter.facts.get("answers", "")]))
        scene = replace(
            page_scene(self.organisation),
            recipient=recipient,
            contact=today.acting(self.organisation.posts.coordinator),
            deputises_for="" if letter.in_person else today.stood_in_for(letter.to, recipient),
            code=self._code(letter),
            sheet=sheet,
        )
        headers = self._envelopes.of(letter, recipient, today.now, answers=answers)
        return Parcel(headers=headers, scene=scene, language=_language(recipient))

    def _code(self, letter: Letter) -> str:
        """The one-time code of a letter that brings one, in two groups of digits."""
        if letter.template != CODE:
            return ""
        facts = letter.facts
        code = self.signer.code(facts["case"], facts["reader"], int(facts["number"]))
        return f"{code[:4]} {code[4:]}"

    # --- the collected reminder: a line for each case that still waits -------------------------------

    def _collected(self, letter: Letter, cases: Sequence[Case], today: Today) -> Parcel | None:
        recipient = today.acting(letter.to)
        waits, line = collected(letter)
        left = sorted(filter(waits, cases), key=lambda case: (case.answer_by, case.number))
        if not left:
            return None
        only = left[0].id if len(left) == 1 else ""
        answers = self._envelopes.staff_thread(only) if only else ()
        scene = replace(
            page_scene(self.organisation),
            recipient=recipient,
            contact=today.acting(self.organisation.posts.coordinator),
            later=today.later(left[0]),
            lines=tuple(line(case, today) for case in left),
        )
        headers = self._envelopes.of(letter, recipient, today.now, reply_to=only, answers=answers)
        return Parcel(headers=headers, scene=scene, language=STAFF_LANGUAGE)


def page_scene(organisation: Organisation) -> Scene:
    """What every letter and page may speak of: the house itself."""
    return Scene(
        department=organisation.department,
        routine_url=organisation.links["routine"],
        privacy_url=organisation.links["privacy"],
    )


def _recipient(letter: Letter, case: Case, today: Today) -> Role | Complainant:
    if letter.to == COMPLAINANT:
        return case.complainant
    if letter.to == FORWARDER and case.forwarded_by:
        return case.forwarded_by
    return today.addressee(letter, case)


def _language(reader: Role | Complainant) -> str:
    return reader.language if isinstance(reader, Complainant) else STAFF_LANGUAGE


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("\n")))
