"""How thorough the property tests are: `make test` takes the whole, `make check` a quick look."""

from hypothesis import settings

# A machine may be busy: how long an example takes is no failure.
settings.register_profile("whole", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=15)
settings.load_profile("whole")
