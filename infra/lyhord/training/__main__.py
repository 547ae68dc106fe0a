"""`make train`: hold out, measure, learn from everything, write the weights; the same from the same mails."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from complaints.judgement import judge
from complaints.judgement.weights import FILE, Model, unpack
from complaints.organisation import Organisation
from complaints.organisation_file import from_json
from lyhord import say
from lyhord.engine.content import ORGANISATION_FILE, compiled_organisation
from lyhord.measuring import figures
from lyhord.measuring.expected import as_mail, expected
from lyhord.measuring.figures import Judged
from lyhord.training.filing import file_mails
from lyhord.training.fitting import Fitted, calibrate, danger, fit, folds, scores, threshold
from lyhord.training.mails import TrainingMail, digest, read_mails
from lyhord.training.packing import Learned, pack
from lyhord.training.samples import SAMPLES, samples
from lyhord.training.task import ANY, POOLS, Numbers, Rows, Task, task

# The share of ordinary mails, held out, that the model alone may take for dangerous.
BUDGET = {"alarm": 0.035, "request": 0.04}


@dataclass(frozen=True)
class Part:
    """Rows learned from, rows held out, and what was learned."""

    learn: Rows
    held: Rows
    fitted: Fitted


def main() -> None:
    """Train, and print the figures."""
    asked = _arguments()
    if asked.add:
        say(f"{file_mails(asked.add):,} mails are new.")
    mails = read_mails()
    given = task(mails)
    parts = [Part(learn, held, fit(given, learn)) for learn, held in folds(given, given.writers)]
    scored = _held_out(given, parts)
    content = _packed(given, fit(given, np.arange(len(mails))), scored, mails)
    FILE.write_bytes(content)
    SAMPLES.write_text(
        json.dumps(samples(mails, content), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    say(f"{FILE.name}: {len(content):,} bytes from {len(mails):,} mails")
    if not asked.unmeasured:
        organisation = from_json(json.loads(compiled_organisation(ORGANISATION_FILE)))
        _report("writer", given, parts, mails, organisation)
        styles = [Part(learn, held, fit(given, learn)) for learn, held in folds(given, given.styles)]
        _report("style", given, styles, mails, organisation)


def _held_out(given: Task, parts: Sequence[Part]) -> Numbers:
    """Each mail's scores by what never saw its group."""
    scored = np.zeros(given.labels.shape)
    for part in parts:
        scored[part.held] = scores(given, part.fitted, part.held)
    return scored


def _packed(
    given: Task, fitted: Fitted, scored: Numbers, mails: Sequence[TrainingMail], rows: Rows | None = None
) -> bytes:
    """The file, calibrated and its thresholds chosen on these rows' held-out scores (else on all)."""
    rows = np.arange(len(mails)) if rows is None else rows
    lines = calibrate(given, scored, rows)
    odds = scored[rows] * lines[:, 0] + lines[:, 1]
    kept = fitted.kept
    classes = [
        Learned(
            of,
            name,
            weights[kept] * given.scale[kept],
            bias=slope * bias + shift,
            slope=slope,
            more=_pool(given, odds, given.weighty[rows], name) if of == "pool" else {},
        )
        for (of, name), weights, bias, (slope, shift) in zip(
            given.names, fitted.weights, fitted.biases, lines, strict=True
        )
        if (of, name) != ANY
    ]
    return pack(classes, given.traits[kept].tolist(), digest(mails))


def _pool(given: Task, odds: Numbers, weighty: Rows, pool: str) -> dict[str, object]:
    enough = threshold(danger(given, odds, pool), weighty, BUDGET[pool])
    return {"lanes": [str(lane) for lane in POOLS[pool]], "enough": round(enough, 4)}


def _report(
    name: str, given: Task, parts: Sequence[Part], mails: Sequence[TrainingMail], organisation: Organisation
) -> None:
    """The figures of mails held out, by the rules alone and joined."""
    scored = _held_out(given, parts)
    models = [(unpack(_packed(given, p.fitted, scored, mails, p.learn)), p.held) for p in parts]
    joined = [
        found for model, held in models for found in _judged([mails[n] for n in held], organisation, model)
    ]
    rules = list(_judged(mails, organisation, Model()))
    print(f"\nHeld out by {name}:\n\n| | mails | rules | joined |\n|---|--:|--:|--:|")
    for measure in (figures.figures, figures.lanes):
        alone = {line[0]: line[2] for line in measure(rules)}
        for what, number, says in measure(joined):
            print(f"| {what} | {number} | {alone.get(what, '')} | {says} |")


def _judged(mails: Sequence[TrainingMail], organisation: Organisation, model: Model) -> Iterator[Judged]:
    for mail in mails:
        found = judge(as_mail(mail, organisation), organisation, model)
        yield Judged(mail, expected(mail, organisation), found, milliseconds=0.0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make train", description=__doc__)
    parser.add_argument(
        "--add", nargs="+", type=Path, default=(), help="files of new mails, put where they belong"
    )
    parser.add_argument("--unmeasured", action="store_true", help="write the weights only")
    return parser.parse_args()


if __name__ == "__main__":
    main()
