"""The sheet's blocks, one for each unit that reports, in an order that turns from meeting to meeting.

Units of one form that one person leads report together: the preschools of an area are one block, a school and
its fritidshem are two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from complaints.model import Block, Case, Channel, Result, Unit
from complaints.organisation import Organisation
from complaints.reports.events import event_of
from complaints.reports.period import Period
from complaints.reports.treatment import Treatment, treatment_of

FEW = 50  # pupils: of fewer than these nothing is told that could tell of a child
MOST_EVENTS = 15  # in a block; the others are counted
ROOM = 180_000  # bytes of all blocks: a stored sheet is a row of 400 kB, half of it for those who lead
BEHIND_Z = str.maketrans("åäö", "{|}")  # the characters after z
OF_A_UNIT = (Treatment.TOLD, Treatment.COUNTED, Treatment.PRAISE)


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Round the table: the units of one block."""

    units: tuple[Unit, ...]

    @property
    def name(self) -> str:
        """The names of its units."""
        return ", ".join(unit.name for unit in self.units)

    @property
    def head(self) -> str:
        """Id of the role that leads them."""
        return self.units[0].head

    @property
    def small(self) -> bool:
        """Whether too few pupils go there, as far as the organisation file tells."""
        return sum(unit.pupils or 0 for unit in self.units) < FEW


def seats(organisation: Organisation) -> list[Seat]:
    """All of them, by name as a Swedish reader sorts."""
    units: dict[tuple[str, str], list[Unit]] = {}
    for unit in organisation.units.values():
        units.setdefault((unit.head, unit.form), []).append(unit)
    found = (Seat(units=tuple(together)) for together in units.values())
    return sorted(found, key=lambda seat: seat.name.lower().translate(BEHIND_Z))


def blocks(
    cases: Sequence[Case], turn: int, said: Iterable[str], period: Period, organisation: Organisation
) -> tuple[Block, ...]:
    """Every block, the order turned by so many seats; behind them what belongs to no unit, if there is any.

    No more events than the sheet has room for. `said` are the roles that have said that they heard nothing.
    """
    told = [case for case in cases if treatment_of(case) in OF_A_UNIT and period.concerns(case)]
    reporters = {*said, *_reporters(told, period, organisation)}
    found = [
        _block(seat, _of(seat, told), period, organisation, reported=seat.head in reporters)
        for seat in seats(organisation)
    ]
    first = turn % len(found) if found else 0
    nowhere = [case for case in told if organisation.unit(case.judgement.unit) is None]
    last = (_block(None, nowhere, period, organisation, reported=True),) if nowhere else ()
    return _fitting((*found[first:], *found[:first], *last))


def _fitting(found: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, the longest one time and again with one event less until there is room for all."""
    fitting, sizes = list(found), list(map(_size, found))
    told = sum(len(block.events) for block in found)
    while told and sum(sizes) > ROOM:
        _, longest = max((sizes[n], n) for n, block in enumerate(fitting) if block.events)
        block = fitting[longest]
        fitting[longest] = replace(block, events=block.events[:-1], more=block.more + 1)
        sizes[longest], told = _size(fitting[longest]), told - 1
    return tuple(fitting)


def _size(block: Block) -> int:
    """In bytes, and no less than in the table."""
    return len(str(asdict(block)).encode())


def _of(seat: Seat, cases: Iterable[Case]) -> list[Case]:
    ids = {unit.id for unit in seat.units}
    return [case for case in cases if case.judgement.unit in ids]


def _reporters(cases: Iterable[Case], period: Period, organisation: Organisation) -> set[str]:
    """The roles that wrote down what they were told."""
    oral = (case.forwarded_by for case in cases if case.channel is Channel.ORAL and period.is_new(case))
    roles = (organisation.role_of(reporter.address) for reporter in oral if reporter)
    return {role.id for role in roles if role}


def _block(
    seat: Seat | None, cases: list[Case], period: Period, organisation: Organisation, *, reported: bool
) -> Block:
    praise = [case for case in cases if treatment_of(case) is Treatment.PRAISE]
    matters = [case for case in cases if case not in praise]
    small = seat is not None and seat.small
    told = [case for case in matters if treatment_of(case) is Treatment.TOLD and not small]
    told.sort(key=lambda case: case.received_at)
    closed = [case for case in matters if period.is_closed(case)]
    return Block(
        name=seat.name if seat else "",
        form=seat.units[0].form if seat else "",
        new=sum(map(period.is_new, matters)),
        open=sum(map(period.is_open, matters)),
        late=sum(map(period.is_late, matters)),
        closed=len(closed),
        dismissed=sum(case.result is Result.DISMISSED for case in closed),
        praise=sum(map(period.is_new, praise)),
        untold=len(matters) - len(told),
        more=max(len(told) - MOST_EVENTS, 0),
        reported=reported,
        small=small,
        events=tuple(event_of(case, period, organisation) for case in told[:MOST_EVENTS]),
    )
