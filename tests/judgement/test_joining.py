"""Rules and learned model made one judgement: danger from either, doubt told, nothing dangerous put aside."""

from dataclasses import replace

import pytest

from complaints.judgement import judge
from complaints.judgement.features import word_number
from complaints.judgement.learned import Likeness
from complaints.judgement.weights import MIDDLE, Model, Pool, Rows, Weights, short
from complaints.model import Lane

PLAIN = "Det är bra väder i dag och vi ska gå en lång promenad till skogen med alla barnen på avdelningen"


def knowing(
    *, base: float, lanes: tuple[Lane, ...] = (Lane.ACUTE, Lane.THREAT), enough: float = 0.0
) -> Model:
    """A model that holds the first lane as likely as `base` says, more so for marsvin; the others hardly."""
    nothing = Weights(bias=0.0, step=1.0, place=1)
    weights = [Weights(bias=base, step=1.0, place=0), *(replace(nothing, bias=base - 5) for _ in lanes[1:])]
    pool = Pool(name="alarm", lanes=lanes, weights=nothing, enough=enough)
    rows = Rows([short(word_number("marsvin"))], bytes((MIDDLE + 127, MIDDLE)))
    return Model(rows=rows, lanes=dict(zip(lanes, weights, strict=True)), pools=(pool,))


def test_danger_from_the_model_alone_is_enough_and_says_why(mail, lindhoj):
    given = mail("Mitt marsvin")

    assert judge(given, lindhoj, Model()).lane is Lane.COMPLAINT
    judgement = judge(given, lindhoj, knowing(base=-1.0))
    assert judgement.lane is Lane.ACUTE
    assert ("resembles", Lane.ACUTE, ("marsvin",)) in {
        (r.about, r.says, r.because) for r in judgement.reasons
    }


@pytest.mark.parametrize(("base", "lane"), [(-2.9, Lane.ACUTE), (-3.1, Lane.COMPLAINT)])
def test_the_rules_words_for_danger_stand_unless_the_model_hardly_believes_it(base, lane, mail, lindhoj):
    assert judge(mail(f"{PLAIN}. Hon skrev hejdå till alla."), lindhoj, knowing(base=base)).lane is lane


def test_danger_that_the_rules_see_and_the_model_does_not_is_proposed(mail, lindhoj):
    judgement = judge(mail(f"{PLAIN}. Hon skrev hejdå till alla."), lindhoj, knowing(base=-9.0))

    assert judgement.doubt == (Lane.COMPLAINT, Lane.ACUTE)


def test_words_for_a_protected_identity_stand_beside_another_danger_whatever_the_model_believes(
    mail, lindhoj
):
    model = knowing(base=9.0, lanes=(Lane.ACUTE, Lane.PROTECTED, Lane.KRANKNING))
    hardly = {**model.lanes, Lane.PROTECTED: replace(model.lanes[Lane.PROTECTED], bias=-9.0)}
    judgement = judge(
        mail(f"{PLAIN}. Vi har skyddade personuppgifter."), lindhoj, replace(model, lanes=hardly)
    )

    assert {Lane.ACUTE, Lane.PROTECTED} <= set(judgement.lanes)


def test_words_for_an_alarm_stand_beside_a_request(mail, lindhoj):
    text = f"{PLAIN}. Hon skrev hejdå till alla. Jag överklagar beslutet."
    judgement = judge(mail(text), lindhoj, knowing(base=-9.0))

    assert judgement.lanes == (Lane.ACUTE, Lane.APPEAL)


def asking(*, own: float, papers: float, other: float = -9.0) -> Model:
    """A model with these log odds of a request for own data, for public documents, and of a question; by the
    pool of requests alone it would take the second.
    """
    lanes = (Lane.DATA_REQUEST, Lane.DOCUMENT_REQUEST, Lane.QUESTION)
    weights = [Weights(bias=odds, step=1.0, place=0) for odds in (own, papers, other)]
    pool = Pool("request", (Lane.DOCUMENT_REQUEST,), Weights(bias=50.0, step=1.0, place=0), enough=0.0)
    return Model(rows=knowing(base=0.0).rows, lanes=dict(zip(lanes, weights, strict=True)), pools=(pool,))


PAPERS = "Jag begär ut handlingar om mig."


@pytest.mark.parametrize(
    ("text", "model", "lanes"),
    [
        (f"{PLAIN}. {PAPERS}", asking(own=3.0, papers=-2.0), (Lane.DATA_REQUEST,)),
        (PLAIN, asking(own=3.0, papers=-2.0), (Lane.DATA_REQUEST,)),
        (PAPERS, asking(own=3.0, papers=-2.0), (Lane.DATA_REQUEST,)),
        (f"{PLAIN}. {PAPERS}", asking(own=2.0, papers=-2.0), (Lane.DOCUMENT_REQUEST,)),
        (f"{PLAIN}. {PAPERS}", asking(own=3.0, papers=4.0), (Lane.DOCUMENT_REQUEST,)),
        (f"{PLAIN}. {PAPERS}", asking(own=3.0, papers=-2.0, other=4.0), (Lane.DOCUMENT_REQUEST,)),
        (
            f"{PLAIN}. Hon skrev hejdå till alla. {PAPERS}",
            asking(own=3.0, papers=-2.0),
            (Lane.ACUTE, Lane.DATA_REQUEST),
        ),
    ],
)
def test_papers_about_oneself_are_data_of_ones_own_where_the_model_is_sure(text, model, lanes, mail, lindhoj):
    assert judge(mail(text), lindhoj, model).lanes == lanes


def test_in_a_language_that_nobody_reads_papers_stay_papers(mail, lindhoj):
    polish = replace(mail(f"{PLAIN}. {PAPERS}"), language="pl")

    assert judge(polish, lindhoj, asking(own=3.0, papers=-2.0)).lane is Lane.DOCUMENT_REQUEST


@pytest.mark.parametrize(("base", "lane"), [(-2.9, Lane.ACUTE), (-3.1, Lane.COMPLAINT)])
def test_no_danger_is_taken_that_only_resembles_dangers_in_general(base, lane, mail, lindhoj):
    assert judge(mail(PLAIN), lindhoj, knowing(base=base, enough=-9.0)).lane is lane


def test_without_a_model_the_rules_words_stand(mail, lindhoj):
    assert judge(mail(f"{PLAIN}. Hon skrev hejdå till alla."), lindhoj, Model()).lane is Lane.ACUTE


def test_in_a_brief_mail_the_rules_words_for_an_alarm_always_stand(mail, lindhoj):
    assert judge(mail("Hon skär sig själv"), lindhoj, knowing(base=-9.0)).lane is Lane.ACUTE


def test_the_rules_words_for_a_request_always_stand(mail, lindhoj):
    model = knowing(base=-9.0, lanes=(Lane.APPEAL,))

    assert judge(mail(f"{PLAIN}. Jag överklagar beslutet."), lindhoj, model).lane is Lane.APPEAL


@pytest.mark.parametrize(
    ("text", "base", "lane"),
    [
        ("Marsvinet är borta", -1.0, Lane.QUESTION),
        ("Marsvinet är borta", -2.0, Lane.COMPLAINT),
        ("Tyvärr är maten sämre", 2.3, Lane.QUESTION),
        ("Tyvärr är maten sämre", 2.0, Lane.COMPLAINT),
    ],
)
def test_in_a_brief_mail_the_model_must_be_sure_of_a_lane_to_overrule_the_rules_words(
    text, base, lane, mail, lindhoj
):
    model = knowing(base=base, lanes=(Lane.QUESTION,), enough=9.0)

    assert judge(mail(text), lindhoj, model).lane is lane


@pytest.mark.parametrize(("base", "doubt"), [(-1.4, (Lane.COMPLAINT, Lane.ACUTE)), (-1.6, ()), (0.1, ())])
def test_near_danger_the_lane_and_the_danger_are_both_proposed(base, doubt, mail, lindhoj):
    assert judge(mail(PLAIN), lindhoj, knowing(base=base)).doubt == doubt


@pytest.mark.parametrize("discontent", ["Maten är kall", "Jag vill ha registerutdrag. Jag är missnöjd"])
def test_words_of_discontent_are_no_praise_unless_the_model_is_sure(discontent, mail, lindhoj):
    def lane(text, base):
        return judge(mail(text), lindhoj, knowing(base=base, lanes=(Lane.PRAISE,), enough=9.0)).lane

    assert lane(f"{PLAIN}. {discontent}.", 2.0) is not Lane.PRAISE
    assert lane(f"{PLAIN}. {discontent}.", 2.3) is Lane.PRAISE
    assert lane(PLAIN, 2.0) is Lane.PRAISE


def test_in_a_language_that_nobody_reads_the_model_gives_no_lane_but_a_dangerous_one(mail, lindhoj):
    polish = replace(mail(f"{PLAIN}?"), language="pl")
    suggests = knowing(base=9.0, lanes=(Lane.SUGGESTION,), enough=99.0)

    assert judge(polish, lindhoj, suggests).lane is Lane.COMPLAINT
    assert judge(polish, lindhoj, knowing(base=9.0)).lane is Lane.ACUTE


def test_what_may_be_danger_is_not_put_aside_as_spam(mail, lindhoj):
    given = mail("Klicka här och vinn en gratis iphone", spam="FAIL")

    assert judge(given, lindhoj, Model()).lane is Lane.SPAM
    assert judge(given, lindhoj, knowing(base=-1.5)).lane is Lane.COMPLAINT


def test_a_language_that_nobody_here_reads_goes_to_the_coordinator_at_once(mail, lindhoj):
    given = mail("Mój syn nie chce iść do szkoły, ponieważ się boi starszych chłopców z klasy")
    polish = type(given)(**{**given.__dict__, "language": "pl"})
    judgement = judge(polish, lindhoj, Model())

    assert (judgement.owner, judgement.urgent) == (lindhoj.posts.coordinator, True)
    assert not judge(given, lindhoj, Model()).urgent


def test_an_automatic_mail_is_never_held_against_the_model(mail, lindhoj):
    assert judge(mail("marsvin", kind="bounce"), lindhoj, knowing(base=9.0)).lane is Lane.AUTOMATIC


@pytest.mark.parametrize(
    ("staff", "base", "found"),
    [
        (True, -1.4, (Lane.STAFF_MATTER,)),
        (True, -1.6, ()),
        (False, -1.4, ()),
        (False, -0.1, ()),
        (False, 0.1, (Lane.STAFF_MATTER,)),
    ],
)
def test_our_own_staff_lack_less_for_a_staff_matter(staff, base, found):
    model = knowing(base=base, lanes=(Lane.STAFF_MATTER, Lane.APPEAL))

    assert Likeness("", PLAIN, model, staff=staff).dangers == found


def test_a_request_that_is_hardly_a_staff_matter_is_the_next_likeliest():
    model = knowing(base=-0.5, lanes=(Lane.STAFF_MATTER, Lane.APPEAL), enough=-1.0)

    assert Likeness("", PLAIN, model).dangers == (Lane.APPEAL,)
    assert Likeness("", PLAIN, model, staff=True).dangers == (Lane.STAFF_MATTER,)


WEATHER = "Det är bra väder i dag och vi ska gå en lång promenad till skogen med alla som bor här på gatan"


def certain_of(**odds: float) -> Model:
    """A model that holds each category as likely as these log odds say, whatever the mail."""
    rows = Rows([short(word_number("marsvin"))], bytes((MIDDLE,)))
    categories = {code: Weights(bias=said, step=1.0, place=0) for code, said in odds.items()}
    return Model(rows=rows, categories=categories)


@pytest.mark.parametrize("text", [WEATHER, "Marsvinet är borta"])
def test_a_category_is_the_models_likeliest_in_a_brief_mail_too(text, mail, lindhoj):
    judgement = judge(mail(text), lindhoj, certain_of(lokal=0.7, skjuts=0.9))

    assert (judgement.category, judgement.also_categories) == ("skjuts", ("lokal",))


def test_in_a_brief_mail_the_models_category_must_be_likely_and_the_rules_words_stand_alone(mail, lindhoj):
    assert judge(mail("Marsvinet är borta"), lindhoj, certain_of(skjuts=-1.0)).category == "ovrigt"
    assert judge(mail("Maten är kall"), lindhoj, certain_of(skjuts=2.0)).category == "maltid"
    assert judge(mail("Fritidsgården är stängd"), lindhoj, certain_of(fritids=2.0)).category == "ovrigt"


def test_what_the_model_holds_hardly_likely_is_not_proposed(mail, lindhoj):
    judgement = judge(mail(WEATHER), lindhoj, certain_of(lokal=-3.0))

    assert (judgement.category, judgement.also_categories) == ("ovrigt", ())


@pytest.mark.parametrize(("odds", "category"), [(1.0, "skjuts"), (-2.0, "maltid")])
def test_a_word_of_the_rules_weighs_beside_the_model(odds, category, mail, lindhoj):
    model = certain_of(skjuts=odds, maltid=-1.5)

    assert judge(mail(f"{WEATHER} Maten är kall."), lindhoj, model).category == category


@pytest.mark.parametrize(
    ("place", "category"), [("Blåklockans förskola", "forskola"), ("Åskolan", "lokal"), ("Där", "forskola")]
)
def test_the_form_of_the_unit_speaks_for_its_category_and_against_another(place, category, mail, lindhoj):
    model = certain_of(forskola=0.5, lokal=0.0)

    assert judge(mail(f"{WEATHER}. {place} är bra."), lindhoj, model).category == category


def test_degrading_treatment_is_no_category_where_no_lane_says_so(mail, lindhoj):
    judgement = judge(mail(WEATHER), lindhoj, certain_of(krankning=5.0, lokal=0.0))

    assert (judgement.category, judgement.also_categories) == ("lokal", ())


@pytest.mark.parametrize(
    ("said", "odds", "category"),
    [
        ("Rektorn sa att vi får vänta", 0.9, "rektor"),
        ("Rektorn sa att vi får vänta", 1.1, "lokal"),
        ("Rektorn skrek åt oss", 9.0, "rektor"),
    ],
)
def test_who_may_be_blamed_speaks_for_the_category_and_who_is_surely_blamed_is_it(
    said, odds, category, mail, lindhoj
):
    model = certain_of(rektor=0.0, lokal=odds)
    judgement = judge(mail(f"{WEATHER} Jag är missnöjd. {said}."), lindhoj, model)

    assert judgement.category == category
    assert "rektor" in (judgement.category, *judgement.also_categories)
