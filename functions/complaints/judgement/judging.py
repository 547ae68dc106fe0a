"""Mail + Organisation → Judgement: the findings of rules and of the learned model, with reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from complaints.judgement.categories import FoundCategory, propose
from complaints.judgement.joining import BRIEF, Joined, Known, join_categories, join_lanes, resemblances
from complaints.judgement.lanes import Reading, certainly, lanes_of
from complaints.judgement.leaders import Accused, accused
from complaints.judgement.learned import Likeness
from complaints.judgement.lists import Lists, word_lists
from complaints.judgement.matching import find_any, said
from complaints.judgement.reading import words_of
from complaints.judgement.routing import by_policy
from complaints.judgement.units import FoundUnit, recognise
from complaints.judgement.weights import Model, learned
from complaints.judgement.words import Words, plainly
from complaints.model import Judgement, Lane, Mail, Reason
from complaints.organisation import Category, Organisation

DISSATISFIED = (Lane.ACUTE, Lane.KRANKNING, Lane.APPEAL, Lane.DEMAND, Lane.THREAT, Lane.COMPLAINT)
BLAMED = 0.2  # how probable a complaint about a leader is to be held for one: in doubt it is
SEVERAL = 0.35  # how probable several matters are to be looked for
ONE = 0.05  # and below this there is one
COUNTED = (Lane.KRANKNING, Lane.DEMAND, Lane.COMPLAINT)  # lanes whose matters are worth counting


@dataclass(frozen=True)
class Findings:
    """What was found in one mail."""

    words: Words
    joined: Joined
    likeness: Likeness
    unit: FoundUnit
    categories: list[FoundCategory]
    accused: list[Accused]

    @property
    def lane(self) -> Lane:
        """The most protective."""
        return next(iter(self.joined.lanes))


def judge(mail: Mail, organisation: Organisation, model: Model | None = None) -> Judgement:
    """What the mail is about, who acts first, who is told, and why. `model`: another than this release's."""
    lists = word_lists()
    likeness = Likeness(
        mail.subject,
        mail.new_text,
        model or learned(),
        staff=organisation.is_by_staff(mail),
        idioms=[hit.words for hit in find_any(lists.idioms, words_of(mail))],
    )
    findings = _find(mail, organisation, lists, likeness)
    category, others = _categories(findings, organisation)
    health = said(lists.sensitive.words, lists.sensitive.traps, findings.words)
    at_risk = said(lists.right_to_education.words, lists.right_to_education.traps, findings.words)
    judgement = Judgement(
        lane=findings.lane,
        category=category.code,
        owner="",  # set below, by all of this
        unit=findings.unit.unit.id if findings.unit.unit else None,
        also=tuple(findings.joined.lanes)[1:],
        also_categories=others,
        matters=_matters(findings, lists) if findings.lane in COUNTED else None,
        barred=_barred(findings),
        doubt=findings.joined.doubt,
        reasons=tuple(_reasons(findings, category, health, at_risk, lists.says_little)),
    )
    unread = findings.joined.unread
    return by_policy(judgement, organisation, private=bool(health), at_risk=bool(at_risk), unread=unread)


def _find(mail: Mail, organisation: Organisation, lists: Lists, likeness: Likeness) -> Findings:
    words = words_of(mail)
    unit = recognise(words, organisation, lists.units)
    likely = likeness.length >= BRIEF and likeness.sign("leader") >= BLAMED
    suspects = accused(words, organisation, unit.unit, lists.leaders, likely=likely)
    surely = any(suspect.surely for suspect in suspects)
    reading = Reading(
        mail,
        words,
        ours=unit.unit is not None,
        against=surely,
        certain=certainly(words, lists),
        resembles=likeness.lanes,
    )
    joined = join_lanes(
        lanes_of(reading, organisation, lists),
        likeness,
        mail.language,
        ours=reading.ours,
        certain=reading.certain,
    )
    dissatisfied = surely or not joined.lanes.keys().isdisjoint(DISSATISFIED)
    against = [suspect for suspect in suspects if dissatisfied]
    return Findings(
        words=words,
        joined=joined,
        likeness=likeness,
        unit=unit,
        categories=propose(words, organisation),
        accused=against,
    )


def _categories(findings: Findings, organisation: Organisation) -> tuple[Category, tuple[str, ...]]:
    """The category, and the others proposed: whom it surely blames first, then a topic made for a surge."""
    blamed = _blamed(findings.accused, organisation)
    beside = Known(tuple(findings.joined.lanes), findings.unit.unit, findings.words, blamed)
    known = join_categories(findings.categories, findings.likeness, beside, organisation)
    surge = [f.category.code for f in findings.categories if f.category.code in organisation.topics]
    proposed = [*surge, *known]
    if Lane.KRANKNING in findings.joined.lanes and findings.lane in (
        Lane.ACUTE,
        Lane.PROTECTED,
        Lane.KRANKNING,
    ):
        proposed.insert(0, "krankning")
    elif any(leader.surely for leader in findings.accused):
        proposed.insert(0, blamed)
    codes = list(dict.fromkeys(proposed)) or [organisation.other.code]
    return organisation.category(codes[0]), tuple(codes[1:])


def _blamed(accused: Iterable[Accused], organisation: Organisation) -> str:
    """The category of a complaint about these leaders."""
    heads = {"", *(unit.head for unit in organisation.units.values())}  # empty: of a unit not named
    roles = {leader.role for leader in accused}
    if not roles:
        return ""
    return "personal" if roles.isdisjoint(heads) else "rektor"


def _barred(findings: Findings) -> tuple[str, ...]:
    return tuple(a.role for a in findings.accused if a.role)


def _matters(findings: Findings, lists: Lists) -> int | None:
    """A stated number, or what the mail as a whole is like; one when one category speaks alone."""
    stated = [number for number, words in lists.matters.items() if said(words, (), findings.words)]
    if stated:
        return max(stated)
    several = findings.likeness.sign("several")
    if several >= SEVERAL:
        return 2
    return 1 if len(findings.categories) <= 1 or 0 < several < ONE else None


def _reasons(
    findings: Findings,
    category: Category,
    health: tuple[str, ...],
    at_risk: tuple[str, ...],
    says_little: frozenset[str],
) -> Iterable[Reason]:
    for lane, why in findings.joined.lanes.items():
        if why or lane not in findings.joined.added:
            yield Reason(about="lane", says=lane, because=why)
    for found in findings.categories:
        yield Reason(about="category", says=found.category.code, because=found.why)
    unit_words = {plainly(word) for why in findings.unit.why for word in why.split()}
    yield from resemblances(findings.joined, category.code, findings.likeness, says_little | unit_words)
    if findings.unit.why:
        unit = findings.unit.unit
        yield Reason(about="unit", says=unit.id if unit else "", because=findings.unit.why)
    for leader in findings.accused:
        yield Reason(about="blamed", says=leader.role, because=leader.why)
    if health or category.sensitive:
        yield Reason(about="sensitive", says="true", because=health or (category.code,))
    if at_risk:
        yield Reason(about="urgent", says="true", because=at_risk)
