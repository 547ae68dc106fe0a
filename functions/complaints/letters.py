"""Letter → subject, plain text and HTML; page → HTML. The only room that knows jinja2.

A letter template is a file `templates/<language>/<name>.j2` in the line structure of `typesetting`, with
the subject on line 1; both forms of the letter come from it. A page is a file
`templates/<language>/pages/<name>.html.j2`.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from complaints import wording
from complaints.model import Case, Complainant, Letter, Person, Role
from complaints.model import Sheet as MeetingSheet
from complaints.typesetting import OnePiece, Sheet, as_text, read, seal


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """A case in a collected mail. `days_left`: working days until `answer_by`, negative when late.

    `sender` and `subject` stand only in the list of what was taken for spam, `owner` (a name) only in that of
    cases on which somebody else's mail waits.
    """

    number: str
    category: str
    unit: str = ""
    received_at: datetime
    first_contact_by: date
    answer_by: date
    days_left: int
    sender: str = ""
    subject: str = ""
    owner: str = ""


@dataclass(frozen=True, kw_only=True)
class PartLine:
    """One of the matters of a mail, as its writer hears of it: no word of what it is about."""

    number: str
    owner: Role  # who acts for it now
    first_contact_by: date
    answer_by: date


@dataclass(frozen=True, kw_only=True)
class Scene:
    """All a letter or page may speak of, beside its own facts and quote; templates know the fields by name.

    What stays empty must not be needed: a template that says an unfilled field raises. `unit` and `category`
    are names in the letter's language. Persons are roles: a letter names who holds the office at this moment.
    """

    department: str  # who writes: "Lindhöj kommun, skola och förskola"
    routine_url: str
    privacy_url: str
    evaluation_url: str = ""
    case_url: str = ""  # of the case's page, for this recipient alone; empty when they may not read it
    stop_url: str = ""  # of the page on which a preview's words can be stopped
    code: str = ""  # a one-time code
    case: Case | None = None
    recipient: Role | Complainant | None = None
    owner: Role | None = None  # who acts for the case now: its role's holder, or a deputy
    contact: Role | None = None  # whom to ask about the case: the coordinator, or who may know a secret
    next_level: Role | None = None  # who takes over when the complainant is not content
    outside_next: bool = False  # the huvudman has answered, so that those outside may be turned to as well
    chair: Role | None = None  # of the committee, to whom a case about the head is to be handed
    deputises_for: str = ""  # name of the person whose place a recipient takes while that person is away
    school_break: str = ""  # its name, when the owner is away because the school is closed
    away: str = ""  # name of the owner who is away for it
    unit: str = ""
    category: str = ""
    days_left: int | None = None  # working days until the case's `answer_by`, negative when late
    later: date | None = None  # a day until which more time may be asked for, for an example
    attachments: tuple[str, ...] = ()  # names, as shown
    withheld: tuple[str, ...] = ()  # of files that are not sent on
    sheet: MeetingSheet | None = None  # of a leaders' meeting
    lines: tuple[CaseLine, ...] = ()  # of a collected reminder
    parts: tuple[PartLine, ...] = ()  # of a mail about several matters, this case among them


@dataclass(frozen=True, kw_only=True)
class Written:
    """A letter in words. `subject` is one line without control characters; `text` and `html` say the same."""

    subject: str
    text: str
    html: str


SPOKEN = ("day", "short_day", "date_alone", "numeric_day", "month", "moment")  # of `wording`, as filters


NUMBERED = (Case, CaseLine, PartLine, Person)  # whose `number` or `telephone` is ours


class Letters:
    """Writes letters and pages from a folder of templates, by default the package `templates`."""

    def __init__(self, directory: Path | None = None):
        loader = FileSystemLoader(directory or Path(str(files("templates"))))
        self._sources = _environment(Sources, loader, finalize=seal)
        self._layouts = _environment(Environment, loader)

    def write(self, letter: Letter, scene: Scene, language: str, shown: Sheet | None = None) -> Written:
        """Put a letter into words, `language` being "sv" or "en". `shown` is another letter within it.

        Raises jinja2's TemplateNotFound and UndefinedError (a letter with a hole in it is not sent), and
        ValueError for a template without a subject or a link that is none.
        """
        sheet = replace(self.sheet(letter, scene, language), shown=shown)
        html = self._layouts.get_template("layout.html.j2").render(sheet=sheet, language=language)
        return Written(subject=sheet.subject, text=as_text(sheet), html=html)

    def sheet(self, letter: Letter, scene: Scene, language: str) -> Sheet:
        """A letter read but not set, to be shown within another; raises as `write` does."""
        source = self._sources.get_template(f"{language}/{letter.template}.j2").render(
            _values(scene),
            template=letter.template,
            facts=letter.facts,
            quote=letter.quote,
            language=language,
        )
        return read(source)

    def page(
        self, name: str, scene: Scene, language: str, *, root: str = "", elsewhere: str = "", **facts: object
    ) -> str:
        """Render a page with facts of its own; raises as `write` does.

        `root` stands before the paths of our pages, `elsewhere` is this page's path behind its language.
        """
        template = self._layouts.get_template(f"{language}/pages/{name}.html.j2")
        place = {"language": language, "root": root, "elsewhere": elsewhere}
        return template.render(_values(scene) | place | facts)

    @cached_property
    def style(self) -> str:
        """The hash of the pages' one style sheet, by which a content security policy allows it."""
        sheet = self._layouts.get_template("page.css").render()
        return f"sha256-{b64encode(sha256(sheet.encode()).digest()).decode()}"


class Sources(Environment):
    """Templates of letters: a number of ours that they say stays in one piece."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As jinja2 does, told by where a value comes from: a text from outside may look the same."""
        value = super().getattr(obj, attribute)
        ours = attribute in ("number", "telephone") and isinstance(obj, NUMBERED)
        return OnePiece(value) if ours else value


def _environment(
    kind: type[Environment], loader: FileSystemLoader, finalize: Callable[[object], str] | None = None
) -> Environment:
    environment = kind(
        loader=loader,
        finalize=finalize,
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
        keep_trailing_newline=True,  # so that an included part ends its line
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {name: _spoken(name) for name in SPOKEN}
    environment.filters |= {"first_name": wording.first_name, "capitalized": wording.capitalized}
    environment.filters |= {"dialled": wording.dialled}
    return environment


def _spoken(name: str) -> Callable[..., str]:
    """Give a function of `wording` the letter's language, unless the template names another."""
    function: Callable[[object, str], str] = getattr(wording, name)

    @pass_context
    def spoken(context: Context, value: object, language: str | None = None) -> str:
        return function(value, language or str(context["language"]))

    return spoken


def _values(scene: Scene) -> dict[str, object]:
    return {field.name: getattr(scene, field.name) for field in fields(scene)}
