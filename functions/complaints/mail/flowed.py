"""format=flowed: lines that a mail program broke are joined again (RFC 3676)."""

SIGNATURE = "-- "


def unflowed(text: str, *, delete_space: bool) -> str:
    """Paragraphs on one line each. `delete_space` is the part's DelSp parameter (RFC 3676 4.1)."""
    joined: list[str] = []
    open_depth: int | None = None  # of quoting in the paragraph that goes on
    for line in text.splitlines():
        words = line.lstrip(">")
        depth = len(line) - len(words)
        words = words.removeprefix(" ")  # space-stuffing, RFC 3676 4.4
        flows = words.endswith(" ") and words != SIGNATURE
        shown = words[:-1] if flows and delete_space else words
        if open_depth == depth and words != SIGNATURE:
            joined[-1] += shown
        else:
            joined.append(f"{'>' * depth} {shown}" if depth else shown)
        open_depth = depth if flows else None
    return "\n".join(joined)
