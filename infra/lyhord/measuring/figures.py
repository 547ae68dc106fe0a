"""The figures of a set of judged mails: a name, how many mails it is about, and its share or shares."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from complaints.model import Judgement, Lane
from complaints.policy import ALARMS, DANGEROUS
from lyhord.measuring.expected import Expected
from lyhord.training.mails import TrainingMail

JUDGED_LANGUAGES = frozenset(
    {"sv", "en", "no", "da"}
)  # elsewhere an urgent question to the coordinator is right


@dataclass(frozen=True)
class Judged:
    """One mail: what it is, what was made of it, and how long that took."""

    labelled: TrainingMail
    right: Expected
    found: Judgement
    milliseconds: float

    @property
    def lanes(self) -> frozenset[Lane]:
        """All that were found."""
        return frozenset(self.found.lanes)

    @property
    def safe(self) -> bool:
        """Whether a dangerous mail gets protection, by whichever lane."""
        asked = self.right.language not in JUDGED_LANGUAGES and self.found.urgent
        return asked or not self.lanes.isdisjoint(DANGEROUS)

    @property
    def alarming(self) -> bool:
        """Whether it is put where people are called at once."""
        return not self.lanes.isdisjoint(ALARMS)

    @property
    def blames(self) -> bool:
        """Whether a leader is held to be complained about."""
        return any(reason.about == "blamed" for reason in self.found.reasons)


Test = Callable[[Judged], bool]
Line = tuple[str, int, str]


def figures(mails: Sequence[Judged]) -> Iterator[Line]:
    """All of them but those of single lanes."""
    yield _share("main lane", mails, lambda m: m.found.lane is m.right.lanes[0])
    yield _share("danger seen", _those(mails, lambda m: m.right.dangerous), lambda m: m.safe)
    alarmed = _those(mails, lambda m: not m.lanes.isdisjoint(DANGEROUS))
    yield _share("danger alarms that are right", alarmed, lambda m: m.right.dangerous)
    ordinary = _those(mails, lambda m: not m.right.dangerous)
    yield _share("false alarms", ordinary, lambda m: m.alarming)
    yield _share("ordinary in any dangerous lane", ordinary, lambda m: not m.lanes.isdisjoint(DANGEROUS))
    about = _those(mails, lambda m: bool(m.right.category))
    yield _share("category", about, lambda m: m.found.category == m.right.category)
    yield _share("category, first two", about, lambda m: m.right.category in _first_two(m.found))
    known = _those(mails, lambda m: bool(m.right.unit))
    yield _share("unit, where known", known, lambda m: m.found.unit == m.right.unit)
    said = _those(known, lambda m: m.right.unit_said)
    yield _share("unit, where the mail says it", said, lambda m: m.found.unit == m.right.unit)
    yield _share("unit wrong", mails, lambda m: bool(m.found.unit) and m.found.unit != m.right.unit)
    yield _share("owner", mails, lambda m: m.found.owner == m.right.owner)
    blamed = _those(mails, lambda m: bool(m.right.against))
    yield _share("leader complained about, seen", blamed, lambda m: m.blames)
    accused = _those(mails, lambda m: m.blames)
    yield _share("leader complained about, right", accused, lambda m: bool(m.right.against))
    counted = _those(mails, lambda m: m.found.matters is not None)
    yield _share("matters said", mails, lambda m: m.found.matters is not None)
    yield _share("matters right where said", counted, lambda m: m.found.matters == m.right.matters)
    several = _those(mails, lambda m: m.right.matters > 1)
    yield _share("several matters seen", several, lambda m: (m.found.matters or 1) > 1)


def lanes(mails: Sequence[Judged]) -> Iterator[Line]:
    """Recall and precision of each lane: danger wherever it stands, other lanes as the main one."""
    for lane in Lane:
        true = [_has(m.right.lanes, lane) for m in mails]
        said = [_has(m.found.lanes, lane) for m in mails]
        right = sum(t and s for t, s in zip(true, said, strict=True))
        if any(true) or any(said):
            yield (
                str(lane),
                sum(true),
                f"{_percent(right, sum(true))} seen, {_percent(right, sum(said))} right",
            )


def times(mails: Iterable[Judged]) -> Line:
    """Milliseconds a mail."""
    spent = sorted(m.milliseconds for m in mails)
    at = [spent[int(len(spent) * share)] for share in (0.5, 0.95, 0.99)]
    return "milliseconds", len(spent), "median {:.1f}, 95 % {:.1f}, 99 % {:.1f}".format(*at)


def confusion(mails: Iterable[Judged]) -> Iterator[Line]:
    """Which lane was taken for which, commonest first."""
    pairs = Counter((str(m.right.lanes[0]), str(m.found.lane)) for m in mails)
    for (right, found), number in pairs.most_common():
        if right != found:
            yield f"{right} → {found}", number, ""


def _has(lanes: Sequence[Lane], lane: Lane) -> bool:
    return lane in lanes if lane in DANGEROUS else lanes[0] is lane


def _first_two(found: Judgement) -> tuple[str, ...]:
    return (found.category, *found.also_categories)[:2]


def _those(mails: Iterable[Judged], test: Test) -> list[Judged]:
    return [mail for mail in mails if test(mail)]


def _share(name: str, mails: Sequence[Judged], test: Test) -> Line:
    return name, len(mails), _percent(sum(map(test, mails)), len(mails))


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"
