"""G76: one mail with several matters, matters that belong together, and replies that reach the right one."""

import pytest

from complaints.model import ErrandKind
from tests.lindhoj import GUARDIAN, at
from tests.town import Town

PETER, LENA = "peter.hallgren@lindhoj.example", "lena.torp@lindhoj.example"
BIRGITTA, ANNIKA = "birgitta.noren@lindhoj.example", "annika.sandell@lindhoj.example"
KARIN, EVA = "karin.blom@lindhoj.example", "eva.nyqvist@lindhoj.example"
LATER = at("2026-03-11T10:00")
THREE = (
    "Hej! Tre saker om Åskolan. Maten är alltid kall. Bussen är sen varje dag. "
    "Och så var personalen otrevlig mot oss på mötet. Hälsningar Maria"
)


@pytest.fixture
def town():
    return Town()


def whats(town, number):
    case = next(case for case in town.cases if case.number == number)
    return [entry["what"] for entry in town.store.entries[case.id]]


def test_g76_three_matters_have_three_owners_and_one_acknowledgement(town):
    town.writes("Tre saker: maten är kall, bussen sen och fröken fräste åt oss", Subject="Klagomål")
    owners = [case.owner for case in town.cases]
    assert owners == ["maltidschef", "skolskjutsansvarig", "sektorsamordnare"]
    [acknowledgement] = town.letters_to(GUARDIAN)
    for number, who in (
        ("LH-2026-0001", "Peter Hallgren, måltidschef"),
        ("LH-2026-0002", "Lena Torp, skolskjutsansvarig"),
        ("LH-2026-0003", "Annika Sandell, sektorsamordnare"),
    ):
        assert f"{number}: {who}" in acknowledgement.text
    for told in ("mat", "buss", "skjuts på", "fröken", "bemötande"):
        assert told not in acknowledgement.text.lower().replace("måltidschef", "").replace("matton", "")


def test_g76_each_owner_reads_what_is_theirs_and_its_context(town):
    town.writes(THREE)
    peter, lena, birgitta = (town.letters_to(x)[0] for x in (PETER, LENA, BIRGITTA))
    assert "Maten är alltid kall." in peter.text
    assert "Bussen" not in peter.text
    assert "otrevlig" not in lena.text
    assert "Tre saker om Åskolan." in lena.text
    assert "otrevlig mot oss på mötet" in birgitta.text


def test_g76_each_part_has_its_own_answer_and_clock(town):
    town.writes(THREE)
    town.replies(town.letters_to(PETER)[0], "Klart. Vi har köpt värmevagnar.", sender=PETER, at=LATER)
    town.waits_until(at("2026-03-19T12:00"))
    states = [case.state for case in town.cases]
    assert states == ["answered", "with_owner", "with_owner"]
    assert any("LH-2026-0002" in letter.text for letter in town.letters_to(LENA)[1:])


@pytest.mark.parametrize(
    ("text", "heard", "silent"),
    [
        ("Bussen kom inte alls i dag.", [LENA], [PETER, BIRGITTA]),
        ("Om LH-2026-0003: det var i tisdags.", [BIRGITTA], [PETER, LENA]),
        ("Ni når mig på 070-174 06 99.", [PETER, LENA, BIRGITTA], []),
    ],
)
def test_g76_a_reply_reaches_the_part_it_speaks_of_and_in_doubt_all(town, text, heard, silent):
    town.writes(THREE)
    before = {x: len(town.letters_to(x)) for x in (PETER, LENA, BIRGITTA)}
    town.replies(town.letters_to(GUARDIAN)[0], text, sender=GUARDIAN, at=LATER)
    assert all(len(town.letters_to(x)) == before[x] + 1 for x in heard)
    assert all(len(town.letters_to(x)) == before[x] for x in silent)
    assert len(town.letters_to(GUARDIAN)) == 1


def test_g76_a_reply_to_a_parts_own_letter_is_about_that_part(town):
    town.writes(THREE)
    town.replies(town.letters_to(LENA)[0], "Klart. Bussen har ny tidtabell.", sender=LENA, at=LATER)
    town.waits_until(at("2026-03-11T10:30"))
    before = len(town.letters_to(PETER))
    town.replies(town.letters_to(GUARDIAN)[-1], "Tack!", sender=GUARDIAN, at=at("2026-03-11T11:00"))
    assert len(town.letters_to(PETER)) == before
    assert whats(town, "LH-2026-0002")[-2] == "reply"


def test_a_mail_that_protects_a_child_stays_whole(town):
    town.writes("Två saker: maten på Åskolan är kall och min son blir slagen varje rast.")
    assert len(town.cases) == 1


def test_one_matter_with_many_words_stays_one(town):
    town.writes("Maten på Åskolan är kall. Det är dessutom för lite mat, och maten är slut när de kommer.")
    assert len(town.cases) == 1


def test_the_same_mail_twice_opens_its_parts_once(town):
    for _ in range(2):
        town.writes(THREE, Message_ID="<same@hem.example>")
    assert len(town.cases) == 3
    assert len(town.letters_to(GUARDIAN)) == 1


def test_all_parts_are_the_persons_cases(town):
    town.writes(THREE)
    assert set(town.store.cases_of(GUARDIAN, 40)) == {case.id for case in town.cases}


def test_the_ladder_of_two_that_became_one_follows_the_earlier_promise():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", at=at("2026-03-02T10:00"), Subject="Maten")
    town.writes("Maten på Åskolan är kall igen.", at=at("2026-03-06T10:00"), Subject="Ny sak")
    first = next(letter for letter in town.letters_to(PETER) if "LH-2026-0001" in letter.subject)
    town.replies(first, "Slå ihop: 2", sender=PETER, at=at("2026-03-06T11:00"))
    survivor = town.cases[1]
    assert (survivor.answer_by.isoformat(), survivor.clock_from) == ("2026-03-11", at("2026-03-02T10:00"))
    town.waits_until(at("2026-03-10T12:00"))
    assert [letter for letter in town.letters if "beslut" in letter.subject and "0002" in letter.subject]


# --- Slå ihop, Dela ---------------------------------------------------------------------------------

COLD = "Skolmaten på Åskolan är kall."
AGAIN = "Nu är skolmaten på Åskolan kall igen, fy vad tråkigt för barnen."


@pytest.fixture
def twice(town):
    """The same guardian writes two mails about one thing."""
    town.writes(COLD)
    town.writes(AGAIN, at=LATER)
    return town


def second_to(town, address):
    return next(letter for letter in town.letters_to(address) if "LH-2026-0002" in letter.subject)


def test_g76_a_merged_case_goes_on_in_the_survivor(twice):
    twice.replies(second_to(twice, PETER), "Slå ihop: LH-2026-0001", sender=PETER, at=at("2026-03-11T11:00"))
    survivor, merged = twice.cases
    assert (merged.merged_into, merged.due_at) == (survivor.id, None)
    told = twice.letters_to(GUARDIAN)[-1]
    assert "under numret LH-2026-0001" in told.text
    assert "senast torsdag 19 mars" in told.text  # the earlier of both promises
    assert "LH-2026-0002 fortsätter i LH-2026-0001" in twice.letters_to(PETER)[-1].text


@pytest.mark.parametrize("by", ["address", "number"])
def test_g76_a_reply_to_the_merged_number_lands_in_the_survivor(twice, by):
    acknowledgement = twice.letters_to(GUARDIAN)[1]
    twice.replies(second_to(twice, PETER), "slå ihop 1", sender=PETER, at=at("2026-03-11T11:00"))
    later = at("2026-03-12T10:00")
    if by == "address":
        twice.replies(acknowledgement, "Det hände i dag med.", sender=GUARDIAN, at=later)
    else:
        twice.writes("Det hände i dag med.", at=later, Subject="Sv: LH-2026-0002")
    assert len(twice.cases) == 2
    assert "reply" in whats(twice, "LH-2026-0001")
    assert "reply" not in whats(twice, "LH-2026-0002")
    assert twice.letters_to(PETER)[-1].subject.startswith("[LH-2026-0001]")


def test_g76_the_merged_clock_stops_and_the_survivors_goes_on(twice):
    twice.replies(second_to(twice, PETER), "Slå ihop: LH-2026-0001", sender=PETER, at=at("2026-03-11T11:00"))
    before = len(twice.letters)
    twice.waits_until(at("2026-03-25T12:00"))
    later = twice.letters[before:]
    assert any("LH-2026-0001" in letter.text for letter in later)
    assert not any("LH-2026-0002" in letter.text for letter in later)


def test_g73_a_case_that_takes_in_a_sensitive_one_is_sensitive(town):
    town.writes(COLD)
    town.writes("Skolmaten på Åskolan är kall, och min son har diabetes.", at=LATER)
    ordinary, sensitive = (case.judgement.sensitive for case in town.cases)
    assert (ordinary, sensitive) == (False, True)
    town.replies(second_to(town, PETER), "Slå ihop: LH-2026-0001", sender=PETER, at=at("2026-03-11T11:00"))
    survivor, merged = town.cases
    assert merged.merged_into == survivor.id
    assert survivor.judgement.sensitive


def test_what_was_written_reaches_the_survivors_owner(town):
    town.writes(COLD)
    town.writes("Bussen från Norrhult är sen.", at=LATER)
    town.replies(second_to(town, LENA), "Slå ihop: LH-2026-0001", sender=LENA, at=at("2026-03-11T11:00"))
    assert len(town.letters_to(GUARDIAN)) == 2  # Lena has no say in Peter's case
    town.replies(second_to(town, LENA), "Slå ihop: LH-2026-0001", sender=ANNIKA, at=at("2026-03-11T11:05"))
    told = town.letters_to(PETER)[-1]
    assert "Bussen från Norrhult är sen." in told.text
    assert "som du ansvarar för" in told.text


def test_whoever_waits_for_an_answer_of_their_own_keeps_it(town):
    town.writes(COLD, sender="ali.noor@mejl.example")
    town.writes(AGAIN, at=LATER)
    town.replies(second_to(town, PETER), "Slå ihop: LH-2026-0001", sender=PETER, at=at("2026-03-11T11:00"))
    assert "båda ska få ett eget svar" in town.letters_to(PETER)[-1].text
    assert all(not case.merged_into for case in town.cases)


def test_a_case_that_protects_a_child_is_not_merged_into_an_ordinary_one(town):
    town.writes(COLD)
    town.writes("Min son blir slagen varje rast på Åskolan.", at=LATER)
    notice = second_to(town, BIRGITTA)
    town.replies(notice, "Slå ihop: LH-2026-0001", sender=ANNIKA, at=at("2026-03-11T11:00"))
    assert "Det ska utredas för sig." in town.letters_to(ANNIKA)[-1].text
    assert all(not case.merged_into for case in town.cases)


@pytest.mark.parametrize("number", ["LH-2026-0009", "LH-2026-0002", "9", "ettan"])
def test_a_number_that_leads_nowhere_gets_help(twice, number):
    twice.replies(second_to(twice, PETER), f"Slå ihop: {number}", sender=PETER, at=at("2026-03-11T11:00"))
    assert "Inget skickades" in twice.letters_to(PETER)[-1].subject
    assert all(not case.merged_into for case in twice.cases)


def test_an_answered_case_takes_no_other_in(twice):
    first = next(letter for letter in twice.letters_to(PETER) if "LH-2026-0001" in letter.subject)
    twice.replies(first, "Klart. Vi har köpt en värmevagn.", sender=PETER, at=at("2026-03-11T11:00"))
    twice.waits_until(at("2026-03-11T11:30"))
    twice.replies(second_to(twice, PETER), "Slå ihop: LH-2026-0001", sender=PETER, at=at("2026-03-11T12:00"))
    assert "redan besvarat" in twice.letters_to(PETER)[-1].text


def test_g76_one_word_makes_two_of_one(town):
    town.writes(COLD)
    first = town.letters_to(PETER)[0]
    town.replies(first, "Dela: bussen från Norrhult kommer för sent", sender=PETER, at=LATER)
    assert [case.owner for case in town.cases] == ["maltidschef", "skolskjutsansvarig"]
    told = town.letters_to(GUARDIAN)[-1]
    assert "LH-2026-0002: Lena Torp, skolskjutsansvarig" in told.text
    assert "bussen från Norrhult kommer för sent" in town.letters_to(LENA)[0].text
    assert "skriver att maten" not in town.letters_to(LENA)[0].text
    town.replies(told, "Bussen var sen i dag igen.", sender=GUARDIAN, at=at("2026-03-12T10:00"))
    assert "Bussen var sen i dag igen." in town.letters_to(LENA)[-1].text


# --- Gemensamt: several people, one matter ----------------------------------------------------------

KARIN = "karin.blom@lindhoj.example"
PEOPLE = (GUARDIAN, "ali.noor@mejl.example", "sara.ek@hem.example")


@pytest.fixture
def three_people(town):
    for minute, person in enumerate(PEOPLE):
        when = at(f"2026-03-10T10:0{minute}")
        town.writes("Skolmaten på Åskolan är kall sedan bytet.", sender=person, at=when)
    return town


def test_g29_cases_of_several_people_share_a_matter_and_an_owner_and_each_keeps_its_answer(three_people):
    town = three_people
    first = town.letters_to(PETER)[0]
    order = "Gemensamt: 2, LH-2026-0003; ägare: Karin Blom"
    town.replies(first, order, sender=ANNIKA, at=LATER)
    assert len({case.joint for case in town.cases}) == 1
    assert {case.owner for case in town.cases} == {"bitradande-chef"}
    receipt = town.letters_to(ANNIKA)[-1]
    assert "LH-2026-0001, LH-2026-0002, LH-2026-0003" in receipt.text
    assert "Bakom dem står 3 personer." in receipt.text
    routed = [letter for letter in town.letters_to(KARIN) if "sedan bytet" in letter.text]
    assert len(routed) == 3
    routed.sort(key=lambda letter: letter.subject)  # which of them leaves first is nobody's promise
    town.replies(routed[0], "Klart. Vi byter tillbaka.", sender=KARIN, at=at("2026-03-12T10:00"))
    town.waits_until(at("2026-03-12T10:30"))
    assert [case.answered_at is not None for case in town.cases] == [True, False, False]
    for person in PEOPLE:
        for letter in town.letters_to(person):
            others = [other for other in PEOPLE if other != person]
            assert not any(other in letter.raw.decode() for other in others)


def test_g29_a_common_owner_who_gets_them_in_the_evening_gets_each_once(three_people):
    town = three_people
    order = "Gemensamt: 2, 3; ägare: Karin Blom"
    town.replies(town.letters_to(PETER)[0], order, sender=ANNIKA, at=at("2026-03-11T19:00"))
    town.waits_until(at("2026-03-12T07:30"))
    assert len(town.letters_to(KARIN)) == 3


def test_g29_words_that_wait_are_stopped_where_a_common_owner_is_named(three_people):
    town = three_people
    town.replies(town.letters_to(PETER)[0], "Klart. Vi byter tillbaka.", sender=PETER, at=LATER)
    order = "Gemensamt: 2, 3; ägare: Karin Blom"
    town.replies(town.letters_to(PETER)[0], order, sender=ANNIKA, at=LATER)
    town.quarter_passes()
    assert not any("Vi byter tillbaka" in letter.text for letter in town.letters_to(PEOPLE[0]))
    assert any("Ärendet gick till någon annan" in letter.text for letter in town.letters_to(PETER))


def test_g29_one_person_who_writes_twice_counts_once(three_people):
    town = three_people
    town.writes("Maten på Åskolan var kall i dag igen, tyvärr.", at=LATER, sender=PEOPLE[1])
    town.replies(town.letters_to(PETER)[0], "Gemensamt: 2, 3, 4", sender=PETER, at=at("2026-03-11T11:00"))
    assert "Bakom dem står 3 personer." in town.letters_to(PETER)[-1].text


def test_g79_whoever_wrote_anonymously_too_counts_twice_so_that_nobody_sees_who_it_was(three_people):
    town = three_people
    anonymous = "Jag vågar inte säga vem jag är, men maten på Åskolan är kall och smakar illa."
    town.writes(anonymous, at=LATER, sender=PEOPLE[1])
    town.replies(town.letters_to(PETER)[0], "Gemensamt: 2, 3, 4", sender=PETER, at=at("2026-03-11T11:00"))
    assert "Bakom dem står 4 personer." in town.letters_to(PETER)[-1].text


def test_g79_an_anonymous_case_is_not_merged_with_one_that_tells_who_wrote_it(three_people):
    town = three_people
    anonymous = "Jag vågar inte säga vem jag är, men maten på Åskolan är kall och smakar illa."
    town.writes(anonymous, at=LATER, sender=GUARDIAN)
    town.replies(town.letters_to(PETER)[0], "Slå ihop: 4", sender=PETER, at=at("2026-03-11T11:00"))
    assert "två personer som har skrivit" in town.letters_to(PETER)[-1].text
    assert not any(case.merged_into for case in town.cases)


def test_g29_nobody_whom_one_of_the_cases_concerns_becomes_their_owner(three_people):
    town = three_people
    town.writes("Rektorn på Åskolan gör inget åt den kalla maten.", at=LATER, sender="bo@hem.example")
    order = "Gemensamt: 4; ägare: rektor Åskolan"
    town.replies(town.letters_to(PETER)[0], order, sender=KARIN, at=at("2026-03-11T11:00"))
    assert "Inget skickades" in town.letters_to(KARIN)[-1].subject
    assert all(not case.joint for case in town.cases)


@pytest.mark.parametrize("order", ["Gemensamt: 9", "Gemensamt: 1", "Gemensamt: 2; ägare: någon"])
def test_what_cannot_be_joined_gets_help(three_people, order):
    town = three_people
    town.replies(town.letters_to(PETER)[0], order, sender=PETER, at=LATER)
    assert "Inget skickades" in town.letters_to(PETER)[-1].subject
    assert all(not case.joint for case in town.cases)


def test_a_case_that_protects_a_child_is_in_no_joint_matter(town):
    town.writes(COLD)
    town.writes("Min son blir slagen varje rast på Åskolan.", at=LATER)
    town.replies(town.letters_to(PETER)[0], "Gemensamt: 2", sender=KARIN, at=at("2026-03-11T11:00"))
    assert "hanteras för sig" in town.letters_to(KARIN)[-1].text
    assert all(not case.joint for case in town.cases)


def test_g86_a_reply_on_several_matters_is_answered_once(town):
    town.writes(THREE)
    town.replies(town.letters_to(PETER)[0], "Klart. Vi har köpt värmevagnar.", sender=PETER, at=LATER)
    town.waits_until(at("2026-03-11T10:30"))
    acknowledgement, before = town.letters_to(GUARDIAN)[0], len(town.letters_to(GUARDIAN))
    town.replies(acknowledgement, "Hur går det?", sender=GUARDIAN, at=at("2026-03-12T10:00"))
    assert len(town.letters_to(GUARDIAN)) == before + 1
    for owner in (PETER, LENA, BIRGITTA):
        assert "Hur går det?" in town.letters_to(owner)[-1].text


# --- what is merged or divided keeps whom it protects -------------------------------------------------


def test_g68_what_is_about_a_rektor_does_not_go_on_in_a_case_of_that_rektors(town):
    town.writes("Läxorna på Åskolan är för svåra.")
    town.writes("Rektorn på Åskolan skrek åt mig.", at=LATER)
    town.replies(second_to(town, KARIN), "Slå ihop: 1", sender=KARIN, at=at("2026-03-11T11:00"))
    assert "gäller just den personen" in town.letters_to(KARIN)[-1].text
    assert not any(case.merged_into for case in town.cases)


def test_g68_whom_one_of_two_merged_cases_is_about_never_gets_the_survivor(town):
    town.writes("Rektorn på Åskolan skrek åt mig.")
    town.writes("Skolmaten på Åskolan är kall.", at=LATER)
    town.replies(second_to(town, PETER), "Till: Karin Blom", sender=ANNIKA, at=LATER)
    town.replies(town.letters_to(KARIN)[0], "Slå ihop: 2", sender=KARIN, at=at("2026-03-11T11:00"))
    assert town.cases[0].merged_into
    town.replies(second_to(town, KARIN), "Till: rektor Åskolan", sender=KARIN, at=at("2026-03-11T11:30"))
    assert town.cases[1].owner == "bitradande-chef"


def test_g104_a_complaint_does_not_go_on_in_praise_which_nobody_is_reminded_of(town):
    town.writes("Tack för den fina skolavslutningen på Åskolan, ni är bäst!")
    town.writes("Läxorna på Åskolan är för svåra.", at=LATER)
    second = second_to(town, BIRGITTA)
    town.replies(second, "Slå ihop: 1", sender=BIRGITTA, at=at("2026-03-11T11:00"))
    assert "väntar inte på något svar" in town.letters_to(BIRGITTA)[-1].text
    town.replies(town.letters_to(BIRGITTA)[0], "Slå ihop: 2", sender=BIRGITTA, at=at("2026-03-11T11:10"))
    assert town.cases[0].merged_into == town.cases[1].id


def test_g74_a_part_of_a_protected_familys_case_is_protected_too(town):
    town.writes("Läxorna på Åskolan är för svåra.", Subject="SKYDDAD")
    before = len(town.letters)
    order = "Dela: bussen till Åskolan är sen varje dag"
    town.replies(town.letters_to(EVA)[0], order, sender=EVA, at=LATER)
    assert [case.owner for case in town.cases] == ["registrator", "registrator"]
    later = town.letters[before:]
    assert {who for letter in later for who in letter.recipients} == {EVA, KARIN}
    assert "bussen" not in "".join(letter.text for letter in later)


def test_g74_nobody_is_named_to_a_protected_family_whose_cases_become_one(town):
    town.writes("Läxorna på Åskolan är för svåra.", Subject="SKYDDAD")
    town.writes("Bussen är sen.", Subject="SKYDDAD", at=LATER)
    before = len(town.letters_to(GUARDIAN))
    town.replies(second_to(town, EVA), "Slå ihop: 1", sender=EVA, at=at("2026-03-11T11:00"))
    assert town.cases[1].merged_into
    assert len(town.letters_to(GUARDIAN)) == before


def test_g81_a_part_that_tells_of_danger_alarms_as_a_mail_would(town):
    town.writes("Läxorna på Åskolan är för svåra.")
    order = "Dela: pojken på Åskolan säger att han inte orkar leva längre"
    town.replies(town.letters_to(BIRGITTA)[0], order, sender=BIRGITTA, at=at("2026-03-10T18:00"))
    assert "AKUT" in town.letters_to(KARIN)[-1].subject
    assert town.letters_to(KARIN)[-1].at == at("2026-03-10T18:00")
    assert ErrandKind.SEEN in {errand.kind for errand in town.cases[1].errands}


@pytest.mark.parametrize("to", [0, -1])  # the acknowledgement of all, or the question itself
def test_g76_the_answer_to_the_question_of_one_part_reaches_that_part_whatever_it_speaks_of(town, to):
    town.writes(THREE)
    town.replies(town.letters_to(PETER)[0], "Fråga: Vilken dag var det?", sender=PETER, at=LATER)
    town.quarter_passes()
    answer = "Det var i tisdags." if to == 0 else "Det var i tisdags, samma dag som bussen var sen."
    before = len(town.letters_to(PETER))
    town.replies(town.letters_to(GUARDIAN)[to], answer, sender=GUARDIAN, at=at("2026-03-11T14:00"))
    assert answer in town.letters_to(PETER)[before].text
    town.waits_until(at("2026-03-26T12:00"))
    assert not [letter for letter in town.letters_to(PETER) if "Inget svar på din fråga" in letter.subject]
