"""A pytest plugin: the stories in memory, remembered. `pytest -p tests.door.in_memory tests/stories`."""

import tests.town
from tests.door.remembering import pytest_runtest_makereport, remembered

__all__ = ["pytest_runtest_makereport"]

tests.town.Town = remembered(tests.town.Town)
