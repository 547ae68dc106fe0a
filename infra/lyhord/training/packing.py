"""The file of the learned weights: what `complaints.judgement.weights` reads, written."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import numpy as np

from complaints.judgement.features import FORMAT
from complaints.judgement.weights import HEADER, NUMBER, STEPS

_STEPS = np.array(STEPS)


@dataclass(frozen=True)
class Learned:
    """A class as it was learned. Log odds = bias + slope · (what the weights sum up to in the mail)
    + heading · (what they sum up to in its subject).
    """

    of: str  # lane, category or pool
    name: str
    weights: Sequence[float]  # one a trait
    bias: float
    slope: float
    heading: float = 0.0
    more: Mapping[str, Any] = field(default_factory=dict)  # what a pool or a category needs beside


def pack(classes: Sequence[Learned], traits: Sequence[int], told: Mapping[str, Any]) -> bytes:
    """The file's bytes, the same for the same weights. `traits`: their short numbers, each once.

    `told`: what the file says of itself beside them.
    """
    order = np.argsort(traits)
    gaps = np.diff(np.array(traits, dtype=np.int64)[order], prepend=0).astype("<u4")
    entries, halves = [], []
    for learned in classes:
        unit, block = _halved(np.array(learned.weights)[order])
        halves.append(block)
        figures = {
            "bias": _figure(learned.bias),
            "step": _figure(learned.slope * unit),
            "heading": _figure(learned.heading * unit),
        }
        entries.append({"of": learned.of, "name": learned.name, **figures, **learned.more})
    nothing = np.zeros(len(traits), dtype=np.uint8)
    pairs = [high << 4 | low for high, low in zip_longest(halves[::2], halves[1::2], fillvalue=nothing)]
    about = {"format": FORMAT, **told, "traits": len(traits), "classes": entries}
    header = json.dumps(about, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    planes = gaps.view(np.uint8).reshape(-1, NUMBER).T
    body = b"".join((planes.tobytes(), np.stack(pairs, axis=1).tobytes()))
    return b"".join((len(header).to_bytes(HEADER, "big"), header, _deflated(body)))


def _deflated(body: bytes) -> bytes:
    """By frequencies more than by what comes again, of which there is little."""
    deflating = zlib.compressobj(level=9, memLevel=9, strategy=zlib.Z_FILTERED)
    return deflating.compress(body) + deflating.flush()


def rounded(weights: Any, taken: float) -> Any:
    """The weights of a class as a file keeps them: what lies beyond this share counts as its greatest."""
    sizes = np.abs(weights)
    most = np.quantile(sizes[sizes > 0], taken) if np.any(sizes) else 1.0
    return np.sign(weights) * _STEPS[_steps(sizes, most)] * most / STEPS[-1]


def _halved(weights: Any) -> tuple[float, Any]:
    """What one unit of a step is worth, and the weights as half bytes."""
    sizes = np.abs(weights)
    most = float(np.max(sizes, initial=0.0)) or 1.0
    steps = _steps(sizes, most)
    return most / STEPS[-1], np.where(weights < 0, steps + 8, steps).astype(np.uint8)


def _steps(sizes: Any, most: float) -> Any:
    """The step nearest to each size, of which the last stands for `most` and beyond."""
    return np.searchsorted((_STEPS[1:] + _STEPS[:-1]) / 2, np.minimum(sizes / most, 1) * STEPS[-1])


def _figure(number: float) -> float:
    """Six digits: what lies beyond differs between machines."""
    return float(f"{number:.6g}")
