"""The matters of a mail that counts them or lists them, by the categories that its clauses speak of."""

import re

from complaints.judgement.categories import propose
from complaints.judgement.correcting import with_category
from complaints.judgement.words import Words
from complaints.model import Judgement, Part
from complaints.organisation import Organisation

CLAUSE = re.compile(r"(?<=[.!?;\n])|(?<=,)|\s+och\s+")
LISTED = re.compile(
    r"\b(dessutom|för det andra|en annan sak|en sak till|också|in addition|another thing)\b", re.IGNORECASE
)


def parts_of(new_text: str, judgement: Judgement, organisation: Organisation) -> tuple[Part, ...]:
    """A part for each owner whom the clauses need; none where the mail tells of one matter."""
    if (judgement.matters or 0) < 2 and not (judgement.matters is None and LISTED.search(new_text)):
        return ()
    found: dict[str, Part] = {}
    for clause in map(str.strip, CLAUSE.split(new_text)):
        proposed = propose(Words("", clause), organisation)
        if not proposed:
            continue
        own = with_category(judgement, proposed[0].category, organisation)
        before = found.get(own.owner)
        sentences = (*before.sentences, clause) if before else (clause,)
        category = before.category if before else own.category
        found[own.owner] = Part(category=category, unit=own.unit, owner=own.owner, sentences=sentences)
    return tuple(found.values())
