"""`Bedöm allvar: Karin Blom, Annika Sandell; två elever …` and `Allvar 3`: how serious a case is.

Two are asked, each without the other's word: those who are named, then those of the management who may read
the case. The gravest word counts until whoever has the case says otherwise. 1 is little, 4 the gravest.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from complaints.model import Case, Decision, Errand, ErrandKind, Role
from complaints.process import errands
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.which import acting_as
from complaints.process.commands.whom import named
from complaints.process.confidentiality.masking import masked
from complaints.process.confidentiality.readers import may_read
from complaints.process.confidentiality.secrecy import is_secret
from complaints.process.errands.rules import ANSWERED_WITHIN

JUDGES = 2
SAID = re.compile(r"\W*([1-4])(?![\d/])\W*")
AND = re.compile(r"^(?:och|and|&)\s+", re.IGNORECASE)


def ask(order: Order, at: Occasion) -> Decision:
    """Each gets what may be said without names, and a link to the case if they may read it anyway."""
    chosen, words = _parsed(order.text, at)
    judges = list(_judges(chosen, at))
    outside = [role for role in judges if not may_read(role, at.case, at.organisation, at.today)]
    if outside and (is_secret(at.case) or not words):
        return at.helped(order.written, why="severity_words")
    if len(judges) < JUDGES:
        return at.helped(order.written, why="severity_whom")
    text = "" if is_secret(at.case) else masked(words, at.case, at.organisation)
    case = at.case
    for role in judges:
        case = errands.put(case, _errand(role, text, at))
    names = ", ".join(role.holder.name for role in judges)
    asked = at.letters("severity_asked", [r.id for r in judges], text=text, by=at.staff.holder.name)
    return Decision(
        verdict="severity asked",
        case=case,
        entries=(at.entry("severity_asked", "how serious is it?", of=names),),
        letters=(at.letter("severity_sent", text=text, who=names), *asked),
    )


def say(order: Order, at: Occasion) -> Decision:
    """The word of somebody who was asked; of anybody else it is what counts from now on."""
    if not is_said(order.text):
        return at.helped(order.written, why="severity")
    mine = asked_of(at)
    return _judged(mine, order.text, at) if mine else _decided(_number(order.text), at)


def is_said(text: str) -> bool:
    """Whether a number from 1 to 4 stands first, alone or with reasons behind it."""
    return SAID.match(text) is not None


def asked_of(at: Occasion) -> Errand | None:
    """The question that waits for the writer's number."""
    waiting = [e for e in at.case.errands if e.kind is ErrandKind.SEVERITY and not e.done_at]
    return next((errand for errand in waiting if errand.of in acting_as(at)), None)


def _judged(errand: Errand, words: str, at: Occasion) -> Decision:
    """Kept; once all have said theirs whoever asked hears both, and the gravest counts."""
    case = errands.done(at.case, errand, at.now, answer=words)
    entry = at.entry("severity_said", f"said {_number(words)}", number=str(_number(words)))
    both = _of_the_same_question(errand, case)
    if not all(each.done_at for each in both):
        return Decision(verdict="severity said", case=case, entries=(entry,))
    gravest = max(_number(each.answer) for each in both)
    said = "\n".join(f"{at.organisation.role(e.of).holder.name}: {_number(e.answer)}" for e in both)
    letter = at.letter("severity_judged", to=errand.by, said=said, number=str(gravest))
    case = replace(case, severity=gravest)
    return Decision(verdict="severity judged", case=case, entries=(entry,), letters=(letter,))


def _decided(number: int, at: Occasion) -> Decision:
    entry = at.entry("severity", f"decided on {number}", number=str(number))
    letter = at.letter("severity_noted", number=str(number))
    case = replace(at.case, severity=number)
    return Decision(verdict="severity decided", case=case, entries=(entry,), letters=(letter,))


def _errand(role: Role, text: str, at: Occasion) -> Errand:
    return Errand(
        name=f"severity-{at.case.entries + 1}-{role.id}",
        kind=ErrandKind.SEVERITY,
        of=role.id,
        by=at.staff.id,
        text=text,
        next_at=at.organisation.calendar.working_day_opening(at.now, ANSWERED_WITHIN),
    )


def _number(text: str) -> int:
    said = SAID.match(text)
    return int(said[1]) if said else 0


def _of_the_same_question(errand: Errand, case: Case) -> list[Errand]:
    question = errand.name.removesuffix(errand.of)
    return [e for e in case.errands if e.kind is ErrandKind.SEVERITY and e.name.startswith(question)]


def _parsed(text: str, at: Occasion) -> tuple[list[Role], str]:
    """Those who are named at the beginning, and the words behind them."""
    roles: list[Role] = []
    while len(roles) < JUDGES and (who := named(AND.sub("", text), at.organisation, at.staff)):
        roles.append(who.role)
        text = who.rest
    return roles, text.strip()


def _judges(chosen: list[Role], at: Occasion) -> Iterator[Role]:
    """Two, nobody twice, nobody whom the matter concerns, not whoever asks."""
    posts = at.organisation.posts
    management = map(at.organisation.role, (posts.deputy_head, posts.coordinator, posts.head))
    readers = [role for role in management if may_read(role, at.case, at.organisation, at.today)]
    found = {role.id: role for role in (*chosen, *readers)}
    fit = [r for r in found.values() if r.id not in (*at.case.judgement.barred, at.staff.id)]
    yield from fit[:JUDGES]
