"""Groups of Swedish words that patterns share: body parts, grown-ups at home, what hurts (swedish/groups.toml)."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

SWEDISH = Path(__file__).with_name("swedish")


@lru_cache(maxsize=1)
def groups() -> Mapping[str, str]:
    """Each group as one side of a pattern. A group may name another."""
    data = tomllib.loads((SWEDISH / "groups.toml").read_text(encoding="utf-8"))
    return {name: " / ".join(phrases) for name, phrases in data["groups"].items()}


@lru_cache(maxsize=1)
def spoken() -> Mapping[str, str]:
    """Words written as they are said, and how they are written in patterns: mej, mig."""
    data = tomllib.loads((SWEDISH / "groups.toml").read_text(encoding="utf-8"))
    return {said: written for written, forms in data["spoken"].items() for said in forms.split()}
