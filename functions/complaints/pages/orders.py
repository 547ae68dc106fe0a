"""The table of commands as forms on a page: those that the reader may give, while they mean something."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from complaints.model import UNANSWERED, Case, ErrandKind, Lane, Role
from complaints.organisation import Organisation
from complaints.process.commands.table import COMMANDS, STOP, Command, Takes
from complaints.process.commands.which import numbered
from complaints.process.commands.who import may
from complaints.process.errands.alarm import is_raised
from complaints.process.owners.contact import errand_of

NOT_HERE = ("Hjälp", "Frånvarande")  # the page is that list; nor is it about one case who is away
WORDLESS = (STOP[0], "Ok", "Sett")  # on a page a button says it all
NEAR = ("Sett", "Klart", "Löst direkt", "Svar", "Fråga", "Förläng", "Ok", "Mina ord", "Jag tar det")
MEANT_WHILE: dict[str, Callable[[Case], bool]] = {  # all others always
    "Sett": is_raised,
    "Avslutad": lambda case: any(e.kind is ErrandKind.INQUIRY and not e.done_at for e in case.errands),
    "Gjort": lambda case: any(not errand.done_at for errand in numbered(case)),
    "Ta över kontakten": lambda case: errand_of(case) is None,
    "Lämna tillbaka": lambda case: errand_of(case) is not None,
    STOP[0]: lambda case: case.outgoing is not None,
    "Ok": lambda case: bool(case.outgoing or case.suggestion),
    "Mina ord": lambda case: case.outgoing is not None and "softened" in case.outgoing.facts,
    "Ej klagomål": lambda case: case.judgement.lane is Lane.COMPLAINT,
    "Klagomål": lambda case: case.judgement.lane is not Lane.COMPLAINT,
}


@dataclass(frozen=True, kw_only=True)
class Form:
    """A command by its first word: whether words go along or have to, and whether it lies open."""

    word: str
    asks: bool = False
    needs: bool = False
    ready: bool = False


@dataclass(frozen=True, kw_only=True)
class Orders:
    """What the reader may do: at first sight, behind one more click, and beside the words that wait.

    Nothing in a case that was merged into another.
    """

    near: tuple[Form, ...]
    far: tuple[Form, ...]
    stop: Form | None


def orders(case: Case, reader: Role, organisation: Organisation, today: date) -> Orders:
    """The near ones by weight, the others in the order of the table."""
    if case.merged_into:
        return Orders(near=(), far=(), stop=None)
    usable = [c for c in COMMANDS if may(reader, c.who, case, organisation, today)]
    forms = [_form(c, case) for c in usable if _means_something(c.words[0], case)]
    return Orders(
        near=tuple(sorted((f for f in forms if f.word in NEAR), key=lambda form: NEAR.index(form.word))),
        far=tuple(form for form in forms if form.word not in (*NEAR, STOP[0])),
        stop=next((form for form in forms if form.word == STOP[0]), None),
    )


def _means_something(word: str, case: Case) -> bool:
    meant = MEANT_WHILE.get(word)
    return word not in NOT_HERE and (meant is None or meant(case))


def _form(command: Command, case: Case) -> Form:
    word, waits = command.words[0], case.state in UNANSWERED and case.outgoing is None
    return Form(
        word=word,
        asks=command.takes is not Takes.NOTHING and word not in WORDLESS,
        needs=command.takes in (Takes.TEXT, Takes.ARGUMENT),
        ready=word == ("Sett" if is_raised(case) else "Klart" if waits else ""),
    )
