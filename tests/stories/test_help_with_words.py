"""Help for whoever writes: the list of commands, drafts, neutral words, and a colleague who takes over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from complaints.model import Absence
from complaints.process.commands.reading import read
from complaints.process.commands.spelling import flat
from complaints.process.commands.table import COMMANDS
from tests.lindhoj import EVA, GUARDIAN, INTAKE, KARIN, PETER, at, lindhoj
from tests.town import Town

LATER = at("2026-03-11T10:00")


@pytest.fixture
def town():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten")
    return town


def routed(town):
    return town.letters_to(PETER)[0]


def says(town, text, *, when=LATER, sender=PETER):
    town.replies(routed(town), text, sender=sender, at=when)


# --- Hjälp ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Hjälp", "hjalp!", "HELP", "Hejsan,\nhjälp"])
def test_help_lists_the_commands_that_this_person_may_use_here(town, text):
    says(town, text)
    listed = town.letters_to(PETER)[-1]
    for command in ("Klart.", "Löst direkt:", "Fråga:", "Förläng", "Stopp"):
        assert f"- {command}" in listed.text
    assert "Jag tar det" not in listed.text  # he has it
    assert len(town.letters_to(GUARDIAN)) == 1


def test_help_at_three_in_the_night_comes_at_once(town):
    says(town, "Hjälp", when=at("2026-03-14T03:00"))
    assert town.letters_to(PETER)[-1].at == at("2026-03-14T03:00")


def test_help_in_a_mail_of_its_own_needs_no_case():
    town = Town()
    town.writes("Hjälp", sender=PETER, to=INTAKE)
    [listed] = town.letters_to(PETER)
    assert listed.subject == "Det här kan du svara"
    assert town.cases == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.words[0])
def test_every_word_of_every_command_is_understood_in_any_dress(command):
    for word in command.words:
        for dressed in (word, word.upper(), flat(word), f"**{word}**"):
            found = read(f"Hej Annika!\n\n{dressed}: 24 mars, text", COMMANDS)
            assert command in (found.command, found.meant)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("Klat. Vi har bytt kock.", "Klart"), ("Förlng: 24 mars, x", "Förläng"), ("Avfrda: x", "Avfärda")],
)
def test_a_mistyped_command_gets_the_nearest_with_its_line_and_sends_nothing(town, text, nearest):
    says(town, text)
    town.quarter_passes()
    reply = town.letters_to(PETER)[-1]
    assert f"Menade du ”{nearest}”" in reply.text
    assert f"- {nearest}" in reply.text
    assert len(town.letters_to(GUARDIAN)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Frågan är om vi hinner.",
        "Var är mötet?",
        "Om hon ringer tar jag det.",
        "Svaret dröjer.",
        "Ok, jag ringer.",
    ],
)
def test_words_that_only_resemble_a_command_are_notes_without_a_word(town, text):
    before = len(town.letters)
    says(town, text)
    assert len(town.letters) == before


# --- G23, G61: drafts -----


def test_g23_a_draft_with_open_places_returns_to_the_owner_alone(town):
    says(town, "Förslag: förklara")
    town.waits_until(LATER + timedelta(hours=1))
    draft = town.letters_to(PETER)[-1]
    for line in ("Förstått: [", "Tagit reda på: [", "Det beror på att [", "Gjort: [", "Gör inte: ["):
        assert line in draft.text
    assert len(town.letters_to(GUARDIAN)) == 1


def test_a_draft_that_is_sent_back_unfilled_is_not_sent_on(town):
    says(town, "Förslag: förklara")
    draft = town.letters_to(PETER)[-1].text.rpartition("Utkast")[2].partition("\n-- ")[0].strip()
    says(town, draft, when=LATER + timedelta(minutes=5))
    town.waits_until(LATER + timedelta(hours=1))
    assert "en lucka kvar" in town.letters_to(PETER)[-1].text
    assert len(town.letters_to(GUARDIAN)) == 1


def test_g61_an_apology_and_a_meeting_are_drafted_and_recorded_when_offered_and_accepted(town):
    says(town, "Förslag: be om ursäkt + erbjud möte")
    draft = town.letters_to(PETER)[-1]
    assert "Vi ber om ursäkt" in draft.text
    assert "Möte: Vi vill gärna träffa dig" in draft.text
    asked = next(e for e in town.store.entries[town.case.id] if e["what"] == "draft")
    assert asked["facts"]["modes"] == "apologise meet"
    says(
        town,
        "Klart. Vi har bytt vagn.\nUrsäkt: Vi ber om ursäkt för att det blev fel.\nMöte: Kom på fredag.",
        when=LATER + timedelta(hours=1),
    )
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert "Vi ber om ursäkt för att det blev fel." in answer.text
    assert town.case.offered == ("apology", "meeting")
    town.replies(answer, "Ja tack, jag kommer på fredag.", sender=GUARDIAN, at=LATER + timedelta(days=1))
    reply = next(e for e in town.store.entries[town.case.id] if e["what"] == "reply")
    assert reply["facts"]["accepted"] == "apology meeting"


@pytest.mark.parametrize("text", ["Förslag: trolla", "Förslag: be om ursäkt och trolla"])
def test_an_unknown_kind_of_draft_is_asked_about(town, text):
    says(town, text)
    assert "bemöta" in town.letters_to(PETER)[-1].text


# --- G37: factual words -----


def test_g37_a_loaded_note_is_kept_and_neutral_words_are_offered_and_taken_by_ok(town):
    says(town, "Nu har den jobbiga mamman gnällt igen")
    receipt = town.letters_to(PETER)[-1]
    assert "> Nu har mamman hört av sig igen" in receipt.text
    note = next(e for e in town.store.entries[town.case.id] if e["what"] == "note")
    assert "jobbiga mamman gnällt" in note["text"]
    town.replies(receipt, "ok", sender=PETER, at=LATER + timedelta(minutes=5))
    summary = next(e for e in town.store.entries[town.case.id] if e["what"] == "summary")
    assert summary["text"] == "Nu har mamman hört av sig igen"
    assert len(town.letters_to(GUARDIAN)) == 1


def test_g37_neutral_words_are_offered_for_an_answer_too_and_block_nothing(town):
    says(town, "Klart. Vi har bytt kock, fast motparten gnäller.")
    assert "> Vi har bytt kock, fast vårdnadshavaren hör av sig." in town.letters_to(PETER)[-1].text
    town.quarter_passes()
    assert "motparten gnäller" in town.letters_to(GUARDIAN)[-1].text


def test_g37_ok_takes_the_neutral_words_and_starts_the_quarter_anew(town):
    says(town, "Klart. Vi har bytt kock, fast motparten gnäller.")
    says(town, "ok", when=LATER + timedelta(minutes=10))
    town.waits_until(LATER + timedelta(minutes=24))
    assert len(town.letters_to(GUARDIAN)) == 1
    town.waits_until(LATER + timedelta(minutes=26))
    answer = town.letters_to(GUARDIAN)[-1]
    assert "vårdnadshavaren hör av sig" in answer.text
    assert "motparten" not in answer.text


# --- Ok to words that were held -----


def test_ok_lets_go_of_words_that_an_unclear_reply_held(town):
    says(town, "Klart. Vi har bytt kock.")
    says(town, "Nej, fel datum", when=LATER + timedelta(minutes=3))
    says(town, "Ok", when=LATER + timedelta(hours=2))
    town.quarter_passes()
    assert "Vi har bytt kock." in town.letters_to(GUARDIAN)[-1].text


def test_the_registrators_ok_lets_go_of_what_is_no_decision_and_the_writers_does_not(town):
    says(town, "Klart. Er önskan får avslag, eftersom köket är fullt.")
    says(town, "Ok", when=LATER + timedelta(minutes=3))
    town.waits_until(LATER + timedelta(hours=1))
    assert len(town.letters_to(GUARDIAN)) == 1
    asked = town.letters_to(EVA)[-1]
    town.replies(asked, "ok", sender=EVA, at=LATER + timedelta(hours=2))
    assert "får avslag" in town.letters_to(PETER)[-1].text  # he sees it once more
    town.quarter_passes()
    assert "får avslag" in town.letters_to(GUARDIAN)[-1].text


def test_the_registrators_stop_keeps_a_decision_back(town):
    says(town, "Klart. Er önskan får avslag, eftersom köket är fullt.")
    town.replies(town.letters_to(EVA)[-1], "Stopp", sender=EVA, at=LATER + timedelta(hours=2))
    town.waits_until(LATER + timedelta(days=1))
    assert len(town.letters_to(GUARDIAN)) == 1
    assert town.case.outgoing is None
    assert "Stoppat" in [letter.subject.partition("] ")[2][:7] for letter in town.letters_to(PETER)]


# --- Jag tar det -----


def test_whoever_an_escalation_reaches_takes_the_case_over(town):
    town.waits_until(at("2026-03-20T12:00"))
    escalation = town.letters_to(KARIN)[-1]
    assert "Jag tar det" in escalation.text
    town.replies(escalation, "Jag tar det.", sender=KARIN, at=at("2026-03-20T13:00"))
    assert town.case.owner == "bitradande-chef"
    mine = town.letters_to(KARIN)[-1]
    assert "Du ansvarar för det här ärendet" in mine.text
    assert "> Skolmaten på Åskolan är kall." in mine.text
    assert "Karin Blom" in town.letters_to(PETER)[-1].text
    told = town.letters_to(GUARDIAN)[-1]
    assert "Karin Blom, biträdande barn- och utbildningschef, tar nu hand om ditt ärende" in told.text
    assert "070-174 06 06" in told.text


def test_an_owner_cannot_take_what_is_not_escalated(town):
    says(town, "Jag tar det", sender="lena.torp@lindhoj.example")
    assert town.case.owner == "maltidschef"
    assert "Det får bara den göra" in town.letters_to("lena.torp@lindhoj.example")[-1].text


def test_whoever_stands_in_for_a_post_may_answer_its_mail():
    organisation = lindhoj()
    friday = at("2026-03-20T12:00").date()
    karin = organisation.role("bitradande-chef")
    away = replace(karin, absences=(Absence(role=karin.id, first=friday, last=friday),))
    annika = organisation.role("sektorsamordnare")
    gone = replace(annika, absences=(Absence(role=annika.id, first=friday, last=friday),))
    town = Town(replace(organisation, roles=organisation.roles | {away.id: away, gone.id: gone}))
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten")
    sara = "sara.lindqvist@lindhoj.example"
    town.replies(town.letters_to(PETER)[0], "Jag tar det", sender=sara, at=at("2026-03-19T12:00"))
    assert town.case.owner == "maltidschef"
    town.replies(town.letters_to(PETER)[0], "Jag tar det", sender=sara, at=at("2026-03-20T12:00"))
    assert town.case.owner == "utvecklingsstrateg"
