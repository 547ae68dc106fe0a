"""A function's process, in this one: its handler and adapters loaded anew, with nothing remembered.

Clients and compiled templates are shared: they remember nothing, and take longer to make than a whole story.
"""

import importlib.util
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.machinery import SourceFileLoader
from types import ModuleType, SimpleNamespace
from typing import Any

import complaints.letters
from tests.lindhoj import ROOT
from tests.proof.stack import Function

complaints.letters.Letters = cache(complaints.letters.Letters)  # type: ignore[misc]
# Handlers and adapters are loaded anew thousands of times. Python's own import asks here for their code, so
# it is compiled once: for the whole of this process, in which no source changes.
SourceFileLoader.get_code = cache(SourceFileLoader.get_code)  # type: ignore[method-assign]
ADAPTERS, SHARED = "complaints.aws", "complaints.aws.clients"
CONTEXT = SimpleNamespace(
    function_name="function",
    memory_limit_in_mb=1769,
    invoked_function_arn="arn:aws:lambda:eu-north-1:000000000000:function:function",
    aws_request_id="00000000-0000-0000-0000-000000000000",
    get_remaining_time_in_millis=lambda: 60_000,
)

_at_work: list[Mapping[str, str]] = []
_before: dict[str, str] = {}


class Process:
    """One run of a function's code, from its start until something kills it."""

    def __init__(self, function: Function) -> None:
        self._environment = function.environment
        with _inside(self._environment):
            self._module = _loaded(function.module)

    def handle(self, event: Mapping[str, Any]) -> Any:
        """Give the handler an event."""
        with _inside(self._environment):
            try:
                return self._module.handler(event, CONTEXT)
            finally:
                if metrics := getattr(self._module, "metrics", None):
                    metrics.clear_metrics()  # or the hundredth would be printed


@contextmanager
def _inside(environment: Mapping[str, str]) -> Iterator[None]:
    """The environment is what the template gives a function, until the last that is at work here has left."""
    if not _at_work:
        _before.update(os.environ)
    _at_work.append(environment)
    os.environ.update(environment)
    try:
        yield
    finally:
        _at_work.pop()
        if not _at_work:
            os.environ.clear()
            os.environ.update(_before)


def _loaded(handler: str) -> ModuleType:
    known = {name: sys.modules.pop(name) for name in list(sys.modules) if _is_adapter(name)}
    try:
        spec = importlib.util.spec_from_file_location(handler, ROOT / "functions" / f"{handler}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
    finally:
        sys.modules.update(known)


def _is_adapter(name: str) -> bool:
    return name.startswith(ADAPTERS) and name != SHARED
