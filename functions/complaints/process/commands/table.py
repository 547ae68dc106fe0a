"""The policy of commands, on one screen: the words (Swedish first), who may use it, and what decides it.

`takes` says what must stand behind the word, so that a sentence that only begins with it is none:
NOTHING      it stands alone: "Stopp."
TEXT         a mark and words: "Klart. Vi har …"
ARGUMENT     words, with or without a mark: "Förläng 24 mars, därför att …"
ANYTHING     it may stand alone, and words may follow: "Stopp, det blev fel dag"

What each command does is told to staff in templates/*/parts/command.j2, by its first word.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from complaints.model import Decision, Role
from complaints.organisation import Organisation
from complaints.process.commands import (
    absences,
    advising,
    agreeing,
    alarms,
    answering,
    asking,
    contact,
    correcting,
    deciding,
    deficiencies,
    dismissing,
    drafting,
    guiding,
    helping,
    hr,
    joining,
    legal,
    measures,
    nothing,
    opening,
    parting,
    releasing,
    reporting,
    severity,
    stopping,
    taking_over,
    telling,
    topics,
    urging,
)
from complaints.process.commands.order import Arrival, Occasion, Order
from complaints.process.commands.who import ANSWERING, COORDINATING, MANAGEMENT, Who, may, may_open


class Takes(StrEnum):
    """What must stand behind a command's word."""

    NOTHING = "nothing"
    TEXT = "text"
    ARGUMENT = "argument"
    ANYTHING = "anything"


@dataclass(frozen=True)
class Command:
    """A command on a case. The first of `words` is how letters name it."""

    words: tuple[str, ...]
    who: tuple[Who, ...]
    takes: Takes
    decide: Callable[[Order, Occasion], Decision]
    even_misspelt: bool = False  # obeyed with a slip of the finger too: it only ever holds something back
    cites: bool = False  # it names other cases by number
    opens_case: bool = False  # it needs a case's number
    lets_in: bool = False  # it needs what the case becomes that it lets in
    opens_held: bool = False  # it needs what the mails become that are held on the case
    of_spam: bool = False  # it says what a mail is that was taken for spam
    of_person: bool = False  # it needs the other cases of whoever opened this one
    reports: bool = False  # it says that what was asked of its writer is done
    answers: bool = False  # its words go to the complainant, or end the case
    ends: bool = False  # it ends a case or gives it time: what nobody says who complains


@dataclass(frozen=True)
class Opening:
    """A command in a new mail, by any registered address in `who`. `opens_case`: it needs a case's number.

    `by_number`: who may give it besides, alone or with a number; the cases say who may decide on them.
    `looks_back`: how far it needs the open cases.
    """

    words: tuple[str, ...]
    who: tuple[Who, ...]
    takes: Takes
    decide: Callable[[Order, Arrival], Decision]
    by_number: tuple[Who, ...] = ()
    opens_case: bool = False
    cites: bool = False  # it names cases by number
    lets_in: bool = False  # it needs what those become
    of_meeting: bool = False  # it speaks of the next meeting
    looks_back: timedelta | None = None


ORAL = ("Muntligt", "Muntligt klagomål", "Oral")
NOTHING_TOLD = ("Inget", "Inget att rapportera", "Inget nytt", "Ingenting", "Nej", "Nej, inget", "Nothing")
AWAY = ("Frånvarande", "Frånvaro", "Absent", "Away")
NO_COMPLAINT = ("Ej klagomål", "Inte klagomål", "No complaint")
CONTACT = ("Ta över kontakten", "Ta över kontakt", "Take over the contact")
LEGAL = (
    "Juridik",
    "Juridik till vårdnadshavaren",
    "Juridik till vårdnadshavare",
    "Legal",
    "Legal to the guardian",
)
ON_TRACK = ("Rätt spår", "On track")
TEACHER = ("Lyft med lärare", "Lyft med läraren", "Raise with the teacher")
TEAM = ("Lyft med arbetslaget", "Lyft med arbetslag", "Raise with the team")
WITH_UNIT = (*ANSWERING, Who.UNIT_HEAD)
MAY_STOP = (*ANSWERING, Who.REGISTRATOR, Who.WRITER)
SECOND = (Who.SECOND_READER, *MANAGEMENT)
VERIFIED = ("Verifierad", "Verifierat", "Verified")
RELEASE, LET_IN = ("Släpp", "Release"), ("Släpp in", "Let in")  # a word apart: both do the one that fits
OWN_CASE = ("Eget ärende", "Own case")
TURN_AWAY = ("Avvisa", "Turn away")
STOP = ("Stopp", "Stop", "Vänta", "Ångra", "Avbryt", "Wait", "Cancel")


def _help(order: Order, at: Occasion) -> Decision:
    usable = [c.words[0] for c in COMMANDS if may(at.staff, c.who, at.case, at.organisation, at.today)]
    return helping.listed(usable, _openings_of(at.staff, at.organisation), at)


def _help_in_a_new_mail(order: Order, at: Arrival) -> Decision:
    return helping.listed_in_a_new_mail(_openings_of(at.staff, at.organisation), at)


def _nothing_to_report(order: Order, at: Arrival) -> Decision:
    return nothing.noted(order, at) or _help_in_a_new_mail(order, at)


def _openings_of(staff: Role, organisation: Organisation) -> list[str]:
    return [opening.words[0] for opening in OPENINGS if may_open(staff, opening.who, organisation)]


COMMANDS = (
    Command(("Klart", "Done"), ANSWERING, Takes.TEXT, answering.done, answers=True, ends=True),
    Command(("Löst direkt", "Solved"), WITH_UNIT, Takes.TEXT, answering.solved, answers=True, ends=True),
    Command(("Svar", "Answer"), ANSWERING, Takes.TEXT, answering.interim, answers=True),
    Command(("Fråga", "Question"), ANSWERING, Takes.TEXT, asking.question, answers=True),
    Command(("Förläng", "Extend"), ANSWERING, Takes.ARGUMENT, asking.extend, answers=True, ends=True),
    Command(("Avfärda", "Dismiss"), ANSWERING, Takes.ANYTHING, dismissing.dismiss, answers=True),
    Command(("Utfall", "Outcome"), ANSWERING, Takes.ARGUMENT, agreeing.result),
    Command(STOP, MAY_STOP, Takes.ANYTHING, stopping.stop, even_misspelt=True),
    Command(("Ok", "Okej"), (Who.ANYONE,), Takes.ANYTHING, agreeing.agree),
    Command(("Mina ord", "My words"), ANSWERING, Takes.NOTHING, agreeing.own_words_after_all),
    Command(("Förslag", "Draft"), ANSWERING, Takes.ARGUMENT, drafting.draft),
    Command(("Jag tar det", "I take it"), COORDINATING, Takes.NOTHING, taking_over.take),
    Command(("Slå ihop", "Merge"), ANSWERING, Takes.ARGUMENT, parting.merge, cites=True),
    Command(("Dela", "Split"), ANSWERING, Takes.TEXT, parting.split, opens_case=True),
    Command(("Gemensamt", "Joint"), ANSWERING, Takes.ARGUMENT, joining.joint, cites=True),
    Command(("Händelse", "Event"), WITH_UNIT, Takes.TEXT, telling.event),
    Command(("Önskemål", "Wish"), WITH_UNIT, Takes.TEXT, telling.wish),
    Command(("Brist", "Deficiency"), ANSWERING, Takes.ARGUMENT, deficiencies.deficiency),
    Command(("Åtgärd", "Measure"), ANSWERING, Takes.TEXT, measures.promise),
    Command(("Gjort", "Finished"), (*ANSWERING, Who.ASKED), Takes.ANYTHING, reporting.reported, reports=True),
    Command(VERIFIED, (*ANSWERING, Who.VERIFIER), Takes.ANYTHING, measures.verified),
    Command(("Rådfråga", "Ask advice"), WITH_UNIT, Takes.ARGUMENT, advising.ask),
    Command(("Bedöm allvar", "Judge severity"), WITH_UNIT, Takes.ANYTHING, severity.ask),
    Command(("Allvar", "Severity"), (*ANSWERING, Who.UNIT_HEAD, Who.JUDGE), Takes.ARGUMENT, severity.say),
    Command(ON_TRACK, SECOND, Takes.ANYTHING, guiding.guide(guiding.ON_TRACK)),
    Command(TEACHER, SECOND, Takes.ANYTHING, guiding.guide(guiding.TEACHER)),
    Command(TEAM, SECOND, Takes.ANYTHING, guiding.guide(guiding.TEAM)),
    Command(("HR",), (Who.OWNER, Who.UNIT_HEAD, *MANAGEMENT), Takes.TEXT, hr.refer),
    Command(LEGAL, MANAGEMENT, Takes.TEXT, legal.legal),
    Command(("Uppmaning", "Urge"), MANAGEMENT, Takes.TEXT, urging.urge),
    Command(CONTACT, MANAGEMENT, Takes.ANYTHING, contact.take, of_person=True),
    Command(("Lämna tillbaka", "Hand back"), MANAGEMENT, Takes.ANYTHING, contact.hand_back, of_person=True),
    Command(LET_IN, ANSWERING, Takes.NOTHING, releasing.let_in, lets_in=True, of_spam=True),
    Command(TURN_AWAY, ANSWERING, Takes.NOTHING, releasing.turn_away, of_spam=True),
    Command(OWN_CASE, ANSWERING, Takes.NOTHING, deciding.own_case, opens_held=True),
    Command(("Bättre", "Better"), ANSWERING, Takes.ARGUMENT, deciding.better),
    Command(("Hjälp", "Help"), (Who.ANYONE,), Takes.ANYTHING, _help),
    Command(AWAY, (Who.ANYONE,), Takes.ARGUMENT, absences.away_on_case),
    Command(("Sett", "Seen"), (Who.ALARMED, *ANSWERING), Takes.ANYTHING, alarms.seen, even_misspelt=True),
    Command(("Avslutad", "Ended"), MANAGEMENT, Takes.ANYTHING, alarms.inquiry_ended),
    Command(RELEASE, ANSWERING, Takes.ANYTHING, releasing.let_in, lets_in=True, of_spam=True),
    Command(("Kategori", "Category"), ANSWERING, Takes.ARGUMENT, correcting.category),
    Command(("Enhet", "Unit"), ANSWERING, Takes.ARGUMENT, correcting.unit),
    Command(("Till", "To"), ANSWERING, Takes.TEXT, correcting.owner),
    Command(NO_COMPLAINT, ANSWERING, Takes.ARGUMENT, correcting.no_complaint),
    Command(("Klagomål", "Complaint"), ANSWERING, Takes.ANYTHING, correcting.complaint),
)  # fmt: skip

OPENINGS = (
    Opening(("Hjälp", "Help"), (Who.ANYONE,), Takes.NOTHING, _help_in_a_new_mail),
    Opening(ORAL, (Who.STAFF,), Takes.TEXT, opening.oral, opens_case=True),
    Opening(NOTHING_TOLD, (Who.ANYONE,), Takes.NOTHING, _nothing_to_report, of_meeting=True),
    Opening(
        (*RELEASE, *LET_IN),
        COORDINATING,
        Takes.ANYTHING,
        releasing.release_listed,
        by_number=(Who.ANYONE,),
        cites=True,
        lets_in=True,
    ),
    Opening(
        TURN_AWAY,
        COORDINATING,
        Takes.ANYTHING,
        releasing.turn_away_listed,
        by_number=(Who.ANYONE,),
        cites=True,
    ),
    Opening(AWAY, (Who.ANYONE,), Takes.ARGUMENT, absences.away),
    Opening(("Ny kategori", "New category"), COORDINATING, Takes.TEXT, topics.new, looks_back=topics.BACK),
    Opening(("Avsluta kategori", "End category"), COORDINATING, Takes.TEXT, topics.end),
    Opening(("Kategori", "Category"), COORDINATING, Takes.TEXT, topics.categorise, cites=True),
    Opening(("Tillbaka", "Jag är tillbaka", "Back"), (Who.ANYONE,), Takes.NOTHING, absences.back),
)  # fmt: skip
