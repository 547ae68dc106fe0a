"""What was judged wrong, mail by mail, with the reasons given: to read, and to mend rules by."""

from collections.abc import Iterator

from lyhord.measuring.figures import Judged

EXCERPT = 400  # characters of a mail that are shown


def told(mail: Judged) -> str:
    """The mail, what is wrong about its judgement, and why it was judged so; empty if all is right."""
    wrong = list(_wrong(mail))
    if not wrong:
        return ""
    words = " ".join(f"{mail.labelled.subject} | {mail.labelled.text}".split())
    lines = [f"{mail.labelled.style} ({mail.labelled.sender}): {words[:EXCERPT]}", *wrong]
    lines += [f"because {r.about} {r.says}: {', '.join(r.because)}" for r in mail.found.reasons]
    return "\n    ".join(lines)


def _wrong(mail: Judged) -> Iterator[str]:
    right, found = mail.right, mail.found
    if right.dangerous and not mail.safe:
        yield f"DANGER MISSED: {', '.join(right.lanes)}"
    if mail.alarming and not right.dangerous:
        yield f"FALSE ALARM: {', '.join(sorted(mail.lanes))}"
    pairs = {
        "lane": (right.lanes[0], found.lane),
        "category": (right.category or found.category, found.category),
        "unit": (right.unit, found.unit or ""),
        "owner": (right.owner, found.owner),
        "matters": (right.matters, found.matters or right.matters),
    }
    for field, (asked, said) in pairs.items():
        if asked != said:
            yield f"{field}: {asked or 'none'}, and not {said or 'none'}"
