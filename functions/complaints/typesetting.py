"""A light line structure, read once and set as plain text or (by `templates/layout.html.j2`) as HTML.

    # heading        - list item        > foreign text        | somebody's own words
    **strong**       [label](url)       ---  (what follows is small print)
    @fi a paragraph in another language, so that it is read aloud as such (WCAG 3.1.2)

Paragraphs have a blank line between them; every line break of the template is kept, those of a value only in
foreign text and own words.

Both forms come from the same blocks, so they say the same. Values are put in *sealed*: spelt in hexadecimal
between two private-use characters. A sealed value has no character that this module reads as structure, and
it is opened only after the structure is read, so foreign text can never become a heading, a link or a header.
A number of ours is sealed as `OnePiece`, and no line of HTML ends within it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Kind = Literal["heading", "item", "quote", "words", "paragraph"]

SEALED = re.compile("[\ue000\ue002]([0-9a-f]*)\ue001")
IN_ONE_PIECE = re.compile("(\ue002[0-9a-f]*\ue001)")
INLINE = re.compile(r"\*\*(?P<strong>.+?)\*\*|\[(?P<label>[^\]]+)\]\((?P<url>[^()\s]+)\)")
MARKS: dict[str, Kind] = {"# ": "heading", "- ": "item", "> ": "quote", "| ": "words"}
OTHER_LANGUAGE = re.compile("@([a-z]{2}) ")
KEEPS_LINES = ("quote", "words")
SMALL_PRINT = "---"
SIGNATURE = "-- "  # RFC 3676, 4.3: mail programs leave out what follows it when they quote

LINE_BREAKS = re.compile("\r\n|[\r\u2028\u2029]")
NOT_TEXT = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f]"  # control characters but tab and line feed
    r"|[\u202a-\u202e\u2066-\u2069]"  # bidi overrides and isolates: unclosed, they would turn our words too
)
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
LINKS_TO = ("https://", "http://")


class OnePiece(str):
    """A number of ours that stays on one line, such as a telephone number; never a text from outside."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """A stretch of one line. `url` is empty where it links nowhere; `whole`: no line ends within it."""

    text: str
    strong: bool = False
    whole: bool = False
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """Lines of one kind that stand together."""

    kind: Kind
    lines: tuple[tuple[Run, ...], ...]
    language: str = ""  # ISO 639-1, where it is not the letter's own

    @property
    def link(self) -> Run | None:
        """The link that is all this paragraph holds, if so: HTML shows it as a button."""
        alone = self.kind == "paragraph" and len(self.lines) == 1 and len(self.lines[0]) == 1
        return self.lines[0][0] if alone and self.lines[0][0].url else None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A letter that is read but not yet set."""

    subject: str
    body: tuple[Block, ...]
    small_print: tuple[Block, ...]
    shown: "Sheet | None" = None  # another letter that this one shows below its own words


def seal(value: object) -> str:
    """Make a value opaque to `read`; raises ValueError for None, which no letter may say."""
    if value is None:
        raise ValueError(
            "a template says a value that is None: fill the scene, or let the template ask first"
        )
    begins = "\ue002" if isinstance(value, OnePiece) else "\ue000"
    return f"{begins}{clean(str(value)).encode().hex()}\ue001"


def clean(text: str) -> str:
    """Leave out what is not text: control characters but break and tab, surrogates, bidi overrides."""
    return LONE_SURROGATE.sub("\ufffd", NOT_TEXT.sub("", LINE_BREAKS.sub("\n", text)))


def read(source: str) -> Sheet:
    """Read a rendered template: its subject on line 1, then the body. Raises ValueError without a subject."""
    first, _, rest = source.partition("\n")
    label, colon, subject = first.partition(":")
    if label not in ("Ämne", "Subject") or not colon:
        raise ValueError('line 1 of a letter template must begin with "Ämne:" or "Subject:"')
    body, _, small_print = rest.partition(f"\n{SMALL_PRINT}\n")
    return Sheet(
        subject=" ".join(_open(subject).split()),
        body=tuple(_blocks(body)),
        small_print=tuple(_blocks(small_print)),
    )


def as_text(sheet: Sheet) -> str:
    """Set the plain-text form. Lines are as long as they are: the reader's screen and MIME fold them."""
    body = _text_of(sheet.body) + (f"\n\n{_quoted(sheet.shown)}" if sheet.shown else "")
    return f"{body}\n\n{SIGNATURE}\n{_text_of(sheet.small_print)}\n" if sheet.small_print else f"{body}\n"


def _quoted(shown: Sheet) -> str:
    """A letter within a letter, as mail programs quote it."""
    text = f"{shown.subject}\n\n{_text_of((*shown.body, *shown.small_print))}"
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _blocks(source: str) -> Iterator[Block]:
    for chunk in re.split(r"\n\s*\n", source.strip()):
        for (kind, language), lines in groupby(chunk.split("\n") if chunk else (), key=_manner):
            runs = tuple(run for line in lines for run in _lines(line, kind))
            yield Block(kind=kind, lines=runs, language=language)


def _manner(line: str) -> tuple[Kind, str]:
    """The kind of a line, and its language where that is another."""
    other = OTHER_LANGUAGE.match(line)
    return ("paragraph", other[1]) if other else (MARKS.get(line[:2], "paragraph"), "")


def _lines(line: str, kind: Kind) -> Iterator[tuple[Run, ...]]:
    content = (OTHER_LANGUAGE.sub("", line) if kind == "paragraph" else line[2:]).strip(" ")
    if kind in KEEPS_LINES:
        yield from ((Run(text=part),) for part in _open(content).split("\n"))
    else:
        yield tuple(_runs(content))


def _runs(content: str) -> Iterator[Run]:
    end = 0
    for found in INLINE.finditer(content):
        if found.start() > end:
            yield from _pieces(content[end : found.start()])
        yield from _pieces(found["strong"], strong=True) if found["strong"] else [_linked(found)]
        end = found.end()
    if end < len(content):
        yield from _pieces(content[end:])


def _pieces(content: str, *, strong: bool = False) -> Iterator[Run]:
    for piece in filter(None, IN_ONE_PIECE.split(content)):
        whole = IN_ONE_PIECE.fullmatch(piece) is not None
        yield Run(text=_open_in_line(piece), strong=strong, whole=whole)


def _linked(found: re.Match[str]) -> Run:
    url = _open_in_line(found["url"])
    if not url.startswith(LINKS_TO) or " " in url:
        raise ValueError("a letter links only to an http or https address without spaces")
    return Run(text=_open_in_line(found["label"]), url=url)


def _open(sealed: str) -> str:
    return SEALED.sub(lambda found: bytes.fromhex(found[1]).decode(), sealed)


def _open_in_line(sealed: str) -> str:
    return re.sub(r"[\n\t]+", " ", _open(sealed))


def _text_of(blocks: tuple[Block, ...]) -> str:
    parts = [_block_text(block) + ("\n" if block.kind == "heading" else "\n\n") for block in blocks]
    return "".join(parts).rstrip("\n")


def _block_text(block: Block) -> str:
    prefix = {"item": "- ", "quote": "> "}.get(block.kind, "")
    return "\n".join(prefix + "".join(map(_run_text, line)) for line in block.lines)


def _run_text(run: Run) -> str:
    return f"{run.text}: {run.url}" if run.url else run.text
