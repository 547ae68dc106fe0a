"""The way of one named reader to one case on a page."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Door:
    """What came through a reader's links to a case. `version` is that of the stored row, 0: nothing yet.

    One-time codes are not kept: the newest is worked out from `codes`, how many were sent (`Signer.code`).
    """

    case_id: str
    reader: str  # role id, or the link's purpose (such as "evaluation") where it is bound to no reader
    version: int = 0
    knocked_at: tuple[datetime, ...] = ()  # when something was posted, in the last minute
    codes: int = 0
    coded_at: tuple[datetime, ...] = ()  # when codes were sent, in the last day
    code_until: datetime | None = None  # until when the newest code opens; None: used, or none was sent
    wrong: int = 0  # wrong codes since the newest was sent
    readings: int = 0  # how many lines its log has, all in one hash chain
    last_hash: str = ""
