"""How thorough the property tests are: `make test` takes the whole, `make check` a quick look."""

from hypothesis import settings

# A machine may be busy: how long an example takes is no failure.
settings.register_profile("whole", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=15)
settings.load_profile("whole")


def pytest_terminal_summary(terminalreporter):
    """Tell what tests measured, whichever process they ran in."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties if report.when == "call" else ():
            if name == "measured":
                terminalreporter.write_line(f"measured: {value}")
