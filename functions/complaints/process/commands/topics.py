"""`Ny kategori: smittspridning; ord: smitta, karantän, sjuka barn` – a topic for a surge, by one mail.

It counts from the next mail on, until `Avsluta kategori: smittspridning`. Open cases of the last month that
speak of it are proposed, and follow by one line: `Kategori: smittspridning; LH-2026-0012, 15`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import chain, islice

from complaints.judgement.matching import find_any
from complaints.judgement.patterns import PatternError, parse
from complaints.judgement.words import Words
from complaints.model import Case, Change, Decision, Letter, Topic
from complaints.organisation import Organisation
from complaints.policy import policy_of
from complaints.process.commands import correcting
from complaints.process.commands.naming import LANES, category_in
from complaints.process.commands.order import Arrival, Occasion, Order
from complaints.process.commands.spelling import plain

BACK = timedelta(days=30)  # how old an open case may be that is proposed
MOST_PROPOSED = 40
MOST_AT_ONCE = 8  # cases; one transaction holds them
WORDS = re.compile(r"\s*;\s*(?:ord|words)\s*:\s*", re.IGNORECASE)
ENDINGS = ("n", "en", "et", "s", "r", "er", "ar", "or")  # of a word that is written in its plain form
SHORTEST = 4  # letters of a word that may take one


def new(order: Order, at: Arrival) -> Decision:
    """The topic, or more words for it; else what is wrong with it."""
    name, *said = WORDS.split(order.text.partition("\n")[0].lower(), maxsplit=1)
    words = [word.strip(' ."”') for word in (said[0].split(",") if said else ())]
    topic = _topic(name.strip(" ."), tuple(filter(None, words)), at)
    if isinstance(topic, str):
        return _not_understood(topic, order, at)
    others = (kept for kept in at.organisation.amendments.topics if kept.code != topic.code)
    amendments = replace(at.organisation.amendments, topics=(*others, topic))
    about = (case for case, text in at.recent if _is_about(topic, case, text))
    numbers = [case.number for case in about if _is_theirs(case, at)]
    receipt = at.letter(
        "topic_receipt",
        name=topic.name,
        words=", ".join(words),
        numbers="\n".join(numbers[-MOST_PROPOSED:]),
        first=", ".join(numbers[:MOST_AT_ONCE]),
    )
    letters = (receipt, *_to_development(topic, len(numbers), at))
    return Decision(verdict="new topic", letters=letters, amendments=amendments)


def end(order: Order, at: Arrival) -> Decision:
    """No further mail gets the topic; the cases that have it keep it, and its name."""
    topics, categories = at.organisation.amendments.topics, at.organisation.categories
    made = {code: category for code, category in categories.items() if code in at.organisation.topics}
    said = category_in(order.text, replace(at.organisation, categories=made))
    if said is None:
        return _not_understood("no_topic", order, at)
    ended = tuple(replace(topic, words=()) if topic.code == said.value.code else topic for topic in topics)
    amendments = replace(at.organisation.amendments, topics=ended)
    receipt = at.letter("topic_ended", name=said.value.name["sv"])
    return Decision(verdict="topic ended", letters=(receipt,), amendments=amendments)


def categorise(order: Order, at: Arrival) -> Decision:
    """Cases that are named get the category, as if each had been answered with it."""
    said = category_in(order.text, at.organisation)
    if said is None or not at.cited:
        return _not_understood("category" if said is None else "number", order, at)
    changes = tuple(_changes(order.text, at))
    numbers = ", ".join(change.case.number for change in changes)
    receipt = at.letter("topic_given", name=said.value.name["sv"], numbers=numbers)
    return Decision(verdict=f"category given: {len(changes)}", letters=(receipt,), beside=changes)


def _not_understood(problem: str, order: Order, at: Arrival) -> Decision:
    letter = at.letter("topic_help", problem=problem, written=order.written[:200])
    return Decision(verdict="topic not understood", letters=(letter,))


def _to_development(topic: Topic, cases: int, at: Arrival) -> tuple[Letter, ...]:
    """Whoever follows trends hears of a surge: its name, and how many cases speak of it."""
    post = at.organisation.posts.development
    if not post or topic.since != at.today:
        return ()
    return (at.letter("surge", to=post, name=topic.name, cases=str(cases), by=at.staff.holder.name),)


def _changes(text: str, at: Arrival) -> Iterator[Change]:
    """What `Kategori:` does in each case; the receipt tells of all of them."""
    theirs = (case for case in at.cited if _is_theirs(case, at))
    for case in islice(theirs, MOST_AT_ONCE):
        occasion = Occasion(
            case=case,
            mail=at.mail,
            staff=at.staff,
            organisation=at.organisation,
            now=at.now,
            raw_key=at.raw_key,
        )
        decided = correcting.category(Order(text=text), occasion)
        letters = tuple(letter for letter in decided.letters if letter.template != correcting.CORRECTED)
        if decided.case and decided.entries[0].what == correcting.CORRECTED:
            yield Change(case=decided.case, entries=decided.entries, letters=letters)


def _topic(name: str, words: tuple[str, ...], at: Arrival) -> Topic | str:
    """The topic, or the name of the problem."""
    code = re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-")
    if not (code and words):
        return "parts"
    if plain(name) in _taken(at.organisation) or code in _taken(at.organisation):
        return "known"
    before = {topic.code: topic for topic in at.organisation.amendments.topics}.get(code)
    patterns = tuple(dict.fromkeys((*(before.words if before else ()), *map(_forms, words))))
    try:
        for pattern in patterns:
            parse(pattern)
    except PatternError:
        return "words"
    since = before.since if before and before.words else at.today
    return Topic(code=code, name=name, words=patterns, since=since)


def _taken(organisation: Organisation) -> set[str]:
    """What a category of the file or a lane is called already: with two of one name neither can be meant."""
    of_file = (c for code, c in organisation.categories.items() if code not in organisation.topics)
    names = (name for category in of_file for name in (category.code, *category.name.values()))
    return {plain(name) for name in (*names, *chain.from_iterable(LANES.values()))}


def _forms(word: str) -> str:
    """A plain word in its usual forms; several words, or one with a star, as they are written."""
    if not word.isalpha() or len(word) < SHORTEST:
        return word
    return "/".join((word, *(word + ending for ending in ENDINGS)))


def _is_theirs(case: Case, at: Arrival) -> bool:
    """Whether whoever writes may know of the case."""
    return at.staff.id not in case.judgement.barred and not policy_of(case.judgement).only_named


def _is_about(topic: Topic, case: Case, text: str) -> bool:
    """Whether a case that has another category speaks of it."""
    known = case.judgement.category == topic.code
    return not known and bool(find_any(topic.words, Words(case.subject, text)))
