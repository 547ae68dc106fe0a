"""The largest texts that are read of a mail fit into rows: a row that does not would fail for ever."""

from collections.abc import Mapping
from typing import Any

from complaints.aws import table
from complaints.mail import attachments
from complaints.mail.text import LONGEST_TEXT
from tests.builders import NOW, a_case, a_letter, an_entry

LARGEST_ITEM = 400 * 1024  # bytes, of names and values


def size(value: Any) -> int:
    if isinstance(value, Mapping):
        return sum(len(name.encode()) + size(part) for name, part in value.items())
    if isinstance(value, list | tuple):
        return sum(map(size, value))
    return len(str(value).encode())


def test_the_longest_letter_with_the_longest_names_of_the_most_files_fits_into_a_row() -> None:
    names = "\n".join(["😀" * attachments.LONGEST_NAME] * attachments.MOST)
    letter = a_letter(quote="ب" * LONGEST_TEXT, facts={"attachments": names, "withheld": ""})
    item = table.letter_item(a_case().id, letter)
    assert size(item) < LARGEST_ITEM
    assert item["quote"].endswith(" […]")


def test_the_longest_entry_fits_into_a_row_and_an_ordinary_one_is_whole() -> None:
    longest, ordinary = an_entry(text="ب" * LONGEST_TEXT), an_entry(text="å" + "a" * (LONGEST_TEXT - 1))
    [clipped, whole], _ = table.entry_items(a_case(), (longest, ordinary), NOW)
    assert size(clipped) < LARGEST_ITEM
    assert whole["text"] == ordinary.text
