"""What can be wrong with an organisation file, said so that it can be mended."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: the line it stands on (from 1), the field, what is wrong and what to do about it."""

    line: int
    field: str  # such as "roles.maltidschef.telephone"
    what: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.field}: " if self.field else ""
        return f"line {self.line}: {where}{self.what}. {self.remedy}."


class OrganisationError(ValueError):
    """The file cannot be used. `problems` holds every mistake found, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)
