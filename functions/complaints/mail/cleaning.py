"""Foreign text made safe to show and to store."""

import re
import unicodedata

# Control characters but tab and line end; what hides or reorders text (zero width, bidirectional overrides);
# halves of surrogate pairs. Zero-width joiners stay: Arabic and emoji need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")
# Letters have few marks (accents, points), and NFC sorts those of a run in a way that is quadratic in its
# length: of a hostile run the first are kept, as many as Unicode's stream-safe format allows (UAX 15).
MOST_MARKS = 30
_MAYBE_MARKS = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")  # dashes and emoji, too


def clean_text(text: str) -> str:
    """Text of several lines: line ends as \\n, nothing unseen, NFC, no empty lines around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _composed(_UNSEEN.sub("", lines)).strip("\n ").strip()


def clean_line(text: str) -> str:
    """Text of one line, such as a subject or a name."""
    return _composed(_UNSEEN.sub("", _SPACES.sub(" ", text))).strip()


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", _MAYBE_MARKS.sub(_few_marks, text))


def _few_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in run.group():
        marks = marks + 1 if unicodedata.category(sign).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
