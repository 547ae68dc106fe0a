"""Scenes for pages: what each of them needs besides the house itself."""

from typing import Any

from complaints.letters import Scene
from complaints.organisation import Limits
from complaints.pages.orders import Form, Orders
from complaints.pages.told import Event, File, Told
from lyhord.gallery.examples import COMPLAINT
from lyhord.gallery.scenes import CASE, COORDINATOR, DEPUTY_HEAD, HEAD, MEALS, SCENE, WRITER

PAGES = (
    "evaluation",
    "thanks",
    "not_asked",
    "routine",
    "routine_easy",
    "accessibility",
    "invalid_link",
    "door",
    "too_much",
    "stop",
    "closed_to_you",
    "case",
)
PRIVATE_PAGES = ("case",)  # only for a reader who has shown who they are

HOUSE = {
    "municipality": "Lindhöj kommun",
    "address": "klagomal@skola.lindhoj.example",
    "limits": Limits(
        first_contact_days=2,
        answer_days=7,
        reminder_days=(2, 5),
        coordinator_day=6,
        deputy_head_day=8,
        head_day=10,
        follow_up_days=10,
        follow_up_reminder_days=5,
    ),
    "coordinator": COORDINATOR,
    "deputy_head": DEPUTY_HEAD,
    "head": HEAD,
}
PAGE_FACTS: dict[str, dict[str, Any]] = {
    "evaluation": {"pupil": False, "another": True},
    "thanks": {"pupil": False, "said": "yes", "another": True, "told_all": False, "contact_by": None},
    "routine": HOUSE,
    "routine_easy": HOUSE,
    "accessibility": HOUSE,
    "door": {"step": "code", "words": "", "telephone": "070-174 06 05"},
    "closed_to_you": {"done": True, "words": ""},
    "stop": {"waits": True, "stopped": False, "refused": False},
    "case": {
        "url": "/sv/case/k7q29f",
        "done": "yes",
        "merged": "",
        "secret": False,
        "later": SCENE.later,
        "orders": Orders(
            near=(Form(word="Klart", asks=True, needs=True, ready=True), Form(word="Jag tar det")),
            far=(Form(word="Till", asks=True, needs=True),),
            stop=Form(word="Stopp"),
        ),
        "told": Told(
            case=CASE,
            category="Skolmåltider",
            unit="Åskolan",
            owner=MEALS,
            text=COMPLAINT,
            files=(File(name="matsedel.pdf", kilobytes=120, path="1/1"), File(name="x.zip", kilobytes=9)),
            today=CASE.received_at.date(),
            events=(
                Event(at=CASE.received_at, what="received", by="complainant"),
                Event(
                    at=CASE.received_at, what="letter_sent", by="lyhörd", to="complainant", letter="routed"
                ),
                Event(at=CASE.received_at, what="note", by="x", who="måltidschef", text="Ringde i dag."),
            ),
        ),
    },
}


def page(name: str, language: str = "sv", scene: Scene = SCENE) -> str:
    """The page as somebody meets it."""
    return WRITER.page(name, scene, language, **PAGE_FACTS.get(name, {}))
