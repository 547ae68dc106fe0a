"""The reason for more time, without health and names: a guardian need not read that a nurse is asked."""

from complaints.process.outgoing.checks import Text, listed
from complaints.process.outgoing.names import Names

COLLEAGUE, INFORMATION = "colleague", "information"


def softened(reason: str, names: Names) -> str:
    """What is said instead, as the letter knows it; nothing if the reason can stand as it is.

    Somebody who works here becomes "en kollega", and whatever else is of health or names anyone "uppgifter".
    """
    text = Text(reason, names)
    if listed("colleague")(text) or names.staff(text.sentences):
        return COLLEAGUE
    private = listed("diagnosis")(text) or listed("other_child")(text) or names.strangers(text.sentences)
    return INFORMATION if private else ""
