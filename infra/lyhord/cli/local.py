"""Orders to the local run, over its control interface."""

import base64
import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from lyhord import LyhordError
from lyhord.engine.errand import run_errand
from lyhord.engine.settings import read_settings

PATIENCE = 3600  # seconds; a walk through a year takes a while, and the engine itself gives up sooner


def ask(order: str, request: dict[str, Any]) -> dict[str, Any]:
    """Give the local run an order and wait until it is carried out. Raises LyhordError."""
    url = read_settings().engine_url
    try:
        return run_errand(f"{url}/_engine/{order}", request, timeout=PATIENCE)
    except urllib.error.HTTPError as refusal:
        raise LyhordError(_reason(refusal)) from refusal
    except OSError as failure:
        raise not_running(url) from failure


def not_running(url: str) -> LyhordError:
    """What to say when nobody answers."""
    return LyhordError(f"no local run answers at {url}: start it with `make run`.")


def mail(file: Path, *, at: str, sender: str | None, to: str, **verdicts: str) -> dict[str, Any]:
    """The order to take a mail in."""
    raw = base64.b64encode(file.read_bytes()).decode()
    return {"raw": raw, "at": at, "from": sender, "to": to, **verdicts}


def _reason(refusal: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(refusal)["error"])
    except (ValueError, KeyError, TypeError):
        return f"the local run answers {refusal.code} {refusal.reason}."
