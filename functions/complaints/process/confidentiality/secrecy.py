"""What mail to staff never tells of a secret case, whichever letter it is: who wrote, what, and which files.

A letter may say that there is a case, its number, its dates and what has to be done; the rest is on its page.
"""

from collections.abc import Iterable
from dataclasses import replace

from complaints.judgement.correcting import with_lane
from complaints.model import COMPLAINANT, FORWARDER, WRITER, Case, Judgement, Lane, Letter
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.confidentiality import anonymity

OUTSIDE = (COMPLAINANT, FORWARDER, WRITER)
UNTOLD = (  # facts that repeat words: the family's, or what staff wrote of them
    "attachments",
    "withheld",
    "address",
    "sender",
    "written",
    "because",
    "text",
    "answer",
)


def is_secret(case: Case) -> bool:
    """Whether its content stays out of mail: then it has a code of its own and each reading is logged."""
    return not policy_of(case.judgement).content


def bare(letter: Letter, case: Case) -> Letter:
    """The letter as it may leave; who asked to be anonymous is named in none."""
    if letter.to in OUTSIDE:
        return letter
    if anonymity.is_anonymous(case):
        writer = case.complainant
        facts = anonymity.facts_unnamed(letter.facts, writer)
        letter = replace(letter, quote=anonymity.unnamed(letter.quote, writer), facts=facts)
    if not is_secret(case):
        return letter
    facts = {name: "" if name in UNTOLD else fact for name, fact in letter.facts.items()}
    return replace(letter, quote="", encloses="", facts=facts)


def as_protected(judgement: Judgement, of_person: Iterable[Case], organisation: Organisation) -> Judgement:
    """The judgement of a new mail; protected where its writer's identity is known to be from another case."""
    if not any(Lane.PROTECTED in case.judgement.lanes for case in of_person):
        return judgement
    return with_lane(judgement, Lane.PROTECTED, organisation)


def nameless(case: Case) -> Case:
    """The case as a letter to staff may speak of it."""
    if not is_secret(case):
        return anonymity.hidden(case)
    return replace(case, subject="", complainant=replace(case.complainant, name="", address=""))
