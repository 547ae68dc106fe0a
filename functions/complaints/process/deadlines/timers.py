"""What lies ahead of a case."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Timer:
    """The clock wants something of a case at an instant; `name` is its source's own."""

    name: str
    at: datetime
