"""`make train`: hold out, measure, learn from everything, write the weights; the same from the same mails."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from complaints.judgement.learned import DANGEROUS, FILE, Likeness, Model, unpack
from complaints.model import Lane
from complaints.organisation import Organisation, from_json
from lyhord import say
from lyhord.organisation import compile_file
from lyhord.training.fitting import (
    Fitted,
    Numbers,
    Rows,
    Task,
    calibrate,
    fit,
    folds,
    probabilities,
    scores,
    task,
    threshold,
)
from lyhord.training.judging import Verdicts, judged, lane_table, table
from lyhord.training.mails import TrainingMail, digest, read_mails
from lyhord.training.packing import Learned, pack

INFRA = Path(__file__).parents[2]
ORGANISATION = INFRA / "lindhoj" / "organisation.yaml"
SAMPLES = INFRA / "training" / "samples.json"  # a few mails' log odds, for the test of what judges
FALSE_ALARMS = 0.03  # the share of ordinary mails, held out, that the model may raise an alarm for
RULES_ALONE = Model(lanes={}, categories={}, enough=1.0)


@dataclass(frozen=True)
class Part:
    """Rows learned from, rows held out, and what was learned."""

    learn: Rows
    held: Rows
    fitted: Fitted


def main() -> None:
    """Train, and print the figures."""
    mails = read_mails()
    given = task(mails)
    organisation = from_json(json.loads(compile_file(ORGANISATION)))
    writers = [style.partition("-")[0] for style in given.styles]
    for name, groups in (("writer", writers), ("style", given.styles)):
        say(f"Held out by {name}:\n")
        parts = _parts(given, groups)
        ways = _ways(given, parts, mails, organisation)
        print(table(mails, ways), lane_table(mails, ways), sep="\n\n", end="\n\n")
    content = _packed(given, fit(given, np.arange(len(mails))), _held_out(given, parts), mails)
    FILE.write_bytes(content)
    SAMPLES.write_text(
        json.dumps(_samples(mails, given, content), ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    say(f"{FILE.name}: {len(content):,} bytes, an alarm from {unpack(content).enough:.3f}")


def _parts(given: Task, groups: Sequence[str]) -> list[Part]:
    """What was learned without each part of the mails."""
    return [Part(learn, held, fit(given, learn)) for learn, held in folds(given, groups)]


def _held_out(given: Task, parts: Sequence[Part]) -> Numbers:
    """Each mail's scores by what never saw its group."""
    scored = np.zeros(given.labels.shape)
    for part in parts:
        scored[part.held] = scores(given, part.fitted, part.held)
    return scored


def _packed(
    given: Task, fitted: Fitted, scored: Numbers, mails: Sequence[TrainingMail], rows: Rows | None = None
) -> bytes:
    """The file, calibrated and its threshold chosen on these rows' held-out scores (else on all)."""
    rows = np.arange(len(mails)) if rows is None else rows
    lines = calibrate(scored[rows], given.labels[rows])
    columns = [given.names.index(("lane", str(lane))) for lane in DANGEROUS]
    dangerous = np.array([bool(mails[row].dangers) for row in rows])
    enough = threshold(probabilities(scored[rows], lines)[:, columns], dangerous, FALSE_ALARMS)
    classes = [
        Learned(of, name, (weights * given.rarity).tolist(), slope * bias + shift, slope)
        for (of, name), weights, bias, (slope, shift) in zip(
            given.names, fitted.weights, fitted.biases, lines, strict=True
        )
    ]
    return pack(classes, enough, digest(mails))


def _ways(
    given: Task, parts: Sequence[Part], mails: Sequence[TrainingMail], organisation: Organisation
) -> dict[str, Sequence[Verdicts]]:
    """Rules alone, the model alone, and both as they run: each mail by what never saw its group."""
    rules = [judged(mail, organisation, RULES_ALONE) for mail in mails]
    alone: list[Verdicts] = list(rules)
    joined: list[Verdicts] = list(rules)
    scored = _held_out(given, parts)
    for part in parts:
        model = unpack(_packed(given, part.fitted, scored, mails, part.learn))
        for row in part.held:
            alone[row] = _alone(mails[row], model)
            joined[row] = judged(mails[row], organisation, model)
    return {"rules": rules, "model": alone, "joined": joined}


def _alone(mail: TrainingMail, model: Model) -> Verdicts:
    likeness = Likeness(mail.subject, mail.text, model)
    dangers = likeness.dangers
    ordinary = {lane: p for lane, p in likeness.lanes.items() if lane not in DANGEROUS}
    best = max(ordinary, key=lambda lane: ordinary[lane])
    lanes = tuple(lane for lane in Lane if lane in dangers) or (best,)
    return Verdicts(lanes, tuple(likeness.categories))


def _samples(mails: Sequence[TrainingMail], given: Task, content: bytes) -> list[dict[str, object]]:
    """Every two-hundredth mail with log odds worked out from the file by matrices, not by what judges."""
    start = 4 + int.from_bytes(content[:4], "big")
    about = json.loads(content[4:start])
    weights = np.frombuffer(content, dtype=np.int8, offset=start).reshape(len(about["classes"]), -1)
    plain = given.values.multiply(1 / given.rarity).tocsr()
    samples: list[dict[str, object]] = []
    for row in range(0, len(mails), 200):
        sums = np.asarray(plain[row] @ weights.T.astype(np.float64))[0]
        odds = [c["bias"] + c["step"] * total for c, total in zip(about["classes"], sums, strict=True)]
        named = {
            f"{c['of']} {c['name']}": round(float(o), 6) for c, o in zip(about["classes"], odds, strict=True)
        }
        samples.append({"subject": mails[row].subject, "text": mails[row].text, "log_odds": named})
    return samples


if __name__ == "__main__":
    main()
