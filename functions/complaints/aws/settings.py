"""The environment of the functions. The only place that reads it: each function has what it asks for here."""

import os


class MissingSettingError(RuntimeError):
    """The template did not give a function what it needs."""


def table() -> str:
    """Name of the table."""
    return _read("TABLE")


def bucket() -> str:
    """Name of the bucket of raw mails, which also holds the organisation."""
    return _read("BUCKET")


def arrivals_queue() -> str:
    """URL of the queue of mails that arrived."""
    return _read("ARRIVALS_QUEUE")


def wakes_queue() -> str:
    """URL of the queue that wakes `send_letters`."""
    return _read("WAKES_QUEUE")


def dues_queue() -> str:
    """URL of the queue of due cases."""
    return _read("DUES_QUEUE")


def signing_secret() -> str:
    """Name of the secret that signs reply addresses and links."""
    return _read("SIGNING_SECRET")


def person_secret() -> str:
    """Name of the secret that keys hashes of personal data in table keys."""
    return _read("PERSON_SECRET")


def configuration_set() -> str:
    """Name of the SES configuration set; empty where there is none."""
    return _read("CONFIGURATION_SET")


def pages_url() -> str:
    """Where the pages are, without a slash at the end."""
    return _read("PAGES_URL").rstrip("/")


def _read(name: str) -> str:
    try:
        return os.environ[name]
    except KeyError:
        raise MissingSettingError(
            f"environment variable {name} is missing: give it to this function in template.yaml"
        ) from None
