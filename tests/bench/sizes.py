"""How large what is deployed is: a zip for each function, and one for each layer."""

from collections.abc import Iterable

from lyhord.build import build

MOST = 6_000_000  # bytes that a function may come to with its layers; boto3 is Lambda's own


def lines() -> Iterable[str]:
    """The table."""
    artefacts = build()
    layers = [artefact for artefact in artefacts if artefact.path.stem in ("templates", "dependencies")]
    functions = [artefact for artefact in artefacts if artefact not in layers]
    largest = max(artefact.size for artefact in functions) + sum(artefact.size for artefact in layers)
    yield "| zipped | bytes |"
    yield "|---|---|"
    for artefact in (*functions, *layers):
        yield f"| {artefact.path.name}{' (layer)' if artefact in layers else ''} | {artefact.size:,} |"
    yield f"| the largest function with both layers | {largest:,} |"
    yield f"\nTarget: at most {MOST:,} bytes without boto3, which is Lambda's own."
