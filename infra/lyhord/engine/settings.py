"""The settings of the local run, read from the environment once, at the start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lyhord import LyhordError

HOST = "127.0.0.1"  # the local run is reachable from this machine only
REGION = "eu-north-1"
STACK = "lyhord"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where the local run listens and what it keeps. `relay` is (host, port) of an SMTP server, or None."""

    state: Path
    smtp_port: int
    http_port: int
    aws_port: int
    relay: tuple[str, int] | None
    clock_stands: bool

    @property
    def pages_url(self) -> str:
        """Where the app's own pages are, as they are linked in letters."""
        return f"{self.engine_url}/p"

    @property
    def engine_url(self) -> str:
        """The mailbox page, and below it the engine's control interface."""
        return f"http://{HOST}:{self.http_port}"

    @property
    def aws_url(self) -> str:
        """The emulator of AWS."""
        return f"http://{HOST}:{self.aws_port}"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read LYHORD_STATE, LYHORD_…_PORT, LYHORD_RELAY and LYHORD_CLOCK. Raises LyhordError."""
    clock = environment.get("LYHORD_CLOCK", "")
    if clock not in ("", "manual"):
        raise LyhordError(f"LYHORD_CLOCK is {clock!r}: leave it out, or set it to 'manual'.")
    return Settings(
        state=Path(environment.get("LYHORD_STATE") or ".lyhord").absolute(),
        smtp_port=_port(environment, "LYHORD_SMTP_PORT", 2525),
        http_port=_port(environment, "LYHORD_HTTP_PORT", 8025),
        aws_port=_port(environment, "LYHORD_AWS_PORT", 4566),
        relay=_relay(environment.get("LYHORD_RELAY", "")),
        clock_stands=clock == "manual",
    )


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise LyhordError(f"{name} is {text!r}: set it to a port number between 1 and 65535.")
    return int(text)


def _relay(text: str) -> tuple[str, int] | None:
    if not text:
        return None
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal():
        raise LyhordError(
            f"LYHORD_RELAY is {text!r}: set it to host:port of an SMTP server, or leave it out."
        )
    return host, int(port)
