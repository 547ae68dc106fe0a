"""One mail about several things: a case for each, with an owner each, and one acknowledgement for all.

The first case is the mail's own. `Case.parts` of each names the others.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from complaints import signature
from complaints.judgement.correcting import with_category, with_unit
from complaints.model import COMPLAINANT, Case, Change, Decision, Judgement, Lane, Letter, Mail, Part, State
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.arrival import doubt, intake
from complaints.process.arrival.clauses import parts_of
from complaints.process.deadlines.promises import promised
from complaints.process.owners import contact, handover, second_reader

DIVIDED = (Lane.COMPLAINT, Lane.DEMAND)  # a mail that protects somebody stays whole
MOST_PARTS = 6  # one transaction holds them all
LEFT_OUT = "[…]"


@dataclass(frozen=True)
class Matter:
    """One of the things that a mail is about, and the sentences that speak of it: none where it is all."""

    judgement: Judgement
    sentences: tuple[str, ...] = ()


def matters_in(
    mail: Mail, judgement: Judgement, keeper: str, organisation: Organisation
) -> tuple[Matter, ...]:
    """What the mail is about, in its order; one matter unless it needs different people.

    Each goes to its own, or to whoever has the contact with its writer (`keeper`).
    """
    parts = (judgement.parts or parts_of(mail.new_text, judgement, organisation))[:MOST_PARTS]
    owners = {part.owner for part in parts}
    if len(owners) < 2 or judgement.lane not in DIVIDED or judgement.also:
        return (Matter(contact.routed(judgement, keeper)),)
    own = (_of_part(part, owners, judgement, organisation) for part in parts)
    routed = (contact.routed(judgement, keeper) for judgement in own)
    return tuple(Matter(judgement, part.sentences) for judgement, part in zip(routed, parts, strict=True))


def open_cases(
    mail: Mail,
    matters: Sequence[Matter],
    numbers: Sequence[str],
    raw_key: str,
    organisation: Organisation,
    now: datetime,
) -> Decision:
    """The mail's case, and one beside it for each further matter; `numbers` has one for each."""
    opened = intake.open_case(mail, matters[0].judgement, numbers[0], raw_key, organisation, now)
    if len(matters) == 1:
        return opened
    whole = intake.new_case(mail, matters[0].judgement, numbers[0], raw_key, organisation)
    first, *others = divided(whole, mail, matters, numbers[1:], organisation, now)
    return replace(
        opened,
        verdict=f"{len(matters)} new cases",
        case=first.case,
        entries=first.entries,
        letters=(*to_writers(opened.letters, organisation), *first.letters),
        beside=tuple(others),
    )


def divided(
    whole: Case,
    mail: Mail,
    matters: Sequence[Matter],
    numbers: Sequence[str],
    organisation: Organisation,
    now: datetime,
) -> tuple[Change, ...]:
    """A case for each matter, with its letters to staff; `numbers` has one for each but the first.

    That one is `whole`, of which nothing has followed yet.
    """
    ids = (whole.id, *(part_id(whole.id, n) for n in range(2, len(matters) + 1)))
    changes = []
    for n, matter in enumerate(matters):
        case = whole if n == 0 else _beside(whole, matter.judgement, numbers[n - 1], organisation)
        case = replace(case, id=ids[n], parts=(*ids[:n], *ids[n + 1 :]))
        told = replace(mail, text=_told(mail, n, matters))
        letters = to_staff(case, told, organisation, now)
        if n == 0:
            case, letters = doubt.asked(case, letters, mail, organisation, now)
        entries = (intake.received(told, whole.raw_key), intake.judged(case.judgement, now))
        changes.append(Change(case=case, entries=entries, letters=letters, met=case.complainant.address))
    return tuple(changes)


def to_writers(letters: Iterable[Letter], organisation: Organisation) -> tuple[Letter, ...]:
    """Of the letters of the whole mail those to its writer; the one acknowledgement lists all parts."""
    return tuple(_common(letter) for letter in letters if letter.to not in organisation.roles)


def _beside(whole: Case, judgement: Judgement, number: str, organisation: Organisation) -> Case:
    """A further matter, with the days that the whole mail was promised."""
    case = new_part(whole, judgement, number, whole.clock_from, organisation)
    return replace(case, first_contact_by=whole.first_contact_by, answer_by=whole.answer_by)


def new_part(
    whole: Case, judgement: Judgement, number: str, since: datetime, organisation: Organisation
) -> Case:
    """A case of the same person for another matter of the same mail; its days count from an instant."""
    promise = promised(policy_of(judgement), since, organisation)
    return Case(
        id=part_id(whole.id, len(whole.parts) + 2),
        number=number,
        state=State.RECEIVED,
        received_at=whole.received_at,
        clock_from=since,
        complainant=whole.complainant,
        forwarded_by=whole.forwarded_by,
        channel=whole.channel,
        complainants=whole.complainants,
        subject=whole.subject,
        judgement=judgement,
        owner=judgement.owner,
        first_contact_by=promise.first_contact_by,
        answer_by=promise.answer_by,
        thread=whole.thread,
        tainted=whole.tainted,
        raw_key=whole.raw_key,
        raw_sha256=whole.raw_sha256,
        parts=(whole.id, *whole.parts),
    )


def part_id(whole: str, number: int) -> str:
    """The id of a mail's second, third … case: as stable as the first one's, `whole`."""
    return signature.case_id(sha256(f"{whole} part {number}".encode()).hexdigest())


def to_staff(case: Case, mail: Mail, organisation: Organisation, now: datetime) -> tuple[Letter, ...]:
    """Its owner gets it and the others a line, as of any new case."""
    hour = organisation.calendar.staff_moment(now, at_once=policy_of(case.judgement).at_once)
    return tuple(second_reader.told(handover.to_staff(case, mail, hour), case, organisation, hour))


def _of_part(part: Part, owners: set[str], judgement: Judgement, organisation: Organisation) -> Judgement:
    """The part's own: owner as found, sensitivity and copies of its category, barred as in the whole.

    No owner of a part gets a line about another: they hear of the mail anyway.
    """
    whole = replace(judgement, parts=(), also_categories=(), matters=1, copies=())
    own = with_category(whole, organisation.category(part.category), organisation)
    if part.unit and part.unit != judgement.unit:
        own = with_unit(own, part.unit, organisation)
    reasons = tuple(r for r in judgement.reasons if r.about != "category" or r.says == part.category)
    copies = tuple(role for role in own.copies if role not in owners)
    return replace(
        own, owner=part.owner, copies=copies, also_categories=(), reasons=reasons, doubt=judgement.doubt
    )


def _common(letter: Letter) -> Letter:
    return replace(letter, template="acknowledgement_parts") if letter.to == COMPLAINANT else letter


def _told(mail: Mail, number: int, matters: Sequence[Matter]) -> str:
    """The mail without what it says of the other matters: each owner reads what is hers, in its context."""
    text = mail.text
    for sentence in _of_others(number, matters):
        text = text.replace(sentence, LEFT_OUT)
    return re.sub(rf"{re.escape(LEFT_OUT)}(?:\s*{re.escape(LEFT_OUT)})+", LEFT_OUT, text)


def _of_others(number: int, matters: Sequence[Matter]) -> Iterator[str]:
    own = matters[number].sentences
    for n, matter in enumerate(matters):
        yield from (sentence for sentence in matter.sentences if n != number and sentence not in own)
