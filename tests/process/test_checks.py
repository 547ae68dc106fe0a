"""What is looked for in words to a complainant, row by row: the policy of `outgoing/checks.py`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.process.outgoing.checks import CHECKS, STOPS, Text, stopped_by, warnings
from complaints.process.outgoing.lists import word_lists
from complaints.process.outgoing.names import Names
from complaints.process.outgoing.own_words import open_slots, own_words
from complaints.process.outgoing.parts import is_investigation, parts_of
from complaints.process.outgoing.softening import COLLEAGUE, INFORMATION, softened
from complaints.process.outgoing.tone import neutral
from tests.builders import a_case
from tests.lindhoj import lindhoj

NAMES = Names.around(a_case(), "maltidschef", lindhoj())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi har bytt rasttid.", {}),
        ("Elsa i klassen bad om ursäkt.", {"other_child": ["Elsa"]}),
        ("Vi pratade med lilla Torkel om det.", {"other_child": ["Torkel"]}),
        ("Hans pappa har varit här.", {"other_child": ["Hans pappa"]}),
        ("Maria, maten på Åskolan i Lindhöj är varm. Mvh Peter Hallgren", {}),
        ("Skolinspektionen och Teams nämns, och Unikum.", {}),
        ("Rektor ringer. Karin Blom vet.", {"staff_name": ["Blom"]}),
        ("Läraren Svensson var där.", {"staff_name": ["Svensson"]}),
        ("Läraren var där.", {}),
        ("Förstått: Maten var kall.\nGjort: Vagnen är lagad.", {}),
        ("Barnet har en diagnos.", {"diagnosis": ["diagnos"]}),
        ("Motparten fick frågan.", {"counterpart": ["Motparten"]}),
        ("Vi kommer att laga den.", {"undated_promise": ["Vi kommer att laga den"]}),
        ("Vi kommer att laga den i morgon.", {}),
        ("Vi ska laga den 24/3.", {}),
        ("Det ska inte vara så här.", {}),
        ("Vi kan inte byta kock.", {"unexplained_no": ["Vi kan inte byta kock"]}),
        ("Vi kan inte byta kock. Det beror på avtalet.", {}),
        ("We will fix it.", {"undated_promise": ["We will fix it"]}),
        ("We cannot change it.", {"unexplained_no": ["We cannot change it"]}),
    ],
)
def test_what_is_told_to_whoever_wrote(text, found):
    assert warnings(Text(text, NAMES)) == found


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("Vi avslår er ansökan.", True),
        ("Ni har inte rätt till skolskjuts.", True),
        ("Vi har beslutat om placering i en annan grupp.", True),
        ("Så här överklagar du.", True),
        ("Vi har beslutat att byta kock.", False),
        ("Bussen kommer i tid.", False),
    ],
)
def test_what_may_be_a_decision_that_can_be_appealed_stops(text, stops):
    assert bool(stopped_by(Text(text, NAMES))) is stops


def test_every_list_of_the_file_is_used_and_every_check_is_tried():
    assert {"diagnosis", "other_child", "counterpart", "appealable"} <= set(word_lists())
    assert set(CHECKS) == {
        "other_child",
        "diagnosis",
        "staff_name",
        "counterpart",
        "undated_promise",
        "unexplained_no",
    }
    assert set(STOPS) == {"appealable"}


@pytest.mark.parametrize(
    ("reason", "soft"),
    [
        ("väntar på skolsköterskan", COLLEAGUE),
        ("väntar på Karin Blom", COLLEAGUE),
        ("Hugo är sjuk", INFORMATION),
        ("vi väntar på läkarintyget", INFORMATION),
        ("vi väntar på en ny vagn", ""),
        ("köket är stängt till fredag", ""),
    ],
)
def test_a_reason_for_more_time_tells_neither_health_nor_names(reason, soft):
    assert softened(reason, NAMES) == soft


# --- Own words -----


@given(st.lists(st.sampled_from(["Hej", "> citat", ">citat", "", "  > mer", "Vi har bytt."])))
def test_quoted_lines_never_stay(lines):
    assert ">" not in own_words("\n".join(lines))


@pytest.mark.parametrize(
    "divider",
    [
        "-----Ursprungligt meddelande-----",
        "---------- Forwarded message ---------",
        "Börja vidarebefordrat meddelande:",
        "Från: Annika\nSkickat: den 3 mars",
        "*Från:* Annika\n\n*Till:* Peter",
        "From: Annika\nTo: Peter",
        "Till: Peter\nFrån: Annika",
        "________________________________\nFrån: Annika <annika@lindhoj.example>\nSkickat: den 3 mars",
        "Från: Annika Skickat: den 3 mars Till: Peter",
        "Lähettäjä: Annika\nLähetetty: tiistai 3. maaliskuuta",
        "Von: Annika\nGesendet: Dienstag, 3. März",
        "Den 3 mars 2026 kl. 09:12 skrev Annika <annika@lindhoj.example>:",
        "3 mars 2026 kl. 09:12 skrev annika@lindhoj.example:",
        "Den 2026-03-03 kl. 09:12, skrev Annika:",
        "Den tis 3 mars 2026 kl 09:12 skrev Annika, skolan vid ån <\nannika@lindhoj.example>:",
        "Den tisdagen den 3 mars 2026 09:12\nAnnika <annika@lindhoj.example> skrev:",
        "Annika Blom <annika@lindhoj.example>\nkirjoitti 3.3.2026 klo 09.12:",
        "2026-03-03 9:12 GMT+01:00 Annika <annika@lindhoj.example>:",
        "On Tue, Mar 3, 2026 at 9:12 AM Annika <annika@lindhoj.example>\nwrote:",
        "Am 03.03.2026 um 09:12 schrieb Annika <annika@lindhoj.example>:",
        "---- Annika skrev ----",
    ],
)
def test_nothing_below_another_mail_stays(divider):
    assert own_words(f"Vi har bytt.\n\n{divider}\n\nHon klagar.") == "Vi har bytt."


@pytest.mark.parametrize(
    "text",
    [
        "Från: och med måndag gäller det nya schemat.\nVi ses!",
        "Den 3 mars skrev du till oss:\n\nVi svarar nu.",
        "Du skrev den 3 mars 2026 till oss.\n\nDetta har vi gjort:\n- bytt kock",
        "Frågor till köket (kalle.kock@lindhoj.example) går bra:\n\nRing före 10:30.",
        "Nytt från den 11 mars 2026 kl. 10:30:\n\nRasten är senare.",
    ],
)
def test_a_sentence_that_only_begins_like_a_header_or_an_introduction_stays(text):
    assert own_words(text) == text


def test_an_introduction_takes_no_line_above_it_along():
    below = "Den 11 mars 2026 kl. 09:12 skrev Annika <annika@lindhoj.example>:\n\nHon klagar."
    assert own_words(f"Vi har bytt 2 tider\n{below}") == "Vi har bytt 2 tider"


def test_open_places_are_seen():
    assert open_slots("Vi har [vad] gjort ___ och … … mer") == ["[vad]", "___", "… …"]
    assert open_slots("Vi har bytt kock … och vagn.") == []


# --- Parts -----


def test_parts_are_found_in_any_order_and_dress():
    text = (
        "Hej!\n**Gjort:** Vagnen är ny.\nförstått: Maten var kall.\nGÖR INTE: Vi byter inte kök.\nGjort: Mer."
    )
    assert parts_of(text) == {
        "said": "Hej!",
        "done": "Vagnen är ny.\n\nMer.",
        "understood": "Maten var kall.",
        "not_done": "Vi byter inte kök.",
    }


def test_an_answer_without_parts_is_said_as_it_is():
    assert parts_of("Vi har gjort: ingenting.") == {"said": "Vi har gjort: ingenting."}
    assert not is_investigation(parts_of("Kartläggning: x\nAnalys: y"))
    assert is_investigation(parts_of("Kartläggning: x\nAnalys: y\nÅtgärder: z"))


# --- Tone -----


@given(
    st.lists(st.sampled_from(["den jobbiga mamman", "gnäller", "hon är dum", "Maten", "motparten", "kall."]))
)
def test_neutral_words_need_no_second_look(words):
    suggestion = neutral(" ".join(words))
    assert suggestion == "" or neutral(suggestion) == ""
