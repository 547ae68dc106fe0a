"""A pytest plugin: the stories in memory, remembered."""

import tests.town
from tests.door.remembering import remembered

tests.town.Town = remembered(tests.town.Town)
