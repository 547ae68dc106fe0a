"""What staff put right, as training mails without anybody's personal data: `lyhord corrections export`.

A line holds no text. It holds those words of the mail that are common among the training mails (which were
all invented) and that are no name known to the case or the organisation, each once and in an order that means
nothing: so neither who nor what can be read from it. Cases that only named persons may know of are left out.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from typing import Any

from complaints.mail import read
from complaints.model import Case, Envelope, Mail
from complaints.organisation import Organisation
from complaints.policy import policy_of
from lyhord.cli.cases import entries_of, every_case, organisation_of
from lyhord.engine.aws import System
from lyhord.training.mails import TrainingMail, read_mails

WRITERS = 2  # who must use a word before it counts as common
LEARNABLE = ("category", "lane")  # what the model learns; units and persons it does not
WORD = re.compile(r"[^\W\d_]+")

Item = dict[str, Any]


def exported(system: System) -> Iterator[Item]:
    """A line of `infra/training/mails` for each case that was put right, as it stands now."""
    organisation, common = organisation_of(system), common_words(read_mails())
    for case in every_case(system):
        if not is_learnable(case, organisation):
            continue
        corrections = [entry for entry in entries_of(system, case.id) if entry["what"] == "corrected"]
        if any(entry["facts"]["field"] in LEARNABLE for entry in corrections):
            try:
                raw = system.read(case.raw_key)
            except system.client("s3").exceptions.NoSuchKey:  # erased by a lawful decision
                continue
            mail = read(raw, Envelope(received_at=case.received_at))
            yield line(case, mail, organisation, common)


def is_learnable(case: Case, organisation: Organisation) -> bool:
    """Whether others than named persons may know of the case, and its category is one of the file."""
    return not policy_of(case.judgement).only_named and case.judgement.category in organisation.categories


def line(case: Case, mail: Mail, organisation: Organisation, common: frozenset[str]) -> Item:
    """The case as a training mail: what people say it is, and the traits of what was written."""
    kept = common - names(case, mail, organisation)
    judgement = case.judgement
    return {
        "style": f"corrected-{_opaque(case.id)[:12]}",
        "from": "other",
        "subject": _traits(mail.subject, kept, case.id),
        "text": _traits(mail.new_text, kept, case.id),
        "lane": judgement.lane.value,
        "also": [lane.value for lane in judgement.also],
        "category": judgement.category,
        "unit": None,
        "sensitive": judgement.sensitive,
        "language": mail.language,
    }


def names(case: Case, mail: Mail, organisation: Organisation) -> frozenset[str]:
    """Words that may name somebody or some place of this case, in small letters."""
    persons = [case.complainant.name, mail.sender.name if mail.sender else ""]
    staff = [role.holder.name for role in organisation.roles.values()]
    places = [name for unit in organisation.units.values() for name in (unit.name, *unit.aliases)]
    parts = {word.lower() for name in (*persons, *staff, *places) for word in WORD.findall(name)}
    within = re.findall(r"(?<=[^\W\d_.!?] )[^\W\d_]+", mail.new_text)  # a capital there means a name
    capitals = {word.lower() for word in within if word[0].isupper()}
    return frozenset(parts | {f"{part}s" for part in parts} | capitals)


def common_words(mails: Iterable[TrainingMail]) -> frozenset[str]:
    """Words that several of those who invented mails wrote, in small letters: they name nobody."""
    used: dict[str, set[str]] = defaultdict(set)
    for mail in mails:
        for word in WORD.findall(f"{mail.subject} {mail.text}"):
            if word.islower():
                used[word].add(mail.writer)
    return frozenset(word for word, writers in used.items() if len(writers) >= WRITERS)


def _traits(text: str, kept: frozenset[str], salt: str) -> str:
    words = kept.intersection(word.lower() for word in WORD.findall(text))
    order: Callable[[str], str] = cache(lambda word: _opaque(salt + word))
    return " ".join(sorted(words, key=order))


def _opaque(text: str) -> str:
    return sha256(text.encode()).hexdigest()
