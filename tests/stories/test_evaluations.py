"""Was it solved? Asked once, reminded once, read leniently, in doubt by a human, and counted."""

from datetime import timedelta

import pytest

from complaints.model import Outcome, State
from tests.lindhoj import GUARDIAN, at
from tests.town import Town

PETER, KARIN = "peter.hallgren@lindhoj.example", "karin.blom@lindhoj.example"
PUPIL = "leo.ek@elev.lindhoj.example"
DAY = at("2026-03-11T10:00")
ASKED = at("2026-03-25T12:00")  # ten working days after the answer


@pytest.fixture
def town():
    """A complaint that was answered on 11 March, and the question."""
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.")
    answered(town, town.letters_to(PETER)[0])
    town.waits_until(ASKED)
    return town


def answered(town, routed, when=DAY):
    town.replies(routed, "Klart. Vi har köpt en värmevagn.", sender=PETER, at=when)


def question(town, address=GUARDIAN):
    return next(letter for letter in town.letters_to(address) if letter.subject.startswith("Blev det bättre"))


def counted(town):
    return {(t.quarter, t.writer): t.counts for t in town.store.evaluations()}


def test_g56_the_question_comes_once_ten_working_days_after_the_answer_in_office_hours(town):
    assert question(town).at == at("2026-03-25T07:30")
    assert sum("Blev det bättre" in letter.subject for letter in town.letters_to(GUARDIAN)) == 1


def test_g57_silence_is_reminded_of_once_and_then_let_be(town):
    town.waits_until(at("2026-06-01T12:00"))
    asked = [letter for letter in town.letters_to(GUARDIAN) if letter.at > at("2026-03-20T00:00")]
    assert len(asked) == 2
    assert (town.case.state, town.case.outcome) == (State.EVALUATED, Outcome.NO_REPLY)


@pytest.mark.parametrize(
    "text", ["Jag vet inte riktigt.", "Vi får se efter lovet", "Det beror på vem man frågar"]
)
def test_g57_what_nobody_can_be_sure_of_is_read_by_a_human_and_not_asked_again(town, text):
    town.replies(question(town), text, sender=GUARDIAN, at=at("2026-03-26T10:00"))
    told = town.letters_to(PETER)[-1]
    assert text in told.text
    assert "Svara ”Bättre: ja”, ”Bättre: delvis” eller ”Bättre: nej”." in told.text
    before = len(town.letters_to(GUARDIAN))
    town.waits_until(at("2026-04-02T12:00"))
    assert len(town.letters_to(GUARDIAN)) == before
    town.replies(told, "Bättre: delvis", sender=PETER, at=at("2026-04-02T13:00"))
    assert (town.case.state, town.case.outcome) == (State.EVALUATED, Outcome.PARTLY)
    told_now = [letter.subject for letter in town.letters_to(PETER) if letter.at == town.now]
    assert [subject for subject in told_now if "det blev delvis bättre" in subject]


@pytest.mark.parametrize("text", ["Det är inte löst", "Samma sak igen", "Det blev värre"])
def test_g57_a_plain_not_solved_goes_one_level_up_as_a_nej_does(town, text):
    town.replies(question(town), text, sender=GUARDIAN, at=at("2026-03-26T10:00"))
    assert (town.case.state, town.case.owner) == (State.WITH_OWNER, "bitradande-chef")


@pytest.mark.parametrize(
    "text", ["Nej, nu är allt bra.", "Nej, jag har inga fler frågor", "Nä, ingen fara, tack"]
)
def test_g57_a_happy_nej_opens_nothing_and_a_person_reads_it(town, text):
    town.replies(question(town), text, sender=GUARDIAN, at=at("2026-03-26T10:00"))
    assert (town.case.state, town.case.owner) == (State.FOLLOWED_UP, "maltidschef")
    assert "Vad menar den som skrev?" in town.letters_to(PETER)[-1].text


def test_g57_words_that_their_reader_is_silent_about_reach_the_next_level_and_are_never_no_reply(town):
    text = "Vi har flyttat skola nu."
    town.replies(question(town), text, sender=GUARDIAN, at=at("2026-03-26T10:00"))
    town.waits_until(at("2026-04-02T12:00"))
    above = town.letters_to(KARIN)[-1]
    assert above.at == at("2026-04-02T07:30")
    assert text in above.text
    assert "Bättre: ja" in above.text
    town.waits_until(at("2026-06-01T12:00"))
    assert (town.case.state, town.case.outcome) == (State.EVALUATED, Outcome.UNREAD)
    assert counted(town)["2026-Q2", "guardian"] == {"unread": 1}
    town.replies(above, "Bättre: ja", sender=KARIN, at=at("2026-06-02T10:00"))
    assert town.case.outcome is Outcome.YES
    assert counted(town)["2026-Q2", "guardian"] == {"unread": 0, "yes": 1}


def test_g57_unclear_words_that_come_late_are_read_too(town):
    town.waits_until(at("2026-05-04T12:00"))
    assert town.case.outcome is Outcome.NO_REPLY
    town.replies(question(town), "Vi har flyttat skola nu.", sender=GUARDIAN, at=at("2026-05-05T10:00"))
    town.waits_until(at("2026-05-12T12:00"))
    assert "flyttat skola" in town.letters_to(KARIN)[-1].text
    town.waits_until(at("2026-06-01T12:00"))
    assert town.case.outcome is Outcome.UNREAD


def test_g51_a_late_answer_takes_the_silence_back_where_it_was_counted(town):
    town.waits_until(at("2026-06-01T12:00"))
    town.replies(question(town), "Ja", sender=GUARDIAN, at=at("2026-07-02T10:00"))
    assert counted(town)["2026-Q2", "guardian"] == {"no_reply": 0}
    assert counted(town)["2026-Q3", "guardian"] == {"yes": 1}


def test_g51_who_was_never_asked_has_not_let_a_question_lie():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.")
    answered(town, town.letters_to(PETER)[0])
    town.quarter_passes()
    town._tick(at("2026-05-04T10:00"))  # the clock stood still for weeks
    assert "Blev det bättre" in town.letters_to(GUARDIAN)[-1].subject
    assert counted(town)["2026-Q2", "guardian"] == {"asked": 1}
    town.waits_until(at("2026-05-11T12:00"))
    assert len([x for x in town.letters_to(GUARDIAN) if x.at > at("2026-05-01T00:00")]) == 2
    town.waits_until(at("2026-05-20T12:00"))
    assert town.case.outcome is Outcome.NO_REPLY


def test_g57_a_no_that_a_human_read_goes_one_level_up(town):
    town.replies(question(town), "Vi har flyttat skola nu.", sender=GUARDIAN, at=at("2026-03-26T10:00"))
    town.replies(town.letters_to(PETER)[-1], "Bättre: nej", sender=PETER, at=at("2026-03-26T11:00"))
    assert (town.case.state, town.case.owner) == (State.WITH_OWNER, "bitradande-chef")
    assert town.letters_to(KARIN)


def test_nobody_says_for_the_complainant_what_was_not_asked(town):
    before = town.case.outcome
    town.replies(town.letters_to(PETER)[0], "Bättre: ja", sender=PETER, at=at("2026-03-26T10:00"))
    assert town.case.outcome is before
    assert "Inget skickades" in town.letters_to(PETER)[-1].subject


def test_g99_a_second_answer_changes_nothing(town):
    town.replies(question(town), "Ja", sender=GUARDIAN, at=at("2026-03-26T10:00"))
    town.clicks(question(town), "no", at=at("2026-03-27T10:00"))
    assert town.case.outcome is Outcome.YES
    assert counted(town)["2026-Q1", "guardian"] == {"asked": 1, "yes": 1}


def test_g51_what_is_said_is_counted_for_each_group_and_quarter(town):
    town.writes("Maten på Åskolan är äcklig", sender=PUPIL, at=at("2026-03-26T10:00"))
    answered(town, town.letters_to(PETER)[-1], at("2026-03-26T11:00"))
    town.replies(question(town), "1. Nja 2. Ja", sender=GUARDIAN, at=at("2026-03-26T12:00"))
    town.waits_until(at("2026-04-13T12:00"))
    town.replies(question(town, PUPIL), "Nej", sender=PUPIL, at=at("2026-04-13T13:00"))
    assert counted(town) == {
        ("2026-Q1", "guardian"): {"asked": 1, "partly": 1, "treated_yes": 1},
        ("2026-Q2", "pupil"): {"asked": 1, "no": 1},
    }


def test_g51_silence_is_counted_as_what_it_is(town):
    town.waits_until(at("2026-06-01T12:00"))
    assert counted(town)["2026-Q2", "guardian"] == {"no_reply": 1}


@pytest.mark.parametrize(
    "text",
    ["Min son blir slagen varje rast på Åskolan.", "Jag orkar inte leva, jag är 13. Maten på Åskolan."],
)
def test_g56_nobody_is_asked_in_the_lanes_that_exclude_it(text):
    town = Town()
    town.writes(text)
    owner = town.organisation.role(town.case.owner).holder.address
    heads = "## Kartläggning\nVi har hört alla.\nAnalys: Så här.\nÅtgärder: Klart."
    town.replies(town.letters_to(owner)[0], f"Klart. Vi har pratat.\n{heads}", sender=owner, at=DAY)
    town.waits_until(at("2026-06-01T12:00"))
    assert not any("Blev det bättre" in letter.subject for letter in town.letters)
    assert counted(town) == {}


@pytest.mark.parametrize("text", ["Ja, tack!", "Nej, samma sak igen."])
def test_g100_what_is_said_of_the_answer_ends_a_question_that_was_open_too(town, text):
    asked = at("2026-03-25T13:00")
    town.replies(town.letters_to(PETER)[0], "Fråga: var maten varm i dag?", sender=PETER, at=asked)
    town.quarter_passes()
    town.replies(town.letters_to(GUARDIAN)[-1], text, sender=GUARDIAN, at=at("2026-03-25T14:00"))
    before = len(town.letters_to(GUARDIAN))
    town.waits_until(at("2026-04-07T12:00"))
    assert len(town.letters_to(GUARDIAN)) == before
    reopened = [letter for letter in town.letters_to(KARIN) if "Det blev inte bättre" in letter.subject]
    assert bool(reopened) is text.startswith("Nej")


def test_g100_an_answer_to_a_colleagues_question_is_no_answer_to_ours(town):
    asked = at("2026-03-25T13:00")
    question = "Fråga: händer det fortfarande?"
    town.replies(town.letters_to(PETER)[0], question, sender=PETER, at=asked)
    town.quarter_passes()
    answer = "Ja, varje dag."
    town.replies(town.letters_to(GUARDIAN)[-1], answer, sender=GUARDIAN, at=at("2026-03-25T14:00"))
    town.waits_until(at("2026-03-26T12:00"))
    assert town.case.outcome is None
    assert answer in town.letters_to(PETER)[-1].text


@pytest.mark.parametrize(
    "text", ["Nej, samma sak igen.", "Och nu har min son blivit slagen av två pojkar i klassen."]
)
def test_words_that_wait_while_the_case_is_opened_again_go_back_to_their_writer(town, text):
    late = at("2026-03-26T10:00")
    town.replies(town.letters_to(PETER)[0], "Svar: Vagnen kommer i april.", sender=PETER, at=late)
    town.replies(question(town), text, sender=GUARDIAN, at=late + timedelta(minutes=5))
    town.waits_until(late + timedelta(hours=1))
    assert not [letter for letter in town.letters_to(GUARDIAN) if "Vagnen kommer" in letter.text]
    [told] = [letter for letter in town.letters_to(PETER) if "inget har skickats" in letter.subject]
    assert "öppnats på nytt" in told.text
    assert "stopped" in {entry["what"] for entry in town.store.entries[town.case.id]}


@pytest.mark.parametrize("way", ["mail", "page"])
def test_g57_a_nej_by_mail_is_answered_with_who_comes_and_by_when_as_the_page_tells_it(town, way):
    before = len(town.letters_to(GUARDIAN))
    if way == "mail":
        town.replies(question(town), "Nej, samma sak igen.", sender=GUARDIAN, at=at("2026-03-26T10:00"))
    else:
        town.clicks(question(town), "no", "Samma sak igen.", at=at("2026-03-26T10:00"))
    told = town.letters_to(GUARDIAN)[before:]
    assert len(told) == (way == "mail")
    for letter in told:
        assert "Karin Blom" in letter.text
        assert "måndag 30 mars" in letter.text
        assert "samma sak" not in letter.text
