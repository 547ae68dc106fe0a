"""The words of a mail, read once for all who look into it: who judges, and who asks what its writer wants."""

from functools import lru_cache

from complaints.judgement.groups import spoken
from complaints.judgement.words import Words
from complaints.model import Mail

AT_HAND = 2  # mails: the one that is dealt with, and another beside it


def words_of(mail: Mail) -> Words:
    """Subject and what is newly written, spelled as patterns are."""
    return _read(mail.subject, mail.new_text)


@lru_cache(maxsize=AT_HAND)
def _read(subject: str, new_text: str) -> Words:
    return Words(subject, new_text, spoken())
