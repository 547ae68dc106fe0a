"""A few mails' log odds, worked out from the file by matrices: for the test of what judges."""

import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from complaints.judgement.features import traits
from complaints.judgement.weights import NUMBER, STEPS, header_of, short
from lyhord.training.mails import TrainingMail

SAMPLES = Path(__file__).parents[2] / "training" / "samples.json"
EVERY = 400  # mails


def samples(mails: Sequence[TrainingMail], content: bytes) -> list[dict[str, object]]:
    """Some of the mails, with the log odds of every class."""
    about, deflated = header_of(content)
    count, classes = about["traits"], about["classes"]
    body = np.frombuffer(zlib.decompress(deflated), dtype=np.uint8)
    gaps, pairs = body[: NUMBER * count].reshape(NUMBER, count), body[NUMBER * count :].reshape(count, -1)
    numbers = np.cumsum(sum(plane.astype(np.int64) << 8 * place for place, plane in enumerate(gaps)))
    weights = _weights(pairs.T)[: len(classes)]

    def summed(kinds: Sequence[Iterable[int]], shares: Sequence[float]) -> Any:
        values = np.zeros(count)
        for kind, share in zip(kinds, shares, strict=False):
            for trait in kind:
                values[numbers == short(trait)] += share
        return weights @ values

    told: list[dict[str, object]] = []
    for mail in mails[::EVERY]:
        read = traits(mail.subject, mail.text)
        whole, subject = summed(read.kinds, read.shares), summed(read.kinds_of_subject, read.shares)
        odds = {
            f"{entry['of']} {entry['name']}": round(
                float(entry["bias"] + entry["step"] * every + entry["heading"] * headed), 6
            )
            for entry, every, headed in zip(classes, whole, subject, strict=True)
        }
        told.append({"subject": mail.subject, "text": mail.text, "log_odds": odds})
    return told


def _weights(pairs: Any) -> Any:
    """A row a class."""
    levels = np.array((*STEPS, *(-step for step in STEPS)))
    return np.stack([levels[pairs >> 4], levels[pairs & 15]], axis=1).reshape(-1, pairs.shape[1])
