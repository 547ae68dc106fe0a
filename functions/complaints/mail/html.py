"""HTML → readable text. What lies in styles, scripts and remote pictures is left behind."""

import re
from html import unescape

import html2text

from complaints.mail.structure import as_plain_text, marked

LONGEST_TAG = 4_000  # characters; longer ones carry pictures or are meant to do harm
DEEPEST = 200  # html2text keeps a list for each open table and quote
MOST_MARKS = 30_000  # tags and entities that are turned into text one by one

_UNSEEN = re.compile(
    r"(?is)<(script|style|title|svg|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[!?][^>]*>?"
)
_TAG = re.compile(r"<[^<>]*>")
_STRAY = re.compile(r"<(?![a-zA-Z/])|<(?=[^<>]*+(?:<|\Z))")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!-])")  # html2text writes Markdown, we want what was written
_NESTING = re.compile(r"(?i)<(?:table|blockquote|ul|ol|dl)\b")
_SPACES = re.compile(r"\s{3,}")
_CELL = re.compile(r"(?i)(?=</t[dh]\b)")
_RULE = re.compile(r"(?m)^\* \* \*$")
_HEADING = re.compile(r"(?m)^#{1,6} ")
_EMPTY_LINES = re.compile(r"\n{3,}")
_BREAK = re.compile(r"(?i)<(?:br|/p|/div|/tr|/li|/h\d|/blockquote)\b[^<>]*>")


def text_from_html(html: str) -> str:
    """The text of an HTML page with its links' addresses in brackets, quotes marked. Linear in its length."""
    seen = _STRAY.sub("&lt;", _UNSEEN.sub(" ", html.replace("\0", "")))
    seen = _SPACES.sub(lambda spaces: "\n\n" if "\n" in spaces[0] else "  ", seen)
    tags = _TAG.sub(lambda tag: tag[0] if len(tag[0]) <= LONGEST_TAG else "", seen)
    page = marked(tags)
    if page.count("<") + page.count("&") > MOST_MARKS or len(_NESTING.findall(tags)) > DEEPEST:
        return as_plain_text(unescape(_TAG.sub("", _BREAK.sub("\n", page))))
    return as_plain_text(_plain(_converter().handle(_CELL.sub(" ", page))))


def _plain(markdown: str) -> str:
    """html2text's Markdown without what only Markdown needs."""
    lines = "\n".join(map(str.rstrip, markdown.split("\n")))
    text = _HEADING.sub("", _RULE.sub("---", lines))
    return _EMPTY_LINES.sub("\n\n", _ESCAPED.sub(r"\1", text)).strip("\n")


def _converter() -> html2text.HTML2Text:
    converter = html2text.HTML2Text(bodywidth=0)
    converter.ignore_images = True
    converter.ignore_emphasis = True
    converter.ignore_tables = True
    converter.skip_internal_links = True
    converter.ignore_mailto_links = True
    converter.unicode_snob = True  # else &aring; becomes a plain "a"
    return converter
