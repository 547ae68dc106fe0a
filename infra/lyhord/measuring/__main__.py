"""`make judge`: judge mails that say what they are, and print what that is worth."""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter

from complaints.judgement import judge
from complaints.judgement.weights import Model
from complaints.organisation import Organisation
from complaints.organisation_file import from_json
from lyhord import say
from lyhord.engine.content import ORGANISATION_FILE, compiled_organisation
from lyhord.measuring import figures, misses, outright
from lyhord.measuring.expected import as_mail, expected
from lyhord.measuring.figures import Judged, Line
from lyhord.training.mails import EXAM, TrainingMail, read_file
from lyhord.training.sentences import EXAM_SENTENCES, read_sentences

RULES_ALONE = Model()


def main() -> None:
    """Print figures, confusions and misses of the files named, else of the exam."""
    asked = _arguments()
    organisation = from_json(json.loads(compiled_organisation(asked.organisation)))
    files = asked.files or sorted(EXAM.glob("*.jsonl"))
    labelled = [mail for file in files for mail in read_file(file)]
    model = RULES_ALONE if asked.rules else None
    mails = [_judged(mail, organisation, model) for mail in labelled]
    if not mails:
        say("no mails: name files of labelled mails.")
        return
    report(mails)
    if not asked.files:
        _print(outright.figures(read_sentences(EXAM_SENTENCES), labelled, organisation, model))
    if not asked.totals:
        print("\n".join(filter(None, map(misses.told, mails))))


def report(mails: Sequence[Judged]) -> None:
    """Print all figures of these mails."""
    _print([*figures.figures(mails), figures.times(mails)])
    _print(figures.lanes(mails))
    _print(figures.confusion(mails))


def _judged(labelled: TrainingMail, organisation: Organisation, model: Model | None) -> Judged:
    mail = as_mail(labelled, organisation)
    start = perf_counter()
    found = judge(mail, organisation, model)
    spent = (perf_counter() - start) * 1000
    return Judged(labelled, expected(labelled, organisation), found, spent)


def _print(lines: Iterable[Line]) -> None:
    for name, number, says in lines:
        print(f"{name:<36}{number:>5}  {says}".rstrip())
    print()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make judge", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="labelled mails, JSON lines (else the exam)")
    parser.add_argument("--totals", action="store_true", help="leave single mails out")
    parser.add_argument("--rules", action="store_true", help="without the learned model")
    parser.add_argument("--organisation", type=Path, default=ORGANISATION_FILE)
    return parser.parse_args()


if __name__ == "__main__":
    main()
