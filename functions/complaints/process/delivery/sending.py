"""What follows when a letter has left, or never can."""

from dataclasses import replace
from datetime import datetime, timedelta

from complaints.model import (
    COMPLAINANT,
    UNANSWERED,
    Case,
    Decision,
    Entry,
    Letter,
    LetterState,
    SendResult,
    State,
)
from complaints.organisation import Organisation
from complaints.process.deadlines import overdue, pausing
from complaints.process.delivery import unreached
from complaints.process.errands import alarm
from complaints.process.outgoing import leaving
from complaints.process.outgoing.ways import Outlet, outlet
from complaints.process.owners import standing_in

FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=1)
MOST_DOUBLINGS = 4  # which is longer than that; a refusal of two days would otherwise come to no date at all

_REACHED = {"acknowledgement": State.ACKNOWLEDGED, "routed": State.WITH_OWNER}
_BEFORE = {
    State.ACKNOWLEDGED: (State.RECEIVED,),
    State.WITH_OWNER: (State.RECEIVED, State.ACKNOWLEDGED),
}


def is_overtaken(letter: Letter, case: Case) -> bool:
    """Whether the case changed while the letter waited for its hour, so that it must not leave any more.

    An answer ends an escalation; a family that is protected by now hears only that its mail came; and
    whoever has the case no longer is not given it.
    """
    if letter.to == COMPLAINANT and outlet(case) is Outlet.NOTHING:
        return not letter.template.startswith("acknowledgement")
    if letter.template in ("escalation", overdue.LATE):
        return case.state not in UNANSWERED
    given = letter.template in standing_in.HANDS_OVER and letter.template != alarm.ALARM
    return given and letter.to != case.owner


def ended(
    case: Case, letter: Letter, result: SendResult, organisation: Organisation, now: datetime
) -> Decision:
    """What becomes of the case when SES took a letter of it, or never will."""
    then = _refused if result.state is LetterState.REFUSED else _sent
    return then(case, letter, result, organisation, now)


def _sent(
    case: Case, letter: Letter, result: SendResult, organisation: Organisation, now: datetime
) -> Decision:
    """It is logged, its Message-IDs lead to the case, and the case may come a step further."""
    case = leaving.shown(case, letter, now)
    case, letters = alarm.handed_over(case, letter, now)
    reached = State.WITH_OWNER if letter.template == alarm.ALARM else _REACHED.get(letter.name)
    if reached and case.state in _BEFORE[reached]:
        case = replace(case, state=reached)
    case = standing_in.handed(case, letter, organisation, now)
    entry = _entry("letter_sent", letter.template, letter, now)
    return Decision(
        verdict="sent",
        case=case,
        entries=(entry,),
        letters=letters,
        traces=result.message_ids,
        send_result=result,
    )


def _refused(
    case: Case, letter: Letter, result: SendResult, organisation: Organisation, now: datetime
) -> Decision:
    """The owner is told to find another way to the complainant, and somebody above of a colleague's mailbox.

    What its writer never saw does not leave.
    """
    entry = _entry("letter_refused", f"{letter.template} was refused for good", letter, now)
    told: tuple[Letter, ...] = ()
    case = alarm.not_handed_over(case, letter, now)
    if letter.to == COMPLAINANT:
        told = not_delivered(case, letter.name, organisation, now)
        case = pausing.never_asked(case, organisation, now)
    elif leaving.is_preview_of_waiting(case, letter):
        writer = organisation.role(letter.to).holder.address
        told = not_delivered(
            case, letter.name, organisation, now, to=organisation.posts.coordinator, address=writer
        )
        case = replace(case, outgoing=None)
    elif letter.to in organisation.roles:
        holder = organisation.role(letter.to).holder.address
        case, told = unreached.told(case, [holder], letter.name, organisation, now)
    return Decision(verdict="refused", case=case, entries=(entry,), letters=told, send_result=result)


def _entry(what: str, why: str, letter: Letter, now: datetime) -> Entry:
    facts = {"letter": letter.name, "to": letter.to}
    return Entry(what=what, by="lyhörd", why=why, happened_at=now, facts=facts, for_roles=letter.for_roles)


def bounced(
    case: Case,
    what: str,
    bounce_id: str,
    addresses: tuple[str, ...],
    organisation: Organisation,
    now: datetime,
) -> Decision:
    """One of the case's letters bounced, was rejected or complained of: an entry, and somebody is told.

    `bounce_id` is stable for the event, so that its second delivery changes nothing. The owner hears of the
    complainant's letters, somebody above of a colleague's.
    """
    entry = Entry(what="not_delivered", by="lyhörd", why=what, happened_at=now, facts={"event": bounce_id})
    case, letters = unreached.told(case, addresses, bounce_id[:16], organisation, now)
    if case.complainant.address in addresses:
        letters += not_delivered(case, bounce_id[:16], organisation, now)
        case = pausing.never_asked(case, organisation, now)
    return Decision(verdict="not delivered", mail=bounce_id, case=case, entries=(entry,), letters=letters)


def backoff(attempts: int) -> timedelta:
    """How long a letter waits after SES said not now: doubled each time, an hour at most."""
    doublings = min(max(attempts - 1, 0), MOST_DOUBLINGS)
    doubled: timedelta = FIRST_WAIT * 2**doublings
    return min(doubled, LONGEST_WAIT)


def not_delivered(
    case: Case, name: str, organisation: Organisation, now: datetime, *, to: str = "", address: str = ""
) -> tuple[Letter, ...]:
    """Tell the owner, or who is named, of a letter that did not arrive: the complainant's, unless said."""
    letter = Letter(
        name=f"not-delivered-{name}",
        template="not_delivered",
        to=to or case.owner,
        not_before=organisation.calendar.next_office_moment(now),
        facts={"address": address or case.complainant.address},
    )
    return (letter,)
