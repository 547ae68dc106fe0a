"""Matters that are somebody else's: the letter that says whose is the answer, and a person looks it over."""

from dataclasses import replace
from datetime import datetime

from complaints.judgement.matching import find_any
from complaints.judgement.words import Words
from complaints.model import Case, Lane, Letter, Mail, State
from complaints.organisation import Elsewhere, Organisation
from complaints.process.owners.handover import ROUTED, shown


def right_place(case: Case, organisation: Organisation) -> Elsewhere | None:
    """The place that answers for the matter; None when the words of the mail do not say."""
    if case.judgement.lane is not Lane.WRONG_RECIPIENT:
        return None
    said = (reason.because for reason in case.judgement.reasons if reason.says == Lane.WRONG_RECIPIENT)
    words = Words("", ". ".join(word for because in said for word in because))
    return next((place for place in organisation.elsewhere if find_any(place.words, words)), None)


def answered_at_once(case: Case, organisation: Organisation, now: datetime) -> Case:
    """The case answered by its acknowledgement, where that can say whose the matter is and be understood."""
    writer = case.complainant
    told = writer.mailable and not writer.second_language and right_place(case, organisation)
    return replace(case, state=State.ANSWERED, answered_at=now) if told else case


def sent_on_to(case: Case, organisation: Organisation) -> str:
    """The role that the mail is sent on to; empty when it stays: not municipal, or too delicate for mail."""
    place = right_place(case, organisation)
    return place.forward_to if place and not case.judgement.sensitive else ""


def letters(
    case: Case, mail: Mail, place: Elsewhere, organisation: Organisation, at: datetime
) -> list[Letter]:
    """The mail itself to the right place, and to the owner what the complainant was told."""
    to = sent_on_to(case, organisation)
    told = shown(case, mail, at, ROUTED, "elsewhere", case.owner)
    told = replace(told, facts={**told.facts, "place": place.name, "sent_on": "yes" if to else ""})
    return [told, shown(case, mail, at, "sent_on", "sent_on", to)] if to else [told]
