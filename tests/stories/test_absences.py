"""G82: whoever is away tells it in one mail; new and running cases go to the deputy, and back."""

import pytest

from complaints.model import Verdict
from tests.lindhoj import ANNIKA, BIRGITTA, GUARDIAN, GUNILLA, JOHAN, PETER, at
from tests.town import Town

OLLE = "olle.dahl@lindhoj.example"
DISA = "disa.ek-berg@lindhoj.example"
ALI = "ali.noor@mejl.example"
COLD = "Skolmaten på Åskolan är kall varje dag."
DIRTY = "Toaletterna på Centralskolan är smutsiga jämt."


@pytest.fixture
def town():
    return Town()


def subjects(town, address):
    return [letter.subject for letter in town.letters_to(address)]


def test_g82_new_and_running_cases_go_to_the_deputy_and_back(town):
    town.writes(DIRTY, at=at("2026-04-01T10:00"), Subject="Toaletter")
    assert len(town.letters_to(GUNILLA)) == 1
    receipt = said(town, GUNILLA, "Frånvarande 6–10 april, ersättare: bitr.", at("2026-04-01T14:00"))
    assert receipt.subject == "Noterat: du är borta 6–10 april"
    assert "Olle Dahl, biträdande rektor, 6–10 april" in receipt.text
    assert subjects(town, OLLE) == []

    town.waits_until(at("2026-04-07T07:35"))  # annandag påsk is the 6th: the office opens on the 7th
    running, reminder = town.letters_to(OLLE)
    assert running.subject.startswith("[LH-2026-0001] Du tar över ett ärende en tid")
    assert "Gunilla Hage är borta och ärendet är inte besvarat än." in running.text
    assert "Toaletterna på Centralskolan är smutsiga jämt." in running.text
    assert GUARDIAN in running.text
    assert "LH-2026-0001" in reminder.text

    town.writes("Omklädningsrummen på Centralskolan är smutsiga, fy.", at=at("2026-04-08T10:00"), sender=ALI)
    assert "Olle Dahl, biträdande rektor, ansvarar" in town.letters_to(ALI)[0].text
    assert "Du får mejlet för att du ersätter Gunilla Hage" in town.letters_to(OLLE)[-1].text

    town.replies(running, "Klart. Vi städar nu varje rast.", sender=OLLE, at=at("2026-04-09T09:00"))
    town.waits_until(at("2026-04-09T09:30"))
    assert "Vi städar nu varje rast." in town.letters_to(GUARDIAN)[-1].text
    before = len(town.letters_to(GUNILLA))
    town.waits_until(at("2026-04-13T07:35"))
    back = town.letters_to(GUNILLA)[before:]
    assert [letter.subject.partition(" –")[0] for letter in back[:1]] == [
        "[LH-2026-0002] Ärendet är ditt igen"
    ]
    assert "Olle Dahl har haft hand om det" in back[0].text


def said(town, sender, text, when):
    """A staff member's mail of its own; returns the answer."""
    decision = town.writes(text, at=when, sender=sender)
    assert decision.case is None, decision.verdict
    return town.letters_to(sender)[-1]


def test_g82_sick_from_today_a_running_case_is_handed_over_at_once(town):
    town.writes(COLD, at=at("2026-03-10T10:00"))
    said(town, PETER, "Frånvarande idag till fredag", at("2026-03-11T08:00"))
    town.waits_until(at("2026-03-11T08:05"))
    assert subjects(town, DISA)[0].startswith("[LH-2026-0001] Du tar över")


def test_g82_a_chain_is_followed_and_a_loop_ends_at_the_coordinator(town):
    said(town, BIRGITTA, "Frånvarande 11–13 mars", at("2026-03-10T09:00"))
    receipt = said(town, JOHAN, "Frånvarande 12 mars, ersättare: Birgitta Norén", at("2026-03-10T09:05"))
    assert "Annika Sandell, sektorsamordnare, 12 mars" in receipt.text
    town.writes("Rasterna på Åskolan är för korta.", at=at("2026-03-11T10:00"))
    town.waits_until(at("2026-03-13T08:00"))
    assert subjects(town, BIRGITTA) == ["Noterat: du är borta 11–13 mars"]
    assert "Svara senast" in subjects(town, JOHAN)[1]
    assert "Du tar över" in subjects(town, ANNIKA)[0]
    assert "Du tar över" in subjects(town, JOHAN)[2]  # back from the coordinator to the deputy


def test_g82_the_receipt_names_everybody_who_acts_in_turn(town):
    said(town, DISA, "Frånvarande 9–10 april", at("2026-03-10T09:00"))
    receipt = said(town, PETER, "Hej!\n\nFrånvarande v. 15\n\nHälsningar Peter", at("2026-03-10T09:05"))
    assert "Disa Ek-Berg, kostsamordnare, 6–8 april" in receipt.text
    assert "Annika Sandell, sektorsamordnare, 9–10 april" in receipt.text
    assert "Disa Ek-Berg, kostsamordnare, 11–12 april" in receipt.text


def test_back_earlier_than_told(town):
    said(town, PETER, "Frånvarande 11–20 mars", at("2026-03-10T09:00"))
    town.writes(COLD, at=at("2026-03-11T10:00"))
    assert "Svara senast" in subjects(town, DISA)[0]
    assert said(town, PETER, "Tillbaka", at("2026-03-12T09:00")).subject == "Välkommen tillbaka"
    town.waits_until(at("2026-03-12T09:05"))
    assert subjects(town, PETER)[-1].startswith("[LH-2026-0001] Ärendet är ditt igen")


def test_new_days_take_the_place_of_those_they_overlap(town):
    said(town, PETER, "Frånvarande 11–20 mars", at("2026-03-10T09:00"))
    said(town, PETER, "Frånvarande 11–12 mars", at("2026-03-10T09:01"))
    town.writes(COLD, at=at("2026-03-13T10:00"))
    assert "Svara senast" in subjects(town, PETER)[-1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Frånvarande ett tag", "vilka dagar"),
        ("Frånvarande från 6 april", "vilka dagar"),
        ("Frånvarande 6–10 april, ersättare: någon snäll", "vem som ska vara ersättare"),
        ("Frånvarande Birgitta Norén 6–10 april", "får skriva själv"),
    ],
)
def test_what_is_not_understood_changes_nothing_and_gets_help(town, text, says):
    help_ = said(town, PETER, text, at("2026-03-10T09:00"))
    assert says in help_.text
    assert town.store.amendments().absences == ()


def test_the_coordinator_may_tell_that_another_is_away(town):
    receipt = said(town, ANNIKA, "Frånvarande Peter Hallgren 11–13 mars", at("2026-03-10T09:00"))
    assert receipt.subject == "Noterat: Peter Hallgren är borta 11–13 mars"
    town.writes(COLD, at=at("2026-03-11T10:00"))
    assert "Svara senast" in subjects(town, DISA)[0]


def test_nobody_unknown_or_unvouched_changes_who_acts(town):
    for sender, dmarc in ((GUARDIAN, Verdict.PASS), (PETER, Verdict.FAIL), (PETER, Verdict.UNKNOWN)):
        raw = f"From: {sender}\nMessage-ID: <{dmarc}@x.example>\n\nFrånvarande 11–13 mars".encode()
        town.delivers(raw, sender=sender, dmarc=dmarc)
    assert town.store.amendments().absences == ()


# --- The mailbox that answers by itself -------------------------------------------------------------


def answers_by_itself(town, letter, when, sender=PETER):
    text = "Jag är på semester till 27 mars. Hälsningar Peter"
    town.replies(letter, text, sender=sender, at=when, Subject="Autosvar", Auto_Submitted="auto-replied")


def test_g82_an_owners_automatic_answer_asks_the_coordinator_once(town):
    town.writes(COLD, at=at("2026-03-10T10:00"))
    town.writes("Maten på Kullaskolan är slut.", at=at("2026-03-10T10:01"), sender=ALI)
    for letter in town.letters_to(PETER):
        answers_by_itself(town, letter, at("2026-03-10T10:05"))
    [question] = town.letters_to(ANNIKA)
    assert question.subject == "[LH-2026-0001] Är Peter Hallgren borta?"
    assert "Jag är på semester till 27 mars." in question.text

    town.replies(question, "Frånvarande 10–27 mars", sender=ANNIKA, at=at("2026-03-10T11:00"))
    assert "Peter Hallgren är borta" in subjects(town, ANNIKA)[-1]
    town.waits_until(at("2026-03-10T11:05"))
    assert [s.partition(" –")[0] for s in subjects(town, DISA)] == [
        "[LH-2026-0001] Du tar över ett ärende en tid",
        "[LH-2026-0002] Du tar över ett ärende en tid",
    ]


def test_an_absence_that_is_known_raises_no_question(town):
    town.writes(COLD, at=at("2026-03-10T10:00"))
    said(town, PETER, "Frånvarande 10–27 mars", at("2026-03-10T10:01"))
    answers_by_itself(town, town.letters_to(PETER)[0], at("2026-03-10T10:05"))
    assert subjects(town, ANNIKA) == []


# --- School breaks ----------------------------------------------------------------------------------


def test_in_a_break_the_deputy_answers_where_the_school_is_closed_and_no_clock_stops(town):
    town.writes(DIRTY, at=at("2026-04-08T10:00"))
    acknowledgement = town.letters_to(GUARDIAN)[0]
    assert "Just nu är det påsklov. Olle Dahl svarar i stället för Gunilla Hage." in acknowledgement.text
    assert "Olle Dahl, biträdande rektor, ansvarar" in acknowledgement.text
    assert "ett svar senast fredag 17 april" in acknowledgement.text
    assert "Svara senast" in subjects(town, OLLE)[0]


def test_in_a_break_a_special_school_without_fritidshem_goes_down_the_chain(town):
    town.writes("Anpassad grundskola har ingen lekplats.", at=at("2026-04-08T10:00"))
    assert "Svara senast" in subjects(town, OLLE)[0]  # Fredrik Bohm's deputy is Gunilla Hage, away as well


def test_in_a_break_the_rektor_answers_where_the_fritidshem_is_open(town):
    town.writes("Rasterna på Åskolan är för korta.", at=at("2026-04-08T10:00"))
    assert "lov" not in town.letters_to(GUARDIAN)[0].text
    assert "Svara senast" in subjects(town, BIRGITTA)[0]


def test_a_running_case_is_handed_over_when_the_break_begins_and_back_when_it_ends():
    town = Town()
    town.writes(DIRTY, at=at("2026-04-01T10:00"))
    town.waits_until(at("2026-04-07T07:35"))
    assert "Du tar över" in subjects(town, OLLE)[0]
    town.waits_until(at("2026-04-13T07:35"))
    assert "Ärendet är ditt igen" in subjects(town, GUNILLA)[1]


# --- Several spans, and one that is prolonged -------------------------------------------------------------


@pytest.mark.parametrize(
    "days",
    [
        "6–10 april och 20–24 april",
        "1 juni - 30 juni, sedan igen 10–14 augusti",
        "måndag och onsdag",
        "vecka 28 och 30",
        "28–2 januari",
        "6–10 april, ersättare: Johan Ahl 6–7 april, Karin Blom 20 april",
    ],
)
def test_of_several_spans_none_is_noted_and_the_writer_is_asked(town, days):
    help_ = said(town, PETER, f"Frånvarande {days}", at("2026-03-10T09:00"))
    assert "Skicka ett mejl för varje gång" in help_.text
    assert town.store.amendments().absences == ()


def test_an_hour_and_the_day_of_return_are_no_days_away(town):
    receipt = said(
        town, PETER, "Frånvarande 20 maj kl 13 till 27 maj, tillbaka 28 maj", at("2026-05-10T09:00")
    )
    assert receipt.subject == "Noterat: du är borta 20–27 maj"


def test_some_hours_of_a_day_are_that_day(town):
    receipt = said(town, PETER, "Frånvarande 6 april kl 8-12", at("2026-03-10T09:00"))
    assert receipt.subject == "Noterat: du är borta 6 april"


def test_who_prolongs_an_absence_stays_away_until_its_end_with_the_same_deputy(town):
    town.writes(DIRTY, at=at("2026-04-13T08:00"))
    said(town, GUNILLA, "Frånvarande 14–24 april, ersättare: Johan Ahl", at("2026-04-13T09:00"))
    town.waits_until(at("2026-04-14T08:05"))
    assert "Du tar över" in subjects(town, JOHAN)[0]
    receipt = said(town, GUNILLA, "Frånvarande 24–30 april", at("2026-04-15T09:00"))
    assert "Det här står kvar från förut: 14–23 april." in receipt.text
    assert "Johan Ahl, rektor, 15–23 april" in receipt.text
    town.waits_until(at("2026-04-16T09:00"))
    assert not any("Ärendet är ditt igen" in subject for subject in subjects(town, GUNILLA))
    town.writes("Omklädningsrummen på Centralskolan är smutsiga, fy.", at=at("2026-04-16T10:00"), sender=ALI)
    assert "LH-2026-0002" in subjects(town, JOHAN)[-1]


def test_a_rektor_may_be_back_during_a_break(town):
    town.writes(DIRTY, at=at("2026-10-23T10:00"))
    town.waits_until(at("2026-10-26T07:35"))
    assert "Du tar över" in subjects(town, OLLE)[0]
    receipt = said(town, GUNILLA, "Tillbaka", at("2026-10-26T09:00"))
    assert "Dina ärenden kommer till dig igen från i dag." in receipt.text
    town.waits_until(at("2026-10-26T09:05"))
    assert "Ärendet är ditt igen" in subjects(town, GUNILLA)[-1]
    town.writes("Omklädningsrummen på Centralskolan är smutsiga.", at=at("2026-10-27T10:00"), sender=ALI)
    assert "Gunilla Hage, rektor" in town.letters_to(ALI)[0].text
    assert "höstlov" not in town.letters_to(ALI)[0].text
    town.writes(
        "Klassrummen på Centralskolan är smutsiga, fy.", at=at("2026-12-22T10:00"), sender="ny@hem.example"
    )
    assert "jullov" in town.letters_to("ny@hem.example")[0].text
