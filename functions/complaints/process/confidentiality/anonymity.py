"""Who asked to be anonymous has no name and no address for staff, in no mail and on no page.

We know the address all the same, so that an answer finds its way. What a file shows, and what the words tell
between the lines, stays as it is; a signature, and the name of a file, do not.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from unicodedata import combining, normalize

from complaints.judgement.joining import RESEMBLES
from complaints.judgement.matching import find_any
from complaints.judgement.reading import words_of
from complaints.model import Address, Attachment, Case, Mail, Writer
from complaints.organisation import Organisation
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
ORDINARY = re.compile(  # words of an address or a display name that are no name, as `_folded` writes them
    r"mail|mejl|epost|post|info|kontakt|hem|home|jobb|work|privat|private|admin|familj|familjen|family"
    r"|mamman?|pappan?|mor|far|(?:mor|far)(?:mor|far)|foralder|foraldrar|vardnadshavare|parents?|mother|father"
    r"|barn|barnet|elev|eleven|child|pupil|skola|skolan|school|forskola|forskolan|klass|fritids"
    r"|orolig|arg|anonym|anonymous|till|och|fran|med|for|the|and"
)
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


def hidden(case: Case, organisation: Organisation) -> Case:
    """The case as staff may see it; nor by which of its words it resembles others, which may be names."""
    if not is_anonymous(case):
        return case
    nobody = replace(case.complainant, name="", address="")
    reasons = tuple(reason for reason in case.judgement.reasons if reason.about != RESEMBLES)
    return replace(
        case,
        subject=unnamed(case.subject, case, organisation),
        complainant=nobody,
        judgement=replace(case.judgement, reasons=reasons),
    )


def also_known(case: Case, sender: Address | None) -> Case:
    """An anonymous case that a mail came on: who sent it may be its writer, under another name or address."""
    if sender is None or not is_anonymous(case):
        return case
    known = (*case.also_known, *filter(None, (sender.name, sender.address)))
    return replace(case, also_known=tuple(dict.fromkeys(known))[-MOST_KNOWN:])


def unnamed(text: str, case: Case, organisation: Organisation) -> str:
    """The text without what tells who wrote it: names, addresses, and what of an address is like a name.

    A word of an address is one only with a capital or beside its others; our schools, and words such as
    "familjen", are none.
    """
    known = (case.complainant.name, case.complainant.address, *case.also_known)
    boxes: set[str] = set()
    for address in (each for each in known if "@" in each):
        parts = WORD.findall(address.partition("@")[0])
        boxes |= {_folded(part) for part in parts}
        for told in (re.escape(address), r"\W+".join(parts) if len(parts) > 1 else ""):
            text = re.sub(rf"(?<!\w){told}(?!\w)", LEFT_OUT, text, flags=re.IGNORECASE) if told else text
    units = {_folded(word) for name in _of_units(organisation) for word in WORD.findall(name)}
    names = {_folded(word) for each in known if "@" not in each for word in WORD.findall(each)}
    boxes, names = (
        {each for each in told - units if not ORDINARY.fullmatch(each)} for told in (boxes, names)
    )

    def covered(found: re.Match[str]) -> str:
        word = _folded(found[0])
        bare = word.removesuffix("s")
        alike = any(bare == box or box.startswith(word) or box.endswith(word) for box in boxes)
        told = word in names or bare in names or (found[0][0].isupper() and alike and word not in units)
        return LEFT_OUT if told and len(word) >= SHORTEST else found[0]

    return WORD.sub(covered, text)


def _of_units(organisation: Organisation) -> Iterable[str]:
    return (name for unit in organisation.units.values() for name in (unit.name, *unit.aliases))


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
