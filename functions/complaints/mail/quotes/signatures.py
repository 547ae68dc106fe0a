"""Signatures and the lines telephones add. What a person signs by hand ("Mvh Maria") stays: it is written."""

import re
from itertools import chain, pairwise

from complaints.mail.quotes.words import DEVICES, EXCUSES, FOOTER_ENDS, FOOTERS, GUARDS

LONGEST_SIGNATURE = 25  # lines
LONGEST_BARE_SIGNATURE = 10
LONGEST_FOOTER = 100  # characters
MOST_WORDS_AFTER = 2  # the name of a device or a program
FEWEST_WORDS = 4  # of a sentence below a signature
FOOTER_WITHIN = 6  # written lines from the end

_DELIMITER = "-- "  # RFC 3676 4.3
_BARE_DELIMITER = "--"  # its space was lost, or someone drew a line
_REACHABLE = re.compile(r"@\w|https?:|www\.|\+?\d[\d -]{5,}\d")
_POSTSCRIPT = re.compile(r"\W{0,3}p\.?\s?s\b", re.IGNORECASE)
_LINK = re.compile(r"\]\(\S{0,500}\)|[\[\]]|<\S{0,500}>|\(https?:\S{0,500}\)")
_SENTENCE = re.compile(r"[,;!?]|\.\s")
_MODEL = re.compile(r", an? [\w&+-]+ (?:\w+ )?(?:smart)?(?:phone|device|tablet)$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][\s*_)\"”]*\Z|[a-zåäöæø]{2}[.!?…]\s+[A-ZÅÄÖÆØ]")
_ONESELF = re.compile(r"\b(?:[Jj]ag|[Mm]ig|[Mm]in|[Mm]itt|[Mm]ina|I|[Mm]y|[Mm]e)\b")
_LINKED = re.compile(r"https?:|www\.")
_OF_MAIL = re.compile(
    r"(?i)meddeland|mejl|mail|e-?post|message|messag|nachricht|viesti|besked|melding|personuppgift|milj"
)
_RESERVED = re.compile(
    r"(?i)konfidentiell|sekretess|avsedd|avsett|mottagare|misstag|obehörig|personuppgift|dataskydd|gdpr|"
    r"skriver? ut|utskrift|confidential|intended|recipient|in error|by mistake|privileged|print|virus|"
    r"riservat|destinatari|errore|vertraulich|empfänger|irrtüm|fortrolig|mottaker|modtager|"
    r"luottamuksel|vastaanottaja"
)


def without_signature(lines: list[str]) -> list[str]:
    """The lines without a signature at their end; what was written below it stays."""
    start = signature_start(lines)
    below = _paragraphs(lines[start:])
    written = next((n for n, paragraph in enumerate(below) if n and _is_written(paragraph)), len(below))
    kept = (paragraph for paragraph in below[written:] if not _is_disclaimer(" ".join(paragraph)))
    while start and not lines[start - 1].strip():
        start -= 1
    return [*lines[:start], *chain.from_iterable(kept)]


def _paragraphs(lines: list[str]) -> list[list[str]]:
    """The lines in stretches, each but the first beginning with an empty line."""
    stretches: list[list[str]] = [[]]
    for above, line in pairwise(["", *lines]):
        if not line.strip() and above.strip():
            stretches.append([])
        stretches[-1].append(line)
    return stretches


def _is_written(paragraph: list[str]) -> bool:
    """Whether a paragraph below a signature is somebody's own sentence."""
    text = " ".join(paragraph).strip()
    if len(_WORD.findall(text)) < FEWEST_WORDS or text.startswith(">") or is_footer(text):
        return False
    if _is_disclaimer(text) or (_LINKED.search(text) and not _ONESELF.search(text)):
        return False
    return bool(_SENTENCE_END.search(text) or _ONESELF.search(text))


def without_disclaimers(text: str) -> str:
    """The text without the paragraphs that an office puts below every mail."""
    kept = (lines for lines in _paragraphs(text.split("\n")) if not _is_disclaimer(" ".join(lines)))
    return "\n".join(chain.from_iterable(kept))


def _is_disclaimer(text: str) -> bool:
    """Whether an office puts it below every mail: whom it is meant for, what to do with it."""
    return bool(_OF_MAIL.search(text) and _RESERVED.search(text)) and not _ONESELF.search(text)


def signature_start(lines: list[str]) -> int:
    """The line where the signature begins, or how many lines there are."""
    for number in range(max(1, len(lines) - LONGEST_SIGNATURE), len(lines)):
        if _delimits(lines, number) and any(map(str.strip, lines[:number])):
            return number
    return len(lines)


def _delimits(lines: list[str], number: int) -> bool:
    """Whether a signature begins here, and nothing else stands below it.

    If the delimiter's space is lost it must tell how to reach someone, follow a quote, or be repeated.
    """
    below = lines[number + 1 :]
    if any(map(_POSTSCRIPT.match, below)):
        return False
    if lines[number] != _BARE_DELIMITER:
        return lines[number] == _DELIMITER
    above = next(filter(str.strip, reversed(lines[:number])), "")
    if next(filter(str.strip, below), "") == _DELIMITER:
        return True
    return len(below) <= LONGEST_BARE_SIGNATURE and (
        above.startswith(">") or any(map(_REACHABLE.search, below))
    )


def without_footers(lines: list[str]) -> list[str]:
    """The lines but for those that a telephone or a webmail added at the end."""
    kept = list(lines)
    seen = 0
    for number in range(len(lines) - 1, -1, -1):
        if not lines[number].strip():
            continue
        if is_footer(lines[number]):
            del kept[number]
        seen += 1
        if seen >= FOOTER_WITHIN:
            break
    return kept


def is_footer(line: str) -> bool:
    """Whether a line is what a telephone or a webmail puts below every mail."""
    if len(line) > 4 * LONGEST_FOOTER:
        return False
    shown = (_LINK.sub("", line) if "[" in line or "<" in line or "(" in line else line).strip(" \t*_>-–—.!")
    words = _without_excuse(_MODEL.sub("", shown).lower())
    if len(words) > LONGEST_FOOTER:
        return False
    if words.startswith("virus") and not GUARDS.isdisjoint(_WORD.findall(words)):
        return True
    if not (words.startswith(FOOTERS) or words.endswith(FOOTER_ENDS)) or _SENTENCE.search(words):
        return False
    named = [number for number, word in enumerate(_WORD.findall(words), 1) if word in DEVICES]
    return bool(named) and len(_WORD.findall(words)) - named[-1] <= MOST_WORDS_AFTER


def _without_excuse(words: str) -> str:
    """A line without the apology for brevity, or an advertisement, that follows on it."""
    for end in _SENTENCE.finditer(words):
        if words[end.end() :].lstrip().startswith(EXCUSES):
            return words[: end.start()]
    return words
