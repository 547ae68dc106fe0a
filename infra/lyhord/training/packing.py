"""The file of the learned weights: what `complaints.judgement.learned` reads, written."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from complaints.judgement.features import BUCKETS, FORMAT
from complaints.judgement.learned import HEADER

MOST = 127  # what one byte holds


@dataclass(frozen=True)
class Learned:
    """A lane or a category as it was learned. Log odds = bias + slope · (what the weights sum up to)."""

    of: str  # lane or category
    name: str
    weights: Sequence[float]  # one a bucket
    bias: float
    slope: float


def pack(classes: Sequence[Learned], enough: float, mails: str) -> bytes:
    """The file's bytes, the same for the same weights. `mails` says what they were learned from."""
    entries, blocks = [], []
    for learned in classes:
        if len(learned.weights) != BUCKETS:
            raise ValueError(f"{learned.name} has {len(learned.weights)} weights, not {BUCKETS}.")
        unit = max(map(abs, learned.weights)) / MOST or 1.0
        blocks.append(array("b", (round(weight / unit) for weight in learned.weights)).tobytes())
        figures = {"bias": _figure(learned.bias), "step": _figure(learned.slope * unit)}
        entries.append({"of": learned.of, "name": learned.name, **figures})
    about = {
        "format": FORMAT,
        "buckets": BUCKETS,
        "mails": mails,
        "enough": _figure(enough),
        "classes": entries,
    }
    header = json.dumps(about, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return b"".join((len(header).to_bytes(HEADER, "big"), header, *blocks))


def _figure(number: float) -> float:
    """Six digits: what lies beyond differs between machines."""
    return float(f"{number:.6g}")
