"""G81, G69, G70, G71: what cannot wait does not wait, and somebody is asked until it is done."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from complaints.model import ErrandKind, Lane, Verdict
from complaints.process.errands.alarm import is_raised
from complaints.workflow.ports import NeverAcceptedError, NotNowError
from tests.lindhoj import GUARDIAN, STOCKHOLM, at
from tests.town import Town

ANNIKA = "annika.sandell@lindhoj.example"
KARIN = "karin.blom@lindhoj.example"
MATS = "mats.odman@lindhoj.example"
EVA = "eva.nyqvist@lindhoj.example"
BIRGITTA = "birgitta.noren@lindhoj.example"  # rektor Åskolan
JOHAN = "johan.ahl@lindhoj.example"  # her deputy
MARIA = "maria.sten@lindhoj.example"  # student health
LENA = "lena.torp@lindhoj.example"
PUPIL = "leo@elev.lindhoj.example"
NIGHT = at("2026-03-14T23:10")  # a Saturday
DANGER = "jag går på Åskolan och orkar inte leva längre, alla hatar mig"


def alarms(town, address):
    return [letter for letter in town.letters_to(address) if "AKUT" in letter.subject]


# --- Acute --------------------------------------------------------------------------------------------


@pytest.fixture
def night():
    town = Town()
    town.writes(DANGER, at=NIGHT, sender=PUPIL)
    return town


def test_g81_three_adults_are_alarmed_at_once_at_any_hour_without_a_word_of_the_mail(night):
    for address in (BIRGITTA, KARIN, MARIA):
        [alarm] = alarms(night, address)
        assert alarm.at == NIGHT
        assert "orkar" not in alarm.text
        assert "112" in alarm.text
        assert "anmälningsplikten" in alarm.text


def test_g81_an_alarm_goes_to_every_channel_its_receiver_has(night):
    [alarm] = alarms(night, "jour@larm.example")
    assert KARIN in alarm.recipients
    assert all("orkar" not in part for part in (alarm.subject, alarm.text))


def test_g81_the_pupil_hears_at_once_where_to_ring_and_that_adults_were_alarmed(night):
    [letter] = night.letters_to(PUPIL)
    assert letter.at == NIGHT
    for word in ("112", "116 111", "1177", "har fått larm nu"):
        assert word in letter.text
    assert night.letters.index(letter) > night.letters.index(alarms(night, BIRGITTA)[0])


def test_g81_a_child_of_no_school_we_know_is_not_told_of_days_or_papers():
    town = Town()
    town.writes("jag orkar inte leva, jag är 13", at=NIGHT, sender="barn@hem.example")
    assert {x.at for x in town.letters} == {NIGHT}
    assert alarms(town, "annika.sandell@lindhoj.example")
    assert alarms(town, "jour@larm.example")
    [letter] = town.letters_to("barn@hem.example")
    for word in ("112", "116 111", "har fått larm nu"):
        assert word in letter.text
    for word in ("senast", "dagar", "allmän handling", "ärende"):
        assert word not in letter.text.partition("--")[0]


def test_g81_nothing_untrue_is_said_when_no_alarm_could_be_handed_over():
    town = Town()
    town.postman.trouble += [NotNowError()] * 4
    town.writes(DANGER, at=NIGHT, sender=PUPIL)
    assert town.letters == []
    town.waits_until(at("2026-03-14T23:14"))
    assert alarms(town, BIRGITTA) == []
    [letter] = town.letters_to(PUPIL)
    assert "larm" not in letter.text
    assert "116 111" in letter.text


def test_g81_an_alarm_that_can_never_arrive_does_not_wait_for_half_an_hour():
    town = Town()
    town.postman.trouble += [NeverAcceptedError()]
    town.writes(DANGER, at=NIGHT, sender=PUPIL)
    town.waits_until(at("2026-03-14T23:11"))
    assert alarms(town, JOHAN)


def test_g81_after_half_an_hour_of_silence_the_next_in_the_chain_is_alarmed(night):
    night.waits_until(at("2026-03-14T23:45"))
    assert [alarm.at for alarm in alarms(night, JOHAN)] == [at("2026-03-14T23:40")]
    night.waits_until(at("2026-03-15T00:15"))
    assert [alarm.at for alarm in alarms(night, MATS)] == [at("2026-03-15T00:10")]
    assert len(alarms(night, BIRGITTA)) == 1


@pytest.mark.parametrize("word", ["sett", "Sett!", "SETT. Jag ringer nu.", "set", "Hej!\nSett, åker dit"])
def test_g81_sett_stops_the_chain_and_the_others_hear_who_it_is(night, word):
    night.replies(alarms(night, KARIN)[0], word, sender=KARIN, at=at("2026-03-14T23:20"))
    before = len(night.letters)
    assert "Karin Blom har sett larmet" in night.letters_to(BIRGITTA)[-1].subject
    night.waits_until(at("2026-03-15T06:00"))
    assert len(night.letters) == before


def test_g81_sett_of_one_who_only_has_a_measure_in_the_case_stops_nothing(night):
    case = night.case
    measure = replace(case.errands[0], name="measure-1", kind=ErrandKind.MEASURE, of="skolskjutsansvarig")
    night.store.case_rows[case.id] = replace(case, errands=(*case.errands, measure))
    night.replies(alarms(night, KARIN)[0], "Sett", sender=LENA, at=at("2026-03-14T23:20"))
    assert is_raised(night.case)
    assert "Inget skickades" in night.letters_to(LENA)[-1].subject


def test_words_of_the_alarmed_that_are_no_sett_stop_nothing(night):
    night.replies(alarms(night, KARIN)[0], "Jag är bortrest.", sender=KARIN, at=at("2026-03-14T23:20"))
    assert "Svara Sett" in night.letters_to(KARIN)[-1].text
    night.waits_until(at("2026-03-14T23:45"))
    assert alarms(night, JOHAN)


def test_whoever_was_alarmed_and_acts_on_the_case_has_seen_it(night):
    night.replies(alarms(night, KARIN)[0], "Till: Maria Sten", sender=KARIN, at=at("2026-03-14T23:20"))
    night.waits_until(at("2026-03-15T06:00"))
    assert alarms(night, JOHAN) == []


def test_a_stranger_who_copies_the_address_silences_nothing(night):
    forged = {"sender": KARIN, "dmarc": Verdict.FAIL}
    night.replies(alarms(night, KARIN)[0], "sett", at=at("2026-03-14T23:20"), **forged)
    night.replies(alarms(night, KARIN)[0], "sett", sender=LENA, at=at("2026-03-14T23:21"))
    night.waits_until(at("2026-03-14T23:45"))
    assert alarms(night, JOHAN)


def test_when_the_whole_chain_is_silent_all_are_alarmed_again_every_two_hours_as_the_letter_says(night):
    night.waits_until(at("2026-03-15T08:00"))
    first, *again = alarms(night, BIRGITTA)
    assert "Svarar ingen inom 30 minuter larmar vi igen." in first.text
    hours = [alarm.at for alarm in again]
    assert hours == [hours[0] + n * timedelta(hours=2) for n in range(len(hours))]
    assert len(hours) >= 3
    assert hours[0] - alarms(night, MATS)[0].at <= timedelta(hours=1)
    for alarm, following in pairwise(again):
        assert f"kl. {following.at.astimezone(STOCKHOLM):%H.%M}" in alarm.text
    night.replies(again[-1], "Sett", sender=BIRGITTA, at=at("2026-03-15T08:10"))
    before = len(alarms(night, KARIN))
    night.waits_until(at("2026-03-16T12:00"))
    assert len(alarms(night, KARIN)) == before


def test_nobody_whom_the_matter_concerns_is_alarmed():
    town = Town()
    town.writes("Rektorn på Åskolan hotar mig, jag orkar inte leva längre.", at=NIGHT, sender=PUPIL)
    town.waits_until(at("2026-03-17T12:00"))
    assert town.letters_to(BIRGITTA) == []
    assert alarms(town, KARIN)


# --- Kränkning ----------------------------------------------------------------------------------------


@pytest.fixture
def bullied():
    town = Town()
    town.writes("Min son på Åskolan blir slagen och kallad öknamn varje rast.", at=at("2026-03-08T21:58"))
    return town


def test_g69_rektor_and_huvudman_know_at_once_also_on_a_sunday(bullied):
    assert bullied.case.judgement.lane is Lane.KRANKNING
    for address in (BIRGITTA, KARIN, ANNIKA):
        assert [letter.at for letter in bullied.letters_to(address)] == [at("2026-03-08T21:58")]
    assert "6 kap. 10 §" in bullied.letters_to(BIRGITTA)[0].text


def test_g69_the_guardian_gets_another_letter_with_another_promise(bullied):
    [letter] = bullied.letters_to(GUARDIAN)
    assert "Det ska inte vara så här" in letter.text
    assert "senast måndag 9 mars" in letter.text
    assert "söndag 8 mars 2026 kl. 21.58" in letter.text


def asked(town, address):
    return [letter.at for letter in town.letters_to(address) if "Hur går det" in letter.subject]


def test_g69_how_it_goes_is_asked_every_fifth_day_until_rektor_and_huvudman_have_ended_it(bullied):
    bullied.waits_until(at("2026-03-24T12:00"))
    fifth, tenth, fifteenth = (at(f"2026-03-{day}T07:30") for day in ("13", "20", "27"))
    assert asked(bullied, BIRGITTA) == asked(bullied, KARIN) == [fifth, tenth]

    answer = "Klart.\nKartläggning: Vi har hört alla.\nAnalys: Det var fel.\nÅtgärder: Vi är ute på rasten."
    bullied.replies(bullied.letters_to(BIRGITTA)[0], answer, sender=BIRGITTA, at=at("2026-03-24T13:00"))
    bullied.waits_until(at("2026-03-27T12:00"))
    assert asked(bullied, BIRGITTA) == [fifth, tenth]
    assert asked(bullied, KARIN) == [fifth, tenth, fifteenth]

    question = bullied.letters_to(KARIN)[-1]
    bullied.replies(question, "Avslutad. Vi har läst utredningen.", sender=KARIN, at=at("2026-03-27T13:00"))
    assert "frågar vi inte mer" in bullied.letters_to(KARIN)[-1].text
    bullied.waits_until(at("2026-05-15T12:00"))
    assert asked(bullied, KARIN) == [fifth, tenth, fifteenth]


def test_g69_the_huvudmans_word_alone_does_not_end_it(bullied):
    bullied.replies(bullied.letters_to(KARIN)[0], "Avslutad", sender=KARIN, at=at("2026-03-10T13:00"))
    bullied.waits_until(at("2026-03-13T12:00"))
    assert asked(bullied, BIRGITTA) == [at("2026-03-13T07:30")]
    assert asked(bullied, KARIN) == []


def test_only_the_management_ends_the_huvudmans_part(bullied):
    bullied.replies(bullied.letters_to(BIRGITTA)[0], "Avslutad", sender=BIRGITTA, at=at("2026-03-10T13:00"))
    bullied.waits_until(at("2026-03-13T12:00"))
    assert asked(bullied, KARIN) == [at("2026-03-13T07:30")]


# --- Papers, appeals, personal data -------------------------------------------------------------------


def reminded(town):
    return [letter.at for letter in town.letters_to(EVA) if "i dag" in letter.subject]


@pytest.mark.parametrize(
    ("arrives", "reminder", "promise"),
    [
        ("2026-03-10T10:00", "2026-03-10T15:00", "tisdag 10 mars"),
        ("2026-03-10T15:20", "2026-03-11T10:00", "onsdag 11 mars"),
        ("2026-03-14T10:00", "2026-03-16T10:00", "måndag 16 mars"),
    ],
)
def test_g71_papers_are_asked_for_the_same_day_and_no_purpose_is(arrives, reminder, promise):
    town = Town()
    town.writes("Skicka alla mejl om min son.", at=at(arrives))
    assert town.case.owner == "registrator"
    letter = town.letters_to(GUARDIAN)[0].text
    assert promise in letter
    assert "Du behöver inte säga vem du är eller varför" in letter
    town.waits_until(at("2026-03-16T12:00"))
    assert reminded(town) == [at(reminder)]


def test_g71_papers_that_were_handed_out_are_not_asked_for():
    town = Town()
    town.writes("Skicka alla mejl om min son.")
    routed = town.letters_to(EVA)[0]
    town.replies(routed, "Klart. De är skickade med post.", sender=EVA, at=at("2026-03-10T11:00"))
    town.waits_until(at("2026-03-10T16:00"))
    assert reminded(town) == []


def test_g70_an_appeal_reaches_registrator_and_decision_maker_with_its_day_of_arrival():
    town = Town()
    town.writes("Jag överklagar beslutet om skolskjuts 3 mars.")
    assert town.case.judgement.lane is Lane.APPEAL
    [routed] = town.letters_to(EVA)
    assert routed.at == at("2026-03-10T10:00")
    assert "tisdag 10 mars 2026 kl. 10.00" in routed.text
    assert town.letters_to(LENA)
    letter = town.letters_to(GUARDIAN)[0].text
    assert "prövar man om överklagandet har kommit in i tid" in letter


def test_the_month_goes_on_while_words_are_held():
    town = Town()
    town.writes("Jag begär registerutdrag med mina personuppgifter.")
    [routed] = town.letters_to(EVA)
    town.replies(routed, "Klart. Utdraget kommer med post.", sender=EVA, at=at("2026-03-10T12:00"))
    town.replies(routed, "Nej vänta, det är inte färdigt", sender=EVA, at=at("2026-03-10T12:05"))
    assert town.case.outgoing.held
    town.waits_until(at("2026-04-09T12:00"))
    about = [letter.at for letter in town.letters_to(EVA) if "Personuppgifter" in letter.subject]
    assert about == [at("2026-03-24T07:30"), at("2026-04-08T07:30")]


def test_personal_data_has_a_month_and_a_reminder_half_way():
    town = Town()
    town.writes("Jag begär registerutdrag med mina personuppgifter.")
    assert town.case.judgement.lane is Lane.DATA_REQUEST
    assert "fredag 10 april" in town.letters_to(GUARDIAN)[0].text
    town.waits_until(at("2026-04-09T12:00"))
    about = [letter.at for letter in town.letters_to(EVA) if "Personuppgifter" in letter.subject]
    assert about == [at("2026-03-24T07:30"), at("2026-04-08T07:30")]
    assert [letter.at for letter in town.letters_to(KARIN)] == [at("2026-04-08T07:30")]


def test_g70_whoever_decided_learns_that_it_is_an_appeal_with_a_time_limit_and_when_it_came():
    town = Town()
    town.writes("Jag överklagar beslutet om skolskjuts 3 mars")
    [told] = town.letters_to(LENA)
    assert "Överklagande" in told.subject
    assert "Överklaganden har en tid i lagen." in told.text
    assert "tisdag 10 mars 2026 kl. 10.00" in told.text
    assert "Du behöver inte göra något" not in told.text


def test_g70_the_registrator_is_asked_the_same_day_whether_an_appeal_was_handed_on():
    town = Town()
    town.writes("Jag överklagar beslutet om skolskjuts 3 mars")
    town.waits_until(at("2026-03-10T16:00"))
    asked = town.letters_to(EVA)[-1]
    assert asked.at == at("2026-03-10T15:00")
    assert "Är överklagandet lämnat vidare?" in asked.subject


def test_the_promised_first_contact_of_an_inquiry_is_watched_from_its_own_morning():
    town = Town()
    town.writes("Min son blir slagen varje rast på Åskolan av två pojkar.")
    assert "senast onsdag 11 mars" in town.letters_to(GUARDIAN)[0].text
    rektor = town.organisation.role(town.case.owner).holder.address
    town.waits_until(at("2026-03-12T12:00"))
    reminded = [x for x in town.letters_to(rektor) if "Svar lovat" in x.subject]
    assert [x.at for x in reminded] == [at("2026-03-11T07:35")]
    above = [x for x in town.letters_to(KARIN) if "Behöver ditt beslut" in x.subject]
    assert [x.at for x in above] == [at("2026-03-12T07:30")]


def test_personal_data_is_reminded_of_its_first_contact_and_of_a_month_that_has_passed():
    town = Town()
    town.writes("Jag begär registerutdrag med mina personuppgifter.")
    town.waits_until(at("2026-04-30T12:00"))
    assert [x.at for x in town.letters_to(EVA) if "Svar lovat" in x.subject] == [at("2026-03-12T07:35")]
    above = [x.at for x in town.letters_to(KARIN) if "Behöver ditt beslut" in x.subject]
    assert above == [at("2026-04-13T07:30")]
    assert any("försenat" in x.subject for x in town.letters_to(GUARDIAN))
    mats = [x.at for x in town.letters if "mats.odman@lindhoj.example" in x.recipients]
    assert mats == [at("2026-04-15T07:30"), at("2026-04-22T07:30"), at("2026-04-29T07:30")]
