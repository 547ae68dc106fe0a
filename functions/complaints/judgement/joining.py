"""What the rules found and what the learned model holds likely, made one. All of how they join stands here.

    danger      from either is enough. But except in a brief mail the model takes none that it holds HARDLY
                likely of itself, whatever it has in common with other dangers, unless one sentence says it
                outright; nor do the rules' words for an alarm count then, unless they say it outright, are
                for a protected identity, or only requests are seen beside.
    papers      that are asked for are data of one's own where the model is SURE of that and holds nothing
                likelier, neither a request for public documents nor another ordinary lane.
    other lanes the model's likeliest; only if it is SURE spam, or praise against words of discontent, since
                nobody has to answer these; and somebody else's matter only where no unit of ours is named.
    brief mails of a line tell the model little: what the rules have words for stands, unless it is SURE of
                another lane, and spam always. Of its own it gives alarms, a request if it is SURE, and a
                likely category that no trap denies.
    category    the better-founded, in log odds: the model's, and TRUST in the rules' words. The lane taken
                speaks for some and against others, as it did in the training mails; a unit of a category's
                own form for it, one of another against it, and who is blamed for that of leaders. Degrading
                treatment is a category where the lane says so.
    unread      in a language that neither reads a question mark is no question, and the model gives no lane
                but a dangerous one. Categories it gives as elsewhere.
    doubt       the model is NEAR a danger that is not taken, or HARDLY believes an alarm that the rules have
                words for, or the mail is in a language that neither reads: the lane taken and the dangerous
                one are both proposed to the coordinator.

Reasons of the model say `resembles`: "the mail is like mails about …", with the words that weighed most.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from complaints.judgement.categories import FoundCategory, trapped
from complaints.judgement.lanes import Found
from complaints.judgement.learned import Likeness
from complaints.judgement.words import Words
from complaints.model import Lane, Reason, Unit
from complaints.organisation import Category, Organisation
from complaints.policy import ALARMS, DANGEROUS, PROTECTIVE

RESEMBLES = "resembles"
LANGUAGES = ("sv", "en", "no", "da", "unknown")  # that rules and model can read; unknown is too short to tell

# Lanes that the model may give where there is no danger.
ORDINARY = (
    Lane.DATA_REQUEST,
    Lane.DEMAND,
    Lane.WRONG_RECIPIENT,
    Lane.FAULT_REPORT,
    Lane.QUESTION,
    Lane.SUGGESTION,
    Lane.PRAISE,
    Lane.SPAM,
    Lane.COMPLAINT,
)
# Alarms for which words alone need not count. A protected identity stands beside whatever else is told, and
# to the model such a mail is like others of that.
DISPUTED = (Lane.ACUTE, Lane.KRANKNING, Lane.THREAT)
BRIEF = 18  # words of subject and text
HARDLY = 0.05  # probability of a dangerous lane
# Log odds below the model's threshold for danger. Of requests few are missed, and to be asked costs as much.
NEAR = {"alarm": 1.5, "request": 0.5}
SURE = 0.9  # probability
LIKELY_LANE = 0.2  # an ordinary lane is taken from here
LIKELY_CATEGORY = 0.05  # a category that only the model sees is proposed from here
LIKELY_IF_BRIEF = 0.65  # and in a brief mail from here
UNSEEN = -4.0  # log odds of a category that the model does not know
TRUST = 1.5  # log odds that any number of the rules' words is worth at most
FORM_TELLS = 1.0  # log odds; likewise
BLAME_TELLS = 1.0
NOTHING_TO_GO_BY: tuple[tuple[str, ...], ...] = ((), ("?",))  # no word, or a question mark alone


@dataclass(frozen=True)
class Known:
    """What else is known of a mail whose category is asked for. A brief one's words are looked at anew."""

    lanes: Sequence[Lane]  # most protective first
    unit: Unit | None
    words: Words
    blamed: str = ""  # the category for a leader who is or may be complained about


@dataclass(frozen=True)
class Joined:
    """The lanes, most protective first, with the rules' words for each, and those that the model added."""

    lanes: Found
    added: tuple[Lane, ...] = ()
    doubt: tuple[Lane, ...] = ()  # the main lane and the one that it may be instead
    unread: bool = False  # in a language that neither reads, and nothing dangerous was found


def join_lanes(
    rules: Found,
    likeness: Likeness,
    language: str = "sv",
    *,
    ours: bool = False,
    certain: Collection[Lane] = (),
) -> Joined:
    """The rules' lanes and what the model holds likely enough. `ours`: a unit of ours is named. `certain`:
    lanes for which it is said outright.
    """
    if Lane.AUTOMATIC in rules:
        return Joined(rules)
    denied = frozenset() if _brief(likeness) else likeness.hardly(HARDLY)
    if language in LANGUAGES and _is_own_data(likeness):
        rules = _as_own_data(rules, likeness)
        denied |= {Lane.DOCUMENT_REQUEST}
    taken = [lane for lane in likeness.dangers if lane not in denied]
    said = {lane: why for lane, why in rules.items() if lane in PROTECTIVE}
    found = {lane: why for lane, why in said.items() if lane in certain or lane not in {*DISPUTED} & denied}
    dangers = {*taken, *found}.intersection(DANGEROUS)
    if dangers and dangers.isdisjoint(ALARMS):  # a request protects nobody: the words for an alarm stand
        found = said
    seen = not found.keys().isdisjoint(DANGEROUS)
    if _brief(likeness):
        sure = (lane for lane in taken if lane in ALARMS or likeness.lanes[lane] >= SURE)
        taken = [] if seen else list(sure)
    if taken or seen:
        lanes = found | {lane: () for lane in taken if lane not in found}
        if set(lanes) == {Lane.PROTECTED}:  # a mark on top of what the mail is about
            lanes[Lane.COMPLAINT] = rules.get(Lane.COMPLAINT, ())
        return Joined({lane: lanes[lane] for lane in Lane if lane in lanes}, tuple(taken))
    possible = [lane for lane in ORDINARY if not (ours and lane is Lane.WRONG_RECIPIENT)]
    return _ordinary(rules, likeness, possible, unread=language not in LANGUAGES)


def _brief(likeness: Likeness) -> bool:
    return likeness.length < BRIEF


def _is_own_data(likeness: Likeness) -> bool:
    """Whether what is asked for is what we hold of the one who asks, or of their child.

    How likely that is was learned from mails without danger, and so is told a little too high here.
    """
    likely = likeness.lanes.get(Lane.DATA_REQUEST, 0.0)
    rivals = (likeness.lanes.get(lane, 0.0) for lane in (Lane.DOCUMENT_REQUEST, *ORDINARY))
    return likely >= max(SURE, *rivals)


def _as_own_data(rules: Found, likeness: Likeness) -> Found:
    """What the rules found, papers that are asked for taken for data, so that nobody's request is lost."""
    if Lane.DOCUMENT_REQUEST not in {*rules, *likeness.dangers}:
        return rules
    others: Found = {lane: why for lane, why in rules.items() if lane != Lane.DOCUMENT_REQUEST}
    others[Lane.DATA_REQUEST] = rules.get(Lane.DATA_REQUEST) or rules.get(Lane.DOCUMENT_REQUEST, ())
    return others


def _ordinary(rules: Found, likeness: Likeness, possible: Sequence[Lane], *, unread: bool) -> Joined:
    heard = rules if not unread or _says_something(rules) else {}
    lanes = {lane: why for lane, why in heard.items() if lane not in DANGEROUS} or {Lane.COMPLAINT: ()}
    best = max(possible, key=lambda lane: likeness.lanes.get(lane, 0.0))
    given = not unread and _is_likely(best, rules, likeness)
    if given:
        lanes = {best: rules.get(best, ())}
    disbelieved = [lane for lane in DISPUTED if lane in rules]
    nearest, near = likeness.nearest(NEAR)
    asked = unread or disbelieved or near
    if asked and Lane.SPAM in lanes:  # what may be danger is not put aside
        lanes = {Lane.COMPLAINT: ()}
    main = next(lane for lane in Lane if lane in lanes)
    added = (best,) if given and best in lanes and best not in rules else ()
    doubt = (main, next(iter(disbelieved), nearest)) if asked else ()
    return Joined(lanes, added, doubt, unread)


def _says_something(rules: Found) -> bool:
    return any(why not in NOTHING_TO_GO_BY for why in rules.values())


def _is_likely(best: Lane, rules: Found, likeness: Likeness) -> bool:
    """Whether the model's likeliest lane is taken instead of what the rules found."""
    brief = _brief(likeness)
    if brief and Lane.SPAM in rules:
        return False
    discontent = any(rules.get(lane) for lane in (Lane.COMPLAINT, *PROTECTIVE))
    unheard = best is Lane.SPAM or (best is Lane.PRAISE and discontent)
    needed = SURE if unheard or (brief and _says_something(rules)) else LIKELY_LANE
    return likeness.lanes.get(best, 0.0) >= needed


def join_categories(
    rules: Sequence[FoundCategory], likeness: Likeness, known: Known, organisation: Organisation
) -> list[str]:
    """Codes of categories, the better-founded first; on a draw as the organisation file has them."""
    if _brief(likeness) and rules:
        return [found.category.code for found in rules]
    words = {found.category.code: found.weight for found in rules}
    needed, denied = LIKELY_CATEGORY, frozenset[str]()
    if _brief(likeness):
        needed, denied = LIKELY_IF_BRIEF, trapped(known.words, organisation)
    founded = {
        code: likeness.category_odds.get(code, UNSEEN)
        + TRUST * (1 - 0.5 ** words.get(code, 0))
        + likeness.lane_tells(code, known.lanes[0])
        + _beside(category, known)
        for code, category in organisation.categories.items()
        if code in (*words, known.blamed)
        or (likeness.categories.get(code, 0.0) >= needed and code not in denied)
    }
    if Lane.KRANKNING not in known.lanes:
        founded.pop(Lane.KRANKNING, None)
    return sorted(founded, key=lambda code: -founded[code])


def _beside(category: Category, known: Known) -> float:
    """The log odds that unit and leaders add to a category."""
    odds = 0.0
    if known.unit and category.form:
        odds += FORM_TELLS if category.form == known.unit.form else -FORM_TELLS
    if category.code == known.blamed:
        odds += BLAME_TELLS
    return odds


def resemblances(
    joined: Joined, category: str, likeness: Likeness, silent: Collection[str]
) -> Iterator[Reason]:
    """What the model has to say for a judgement: for each lane it added, and for the category.

    `silent`: plain words that are no reason, such as those that every mail has.
    """
    for lane in joined.added:
        if lane in likeness.lanes:
            yield Reason(about=RESEMBLES, says=lane, because=likeness.words_for(lane, silent))
    if likeness.categories.get(category, 0.0) >= LIKELY_CATEGORY:
        yield Reason(about=RESEMBLES, says=category, because=likeness.words_for(category, silent))
