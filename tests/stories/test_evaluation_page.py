"""The question whether it got better, on a page: one click, once, and never by a mail scanner."""

import re
from datetime import timedelta

import pytest

from complaints.model import Lane, Outcome, State
from complaints.process.outgoing.leaving import REGRET
from tests.browser import Browser
from tests.lindhoj import GUARDIAN, at
from tests.town import Town, link

PETER = "peter.hallgren@lindhoj.example"
KARIN = "karin.blom@lindhoj.example"
MATS = "mats.odman@lindhoj.example"
PUPIL = "elsa@elev.lindhoj.example"
ANSWERED = at("2026-03-19T14:00")
ASKED = at("2026-04-02T12:00")


def asked(sender=GUARDIAN, text="Maten på Åskolan är kall varje dag."):
    """A town in which a case was answered, and its writer asked ten working days later."""
    town = Town()
    town.writes(text, sender=sender)
    owner = town.store.outbox
    routed = next(letter for letter in town.letters if letter.subject.startswith("[LH-2026-0001] Svara"))
    assert owner
    town.replies(routed, "Klart. Vi har köpt termoboxar.", sender=routed.recipients[0], at=ANSWERED)
    town.waits_until(ANSWERED + REGRET)
    town.waits_until(ASKED)
    return town


@pytest.fixture
def town():
    return asked()


@pytest.fixture
def question(town):
    return town.letters_to(GUARDIAN)[-1]


def outcomes(town):
    found = [e for e in town.store.entries[town.case.id] if e["what"] == "evaluation"]
    return [dict(entry["facts"]) for entry in found]


def test_g99_a_mail_scanner_answers_nothing(town, question):
    for method in ("GET", "HEAD") * 50:
        browser = Browser(town).opens(question, method=method)
        assert browser.status == 200
    assert town.case.state is State.FOLLOWED_UP
    assert outcomes(town) == []


@pytest.mark.parametrize("said", ["yes", "partly", "no"])
def test_g99_one_click_answers_and_a_second_question_follows(town, question, said):
    browser = Browser(town).opens(question)
    for told in ("LH-2026", "Maria", "maten", "Peter"):
        assert told not in browser.html
    browser.posts(answer=said)
    assert town.case.outcome is Outcome(said)
    assert "Kände du dig väl bemött?" in browser.text
    browser.posts(treatment="partly", words="Ni svarade snabbt.")
    assert "Nu har vi allt" in browser.text
    assert outcomes(town) == [{"outcome": said}, {"treated": "partly"}]


def test_g99_a_no_tells_who_comes_next_and_a_yes_ends_it(town, question):
    browser = Browser(town).opens(question)
    browser.posts(answer="no")
    assert "Någon annan än förra gången hör av sig senast" in browser.text
    assert town.case.state is State.WITH_OWNER
    assert town.letters_to(KARIN)[-1].subject.endswith("frågan går till dig")
    browser.posts(words="Han blir fortfarande utan mat.")
    assert "fortfarande utan mat" in town.letters_to(KARIN)[-1].text


def test_an_answer_by_the_highest_promises_nobody_else():
    town = Town()
    town.writes("Maten på Åskolan är kall varje dag.")
    routed = town.letters_to(PETER)[-1]
    town.replies(routed, "Jag tar det", sender=MATS, at=at("2026-03-19T13:00"))
    town.replies(routed, "Klart. Vi har köpt termoboxar.", sender=MATS, at=ANSWERED)
    town.waits_until(ANSWERED + REGRET)
    town.waits_until(ASKED)
    question = town.letters_to(GUARDIAN)[-1]
    assert "Svarar du Nej tar vi upp din fråga igen." in question.text
    browser = Browser(town).opens(question)
    assert "Svarar du Nej tar vi upp din fråga igen." in browser.text
    browser.posts(answer="no")
    assert "Vi hör av oss senast" in browser.text


def test_g99_never_twice(town, question):
    browser = Browser(town).opens(question)
    for said in ("yes", "yes", "no", "partly"):
        browser.posts(answer=said)
        assert "Tack för ditt svar" in browser.text
    for _ in range(2):
        browser.posts(treatment="yes")
    assert outcomes(town) == [{"outcome": "yes"}, {"treated": "yes"}]
    assert town.case.state is State.EVALUATED


def test_g99_only_while_it_is_closed(town, question):
    town.replies(question, "Nej, samma sak igen", sender=GUARDIAN, at=ASKED)
    town.replies(town.letters_to(KARIN)[-1], "Klart. Nu är det löst.", sender=KARIN, at=ASKED)
    town.waits_until(ASKED + REGRET)
    assert town.case.state is State.ANSWERED
    browser = Browser(town).opens(question)
    assert "Du behöver inte svara nu" in browser.text
    browser.posts(answer="yes")
    assert town.case.state is State.ANSWERED


def test_g99_the_link_is_good_for_sixty_days_and_for_nothing_else(town, question):
    assert "Blev det bättre?" in Browser(town).opens(question, at=question.at + timedelta(days=59)).text
    assert Browser(town).opens(question, at=question.at + timedelta(days=60)).status == 404
    assert Browser(town).opens(link(question).replace("/evaluation/", "/case/")).status == 404
    assert Browser(town).opens(link(question).replace("/evaluation/", "/stop/")).status == 404


def test_a_second_answer_of_ours_is_asked_about_anew(town, question):
    Browser(town).opens(question).posts(answer="no")
    town.replies(town.letters_to(KARIN)[-1], "Klart. Nu är det löst.", sender=KARIN, at=town.now)
    town.waits_until(town.now + REGRET)
    town.waits_until(at("2026-04-30T12:00"))
    browser = Browser(town).opens(town.letters_to(GUARDIAN)[-1])
    browser.posts(answer="yes")
    browser.posts(treatment="yes")
    assert outcomes(town) == [{"outcome": "no"}, {"outcome": "yes"}, {"treated": "yes"}]


def test_a_pupil_is_asked_in_a_pupils_words():
    town = asked(PUPIL, "toaletterna på Centralskolan är äckliga och låser inte")
    browser = Browser(town).opens(town.letters_to(PUPIL)[-1])
    assert re.search(r"Ja Lite Nej", browser.text)
    browser.posts(answer="partly")
    assert "Var vi snälla mot dig?" in browser.text
    assert town.case.outcome is Outcome.PARTLY


def test_a_partly_is_read_by_somebody(town, question):
    Browser(town).opens(question).posts(answer="partly")
    town.waits_until(at("2026-04-07T08:00"))
    assert "svarade på frågan om det blev bättre: delvis" in town.letters_to(PETER)[-1].text


def test_too_many_clicks_are_not_listened_to(town, question):
    browser = Browser(town).opens(question)
    for _ in range(21):
        browser.posts(answer="maybe")
    assert browser.status == 429
    assert outcomes(town) == []


def test_g99_a_case_that_goes_on_in_another_is_not_opened_again_by_its_link(town, question):
    town.writes("Maten på Åskolan är kall igen och barnen äter inte.", at=ASKED, Subject="Ny sak")
    first = next(letter for letter in town.letters_to(PETER) if "LH-2026-0001" in letter.subject)
    town.replies(first, "Slå ihop: 2", sender=PETER, at=ASKED + timedelta(hours=1))
    assert town.cases[0].merged_into
    before = len(town.letters)
    for hours in (2, 3):  # a button may be pressed twice
        town.clicks(question, "no", "Samma sak igen.", at=ASKED + timedelta(hours=hours))
    town.waits_until(ASKED + timedelta(days=2))
    assert town.cases[0].state is State.FOLLOWED_UP
    [read] = [letter for letter in town.letters[before:] if "Samma sak igen." in letter.text]
    assert (read.recipients, "LH-2026-0002" in read.subject) == ((PETER,), True)


def test_words_on_the_page_are_read_though_the_answer_has_come_by_mail(town, question):
    town.replies(question, "Ja", sender=GUARDIAN, at=ASKED + timedelta(hours=1))
    words = "Nu säger han att han inte vill leva längre och tänker ta sitt liv i kväll."
    town.clicks(question, "no", words, at=ASKED + timedelta(hours=2))
    assert town.case.judgement.lane is Lane.ACUTE
    assert [letter for letter in town.letters if "AKUT" in letter.subject]


def test_more_words_on_the_page_are_read_too(town, question):
    town.clicks(question, "no", "Det är lika kallt.", at=ASKED + timedelta(hours=1))
    page = Browser(town).opens(question)
    for words in ("Ingen hörde av sig.", "Och de var otrevliga.", "Och de var otrevliga."):
        page.posts(treatment="no", words=words)
    town.waits_until(ASKED + timedelta(days=2))
    read = "".join(letter.text for letter in town.letters)
    assert [read.count(f"> {words}") for words in ("Ingen hörde av sig.", "Och de var otrevliga.")] == [1, 1]


def test_the_last_line_of_many_is_read(town, question):
    """The field takes 4000 characters; to browsers a break of a line is one of them, though they send two."""
    words = ("Det är " + "\nlika kallt" * 400)[:3950] + "\nHan säger att han inte vill leva längre."
    page = Browser(town).opens(question)
    page.posts(answer="no")
    page.posts(treatment="no", words=words)
    assert words in [entry["text"] for entry in town.store.entries[town.case.id]]
    assert town.case.judgement.lane is Lane.ACUTE


def test_a_no_on_an_open_page_counts_though_they_wanted_no_question_by_mail(town, question):
    page = Browser(town).opens(question)
    town.replies(question, "Nej tack", sender=GUARDIAN, at=ASKED + timedelta(hours=1))
    assert town.case.outcome is Outcome.DECLINED
    page.posts(answer="no", at=ASKED + timedelta(hours=2))
    assert "hör av sig senast" in page.text
    assert town.case.outcome is Outcome.NO
    assert town.case.state is State.WITH_OWNER


def test_a_page_that_asks_nothing_says_only_that(town, question):
    """Whether we work on it, it does not know: a case may be closed for good."""
    town.replies(question, "Nej", sender=GUARDIAN, at=ASKED)
    town.replies(town.letters_to(KARIN)[-1], "Klart. Nu är det löst.", sender=KARIN, at=ASKED)
    town.waits_until(ASKED + REGRET)
    page = Browser(town).opens(question)
    assert "Du behöver inte svara nu" in page.text
    assert "Vi arbetar" not in page.text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("yes", "Du svarade Ja. Blev det fel? Svara Nej på mejlet"),
        ("partly", "Du svarade Delvis. Blev det fel? Svara på mejlet"),
        ("no", "Du svarade Nej. Blev det fel? Svara på mejlet"),
    ],
)
def test_the_thanks_say_which_button_was_pressed_and_how_a_slip_is_mended(town, question, said, told):
    page = Browser(town).opens(question).posts(answer=said)
    assert told in page.text
    town.replies(question, "Nej", sender=GUARDIAN, at=ASKED + timedelta(hours=1))
    assert town.case.state is State.WITH_OWNER


def test_who_comes_back_later_reads_no_day_that_has_passed(town, question):
    page = Browser(town).opens(question).posts(answer="no")
    assert "hör av sig senast" in page.text
    town.now = at("2026-04-14T10:00")
    assert "hör av sig senast" not in page.opens(question, at=town.now).text


def test_who_comes_back_after_the_contact_reads_of_none_to_come(town, question):
    page = Browser(town).opens(question).posts(answer="no")
    town.replies(town.letters_to(KARIN)[-1], "Svar: Jag ringer i eftermiddag.", sender=KARIN, at=town.now)
    town.quarter_passes()
    assert town.case.contacted_at
    assert "hör av sig senast" not in page.opens(question).text


def test_how_one_was_treated_counts_also_when_words_came_first(town, question):
    page = Browser(town).opens(question).posts(answer="yes")
    page.posts(words="Tack för hjälpen i matsalen.")
    page.opens(question)
    page.posts(treatment="no", words="Tack för hjälpen i matsalen.")
    page.posts(treatment="yes")
    assert outcomes(town) == [{"outcome": "yes"}, {}, {"treated": "no"}]
    town.waits_until(ASKED + timedelta(days=7))
    read = "".join(letter.text for letter in town.letters)
    assert read.count("> Tack för hjälpen i matsalen.") == 1
