"""A pytest plugin: the stories on the real handlers. `pytest -p tests.proof.on_handlers tests/stories`."""

import tests.town
from tests.proof.network import Network
from tests.proof.town import HandlerTown

HandlerTown.network = Network()
tests.town.Town = HandlerTown
