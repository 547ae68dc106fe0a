"""Who asked to be anonymous has no name and no address for staff, in no mail and on no page.

We know the address all the same, so that an answer finds its way. What a file shows, and what the words tell
between the lines, stays as it is; a signature, and the name of a file, do not.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from unicodedata import combining, normalize

from complaints.judgement.matching import find_any
from complaints.judgement.reading import words_of
from complaints.model import Address, Attachment, Case, Mail, Writer
from complaints.process.confidentiality.signed import LEFT_OUT

ASKS = (  # in the pattern language
    "jag/vi/mig/oss + vara anonym*/förbli anonym*/är anonym*/anonymt",
    "vågar inte säga vem/vågar inte skriva vem/vill inte säga vem/vill inte skriva vem + jag/vi",
    "vågar inte … mitt namn/vill inte … mitt namn/nämn inte mitt namn/skriv inte mitt namn",
    "berätta inte vem jag är/säg inte vem jag är/inte berätta vem jag är/inte säga vem jag är",
    "anonym förälder/anonym vårdnadshavare/anonymt klagomål",
    "i/we + remain anonymous/be anonymous/stay anonymous/anonymously",
    "not … my name/not … who i am",
)
SHORTEST = 3  # letters of a name that is taken out of what was written
MOST_KNOWN = 20  # names and addresses of who wrote on a case
KIND = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
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
    """The person's cases that may be linked to an anonymous (or a named) one without telling who wrote it."""
    return [case for case in cases if is_anonymous(case) is anonymous]


def hidden(case: Case) -> Case:
    """The case as staff may see it."""
    if not is_anonymous(case):
        return case
    nobody = replace(case.complainant, name="", address="")
    return replace(case, subject=unnamed(case.subject, case), complainant=nobody)


def also_known(case: Case, sender: Address | None) -> Case:
    """An anonymous case that a mail came on: who sent it may be its writer, under another name or address."""
    if sender is None or not is_anonymous(case):
        return case
    known = (*case.also_known, *filter(None, (sender.name, sender.address)))
    return replace(case, also_known=tuple(dict.fromkeys(known))[-MOST_KNOWN:])


def unnamed(text: str, case: Case) -> str:
    """The text without what tells who wrote it: names, addresses, and what of an address is like a name."""
    known = (case.complainant.name, case.complainant.address, *case.also_known)
    addresses = [each for each in known if "@" in each]
    for address in addresses:
        text = re.sub(rf"(?<!\w){re.escape(address)}(?!\w)", LEFT_OUT, text, flags=re.IGNORECASE)
    boxes = [part for each in addresses for part in WORD.findall(_folded(each.partition("@")[0]))]
    names = {*boxes, *(_folded(word) for each in known if "@" not in each for word in WORD.findall(each))}

    def covered(found: re.Match[str]) -> str:
        word = _folded(found[0])
        likely = found[0][0].isupper() and any(box.startswith(word) or box.endswith(word) for box in boxes)
        told = likely or word in names or word.removesuffix("s") in names
        return LEFT_OUT if told and len(word) >= SHORTEST else found[0]

    return WORD.sub(covered, text)


def neutral(files: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """The files under names that tell nothing: a number, and what kind of file it is."""
    return tuple(
        replace(file, name=neutral_name(file.name, place)) for place, file in enumerate(files, start=1)
    )


def neutral_name(name: str, place: int) -> str:
    """Such a name."""
    kind = KIND.search(name)
    return f"{place}{kind[0].lower() if kind else ''}"


def _folded(text: str) -> str:
    """As it may stand in an address: small letters without their points and rings."""
    return "".join(sign for sign in normalize("NFD", text.lower()) if not combining(sign))
