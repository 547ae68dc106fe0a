"""How thorough the property tests are: `make test` takes the whole, `make check` a quick look.

And what is asked of DynamoDB is checked in every test, since the functions do not have botocore do it.
"""

from botocore.exceptions import ParamValidationError
from botocore.handlers import BUILTIN_HANDLERS
from botocore.validate import ParamValidator
from hypothesis import settings

# A machine may be busy: how long an example takes is no failure.
settings.register_profile("whole", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=15)
settings.load_profile("whole")


def _checked(params, model, **_more):
    if (report := ParamValidator().validate(params, model.input_shape)).has_errors():
        raise ParamValidationError(report=report.generate_report())


BUILTIN_HANDLERS.append(("before-parameter-build.dynamodb", _checked))  # of every session that is made


def pytest_terminal_summary(terminalreporter):
    """Tell what tests measured, whichever process they ran in."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties if report.when == "call" else ():
            if name == "measured":
                terminalreporter.write_line(f"measured: {value}")
