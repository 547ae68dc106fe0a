"""What a complainant says of the answer: Ja, Delvis or Nej, by mail or on the page.

Read leniently, and in doubt by a human: a yes with a but is a partly.
"""

import hashlib
import re
from dataclasses import replace
from datetime import datetime

from complaints.model import COMPLAINANT, Case, Decision, Entry, Letter, Outcome, Spent, State
from complaints.organisation import Organisation
from complaints.process.conversation import tallies
from complaints.process.deadlines.ladder import REMINDER, UNREAD
from complaints.process.errands import measure
from complaints.process.outgoing.leaving import withdrawn
from complaints.process.owners.above import next_level

MOST_WORDS = 3  # of an answer that needs no reader, such as "Ja, tack!"
LET_BE = (Outcome.NO_REPLY, Outcome.UNREAD)  # nobody has said how it went; they still may
_FIRST = re.compile(r"^1\s?[.):]\s*")
_SECOND = re.compile(r"\b2\s?[.):]\s*(\w.*)")
_BUT = re.compile(r"\b(men|fast|dock|but|although|however)\b", re.IGNORECASE)
_SADLY = re.compile(r"\btyvärr\b", re.IGNORECASE)
_WORDS: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (Outcome.DECLINED, re.compile(r"^(nej|no)[,.]?\s+(tack|thanks|thank you)\s*([.!]|$)", re.IGNORECASE)),
    (
        Outcome.NO,
        re.compile(
            r"^(nej|nä|nope|no(?! problem)|inte alls|absolut inte|tyvärr(?:,)?\s+(inte|nej)|sorry,? no)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Outcome.PARTLY,
        re.compile(r"^(delvis|nja|lite|sådär|ja och nej|partly|partially|somewhat)\b", re.IGNORECASE),
    ),
    (Outcome.YES, re.compile(r"^(ja+|japp|jo|jadå|yes|yep)\b", re.IGNORECASE)),
)
_NOT_SOLVED = re.compile(
    r"^(?:tyvärr,? )?(?:"
    r"(?:det|problemet|saken) (?:är|har|blev)(?: tyvärr| fortfarande)? (?:inte|ej)(?: alls)?"
    r" (?:löst|bra|bättre|blivit bättre|åtgärdat|ordnat)"
    r"|(?:jag|vi) är (?:fortfarande |tyvärr )?(?:inte (?:alls )?|miss)nöjda?"
    r"|(?:det är )?(?:fortfarande )?(?:exakt |precis )?samma (?:sak|problem|visa)(?: igen| fortfarande)?"
    r"|(?:det|allt) (?:är|blev|har blivit)(?: bara| ännu| mycket)? (?:värre|sämre)|ingen skillnad"
    r"|(?:it|this|that)(?: is|'s|’s) (?:still )?not (?:solved|resolved|better|fixed)"
    r"|still (?:not solved|the same)|same (?:problem|thing) again|it (?:got|is|has become) worse"
    r"|(?:i am|i'm|i’m|we are) not (?:at all )?(?:satisfied|happy))\b",
    re.IGNORECASE,
)
_SOLVED = re.compile(
    r"(?:(?:det|allt|problemet) (?:är|har blivit|blev)(?: nu)? (?:löst|bra|bättre|ordnat|åtgärdat)(?: nu)?"
    r"|absolut|absolutely|it is (?:now )?solved|(?:everything|all) is (?:good|fine)(?: now)?)",
    re.IGNORECASE,
)
_CONTENT = re.compile(  # behind a no: it answers something else than our question
    r"\b(?:(?:allt|det|nu) (?:är|fungerar|känns|blev|har blivit)|är allt)(?: (?:nu|allt|mycket|helt|så))*"
    r" (?:bra|bättre|löst|ok|okej|lugnt|ordnat|fint)\b|\b(?:jag|vi) är (?:så |mycket |jätte)?nöjda?\b"
    r"|\b(?:inga|inget) (?:fler|flera|mer|mera|annat|andra)\b|\bing(?:en|a) (?:fara|problem)\b"
    r"|\bbehövs (?:inte|ej)\b|\bno (?:more|further|other) \w+|\bnot needed\b|\bno need\b"
    r"|\b(?:all|everything|it)(?: is|'s|’s)?(?: all| now)* (?:good|fine|solved|ok|okay|well|better)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(inte|ej|inget|ingen|inga|aldrig|fortfarande|knappast|knappt|tills|igen|not|never|still|until)\b|\?",
    re.IGNORECASE,
)


def asked(case: Case) -> bool:
    """Whether the complainant has been asked and not answered yet. Late answers count.

    What is said of a case that goes on in another is said there.
    """
    if case.merged_into:
        return False
    return case.state is State.FOLLOWED_UP or case.outcome in LET_BE


def counts_on_the_page(case: Case) -> bool:
    """Whether a button of the page counts: also after "Nej tack" by mail, since the page may lie open."""
    declined = case.state is State.EVALUATED and case.outcome is Outcome.DECLINED
    return asked(case) or (declined and not case.merged_into)


def answered(case: Case) -> bool:
    """Whether the complainant has said how it went, of the newest answer."""
    return case.outcome in (Outcome.YES, Outcome.PARTLY, Outcome.NO)


def understand(text: str) -> Outcome | None:
    """The outcome that a reply's first words name; None when a human must read it: it says two things."""
    first_line = _FIRST.sub("", text.strip()).partition("\n")[0].strip(" *\"'”“.!")
    for outcome, words in _WORDS:
        if words.match(first_line):
            return _as_a_whole(outcome, text)
    if _NOT_SOLVED.match(first_line):
        return None if _BUT.search(text) else Outcome.NO
    doubt = _BUT.search(text) or _SADLY.search(text) or _NEGATED.search(text)
    return Outcome.YES if _SOLVED.fullmatch(first_line) and not doubt else None


def _as_a_whole(outcome: Outcome, text: str) -> Outcome | None:
    """What a yes or a no is beside all else that was written."""
    if outcome is Outcome.YES and (_BUT.search(text) or _SADLY.search(text)):
        return Outcome.PARTLY
    return None if outcome is Outcome.NO and _CONTENT.search(text) else outcome


def treated_well(text: str) -> Outcome | None:
    """What is said to the second question, where the two are answered by number: "1. Ja 2. Nej"."""
    second = _SECOND.search(text)
    return understand(second[1]) if second else None


def unclear(case: Case, letter: str, organisation: Organisation, now: datetime) -> Case:
    """The case whose complainant has answered, and a human must say how: they are not asked again.

    `letter`: name of that with their words. Somebody above is asked with them where its reader says nothing
    for as long as the complainant would have been left without a reminder.
    """
    calendar, limits = organisation.calendar, organisation.limits
    reminded = limits.follow_up_days + limits.follow_up_reminder_days
    as_if_answered = calendar.add_working_days(calendar.day_of(now), -reminded)
    return replace(
        case,
        state=State.FOLLOWED_UP,
        outcome=None,
        ended_at=None,
        unclear=letter,
        clock_from=calendar.opening(as_if_answered),
        steps=tuple(dict.fromkeys((*(step for step in case.steps if step != UNREAD), REMINDER))),
    )


def evaluated(
    case: Case,
    outcome: Outcome,
    text: str,
    organisation: Organisation,
    now: datetime,
    treated: Outcome | None = None,
    by: str = COMPLAINANT,
) -> Decision:
    """The case ends with what the complainant said; a Nej opens it again one level up.

    `treated` is what the page also asks: whether the complainant felt well treated. `by` is the role id of
    whoever read an answer that only a human could understand.
    """
    said = tallies.said(case, outcome, treated, organisation, now)
    tally = tallies.summed(*tallies.taken_back(case, organisation), said)
    facts = {"outcome": outcome} | ({"treated": treated} if treated else {})
    entry = replace(_entry("answered the follow-up question", text, now, **facts), by=by)
    if outcome is Outcome.NO:
        return replace(_reopened(case, entry, organisation, now), tallies=tally)
    ended = replace(
        case, state=State.EVALUATED, outcome=outcome, ended_at=None, unclear="", paused_at=None, question=""
    )
    if outcome is Outcome.YES:
        ended = measure.confirmed(ended, by)
    said_more = len(text.split()) > MOST_WORDS  # words beside the answer are read by somebody
    told = said_more or outcome is Outcome.PARTLY
    letters = (_told(ended, text, organisation, now, outcome=outcome),) if told else ()
    return Decision(
        verdict=f"evaluated: {outcome}", case=ended, entries=(entry,), letters=letters, tallies=tally
    )


def told_more(
    case: Case, treated: Outcome | None, text: str, organisation: Organisation, now: datetime
) -> Decision:
    """What the page asks after the answer: whether the complainant felt well treated, and in which words.

    How they felt counts once for each answer of ours, and the same words once; somebody reads the words.
    """
    facts = {"treated": treated} if treated else {}
    answered = case.answered_at.isoformat() if case.answered_at else ""
    return Decision(
        verdict="told more",
        mail=_once("evaluation", case.id, answered) if treated else _once("words", case.id, text),
        case=case,
        entries=(_entry("answered the second question", text, now, **facts),),
        letters=(_told(case, text, organisation, now),) if text else (),
        tallies=(tallies.felt(case, treated, organisation, now),) if treated else (),
    )


def added(case: Case, text: str, organisation: Organisation, now: datetime) -> Decision:
    """What is written on the page when it asks nothing any more: somebody reads it, once."""
    return Decision(
        verdict="words on the page",
        mail=_once("words", case.id, text),
        case=case,
        entries=(_entry("wrote on the page, though nothing was asked", text, now),),
        letters=(_told(case, text, organisation, now),),
    )


def open_again(case: Case, organisation: Organisation, now: datetime) -> Case:
    """The case in a new round, with the days of a new one, in nobody's hand until its owner hears of it.

    Words that wait are withdrawn: whoever opens it tells their writer.
    """
    calendar, limits = organisation.calendar, organisation.limits
    today = calendar.day_of(now)
    mails = case.handled - sum(earlier.mails for earlier in case.spent)
    spent = (Spent(answered_at=case.answered_at, mails=mails),) if case.answered_at else ()
    return replace(
        case,
        state=State.WITH_OWNER,
        spent=(*case.spent, *spent),
        outcome=None if case.outcome in LET_BE else case.outcome,
        ended_at=None,
        unclear="",
        in_hand_of="",
        in_hand_since=None,
        rounds=case.rounds + 1,
        contacted_at=None,
        outgoing=None,
        paused_at=None,
        question="",
        clock_from=now,
        steps=(),
        first_contact_by=calendar.add_working_days(today, limits.first_contact_days),
        answer_by=calendar.add_working_days(today, limits.answer_days),
    )


def _reopened(case: Case, entry: Entry, organisation: Organisation, now: datetime) -> Decision:
    calendar = organisation.calendar
    entries, stopped = withdrawn(case, "reopened", now)
    case = replace(case, outcome=Outcome.NO, owner=next_level(case, organisation))
    case = open_again(case, organisation, now)
    letter = Letter(
        name=f"reopened-{case.rounds}",
        template="reopened",
        to=case.owner,
        not_before=calendar.next_office_moment(now),
        quote=entry.text,
        facts={"answered_on": calendar.day_of(case.answered_at).isoformat()} if case.answered_at else {},
    )
    return Decision(verdict="reopened", case=case, entries=(entry, *entries), letters=(letter, *stopped))


def _once(*said: str) -> str:
    """What a post on the page is known by: a button may be pressed twice."""
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def _entry(why: str, text: str, now: datetime, **facts: str) -> Entry:
    return Entry(what="evaluation", by=COMPLAINANT, why=why, happened_at=now, facts=facts, text=text)


def _told(case: Case, text: str, organisation: Organisation, now: datetime, **facts: str) -> Letter:
    return Letter(
        name=f"evaluation-{case.entries + 1}",
        template="added_by_complainant",
        to=case.owner,
        not_before=organisation.calendar.next_office_moment(now),
        quote=text,
        facts=facts,
    )
