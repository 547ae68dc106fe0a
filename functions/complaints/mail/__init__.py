"""Mail as it comes, made into a `Mail`. The only room that knows MIME parsers."""

from complaints.mail.envelope import envelope_from_headers
from complaints.mail.fingerprint import identity
from complaints.mail.reading import read

__all__ = ["envelope_from_headers", "identity", "read"]
