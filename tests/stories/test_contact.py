"""G36: one person alone is in touch for a time; every mail is received, what protects keeps its people."""

from datetime import timedelta

import pytest

from complaints.model import Lane
from complaints.workflow.foresight import MOST_OF_PERSON
from tests.lindhoj import GUARDIAN, at
from tests.town import Town

BIRGITTA, KARIN = "birgitta.noren@lindhoj.example", "karin.blom@lindhoj.example"
PETER, EVA = "peter.hallgren@lindhoj.example", "eva.nyqvist@lindhoj.example"
ANNIKA = "annika.sandell@lindhoj.example"
DAY = at("2026-03-11T10:00")
TAKE, BACK = "Ta över kontakten", "Lämna tillbaka"


@pytest.fixture
def town():
    town = Town()
    town.writes("Det är stökigt i klassrummet i 4B på Åskolan. Ni gör inget åt läxorna heller.")
    town.replies(town.letters_to(GUARDIAN)[0], "Svara mig nu!", sender=GUARDIAN, at=at("2026-03-10T11:00"))
    return town


def says(town, sender, text, when=DAY):
    """On any letter of the first case: the reply address is the same."""
    town.replies(town.letters_to(BIRGITTA)[0], text, sender=sender, at=when)


@pytest.fixture
def taken(town):
    says(town, KARIN, TAKE)
    return town


def since(town, address, moment=DAY):
    return [letter for letter in town.letters_to(address) if letter.at >= moment]


def test_g36_the_complainant_is_told_who_from_when_until_when_and_what_stays(taken):
    [told] = since(taken, GUARDIAN)
    assert told.subject == "Du har en kontaktperson hos oss från och med nu"
    for said in (
        "Från och med i dag är Karin Blom, biträdande barn- och utbildningschef, din kontaktperson.",
        "Vi tar emot och sparar varje mejl.",
        "Du kan fortfarande begära ut handlingar.",
        "vända dig till Skolinspektionen",
        "Måndag 11 maj frågar vi Karin om det fortfarande behövs.",
        "senast torsdag 19 mars",
        "070-174 06 06",
    ):
        assert said in told.text


def test_g36_rektor_is_relieved_and_whoever_took_over_has_all_she_needs(taken):
    [moved] = since(taken, BIRGITTA)
    assert "har tagit över kontakten" in moved.text
    assert "Du behöver inte svara." in moved.text
    [mine] = since(taken, KARIN)
    assert "Det är stökigt i klassrummet" in mine.text
    assert taken.case.owner == "bitradande-chef"
    taken.waits_until(at("2026-03-12T12:00"))
    assert not [letter for letter in since(taken, KARIN) if "tillbaka" in letter.subject]


def test_g68_what_turned_out_to_be_about_rektor_does_not_go_back_to_her(taken):
    says(taken, KARIN, "Kategori: rektor", at("2026-03-11T11:00"))
    before = len(taken.letters_to(BIRGITTA))
    says(taken, KARIN, BACK, at("2026-03-11T12:00"))
    assert taken.case.owner == "bitradande-chef"
    assert len(taken.letters_to(BIRGITTA)) == before


def test_g36_rektor_gets_it_back_in_one_mail_also_where_it_was_handed_back_in_the_evening(taken):
    says(taken, KARIN, BACK, at("2026-03-11T19:00"))
    taken.waits_until(at("2026-03-12T07:30"))
    [mail] = since(taken, BIRGITTA, at("2026-03-11T19:00"))
    assert "Det är stökigt i klassrummet" in mail.text


def test_g36_later_mails_go_to_her_and_each_is_kept(taken):
    letter = taken.letters_to(GUARDIAN)[0]
    taken.replies(letter, "Det var stökigt i dag igen.", sender=GUARDIAN, at=at("2026-03-12T10:00"))
    assert "stökigt i dag igen" in taken.letters_to(KARIN)[-1].text
    taken.writes("Läxorna på Åskolan är för svåra också.", at=at("2026-03-13T10:00"), Subject="Ny sak")
    assert len(taken.cases) == 2
    assert taken.cases[1].owner == "bitradande-chef"
    assert "Läxorna på Åskolan" in taken.letters_to(KARIN)[-1].text
    assert "Karin Blom" in taken.letters_to(GUARDIAN)[-1].text
    assert len(since(taken, BIRGITTA)) == 1
    assert [e.what for e in taken.store.log(taken.cases[0].id)].count("reply") == 2


def test_g36_requests_for_papers_and_what_protects_a_child_keep_their_people(taken):
    taken.writes("Skicka alla mejl om min son.", at=at("2026-03-12T10:00"), Subject="Handlingar")
    taken.writes("Min son på Åskolan blir slagen varje rast.", at=at("2026-03-13T10:00"), Subject="Slag")
    papers, bullied = taken.cases[1:]
    assert (papers.judgement.lane, papers.owner) == (Lane.DOCUMENT_REQUEST, "registrator")
    assert taken.letters_to(EVA)
    assert (bullied.judgement.lane, bullied.owner) == (Lane.KRANKNING, "rektor-askolan")


def test_g36_the_persons_other_cases_come_along(town):
    town.writes("Skolmaten på Åskolan är kall.", at=at("2026-03-10T12:00"), Subject="Mat")
    says(town, KARIN, TAKE)
    assert [case.owner for case in town.cases] == ["bitradande-chef"] * 2
    assert "har tagit över kontakten" in since(town, PETER)[-1].text
    assert [("Skolmaten" in letter.text) for letter in since(town, KARIN)].count(True) == 1
    assert len(since(town, GUARDIAN)) == 1


def test_g36_she_keeps_the_contact_however_many_mails_come_and_gives_it_all_back(taken):
    for n in range(MOST_OF_PERSON + 1):
        when = at("2026-03-12T10:00") + timedelta(days=8 * n)
        taken.writes("Läxorna på Åskolan är för svåra också.", at=when, Subject="Ny sak")
    assert len(taken.cases) == MOST_OF_PERSON + 2
    assert {case.owner for case in taken.cases} == {"bitradande-chef"}
    says(taken, KARIN, BACK, when + timedelta(hours=1))
    taken.writes("En sak till om rasterna på Åskolan.", at=when + timedelta(hours=2), Subject="Rast")
    assert {case.owner for case in taken.cases} == {"rektor-askolan"}


def test_g36_what_came_meanwhile_goes_back_however_many_mails_came_after_it(taken):
    taken.writes("Läxorna på Åskolan är för svåra.", at=at("2026-03-12T10:00"), Subject="Läxor")
    several = "Bussen från Norrhult är alltid sen. Maten på Åskolan är kall varje dag."
    taken.writes(several, at=at("2026-03-12T11:00"), Subject="Två saker")
    letter = taken.letters_to(GUARDIAN)[0]
    for n in range(MOST_OF_PERSON + 1):
        when = at("2026-03-13T10:00") + timedelta(hours=n)
        taken.replies(letter, f"Svara mig, för {n} gången!", sender=GUARDIAN, at=when)
    assert {case.owner for case in taken.cases} == {"bitradande-chef"}
    says(taken, KARIN, BACK, when + timedelta(hours=1))
    assert "bitradande-chef" not in {case.owner for case in taken.cases}


@pytest.mark.parametrize("word", [TAKE, BACK])
def test_g36_no_case_stays_behind_however_many_mails_came_on_another(town, word):
    if word == BACK:  # and what comes after she took over is hers because of that alone
        says(town, KARIN, TAKE)
    town.writes("Skolmaten på Åskolan är kall.", at=at("2026-03-11T12:00"), Subject="Mat")
    first = town.letters_to(GUARDIAN)[0]
    for n in range(MOST_OF_PERSON + 1):
        when = at("2026-03-12T10:00") + timedelta(days=n)
        town.replies(first, f"Det var stökigt igen, dag {n + 1}.", sender=GUARDIAN, at=when)
    says(town, KARIN, word, when + timedelta(hours=1))
    theirs = {TAKE: ["bitradande-chef"] * 2, BACK: ["rektor-askolan", "maltidschef"]}
    assert [case.owner for case in town.cases] == theirs[word]


def test_g36_another_familys_mails_go_where_they_always_went(taken):
    taken.writes("Det är stökigt på Åskolan.", sender="erik.lind@mejl.example", at=at("2026-03-12T10:00"))
    assert taken.cases[1].owner == "rektor-askolan"


def test_g36_on_the_day_of_review_she_is_asked_and_one_word_gives_it_back(taken):
    taken.replies(
        since(taken, KARIN)[0], "Klart. Vi har bytt plats i klassen.", sender=KARIN, at=at("2026-03-12T10:00")
    )
    taken.writes("Läxorna på Åskolan är för svåra också.", at=at("2026-05-08T10:00"), Subject="Ny sak")
    taken.waits_until(at("2026-05-11T12:00"))
    [review] = [letter for letter in taken.letters_to(KARIN) if "enda kontakten" in letter.subject]
    assert review.at == at("2026-05-11T07:30")

    taken.replies(review, BACK, sender=KARIN, at=at("2026-05-11T13:00"))
    assert [case.owner for case in taken.cases] == ["rektor-askolan"] * 2
    assert "Läxorna på Åskolan" in taken.letters_to(BIRGITTA)[-1].text
    assert "Kontakten är lämnad tillbaka" in taken.letters_to(KARIN)[-1].subject
    back = taken.letters_to(GUARDIAN)[-1]
    assert "Birgitta Norén, rektor, som ansvarar för ditt ärende igen" in back.text

    taken.writes("En sak till om rasterna på Åskolan.", at=at("2026-05-12T10:00"), Subject="Rast")
    assert taken.cases[2].owner == "rektor-askolan"
    taken.waits_until(at("2026-09-01T12:00"))
    assert len([letter for letter in taken.letters_to(KARIN) if "enda kontakten" in letter.subject]) == 1


@pytest.mark.parametrize("word", ["Till: rektor Kullaskolan", "Slå ihop: 2"])
def test_g36_it_ends_as_a_whole_also_where_a_case_was_moved_or_merged_meanwhile(taken, word):
    taken.writes("Läxorna på Åskolan är för svåra också.", at=at("2026-03-12T10:00"), Subject="Ny sak")
    says(taken, KARIN, word, at("2026-03-12T11:00"))
    later = next(letter for letter in since(taken, KARIN) if "LH-2026-0002" in letter.subject)
    taken.replies(later, BACK, sender=KARIN, at=at("2026-03-13T10:00"))
    assert taken.cases[1].owner == "rektor-askolan"
    assert taken.cases[0].owner == ("rektor-kullaskolan" if "Till" in word else "bitradande-chef")
    taken.writes("En sak till om rasterna på Åskolan.", at=at("2026-03-16T10:00"), Subject="Rast")
    assert taken.cases[2].owner == "rektor-askolan"
    taken.waits_until(at("2026-06-01T12:00"))
    assert not [letter for letter in taken.letters_to(KARIN) if "enda kontakten" in letter.subject]


def test_g36_rektor_answers_no_more_while_another_has_the_contact(taken):
    says(taken, BIRGITTA, "Klart. Sluta skriva till mig.", at("2026-03-12T10:00"))
    taken.quarter_passes()
    assert "Inget skickades" in taken.letters_to(BIRGITTA)[-1].subject
    assert len(since(taken, GUARDIAN)) == 1


ANSWER = "Klart. Vi har satt in en lärare till."


def test_g36_what_waited_to_leave_is_stopped_when_the_contact_is_taken_over(town):
    says(town, BIRGITTA, ANSWER)
    says(town, KARIN, TAKE, DAY + timedelta(minutes=5))
    town.waits_until(DAY + timedelta(hours=1))
    assert [letter.subject for letter in since(town, GUARDIAN)] == [
        "Du har en kontaktperson hos oss från och med nu"
    ]
    [stopped] = [letter for letter in since(town, BIRGITTA) if "en lärare till" in letter.text][1:]
    assert "Ärendet gick till någon annan" in stopped.text


def test_g36_and_when_it_is_handed_back(taken):
    says(taken, KARIN, ANSWER, DAY + timedelta(hours=1))
    says(taken, KARIN, BACK, DAY + timedelta(hours=1, minutes=5))
    taken.waits_until(DAY + timedelta(hours=2))
    assert not any("en lärare till" in letter.text for letter in since(taken, GUARDIAN))


def test_g36_what_she_wrote_herself_before_she_took_over_leaves(town):
    says(town, KARIN, ANSWER)
    says(town, KARIN, TAKE, DAY + timedelta(minutes=5))
    town.waits_until(DAY + timedelta(hours=1))
    assert any("en lärare till" in letter.text for letter in since(town, GUARDIAN))


@pytest.mark.parametrize("sender", [BIRGITTA, ANNIKA])
def test_g36_only_the_management_takes_it_over(town, sender):
    says(town, sender, TAKE)
    assert town.case.owner == "rektor-askolan"


@pytest.mark.parametrize("word", [BACK, "hand back"])
def test_g36_there_is_nothing_to_give_back_where_nobody_has_it(town, word):
    says(town, KARIN, word)
    assert "Ingen har tagit över kontakten" in town.letters_to(KARIN)[-1].text


def test_g36_in_a_case_that_protects_a_child_there_is_no_such_thing():
    town = Town()
    town.writes("Min son på Åskolan blir slagen varje rast.")
    says(town, KARIN, TAKE)
    assert town.case.owner == "rektor-askolan"
    assert "går det inte att ta över kontakten" in town.letters_to(KARIN)[-1].text


ANONYMOUS = "Jag vågar inte säga vem jag är, men rasterna på Åskolan är för korta. De hinner inte leka."


def test_g79_the_contact_is_not_taken_over_in_the_anonymous_cases_of_the_person(town):
    town.writes(ANONYMOUS, at=at("2026-03-10T12:00"), Subject="Rast")
    says(town, KARIN, TAKE)
    assert [case.owner for case in town.cases] == ["bitradande-chef", "rektor-askolan"]
    assert "LH-2026-0002" not in "".join(x.text for x in since(town, KARIN) + since(town, BIRGITTA))
    anonymous = next(x for x in town.letters_to(BIRGITTA) if "LH-2026-0002" in x.subject)
    town.replies(anonymous, BACK, sender=KARIN, at=at("2026-03-11T11:00"))
    assert "Ingen har tagit över kontakten" in town.letters_to(KARIN)[-1].text
    assert town.cases[0].owner == "bitradande-chef"


def test_g79_nor_does_a_new_anonymous_mail_of_the_person_go_to_whoever_has_the_contact(taken):
    taken.writes(ANONYMOUS, at=at("2026-03-12T10:00"), Subject="Rast")
    assert taken.cases[1].owner == "rektor-askolan"


def test_g36_each_who_had_a_case_is_told_in_their_own_and_of_no_other(town):
    town.writes("Skolmaten på Åskolan är kall.", at=at("2026-03-10T13:00"))
    says(town, KARIN, TAKE)
    food, school = town.cases[1].number, town.cases[0].number
    [to_peter] = [letter for letter in town.letters_to(PETER) if "har kontakten nu" in letter.subject]
    assert food in to_peter.subject
    assert school not in to_peter.raw.decode()
    [to_birgitta] = [letter for letter in town.letters_to(BIRGITTA) if "har kontakten nu" in letter.subject]
    assert school in to_birgitta.subject
