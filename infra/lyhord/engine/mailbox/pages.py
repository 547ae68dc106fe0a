"""What the engine has → the page's HTML, in the language and with the filter that the address asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from lyhord.engine.mailbox.archive import Archive
from lyhord.engine.mailbox.compose import recipients
from lyhord.engine.mailbox.conversations import Conversation, Item, Party
from lyhord.engine.mailbox.guard import LETTER_SANDBOX
from lyhord.engine.mailbox.post import Mailbox
from lyhord.engine.mailbox.words import Words
from lyhord.engine.view import Engine, HeldLetter

_NOTES = ("handed_in", "jumped")


@dataclass(frozen=True, kw_only=True)
class View:
    """What to show: `selected` is an item's id, `form` what was typed when `problem` arose."""

    selected: str = ""
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
        folder = FileSystemLoader(Path(__file__).parent / "templates")
        self._templates = Environment(
            loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._templates.filters.update(names=_names, full=_full, size=_size, iso=datetime.isoformat)

    async def page(self, wishes: Wishes, view: View) -> HTMLResponse:
        """The page as HTML; status 404 when the selected item does not exist."""
        held = await self._engine.held()
        found = await self._archive.conversations(wishes.only, held)
        shown = await self._shown(found, view.selected)
        words = Words(wishes.language)
        missing = bool(view.selected and shown is None)
        html = self._templates.get_template("page.html.j2").render(
            words=words,
            url=wishes.url,
            wishes=wishes,
            parties=tuple(Party),
            view=view,
            missing=missing or view.status == 404,
            conversations=found,
            shown=shown,
            loose=_loose(found, held),
            now=self._engine.now(),
            due=await self._engine.next_due(),
            state=await self.state(),
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

    async def _shown(self, found: list[Conversation], selected: str) -> Conversation | None:
        """The conversation the selected item is in, also when the filter leaves that very item out."""
        whole = await self._archive.conversations(None, []) if selected else []
        ids = {item.id for each in whole if selected in _ids(each.items) for item in each.items}
        return next((conversation for conversation in found if ids & _ids(conversation.items)), None)


def _ids(items: tuple[Item, ...]) -> set[str]:
    return {item.id for item in items}


def _loose(found: list[Conversation], held: list[HeldLetter]) -> list[HeldLetter]:
    """Letters that wait and stand in no conversation on the page."""
    placed = {conversation.number for conversation in found}
    return [letter for letter in held if letter.case not in placed]


def _names(mailboxes: tuple[Mailbox, ...]) -> str:
    return ", ".join(mailbox.name or mailbox.address for mailbox in mailboxes)


def _full(mailboxes: tuple[Mailbox, ...]) -> str:
    return ", ".join(f"{each.name} <{each.address}>" if each.name else each.address for each in mailboxes)


def _size(count: int) -> str:
    return (
        f"{count / 1_000_000:.1f} MB".replace(".", ",")
        if count >= 100_000
        else f"{max(1, round(count / 1000))} kB"
    )
