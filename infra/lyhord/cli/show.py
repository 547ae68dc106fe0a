"""Answers on the terminal: JSON for programs, tables for people."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

Item = Mapping[str, Any]

WHOLE = ("id", "number", "state", "answer_by", "happened_at", "not_before")  # columns in one piece


def cases(found: Sequence[Item], as_json: bool) -> None:
    """All cases: one JSON list, or a table."""
    if as_json:
        _json(found, indent=1)
        return
    _table([_in_short(case) for case in found], "number", "state", "about", "answer_by", "subject", "owner")


def _in_short(case: Item) -> list[str]:
    about = ", ".join(filter(None, (case["category"], case["unit"])))
    told = (case["number"], case["state"], about, case["answer_by"], case["subject"], case["owner"]["name"])
    return [_cell(value) for value in told]


def case(found: Item, as_json: bool) -> None:
    """One case: a JSON object, or what it is, its log and its letters."""
    if as_json:
        _json(found, indent=1)
        return
    nested = ("entries", "readings", "letters", "owner", "complainant", "mail", "message_ids")
    _table([[name, _cell(value)] for name, value in found.items() if name not in nested], "what", "is")
    log = ("happened_at", "what", "by", "why", "text")
    _table([[_cell(entry[name]) for name in log] for entry in found["entries"]], *log)
    seen = ("happened_at", "what", "by", "why")
    if found["readings"]:
        _table([[_cell(reading[name]) for name in seen] for reading in found["readings"]], *seen)
    letters = ("not_before", "template", "to", "state", "sent_at")
    _table([[_cell(letter[name]) for name in letters] for letter in found["letters"]], *letters)


def stuck(found: Sequence[Item], as_json: bool) -> None:
    """What is stuck: one JSON list, or a table."""
    if as_json:
        _json(found, indent=1)
    elif found:
        _table([[_cell(item[name]) for name in item] for item in found], *found[0])
    else:
        Console().print("Nothing is stuck.")


def evaluations(found: Sequence[Item], as_json: bool) -> None:
    """What was counted: one JSON list, or a table."""
    if as_json:
        _json(found, indent=1)
    elif found:
        _table([[_cell(line[name]) for name in line] for line in found], *found[0])
    else:
        Console().print("Nobody has been asked yet.")


def links(found: Item, as_json: bool) -> None:
    """What does not hold in the logs: one JSON object, or a table."""
    problems = found["problems"]
    if as_json:
        _json(found, indent=1)
    elif problems:
        _table([[_cell(item[name]) for name in item] for item in problems], *problems[0])
    else:
        Console().print(f"{len(found['last_hashes'])} cases: every link of every log holds.")


def mail(found: Item, as_json: bool) -> None:
    """One mail: a line of JSON, or its fields."""
    if as_json:
        _json(found)
    else:
        _table([[name, _cell(value)] for name, value in found.items()], "what", "is")


judgement = mail


def _json(found: Any, indent: int | None = None) -> None:
    print(json.dumps(found, ensure_ascii=False, indent=indent), flush=True)


def _table(rows: Sequence[Sequence[str]], *columns: str) -> None:
    table = Table(box=SIMPLE_HEAD, padding=0, show_edge=False)
    for column in columns:
        table.add_column(column, no_wrap=column in WHOLE, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _cell(value: Any) -> str:
    """Foreign text on a terminal: no markup, no control characters."""
    text = "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return escape("".join(character if character.isprintable() else " " for character in text))
