"""What mail to staff never tells of a secret case, whichever letter it is: who wrote, what, and which files.

A letter may say that there is a case, its number, its dates and what has to be done; the rest is on its page.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from complaints.judgement.correcting import with_lane
from complaints.model import COMPLAINANT, FORWARDER, WRITER, Case, Judgement, Lane, Letter
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.confidentiality import anonymity
from complaints.process.confidentiality.signed import unsigned

OUTSIDE = (COMPLAINANT, FORWARDER, WRITER)
FROM_OUTSIDE = (  # letters that show what was written to us; so do those that repeat another
    "routed",
    "elsewhere",
    "sent_on",
    "doubt",
    "reopened",
    "repeated",
    "added_by_complainant",
    "added_unverified",
)
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
CODE = re.compile(r"[a-z_-]+")  # what a template goes by: yes, which_case, maltidschef


def is_secret(case: Case) -> bool:
    """Whether its content stays out of mail: then it has a code of its own and each reading is logged."""
    return not policy_of(case.judgement).content


def bare(letter: Letter, case: Case, organisation: Organisation) -> Letter:
    """The letter as it may leave; who asked to be anonymous is named in none."""
    if letter.to in OUTSIDE:
        return letter
    if anonymity.is_anonymous(case):
        quote = unsigned(letter.quote) if _shows_the_mail(letter) else letter.quote
        quote = anonymity.unnamed(quote, case, organisation)
        letter = replace(letter, quote=quote, facts=_unnamed(letter, case, organisation))
    if not is_secret(case):
        return letter
    facts = {name: "" if name in UNTOLD else fact for name, fact in letter.facts.items()}
    return replace(letter, quote="", encloses="", facts=facts)


def has_neutral_files(letter: Letter, case: Case) -> bool:
    """Whether the files that a letter shows and encloses are called nothing that tells who sent them."""
    return anonymity.is_anonymous(case) and letter.to not in OUTSIDE and _shows_the_mail(letter)


def _shows_the_mail(letter: Letter) -> bool:
    """Whether its quote and its files are those of somebody outside."""
    return bool(letter.repeats) or letter.template in FROM_OUTSIDE


def _unnamed(letter: Letter, case: Case, organisation: Organisation) -> dict[str, str]:
    """The facts of a letter without what tells who wrote; those that its template goes by stay."""
    colleagues = {role.holder.name for role in organisation.roles.values()}

    def told(name: str, fact: str) -> str:
        if name == "sender":
            return ""
        return (
            fact
            if CODE.fullmatch(fact) or fact in colleagues
            else anonymity.unnamed(fact, case, organisation)
        )

    facts = {name: told(name, fact) for name, fact in letter.facts.items()}
    if not has_neutral_files(letter, case):
        return facts
    place = 0
    for name in ("attachments", "withheld"):
        files = [line for line in letter.facts.get(name, "").split("\n") if line]
        facts |= {name: "\n".join(anonymity.neutral_name(file, place + n) for n, file in enumerate(files, 1))}
        place += len(files)
    return facts


def as_protected(judgement: Judgement, of_person: Iterable[Case], organisation: Organisation) -> Judgement:
    """The judgement of a new mail; protected where its writer's identity is known to be from another case."""
    if not any(Lane.PROTECTED in case.judgement.lanes for case in of_person):
        return judgement
    return with_lane(judgement, Lane.PROTECTED, organisation)


def nameless(case: Case, organisation: Organisation) -> Case:
    """The case as a letter to staff may speak of it."""
    if not is_secret(case):
        return anonymity.hidden(case, organisation)
    return replace(case, subject="", complainant=replace(case.complainant, name="", address=""))
