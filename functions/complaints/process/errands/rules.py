"""What happens when an errand's hour has come, a rule a kind, on one screen."""

from collections.abc import Callable

from complaints.model import UNANSWERED, Case, Errand, ErrandKind
from complaints.policy import policy_of
from complaints.process.errands import alarm, measure
from complaints.process.errands.again import Again, Asked

EVERY = 5  # working days between two questions about the same
ANSWERED_WITHIN = 2  # working days that a colleague has who is asked something
REVIEWED_AFTER = 40  # working days that a contact person goes on without being asked again


ASKING = {ErrandKind.ADVICE: "advice_asked", ErrandKind.SEVERITY: "severity_asked"}  # the letters


def waits(errand: Errand, case: Case) -> bool:
    """Whether the errand is still to be done. An inquiry is, until rektor too has ended it by an answer.

    A measure is, until another than its doer has said that it holds.
    """
    if errand.kind is ErrandKind.INQUIRY:
        return errand.done_at is None or case.state in UNANSWERED
    if errand.kind is ErrandKind.MEASURE:
        return not errand.verified_by
    return errand.done_at is None


def _inquiry(again: Again) -> Asked:
    """How it goes is asked of whoever has not ended it: the owner by an answer, the huvudman by a word."""
    owner = (again.case.owner,) if again.case.state in UNANSWERED else ()
    huvudman = (again.errand.of,) if again.errand.done_at is None else ()
    letters = tuple(again.letter("inquiry", to) for to in (*owner, *huvudman))
    return Asked(letters=letters, next_at=again.after(EVERY))


def _urged(again: Again) -> Asked:
    """The day of an uppmaning has come without a word: its receiver hears, who gave it, and the head.

    Not the head where nobody hears of the case but those whom its lane names.
    """
    head = () if policy_of(again.case.judgement).only_named else (again.organisation.posts.head,)
    told = dict.fromkeys((again.errand.of, again.errand.by, *head))
    day = again.organisation.calendar.day_of(again.now)
    today = "yes" if again.errand.due_on == day else ""
    others = [role for role in told if role not in again.case.judgement.barred]
    letters = tuple(again.letter("urged_due", to, today=today) for to in others)
    return Asked(letters=letters, next_at=again.after(EVERY))


def _contact(again: Again) -> Asked:
    """One contact person is for a time: on the day of review she is asked if it is still needed."""
    letters = (again.letter("contact_review", again.errand.of),)
    return Asked(letters=letters, next_at=again.after(REVIEWED_AFTER))


def _answered_by_a_colleague(again: Again) -> Asked:
    """Whoever was asked is asked once more; then whoever asked hears that no answer came."""
    errand = again.errand
    if errand.asked == 0:
        letters = (again.letter(ASKING[errand.kind], errand.of),)
        return Asked(letters=letters, next_at=again.after(ANSWERED_WITHIN))
    who = again.organisation.role(errand.of).holder.name
    return Asked(letters=(again.letter("no_reply_within", errand.by, who=who, kind=errand.kind),))


RULES: dict[ErrandKind, Callable[[Again], Asked]] = {
    ErrandKind.SEEN: alarm.next_in_the_chain,
    ErrandKind.MEASURE: measure.rule,
    ErrandKind.INQUIRY: _inquiry,
    ErrandKind.URGED: _urged,
    ErrandKind.CONTACT: _contact,
    ErrandKind.ADVICE: _answered_by_a_colleague,
    ErrandKind.SEVERITY: _answered_by_a_colleague,
}
