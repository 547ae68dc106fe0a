"""What was learned: the same scores as when it was learned, small, and named by the mail's own words."""

import json
from pathlib import Path

import pytest

from complaints.judgement import judge
from complaints.judgement.features import BUCKETS, traits
from complaints.judgement.learned import FILE, Likeness, Model, UnreadableModelError, learned, unpack
from complaints.model import Lane
from lyhord.training.packing import Learned, pack

ROOT = Path(__file__).parents[2]
SAMPLES = json.loads((ROOT / "infra/training/samples.json").read_text("utf-8"))
NOTHING = Model(lanes={}, categories={}, enough=1.0)


def small(weight: float = 1.0) -> bytes:
    weights = [0.0] * BUCKETS
    for bucket in traits("", "marsvin").words:
        weights[bucket] = weight
    names = [("lane", "acute"), ("category", "maltid")]
    return pack([Learned(of, name, weights, bias=-1.0, slope=9.0) for of, name in names], 0.5, "none")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample["subject"][:20])
def test_a_mail_scores_as_it_did_when_the_weights_were_learned(sample):
    mail, model = traits(sample["subject"], sample["text"]), learned()
    odds = {f"lane {lane}": w.log_odds(mail) for lane, w in model.lanes.items()}
    odds |= {f"category {code}": w.log_odds(mail) for code, w in model.categories.items()}

    assert odds == pytest.approx(sample["log_odds"], abs=1e-5)


def test_the_artefact_is_small():
    assert FILE.stat().st_size <= 1_500_000


def test_the_same_weights_are_the_same_bytes():
    assert small() == small()
    assert small() != small(weight=-1.0)


def test_what_was_packed_is_read_again():
    model = unpack(small())

    assert (list(model.lanes), list(model.categories), model.enough) == ([Lane.ACUTE], ["maltid"], 0.5)
    assert Likeness("", "mitt marsvin", model).words_for(Lane.ACUTE) == ("marsvin",)
    assert Likeness("", "marsvin", model).lanes[Lane.ACUTE] > Likeness("", "kanin", model).lanes[Lane.ACUTE]


@pytest.mark.parametrize("content", [small()[:-1], small().replace(b'"format":1', b'"format":0')])
def test_an_artefact_that_does_not_fit_is_refused(content):
    with pytest.raises(UnreadableModelError, match="make train"):
        unpack(content)


@pytest.mark.parametrize("text", ["", "?", "a", "الحافلة المدرسية تتأخر كل يوم", "\ud800", "å" * 100_000])
def test_any_text_has_probabilities(text):
    likeness = Likeness("", text, learned())

    assert all(0 <= p <= 1 for p in (*likeness.lanes.values(), *likeness.categories.values()))


def test_every_category_of_the_organisation_was_learned(lindhoj):
    assert set(learned().categories) <= set(lindhoj.categories)


def test_danger_from_the_model_alone_is_enough_and_says_why(mail, lindhoj):
    given = mail("Mitt marsvin")

    assert judge(given, lindhoj, NOTHING).lane is Lane.COMPLAINT
    judgement = judge(given, lindhoj, unpack(small()))
    assert judgement.lane is Lane.ACUTE
    assert ("resembles", Lane.ACUTE, ("marsvin",)) in {
        (r.about, r.says, r.because) for r in judgement.reasons
    }


def test_danger_from_the_rules_stands_whatever_the_model_holds(mail, lindhoj):
    assert judge(mail("Hon skär sig själv"), lindhoj, unpack(small())).lane is Lane.ACUTE


def test_an_automatic_mail_is_never_held_against_the_model(mail, lindhoj):
    assert judge(mail("marsvin", kind="bounce"), lindhoj, unpack(small())).lane is Lane.AUTOMATIC
