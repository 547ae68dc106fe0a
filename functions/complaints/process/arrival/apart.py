"""A mail that was held on a case opens one of its own: nothing of the case it came on goes along."""

from dataclasses import replace
from datetime import datetime

from complaints.judgement.correcting import with_barred
from complaints.model import Change, Entry, Envelope, Judgement, Mail, Verdict
from complaints.organisation import Organisation
from complaints.process.arrival import intake, quarantine
from complaints.process.arrival.quarantine import Admission


def envelope_of(held: Entry) -> Envelope:
    """What the receiving server found when the mail came, as the log of the case tells it was held on."""
    dmarc, virus = (Verdict(held.facts.get(name, Verdict.UNKNOWN)) for name in ("dmarc", "virus"))
    return Envelope(received_at=held.happened_at, dmarc=dmarc, virus=virus)


def alone(mail: Mail, organisation: Organisation) -> Mail:
    """The mail without what it quotes, and without a subject of ours: both are of another family's letter."""
    ours = f"{organisation.number_prefix}-" in mail.subject.upper()
    return replace(mail, text=mail.new_text, subject="" if ours else mail.subject)


def impartial(judgement: Judgement, barred: tuple[str, ...], organisation: Organisation) -> Judgement:
    """Whom the case concerns that a mail came on, that mail may concern too, whatever names it leaves out."""
    return with_barred(judgement, tuple(dict.fromkeys((*judgement.barred, *barred))), organisation)


def opened(
    admission: Admission, word: Entry, organisation: Organisation, now: datetime
) -> tuple[Change, ...]:
    """A case for each of its matters, as if the mail had come by itself: acknowledged, handed over.

    `word`, with which it was opened, stands in the log of each.
    """
    mail, came = admission.mail, admission.came
    number, *numbers = admission.numbers
    case = intake.new_case(mail, admission.matters[0].judgement, number, came.facts["raw"], organisation)
    case = replace(case, tainted=came.facts["virus"] == Verdict.FAIL)
    released = quarantine.released(case, replace(admission, numbers=tuple(numbers)), word, organisation, now)
    first, *others = released
    entries = first.entries if others else (came, *first.entries)
    return (replace(first, entries=entries, met=case.complainant.address), *others)
