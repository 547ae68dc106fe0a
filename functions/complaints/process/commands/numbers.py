"""Which cases a command names: by their whole number, or by its last part alone for those of this year."""

import re

ALONE = re.compile(r"(?<![\w/:-])(\d{1,5})(?![\w/:-])")


def numbers_in(text: str, prefix: str, year: int) -> tuple[str, ...]:
    """The numbers in the first line, in their order: "LH-2026-0003, 12 och 15"."""
    line = text.partition("\n")[0]
    whole = re.compile(rf"\b{re.escape(prefix)}-(\d{{4}})-(\d{{1,7}})\b", re.IGNORECASE)
    found = [(m.start(), int(m[1]), int(m[2])) for m in whole.finditer(line)]
    found += [
        (m.start(), year, int(m[1])) for m in ALONE.finditer(whole.sub(lambda m: " " * len(m[0]), line))
    ]
    return tuple(dict.fromkeys(f"{prefix}-{of}-{number:04d}" for _, of, number in sorted(found)))


def written_out(text: str, prefix: str) -> tuple[str, ...]:
    """The whole numbers anywhere in a text, each once: "LH-2026-0002", also "lh 2026 2"."""
    whole = re.compile(
        rf"\b{re.escape(prefix)}[\s–-]{{0,3}}(\d{{4}})[\s–-]{{1,3}}(\d{{1,7}})\b", re.IGNORECASE
    )
    return tuple(dict.fromkeys(f"{prefix}-{found[1]}-{int(found[2]):04d}" for found in whole.finditer(text)))
