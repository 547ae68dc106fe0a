"""The lines of a letter about several cases: of the parts of one mail, or of all that wait for somebody."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from complaints.letters import CaseLine, PartLine
from complaints.model import UNANSWERED, Case
from complaints.process.arrival.quarantine import LIST as QUARANTINE
from complaints.process.arrival.quarantine import is_listed
from complaints.process.confidentiality.anonymity import hidden
from complaints.process.confidentiality.secrecy import is_secret
from complaints.process.deadlines.held_mails import LIST as HELD_MAILS
from complaints.scenes.today import Today

STAFF_LANGUAGE = "sv"


def part_lines(case: Case, others: Sequence[Case], today: Today) -> tuple[PartLine, ...]:
    """A line for each part of the mail that is its own; none where the mail has one part."""
    every = sorted((case, *others), key=lambda part: part.number) if others else ()
    return tuple(
        PartLine(
            number=part.number,
            owner=today.acting(part.owner, part),
            first_contact_by=part.first_contact_by,
            answer_by=part.answer_by,
        )
        for part in every
        if not part.merged_into
    )


def waiting(template: str, cases: Sequence[Case]) -> list[Case]:
    """Those of the cases that the letter is still about, the most urgent first."""
    waits, _ = _COLLECTED.get(template, _REMINDER)
    return sorted(filter(waits, cases), key=lambda case: (case.answer_by, case.number))


def case_line(template: str, case: Case, today: Today) -> CaseLine:
    """What the letter tells of one of them."""
    _, line = _COLLECTED.get(template, _REMINDER)
    return line(case, today)


def _line(case: Case, today: Today) -> CaseLine:
    return CaseLine(
        number=case.number,
        category=today.category(case, STAFF_LANGUAGE),
        unit=today.unit(case),
        received_at=case.received_at,
        first_contact_by=case.first_contact_by,
        answer_by=case.answer_by,
        days_left=today.days_left(case),
    )


def _held_line(case: Case, today: Today) -> CaseLine:
    """What the coordinator sees of a mail that was taken for spam: not what a sensitive subject tells."""
    shown = hidden(case, today.organisation)
    subject = "" if is_secret(case) else shown.subject
    return replace(_line(case, today), sender=shown.complainant.address, subject=subject)


def _owned_line(case: Case, today: Today) -> CaseLine:
    """What is told of a case with a mail from another sender: not of that mail, but who is to say."""
    return replace(_line(case, today), owner=today.acting(case.owner, case).holder.name)


def _is_unanswered(case: Case) -> bool:
    return case.state in UNANSWERED


def _has_held_mails(case: Case) -> bool:
    return bool(case.held)


# Of a collected letter: which cases still wait, and what is told of one.
_Collected = tuple[Callable[[Case], bool], Callable[[Case, Today], CaseLine]]
_REMINDER: _Collected = (_is_unanswered, _line)
_COLLECTED: dict[str, _Collected] = {
    QUARANTINE: (is_listed, _held_line),
    HELD_MAILS: (_has_held_mails, _owned_line),
}
