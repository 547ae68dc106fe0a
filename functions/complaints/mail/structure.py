"""What the structure of an HTML mail says of its parts: this is quoted, this is a signature.

Mail programs name the parts they make. Here the names become what plain text has for the same: ">" before
quoted lines, "-- " above a signature, a dividing line above the mail that is answered.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

DIVIDER = "-----Ursprungligt meddelande-----"  # as Outlook itself writes it into plain text
DEEPEST = 20  # quotes within quotes; deeper ones are shown at this depth
LONGEST_LOOK = 1_000  # characters from a quote's beginning, for what says that it is passed on

QUOTE, SIGNATURE, HISTORY = "\ue000", "\ue001", "\ue002"
END = "\ue003"
_OURS = re.compile("([\ue000-\ue003])")

_TAG = re.compile(r"<(/?)(blockquote|div|span|p|pre|table|td|hr|section)\b([^<>]*)>", re.IGNORECASE)
_LANDMARK = re.compile(r"""(?i)\b(?:class|id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_PREFIX = re.compile(r"^(?:x_|yiv\d+|ydp[0-9a-f]+)+")  # what Outlook and Yahoo put before foreign names

# Names of classes and ids: the line above a quote, or the box around both, and so on.
_LANDMARKS = {
    **dict.fromkeys(("gmail_attr", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote"), QUOTE),
    **dict.fromkeys(("tutanota_quote", "zmail_extra", "quote", "quoted-content", "reply-intro"), QUOTE),
    **dict.fromkeys(("messagereplysection",), QUOTE),
    **dict.fromkeys(("gmail_signature", "moz-signature", "signature", "applemailsignature"), SIGNATURE),
    **dict.fromkeys(("ms-outlook-mobile-signature", "protonmail_signature_block"), SIGNATURE),
    **dict.fromkeys(("messagesignaturesection", "front-signature", "composer_signature"), SIGNATURE),
    **dict.fromkeys(("mail_signature", "ymail_android_signature", "zm-_id_-sgn"), SIGNATURE),
    # Outlook's marks: below them stands the mail that is answered, however its header is worded.
    **dict.fromkeys(("divrplyfwdmsg", "appendonsend", "stopspelling", "outlookmessageheader"), HISTORY),
    **dict.fromkeys(("mail-editor-reference-message-container",), HISTORY),
    **dict.fromkeys(("ms-outlook-mobile-reference-message", "zwchr"), HISTORY),
}
_OUTLOOKS_LINE = re.compile(r"border-top:\s?solid #(?:e1e1e1|b5c4df) 1", re.IGNORECASE)  # above such a header
_STYLE_ALONE = re.compile(r"""(?i)\s*style\s*=\s*(?:"([^"]*)"|'([^']*)')\s*""")
_MOVED_IN = re.compile(  # by a margin; one without any to the left is Yahoo's, around a quote
    r"(?i)\s*(?:margin(?:-\w+)?\s*:(?!\s*(?:\S+\s+){3}0(?![\d.]))|border\s*:\s*(?:none|0)|padding\s*:\s*0\w*\s*\Z)"
)
_MAY_QUOTE = re.compile(
    "<blockquote|border-top:|" + "|".join(name for name, sign in _LANDMARKS.items() if sign != SIGNATURE),
    re.IGNORECASE,
)
_FORWARDED = re.compile(r"\s*(?:<[^<>]{0,500}>\s*)*-{5,}")  # Gmail writes so above what it passes on


class _Open(NamedTuple):
    name: str
    marked: bool


def may_quote(html: str) -> bool:
    """Whether a page may have a quote, or older mail, in its structure."""
    return bool(_MAY_QUOTE.search(html))


def marked(html: str) -> str:
    """The page with a sign of ours where quotes, signatures and older mails begin and end."""
    made: list[str] = []
    opened: list[_Open] = []
    depth: dict[str, int] = {}
    answered = False
    at = 0
    for tag in _TAG.finditer(html := _OURS.sub("", html)):
        made.append(html[at : tag.start()])
        at = tag.end()
        name = tag[2].lower()
        if tag[1]:
            made.extend(_closed(name, opened, depth))
        else:
            sign = _sign(name, tag[3], html, at)
            if sign and not (sign == HISTORY and answered):
                made.append(f"<p>{sign}</p>")
            answered = answered or sign == HISTORY
            if name != "hr" and sign != HISTORY:
                opened.append(_Open(name, bool(sign)))
                depth[name] = depth.get(name, 0) + 1
        made.append(tag[0])
    return "".join([*made, html[at:]])


def _closed(name: str, opened: list[_Open], depth: dict[str, int]) -> Iterator[str]:
    """What ends with this closing tag: its element, and all within that nobody closed."""
    while depth.get(name):
        element = opened.pop()
        depth[element.name] -= 1
        if element.marked:
            yield f"<p>{END}</p>"
        if element.name == name:
            return


def _sign(name: str, attributes: str, html: str, at: int) -> str:
    if name == "blockquote":
        return "" if _is_indented(attributes) else QUOTE
    if "=" not in attributes:
        return ""
    for landmark in _LANDMARK.finditer(attributes):
        for word in (landmark[1] or landmark[2] or landmark[3] or "").lower().split():
            if sign := _LANDMARKS.get(_PREFIX.sub("", word)):
                return "" if sign == QUOTE and _FORWARDED.match(html, at, at + LONGEST_LOOK) else sign
    return HISTORY if _OUTLOOKS_LINE.search(attributes) else ""


def _is_indented(attributes: str) -> bool:
    """Whether a blockquote was made with the button that indents: it has a style, and that only a margin."""
    style = _STYLE_ALONE.fullmatch(attributes)
    declared = [*filter(str.strip, (style[1] or style[2] or "").split(";"))] if style else []
    return bool(declared) and all(map(_MOVED_IN.match, declared))


def as_plain_text(text: str) -> str:
    """The text with our signs turned into the marks of plain text."""
    if not _OURS.search(text):
        return text
    shown: list[str] = []
    pieces = list(_pieces(text))
    for number, (kind, depth, words) in enumerate(pieces):
        below = pieces[number + 1][:2] if number + 1 < len(pieces) else (END, 1)
        if depth:
            shown.append("\n".join(f"{'>' * depth} {line}".rstrip() for line in words.split("\n")))
        elif kind == SIGNATURE and (below[1] or below[0] == HISTORY):
            shown.append(f"-- \n{words}")
        else:
            shown.append(f"{DIVIDER}\n{words}" if kind == HISTORY else words)
    return "\n\n".join(shown)


def _pieces(text: str) -> Iterator[tuple[str, int, str]]:
    """What a stretch of text is, how deeply it is quoted, and its words; empty ones are left out."""
    open_signs: list[str] = []
    quoted = 0
    history = False
    for piece in _OURS.split(text):
        if piece == END:
            quoted -= bool(open_signs) and open_signs.pop() == QUOTE
        elif piece == HISTORY:
            history = True
        elif piece in (QUOTE, SIGNATURE):
            open_signs.append(piece)
            quoted += piece == QUOTE
        elif words := piece.strip("\n"):
            kind = HISTORY if history else open_signs[-1] if open_signs else ""
            yield kind, min(quoted, DEEPEST), words
            history = False
