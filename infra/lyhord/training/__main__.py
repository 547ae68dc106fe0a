"""`make train`: hold out, measure, learn from everything, write the weights; the same from the same mails."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from complaints.judgement import judge
from complaints.judgement.weights import FILE, PASSAGES, Model, unpack
from complaints.organisation import Organisation
from complaints.organisation_file import from_json
from lyhord import say
from lyhord.engine.content import ORGANISATION_FILE, compiled_organisation
from lyhord.measuring import figures
from lyhord.measuring.expected import as_mail, expected
from lyhord.measuring.figures import Judged
from lyhord.training.filing import file_mails
from lyhord.training.fitting import (
    Fitted,
    HeldOut,
    calibrate,
    danger,
    fit,
    folds,
    lane_tells,
    threshold,
)
from lyhord.training.mails import TrainingMail, digest, read_mails, writers_lane_by_lane
from lyhord.training.packing import Learned, pack
from lyhord.training.passages import (
    CLASSES,
    FittedPassages,
    Passages,
    fit_passages,
    passages,
)
from lyhord.training.samples import SAMPLES, samples
from lyhord.training.sentences import Sentence, read_sentences
from lyhord.training.task import ANY, POOLS, Numbers, Rows, Task, task

# The share of ordinary mails, held out, that the model alone may take for dangerous; and that may have a
# sentence which is taken for enough, whatever its mail is like.
BUDGET = {"alarm": 0.035, "request": 0.04}
OUTRIGHT = 0.002


@dataclass(frozen=True)
class Given:
    """What is learned from: mails as a whole, and their passages beside sentences written for that."""

    mails: Sequence[TrainingMail]
    sentences: Sequence[Sentence]
    task: Task
    passages: Passages


@dataclass(frozen=True)
class Part:
    """Rows learned from, rows held out, and what was learned."""

    learn: Rows
    held: Rows
    fitted: Fitted
    told: FittedPassages


def main() -> None:
    """Train, and print the figures."""
    asked = _arguments()
    if asked.add:
        say(f"{file_mails(asked.add):,} mails are new.")
    mails, sentences = read_mails(), read_sentences()
    given = Given(mails, sentences, task(mails), passages(mails, sentences))
    parts = _parts(given, given.task.writers)
    every = np.arange(len(mails))
    everything = Part(every, every, fit(given.task, every), fit_passages(given.passages, every))
    whole, told = _packed(given, everything, _held_out(given, parts))
    FILE.write_bytes(whole)
    PASSAGES.write_bytes(told)
    SAMPLES.write_text(
        json.dumps(samples(mails, whole), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    say(f"{FILE.name} and {PASSAGES.name}: {len(whole):,} and {len(told):,} bytes from {len(mails):,} mails")
    if not asked.unmeasured:
        organisation = from_json(json.loads(compiled_organisation(ORGANISATION_FILE)))
        _report("writer", given, parts, organisation)
        _report("style", given, _parts(given, given.task.styles), organisation)


def _parts(given: Given, groups: Sequence[str]) -> list[Part]:
    return [
        Part(learn, held, fit(given.task, learn), fit_passages(given.passages, learn))
        for learn, held in folds(given.task, groups)
    ]


def _held_out(given: Given, parts: Sequence[Part]) -> HeldOut:
    """Each mail's scores, by what never saw its group."""
    task = given.task
    held_out = HeldOut(*(np.zeros(task.labels.shape) for _ in range(3)))
    columns = [task.column(*name) for name in CLASSES]
    for part in parts:
        held, weights = part.held, part.fitted.weights
        held_out.whole[held] = task.values[held] @ weights.T + part.fitted.biases
        held_out.subject[held] = task.subjects[held] @ weights.T
        held_out.passage[np.ix_(held, columns)] = given.passages.highest(part.told, held)
    return held_out


def _packed(given: Given, part: Part, held_out: HeldOut) -> tuple[bytes, bytes]:
    """The files, calibrated and their thresholds chosen on held-out scores of what the part learned from."""
    task, fitted, rows = given.task, part.fitted, part.learn
    lines = [calibrate(task, held_out, column, rows) for column in range(len(task.names))]
    odds = np.stack([line.log_odds(held_out.of(column)[rows]) for column, line in enumerate(lines)], axis=1)
    kept = fitted.kept
    classes = [
        Learned(
            of,
            name,
            weights[kept] * task.scale[kept],
            bias=line.slope * bias + line.shift,
            slope=line.slope,
            heading=line.heading,
            more=_more(task, odds, rows, (of, name)),
        )
        for (of, name), weights, bias, line in zip(
            task.names, fitted.weights, fitted.biases, lines, strict=True
        )
        if (of, name) != ANY
    ]
    alarm = task.column("pool", "alarm")
    outright = threshold(lines[alarm].told * held_out.passage[rows, alarm], task.weighty[rows], OUTRIGHT)
    about = {"mails": digest([*given.mails, *sorted(writers_lane_by_lane())])}
    beside = {"sentences": digest(given.sentences), "outright": round(outright, 4)}
    slopes = [lines[task.column(*name)].told for name in CLASSES]
    return (
        pack(classes, task.traits[kept].tolist(), about),
        _packed_passages(given, part.told, slopes, about | beside),
    )


def _packed_passages(
    given: Given, fitted: FittedPassages, slopes: Sequence[float], about: Mapping[str, Any]
) -> bytes:
    kept = np.flatnonzero(np.any(fitted.weights, axis=0))
    scaled = fitted.weights[:, kept] * given.passages.scale[kept]
    classes = [
        Learned(of, name, weights, bias=slope * bias, slope=slope)
        for (of, name), weights, bias, slope in zip(CLASSES, scaled, fitted.biases, slopes, strict=True)
    ]
    return pack(classes, given.passages.traits[kept].tolist(), about)


def _more(given: Task, odds: Numbers, rows: Rows, name: tuple[str, str]) -> dict[str, object]:
    """What a file says of a class beside its weights."""
    of, which = name
    if of == "category":
        tells = lane_tells(given, given.column(*name), rows)
        return {"lane_tells": {lane: round(said, 2) for lane, said in tells.items()}}
    if of == "pool":
        enough = threshold(danger(given, odds, which), given.weighty[rows], BUDGET[which])
        return {"lanes": [str(lane) for lane in POOLS[which]], "enough": round(enough, 4)}
    return {}


def _report(name: str, given: Given, parts: Sequence[Part], organisation: Organisation) -> None:
    """The figures of mails held out, by the rules alone and joined."""
    held_out = _held_out(given, parts)
    models = [(unpack(*_packed(given, part, held_out)), part.held) for part in parts]
    joined = [
        found
        for model, held in models
        for found in _judged([given.mails[n] for n in held], organisation, model)
    ]
    rules = list(_judged(given.mails, organisation, Model()))
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
