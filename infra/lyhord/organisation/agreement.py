"""What the parts of an organisation file must agree on. One function a rule; RULES is the whole list."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import pairwise

from complaints.judgement.patterns import PatternError, parse
from complaints.organisation import UNIT
from lyhord.organisation.problems import Problem
from lyhord.organisation.schema import File, Role
from lyhord.organisation.source import Place, Source

ESSENTIAL = ("krankning", "rektor", "personal", "ovrigt")  # categories that the judgement itself hands out
Finding = tuple[Place, str, str]


def disagreements(file: File, source: Source) -> list[Problem]:
    """Every breach of every rule, in the order of the file."""
    found = (
        Problem(source.line(place), ".".join(map(str, place)), what, remedy)
        for rule in RULES
        for place, what, remedy in rule(file)
    )
    return sorted(found)


def roles_exist(file: File) -> Iterator[Finding]:
    """Every role that is named is described."""
    for place, role_id in _named(file):
        if role_id not in file.roles:
            near = get_close_matches(role_id, file.roles, n=1)
            remedy = f"Did you mean `{near[0]}`?" if near else "Describe it under `roles`"
            yield place, f"there is no role {role_id!r}", remedy


def owners_have_deputies(file: File) -> Iterator[Finding]:
    """Nobody who can own a case is the only one who can."""
    for role_id, why in _owners(file).items():
        role = file.roles.get(role_id)
        if role and not [d for d in role.deputies if d != role_id]:
            remedy = "Name at least one other role under `deputies`"
            yield ("roles", role_id), f"can own cases ({why}) but has no deputy", remedy


def owners_have_telephones(file: File) -> Iterator[Finding]:
    """Every letter to a guardian says whom to call."""
    for role_id, why in _owners(file).items():
        role = file.roles.get(role_id)
        if role and not role.telephone:
            yield ("roles", role_id), f"can own cases ({why}) but has no telephone", "Add `telephone:`"


def addresses_are_unique(file: File) -> Iterator[Finding]:
    """A mail from an address speaks for one role."""
    holder: dict[str, str] = {}
    for role_id, role in file.roles.items():
        for place, address in _addresses(role_id, role):
            if address in holder:
                yield (
                    place,
                    f"{address} also belongs to {holder[address]!r}",
                    "Give each role its own address",
                )
            holder.setdefault(address, role_id)


def addresses_lie_outside(file: File) -> Iterator[Finding]:
    """Staff has no address that Lyhörd itself receives: the letter would come back as a complaint."""
    for role_id, role in file.roles.items():
        alarms = [(("roles", role_id, "alarms", n), a) for n, a in enumerate(role.alarms)]
        for place, address in (*_addresses(role_id, role), *alarms):
            if address.rpartition("@")[2] == file.mail.domain:
                what = f"{address} lies in the domain that Lyhörd receives"
                yield place, what, "Use an address of a person or a mailbox elsewhere"


def unit_names_are_unique(file: File) -> Iterator[Finding]:
    """A name in a mail means one unit."""
    meaning: dict[str, str] = {}
    for unit_id, unit in file.units.items():
        names: list[tuple[Place, str]] = [(("units", unit_id, "name"), unit.name)]
        names += [(("units", unit_id, "aliases", n), alias) for n, alias in enumerate(unit.aliases)]
        for place, name in names:
            other = meaning.setdefault(name.lower(), unit_id)
            if other != unit_id:
                yield place, f"{name!r} already means {other!r}", "Remove it from one of them"


def patterns_are_readable(file: File) -> Iterator[Finding]:
    """Word lists are written in the pattern language."""
    for place, pattern in _patterns(file):
        try:
            parse(pattern)
        except PatternError as problem:
            yield place, str(problem), "See docs/organisation.md, Words and traps"


def essential_categories_exist(file: File) -> Iterator[Finding]:
    """The judgement finds the categories it hands out itself, övrigt last."""
    for code in ESSENTIAL:
        if code not in file.categories:
            yield (
                ("categories",),
                f"the category {code!r} is missing",
                f"Add `{code}:` with a name and an owner",
            )
    if "ovrigt" in file.categories and list(file.categories)[-1] != "ovrigt":
        yield ("categories",), "'ovrigt' is not the last category", "Move it to the end"


def category_forms_exist(file: File) -> Iterator[Finding]:
    """A category that is about one form of unit names a form that some unit has."""
    forms = {unit.form for unit in file.units.values()}
    for code, category in file.categories.items():
        if category.form and category.form not in forms:
            remedy = f"Write one of: {', '.join(sorted(forms))}"
            yield ("categories", code, "form"), f"no unit is a {category.form!r}", remedy


def only_ours_is_sent_on(file: File) -> Iterator[Finding]:
    """Mail is sent on within the municipality alone: anywhere else its writer decides."""
    for place, elsewhere in enumerate(file.elsewhere):
        if elsewhere.forward_to and not elsewhere.municipal:
            what = f"{elsewhere.name} is not municipal, so mail is not sent on to it"
            yield ("elsewhere", place, "forward_to"), what, "Remove it, or say `municipal: true`"


def limits_rise(file: File) -> Iterator[Finding]:
    """Contact before answer, the ladder upwards."""
    limits = file.limits
    ladder = ("coordinator_day", "deputy_head_day", "head_day")
    for lower, higher in (("first_contact_days", "answer_days"), *pairwise(ladder)):
        if getattr(limits, lower) >= getattr(limits, higher):
            yield ("limits", higher), f"is not later than {lower}", "Give it more working days"
    if sorted(set(limits.reminder_days)) != limits.reminder_days:
        yield ("limits", "reminder_days"), "are not in order", "Write them rising, each once"


def calendar_is_whole(file: File) -> Iterator[Finding]:
    """Years and office hours in order; the municipality's own days within the years."""
    calendar = file.calendar
    if calendar.last_year <= calendar.first_year:
        yield ("calendar", "last_year"), "is not after first_year", "Give a later year"
    if calendar.office_closes <= calendar.office_opens:
        yield ("calendar", "office_closes"), "is not after office_opens", "Give a later time"
    for n, free in enumerate(calendar.extra_free_days):
        if not calendar.first_year <= free.day.year <= calendar.last_year:
            yield (
                ("calendar", "extra_free_days", n),
                f"{free.day} lies outside the years",
                "Change one of them",
            )


RULES = (
    roles_exist,
    owners_have_deputies,
    owners_have_telephones,
    addresses_are_unique,
    addresses_lie_outside,
    unit_names_are_unique,
    patterns_are_readable,
    essential_categories_exist,
    category_forms_exist,
    only_ours_is_sent_on,
    limits_rise,
    calendar_is_whole,
)


def _named(file: File) -> Iterator[tuple[Place, str]]:
    yield from ((("posts", post), role_id) for post, role_id in file.posts if role_id)
    for role_id, role in file.roles.items():
        yield from ((("roles", role_id, "deputies", n), d) for n, d in enumerate(role.deputies))
        if role.second_reader:
            yield ("roles", role_id, "second_reader"), role.second_reader
    for unit_id, unit in file.units.items():
        yield ("units", unit_id, "head"), unit.head
    for code, category in file.categories.items():
        if category.owner != UNIT:
            yield ("categories", code, "owner"), category.owner
        yield from (
            (("categories", code, "copies", n), c) for n, c in enumerate(category.copies) if c != UNIT
        )
    for place, elsewhere in enumerate(file.elsewhere):
        if elsewhere.forward_to:
            yield ("elsewhere", place, "forward_to"), elsewhere.forward_to


def _owners(file: File) -> dict[str, str]:
    """Every role that can own a case, and why."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for post, role_id in file.posts:
        if role_id and post not in ("data_protection", "faults", "development"):  # these only ever get copies
            reasons[role_id].append(f"posts.{post}")
    for unit in file.units.values():
        reasons[unit.head].append(f"head of {unit.name}")
    for code, category in file.categories.items():
        reasons[category.owner].append(f"category {code}")
    return {role_id: found[0] for role_id, found in reasons.items() if role_id != UNIT}


def _addresses(role_id: str, role: Role) -> Iterable[tuple[Place, str]]:
    yield ("roles", role_id, "address"), role.address
    yield from ((("roles", role_id, "mailboxes", n), m) for n, m in enumerate(role.mailboxes))


def _patterns(file: File) -> Iterator[tuple[Place, str]]:
    for unit_id, unit in file.units.items():
        yield from ((("units", unit_id, "aliases", n), p) for n, p in enumerate(unit.aliases))
    for code, category in file.categories.items():
        yield from ((("categories", code, "words", n), p) for n, p in enumerate(category.words))
        yield from ((("categories", code, "traps", n), p) for n, p in enumerate(category.traps))
    for place, elsewhere in enumerate(file.elsewhere):
        yield from ((("elsewhere", place, "words", n), p) for n, p in enumerate(elsewhere.words))
