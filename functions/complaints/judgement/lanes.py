"""Which lanes a mail takes: the most protective first, what is mild only when nothing weighs more."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from complaints.judgement.lists import Lists, Signals
from complaints.judgement.matching import find_all, find_any, said
from complaints.judgement.words import Words
from complaints.model import Lane, Mail, MailKind, Verdict
from complaints.organisation import Organisation
from complaints.policy import DANGEROUS, MILD, PROTECTIVE

DENIED = 0.2  # a probability below which the learned model denies what is only likely

Found = dict[Lane, tuple[str, ...]]  # with the words or traits that speak for each


@dataclass(frozen=True)
class Reading:
    """All that the lanes look at. `ours`: a unit of ours is named. `against`: a leader is blamed.

    `certain`: what is said outright. `resembles`: how likely each lane is by the learned model. Likely words
    count where it does not deny them.
    """

    mail: Mail
    words: Words
    ours: bool
    against: bool
    certain: Found
    resembles: Mapping[Lane, float]

    def not_denied(self, lane: Lane) -> bool:
        """Whether the mail resembles such a mail a little, or any dangerous one if the lane is dangerous."""
        return self._likest_danger >= DENIED if lane in DANGEROUS else self.resembles.get(lane, 0.0) >= DENIED

    @cached_property
    def _likest_danger(self) -> float:
        return max(self.resembles.get(lane, 0.0) for lane in DANGEROUS)


def lanes_of(reading: Reading, organisation: Organisation, lists: Lists) -> Found:
    """The lanes in their order of priority, at least one."""
    if reading.mail.kind is not MailKind.PERSON:
        return {Lane.AUTOMATIC: (str(reading.mail.kind),)}
    found = _protective(reading, organisation, lists)
    unwanted = _spam(reading, lists)
    if unwanted and not found:
        return {Lane.SPAM: unwanted}
    if not found:
        found = _elsewhere(reading, organisation)
    dissatisfied = _words(reading, lists.dissatisfaction)
    if not found and not dissatisfied and not reading.against:
        found = _mild(reading, lists)
    if not found or set(found) == {Lane.PROTECTED}:  # protection is a mark on top of what the mail is about
        found[Lane.COMPLAINT] = dissatisfied
    return {lane: found[lane] for lane in Lane if lane in found}


def _protective(reading: Reading, organisation: Organisation, lists: Lists) -> Found:
    words, staff = reading.words, organisation.is_by_staff(reading.mail)
    found: Found = {}
    for lane in PROTECTIVE:
        signals = lists.lanes[lane]
        why = reading.certain.get(lane, ()) + _words(reading, signals)
        if reading.not_denied(lane):
            why += tuple(hit.words for hit in find_all(signals.likely, signals.traps, words))
        subject = find_any(signals.subject, words)
        why += tuple(hit.words for hit in subject if words.in_subject(hit.positions))
        why += tuple(hit.words for hit in find_any(signals.from_staff if staff else (), words))
        if why:
            found[lane] = tuple(dict.fromkeys(why))
    return found


def certainly(words: Words, lists: Lists) -> Found:
    """The lanes for which it is said outright: nothing takes them back."""
    found = {lane: said(lists.lanes[lane].certain, lists.lanes[lane].traps, words) for lane in PROTECTIVE}
    return {lane: why for lane, why in found.items() if why}


def _spam(reading: Reading, lists: Lists) -> tuple[str, ...]:
    envelope = reading.mail.envelope
    if Verdict.FAIL in (envelope.spam, envelope.virus):
        return ("den mottagande servern varnar",)
    return _words(reading, lists.lanes[Lane.SPAM])


def _elsewhere(reading: Reading, organisation: Organisation) -> Found:
    """Somebody else's matter, unless one of our units is named as well."""
    if reading.ours:
        return {}
    why = tuple(h.words for e in organisation.elsewhere for h in find_all(e.words, (), reading.words))
    return {Lane.WRONG_RECIPIENT: why} if why else {}


def _mild(reading: Reading, lists: Lists) -> Found:
    found = {lane: why for lane in MILD if (why := _words(reading, lists.lanes[lane]))}
    asks = "?" in reading.mail.subject or "?" in reading.mail.new_text
    if asks and Lane.SUGGESTION not in found and Lane.QUESTION not in found:
        found[Lane.QUESTION] = ("?",)
    return found


def _words(reading: Reading, signals: Signals) -> tuple[str, ...]:
    return said(signals.words, signals.traps, reading.words)
