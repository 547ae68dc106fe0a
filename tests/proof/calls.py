"""What each way through the house asks of AWS. `python -m tests.proof.calls` prints it, a line of JSON a run.

The processes are warm: a cold one reads the keys, too, and the whole organisation instead of asking whether
it is still the same. Each message comes alone.
"""

import json
import sys
from collections.abc import Callable
from datetime import timedelta

from tests.lindhoj import GUARDIAN, TUESDAY, at
from tests.proof.metered import Cost, Metered
from tests.proof.runtime import Message, Runtime
from tests.proof.town import HandlerTown

PETER = "peter.hallgren@lindhoj.example"


def one_message(runtime: Runtime, ready: list[Message]) -> list[tuple[Message, bool]]:
    """The longest waiting message, alone."""
    failed = runtime.deliver(ready[:1])
    return [(message, message.id not in failed) for message in ready[:1]]


def ways() -> dict[str, list[Cost]]:
    """The runs of functions that each way takes, in order."""
    network = HandlerTown.network = Metered()
    HandlerTown.carry = staticmethod(one_message)
    town = HandlerTown()
    complains(town, "per@hem.example", "Skolbussen till Norrhult kom inte i dag heller.")
    town.bounces("acknowledgement", "per@hem.example")
    town.runtime.tick()
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
    lived("delivery", lambda: town.bounces("acknowledgement", GUARDIAN))
    lived("follow-up question", lambda: town.waits_until(at("2026-03-26T10:00")))
    asked = town.letters_to(GUARDIAN)[-1]
    lived("page", lambda: town.clicks(asked, "yes", at=at("2026-03-26T11:00")))
    return found


def complains(town: HandlerTown, who: str, text: str) -> None:
    town.writes(text, sender=who, Subject="Klagomål", Message_ID=f"<1.{who}>", at=TUESDAY)


def main() -> None:
    for way, costs in ways().items():
        for cost in costs:
            told = {"way": way, "function": cost.function, "steps": cost.steps, "calls": cost.calls}
            told |= {"read": cost.read, "write": cost.write, "requests": dict(cost.requests)}
            json.dump(told, sys.stdout)
            print()


if __name__ == "__main__":
    main()
