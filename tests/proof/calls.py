"""What each way through the house asks of AWS. `python -m tests.proof.calls` prints it, a line of JSON a run.

With a number, as many other open cases lie in the table, a tenth of them of one sender, all of the last days;
and besides that sender writes, a colleague makes a topic, and the organisation changes. Beside more than 500
there are no meetings.

The processes are warm: a cold one reads the keys, too, and the whole organisation instead of asking whether
it is still the same. Each message comes alone.
"""

import hashlib
import hmac
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from complaints.aws import table
from tests.lindhoj import GUARDIAN, TUESDAY, at, lindhoj
from tests.proof import views
from tests.proof.filling import Like, fill, own_rows
from tests.proof.metered import Cost, Metered
from tests.proof.runtime import Message, Runtime
from tests.proof.stack import client
from tests.proof.town import KEYS, HandlerTown

PETER, KARIN = "peter.hallgren@lindhoj.example", "karin.blom@lindhoj.example"
PERSON_KEY = KEYS["PersonSecret"].encode()
# Beside more cases there are no meetings: a sheet reads those of a year, and all of these came in a week.
MOST_BESIDE_MEETINGS = 500
WRITES_OFTEN = "skriver.ofta@hem.example"


def one_message(runtime: Runtime, ready: list[Message]) -> list[tuple[Message, bool]]:
    """The longest waiting message, alone."""
    failed = runtime.deliver(ready[:1])
    return [(message, message.id not in failed) for message in ready[:1]]


def ways(others: int = 0) -> dict[str, list[Cost]]:
    """The runs of functions that each way takes, in order, beside so many other open cases."""
    network = HandlerTown.network = Metered()
    HandlerTown.carry = staticmethod(one_message)
    meets = others <= MOST_BESIDE_MEETINGS
    town = HandlerTown(lindhoj() if meets else replace(lindhoj(), meetings=None))
    complains(town, "per@hem.example", "Skolbussen till Norrhult kom inte i dag heller.")
    town.bounces("acknowledgement", "per@hem.example")
    town.runtime.tick()
    if others:
        fill_table(town, others)
        views.rows = own_rows  # the story looks at the whole table, which nothing else does
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
    if meets:
        lived("meeting reminder", lambda: town._tick(at("2026-03-19T07:30")))
        lived("sheet", lambda: town._tick(at("2026-03-23T07:30")))
    lived("delivery", lambda: town.bounces("acknowledgement", GUARDIAN))
    lived("follow-up question", lambda: town.waits_until(at("2026-03-26T10:00")))
    asked = town.letters_to(GUARDIAN)[-1]
    lived("page", lambda: town.clicks(asked, "yes", at=at("2026-03-26T11:00")))
    if others:
        topic = "Ny kategori: bussar; ord: skolbuss"
        lived(
            "new case of who has many", lambda: complains(town, WRITES_OFTEN, "Bussen kom inte i dag heller.")
        )
        lived("new topic", lambda: town.writes(topic, sender=KARIN, at=at("2026-03-27T10:00")))
        lived("tick, organisation changed", town.runtime.call_tick)
    return found


def fill_table(town: HandlerTown, count: int) -> None:
    """Open cases whose next step lies a year ahead, all like the first one."""
    (like,) = town.store.case_rows.values()
    name = town.stack.resources["Table"]
    key = {part: {"S": value} for part, value in table.entry_key(like.id, 1).items()}
    entry = client("dynamodb").get_item(TableName=name, Key=key)["Item"]
    hashed = hmac.new(PERSON_KEY, WRITES_OFTEN.encode(), hashlib.sha256).hexdigest()
    fill(name, Like(like, entry, table.contact_key(hashed)["pk"]), count)


def complains(town: HandlerTown, who: str, text: str) -> None:
    town.writes(text, sender=who, Subject="Klagomål", Message_ID=f"<1.{who}>", at=TUESDAY)


def main() -> None:
    others = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    for way, costs in ways(others).items():
        for cost in costs:
            told = {"way": way, "function": cost.function, "steps": cost.steps, "calls": cost.calls}
            told |= {"read": cost.read, "write": cost.write, "items": cost.items}
            told |= {"requests": dict(cost.requests)}
            json.dump(told, sys.stdout)
            print()


if __name__ == "__main__":
    main()
