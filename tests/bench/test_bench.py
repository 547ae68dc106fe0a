"""The bench itself: it measures by what it says, and its tables come into their places on the page."""

from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest

from tests.bench import growth, page
from tests.bench.__main__ import PARTS
from tests.bench.mails import samples

FLAT = {"items": 3, "read": 2.5, "write": 1, "calls": 4}


def test_the_mails_are_the_same_each_time_and_mixed_as_they_say():
    mails = [message_from_bytes(sample.raw, policy=default) for sample in samples(50)]
    assert samples(50) == samples(50)
    assert sum(mail.get_body(("html",)) is not None for mail in mails) == 15
    assert sum("In-Reply-To" in mail for mail in mails) == 5
    assert sum(any(True for _ in mail.iter_attachments()) for mail in mails) == 5


def test_every_part_has_its_place_on_the_page():
    text = page.PAGE.read_text("utf-8")
    assert [text.count(f"<!-- bench {part} -->\n") for part in PARTS] == [1] * len(PARTS)


def test_a_table_takes_the_place_of_the_one_before_and_leaves_the_words_around_it(tmp_path):
    file = tmp_path / "page.md"
    file.write_text("Words.\n<!-- bench a -->\nold\n<!-- end -->\nMore.\n<!-- bench b -->\n<!-- end -->\n")
    told = page.written(file, "a", ["| new \\1 |", "|---|"], date(2026, 3, 10))
    assert told.startswith("Measured 2026-03-10, Python ")
    lines = file.read_text().splitlines()
    assert lines[:2] == ["Words.", "<!-- bench a -->"]
    assert lines[4:] == ["| new \\1 |", "|---|", "<!-- end -->", "More.", "<!-- bench b -->", "<!-- end -->"]
    with pytest.raises(ValueError, match="0 places for part c"):
        page.written(file, "c", [], date(2026, 3, 10))


def test_what_grows_is_told_from_what_does_not():
    more = FLAT | {"items": 12}
    assert growth.is_flat([FLAT, FLAT, FLAT])
    assert not growth.is_flat([FLAT, FLAT, more])
    assert growth.reached((1, 1_000_000, 2_000_000), [FLAT, FLAT, more])["items"] == 12 + 8 * 9
