"""Scenes for letters: the demo municipality on tisdag 10 mars 2026."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

from complaints.letters import CaseLine, Letters, PartLine, Scene, Written
from complaints.model import (
    Case,
    Channel,
    Complainant,
    Judgement,
    Lane,
    Letter,
    Person,
    Reason,
    Role,
    State,
    Writer,
)
from lyhord.gallery.examples import FACTS, QUOTES
from lyhord.gallery.meeting import FOR_LEADERS, SHEET

LANGUAGES = ("sv", "en")
_FILES = {file.stem: file.read_text("utf-8") for file in Path(str(files("templates"))).glob("sv/*.j2")}
LETTERS = tuple(sorted(_FILES))
TO_STAFF_BY_THEIR_END = re.compile(r"parts/small_print_(?:staff|meeting)\b")
TO_COMPLAINANT = tuple(
    name for name in LETTERS if not TO_STAFF_BY_THEIR_END.search(_FILES[name]) and name != "one_time_code"
)
STAFF = (
    "routed",
    "routed_notice",
    "copy_notice",
    "added_by_complainant",
    "added_unverified",
    "held_mails",
    "reminder",
    "escalation",
    "reopened",
    "command_help",
    "not_delivered",
    "repeated",
    "preview",
    "stopped",
    "collision",
    "appealable",
    "held_appealable",
    "closed",
    "commands",
    "elsewhere",
    "sent_on",
    "stand_in",
    "dates_moved_owner",
    "merged",
    "held_decided",
    "evaluation_noted",
    "taken_in",
    "split",
    "silent_mailbox",
    "draft",
    "neutral_words",
    "dismissed",
    "question_unanswered",
    "extension_request",
    "extended_unsent",
    "unreached",
    "for_meeting",
)
ORDINARY_ACKNOWLEDGEMENTS = (
    "acknowledgement",
    "acknowledgement_unit_unknown",
    "acknowledgement_krankning",
    "acknowledgement_other",
)
ACKNOWLEDGEMENTS = (
    *ORDINARY_ACKNOWLEDGEMENTS,
    "acknowledgement_acute",
    "acknowledgement_protected",
    "acknowledgement_pupil",
    "acknowledgement_staff",
    "acknowledgement_parts",
)
ASKED = ("follow_up", "follow_up_reminder")
FROM_A_PERSON = ("answer", "interim", "question", "extension", "dismissal", "legal_answer", "words_wait")


def a_role(role_id: str, sv: str, en: str, name: str, telephone: str) -> Role:
    """An office of Lindhöj and who holds it."""
    address = name.lower().replace(" ", ".").replace("é", "e").replace("ö", "o") + "@lindhoj.example"
    return Role(
        id=role_id,
        title={"sv": sv, "en": en},
        holder=Person(name=name, address=address, telephone=telephone),
        deputies=(),
    )


MEALS = a_role("maltidschef", "måltidschef", "head of school meals", "Peter Hallgren", "070-174 06 12")
REKTOR = a_role("rektor-askolan", "rektor", "head teacher", "Birgitta Norén", "070-174 06 20")
COORDINATOR = a_role("samordnare", "sektorsamordnare", "coordinator", "Annika Sandell", "070-174 06 05")
DEPUTY_HEAD = a_role(
    "bitradande-chef",
    "biträdande barn- och utbildningschef",
    "deputy head of education",
    "Karin Blom",
    "070-174 06 06",
)
HEAD = a_role("chef", "barn- och utbildningschef", "head of education", "Mats Ödman", "070-174 06 01")

CASE = Case(
    id="k7q29f",
    number="LH-2026-0147",
    state=State.WITH_OWNER,
    received_at=datetime(2026, 3, 10, 9, 0, tzinfo=UTC),
    clock_from=datetime(2026, 3, 10, 9, 0, tzinfo=UTC),
    complainant=Complainant(
        name="Maria Lind", address="maria.lind@hem.example", language="sv", mailable=True
    ),
    subject="Kall mat på Åskolan",
    judgement=Judgement(
        lane=Lane.COMPLAINT,
        category="maltid",
        owner="maltidschef",
        reasons=(Reason(about="category", says="maltid", because=("maten", "glutenfritt")),),
    ),
    owner="maltidschef",
    first_contact_by=date(2026, 3, 12),
    answer_by=date(2026, 3, 19),
)

CATEGORY = {"sv": "Skolmåltider", "en": "School meals"}

LINE = CaseLine(
    number=CASE.number,
    category=CATEGORY["sv"],
    unit="Åskolan",
    received_at=CASE.received_at,
    first_contact_by=CASE.first_contact_by,
    answer_by=CASE.answer_by,
    days_left=2,
)

SCENE = Scene(
    department="Lindhöj kommun, skola och förskola",
    routine_url="https://skola.lindhoj.example/klagomal",
    privacy_url="https://skola.lindhoj.example/personuppgifter",
    stop_url="https://sidor.lindhoj.example/sv/stop/k7q29f.abc",
    case_url="https://sidor.lindhoj.example/sv/case/k7q29f.abc",
    evaluation_url="https://sidor.lindhoj.example/p/e/k7q29f.abc",
    case=CASE,
    recipient=MEALS,
    owner=MEALS,
    contact=COORDINATOR,
    next_level=DEPUTY_HEAD,
    unit="Åskolan",
    category=CATEGORY["sv"],
    days_left=-1,
    later=date(2026, 3, 24),
    lines=(LINE,),
)

PARTS = tuple(
    PartLine(number=number, owner=owner, first_contact_by=CASE.first_contact_by, answer_by=CASE.answer_by)
    for number, owner in ((CASE.number, MEALS), ("LH-2026-0148", REKTOR))
)
ANSWERED = replace(CASE, answered_at=datetime(2026, 3, 19, 13, tzinfo=UTC))
SCENES = {
    "heard_again": replace(SCENE, case=ANSWERED),
    "stand_in": replace(SCENE, recipient=REKTOR, deputises_for="Peter Hallgren"),
    "held_mails": replace(SCENE, lines=(replace(LINE, owner="Peter Hallgren"),)),
    "silent_mailbox": replace(SCENE, recipient=COORDINATOR),
    "question_reminder": replace(SCENE, case=replace(CASE, paused_at=CASE.received_at)),
    "acknowledgement_unit_unknown": replace(SCENE, owner=COORDINATOR, unit=""),
    **{name: replace(SCENE, parts=PARTS) for name in ("acknowledgement_parts", "split", "split_told")},
    "acknowledgement_krankning": replace(SCENE, owner=REKTOR),
    "acknowledgement_pupil": replace(SCENE, owner=REKTOR),
    "acknowledgement_protected": replace(SCENE, contact=DEPUTY_HEAD),
    "routed": replace(SCENE, attachments=("matsedel vecka 11.pdf",), withheld=("bilder.zip",)),
    "copy_notice": replace(SCENE, recipient=REKTOR),
    "forward_receipt": replace(
        SCENE,
        recipient=Complainant(
            name="Ivar Ek", address="ivar.ek@lindhoj.example", language="sv", mailable=True
        ),
    ),
    "oral_receipt": replace(
        SCENE,
        case=replace(
            CASE,
            channel=Channel.ORAL,
            complainants=2,
            forwarded_by=Complainant(
                name="Birgitta Norén", address=REKTOR.holder.address, language="sv", mailable=True
            ),
        ),
    ),
    "second_reader": replace(SCENE, recipient=DEPUTY_HEAD),
    "meeting_reminder": replace(SCENE, recipient=REKTOR),
    "nothing_noted": replace(SCENE, recipient=REKTOR),
    "sheet": replace(SCENE, recipient=REKTOR, sheet=SHEET),
    "sheet_leaders": replace(SCENE, recipient=DEPUTY_HEAD, sheet=FOR_LEADERS),
    "escalation": replace(SCENE, recipient=DEPUTY_HEAD),
    "automatic": replace(SCENE, recipient=COORDINATOR),
    "undelivered": replace(SCENE, recipient=COORDINATOR),
    "doubt": replace(SCENE, recipient=COORDINATOR),
    "reopened": replace(SCENE, recipient=DEPUTY_HEAD, owner=DEPUTY_HEAD),
    "one_time_code": replace(SCENE, recipient=REKTOR, code="4829 1304"),
    "follow_up": replace(SCENE, case=ANSWERED),
}


def a_letter(template: str, quote: str | None = None, **facts: str) -> Letter:
    """A letter with all that its template needs."""
    return Letter(
        name=template,
        template=template,
        to="complainant",
        not_before=CASE.received_at,
        facts=FACTS.get(template, {}) | facts,
        quote=QUOTES.get(template, "") if quote is None else quote,
    )


WRITER = Letters()


def write(template: str, language: str = "sv", scene: Scene | None = None, **values: str) -> Written:
    """That letter in words, in its own scene unless another is given."""
    scene = scene or _in(language, SCENES.get(template, SCENE))
    answer = a_letter("answer", values.get("quote"))
    shown = WRITER.sheet(answer, scene, language) if template == "preview" else None
    return WRITER.write(a_letter(template, **values), scene, language, shown)


def _in(language: str, scene: Scene) -> Scene:
    """The scene with what it is about in the letter's language."""
    lines = tuple(replace(line, category=CATEGORY[language]) for line in scene.lines)
    return replace(scene, category=CATEGORY[language], lines=lines)


def in_lane(scene: Scene, lane: Lane) -> Scene:
    """The scene as it would be had the case come in that lane."""
    case = scene.case or CASE
    return replace(scene, case=replace(case, judgement=replace(case.judgement, lane=lane)))


def from_pupil(scene: Scene) -> Scene:
    """The scene as it would be had a pupil written."""
    case = scene.case or CASE
    return replace(scene, case=replace(case, complainant=replace(case.complainant, writer=Writer.PUPIL)))
