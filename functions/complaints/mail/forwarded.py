"""Who wrote what a mail passes on: the mail enclosed in it, or pasted below its own words."""

import re
from itertools import islice

from complaints.mail.cleaning import clean_line
from complaints.mail.head import unfolded
from complaints.mail.parts import Part
from complaints.mail.sender import author_of
from complaints.mail.text import words_of
from complaints.mail.words import decoded
from complaints.model import Forwarded

MOST_LINES = 2_000  # that are searched
LONGEST_LINE = 500  # characters
LINES_OF_HEADER = 12
LONGEST_SUBJECT = 1_000

_PREFIX = re.compile(r"\s*(?:fwd?|vb|vs|wg|tr|i|rv|enc|doorst|vl|vidarebefordrat)\s*:", re.IGNORECASE)
_DIVIDER = re.compile(
    r"\W*(?:"
    r"(?:begin |start på )?(?:forwarded|vidarebefordra[dt]e?|vidaresän[dt]|videresendt|videresend|"
    r"vidarebefordrad)"
    r"(?: (?:message|meddelande|mejl|mail|brev|besked|melding))|"
    r"välitetty viesti|edelleenlähetetty viesti|weitergeleitete (?:nachricht|e-mail)|message transféré|"
    r"doorgestuurd bericht|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|"
    r"wiadomość przekazana dalej|пересылаемое сообщение|перенаправленное сообщение|"
    r"الرسالة المعاد توجيهها)\W*",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"[>\s*]*(?:från|from|fra|lähettäjä|von|de|van|da|od|от|від|من)\s*:\s*\*?\s*(.+)", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"[>\s*]*(?:ämne|subject|emne|aihe|betreff|objet|asunto|onderwerp|oggetto|assunto|temat|тема|"
    r"الموضوع)\s*:\s*\*?\s*(.*)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"[>\s*]*[^\W\d_][\w -]{1,30}\s*:")
_MAILTO = re.compile(r"\[mailto:([^\]\s]+)\]|<mailto:([^>\s]+)>", re.IGNORECASE)
_BOLD = re.compile(r"\*")


def forwarded_of(root: Part, subject: str, text: str) -> Forwarded | None:
    """The mail that is passed on, or nothing. The outermost, if there are several within each other."""
    inside = next((part for part in islice(root.walk(), 50) if part.is_mail and part.parts), None)
    return _enclosed(inside.parts[0]) if inside else _pasted(subject, text)


def _enclosed(part: Part) -> Forwarded:
    sender = author_of(unfolded(str(part.source.get("from", "")).encode("utf-8", "replace")))
    subject = decoded(unfolded(str(part.source.get("subject", "")).encode("utf-8", "replace")))
    return Forwarded(sender=sender, subject=clean_line(subject)[:LONGEST_SUBJECT], text=words_of(part).all)


def _pasted(subject: str, text: str) -> Forwarded | None:
    lines = text.split("\n", MOST_LINES)
    start = _header_at([line[:LONGEST_LINE] for line in lines], bool(_PREFIX.match(subject)))
    if start is None:
        return None
    header = [_BOLD.sub("", line[:LONGEST_LINE]) for line in lines[start : start + LINES_OF_HEADER]]
    end = next((number for number, line in enumerate(header) if not line.strip("> \t")), len(header))
    header = header[:end]
    named = next(filter(None, map(_SUBJECT.match, header)), None)
    author = _FROM.match(header[0])
    return Forwarded(
        sender=author_of(_MAILTO.sub(r"<\1\2>", author[1])) if author else None,
        subject=clean_line(named[1]) if named else "",
        text="\n".join(lines[start + end :]).strip(),
    )


def _header_at(lines: list[str], is_passed_on: bool) -> int | None:
    """The line where the header of a pasted mail begins: below a divider, or anywhere if the subject asks."""
    for number, line in enumerate(lines):
        if _DIVIDER.fullmatch(line):
            below = range(number + 1, min(number + 4, len(lines)))
            return next((each for each in below if _FROM.match(lines[each])), None)
        if is_passed_on and _FROM.match(line) and _is_header(lines[number : number + LINES_OF_HEADER]):
            return number
    return None


def _is_header(lines: list[str]) -> bool:
    fields = [line for line in lines[:6] if _FIELD.match(line)]
    return len(fields) >= 3 and any(map(_SUBJECT.match, lines))
