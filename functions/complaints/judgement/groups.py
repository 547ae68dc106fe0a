"""The lists of Swedish words (swedish/*.toml), and the groups of words that their patterns share."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("swedish")


@lru_cache(maxsize=1)
def tables() -> Mapping[str, Mapping[str, Any]]:
    """Every file by its name."""
    return {
        file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.toml"))
    }


@lru_cache(maxsize=1)
def groups() -> Mapping[str, str]:
    """Each group of any file, as one side of a pattern. A group may name another."""
    return {
        name: phrases if isinstance(phrases, str) else " / ".join(phrases)
        for table in tables().values()
        for name, phrases in table.get("groups", {}).items()
    }


@lru_cache(maxsize=1)
def spoken() -> Mapping[str, str]:
    """Words written as they are said, and how they are written in patterns: mej, mig."""
    words = tables()["spoken"]["spoken"]
    return {said: written for written, forms in words.items() for said in forms.split()}
