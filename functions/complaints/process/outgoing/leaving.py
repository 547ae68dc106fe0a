"""The clock of waiting words: a quarter of an hour after their writer saw them they leave.

They wait for their preview, not for the hour it was meant for: what nobody could have seen never leaves.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from complaints.model import Case, Decision, Entry, Letter, Outgoing
from complaints.organisation import Organisation
from complaints.policy import is_investigated
from complaints.process.deadlines.timers import Timer
from complaints.process.outgoing import effects
from complaints.process.outgoing.effects import EFFECTS
from complaints.process.outgoing.letters import PREVIEW, letter_of
from complaints.process.outgoing.parts import is_investigation, parts_of
from complaints.process.outgoing.ways import Outlet, outlet

REGRET = timedelta(minutes=15)


def timers(case: Case, organisation: Organisation) -> list[Timer]:
    """When waiting words leave; those that are held wait for somebody's word instead."""
    words = case.outgoing
    return [Timer("outgoing", words.leaves_at)] if words and not words.held else []


def take(case: Case, ripe: Sequence[Timer], organisation: Organisation, now: datetime) -> Decision:
    """Let the words go, and do to the case what they say."""
    words = case.outgoing
    if words is None or words.shown_at is None:
        later = replace(words, leaves_at=now + REGRET) if words else None
        return Decision(verdict="waits for its preview", case=replace(case, outgoing=later))
    if kept := _kept_back(words, case, organisation, now):
        return kept
    entry = Entry(
        what=words.template,
        by=words.by,
        why="shown to its writer first, and not stopped",
        happened_at=now,
        facts={"letter": words.name} | {name: words.facts[name] for name in KEPT if name in words.facts},
        text=words.text,
    )
    letter = letter_of(words, case, now)
    case = replace(case, outgoing=None, contacted_at=case.contacted_at or now)
    case = EFFECTS[words.template](case, words, organisation, now)
    letters = (letter, *effects.also_told(case, words, organisation, now))
    return Decision(verdict=f"{words.template} leaves", case=case, entries=(entry,), letters=letters)


def _kept_back(words: Outgoing, case: Case, organisation: Organisation, now: datetime) -> Decision | None:
    """What must not leave any more, as the case came to be while words waited. They answer nothing.

    One whom the matter concerns hears nothing more of it: the owner gets their words instead.
    """
    if words.by in case.judgement.barred:
        entries, letters = withdrawn(case, "concerned", now, to=case.owner)
    elif outlet(case) is Outlet.NOTHING:
        entries, letters = withdrawn(case, "no_mail", now)
    elif _is_overtaken(words, case, organisation.calendar.day_of(now)):
        entries, letters = withdrawn(case, "overtaken", now)
    elif _lacks_headings(words, case):
        entries, letters = withdrawn(case, "three_headings", now)
    else:
        return None
    return Decision(verdict="not mailed", case=replace(case, outgoing=None), entries=entries, letters=letters)


def _is_overtaken(words: Outgoing, case: Case, today: date) -> bool:
    """Whether they ask for time until a day that has passed, or that is no later than what is promised."""
    until = words.facts.get("until")
    return until is not None and not case.answer_by < date.fromisoformat(until) >= today


def _lacks_headings(words: Outgoing, case: Case) -> bool:
    """Whether they would close what became an inquiry with less than one is answered with."""
    closes = words.template == "answer" and is_investigated(case.judgement)
    return closes and not is_investigation(parts_of(words.text))


WITHDRAWN = {
    "closed": "a colleague closed the case without them",
    "concerned": "the matter came to concern whoever wrote them",
    "more": "the writer told something new",
    "moved": "the case went to another owner",
    "no_mail": "nothing is mailed in this case any more",
    "overtaken": "the day that they promise is none to promise any more",
    "raised": "a colleague found that the matter is a graver one",
    "reopened": "the case began anew",
    "replaced": "a colleague wrote other words",
    "three_headings": "an inquiry is answered under three headings",
}


def withdrawn(
    case: Case, why: str, now: datetime, to: str = ""
) -> tuple[tuple[Entry, ...], tuple[Letter, ...]]:
    """What is logged, and told to their writer unless said, of waiting words that must not leave any more.

    One whom the matter concerns by now hears nothing of it.
    """
    words = case.outgoing
    if words is None:
        return (), ()
    because = f"{words.template} by {words.by}: {WITHDRAWN[why]}"
    entry = Entry(what="stopped", by="lyhörd", why=because, happened_at=now, facts={"letter": words.name})
    if not to and words.by in case.judgement.barred:
        return (entry,), ()
    letter = Letter(
        name=f"stopped-{case.entries + 1}",
        template="stopped",
        to=to or words.by,
        not_before=now,
        quote=words.text if outlet(case) is Outlet.WORDS else "",
        facts={"why": why},
        in_person=not to,
    )
    return (entry,), (letter,)


def made_way(case: Case, by: str, why: str, now: datetime) -> tuple[tuple[Entry, ...], tuple[Letter, ...]]:
    """As `withdrawn`, when another's action replaces the words; nothing if `by`, a role id, wrote them."""
    words = case.outgoing
    return withdrawn(case, why, now) if words and words.by != by else ((), ())


def with_owner(case: Case, after: Case, now: datetime) -> tuple[Case, tuple[Entry, ...], tuple[Letter, ...]]:
    """The case `after` a person gave it to another owner. Words that wait make way unless they are that
    one's: the complainant is told who takes care of it now, and would be answered by somebody else.
    """
    words = after.outgoing
    if words is None or after.owner in (case.owner, words.by):
        return after, (), ()
    entries, letters = withdrawn(after, "moved", now)
    return replace(after, outgoing=None), entries, letters


def shown(case: Case, letter: Letter, now: datetime) -> Case:
    """The case when a letter of it has left: a preview starts the time in which its words can be stopped."""
    if case.outgoing is None or not is_preview_of_waiting(case, letter):
        return case
    return replace(case, outgoing=replace(case.outgoing, shown_at=now, leaves_at=now + REGRET))


def is_preview_of_waiting(case: Case, letter: Letter) -> bool:
    """Whether the letter shows the words that the case still lets wait."""
    return (
        letter.template == PREVIEW
        and case.outgoing is not None
        and letter.facts["name"] == case.outgoing.name
    )


KEPT = ("result", "offered", "phrase", "until", "softened", "reason")  # facts of the words that the log keeps
