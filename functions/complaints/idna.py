"""Domains beyond ASCII: people write hemåt.example, mail servers say xn--hemt-soa.example (RFC 5890)."""


def as_sent(address: str) -> str:
    """The address as a mail server takes it. Raises UnicodeError for a domain that cannot be encoded."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"


def as_written(address: str) -> str:
    """The address as its owner writes it, in small letters. Raises UnicodeError for one that is not ASCII."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local}@{domain.encode('ascii').decode('idna')}"
