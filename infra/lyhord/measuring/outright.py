"""Danger that is said outright in the middle of an ordinary mail: how much of it is seen.

Each sentence of the exam stands, in turn, behind the first sentence of some ordinary mails. None of these is
taken for danger or asked about by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from complaints.judgement import judge
from complaints.judgement.weights import Model
from complaints.model import Judgement
from complaints.organisation import Organisation
from complaints.policy import ALARMS
from lyhord.measuring.expected import as_mail
from lyhord.measuring.figures import Line
from lyhord.training.mails import TrainingMail
from lyhord.training.sentences import Sentence

MAILS = 5  # that each sentence is put into
LONG = 150  # characters of a mail that has room for another sentence


def figures(
    sentences: Sequence[Sentence],
    mails: Sequence[TrainingMail],
    organisation: Organisation,
    model: Model | None,
) -> Iterator[Line]:
    """The share of danger seen in Swedish and in other languages, and of what only sounds so."""
    around = _around(mails, organisation, model)
    for name, those in (
        ("said outright, Swedish", [s for s in sentences if s.lane and s.language == "sv"]),
        ("said outright, other languages", [s for s in sentences if s.lane and s.language != "sv"]),
        ("only sounds so", [s for s in sentences if not s.lane]),
    ):
        found = [
            judge(as_mail(_with(mail, sentence), organisation), organisation, model)
            for sentence in those
            for mail in around
        ]
        seen = sum(map(_alarming, found)) / max(1, len(found))
        asked = sum(_alarming(each) or bool(each.doubt) for each in found) / max(1, len(found))
        yield name, len(those), f"{seen:6.1%} alarm, {asked:.1%} alarm or asked about"


def _around(
    mails: Sequence[TrainingMail], organisation: Organisation, model: Model | None
) -> list[TrainingMail]:
    ordinary = (mail for mail in mails if mail.swedish and not mail.dangers and len(mail.text) >= LONG)
    alone = [(mail, judge(as_mail(mail, organisation), organisation, model)) for mail in ordinary]
    calm = [mail for mail, found in alone if not _alarming(found) and not found.doubt]
    return calm[:: max(1, len(calm) // MAILS)][:MAILS]


def _with(mail: TrainingMail, sentence: Sentence) -> TrainingMail:
    first, end, rest = mail.text.partition(". ")
    return replace(mail, text=f"{first}{end or ' '}{sentence.text} {rest}")


def _alarming(judgement: Judgement) -> bool:
    return not set(judgement.lanes).isdisjoint(ALARMS)
