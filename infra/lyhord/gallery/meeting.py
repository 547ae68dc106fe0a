"""A sheet of a leaders' meeting in the demo municipality, with all that one can hold."""

from dataclasses import replace
from datetime import UTC, date, datetime

from complaints.model import (
    Apart,
    Block,
    Effort,
    Event,
    ForLeaders,
    Line,
    Listed,
    MeetingStep,
    Outcome,
    Result,
    Shared,
    Sheet,
    Standing,
    Undertaking,
    Writer,
)

BREAKS = Event(
    category="rasttider",
    writer=Writer.GUARDIAN,
    people=2,
    oral=True,
    standing=Standing.WAITING,
    answer_by=date(2026, 3, 26),
    event="Två vårdnadshavare tycker att lunchrasten är kort.",
    wish="Längre lunchrast.",
    measures=(
        Undertaking(due_on=date(2026, 4, 15), done=False),
        Undertaking(due_on=date(2026, 3, 20), done=True),
    ),
)
LATE = Event(
    category="lokaler",
    writer=Writer.PUPIL,
    people=1,
    oral=False,
    standing=Standing.LATE,
    answer_by=date(2026, 3, 19),
)
MEALS = replace(
    LATE,
    category="skolmåltider",
    writer=Writer.GUARDIAN,
    standing=Standing.ANSWERED,
    answered_on=date(2026, 3, 16),
    result=Result.MET,
    outcome=Outcome.YES,
    measures=(Undertaking(due_on=date(2026, 3, 16), done=True),),
)
DISMISSED = replace(
    LATE,
    category="information",
    writer=Writer.GUARDIAN,
    standing=Standing.ANSWERED,
    answered_on=date(2026, 3, 17),
    result=Result.DISMISSED,
    reason="redan besvarat",
)
UNKNOWN = replace(
    LATE,
    category="bemötande",
    writer=Writer.ANONYMOUS,
    standing=Standing.ANSWERED,
    answered_on=date(2026, 3, 18),
    result=Result.MET,
    answer={
        "found": "Samtal har hörts genom en öppen dörr.",
        "done": "Vi stänger dörren när vi pratar.",
    },
)
SHEET = Sheet(
    meeting=date(2026, 3, 24),
    step=MeetingStep.SHEET,
    at=datetime(2026, 3, 24, 12, tzinfo=UTC),
    last=date(2026, 3, 10),
    led_by=("Karin Blom", "Mats Ödman"),
    shared=(Shared(category="rasttider", people=4, units=2),),
    blocks=(
        Block(name="Humlan, Solgläntan", form="förskola", new=1, closed=1, events=(UNKNOWN,)),
        Block(name="Klövern", form="fritidshem", reported=False),
        Block(name="Kullaskolan", form="grundskola", new=1, open=1, praise=2, events=(BREAKS,)),
        Block(
            name="Åskolan",
            form="grundskola",
            new=2,
            open=1,
            late=1,
            closed=2,
            dismissed=1,
            untold=1,
            events=(LATE, MEALS, DISMISSED),
        ),
        Block(
            name="Anpassad grundskola Lindhöj",
            form="anpassad grundskola",
            new=1,
            open=1,
            untold=1,
            small=True,
        ),
        Block(name="Ekbackeskolan", form="grundskola"),
    ),
    krankning=Apart(new=1, open=1),
    apart=Apart(new=1, open=2),
    effort=Effort(first=date(2026, 2, 1), last=date(2026, 2, 28), cases=9, minutes=70),
)


def _listed(*lines: Line) -> Listed:
    return Listed(lines=lines)


FOR_LEADERS = replace(
    SHEET,
    step=MeetingStep.LEADERS,
    leaders=ForLeaders(
        late=_listed(Line(number="LH-2026-0147", unit="Åskolan", category="lokaler", day=date(2026, 3, 19))),
        at_risk=_listed(Line(number="LH-2026-0151")),
        measures=_listed(
            Line(
                number="LH-2026-0140",
                unit="Kullaskolan",
                category="rasttider",
                day=date(2026, 4, 2),
                words="se över schemat",
            ),
        ),
        dismissed=_listed(
            Line(
                number="LH-2026-0149",
                unit="Åskolan",
                category="information",
                words="redan besvarat",
                text="Frågan blev klar i mars.",
            ),
        ),
        load=("Åskolan",),
    ),
)
