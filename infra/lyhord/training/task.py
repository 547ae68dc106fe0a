"""The training mails as numbers: a row a mail, a column a trait; and to which classes each mail belongs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from complaints.judgement.features import Traits, traits
from complaints.judgement.joining import BRIEF
from complaints.judgement.weights import short
from complaints.model import Lane
from complaints.policy import ALARMS, DANGEROUS, REQUESTS
from lyhord.training.mails import TrainingMail, writers_lane_by_lane

WEIGHT = (1.5, 1.0, 0.7, 0.4)  # of words, pieces, near words and shape: what did best on mails held out
POOLS = {"alarm": ALARMS, "request": REQUESTS}  # lanes that are also learned together
HARM = frozenset({Lane.ACUTE, Lane.PROTECTED, Lane.KRANKNING})
OF_LANE_BY_LANE = 0.25  # how much a mail of a writer who wrote lane by lane weighs, beside 1 of the others
HARM_TELLS = 0.1  # of a topic, beside 1 of an ordinary mail: the harm outweighs what else it is about
DANGER_COUNTS = (
    0.3  # what a mail with danger counts where a category is calibrated, beside 1 of an ordinary one
)
SAID_BY_LANE = str(Lane.KRANKNING)  # a category that a mail has if it has the lane: nothing to learn beside
SIGNS = ("leader", "several")  # a leader is complained about; different people are needed
ANY = ("any", "danger")  # all of them, which lends each pool its weights

Numbers = Any  # an array; the libraries that learn are not where types are checked
Rows = Any  # an array of row numbers


@dataclass(frozen=True)
class Task:
    """What is to be learned. A trait of one mail only is nothing to learn from, and not for us to keep."""

    values: Any  # a sparse matrix; a trait weighs the more, the rarer it is
    subjects: Any  # of these values, those that stand in the subject
    traits: Numbers  # the short number of each column's trait
    scale: Numbers  # what a column's values were multiplied with
    names: tuple[tuple[str, str], ...]  # ("lane", "acute"), … ("category", "maltid"), … ("pool", "alarm"), …
    labels: Numbers  # a row a mail, a column a class
    ordinary: Numbers  # whether there is no danger in a mail
    weighty: Numbers  # whether it is an ordinary mail of more than a line: by those thresholds are chosen
    weight: Numbers  # how much a mail is learned from
    topical: Numbers  # and how much of its category
    as_it_came: Numbers  # whether its writer wrote mails as they come
    main_lanes: Numbers  # of each mail
    writers: tuple[str, ...]
    styles: tuple[str, ...]

    def column(self, of: str, name: str) -> int:
        """Where a class stands."""
        return self.names.index((of, name))

    @property
    def categorised(self) -> Numbers:
        """Whether a mail can tell of categories: it is as it came, and has one that is learned."""
        topics = [place for place, (of, _) in enumerate(self.names) if of == "category"]
        return self.as_it_came & np.any(self.labels[:, topics], axis=1)

    def counts_for(self, column: int) -> Numbers:
        """What each mail counts where a class is calibrated. Ordinary ones tell of lanes without danger."""
        of, name = self.names[column]
        if of == "category":
            return self.categorised * np.where(self.ordinary, 1.0, DANGER_COUNTS)
        return self.ordinary * 1.0 if of == "lane" and name not in DANGEROUS else np.ones(len(self.ordinary))


def task(mails: Sequence[TrainingMail]) -> Task:
    """The task that these mails set."""
    read = [traits(mail.subject, mail.text) for mail in mails]
    counted, numbers, kinds = _counted(read)
    common = np.bincount(counted.indices, minlength=len(numbers)) > 1
    counted, numbers, kinds = counted[:, common], numbers[common], kinds[common]
    seen = np.bincount(counted.indices, minlength=len(numbers))
    scale = (np.log((1 + len(mails)) / (1 + seen)) + 1) * np.array(WEIGHT)[kinds]
    ordinary = np.array([not mail.dangers for mail in mails])
    harmed = np.array([not mail.dangers.isdisjoint(HARM) for mail in mails])
    as_it_came = ~np.isin([mail.writer for mail in mails], sorted(writers_lane_by_lane()))
    names = tuple(_names(mails, ordinary & as_it_came))
    labels = np.array([[_belongs(mail, *name) for name in names] for mail in mails], dtype=np.int64)
    long = np.array([mail.length >= BRIEF for mail in read])
    weight = np.where(as_it_came, 1.0, OF_LANE_BY_LANE)
    return Task(
        values=csr_matrix(counted.multiply(scale)),
        subjects=csr_matrix(_of_subjects(read, numbers).multiply(scale)),
        traits=numbers,
        scale=scale,
        names=names,
        labels=labels,
        ordinary=ordinary,
        weighty=ordinary & long,
        weight=weight,
        topical=weight * np.where(harmed, HARM_TELLS, 1.0),
        as_it_came=as_it_came,
        main_lanes=np.array([str(mail.lanes[0]) for mail in mails]),
        writers=tuple(mail.writer for mail in mails),
        styles=tuple(mail.style for mail in mails),
    )


def _counted(mails: Sequence[Traits]) -> tuple[Any, Numbers, Numbers]:
    """Every trait of every mail, each with its share; then each column's trait and kind."""
    places: dict[int, int] = {}
    kinds: list[int] = []
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, mail in enumerate(mails):
        for kind, (share, numbers) in enumerate(zip(mail.shares, mail.kinds, strict=True)):
            for trait in sorted(map(short, numbers)):
                if trait not in places:
                    places[trait] = len(places)
                    kinds.append(kind)
                columns.append(places[trait])
            rows += [row] * len(numbers)
            values += [share] * len(numbers)
    counted = csr_matrix((values, (rows, columns)), shape=(len(mails), len(places)))  # adds what comes twice
    return counted, np.array(list(places)), np.array(kinds)


def _of_subjects(mails: Sequence[Traits], known: Sequence[int]) -> Any:
    """Those of the known traits that stand in a mail's subject, each with its share in the mail."""
    places = {trait: place for place, trait in enumerate(known)}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for row, mail in enumerate(mails):
        for share, numbers in zip(mail.shares, mail.kinds_of_subject, strict=False):
            found = [places[trait] for trait in sorted(map(short, numbers)) if trait in places]
            columns += found
            rows += [row] * len(found)
            values += [share] * len(found)
    return csr_matrix((values, (rows, columns)), shape=(len(mails), len(known)))


def _names(mails: Sequence[TrainingMail], telling: Numbers) -> list[tuple[str, str]]:
    """The classes; of categories those that one of the `telling` mails has, in which the usual is counted."""
    lanes = [("lane", str(lane)) for lane in Lane if any(lane in mail.lanes for mail in mails)]
    told = {mail.category for mail, tells in zip(mails, telling, strict=True) if tells}
    codes = [("category", code) for code in sorted(told - {"", SAID_BY_LANE})]
    signs = [("sign", sign) for sign in SIGNS]
    return [*lanes, *codes, *signs, *(("pool", pool) for pool in POOLS), ANY]


def _belongs(mail: TrainingMail, of: str, name: str) -> bool:
    """A danger counts wherever it stands; of the other lanes the main one."""
    if of == "category":
        return mail.category == name
    if (of, name) == ANY:
        return bool(mail.dangers)
    if of == "sign":
        return bool(mail.against) if name == "leader" else mail.matters > 1
    if of == "pool":
        return not mail.dangers.isdisjoint(POOLS[name])
    return name in mail.dangers or name == mail.lanes[0]
