"""What each way through the house asks of AWS. `python -m tests.proof.calls` prints it, a line of JSON a run.

With a number, as many other open cases lie in the table.

The processes are warm: a cold one reads the keys, too, and the whole organisation instead of asking whether
it is still the same. Each message comes alone.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from boto3.dynamodb.types import TypeSerializer

from complaints.aws import table
from complaints.model import Case
from tests.lindhoj import GUARDIAN, TUESDAY, at, lindhoj
from tests.proof.metered import Cost, Metered
from tests.proof.runtime import Message, Runtime
from tests.proof.stack import client
from tests.proof.town import HandlerTown

_wire = TypeSerializer().serialize

MOST_IN_A_BATCH, A_YEAR = 25, timedelta(days=365)
LETTERS = str.maketrans("0123456789", "abcdefghij")
PETER = "peter.hallgren@lindhoj.example"


def one_message(runtime: Runtime, ready: list[Message]) -> list[tuple[Message, bool]]:
    """The longest waiting message, alone."""
    failed = runtime.deliver(ready[:1])
    return [(message, message.id not in failed) for message in ready[:1]]


def ways(others: int = 0) -> dict[str, list[Cost]]:
    """The runs of functions that each way takes, in order, beside so many other open cases."""
    network = HandlerTown.network = Metered()
    HandlerTown.carry = staticmethod(one_message)
    town = HandlerTown(lindhoj())
    complains(town, "per@hem.example", "Skolbussen till Norrhult kom inte i dag heller.")
    town.bounces("acknowledgement", "per@hem.example")
    town.runtime.tick()
    fill(town, others)
    found: dict[str, list[Cost]] = {}

    def lived(way: str, event: Callable[[], object]) -> None:
        before = len(town.runtime.invocations)
        event()
        found[way] = [network.cost(run) for run in town.runtime.invocations[before:]]

    lived("tick, nothing due", town.runtime.tick)
    lived("new case", lambda: complains(town, GUARDIAN, "Skolmaten på Åskolan är kall."))
    routed, acknowledged = town.letters_to(PETER)[-1], town.letters_to(GUARDIAN)[-1]
    more = "Det hände igen i dag."
    lived("reply", lambda: town.replies(acknowledged, more, sender=GUARDIAN, at=TUESDAY + timedelta(hours=1)))
    lived("reminder", lambda: town._tick(at("2026-03-12T10:00")))
    lived("collected reminder", lambda: town._tick(at("2026-03-12T10:10")))
    answer = "Klart. Vi har köpt en värmevagn, och maten är varm från i morgon."
    lived("answer", lambda: town.replies(routed, answer, sender=PETER, at=at("2026-03-12T11:00")))
    lived("answer leaves", lambda: town._tick(at("2026-03-12T11:20")))
    lived("meeting reminder", lambda: town._tick(at("2026-03-19T07:30")))
    lived("sheet", lambda: town._tick(at("2026-03-23T07:30")))
    lived("delivery", lambda: town.bounces("acknowledgement", GUARDIAN))
    lived("follow-up question", lambda: town.waits_until(at("2026-03-26T10:00")))
    asked = town.letters_to(GUARDIAN)[-1]
    lived("page", lambda: town.clicks(asked, "yes", at=at("2026-03-26T11:00")))
    return found


def fill(town: HandlerTown, count: int) -> None:
    """Open cases whose next step lies a year ahead, all like the first one."""
    (like,) = town.store.case_rows.values()
    name = town.stack.resources["Table"]
    for first in range(0, count, MOST_IN_A_BATCH):
        items = [_item(like, number) for number in range(first, min(first + MOST_IN_A_BATCH, count))]
        requests = [{"PutRequest": {"Item": item}} for item in items]
        client("dynamodb").batch_write_item(RequestItems={name: requests})


def _item(like: Case, number: int) -> dict[str, Any]:
    due = like.due_at + A_YEAR + timedelta(seconds=number)
    case = replace(like, id=f"{number:016d}".translate(LETTERS), number=f"LH-2025-{number:07d}", due_at=due)
    return {key: _wire(value) for key, value in table.case_item(case).items()}


def complains(town: HandlerTown, who: str, text: str) -> None:
    town.writes(text, sender=who, Subject="Klagomål", Message_ID=f"<1.{who}>", at=TUESDAY)


def main() -> None:
    others = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    for way, costs in ways(others).items():
        for cost in costs:
            told = {"way": way, "function": cost.function, "steps": cost.steps, "calls": cost.calls}
            told |= {"read": cost.read, "write": cost.write, "requests": dict(cost.requests)}
            json.dump(told, sys.stdout)
            print()


if __name__ == "__main__":
    main()
