"""While which a command can do something in a case: a page offers no button that can only fail.

Whether somebody may give it is asked elsewhere (see who). In doubt a command means something: its letter
tells why it does not.
"""

from collections.abc import Callable
from datetime import date

from complaints.model import UNANSWERED, Case, ErrandKind, Lane, Role
from complaints.organisation import Organisation
from complaints.policy import clocks_of, is_investigated, policy_of
from complaints.process.commands.agreeing import offered
from complaints.process.commands.dismissing import NEVER
from complaints.process.commands.table import (
    CONTACT,
    LET_IN,
    NO_COMPLAINT,
    ON_TRACK,
    OWN_CASE,
    STOP,
    TEACHER,
    TEAM,
    VERIFIED,
)
from complaints.process.commands.which import numbered
from complaints.process.confidentiality.secrecy import is_secret
from complaints.process.conversation import evaluation
from complaints.process.errands.alarm import is_raised
from complaints.process.outgoing.ways import Outlet, outlet
from complaints.process.owners.contact import errand_of

Meant = Callable[[Case, Role, Organisation, date], bool]


def mailable(case: Case, *_: object) -> bool:
    """Something may be mailed to the complainant."""
    return outlet(case) is not Outlet.NOTHING


def unanswered(case: Case, *_: object) -> bool:
    """An answer is still to come."""
    return case.state in UNANSWERED


def no_inquiry(case: Case, *_: object) -> bool:
    """It may be closed in a line: no investigation is owed."""
    return not is_investigated(case.judgement)


def dismissable(case: Case, *_: object) -> bool:
    """It is nothing that may harm a child."""
    return not NEVER & clocks_of(case.judgement)


def has_result(case: Case, *_: object) -> bool:
    """It was answered, or the answer waits."""
    return bool(case.answered_at or (case.outgoing and case.outgoing.closes))


def words_wait(case: Case, *_: object) -> bool:
    """Words wait to be sent."""
    return case.outgoing is not None


def something_offered(case: Case, reader: Role, organisation: Organisation, today: date) -> bool:
    """A yes of the reader takes something."""
    return offered(case, reader, organisation, today) is not None


def own_reason_waits(case: Case, reader: Role, *_: object) -> bool:
    """Words of the reader wait that were made milder."""
    words = case.outgoing
    return words is not None and "softened" in words.facts and words.by == reader.id


def tellable(case: Case, *_: object) -> bool:
    """Its words may be mailed among colleagues, and stand on the sheet."""
    return not is_secret(case)


def not_only_named(case: Case, *_: object) -> bool:
    """Others than those whom the lane names may hear of it."""
    return not policy_of(case.judgement).only_named


def something_to_do(case: Case, *_: object) -> bool:
    """A measure or an urging is not done yet."""
    return any(not errand.done_at for errand in numbered(case))


def done_by_another(case: Case, reader: Role, *_: object) -> bool:
    """A measure is called done by another than the reader, and nobody has verified it."""
    measures = (errand for errand in case.errands if errand.kind is ErrandKind.MEASURE)
    return any(e.done_at and not e.verified_by and e.done_by != reader.id for e in measures)


def anothers(case: Case, reader: Role, *_: object) -> bool:
    """Somebody else has the case."""
    return case.owner != reader.id


def inquired(case: Case, *_: object) -> bool:
    """An inquiry is not ended."""
    return any(e.kind is ErrandKind.INQUIRY and not e.done_at for e in case.errands)


def alarmed(case: Case, *_: object) -> bool:
    """Nobody has seen its alarm."""
    return is_raised(case)


def contact_free(case: Case, *_: object) -> bool:
    """Nobody has taken over the contact."""
    return errand_of(case) is None


def contact_taken(case: Case, *_: object) -> bool:
    """Somebody has."""
    return errand_of(case) is not None


def mails_held(case: Case, *_: object) -> bool:
    """A mail of somebody unverified waits."""
    return bool(case.held)


def answered_unclearly(case: Case, *_: object) -> bool:
    """The complainant was asked if it got better, and wrote something."""
    return evaluation.asked(case) and bool(case.heard_at)


def a_complaint(case: Case, *_: object) -> bool:
    """It is taken for a plain complaint."""
    return case.judgement.lane is Lane.COMPLAINT


def no_complaint(case: Case, *_: object) -> bool:
    """It is taken for something else."""
    return case.judgement.lane is not Lane.COMPLAINT


MEANT_WHILE: dict[str, Meant] = {  # by the first word of a command; all others always
    "Löst direkt": no_inquiry,
    "Svar": mailable,
    "Fråga": mailable,
    "Förläng": unanswered,
    "Avfärda": dismissable,
    "Utfall": has_result,
    STOP[0]: words_wait,
    "Ok": something_offered,
    "Mina ord": own_reason_waits,
    "Jag tar det": anothers,
    "Händelse": tellable,
    "Önskemål": tellable,
    "Gjort": something_to_do,
    VERIFIED[0]: done_by_another,
    "Rådfråga": tellable,
    ON_TRACK[0]: anothers,
    TEACHER[0]: anothers,
    TEAM[0]: anothers,
    "HR": not_only_named,
    CONTACT[0]: contact_free,
    "Lämna tillbaka": contact_taken,
    LET_IN[0]: mails_held,
    "Avvisa": mails_held,
    OWN_CASE[0]: mails_held,
    "Bättre": answered_unclearly,
    "Sett": alarmed,
    "Avslutad": inquired,
    NO_COMPLAINT[0]: a_complaint,
    "Klagomål": no_complaint,
}
