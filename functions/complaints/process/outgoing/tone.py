"""Factual words instead of loaded ones: suggested to whoever wrote them, never put in by themselves."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("tone.toml")
ARTICLES = r"(?:den här|den där|den|det|de|dom|denna|denne|the)"
IS = r"(är|var|blir|blev|varit|is|was)(\s+(?:så|väldigt|jätte|verkligen|alltid|helt|so|very))*"


@dataclass(frozen=True)
class Tone:
    """What is loaded, as patterns, and what can be said instead."""

    felt: re.Pattern[str]
    judged: re.Pattern[str]
    loaded: re.Pattern[str]
    feels: str
    instead: dict[str, str]


def neutral(text: str) -> str:
    """The text in neutral words; nothing if it has no loaded ones."""
    tone = _tone()
    said = tone.felt.sub(rf"\1 {tone.feels}", text)
    said = tone.judged.sub("", said)
    said = tone.loaded.sub(lambda found: _like(found[0], tone.instead[found[0].lower()]), said)
    if said == text:
        return ""
    return _like(text, re.sub(r" {2,}", " ", said).strip())


def _like(before: str, after: str) -> str:
    """With a capital where there was one."""
    return after[:1].upper() + after[1:] if before[:1].isupper() else after


@lru_cache(maxsize=1)
def _tone() -> Tone:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    judgements, words = "|".join(data["judgements"]), "|".join(data["instead"])
    flags = re.IGNORECASE
    return Tone(
        felt=re.compile(rf"\b{IS}\s+(?:{judgements})\b", flags),
        judged=re.compile(rf"\b(?:{ARTICLES}\s+)?(?:{judgements})\s+", flags),
        loaded=re.compile(rf"\b(?:{words})\b", flags),
        feels=data["feels"],
        instead=data["instead"],
    )
