"""`Släpp in`, `Avvisa`, `Eget ärende`: a mail of somebody unverified. `Bättre`: an unclear evaluation."""

from dataclasses import replace

from complaints.model import Decision, Letter
from complaints.process.arrival import apart
from complaints.process.commands.order import Occasion, Order
from complaints.process.conversation import evaluation
from complaints.process.deadlines import pausing


def let_in(order: Order, at: Occasion) -> Decision:
    """The mails that are held belong to the case. Nothing goes to who sent them."""
    return _decided(order, at, "let_in")


def turn_away(order: Order, at: Occasion) -> Decision:
    """They do not. They are kept all the same."""
    return _decided(order, at, "turned_away")


def own_case(order: Order, at: Occasion) -> Decision:
    """Each is a complaint of its own, acknowledged to who wrote it. No word of this case goes along."""
    if not at.foreseen.apart:
        return at.helped(order.written, why="nothing_held" if not at.case.held else "held_gone")
    word = at.entry("own_case", "it is a complaint of its own", text="")
    changes = [
        change
        for admission in at.foreseen.apart
        for change in apart.opened(admission, word, at.organisation, at.now)
    ]
    opened = {admission.mail.raw_sha256 for admission in at.foreseen.apart}
    left = tuple(one for one in at.case.held if one.sha256 not in opened)
    senders = dict.fromkeys(one.sender for one in at.case.held if one.sha256 in opened)
    receipt = at.letter(
        "held_decided",
        decided="own_case",
        sender=", ".join(senders),
        numbers=", ".join(change.case.number for change in changes),
        left=str(len(left)) if left else "",
    )
    entry = at.entry("own_case", "mails that were held are cases of their own", held=" ".join(sorted(opened)))
    return Decision(
        verdict="own case",
        case=replace(at.case, held=left),
        entries=(entry,),
        letters=(receipt,),
        beside=tuple(changes),
    )


def better(order: Order, at: Occasion) -> Decision:
    """What a complainant's own words to the follow-up question mean, as a human reads them."""
    outcome = evaluation.understand(order.text)
    if outcome is None or not (evaluation.asked(at.case) and at.case.heard_at):
        return at.helped(order.written, why="no_evaluation")
    decision = evaluation.evaluated(at.case, outcome, "", at.organisation, at.now, by=at.staff.id)
    receipt = at.letter("evaluation_noted", outcome=outcome.value)
    return replace(decision, letters=(*decision.letters, receipt))


def _decided(order: Order, at: Occasion, what: str) -> Decision:
    held = at.case.held
    if not held:
        return at.helped(order.written, why="nothing_held")
    strangers = tuple(dict.fromkeys(one.sender for one in held))
    case = replace(at.case, held=(), strangers=(*at.case.strangers, *strangers)[-20:])
    told: tuple[Letter, ...] = ()
    if what == "let_in":
        case = pausing.resumed(case, at.organisation, at.now)
        hour = at.organisation.calendar.next_office_moment(at.now)
        told = pausing.told_later(at.case, case, hour, let_in="yes")
    entry = at.entry(what, "decided on mails that were held", held=" ".join(one.sha256 for one in held))
    receipt = at.letter("held_decided", decided=what, sender=", ".join(strangers))
    return Decision(verdict=what, case=case, entries=(entry,), letters=(receipt, *told))
