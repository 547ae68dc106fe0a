"""The header of an older mail within the text ("Från: … Skickat: … Till: … Ämne: …"), and lines above it."""

import re

from complaints.mail.quotes.words import DATE, FIELDS, FORWARDED, FROM, ORIGINAL, SUBJECT, TO

MOST_LINES = 16  # that a header takes, empty ones and wrapped ones included
LONGEST_DIVIDER = 200  # characters
DIVIDING = ("--", "__", "==", "=-", "-#", ">>>", "‐‐")
DASHES = " \t\xa0>-_–—‐=*:#"
LONGEST_NAME = 20  # characters of a field's name

_TIME = re.compile(r"\d[.:]\d\d")
_DATE_WITHIN = re.compile(r"(?i)\b(?:skickat|datum|sent|sendt|date|dato|gesendet|lähetetty)\s?:\*?\s")
_TO_WITHIN = re.compile(r"(?i)\b(?:till|to|til|an|vastaanottaja)\s?:\*?\s")
_RULE = re.compile(r"\s*(?:_{5,}|={4,}|---)\s*")  # Outlook's, and what a rule in HTML becomes
_UNKNOWN_FIELD = re.compile(r"[A-Z][\w-]{2,20}: ")
_REPLY_ABOVE = re.compile(
    r"(?i)\s*(?:##-.{4,100}-##|"
    r"[-=#*~]{2}.{0,40}\b(?:reply|respond|svar|svara|skriv)\b.{0,20}\b(?:above|ovanför|ovenfor|over)\b.{0,30}[-=#*~]{2})\s*"
)
_GROUPWISE = re.compile(r"\s*>>> .{3,150}\d[:.]\d\d.{0,10} >>>\s*")


def is_divider(line: str) -> bool:
    """Whether a line says in words that an older mail follows."""
    if len(line) > LONGEST_DIVIDER or not any(sign in line for sign in DIVIDING):
        return False
    if line.strip(DASHES).lower() in ORIGINAL:
        return True
    return bool(_REPLY_ABOVE.fullmatch(line) or _GROUPWISE.fullmatch(line))


def is_rule(line: str) -> bool:
    """Whether a line is nothing but a drawn line."""
    return bool(_RULE.fullmatch(line))


def opens_forward(line: str) -> bool:
    """Whether a line says that what follows is passed on: "-------- Vidarebefordrat meddelande --------"."""
    if len(line) > LONGEST_DIVIDER or not ("--" in line or line.rstrip().endswith(":")):
        return False
    return line.strip(DASHES).lower().startswith(FORWARDED)


def header_length(lines: list[str], start: int) -> int:
    """How many lines the header takes that begins here, 0 if none does.

    Sure is only what a mail program writes: a sender, and a date with its time or a subject, with an
    address somewhere. What people put above a letter ("Från: Åsa, Till: rektorn") is not enough.
    """
    if not field_of(lines[start]):
        return 0
    found: dict[str, str] = {}
    end = gap = start
    for number in range(start, min(start + MOST_LINES, len(lines))):
        line = lines[number]
        kind = field_of(line)
        if kind in (FROM, SUBJECT) and kind in found:
            break
        if kind:
            found[kind] = found.get(kind, "") + line.partition(":")[2]
            end = number + 1
        elif not line.strip():
            gap = number
        elif gap >= end or not _continues(line):
            break
    return end - start if _is_header(found, lines[start]) else 0


def field_of(line: str) -> str:
    """What kind of header field a line is, or nothing."""
    name, colon, value = line[:200].partition(":")
    if not colon or len(name) > LONGEST_NAME + 8 or not (value.strip(" *\t") or "*" in name):
        return ""
    return FIELDS.get(name.strip(" \t*_|\xa0\u200e\u200f").lower(), "")


def _continues(line: str) -> bool:
    """Whether a line may be the rest of a field: more recipients, or an address on a line of its own."""
    return "@" in line or ";" in line or line[0] in " \t<" or bool(_UNKNOWN_FIELD.match(line))


def _is_header(found: dict[str, str], first: str) -> bool:
    everything = " ".join(found.values())
    has_address = "@" in everything
    has_time = bool(_TIME.search(found.get(DATE, "")))
    if field_of(first) == TO:
        return FROM in found and SUBJECT in found and has_time and has_address
    if FROM in found:
        if len(found) == 1:
            return bool(_DATE_WITHIN.search(first) and _TO_WITHIN.search(first))
        return (DATE in found and (has_time or has_address)) or (SUBJECT in found and has_address)
    return DATE in found and TO in found and has_time and has_address
