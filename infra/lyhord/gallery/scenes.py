"""Scenes for letters: the demo municipality on tisdag 10 mars 2026, and what each template needs besides."""

from dataclasses import replace
from datetime import UTC, date, datetime

from complaints.letters import CaseLine, Letters, PartLine, Scene, Written
from complaints.model import Case, Channel, Complainant, Judgement, Lane, Letter, Person, Reason, Role, State
from complaints.process.commands.table import COMMANDS, OPENINGS
from lyhord.gallery.meeting import FOR_LEADERS, SHEET

LANGUAGES = ("sv", "en")
STAFF = (
    "routed",
    "routed_notice",
    "copy_notice",
    "added_by_complainant",
    "added_unverified",
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
MEETING = ("meeting_reminder", "sheet", "sheet_leaders", "nothing_noted")
IN_A_MAIL_OF_ITS_OWN = (
    "absence_receipt",
    "absence_help",
    "absence_over",
    "automatic",
    "topic_receipt",
    "topic_help",
    "topic_given",
    "topic_ended",
    "surge",
)  # to staff, of no case
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
OTHERS_MATTER = ("acknowledgement_elsewhere", "responsible", "passed_on")
ASKED = ("follow_up", "follow_up_reminder")
FROM_A_PERSON = ("answer", "interim", "question", "extension", "dismissal", "legal_answer", "words_wait")
TO_COMPLAINANT = (
    *ACKNOWLEDGEMENTS,
    *OTHERS_MATTER,
    *FROM_A_PERSON,
    "question_reminder",
    "new_contact",
    "dates_moved",
    "merged_told",
    "split_told",
    "heard_again",
    "contact_taken",
    "contact_returned",
    *ASKED,
)
MEASURES = (
    "measure_noted",
    "measure_given",
    "measure_due",
    "measure_undone",
    "measure_reported",
    "measure_verify",
    "measure_verified",
)
CONTACT = (
    "contact_yours",
    "contact_moved",
    "contact_over",
    "contact_review",
    "load",
    "load_seen",
)  # to staff
COLLEAGUES = (
    "advice_asked",
    "advice_sent",
    "advice_given",
    "no_reply_within",
    "legal_note",
    "legal_noted",
    "severity_asked",
    "severity_sent",
    "severity_judged",
    "severity_noted",
    "hr_asked",
    "hr_sent",
    "hr_answer",
    "second_reader",
    "guidance",
)
URGED = ("urged", "urged_noted", "urged_reported", "urged_done", "urged_due")
TOGETHER = ("joint", "deficiency")
PUT_RIGHT = ("corrected", "moved", "noted")  # to staff
HELD = ("quarantine", "released", "doubt")  # to the coordinator
HURRIED = (
    "alarm",
    "alarm_seen",
    "alarm_over",
    "inquiry",
    "inquiry_ended",
    "due_today",
    "due_within_month",
)
TO_FORWARDER = ("forward_receipt", "oral_receipt")
LETTERS = (
    *TO_COMPLAINANT,
    *TO_FORWARDER,
    *STAFF,
    *PUT_RIGHT,
    *MEASURES,
    *URGED,
    *COLLEAGUES,
    *CONTACT,
    *TOGETHER,
    *HURRIED,
    *HELD,
    *IN_A_MAIL_OF_ITS_OWN,
    *MEETING,
    "one_time_code",
    "routine",
)

COMPLAINT = "Maten var kall två dagar i rad.\n\nDet fanns inte heller något glutenfritt. /Maria"


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
    "doubt": replace(SCENE, recipient=COORDINATOR),
    "reopened": replace(SCENE, recipient=DEPUTY_HEAD, owner=DEPUTY_HEAD),
    "one_time_code": replace(SCENE, recipient=REKTOR, code="4829 1304"),
    "follow_up": replace(SCENE, case=ANSWERED),
}

QUOTES = {
    "doubt": "Vi tycker inte att beslutet är rätt, och vill att någon ser på det igen.",
    "taken_in": COMPLAINT,
    "stand_in": COMPLAINT,
    "silent_mailbox": "Jag är på semester till 27 mars.",
    "answer": "Vi har köpt nya termoboxar.\n\nFrån måndag finns det alltid glutenfritt.",
    "interim": "Jag har pratat med kocken. På måndag vet vi mer.",
    "question": "Vilken dag var det?",
    "extension": "Vi väntar på kocken.",
    "dismissal": "Du har fått svar på den här frågan.",
    "routed": COMPLAINT,
    "neutral_words": "Den som skrev har hört av sig flera gånger.",
    "appealable": "Vi avslår din ansökan om skolskjuts.",
    "extension_request": "Vi väntar på en offert.",
    "repeated": "Maten var kall i dag också.",
    "elsewhere": "Biblioteket har stängt för tidigt.",
    "sent_on": "Biblioteket har stängt för tidigt.",
    "reopened": "Nej. Maten är fortfarande kall.",
    "added_by_complainant": "I dag var den kall igen.",
    "advice_given": "Vi flyttade rasten en kvart.",
    "second_reader": COMPLAINT,
    "legal_note": "Uppgifter om andra barn lämnar vi inte ut.",
    "legal_answer": "Vi lämnar inte ut vad andra har sagt.",
    "urged_done": "Undervisningen började i dag.",
    "added_unverified": "Jag är pappa till ett annat barn.",
}

FREE = {"before": "2026-03-18", "free": "2026-03-17", "named": "klämdag"}
MEASURE = {
    "text": "byta lås på toaletterna",
    "doer": "Olle Dahl",
    "by": "Birgitta Norén",
    "who": "Birgitta Norén",
    "due_on": "2026-04-15",
    "answer": "Nya lås sitter på plats.",
}
URGING = {
    "text": "ordna undervisning för eleven",
    "who": "Birgitta Norén",
    "by": "Karin Blom",
    "due_on": "2026-03-24",
    "today": "",
    "head": "yes",
}
REVIEW = {"review": "2026-05-07", "numbers": "LH-2026-0147, LH-2026-0150"}
LOAD = {"mails": "12", "hard": "4", "late": "3", "days": "10", "helper": "Karin Blom"}
ADVICE = {"text": "Hur gjorde ni med rasttiderna?", "by": "Birgitta Norén", "who": "Emma Wiklund"}
FACTS = {
    **dict.fromkeys(("advice_asked", "advice_sent", "advice_given"), ADVICE),
    "no_reply_within": ADVICE | {"kind": "advice"},
    "severity_asked": ADVICE,
    "severity_sent": ADVICE | {"who": "Karin Blom, Annika Sandell"},
    "severity_judged": {"said": "Karin Blom: 3\nAnnika Sandell: 2", "number": "3"},
    **dict.fromkeys(("hr_asked", "hr_sent", "hr_answer"), ADVICE | {"masked": "En lärare höjde rösten."}),
    "guidance": {"kind": "on_track", "by": "Karin Blom"},
    "severity_noted": {"number": "3"},
    "legal_note": {"by": "Karin Blom"},
    "legal_noted": {"told": "Birgitta Norén"},
    **dict.fromkeys(("contact_taken", "contact_yours", "contact_moved"), REVIEW),
    "contact_over": {"owner": "Birgitta Norén"},
    **dict.fromkeys(("load", "load_seen"), LOAD),
    "joint": {"numbers": "LH-2026-0147, LH-2026-0150", "people": "2", "owner": "Karin Blom"},
    "deficiency": {"found": "yes", "no_cause": "yes", "no_prevention": "yes", "no_measure": "yes"},
    **dict.fromkeys(MEASURES, MEASURE),
    **dict.fromkeys(URGED, URGING),
    "routine": {
        "municipality": "Lindhöj kommun",
        "address": "klagomal@skola.lindhoj.example",
        "first_contact_days": "2",
        "answer_days": "7",
        "coordinator": "Annika Sandell",
        "deputy_head": "Karin Blom",
        "head": "Mats Ödman",
    },
    "held_decided": {"decided": "let_in", "sender": "okand@mejl.example"},
    "evaluation_noted": {"outcome": "no"},
    "merged": {"into": "LH-2026-0140"},
    "taken_in": {"into": "LH-2026-0140"},
    "merged_told": {
        "into": "LH-2026-0140",
        "owner": "Peter Hallgren",
        "title": "måltidschef",
        "answer_by": "2026-03-17",
    },
    "split": {"number": "LH-2026-0148"},
    "split_told": {"number": "LH-2026-0148"},
    "absence_receipt": {
        "first": "2026-04-06",
        "last": "2026-04-10",
        "stand_ins": "2026-04-06/2026-04-10/Disa Ek-Berg, kostsamordnare",
    },
    "topic_receipt": {
        "name": "smittspridning",
        "words": "smitta, karantän, sjuka barn",
        "numbers": "LH-2026-0012\nLH-2026-0015",
        "first": "LH-2026-0012, LH-2026-0015",
    },
    "topic_ended": {"name": "smittspridning"},
    "surge": {"name": "smittspridning", "cases": "7", "by": "Annika Sandell"},
    "topic_help": {"problem": "parts", "written": "Ny kategori: smittspridning"},
    "topic_given": {"name": "smittspridning", "numbers": "LH-2026-0012, LH-2026-0015"},
    "absence_help": {"problem": "days", "written": "Frånvarande ett tag"},
    "meeting_reminder": {"meeting": "2026-03-24"},
    "nothing_noted": {"meeting": "2026-03-24"},
    "sheet": {"asks_missing": "yes"},
    "for_meeting": {
        "waits": "yes",
        "event": "Två vårdnadshavare tycker att lunchrasten är kort.",
        "wish": "Längre lunchrast.",
    },
    "stand_in": {"had": "Peter Hallgren"},
    "silent_mailbox": {"who": "Peter Hallgren"},
    "dates_moved": FREE,
    "dates_moved_owner": FREE,
    "acknowledgement": {"left_out": "2"},
    "acknowledgement_acute": {"alerted": "yes"},
    "acknowledgement_elsewhere": {
        "place": "biblioteket",
        "contact": "kontaktcenter@lindhoj.example",
        "sent_on": "Kontaktcenter",
    },
    "acknowledgement_staff": {"whistleblowing": "https://skola.lindhoj.example/klagomal"},
    "elsewhere": {"place": "biblioteket", "sent_on": "yes"},
    "doubt": {"taken": "complaint", "other": "appeal"},
    "corrected": {"field": "category", "was": "skolmåltider", "now": "fritidshem"},
    "moved": {"moved_by": "Annika Sandell"},
    "released": {"number": "LH-2026-0147"},
    "alarm_over": {"seen_by": "Karin Blom"},
    "inquiry_ended": {"open": "yes"},
    "noted": {"moved_by": "Annika Sandell"},
    "answer": {"follow_up_on": "2026-04-02"},
    "escalation": {"reminders": "2", "last_event_on": "2026-03-17"},
    "reopened": {"answered_on": "2026-03-19"},
    "command_help": {"written": "Klrat: vi har köpt termoboxar", "nearest": "Klart"},
    "added_unverified": {"sender": "okand@mejl.example"},
    "not_delivered": {"address": "maria.lind@hem.example"},
    "unreached": {"addresses": "peter.hallgren@lindhoj.example"},
    "automatic": {"kind": "list", "sender": "nyheter@lista.example"},
    "words_wait": {"kind": "answer", "follow_up_on": "2026-04-02"},
    "preview": {
        "shows": "answer",
        "result": "met",
        "warnings": "diagnosis: adhd\nundated_promise: Vi ordnar mat",
    },
    "interim": {"first": "yes"},
    "question": {"first": "yes"},
    "extension": {"promised": "2026-03-19", "until": "2026-03-24"},
    "extended_unsent": {"promised": "2026-03-19", "until": "2026-03-24"},
    "extension_request": {"until": "2026-03-24", "writer": "Peter Hallgren"},
    "draft": {"modes": "explain respond inform apologise meet"},
    "dismissed": {"reason": "redan besvarat", "by": "Peter Hallgren"},
    "collision": {"first": "Karin Blom"},
    "appealable": {"writer": "Peter Hallgren", "because": "avslag"},
    "held_appealable": {"because": "avslag"},
    "closed": {"result": "solved", "follow_up_on": "2026-04-02"},
    "commands": {
        "commands": "\n".join(command.words[0] for command in COMMANDS),
        "openings": "\n".join(opening.words[0] for opening in OPENINGS),
    },
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
