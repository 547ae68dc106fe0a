"""The table of commands as forms on a page: those that the reader may give, while they mean something."""

from dataclasses import dataclass
from datetime import date

from complaints.model import UNANSWERED, Case, Role
from complaints.organisation import Organisation
from complaints.pages.meaningful import MEANT_WHILE
from complaints.policy import is_investigated
from complaints.process.arrival.quarantine import is_held
from complaints.process.commands import phrases
from complaints.process.commands.agreeing import offered
from complaints.process.commands.table import COMMANDS, RELEASE, STOP, TURN_AWAY, Command, Takes
from complaints.process.commands.who import may
from complaints.process.errands.alarm import is_raised

# The tables below, and that in `meaningful`, name commands by their first words.
NOT_HERE = ("Hjälp", "Frånvarande")  # the page is that list; nor is it about one case who is away
WORDLESS = (STOP[0], "Ok", "Sett")  # on a page a button says it all
ON_WAITING = (STOP[0], "Ok", "Mina ord")  # about the words that wait, as the page showed them
NEAR = ("Sett", "Klart", "Löst direkt", "Svar", "Fråga", "Förläng", "Ok", "Mina ord", "Jag tar det")


@dataclass(frozen=True, kw_only=True)
class Form:
    """A command by its first word: whether words go along or have to, and whether it lies open.

    `offer` is what a yes takes, `choices` are texts of which one stands before the words, `on_waiting` says
    that it is about the words that wait. `headings`: the words stand under those of an investigation.
    """

    word: str
    asks: bool = False
    needs: bool = False
    ready: bool = False
    offer: str = ""
    choices: tuple[str, ...] = ()
    on_waiting: bool = False
    headings: bool = False


@dataclass(frozen=True, kw_only=True)
class Orders:
    """What the reader may do: at first sight, behind one more click, and beside the words that wait.

    Nothing in a case that was merged into another.
    """

    near: tuple[Form, ...]
    far: tuple[Form, ...]
    stop: Form | None


def orders(case: Case, reader: Role, organisation: Organisation, today: date, language: str) -> Orders:
    """The near ones by weight, the others in the order of the table."""
    if case.merged_into:
        return Orders(near=(), far=(), stop=None)
    usable = [c for c in COMMANDS if may(reader, c.who, case, organisation, today)]
    if is_held(case):  # nothing else is obeyed before somebody says what it is
        words = (c.words for c in usable if c.words in (RELEASE, TURN_AWAY))
        either = tuple(Form(word=each[0], ready=each == RELEASE) for each in words)
        return Orders(near=either, far=(), stop=None)
    offer = offered(case, reader, organisation, today)
    meant = (c for c in usable if _means_something(c.words[0], case, reader, organisation, today))
    forms = [_form(c, case, offer or "", language) for c in meant]
    return Orders(
        near=tuple(sorted((f for f in forms if f.word in NEAR), key=lambda form: NEAR.index(form.word))),
        far=tuple(form for form in forms if form.word not in (*NEAR, STOP[0])),
        stop=next((form for form in forms if form.word == STOP[0]), None),
    )


def _means_something(word: str, case: Case, reader: Role, organisation: Organisation, today: date) -> bool:
    meant = MEANT_WHILE.get(word)
    here = word not in (*NOT_HERE, RELEASE[0])
    return here and (meant is None or meant(case, reader, organisation, today))


def _form(command: Command, case: Case, offer: str, language: str) -> Form:
    word, waits = command.words[0], case.state in UNANSWERED and case.outgoing is None
    reasons = tuple(reason.name for reason in phrases.phrases(phrases.DISMISSALS, language))
    return Form(
        word=word,
        asks=command.takes is not Takes.NOTHING and word not in WORDLESS,
        needs=command.takes in (Takes.TEXT, Takes.ARGUMENT),
        ready=word == ("Sett" if is_raised(case) else "Klart" if waits else ""),
        offer=offer if word == "Ok" else "",
        choices=reasons if word == "Avfärda" else (),
        on_waiting=word in ON_WAITING,
        headings=word == "Klart" and is_investigated(case.judgement),
    )
