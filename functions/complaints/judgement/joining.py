"""What the rules found and what the learned model holds likely, made one. All of how they join stands here.

    danger      from either is enough. The model never takes a danger back that the rules saw.
    other lanes the rules', but where they found nothing to go by, the model's, if it is likely.
    brief mails in a line or two the model is asked for danger alone, but not for staff matters: those shut
                everybody else out.
    category    the better-founded: TRUST in the rules' words, plus the model's probability.

Reasons of the model say `resembles`: "the mail is like mails about …", with the words that weighed most.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from complaints.judgement.categories import FoundCategory
from complaints.judgement.lanes import PROTECTIVE, Found
from complaints.judgement.learned import Likeness
from complaints.model import Lane, Reason

RESEMBLES = "resembles"

# Lanes that the model may give where the rules found none. Never spam: what is taken for spam is not read.
ORDINARY = (
    Lane.DATA_REQUEST,
    Lane.DEMAND,
    Lane.WRONG_RECIPIENT,
    Lane.FAULT_REPORT,
    Lane.QUESTION,
    Lane.SUGGESTION,
    Lane.PRAISE,
    Lane.COMPLAINT,
)
BRIEF = 20  # words of subject and text
LIKELY_LANE = 0.3  # an ordinary lane is taken from here
LIKELY_CATEGORY = 0.15  # a category that only the model sees is proposed from here
TRUST = 1.0  # what any number of the rules' words is worth at most, as a probability
NOTHING_TO_GO_BY: tuple[tuple[str, ...], ...] = ((), ("?",))  # no word, or a question mark alone


@dataclass(frozen=True)
class Joined:
    """The lanes, most protective first, with the rules' words for each, and those that the model added."""

    lanes: Found
    added: tuple[Lane, ...] = ()


def join_lanes(rules: Found, likeness: Likeness) -> Joined:
    """The rules' lanes and what the model holds likely enough."""
    if Lane.AUTOMATIC in rules:
        return Joined(rules)
    brief = likeness.length < BRIEF
    if dangers := tuple(x for x in likeness.dangers if not (brief and x is Lane.STAFF_MATTER)):
        lanes = {lane: why for lane, why in rules.items() if lane in PROTECTIVE}
        lanes |= {lane: () for lane in dangers if lane not in lanes}
        if set(lanes) == {Lane.PROTECTED}:  # a mark on top of what the mail is about
            lanes[Lane.COMPLAINT] = rules.get(Lane.COMPLAINT, ())
        return Joined({lane: lanes[lane] for lane in Lane if lane in lanes}, dangers)
    return Joined(rules) if brief else _ordinary(rules, likeness)


def _ordinary(rules: Found, likeness: Likeness) -> Joined:
    best = max(ORDINARY, key=lambda lane: likeness.lanes.get(lane, 0.0))
    likely = likeness.lanes.get(best, 0.0) >= LIKELY_LANE
    if likely and best not in rules and all(why in NOTHING_TO_GO_BY for why in rules.values()):
        return Joined({best: ()}, (best,))
    return Joined(rules)


def join_categories(rules: Sequence[FoundCategory], likeness: Likeness) -> list[str]:
    """Codes of categories, the better-founded first; on a draw as the rules have them."""
    founded = {found.category.code: TRUST * (1 - 0.5**found.weight) for found in rules}
    for code, probability in likeness.categories.items() if likeness.length >= BRIEF else ():
        if code in founded or probability >= LIKELY_CATEGORY:
            founded[code] = founded.get(code, 0.0) + probability
    return sorted(founded, key=lambda code: -founded[code])


def resemblances(joined: Joined, category: str, likeness: Likeness) -> Iterator[Reason]:
    """What the model has to say for a judgement: for each lane it added, and for the category."""
    for lane in joined.added:
        yield Reason(about=RESEMBLES, says=lane, because=likeness.words_for(lane))
    if likeness.length >= BRIEF and likeness.categories.get(category, 0.0) >= LIKELY_CATEGORY:
        yield Reason(about=RESEMBLES, says=category, because=likeness.words_for(category))
