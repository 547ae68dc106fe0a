"""What a complainant answers reaches the part it is about; in doubt the first, and then all owners hear."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from complaints.judgement.categories import propose
from complaints.judgement.words import Words
from complaints.model import Case, Change, Decision, Letter, Mail, State
from complaints.organisation import Organisation
from complaints.process.deadlines import pausing


def meant(mail: Mail, case: Case, others: Sequence[Case], organisation: Organisation) -> Case | None:
    """The part that the words are about; None when they do not say."""
    every = sorted((case, *others), key=lambda part: part.number)
    named = [part for part in every if part.number in mail.new_text.upper()]
    if len(named) == 1:
        return named[0]
    proposed = [found.category.code for found in propose(Words("", mail.new_text), organisation)]
    spoken_of = [part for part in every if part.judgement.category in proposed]
    return spoken_of[0] if len(spoken_of) == 1 else None


def is_first(case: Case, others: Sequence[Case]) -> bool:
    """Whether the common acknowledgement was this one's."""
    return all(case.number < other.number for other in others)


def told_to_all(
    decision: Decision, others: Sequence[Case], organisation: Organisation, now: datetime
) -> Decision:
    """The same entry, and the letter to its owner, on every part that is not over; the writer hears once.

    A part in which a question was open goes on: it may be answered.
    """
    owner = decision.case.owner if decision.case else ""
    going = ((part, pausing.resumed(part, organisation, now)) for part in others)
    beside = tuple(
        Change(
            case=after,
            entries=decision.entries,
            letters=(
                *(_again(letter, part) for letter in decision.letters if letter.to == owner),
                *pausing.told_later(part, after, now, replied="yes"),
            ),
        )
        for part, after in going
        if part.state is not State.EVALUATED
    )
    return replace(decision, beside=(*decision.beside, *beside))


def _again(letter: Letter, part: Case) -> Letter:
    """A letter about one part, for the owner of another."""
    return replace(letter, name=f"{letter.template}-{part.entries + 1}", to=part.owner)
