"""New training mails put where they belong: `mails/<main lane>/<writer>.jsonl`."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from lyhord import LyhordError
from lyhord.training.mails import MAILS, TrainingMail, read_file, read_mails


def file_mails(files: Iterable[Path], folder: Path = MAILS) -> int:
    """Add the mails that are not there yet; how many. Raises LyhordError before it adds any."""
    known = {(mail.subject, mail.text) for mail in read_mails(folder)}
    added: dict[Path, list[str]] = {}
    for file in files:
        lines = [line for line in file.read_text("utf-8").splitlines() if line.strip()]
        for mail, line in zip(read_file(file), lines, strict=True):
            if problems := "; ".join(_problems(mail)):
                raise LyhordError(f"{file}, {mail.style}, “{mail.text[:40]}”: {problems}.")
            if (mail.subject, mail.text) not in known:
                known.add((mail.subject, mail.text))
                place = folder / mail.lanes[0] / f"{mail.writer}.jsonl"
                added.setdefault(place, []).append(json.dumps(json.loads(line), ensure_ascii=False))
    for place, new in added.items():
        place.parent.mkdir(exist_ok=True)
        with place.open("a", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in new)
    return sum(map(len, added.values()))


def _problems(mail: TrainingMail) -> Iterator[str]:
    """What does not go together in one mail's labels."""
    if mail.dangers and mail.lanes[0] not in mail.dangers:
        yield "a dangerous lane goes first"
    if bool(mail.dangers) != bool(mail.evidence):
        yield "evidence is for mails with danger in them, and for all of those"
    for piece in mail.evidence:
        if piece not in mail.text and piece not in mail.subject:
            yield f"evidence that the mail does not hold: {piece}"
