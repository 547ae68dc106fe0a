"""Foreign text made safe to show and to store."""

import re
import unicodedata

# Control characters but tab and line end; what hides or reorders text (zero width, bidirectional overrides);
# halves of surrogate pairs. Zero-width joiners stay: Arabic and emoji need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """Text of several lines: line ends as \\n, nothing unseen, NFC, no empty lines around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", lines)).strip("\n ").strip()


def clean_line(text: str) -> str:
    """Text of one line, such as a subject or a name."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _SPACES.sub(" ", text))).strip()
