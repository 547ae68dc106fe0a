"""Whom a mail names as its readers. The envelope's recipients are the truth; these are the sender's word."""

from complaints.mail.head import Head
from complaints.mail.sender import addresses_of, bare

MOST = 50


def recipients_of(head: Head) -> tuple[str, ...]:
    """The bare addresses of To and Cc, each once, at most fifty."""
    fields = (*head.all("to")[:1], *head.all("cc")[:1])
    named = (bare(address) for value in fields for address in addresses_of(value))
    return tuple(dict.fromkeys(filter(None, named)))[:MOST]
