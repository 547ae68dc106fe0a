"""What the engine has → the page's HTML, in the language and with the filter that the address asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from lyhord.engine.mailbox.archive import Archive
from lyhord.engine.mailbox.compose import recipients
from lyhord.engine.mailbox.conversations import Conversation, Party
from lyhord.engine.mailbox.guard import LETTER_SANDBOX
from lyhord.engine.mailbox.post import Mailbox
from lyhord.engine.mailbox.words import Words
from lyhord.engine.view import Engine, HeldLetter

_NOTES = ("handed_in", "jumped")


@dataclass(frozen=True, kw_only=True)
class View:
    """What to show: `selected` is the id of a conversation or of something in it.

    `form` is what was typed when `problem` arose, `opened` the id of the letter that it answers.
    """

    selected: str = ""
    opened: str = ""
    composing: bool = False
    problem: str = ""
    why: str = ""
    where: str = ""  # the field of the form that it is about
    form: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What an address or a form asks for besides its page: language, whose letters, a note to show."""

    language: str = "sv"
    only: Party | None = None
    note: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Wishes":
        """The wishes in a query or a form; what is not understood is not wished."""
        only = next((party for party in Party if party == query.get("who")), None)
        note = query.get("note", "")
        return cls(
            language=Words(query.get("lang", "")).language, only=only, note=note if note in _NOTES else ""
        )

    def url(self, path: str, **changes: str) -> str:
        """`path` with the wishes kept, but for `changes`; an empty value leaves one out."""
        kept = {"lang": "en" if self.language == "en" else "", "who": self.only or "", **changes}
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"{path}?{query}" if query else path


class Pages:
    """Renders the one page there is: the list of cases beside a conversation or the way to begin."""

    def __init__(self, engine: Engine, archive: Archive) -> None:
        self._engine = engine
        self._archive = archive

    async def page(self, wishes: Wishes, view: View) -> HTMLResponse:
        """The page as HTML; status 404 when the selected conversation does not exist."""
        state = await self.state()  # first: what comes while the page is made is news to it
        held = await self._engine.held()
        all_ = await self._archive.conversations(held)
        shown = holding(all_, view.selected)
        missing = view.status == 404 or bool(view.selected and shown is None)
        html = _TEMPLATES.get_template("page.html.j2").render(
            words=Words(wishes.language),
            url=wishes.url,
            wishes=wishes,
            parties=tuple(Party),
            view=view,
            missing=missing,
            conversations=[narrowed for each in all_ if (narrowed := _narrowed(each, wishes.only))],
            shown=shown and (_narrowed(shown, wishes.only) or shown),
            loose=_loose(all_, held),
            now=self._engine.now(),
            due=await self._engine.next_due(),
            state=state,
            complaints_to=self.complaints_to,
            smtp_port=self._engine.smtp_port,
            recipients=recipients,
            sandbox=LETTER_SANDBOX,
        )
        return HTMLResponse(html, 404 if missing else view.status)

    async def state(self) -> str:
        """A value that changes when there is something new to see."""
        due = await self._engine.next_due()
        counts = (self._engine.letters(), await self._engine.received(), await self._engine.held())
        return "-".join([*(str(len(several)) for several in counts), due.isoformat() if due else ""])

    @property
    def complaints_to(self) -> str:
        """The public address for complaints."""
        return f"klagomal@{self._engine.domain}"


def holding(conversations: list[Conversation], id_: str) -> Conversation | None:
    """The conversation with this id, or else the newest that holds an item with it."""
    named = (each for each in conversations if each.id == id_)
    holds = (each for each in conversations if id_ in [item.id for item in each.items])
    return next(named, None) or next(holds, None)


def _narrowed(conversation: Conversation, only: Party | None) -> Conversation | None:
    """What one party wrote and got, if anything."""
    items = tuple(item for item in conversation.items if only in (None, item.party))
    return replace(conversation, items=items) if items else None


def _loose(found: list[Conversation], held: list[HeldLetter]) -> list[HeldLetter]:
    """Letters that wait and stand in no conversation on the page."""
    placed = {conversation.number for conversation in found}
    return [letter for letter in held if letter.case not in placed]


def _names(mailboxes: tuple[Mailbox, ...]) -> str:
    return ", ".join(mailbox.name or mailbox.address for mailbox in mailboxes)


def _size(count: int) -> str:
    return (
        f"{count / 1_000_000:.1f} MB".replace(".", ",")
        if count >= 100_000
        else f"{max(1, round(count / 1000))} kB"
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(names=_names, size=_size, iso=datetime.isoformat)
    return environment


_TEMPLATES = _environment()
