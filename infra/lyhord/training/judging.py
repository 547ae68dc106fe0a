"""What judgements of mails that were held out are worth, in figures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from complaints.judgement import judge
from complaints.judgement.learned import DANGEROUS, Model
from complaints.model import Address, Envelope, Judgement, Lane, Mail, Verdict
from complaints.organisation import Organisation
from lyhord.training.mails import TrainingMail

ALARMS = frozenset({Lane.ACUTE, Lane.PROTECTED, Lane.KRANKNING, Lane.THREAT})
SOME_DAY = datetime(2026, 3, 10, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Verdicts:
    """What one way of judging says of a mail: the lanes, main one first, and categories, best first."""

    lanes: tuple[Lane, ...]
    categories: tuple[str, ...]


def judged(mail: TrainingMail, organisation: Organisation, model: Model) -> Verdicts:
    """By rules and model as they run, joined."""
    found: Judgement = judge(_mail(mail, organisation), organisation, model)
    return Verdicts((found.lane, *found.also), (found.category, *found.also_categories))


def _mail(mail: TrainingMail, organisation: Organisation) -> Mail:
    domain = organisation.staff_domains[0] if mail.sender == "staff" else "hem.example"
    return Mail(
        identity="",
        raw_sha256="",
        envelope=Envelope(received_at=SOME_DAY, spam=Verdict.PASS),
        sender=Address(address=f"nagon@{domain}"),
        subject=mail.subject,
        text=mail.text,
        new_text=mail.text,
    )


def table(mails: Sequence[TrainingMail], ways: dict[str, Sequence[Verdicts]]) -> str:
    """The figures as a table in Markdown: a row a measure, a column a way of judging."""
    lines = [f"| | mails | {' | '.join(ways)} |", f"|---|--:{'|--:' * len(ways)}|"]
    for name, among, measure in _measures():
        chosen = [number for number, mail in enumerate(mails) if among(mail)]
        cells = [measure([(mails[n], verdicts[n]) for n in chosen]) for verdicts in ways.values()]
        lines.append(f"| {name} | {len(chosen)} | {' | '.join(cells)} |")
    return "\n".join(lines)


Pairs = Sequence[tuple[TrainingMail, Verdicts]]
Measure = tuple[str, Callable[[TrainingMail], bool], Callable[[Pairs], str]]


def _measures() -> Iterator[Measure]:
    dangers = frozenset(DANGEROUS)
    yield (
        "danger seen, in any dangerous lane",
        lambda m: bool(m.dangers),
        _share(lambda _, v: bool(dangers & {*v.lanes})),
    )
    yield (
        "danger seen, Swedish",
        lambda m: bool(m.dangers) and m.swedish,
        _share(lambda _, v: bool(dangers & {*v.lanes})),
    )
    yield (
        "ordinary mail in any dangerous lane",
        lambda m: not m.dangers,
        _share(lambda _, v: bool(dangers & {*v.lanes})),
    )
    yield (
        "ordinary mail in acute, protected, krankning, threat",
        lambda m: not m.dangers,
        _share(lambda _, v: bool(ALARMS & {*v.lanes})),
    )
    yield "main lane", lambda _: True, _share(lambda m, v: m.lanes[0] is v.lanes[0])
    yield "category, first", lambda m: bool(m.category), _share(lambda m, v: m.category in v.categories[:1])
    yield (
        "category, first two",
        lambda m: bool(m.category),
        _share(lambda m, v: m.category in v.categories[:2]),
    )


def lane_table(mails: Sequence[TrainingMail], ways: dict[str, Sequence[Verdicts]]) -> str:
    """Recall and precision of each lane, danger counted wherever it stands, other lanes as the main one."""
    lines = [f"| lane | mails | {' | '.join(ways)} |", f"|---|--:{'|--:' * len(ways)}|"]
    for lane in Lane:
        true = [_has(mail.lanes, lane) for mail in mails]
        if any(true):
            cells = [
                _recall_and_precision(true, [_has(v.lanes, lane) for v in said]) for said in ways.values()
            ]
            lines.append(f"| {lane} | {sum(true)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _has(lanes: Sequence[Lane], lane: Lane) -> bool:
    return lane in lanes if lane in DANGEROUS else lanes[:1] == (lane,)


def _recall_and_precision(true: Sequence[bool], said: Sequence[bool]) -> str:
    right = sum(t and s for t, s in zip(true, said, strict=True))
    precision = f"{right / sum(said):.0%}" if any(said) else "–"
    return f"{right / sum(true):.0%} / {precision}"


def _share(holds: Callable[[TrainingMail, Verdicts], bool]) -> Callable[[Pairs], str]:
    def share(pairs: Pairs) -> str:
        return f"{sum(holds(mail, said) for mail, said in pairs) / max(1, len(pairs)):.1%}"

    return share
