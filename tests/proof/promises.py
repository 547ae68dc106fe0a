"""What must hold in every life of a story, also in one that went another way than its reader was told.

Late is no loss: a story that says when something happens may not hold after a fault, these do.
"""

from collections import Counter
from collections.abc import Iterator

from complaints.model import LetterState
from tests.proof.emulated import drained
from tests.proof.town import HandlerTown
from tests.proof.views import rows


def broken(town: HandlerTown, *, in_window: bool) -> list[str]:
    """What does not hold. `in_window`: a fault met SES's window, in which a letter may leave twice."""
    return [*_mails(town), *_letters(town, in_window), *_given_up(town)]


def again(town: HandlerTown) -> int:
    """How many letters left that had left before."""
    left = Counter(str(letter.mail["Message-ID"]) for letter in town.letters)
    return left.total() - len(left)


def _mails(town: HandlerTown) -> Iterator[str]:
    """Each mail is kept, has left incoming/ and is marked as dealt with."""
    marked = {
        row["pk"].partition("#")[2] for row in rows(town.stack.resources["Table"]) if row["sk"] == "MAIL"
    }
    for key in town.mailbox.objects:
        folder, identity = key.split("/")[:2]
        if folder == "incoming":
            yield f"lost: {key} was never dealt with"
        elif folder == "mails" and identity not in marked:
            yield f"lost: {key} was kept and not dealt with"


def _letters(town: HandlerTown, in_window: bool) -> Iterator[str]:
    """Each letter whose hour has come has left once."""
    left = Counter(str(letter.mail["Message-ID"]) for letter in town.letters)
    for ref, row in town.store.outbox.items():
        if row.state is LetterState.SENT and not left[row.message_ids[0]]:
            yield f"lost: {ref.name} is noted as sent and never left"
        if row.state in (LetterState.WAITING, LetterState.CLAIMED) and row.letter.not_before <= town.now:
            yield f"lost: {ref.name} still waits"
    if not in_window:
        yield from (f"doubled: {id_} left {times} times" for id_, times in left.items() if times > 1)


def _given_up(town: HandlerTown) -> Iterator[str]:
    """Nothing lies in a queue of what failed."""
    for name, url in town.stack.resources.items():
        if url.startswith("http") and drained(url):
            yield f"given up: {name}"
