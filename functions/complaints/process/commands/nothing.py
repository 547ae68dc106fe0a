"""`Inget` – nothing was told by word of mouth before the leaders' meeting. It takes a minute, or less."""

from dataclasses import replace

from complaints.model import Decision, Nothing
from complaints.process.commands.order import Arrival, Order


def noted(order: Order, at: Arrival) -> Decision | None:
    """For every unit that the writer leads, or stands in for today; None where that is none."""
    heads = {unit.head for unit in at.organisation.units.values()}
    led = [h for h in sorted(heads) if at.staff.id in (h, at.organisation.acting(h, at.today).id)]
    if not led:
        return None
    if at.meetings is None or at.meeting is None:
        return Decision(verdict="no meeting", letters=(at.letter("nothing_noted"),))
    said = tuple(Nothing(role=role, meeting=at.meeting) for role in led)
    nothing = tuple(dict.fromkeys((*at.meetings.nothing, *said)))
    return Decision(
        verdict="nothing to report",
        meetings=replace(at.meetings, nothing=nothing),
        letters=(at.letter("nothing_noted", meeting=at.meeting.isoformat()),),
    )
