"""Two things at once on one case, in many orders: it ends as if one had come after the other.

Run by `make proof`; SEEDS says how many orders.
"""

import os
from datetime import timedelta

import pytest

from tests.lindhoj import GUARDIAN, TUESDAY, at
from tests.proof.ending import ending
from tests.proof.town import HandlerTown

SEEDS = range(int(os.environ.get("SEEDS", "40")))
PETER, KARIN = "peter.hallgren@lindhoj.example", "karin.blom@lindhoj.example"


def complains(town):
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten", Message_ID="<1@hem.example>")
    town._at(town.now + timedelta(hours=1))


def waits_for_its_reminder(town):
    """The reminder is due this morning, and nothing has ticked yet."""
    complains(town)
    town._at(at("2026-03-12T10:00"))


def answers(who, text):
    def event(town):
        told = town.letters_to(PETER)[0]
        town.sends_mail_number(10 if who == PETER else 20)
        town.replies(told, text, sender=who, at=town.now)

    return event


def adds(town):
    told = town.letters_to(GUARDIAN)[0]
    town.sends_mail_number(30)
    town.replies(told, "Det hände igen i dag.", sender=GUARDIAN, at=town.now)


PETERS = answers(PETER, "Klart. Vi har köpt en värmevagn.")
KARINS = answers(KARIN, "Klart. Vi har bytt kock.")
RACES = {
    "two answers": (complains, PETERS, KARINS),
    "an answer and more of the complaint": (complains, PETERS, adds),
    "a reply and the tick": (waits_for_its_reminder, adds, HandlerTown.ticks),
    "an answer and the tick": (waits_for_its_reminder, PETERS, HandlerTown.ticks),
    "two ticks": (waits_for_its_reminder, HandlerTown.ticks, HandlerTown.ticks),
}


def one_after_the_other(before, *events):
    town = HandlerTown()
    before(town)
    for event in events:
        event(town)
        town.settle()
    return ending(town)


def before_any_letter_left(before, *events):
    """One after the other, too, but what the first one brings leaves only after the second."""
    town = HandlerTown()
    before(town)
    town.deferred = []
    for event in events:
        event(town)
    deferred, town.deferred = town.deferred, None
    for event in deferred:
        event()
    town.settle()
    return ending(town)


@pytest.mark.parametrize(("before", "one", "other"), RACES.values(), ids=RACES)
def test_a_race_ends_as_one_order_or_the_other(before, one, other, record_property):
    orders = [
        ends(before, *events)
        for ends in (one_after_the_other, before_any_letter_left)
        for events in ((one, other), (other, one))
    ]
    for seed in SEEDS:
        town = HandlerTown()
        before(town)
        with town.at_once(seed):
            one(town)
            other(town)
        assert ending(town) in orders, f"seed {seed}"
    record_property("measured", f"{len(SEEDS)} races of two things at once on one case")


def test_the_same_notice_five_times_at_once_is_one_case(record_property):
    alone = one_after_the_other(lambda _town: None, complains)
    for seed in SEEDS:
        town = HandlerTown()
        with town.at_once(seed):
            complains(town)
            for _ in range(4):
                town.is_told_of("incoming/0001", at=TUESDAY)
        assert ending(town) == alone, f"seed {seed}"
    record_property("measured", f"{len(SEEDS)} times the same notice five times at once")
