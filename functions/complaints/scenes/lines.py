"""The lines of a letter about several cases: of the parts of one mail, or of all that wait for somebody."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from complaints.letters import CaseLine, PartLine
from complaints.model import UNANSWERED, Case, Letter
from complaints.process.arrival.quarantine import LIST as QUARANTINE
from complaints.process.arrival.quarantine import is_listed
from complaints.process.confidentiality.anonymity import hidden
from complaints.process.confidentiality.secrecy import is_secret
from complaints.process.deadlines.held_mails import LIST as HELD_MAILS
from complaints.scenes.today import Today

STAFF_LANGUAGE = "sv"


class Collected(NamedTuple):
    """Which cases a letter is still about, and what it tells of one."""

    waits: Callable[[Case], bool]
    line: Callable[[Case, Today], CaseLine]


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


REMINDER = Collected(_is_unanswered, _line)
COLLECTED = {
    QUARANTINE: Collected(is_listed, _held_line),
    HELD_MAILS: Collected(_has_held_mails, _owned_line),
}


def collected(letter: Letter) -> Collected:
    """What a letter about several cases is about: those that are held, or all that still wait."""
    return COLLECTED.get(letter.template, REMINDER)
