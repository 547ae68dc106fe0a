"""`HR: lärare höjt rösten` – a thread with HR that only its writers and the management read.

HR gets the few words and no way to the case; whatever HR writes back belongs to the thread. It stands in no
sheet and in no letter to the complainant, and not on the page of anybody else who reads the case.
"""

from dataclasses import replace

from complaints.model import Decision, Entry, Errand, ErrandKind, Letter
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process import errands
from complaints.process.commands.order import Occasion, Order
from complaints.process.confidentiality.masking import masked


def refer(order: Order, at: Occasion) -> Decision:
    """The words without names, to HR; whoever writes sees them so."""
    if policy_of(at.case.judgement).only_named:
        return at.helped(order.written, why="hr_named")
    hr, words = at.organisation.posts.staff_matters, masked(order.text, at.case, at.organisation)
    if hr in at.case.judgement.barred:
        return at.helped(order.written, why="concerned")
    thread = Errand(name="hr", kind=ErrandKind.HR, of=hr, by=at.staff.id, text=words)
    asked = at.letter("hr_asked", to=hr, masked=words, by=at.staff.holder.name)
    who = at.organisation.acting(hr, at.today).id
    asked = replace(asked, in_person=who not in _roles(at.organisation))  # to nobody outside HR
    return Decision(
        verdict="referred to HR",
        case=errands.put(at.case, thread),
        entries=(_kept(at.entry("hr", "to HR"), at.staff.id, at),),
        letters=tuple(_apart(each, at.staff.id, at) for each in (asked, at.letter("hr_sent", masked=words))),
    )


def thread_of(at: Occasion) -> Errand | None:
    """The thread, where whoever writes is HR and does not own the case: then all their words belong to it."""
    if at.staff.id not in _roles(at.organisation) or at.case.owner in _roles(at.organisation):
        return None
    return next((errand for errand in at.case.errands if errand.kind is ErrandKind.HR), None)


def answered(thread: Errand, at: Occasion) -> Decision:
    """HR's words, to whoever asked last."""
    words = masked(at.mail.new_text, at.case, at.organisation)
    letter = at.letter("hr_answer", to=thread.by, masked=words, who=at.staff.holder.name)
    return Decision(
        verdict="HR answered",
        case=at.case,
        entries=(_kept(at.entry("hr", "from HR"), thread.by, at),),
        letters=(_apart(letter, thread.by, at),),
    )


def _roles(organisation: Organisation) -> tuple[str, ...]:
    hr = organisation.role(organisation.posts.staff_matters)
    return (hr.id, *hr.deputies)


def _readers(asker: str, at: Occasion) -> tuple[str, ...]:
    posts, barred = at.organisation.posts, at.case.judgement.barred
    roles = dict.fromkeys((asker, *_roles(at.organisation), posts.deputy_head, posts.head))
    return tuple(role for role in roles if role not in barred)


def _kept(entry: Entry, asker: str, at: Occasion) -> Entry:
    return replace(entry, for_roles=_readers(asker, at))


def _apart(letter: Letter, asker: str, at: Occasion) -> Letter:
    """That it was sent is for the same readers alone."""
    return replace(letter, for_roles=_readers(asker, at))
