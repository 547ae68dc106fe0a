"""A case as its page tells of it: in the reader's words, oldest first."""

from dataclasses import dataclass
from datetime import datetime

from complaints.model import Case, Entry
from complaints.organisation import Organisation
from complaints.workflow.visits import Visitor


@dataclass(frozen=True, kw_only=True)
class Event:
    """A line of the log. `who` is a title, such as "rektor, Åskolan", or empty: the template knows `by`."""

    at: datetime
    what: str
    by: str
    who: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the page shows. `unit` and `category` are names."""

    case: Case
    category: str
    unit: str
    owner: str
    text: str  # of the mail that opened it
    events: tuple[Event, ...]


def told(visitor: Visitor, log: tuple[Entry, ...], organisation: Organisation, language: str) -> Told:
    """All that the reader may know."""
    case, judgement = visitor.case, visitor.case.judgement
    unit = organisation.unit(judgement.unit)
    opening = next((entry for entry in log if entry.what == "received"), None)
    return Told(
        case=case,
        category=organisation.category(judgement.category).name[language],
        unit=unit.name if unit else "",
        owner=_title(case.owner, organisation, language),
        text=opening.text if opening else "",
        events=tuple(_event(entry, organisation, language) for entry in log),
    )


def _event(entry: Entry, organisation: Organisation, language: str) -> Event:
    known = entry.by in organisation.roles
    return Event(
        at=entry.happened_at,
        what=entry.what,
        by=entry.by,
        who=_title(entry.by, organisation, language) if known else "",
        text="" if entry.what in ("received", "judged") else entry.text,
    )


def _title(role_id: str, organisation: Organisation, language: str) -> str:
    """A title, with the school where one is led: who held it then is not told by who holds it now."""
    role = organisation.role(role_id)
    led = [unit.name for unit in organisation.units.values() if unit.head == role.id]
    return f"{role.title[language]}, {led[0]}" if len(led) == 1 else role.title[language]
