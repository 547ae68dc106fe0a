"""Whom a mail names as its readers. The envelope's recipients are the truth; these are the sender's word."""

import mailparser

from complaints.mail.sender import bare

MOST = 50


def recipients_of(header: mailparser.MailParser) -> tuple[str, ...]:
    """The bare addresses of To and Cc, each once, at most fifty."""
    named = (bare(address) for _, address in [*header.to, *header.cc])
    return tuple(dict.fromkeys(filter(None, named)))[:MOST]
