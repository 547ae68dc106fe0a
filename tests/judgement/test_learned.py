"""What was learned: the same scores as when it was learned, small, and named by the mail's own words."""

import json
import zlib
from math import exp

import pytest

from complaints.judgement.features import (
    FORMAT,
    LONGEST_PASSAGE,
    pieces_of,
    traits,
    traits_between,
    traits_of_word,
    word_number,
)
from complaints.judgement.learned import Likeness
from complaints.judgement.weights import (
    FILE,
    PASSAGES,
    STEPS,
    Model,
    UnreadableModelError,
    learned,
    short,
    unpack,
)
from complaints.model import Lane
from tests.lindhoj import ROOT

SAMPLES = json.loads((ROOT / "infra/training/samples.json").read_text("utf-8"))
SLOPE = 0.02  # log odds for one unit of a weight


def small(
    weight: int = 7,
    other: int = 7,
    *,
    enough: float = 0.5,
    pooled: tuple[str, ...] = ("acute",),
    heading: float = 0.0,
    **about: float,
) -> bytes:
    """A model that knows the words marsvin and kanin (no weight).

    For an acute mail, and as an alarm, marsvin weighs a step of `weight`, for maltid one of `other`, of 15.
    There a unit of it in the subject is worth `heading` besides.
    """
    numbers = [short(word_number("marsvin")), short(word_number("kanin"))]
    entries = [
        {"of": "lane", "name": "acute", "bias": -1.0},
        {"of": "category", "name": "maltid", "bias": -1.0, "lane_tells": {"praise": 2.0}},
        {"of": "pool", "name": "alarm", "bias": 0.0, "lanes": pooled, "enough": enough},
    ]
    for entry in entries:
        entry |= {"step": SLOPE, "heading": heading if entry["of"] == "category" else 0.0}
    header = json.dumps({"format": FORMAT, "mails": "", **about, "traits": 2, "classes": entries}).encode()
    rows = [bytes((weight << 4 | other, weight << 4)), bytes(2)]
    if numbers[0] > numbers[1]:  # a number is told by how far it lies beyond the one before
        numbers, rows = numbers[::-1], rows[::-1]
    gaps = [gap.to_bytes(4, "little") for gap in (numbers[0], numbers[1] - numbers[0])]
    lowest_first = bytes(octet for place in zip(*gaps, strict=True) for octet in place)
    return len(header).to_bytes(4, "big") + header + zlib.compress(lowest_first + b"".join(rows))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["subject"][:20])
def test_a_mail_scores_as_it_did_when_the_weights_were_learned(sample):
    model = learned()
    mail = model.sums(traits(sample["subject"], sample["text"]))
    odds = {f"lane {lane}": w.log_odds(mail) for lane, w in model.lanes.items()}
    odds |= {f"category {code}": w.log_odds(mail) for code, w in model.categories.items()}
    odds |= {f"sign {sign}": w.log_odds(mail) for sign, w in model.signs.items()}
    pools = dict(zip(("pool alarm", "pool request"), model.pools, strict=True))
    odds |= {name: pool.weights.log_odds(mail) for name, pool in pools.items()}

    assert odds == pytest.approx(sample["log_odds"], abs=1e-5)


def test_the_artefact_is_small():
    assert FILE.stat().st_size + PASSAGES.stat().st_size <= 1_500_000


@pytest.mark.parametrize(("half", "worth"), [(0, 0), (1, STEPS[1]), (7, 127), (9, -STEPS[1]), (15, -127)])
def test_half_a_byte_is_a_weight(half, worth):
    for model, expected in (
        (unpack(small(half, 3)), (worth, STEPS[3])),
        (unpack(small(3, half)), (STEPS[3], worth)),
    ):
        weights = model.rows.added([word_number("marsvin")])
        assert weights[model.lanes[Lane.ACUTE].place] == weights[model.pools[0].weights.place] == expected[0]
        assert weights[model.categories["maltid"].place] == expected[1]


def test_what_was_written_is_read():
    model = unpack(small())

    assert (list(model.lanes), list(model.categories), len(model.pools)) == ([Lane.ACUTE], ["maltid"], 1)
    assert Likeness("", "mitt marsvin", model).words_for(Lane.ACUTE) == ("marsvin",)
    assert Likeness("", "mitt marsvin", model).words_for(Lane.ACUTE, silent={"marsvin"}) == ()
    assert Likeness("", "marsvin", model).lanes[Lane.ACUTE] > Likeness("", "kanin", model).lanes[Lane.ACUTE]


def test_a_lane_speaks_for_a_category_beside_the_words():
    likeness = Likeness("", "mitt marsvin", unpack(small()))

    assert likeness.lane_tells("maltid", Lane.PRAISE) == 2.0
    assert likeness.lane_tells("maltid", Lane.COMPLAINT) == likeness.lane_tells("okand", Lane.PRAISE) == 0.0


def test_what_the_subject_says_counts_more_where_that_was_learned():
    model = unpack(small(heading=2 * SLOPE))
    named, told = Likeness("Marsvin", "Hej på er", model), Likeness("Hej på er", "Marsvin", model)

    assert named.category_odds["maltid"] + 1.0 == pytest.approx(3 * (told.category_odds["maltid"] + 1.0))
    assert named.lanes == told.lanes


def test_a_word_of_the_subject_is_named_by_what_it_counts_there():
    more, against = (unpack(small(heading=heading * SLOPE)) for heading in (2, -2))

    assert Likeness("Marsvin", "kanin", more).words_for("maltid") == ("Marsvin",)
    assert Likeness("Marsvin", "kanin", against).words_for("maltid") == ()
    assert Likeness("Kanin", "marsvin", against).words_for("maltid") == ("marsvin",)


def test_of_most_categories_the_subject_tells_more():
    told = [weights.heading > 0 for weights in learned().categories.values()]

    assert sum(told) > len(told) / 2


@pytest.mark.parametrize(
    ("subject", "text", "sentences"),
    [
        ("", "Hej. Bussen.", 0),
        (" \n", "Hej", 0),
        ("Bussen", "", 1),
        ("Bussen! Och maten", "Hej", 2),
    ],
)
def test_the_sentences_of_the_subject_are_known(subject, text, sentences):
    read = traits(subject, text)

    assert read.of_subject == sentences
    assert all(part <= whole for part, whole in zip(read.kinds_of_subject, read.kinds, strict=False))


def test_a_sentence_is_heard_by_itself_and_may_be_enough_alone():
    ordinary = "Skolmaten är kall och bussen kommer sent varje morgon nu för tiden. " * 3
    deaf = unpack(small(enough=9.0))
    hearing = unpack(small(enough=9.0), small(outright=0.5))

    assert Likeness("", f"{ordinary}Mitt marsvin.", deaf).dangers == ()
    assert Likeness("", f"{ordinary}Mitt marsvin.", hearing).dangers == (Lane.ACUTE,)
    assert Likeness("", f"{ordinary}Min kanin.", hearing).dangers == ()


def test_a_sentence_with_an_idiom_is_not_enough_alone():
    ordinary = "Skolmaten är kall och bussen kommer sent varje morgon nu för tiden. " * 3
    model = unpack(small(enough=9.0), small(outright=0.5))
    twice = f"{ordinary}Mitt marsvin skrattar. Mitt marsvin."

    assert Likeness("", f"{ordinary}Mitt marsvin skrattar.", model, idioms=["marsvin skrattar"]).dangers == ()
    assert Likeness("", f"{ordinary}Mitt marsvin skrattar.", model, idioms=["skratt"]).dangers == (
        Lane.ACUTE,
    )
    assert Likeness("", twice, model, idioms=["marsvin skrattar"]).dangers == (Lane.ACUTE,)


def test_what_the_most_telling_sentence_says_is_added_to_what_the_mail_is_like():
    model = unpack(small(), small(outright=99.0))
    mail, passages = model.sums(traits("", "Hej. Marsvin.")), model.passages
    told = max(passages.told(("Hej",))["acute"], passages.told(("Marsvin",))["acute"])

    odds = model.lanes[Lane.ACUTE].log_odds(mail) + told
    assert Likeness("", "Hej. Marsvin.", model).lanes[Lane.ACUTE] == pytest.approx(1 / (1 + exp(-odds)))


def test_a_passage_weighs_what_its_words_and_their_neighbours_weigh():
    rows = learned().passages.rows
    words = ("Hon", "vill", "dö")

    alone = [sum(each) for each in zip(*(rows.added(traits_of_word(word)) for word in words), strict=True)]
    together = rows.added(traits_between(words))
    assert rows.told(words) == [a + b for a, b in zip(alone, together, strict=True)]


@pytest.mark.parametrize("words", [1, LONGEST_PASSAGE, LONGEST_PASSAGE + 1, 5 * LONGEST_PASSAGE - 1])
def test_a_long_sentence_is_heard_in_pieces_and_no_word_is_left_out(words):
    sentence = tuple(f"ord{n}" for n in range(words))
    passages = traits("", " ".join(sentence)).passages

    assert sum(passages, ()) == sentence
    assert max(map(len, passages)) <= LONGEST_PASSAGE
    assert max(map(len, passages)) - min(map(len, passages)) <= len(passages)


def test_pieces_of_a_word_that_was_never_seen_speak_as_well():
    known = set(pieces_of("sparkade"))

    assert known & set(pieces_of("nersparkad"))
    assert known.isdisjoint(pieces_of("vattnet"))


@pytest.mark.parametrize("content", [small()[:-1], small().replace(b'"format": %d' % FORMAT, b'"format": 0')])
def test_an_artefact_that_does_not_fit_is_refused(content):
    with pytest.raises(UnreadableModelError, match="make train"):
        unpack(content)


@pytest.mark.parametrize("text", ["", "?", "a", "الحافلة المدرسية تتأخر كل يوم", "\ud800", "å" * 100_000])
def test_any_text_has_probabilities(text):
    likeness = Likeness("", text, learned())

    assert all(0 <= p <= 1 for p in (*likeness.lanes.values(), *likeness.categories.values()))


def test_every_category_of_the_organisation_was_learned(lindhoj):
    assert set(learned().categories) <= set(lindhoj.categories)


def test_nothing_learned_finds_nothing_likely():
    likeness = Likeness("", "Hon har ont i armen och vågar inte gå hem", Model())

    assert (likeness.lanes, likeness.categories, likeness.dangers) == ({}, {}, ())
