"""Who asked to be anonymous has no name and no address for staff, in no mail and on no page.

We know the address all the same, so that an answer finds its way. What a file shows, and what the words tell
between the lines, stays as it is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from complaints.judgement.matching import find_any
from complaints.judgement.reading import words_of
from complaints.model import Case, Complainant, Mail, Writer

ASKS = (  # in the pattern language
    "jag/vi/mig/oss + vara anonym*/förbli anonym*/är anonym*/anonymt",
    "vågar inte säga vem/vågar inte skriva vem/vill inte säga vem/vill inte skriva vem + jag/vi",
    "vågar inte … mitt namn/vill inte … mitt namn/nämn inte mitt namn/skriv inte mitt namn",
    "berätta inte vem jag är/säg inte vem jag är/inte berätta vem jag är/inte säga vem jag är",
    "anonym förälder/anonym vårdnadshavare/anonymt klagomål",
    "i/we + remain anonymous/be anonymous/stay anonymous/anonymously",
    "not … my name/not … who i am",
)
LEFT_OUT = "[…]"
SHORTEST = 3  # letters of a name that is taken out of what was written
WORD = re.compile(r"[^\W\d_]+")


def asked(mail: Mail) -> bool:
    """Whether the mail asks that its writer be not named."""
    return bool(find_any(ASKS, words_of(mail)))


def is_anonymous(case: Case) -> bool:
    """Whether staff are not to know who wrote."""
    return case.complainant.writer is Writer.ANONYMOUS


def anonymous(case: Case) -> Case:
    """The case whose writer is not to be known from now on."""
    return replace(case, complainant=replace(case.complainant, writer=Writer.ANONYMOUS))


def person(case: Case) -> str:
    """What tells people apart; of who wrote anonymously nobody is to see that they have another case."""
    return case.id if is_anonymous(case) else case.complainant.address or case.id


def alike(cases: Iterable[Case], *, anonymous: bool) -> list[Case]:
    """Those of a person's cases that staff may know to be of one person with such a case."""
    return [case for case in cases if is_anonymous(case) is anonymous]


def hidden(case: Case) -> Case:
    """The case as staff may see it."""
    if not is_anonymous(case):
        return case
    writer = case.complainant
    nobody = replace(writer, name="", address="")
    return replace(case, subject=unnamed(case.subject, writer), complainant=nobody)


def unnamed(text: str, writer: Complainant) -> str:
    """The text without the writer's own name and address."""
    names = {word for word in WORD.findall(writer.name) if len(word) >= SHORTEST}
    for known in filter(None, (writer.address, *sorted(names, key=len, reverse=True))):
        text = re.sub(rf"(?<!\w){re.escape(known)}s?(?!\w)", LEFT_OUT, text, flags=re.IGNORECASE)
    return text


def facts_unnamed(facts: Mapping[str, str], writer: Complainant) -> Mapping[str, str]:
    """The facts of a letter, likewise."""
    return {name: unnamed(fact, writer) for name, fact in facts.items()}
