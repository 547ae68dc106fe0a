"""What judgement is not sure of is asked of the coordinator: one mail, two proposals, and nobody waits."""

import re
from dataclasses import replace

import pytest

from complaints.judgement import judge
from complaints.judgement.joining import ORDINARY
from complaints.model import Lane
from complaints.policy import DANGEROUS
from complaints.process.arrival import intake
from complaints.process.commands.naming import LANES, category_in, lane_in
from lyhord.gallery.scenes import LANGUAGES, write
from tests.lindhoj import ANNIKA, BIRGITTA, EVA, GUARDIAN, KARIN, at, lindhoj
from tests.town import Town

SATURDAY = at("2026-03-14T22:00")
MONDAY = at("2026-03-16T09:00")
TEXT = "Rasterna på Åskolan är för korta. Barnen hinner knappt ut innan de ska in igen."


@pytest.fixture
def unsure(monkeypatch):
    """Judgement that finds a complaint, and is not sure that it is not something else."""

    def of(other, taken=Lane.COMPLAINT):
        def doubtful(mail, organisation):
            return replace(judge(mail, organisation), lane=taken, also=(), doubt=(taken, other))

        monkeypatch.setattr(intake, "judge", doubtful)
        return Town()

    return of


def questions(town):
    return [letter for letter in town.letters if "Vi är osäkra" in letter.subject]


def test_the_coordinator_gets_one_mail_with_two_proposals_and_nobody_else_waits(unsure):
    town = unsure(Lane.APPEAL)
    town.writes(TEXT)
    assert "Birgitta Norén, rektor" in town.letters_to(GUARDIAN)[0].text
    assert TEXT in town.letters_to(BIRGITTA)[0].text
    [question] = town.letters_to(ANNIKA)
    assert question.subject == "[LH-2026-0001] Vi är osäkra: kan det här vara ett överklagande?"
    assert "Kategori: klagomål" in question.text
    assert "Kategori: överklagande" in question.text
    assert TEXT in question.text


def test_it_is_asked_once_whatever_comes_after(unsure):
    town = unsure(Lane.APPEAL)
    town.writes(TEXT)
    town.replies(town.letters_to(GUARDIAN)[0], "Och en sak till.", sender=GUARDIAN, at=at("2026-03-11T10:00"))
    town.waits_until(at("2026-04-30T12:00"))
    assert len(questions(town)) == 1


def test_one_line_takes_it_to_the_other_lane(unsure):
    town = unsure(Lane.APPEAL)
    town.writes(TEXT)
    town.replies(questions(town)[0], "Kategori: överklagande", sender=ANNIKA, at=at("2026-03-10T11:00"))
    assert (town.case.judgement.lane, town.case.owner) == (Lane.APPEAL, "registrator")
    assert town.case.judgement.doubt == ()
    assert TEXT in town.letters_to(EVA)[-1].text
    assert "nu som ett överklagande" in town.letters_to(ANNIKA)[-1].text


@pytest.mark.parametrize("word", ["Kategori: klagomål", "klagomål", "Category: complaint"])
def test_one_line_says_that_it_was_right_and_nobody_is_mailed_about_it(unsure, word):
    town = unsure(Lane.APPEAL)
    town.writes(TEXT)
    before = [*town.letters]
    town.replies(questions(town)[0], word, sender=ANNIKA, at=at("2026-03-10T11:00"))
    [receipt] = town.letters[len(before) :]
    assert receipt.recipients == (ANNIKA,)
    assert (town.case.judgement.lane, town.case.owner) == (Lane.COMPLAINT, "rektor-askolan")
    assert town.case.judgement.doubt == ()


def test_an_ordinary_question_waits_for_the_office_and_one_of_danger_does_not(unsure):
    town = unsure(Lane.APPEAL)
    town.writes(TEXT, at=SATURDAY)
    assert questions(town) == []
    town.waits_until(MONDAY)
    assert len(questions(town)) == 1
    town = unsure(Lane.KRANKNING)
    town.writes(TEXT, at=SATURDAY)
    assert questions(town)[0].at == SATURDAY


def test_where_it_may_be_secret_the_question_carries_no_word_of_the_mail(unsure):
    town = unsure(Lane.KRANKNING)
    town.writes(TEXT, Subject="Rasterna")
    question = questions(town)[0]
    assert "Rasterna" not in question.text
    assert "Läs ärendet" in question.text
    town.replies(question, "Kategori: kränkning", sender=ANNIKA, at=at("2026-03-10T11:00"))
    assert town.case.judgement.lane is Lane.KRANKNING
    assert "kränkande behandling" in town.letters_to(KARIN)[-1].text


def test_of_a_case_that_the_coordinator_may_not_read_the_deputy_head_is_asked(unsure):
    town = unsure(Lane.APPEAL)
    town.writes("Min dotter på Åskolan har adhd, och stödet togs bort. Ni har sagt nej.")
    [question] = questions(town)
    assert question.recipients == (KARIN,)
    assert "adhd" not in question.text
    assert "Läs ärendet" in question.text
    town.replies(question, "Kategori: överklagande", sender=KARIN, at=at("2026-03-10T11:00"))
    assert town.case.judgement.lane is Lane.APPEAL


def test_who_is_complained_about_is_never_asked(unsure):
    town = unsure(Lane.APPEAL)
    town.writes("Annika Sandell ljög för mig, och det vill vi att någon ser på.")
    assert town.letters_to(ANNIKA) == []
    [only] = town.letters_to(KARIN)  # who owns it
    assert "Vi är osäkra" in only.text


# --- Where somebody's life may be in danger -----------------------------------------------------------


def test_silence_of_the_coordinator_alarms_the_next_in_the_chain(unsure):
    town = unsure(Lane.ACUTE)
    town.writes(TEXT, at=SATURDAY)
    assert "Någon kan vara i fara. Svara nu." in questions(town)[0].text
    town.waits_until(at("2026-03-14T22:31"))
    alarm = town.letters_to(BIRGITTA)[-1]
    assert "AKUT" in alarm.subject
    assert "Vi är inte säkra på att det är fara." in alarm.text
    assert "Svara Kategori: klagomål." in alarm.text
    assert "Rasterna" not in alarm.text


def test_the_question_says_when_the_owner_gets_what_waits_for_the_office(unsure):
    town = unsure(Lane.ACUTE)
    town.writes(TEXT, at=SATURDAY)
    assert "får ärendet måndag 16 mars 2026 kl. 07.30" in " ".join(questions(town)[0].text.split())
    town = unsure(Lane.ACUTE)
    town.writes(TEXT)
    assert "har redan fått ärendet" in questions(town)[0].text


def test_an_alarm_of_a_doubt_that_all_have_had_says_when_it_comes_again(unsure):
    town = unsure(Lane.ACUTE)
    town.writes(TEXT, at=SATURDAY)
    town.waits_until(at("2026-03-16T07:00"))
    assert "larmar vi igen måndag 16 mars 2026 kl. 07.30" in town.letters_to(BIRGITTA)[-1].text


@pytest.mark.parametrize("word", ["Kategori: klagomål", "sett"])
def test_a_word_of_the_coordinator_ends_it(unsure, word):
    town = unsure(Lane.ACUTE)
    town.writes(TEXT, at=SATURDAY)
    town.replies(questions(town)[0], word, sender=ANNIKA, at=at("2026-03-14T22:10"))
    town.waits_until(at("2026-03-15T12:00"))
    assert not [letter for letter in town.letters if "AKUT" in letter.subject]


def test_said_to_be_acute_it_alarms_all_whom_the_lane_names_and_the_child_hears_where_help_is(unsure):
    town = unsure(Lane.ACUTE)
    town.writes(TEXT, at=SATURDAY)
    town.waits_until(at("2026-03-14T22:31"))  # the rektor has been alarmed by the doubt already
    town.replies(questions(town)[0], "Kategori: akut", sender=ANNIKA, at=at("2026-03-14T22:40"))
    assert town.case.judgement.lane is Lane.ACUTE
    for address in (BIRGITTA, KARIN):
        alarms = [letter for letter in town.letters_to(address) if "AKUT" in letter.subject]
        assert alarms[-1].at == at("2026-03-14T22:40")
    assert "116 111" in town.letters_to(GUARDIAN)[-1].text
    before = len(town.letters)
    town.waits_until(at("2026-03-14T23:11"))
    assert [letter.subject for letter in town.letters[before:]] == ["[LH-2026-0001] AKUT – svara Sett nu"]


# --- What neither rules nor model can read ------------------------------------------------------------


def test_a_language_that_nobody_here_reads_is_asked_in_the_mail_that_hands_the_case_over():
    town = Town()
    town.writes("الحافلة المدرسية تتأخر كل يوم، وابنتي تصل متأخرة إلى المدرسة.")
    [only] = town.letters_to(ANNIKA)
    assert "Vi är osäkra" in only.text
    assert "Kategori: klagomål" in only.text
    town.replies(only, "Kategori: skjuts", sender=ANNIKA, at=at("2026-03-10T11:00"))
    assert (town.case.owner, town.case.judgement.doubt) == ("skolskjutsansvarig", ())


# --- The words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lane", "word"), [(lane, w) for lane, words in LANES.items() for w in words])
def test_every_word_for_a_lane_is_read(lane, word):
    said = lane_in(f"{word.upper()}, det står så")
    assert (said.value, said.reason) == (lane, "det står så")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lane", sorted({*ORDINARY, *DANGEROUS} - {Lane.SPAM}))
def test_the_line_that_a_letter_proposes_leads_to_that_lane(lane, language):
    text = write("doubt", language, taken="complaint", other=lane).text
    _, line = re.findall(r"- (?:Kategori|Category): ([^–]+) –", text)
    if lane is Lane.KRANKNING:
        assert category_in(line, lindhoj()).value.code == "krankning"
    else:
        assert lane_in(line).value is lane


def test_no_name_of_a_category_is_a_word_for_a_lane():
    for category in lindhoj().categories.values():
        for name in (category.code, *category.name.values()):
            assert lane_in(name) is None
            assert category_in(name, lindhoj()).value is category
