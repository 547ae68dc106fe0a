"""How a case is closed: in one line, under three headings, for a reason of the list; always with a result."""

from datetime import timedelta

import pytest

from complaints.model import Result, State
from tests.lindhoj import BIRGITTA, GUARDIAN, KARIN, PETER, at
from tests.town import Town

LATER = at("2026-03-11T10:00")


@pytest.fixture
def town():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten")
    return town


def says(town, text, *, when=LATER, sender=PETER):
    town.replies(town.letters_to(PETER)[0], text, sender=sender, at=when)


# --- G46, G42: solved on the spot -----------------------------------------------------------------------


def test_g46_solved_directly_closes_with_one_line_and_notes_the_feedback(town):
    says(town, "Löst direkt: Jag har ringt Maria, hon är nöjd.")
    town.waits_until(LATER + timedelta(hours=2))
    assert (town.case.state, town.case.result) == (State.ANSWERED, Result.SOLVED)
    entry = next(e for e in town.store.entries[town.case.id] if e["what"] == "answer")
    assert entry["text"] == "Jag har ringt Maria, hon är nöjd."
    assert len(town.letters_to(GUARDIAN)) == 1
    receipt = town.letters_to(PETER)[-1]
    assert "löst direkt" in receipt.text
    assert "onsdag 25 mars" in receipt.text
    town.waits_until(at("2026-03-25T12:00"))
    assert "Blev det bättre?" in town.letters_to(GUARDIAN)[-1].subject


def test_g42_one_reply_closes_a_simple_case_and_nobody_else_was_mailed(town):
    says(town, "Löst direkt: Jag har ringt Maria.")
    town.waits_until(LATER + timedelta(hours=2))
    reached = {address for letter in town.letters for address in letter.recipients}
    assert reached == {GUARDIAN, PETER, BIRGITTA}  # the rektor has a line for information
    staff_mails = [entry for entry in town.store.entries[town.case.id] if entry["by"] == "maltidschef"]
    assert len(staff_mails) == 1


def test_the_rektor_of_the_school_may_solve_it_and_another_may_not(town):
    says(town, "Löst direkt: Jag löste det.", sender="johan.ahl@lindhoj.example")
    assert town.case.state is State.WITH_OWNER
    says(town, "Löst direkt: Jag löste det.", sender=BIRGITTA)
    assert town.case.state is State.ANSWERED


def test_whose_words_waited_when_it_was_solved_hears_that_they_did_not_leave(town):
    says(town, "Klart. Vi har bytt leverantör.")
    says(town, "Löst direkt: Jag löste det.", sender=BIRGITTA, when=LATER + timedelta(minutes=5))
    town.waits_until(LATER + timedelta(hours=2))
    stopped = town.letters_to(PETER)[-1]
    assert "En kollega avslutade ärendet" in stopped.text
    assert "Vi har bytt leverantör." in stopped.text
    assert len(town.letters_to(GUARDIAN)) == 1


def test_whose_held_words_make_way_for_a_colleagues_hears_of_it(town):
    says(town, "Klart. Vi avslår din begäran om annan mat.")
    assert town.case.outgoing.held
    annika = "annika.sandell@lindhoj.example"
    says(town, "Svar: Vi tittar på det.", sender=annika, when=LATER + timedelta(hours=1))
    assert "En kollega har skrivit en egen text i stället" in town.letters_to(PETER)[-1].text
    assert "Det du skrev nyss" not in town.letters_to(annika)[-1].text


def test_whoever_solves_what_they_meant_to_answer_gets_the_receipt_alone(town):
    says(town, "Klart. Vi har bytt leverantör.")
    before = len(town.letters_to(PETER))
    says(town, "Löst direkt: Jag ringde Maria.", when=LATER + timedelta(minutes=5))
    assert len(town.letters_to(PETER)) == before + 1


# --- G15: dismissed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["avfärda", "Avfärda.", "Avfärda: hon har fel", "avfarda: orkar inte"])
def test_g15_without_a_reason_of_the_list_nothing_is_dismissed_and_the_list_comes(town, text):
    says(town, text)
    town.quarter_passes()
    reply = town.letters_to(PETER)[-1]
    for reason in ("inte vår verksamhet", "redan besvarat", "går inte att utreda", "återkallat"):
        assert f"Avfärda: {reason}" in reply.text
    assert len(town.letters_to(GUARDIAN)) == 1
    assert town.case.state is State.WITH_OWNER


def test_g15_with_a_reason_it_is_done_told_to_the_guardian_seen_by_the_deputy_head_and_counted(town):
    says(town, "Avfärda: redan besvarat. Vi skrev till dig 3 mars.")
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert "Du har fått svar på den här frågan" in answer.text
    assert "Vi skrev till dig 3 mars." in answer.text
    assert "Är du inte nöjd?" in answer.text
    assert "redan besvarat" in town.letters_to(KARIN)[-1].text
    assert (town.case.state, town.case.result) == (State.ANSWERED, Result.DISMISSED)
    left = next(e for e in town.store.entries[town.case.id] if e["what"] == "dismissal")
    assert left["facts"]["reason"] == "redan besvarat"
    assert left["facts"]["phrase"] == "redan besvarat, Version 1, 26 november 2026"


def test_a_dismissal_can_be_stopped_and_then_nobody_hears_of_it(town):
    says(town, "Avfärda: återkallat")
    says(town, "Stopp", when=LATER + timedelta(minutes=3))
    town.waits_until(LATER + timedelta(hours=3))
    assert town.letters_to(KARIN) == []
    assert town.case.state is State.WITH_OWNER


def test_what_may_harm_a_child_is_never_dismissed():
    town = Town()
    town.writes("Min son på Åskolan blir slagen och kallad öknamn varje rast.")
    routed = town.letters_to(BIRGITTA)[0]
    town.replies(routed, "Avfärda: redan besvarat", sender=BIRGITTA, at=LATER)
    town.quarter_passes()
    assert [letter for letter in town.letters_to(BIRGITTA) if "får inte avfärdas" in letter.text]
    assert town.case.state is not State.ANSWERED


# --- G55: a result and a text, three headings -----


def test_g55_a_case_is_not_closed_without_a_text(town):
    for text in ("Klart", "Klart.", "Löst direkt", "Löst direkt:"):
        says(town, text)
        town.quarter_passes()
        assert "Det stod inget efter" in town.letters_to(PETER)[-1].text
    assert town.case.state is State.WITH_OWNER


@pytest.mark.parametrize(
    ("text", "result", "told"),
    [
        ("Vi har bytt rasttid.", Result.MET, "tillgodosett"),
        ("Vi kan inte göra det, därför att det är för dyrt.", Result.NOT_MET, "inte tillgodosett"),
        ("Vi har bytt vagn. Vi kan inte byta kock, för avtalet gäller.", Result.PARTLY_MET, "delvis"),
        ("Maten lagas i Centralskolans kök.", Result.EXPLAINED, "förklarat"),
    ],
)
def test_g55_the_result_is_told_in_the_preview_and_kept(town, text, result, told):
    says(town, f"Klart. {text}")
    assert f"ärendet blir {told}" in town.letters_to(PETER)[-1].text
    town.quarter_passes()
    assert town.case.result is result


def test_g55_one_word_corrects_the_result_before_or_after_it_leaves(town):
    says(town, "Klart. Vi har bytt rasttid.")
    says(town, "Utfall: delvis", when=LATER + timedelta(minutes=2))
    town.waits_until(LATER + timedelta(minutes=16))
    assert town.case.result is Result.PARTLY_MET
    assert len(town.letters_to(GUARDIAN)) == 2
    says(town, "Utfall: tillgodosett.", when=LATER + timedelta(hours=1))
    assert town.case.result is Result.MET


def test_g55_an_investigation_needs_its_three_headings():
    town = Town()
    town.writes("Min son på Åskolan blir slagen och kallad öknamn varje rast.")
    routed = town.letters_to(BIRGITTA)[0]
    for text in ("Klart. Vi har pratat med dem.", "Löst direkt: vi har pratat"):
        town.replies(routed, text, sender=BIRGITTA, at=LATER)
        assert "tre rubriker" in town.letters_to(BIRGITTA)[-1].text
    whole = (
        "Klart.\nKartläggning: Vi har hört båda eleverna.\nAnalys: Det är kränkande.\nÅtgärder: Vakt i dag."
    )
    town.replies(routed, whole, sender=BIRGITTA, at=LATER + timedelta(hours=1))
    town.quarter_passes()
    assert town.case.state is State.ANSWERED


# --- G38, G52, G83: what an answer says -----------------------------------------------------------------


def test_g38_an_answer_in_parts_says_what_was_understood_found_done_not_done_and_why(town):
    says(
        town,
        "Klart.\nFörstått: Maten var kall två dagar.\nTagit reda på: Vagnen var trasig.\n"
        "Gjort: Vi lagade den 11 mars.\nGör inte: Vi byter inte kök, därför att avtalet gäller till juni.",
    )
    town.quarter_passes()
    text = " ".join(town.letters_to(GUARDIAN)[-1].text.split())
    for told in (
        "Så här har vi förstått dig Maten var kall två dagar. Har vi förstått dig rätt?",
        "Det här har vi tagit reda på Vagnen var trasig.",
        "Det här har vi gjort eller ska göra Vi lagade den 11 mars.",
        "Det här gör vi inte, och varför Vi byter inte kök, därför att avtalet gäller till juni.",
    ):
        assert told in text
    assert town.case.result is Result.PARTLY_MET


def test_g52_the_first_human_answer_says_what_was_understood_and_asks_if_it_is_right(town):
    says(town, "Svar: Vi har pratat med kocken och återkommer.")
    town.quarter_passes()
    first = town.letters_to(GUARDIAN)[-1]
    assert "Det gällde skolmåltider, Åskolan." in first.text
    assert "Har vi förstått dig rätt?" in first.text
    says(town, "Svar: Kocken har svarat.", when=LATER + timedelta(hours=1))
    town.quarter_passes()
    assert "Har vi förstått dig rätt?" not in town.letters_to(GUARDIAN)[-1].text


def test_g83_the_answer_names_the_next_instance_and_the_acknowledgement_does_not(town):
    acknowledgement = town.letters_to(GUARDIAN)[0]
    assert "Skolinspektionen" not in acknowledgement.text
    says(town, "Klart. Vi har bytt kock.")
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert "Karin Blom, biträdande barn- och utbildningschef" in answer.text
    assert "Skolinspektionen" not in answer.text
    town.replies(answer, "Nej, samma sak.", sender=GUARDIAN, at=LATER + timedelta(days=1))
    says(
        town,
        "Klart. Vi har bytt kock igen.",
        sender="mats.odman@lindhoj.example",
        when=at("2026-03-13T10:00"),
    )
    town.quarter_passes()
    final = town.letters_to(GUARDIAN)[-1]
    assert "Skolinspektionen" in final.text
    assert "Barn- och elevombudet" in final.text


@pytest.mark.parametrize(
    ("who", "above"),
    [
        (KARIN, "Mats Ödman, barn- och utbildningschef"),
        ("mats.odman@lindhoj.example", "tar vi upp frågan igen"),
    ],
)
def test_g83_an_answer_of_the_management_names_those_outside_too(town, who, above):
    says(town, "Klart. Vi har bytt kock.", sender=who)
    town.quarter_passes()
    answer = " ".join(town.letters_to(GUARDIAN)[-1].text.split())
    assert above in answer
    assert "Du kan också vända dig till Skolinspektionen." in answer
    assert "Barn- och elevombudet" in answer


# --- Interim answers, G102 ----------------------------------------------------------------------------------


def test_an_interim_answer_leaves_the_case_open_and_is_a_first_contact(town):
    says(town, "Svar: Vi har pratat med kocken.")
    town.quarter_passes()
    interim = town.letters_to(GUARDIAN)[-1]
    assert "Vi har pratat med kocken." in interim.text
    assert "ett svar senast torsdag 19 mars" in interim.text
    assert town.case.state is State.WITH_OWNER
    town.waits_until(at("2026-03-16T12:00"))
    assert not [
        letter for letter in town.letters_to(PETER) if "kvar" in letter.subject
    ]  # day 2 has nothing to ask
    town.waits_until(at("2026-03-17T12:00"))
    assert "kvar" in town.letters_to(PETER)[-1].subject


@pytest.mark.parametrize(
    "text", ["Svar: rasttider", "svar: Rasttider.", "Svar: rasttider\nHör av dig om det inte blir bättre."]
)
def test_g102_a_ready_text_fills_the_preview_and_the_log_has_its_version(town, text):
    says(town, text)
    assert "> Vi går igenom hur rasterna ligger i schemat" in town.letters_to(PETER)[-1].text
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert "Vi går igenom hur rasterna ligger i schemat" in answer.text
    assert ("Hör av dig" in answer.text) == ("Hör av dig" in text)
    left = next(e for e in town.store.entries[town.case.id] if e["what"] == "interim")
    assert left["facts"]["phrase"] == "rasttider, Version 2, 27 november 2026"


def test_g102_a_ready_text_is_in_the_guardians_language(town):
    town = Town()
    town.writes("The school food at Åskolan is cold every day and nobody answers us about it.")
    town.replies(town.letters_to(PETER)[0], "Svar: skolmat", sender=PETER, at=LATER)
    town.quarter_passes()
    assert "talking to the kitchen" in town.letters_to(GUARDIAN)[-1].text


def test_g102_an_unknown_name_gets_the_list_and_sends_nothing(town):
    says(town, "Svar: rastider")
    town.quarter_passes()
    assert "Svar: rasttider" in town.letters_to(PETER)[-1].text
    assert len(town.letters_to(GUARDIAN)) == 1
