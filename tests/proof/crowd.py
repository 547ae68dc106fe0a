"""Everything at once: messages are delivered several times, beside a tick, in an order that seeds decide."""

import random
from collections.abc import Callable, Sequence
from functools import partial

from tests.proof.interleaving import Interleaving
from tests.proof.network import Network
from tests.proof.processes import Process
from tests.proof.runtime import Message, Runtime

COPIES = (1, 2, 5)  # SQS delivers at least once


class Crowd:
    """Lets a runtime carry all that is ready side by side, each delivery by a process of its own.

    `beside` is done at the same time, once.
    """

    def __init__(self, network: Network, seed: int, beside: Sequence[Callable[[], object]] = ()) -> None:
        self._network = network
        self._chance = random.Random(seed)
        self._beside = list(beside)

    def carry(self, runtime: Runtime, ready: list[Message]) -> list[tuple[Message, bool]]:
        """Deliver what is ready; a message is dealt with when one of its deliveries was."""
        copies, done = self._chance.choice(COPIES), set()

        def deliver(message: Message) -> None:
            process = Process(runtime.stack.fed_by(message.queue))
            if not runtime.deliver([message], process):
                done.add(message.id)

        jobs = [partial(deliver, message) for message in ready for _ in range(copies)]
        interleaving = Interleaving(self._chance.getrandbits(32))
        self._network.pause = interleaving.pause
        interleaving.run(
            [*jobs, *self._beside, lambda: runtime.call_tick(Process(runtime.stack.scheduled()))]
        )
        self._network.pause = lambda: None
        self._beside.clear()
        return [(message, message.id in done) for message in ready]
