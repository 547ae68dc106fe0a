"""What is new in a mail: its text without the history below it and without the signature.

Only forms that leave no doubt are taken off, in doubt more is kept; the whole text always stays in `text`.
"""

import re

LONGEST_LINE = 1_000  # characters of a line that are looked at
LONGEST_SIGNATURE = 12  # lines
HEADER_LINES = 8  # within which the fields of a quoted mail's header stand

# "Den tors 2 apr. 2026 kl 15:04 skrev Åsa Berg <…>:", "On Thu, Apr 2, 2026 at 3:04 PM Åsa Berg wrote:"
_WROTE = re.compile(
    r"^[>\s]*(?:(?:Den|På|Kl|Vid)\s.{4,300}\bskrev\b.{0,300}|"
    r".{1,200}\bskrev\s(?:följande\s)?(?:den\s|kl\s).{4,100}|"
    r"On\s.{6,300}\bwrote|\d{4}-\d\d-\d\d.{1,200}\bskrev\b.{0,200})\s*:\s*$"
)
_DIVIDER = re.compile(
    r"^\s*(?:-{2,}\s*(?:Ursprungligt meddelande|Originalmeddelande|Original Message)\s*-{2,}|_{20,})\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\s*\*?(?:Från|From)\s?:\*?\s*\S")
_SENT = re.compile(r"^\s*\*?(?:Skickat|Datum|Sent|Date)\s?:\*?\s*\S")
_TO = re.compile(r"^\s*\*?(?:Till|Ämne|To|Subject|Kopia|Cc)\s?:\*?\s*\S")
_FORWARDED = re.compile(r"^\s*-{2,}\s*(?:Vidarebefordrat meddelande|Forwarded message)", re.IGNORECASE)
_DELIMITER = re.compile(r"^-- ?$")
_PHONE = re.compile(
    r"^\s*(?:Skickat från (?:min|mitt) .{2,40}|Sent from my .{2,40}|Skickat från (?:Outlook|Yahoo).{0,40}|"
    r"Hämta Outlook för .{2,20}|Get Outlook for .{2,20}|Sent from Outlook.{0,30})$",
    re.IGNORECASE,
)


def new_text_of(text: str) -> str:
    """The new part of a text. Where nothing would be left (a bare forward) the whole text is."""
    lines = text.split("\n")
    shown = [line[:LONGEST_LINE] for line in lines]
    kept = lines[: _history(shown)]
    return "\n".join(kept[: _signature(kept)]).strip() or text


def _history(lines: list[str]) -> int:
    """The line where older mail begins, with nothing but older mail after it."""
    quoted = _quoted_to_the_end(lines)
    for number in range(quoted):
        if _FORWARDED.match(lines[number]):
            return len(lines)  # what is passed on is what its sender wants to say
        if _begins_history(lines, number, quoted):
            return number
    return quoted


def _quoted_to_the_end(lines: list[str]) -> int:
    """The line from which every line is empty or quoted with ">"."""
    number = len(lines)
    while number and (lines[number - 1].startswith(">") or not lines[number - 1].strip()):
        number -= 1
    return number


def _begins_history(lines: list[str], number: int, quoted: int) -> bool:
    line = lines[number]
    if _DIVIDER.match(line):
        return _is_header(lines, number + 1)
    if _introduces(lines, number):
        return not _is_answered_inline(lines, number, quoted)
    return _is_header(lines, number)


def _introduces(lines: list[str], number: int) -> bool:
    """Whether "… skrev …:" stands here, on one line or broken over up to three."""
    for end in range(number + 1, min(number + 4, len(lines) + 1)):
        if lines[end - 1].rstrip().endswith(":"):
            return bool(_WROTE.match(" ".join(lines[number:end])))
        if not lines[end - 1].strip():
            return False
    return False


def _is_answered_inline(lines: list[str], number: int, quoted: int) -> bool:
    """Whether own words stand below or between lines quoted with ">"."""
    below = range(number + 1, min(number + 6, len(lines)))
    first = next((later for later in below if lines[later].startswith(">")), None)
    return first is not None and first < quoted


def _is_header(lines: list[str], number: int) -> bool:
    """Whether the header of a quoted mail stands here, as Outlook writes it."""
    block = [line for line in lines[number : number + HEADER_LINES] if line.strip()]
    return bool(
        block and _FROM.match(block[0]) and any(map(_SENT.match, block)) and any(map(_TO.match, block))
    )


def _signature(lines: list[str]) -> int:
    """The line where the signature or the phone's footer begins; what a person signed by hand stays."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    for number in range(max(0, end - LONGEST_SIGNATURE), end):
        if _DELIMITER.match(lines[number]) or (
            number == end - 1 and _PHONE.match(lines[number][:LONGEST_LINE])
        ):
            return number
    return end
