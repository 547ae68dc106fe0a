"""A pytest plugin: what came of a story, every letter with its minute and its words, and every page.

Two towns in which it was told agree in all of it but one-time codes and the instants at which links end.
"""

import re
from collections import Counter
from typing import Any

import pytest

from tests.boundaries import not_at_random
from tests.kinds import one_of_a_kind, repeatable
from tests.lindhoj import STOCKHOLM
from tests.town import PAGES, Posted

LOCAL = re.compile(r"http://127\.0\.0\.1:\d+/p\b")
BELOW = re.compile(r'(?<=")/p(?=/)')  # where a local run has its pages
WAY = re.compile(r"(?<=/)[a-z0-9]{36,44}\b")  # to a page; a story may alter it
SECONDS = re.compile(r'(?<=datetime=")([\d-]+T\d\d:\d\d):\d\d')
HAPPENED = re.compile(r"(?<=<li>)<time .*?(?=</li>)", re.DOTALL)  # a line of what has happened in a case
CODE = re.compile(r"\b\d{4} \d{4}\b")
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)

Life = tuple[list[Posted], list[tuple[int, str]]]
_lives: list[Life] = []


not_at_random()


def remembered(town: type) -> type:
    """That kind of town, but what comes of it is kept when it is gone."""

    class Remembered(town):  # type: ignore[misc]
        def __init__(self, organisation: Any = None) -> None:
            super().__init__(organisation)
            self.pages: list[tuple[int, str]] = []
            _lives.append((self.letters, self.pages))

        def shows(self, request: Any) -> Any:
            reply = super().shows(request)
            self.pages.append((reply.status.value, reply.body.decode("utf-8", "replace")))
            return reply

    return Remembered


def pytest_addoption(parser: pytest.Parser) -> None:
    """Stories differ in a word or two, many of them: one of each kind takes half the time."""
    parser.addoption("--one-of-a-kind", action="store_true")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is another story each time cannot be compared."""
    items[:] = repeatable(items)
    if config.getoption("--one-of-a-kind"):
        items[:] = one_of_a_kind(items)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Say what came of a story; what is lived once for many tests is told of at the first."""
    if call.when == "call":
        item.user_properties.append(("came", [sorted(_told(life).items()) for life in _lives]))
    if call.when == "teardown":
        _lives.clear()


def _told(life: Life) -> Counter[str]:
    """How often each thing came; which of two letters of one minute left first is nobody's promise."""
    letters, pages = life
    return Counter([*map(_letter, letters), *(_page(status, text) for status, text in pages)])


def _page(status: int, text: str) -> str:
    text = SECONDS.sub(r"\1", text)
    lines = iter(sorted(HAPPENED.findall(text)))  # they begin with their instant
    return _plain(f"{status} {HAPPENED.sub(lambda _line: next(lines), text)}")


def _letter(letter: Posted) -> str:
    mail = letter.mail
    heads = [f"{name}: {mail[name]}" for name in ("From", "Reply-To", "Subject", "Auto-Submitted")]
    files = [f"{part.get_filename()} {part.get_content_type()}" for part in mail.iter_attachments()]
    said = [
        f"{letter.at.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}",
        ", ".join(letter.recipients),
        *heads,
        *files,
        letter.text,
        letter.html,
    ]
    return _plain("\n".join(said))


def _plain(text: str) -> str:
    placed = BELOW.sub("", LOCAL.sub(PAGES, STYLE.sub("", text)))
    return CODE.sub("<code>", WAY.sub("<link>", placed))
