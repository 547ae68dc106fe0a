"""HTML → readable text. What lies in styles, scripts and remote pictures is left behind."""

import re
from html.parser import HTMLParser

from complaints.mail.structure import as_plain_text, marked

LONGEST_TAG = 4_000  # characters; longer ones carry pictures or are meant to do harm

_UNSEEN = re.compile(
    r"(?is)<(script|style|title|svg|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[!?][^>]*>?"
)
_BODY = re.compile(r"(?i)</head\b|<body\b")
_TAG = re.compile(r"<[^<>]*>")
_STRAY = re.compile(r"<(?![a-zA-Z/])|<(?=[^<>]*+(?:<|\Z))")
_SPACES = re.compile(r"\s+")
_LINE_SPACES = re.compile(r"[ \t]*\n[ \t]*")
_EMPTY_LINES = re.compile(r"\n{3,}")

PARAGRAPHS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre")
)
LINES = frozenset(("div", "section", "article", "header", "footer", "tr", "dt", "dd", "caption", "center"))
OUTLOOKS = "mso"  # what the class of Outlook's paragraphs begins with, each of which is a line: "MsoNormal"
CELLS = frozenset(("td", "th"))


def text_from_html(html: str) -> str:
    """The text of an HTML page with its links' addresses in brackets, quotes marked. Linear in its length.

    What is unseen and never closed takes all that follows; where that is all, the page is read from its body.
    """
    text = _text(html)
    body = None if text else _BODY.search(html)
    return _text(html[body.start() :]) if body else text


def _text(html: str) -> str:
    seen = _STRAY.sub("&lt;", _UNSEEN.sub(" ", html.replace("\0", "")))
    tags = _TAG.sub(lambda tag: tag[0] if len(tag[0]) <= LONGEST_TAG else "", seen)
    page = _Page()
    page.feed(marked(tags))
    page.close()
    return as_plain_text(page.text())


class _Page(HTMLParser):
    """Reads a page in one go: paragraphs stand apart, rows and items on lines of their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._made: list[str] = []
        self._links: list[tuple[str, int]] = []  # of the open links: the address, and where its words begin
        self._pre = 0
        self._is_line = False  # the paragraph that is open
        self._begun = False  # something stands on the line already

    def text(self) -> str:
        """The words that were read."""
        lines = _LINE_SPACES.sub("\n", "".join(self._made).replace("\xa0", " ")) if self._made else ""
        return _EMPTY_LINES.sub("\n\n", lines).strip("\n ")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where the page does."""
        if tag == "p":
            self._is_line = (dict(attrs).get("class") or "").lower().startswith(OUTLOOKS)
        self._break(tag)
        if tag == "br":
            self._made.append("\n")
        elif tag == "hr":
            self._made.append("\n\n---\n\n")
        elif tag == "li":
            self._made.append("- ")
        elif tag in CELLS:
            self._made.append(" ")
        elif tag == "pre":
            self._pre += 1
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self._made)))

    def handle_endtag(self, tag: str) -> None:
        """End it, and say where a link leads unless its words do."""
        if tag == "p" and self._is_line and not self._begun:
            self._made.append("\n")  # so Outlook writes an empty line
        self._break(tag)
        if tag == "pre":
            self._pre = max(self._pre - 1, 0)
        elif tag == "a" and self._links:
            address, at = self._links.pop()
            words = "".join(self._made[at:])
            if address.startswith(("http://", "https://")) and words.strip() and words.strip() not in address:
                self._made[at:] = [f"[{words.strip()}]({address})"]

    def handle_data(self, data: str) -> None:
        """Keep the words; space counts only within them."""
        self._begun = self._begun or not data.isspace()
        self._made.append(data if self._pre else _SPACES.sub(" ", data))

    def _break(self, tag: str) -> None:
        if tag == "li" or (tag == "p" and self._is_line):
            if self._begun:
                self._made.append("\n")
        elif tag in PARAGRAPHS:
            self._made.append("\n\n")
        elif tag in LINES:
            self._made.append("\n")
        else:
            return
        self._begun = False
