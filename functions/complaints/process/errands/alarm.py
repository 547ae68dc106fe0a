"""An alarm: somebody may be in danger now. It goes on along the chain until one person says `sett`.

Those who are told first are alarmed at once. After half an hour of silence the next one is, and so on; when
nobody is left everybody is alarmed again every two hours; of what is only a doubt, when the office opens.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import takewhile

from complaints.model import COMPLAINANT, Case, Errand, ErrandKind, Lane, Letter
from complaints.organisation import Organisation
from complaints.process.errands.again import Again, Asked
from complaints.process.outgoing.ways import Outlet, outlet

ALARM = "alarm"  # the letter
PATIENCE = timedelta(minutes=30)
AGAIN = timedelta(hours=2)  # to everybody, once nobody is left who was not alarmed
BY_MACHINE = "lyhörd"


def raised(case: Case, organisation: Organisation, now: datetime) -> tuple[Case, tuple[Letter, ...]]:
    """The case with its alarm, and the letters that raise it: to the owner and to all who are told."""
    day = organisation.calendar.day_of(now)
    persons: dict[str, str] = {}  # who acts that day → the role they act for, each person once
    for role in (case.owner, *case.judgement.copies):
        persons.setdefault(organisation.acting(role, day, case.judgement.barred).id, role)
    first, *others = (_errand(acting, number) for number, acting in enumerate(persons, start=1))
    errands = (*case.errands, replace(first, next_at=now + PATIENCE), *others)
    again = str(case.entries + 1) if case.version else ""  # some may have been alarmed in this case before
    letters = tuple(_letter(role, now, again) for role in persons.values())
    waits = case.version == 0 and case.complainant.mailable and case.judgement.lane is Lane.ACUTE
    return replace(case, errands=errands, alarm_first=waits), letters


def next_in_the_chain(again: Again) -> Asked:
    """The next one who has not been alarmed; when there is none, everybody again. Their letter says when."""
    case, now, calendar = again.case, again.now, again.organisation.calendar
    alarmed = list(dict.fromkeys(e.of for e in case.errands if e.kind is ErrandKind.SEEN))
    line = again.organisation.line(case.owner, calendar.day_of(now), case.judgement.barred)
    registrator = again.organisation.posts.registrator  # from there on nobody knows children
    roles = takewhile(lambda role: role != registrator, (role.id for role in line))
    role = next((role for role in roles if role not in alarmed), "")
    number = str(case.entries + 1)  # some may have been alarmed in this case before
    if role:
        errand = replace(_errand(role, len(alarmed) + 1), next_at=now + PATIENCE)
        return Asked(letters=(_letter(role, now, number),), more=(errand,))
    sure = Lane.ACUTE in case.judgement.lanes
    next_at = now + AGAIN if sure else calendar.working_day_opening(now, 1)
    letters = (_letter(role, now, f"{number}-{again.errand.asked + 1}") for role in alarmed)
    facts = {"next": next_at.isoformat()}
    return Asked(letters=tuple(replace(letter, facts=facts) for letter in letters), next_at=next_at)


def is_raised(case: Case) -> bool:
    """Whether an alarm waits for somebody to say that it was seen."""
    return any(e.kind is ErrandKind.SEEN and e.done_at is None for e in case.errands)


def handed_over(case: Case, letter: Letter, now: datetime) -> tuple[Case, tuple[Letter, ...]]:
    """After a letter left: if it was the first alarm, the complainant may be told that adults know."""
    if not (case.alarm_first and letter.template == ALARM):
        return case, ()
    return replace(case, alarm_first=False), (acknowledgement(now, alerted=True),)


def not_handed_over(case: Case, letter: Letter, now: datetime) -> Case:
    """An alarm that can never arrive: the next person is not to wait for half an hour."""
    if letter.template != ALARM:
        return case
    waiting = (e.kind is ErrandKind.SEEN and e.next_at for e in case.errands)
    hurried = zip(case.errands, waiting, strict=True)
    return replace(case, errands=tuple(replace(e, next_at=now) if waits else e for e, waits in hurried))


def acknowledgement(now: datetime, *, alerted: bool) -> Letter:
    """The first letter of an acute case. That adults have been alerted is said only once it is true."""
    facts = {"alerted": "yes"} if alerted else {}
    return Letter(
        name="acknowledgement",
        template="acknowledgement_acute",
        to=COMPLAINANT,
        not_before=now,
        facts=facts,
    )


def help_lines(case: Case, now: datetime) -> tuple[Letter, ...]:
    """Whoever may be in danger is told where help is, once the case has had its first letter."""
    if outlet(case) is Outlet.NOTHING:
        return ()
    letter = acknowledgement(now, alerted=False)
    return (replace(letter, name=f"{letter.template}-{case.entries + 1}"),)


def _errand(role: str, number: int) -> Errand:
    return Errand(name=f"seen-{number}", kind=ErrandKind.SEEN, of=role, by=BY_MACHINE)


def _letter(role: str, now: datetime, number: str = "") -> Letter:
    name = "-".join(filter(None, (ALARM, role, number)))
    return Letter(name=name, template=ALARM, to=role, not_before=now)
