"""What is looked for in words to a complainant before they leave: the table below is the policy.

Whoever wrote them is told what was found, and decides; nothing is changed in silence. Only what may be a
decision that can be appealed stops, since its form and its time limit are the law's.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from complaints.judgement.words import SENTENCE_END, Words
from complaints.process.outgoing.lists import word_lists
from complaints.process.outgoing.names import Names

DIGITS = re.compile(r"\d")
PARTED = re.compile(r"\n|:\s")  # what follows begins with a capital, as a sentence does


@dataclass(frozen=True)
class Text:
    """Words to be checked, and the names that may stand in them."""

    text: str
    names: Names

    @cached_property
    def words(self) -> Words:
        """All of them."""
        return Words("", self.text)

    @cached_property
    def sentences(self) -> list[Words]:
        """A sentence each; a line break ends one too, and so does the colon of a heading."""
        return [
            Words("", part) for line in PARTED.split(self.text) for part in SENTENCE_END.split(line) if part
        ]


def listed(name: str) -> Callable[[Text], list[str]]:
    """What stands in the list of that name."""
    return lambda text: word_lists()[name].found_in(text.words)


def other_children(text: Text) -> list[str]:
    """Another child or family, and names of nobody we know of: they may be the own child's."""
    return [*listed("other_child")(text), *text.names.strangers(text.sentences)]


def staff_names(text: Text) -> list[str]:
    """Somebody who works here, but for whoever writes and whoever owns the case."""
    return text.names.staff(text.sentences)


def undated(text: Text) -> list[str]:
    """Promises with no word of when."""
    lists = word_lists()
    promises = [s for s in text.sentences if lists["promise"].found_in(s)]
    return [_said(s) for s in promises if not (lists["dated"].found_in(s) or DIGITS.search(_said(s)))]


def unexplained(text: Text) -> list[str]:
    """A no for which neither its sentence nor the next says why."""
    return list(_unexplained(text.sentences))


def _unexplained(sentences: list[Words]) -> Iterator[str]:
    lists = word_lists()
    for number, sentence in enumerate(sentences):
        near = sentences[max(number - 1, 0) : number + 2]
        if lists["refusal"].found_in(sentence) and not any(lists["reason"].found_in(s) for s in near):
            yield _said(sentence)


def _said(sentence: Words) -> str:
    return " ".join(word.text for word in sentence.all)


CHECKS: dict[str, Callable[[Text], list[str]]] = {
    "other_child": other_children,
    "diagnosis": listed("diagnosis"),
    "staff_name": staff_names,
    "counterpart": listed("counterpart"),
    "undated_promise": undated,
    "unexplained_no": unexplained,
}
STOPS: dict[str, Callable[[Text], list[str]]] = {"appealable": listed("appealable")}


def warnings(text: Text) -> dict[str, list[str]]:
    """What was found, by the check that found it."""
    found = {name: check(text) for name, check in CHECKS.items()}
    return {name: words for name, words in found.items() if words}


def stopped_by(text: Text) -> dict[str, list[str]]:
    """What keeps the words from leaving at all."""
    found = {name: check(text) for name, check in STOPS.items()}
    return {name: words for name, words in found.items() if words}
