"""The leaders' meeting every second week: mails come in, and the sheet tells of them and of nobody."""

import re
from dataclasses import replace

import pytest

from complaints.model import Lane, Verdict
from tests.lindhoj import ANNIKA, GUARDIAN, INTAKE, KARIN, MATS, at, between_meetings, lindhoj
from tests.town import Town

EMMA, BIRGITTA, JOHAN = (f"{who}@lindhoj.example" for who in ("emma.wiklund", "birgitta.noren", "johan.ahl"))
SARA = "sara.lindqvist@lindhoj.example"
FREDRIK = "fredrik.bohm@lindhoj.example"
REKTORER = {unit.head: lindhoj().role(unit.head).holder.address for unit in lindhoj().units.values()}.values()
SENT = at("2026-03-23T07:30")  # the sheet for tisdag 24 mars
UNSAID = "här. Rapport saknas. Har något kommit in muntligt?"


@pytest.fixture
def town():
    return Town(lindhoj())


def writes(town, text, day=11, **who):
    return town.writes(text, at=at(f"2026-03-{day}T10:00"), Subject=f"Nr {len(town.cases)}", **who)


def says(town, text, *, by, when="2026-03-12T10:00", case=-1):
    letter = next(x for x in town.letters_to(by) if town.cases[case].number in x.subject)
    return town.replies(letter, text, sender=by, at=at(when))


def sheets(town, of=JOHAN):
    return [x for x in town.letters_to(of) if x.subject.startswith("Till rektorsmötet")]


def sheet(town, of=JOHAN, until="2026-03-24T12:00"):
    """The one sheet that somebody has got by then."""
    town.waits_until(at(until))
    [found] = sheets(town, of)
    return found


def sheet_of_others(town):
    """All that others than those who lead the meeting got about it."""
    others = {*REKTORER, ANNIKA, SARA}
    return "\n".join(x.text for x in town.letters if others & {*x.recipients} and "ektorsm" in x.subject)


def blocks(letter):
    """The paragraphs of each block of a sheet by its heading, in order."""
    body = letter.text.replace("\r\n", "\n").split("\n-- \n")[0].rstrip()
    parts = re.split(r"\n\n(?=[A-ZÅÄÖ][^\n.:!?]*\n)", body)[1:]
    return {head: text for head, _, text in (part.partition("\n") for part in parts)}


# --- Who gets what, and when -----


def test_g10_everybody_at_the_table_gets_the_sheet_when_the_office_opens_on_monday(town):
    sheet(town)
    sent = [x for x in town.letters if "Till rektorsmötet" in x.subject]
    assert {x.at for x in sent} == {SENT}
    assert sorted(a for x in sent for a in x.recipients) == sorted({*REKTORER, ANNIKA, SARA, KARIN, MATS})
    assert {x.reply_to for x in sent} == {INTAKE}
    assert "Rektorsmöte tisdag 24 mars 2026 kl. 13.00. Leds av Karin Blom och Mats Ödman." in sent[0].text
    assert "sedan mötet tisdag 10 mars" in sent[0].text


def test_g08_sheets_come_every_second_week_but_in_pauses_and_over_the_turn_of_a_long_year(town):
    town.waits_until(at("2027-01-27T12:00"))
    told = [re.search(r"\d+ \w+$", x.subject)[0] for x in sheets(town)]
    assert told == [
        "24 mars", "7 april", "21 april", "5 maj", "19 maj", "2 juni", "16 juni", "11 augusti", "25 augusti",
        "8 september", "22 september", "6 oktober", "20 oktober", "3 november", "17 november", "1 december",
        "15 december", "12 januari", "26 januari",
    ]  # fmt: skip
    hours = {f"{x.at.astimezone(lindhoj().calendar.zone):%H.%M}" for x in sheets(town)}
    assert hours == {"07.30"}
    assert sheets(town)[1].at == at("2026-04-02T07:30")


def test_g08_all_four_school_forms_have_a_block_and_the_order_turns(town):
    town.waits_until(at("2026-04-07T12:00"))
    first, second = (list(blocks(letter))[:-1] for letter in sheets(town))
    assert {"Åskolan", "Forsen, fritidshem", "Anpassad grundskola Lindhöj", "Humlan, Solgläntan"} <= {*first}
    assert len(first) == 14
    assert second == [*first[1:], first[0]]


def test_g08_without_meetings_in_the_file_nothing_happens():
    town = Town(between_meetings())
    writes(town, "Rasterna på Kullaskolan är för korta.")
    town.waits_until(at("2026-04-08T12:00"))
    assert not [x for x in town.letters if "ektorsmöte" in x.subject]
    assert town.store.meetings().version == 0


def test_a_clock_that_stood_still_sends_one_sheet_and_tells_all_in_the_next(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    town._tick(at("2026-03-11T10:05"))
    town._tick(at("2026-03-25T09:00"))  # the meeting is over
    town.waits_until(at("2026-04-07T12:00"))
    [only] = sheets(town)
    assert only.subject.endswith("7 april")
    assert blocks(only)["Kullaskolan"].startswith("Nya 1")


def test_the_same_wake_up_twice_is_one_sheet(town):
    town.waits_until(SENT)
    for _ in range(3):
        town.bell.meeting(SENT)
        town.settle()
    assert len(sheets(town)) == 1
    assert len(sheets(town, KARIN)) == 1


def test_a_holiday_added_later_moves_what_is_to_be_sent(town):
    town.waits_until(at("2026-03-19T12:00"))
    calendar = lindhoj().calendar
    free = {**calendar.free_days, SENT.date(): "klämdag"}
    town.pushes(replace(lindhoj(), calendar=replace(calendar, free_days=free)))
    town.waits_until(at("2026-03-24T12:00"))
    assert [x.at for x in sheets(town)] == [at("2026-03-20T07:30")]


def test_a_meeting_that_is_moved_after_its_sheet_went_out_gets_one_that_tells_the_same(town):
    writes(town, "Rasterna på Åskolan är för korta.")
    town.writes("Inget", sender=EMMA, at=at("2026-03-19T10:00"), Subject="Möte")
    town.waits_until(at("2026-03-23T09:00"))
    a_day_later = replace(lindhoj().meetings, first=at("2026-01-14T13:00").date())
    town.pushes(replace(lindhoj(), meetings=a_day_later))
    town.waits_until(at("2026-03-25T12:00"))
    first, second = sheets(town)
    assert "sedan mötet tisdag 10 mars" in first.text
    assert "Rektorsmöte onsdag 25 mars" in second.text
    assert blocks(second)["Åskolan"] == blocks(first)["Åskolan"]
    assert blocks(second)["Åskolan"].startswith("Nya 1")
    assert blocks(second)["Kullaskolan"] == "Inget att rapportera."
    town.waits_until(at("2026-04-08T12:00"))
    assert blocks(sheets(town)[-1])["Åskolan"].startswith("Nya 0")
    assert UNSAID in blocks(sheets(town)[-1])["Kullaskolan"]


def test_whoever_stands_in_gets_it_once(town):
    away = "Frånvarande 16–27 mars, ersättare: Johan Ahl"
    town.writes(away, sender=BIRGITTA, at=at("2026-03-11T10:00"), Subject="Borta")
    sheet(town, JOHAN)
    assert sheets(town, BIRGITTA) == []


# --- The blocks -----


def test_g10_one_block_a_unit_with_what_is_new_open_late_and_closed(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, "Klart. Vi har gjort rasten längre.", by=EMMA)
    writes(town, "Läxorna på Åskolan är för svåra.", sender="b@hem.example")
    writes(town, "Toaletterna på Centralskolan är äckliga och låser inte.", day=19, sender="c@hem.example")
    of = blocks(sheet(town))
    assert of["Kullaskolan"].startswith("Nya 1, öppna 0, sena 0, avslutade 1.")
    assert of["Åskolan"].startswith("Nya 1, öppna 1, sena 1, avslutade 0.")
    assert of["Centralskolan"].startswith("Nya 1, öppna 1, sena 0, avslutade 0.")
    assert of["Ekbackeskolan"] == f"Inget att rapportera {UNSAID}"


def test_what_was_told_at_one_meeting_is_new_at_no_other(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    town.waits_until(at("2026-04-07T12:00"))
    first, second = (blocks(x)["Kullaskolan"] for x in sheets(town))
    assert first.startswith("Nya 1, öppna 1, sena 1")
    assert second.startswith("Nya 0, öppna 1, sena 1")


def test_what_comes_between_sheet_and_meeting_is_new_at_the_next_one(town):
    town.waits_until(at("2026-03-23T09:00"))
    writes(town, "Rasterna på Kullaskolan är för korta.", day=23)
    town.waits_until(at("2026-04-07T12:00"))
    first, second = (blocks(x)["Kullaskolan"] for x in sheets(town))
    assert first.startswith("Inget att rapportera")
    assert second.startswith("Nya 1, öppna 1")


def test_what_comes_while_a_late_clock_stands_is_new_once_and_at_the_next_one(town):
    town.waits_until(at("2026-03-20T12:00"))
    writes(town, "Rasterna på Kullaskolan är för korta.", day=23)
    town._tick(at("2026-03-23T11:00"))
    town.waits_until(at("2026-04-07T12:00"))
    first, second = (blocks(x)["Kullaskolan"] for x in sheets(town))
    assert first.startswith("Inget att rapportera")
    assert second.startswith("Nya 1, öppna 1")


def test_a_late_answer_older_than_the_fortnight_is_still_told(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    town.waits_until(at("2026-06-16T12:00"))
    assert blocks(sheets(town)[-1])["Kullaskolan"].startswith("Nya 0, öppna 1, sena 1, avslutade 0.")


def test_two_who_share_a_matter_are_told_together(town):
    writes(town, "Schemat på Ängskolan fungerar inte för oss.", sender="a@hem.example")
    writes(town, "Schemat på Ängskolan är dåligt.", sender="b@hem.example")
    says(town, "Gemensamt: LH-2026-0001", by="tomas.rydell@lindhoj.example")
    shared = blocks(sheet(town))["Gemensamt"]
    assert shared == "- Två personer har skrivit om organisation och schema. Det hanteras tillsammans."


def test_g79_nobody_sees_on_the_sheet_that_an_anonymous_writer_is_one_who_gave_a_name(town):
    writes(town, "Schemat på Ängskolan fungerar inte för oss.")
    writes(town, "Schemat på Ängskolan är dåligt. Jag vill vara anonym.")
    says(town, "Gemensamt: LH-2026-0001, LH-2026-0002", by="tomas.rydell@lindhoj.example")
    assert blocks(sheet(town))["Gemensamt"].startswith("- Två personer har skrivit")


def test_praise_is_counted_and_no_answer_to_it_is_late(town):
    writes(town, "Tack för en fantastisk skolgårdsfest på Ekbackeskolan!")
    sheet(town)
    assert blocks(sheets(town, KARIN)[0])["Sena svar"] == "Inga."
    assert blocks(sheet(town))["Ekbackeskolan"] == (
        "Inget att rapportera här. Beröm: 1. Rapport saknas. Har något kommit in muntligt?"
    )


# --- Nobody is named -----


def test_g06_a_mail_with_names_numbers_and_a_class_leaves_none_of_them_on_the_sheet(town):
    town.writes(
        "Hej, min dotter Alma Lind (20140312-2386) i 4B på Åskolan får bara fyra minuter på sig att äta, "
        "säger Bosse i köket. Rasten är för kort. Ring 070-174 06 99 eller Storgatan 5.\n\nMaria Lind",
        sender=f"Maria Lind <{GUARDIAN}>",
        Subject="Alma",
    )
    told = sheet(town)
    for letter in (told, sheets(town, KARIN)[0]):
        whole = (letter.subject + letter.text + letter.html).lower()
        for private in (
            "alma",
            "maria",
            "lind ",
            "2386",
            "4b",
            "bosse",
            "070-174 06 99",
            "storgatan",
            "hem.",
        ):
            assert private not in whole
    assert "LH-2026" not in told.text
    assert "Alma" not in str(town.store.sheet("2026-03-24#sheet"))


def test_g06_what_is_told_of_a_case_are_facts_and_four_headings(town):
    writes(town, "Rasterna på Kullaskolan är för korta, säger min son Zlatko.")
    assert blocks(sheet(town))["Kullaskolan"].partition("\n\n")[2] == (
        "Händelse: En vårdnadshavare har skrivit något om organisation och schema.\n"
        "Önskemål: inte antecknat.\n"
        "Åtgärd: ingen antecknad.\n"
        "Läge: svaret är sent. Det var lovat fredag 20 mars."
    )


def test_of_a_unit_with_few_pupils_nothing_is_told_but_numbers(town):
    writes(town, "Rasterna på anpassad grundskola är för korta.")
    says(town, "Händelse: en pojke hinner inte ut", by=FREDRIK)
    assert blocks(sheet(town))["Anpassad grundskola Lindhöj"] == (
        "Nya 1, öppna 1, sena 1, avslutade 0.\n\nHär går så få att ärendena inte berättas."
    )


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Min son på Kullaskolan blir slagen och kallad öknamn varje rast", "Kränkande behandling: nya 1"),
        ("Jag ska komma till Kullaskolan och då ska ni få se", "Annat som inte berättas här: nya 1"),
        ("Rektorn på Kullaskolan skrek åt mig inför min dotter", "Annat som inte berättas här: nya 1"),
        ("jag orkar inte leva, alla på Kullaskolan är dumma", "Annat som inte berättas här: nya 1"),
    ],
)
def test_what_would_hurt_to_tell_is_counted_for_the_whole_municipality(town, text, counted):
    writes(town, text)
    of = blocks(sheet(town))
    assert counted in of["Räknas bara"]
    assert of["Kullaskolan"].startswith("Inget att rapportera")


def test_a_sensitive_case_is_counted_for_its_unit_and_not_told(town):
    writes(town, "Min dotter på Kullaskolan har adhd och får inget särskilt stöd.")
    told = blocks(sheet(town))["Kullaskolan"]
    assert told.startswith("Nya 1, öppna 1")
    assert told.endswith("1 ärende räknas men berättas inte, för att skydda någon.")
    assert "stöd" not in told


def test_g74_of_a_protected_identity_the_sheet_tells_nothing_at_all(town):
    writes(town, "Vi lever med skyddade personuppgifter. Rasterna på Kullaskolan är för korta.")
    told, leaders = sheet(town).text, sheets(town, KARIN)[0].text
    empty = Town(lindhoj())
    assert told == sheet(empty).text
    assert leaders == sheets(empty, KARIN)[0].text


def test_g33_what_goes_to_hr_is_absent_from_every_sheet(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, "HR: en lärare höjde rösten", by=EMMA)
    told = sheet(town)
    for letter in (told, *sheets(town, KARIN)):
        assert "HR" not in letter.text
        assert "röst" not in letter.text
    assert blocks(told)["Kullaskolan"].endswith("1 ärende räknas men berättas inte, för att skydda någon.")


# --- What people write for it -----


def test_g37_neutral_words_that_a_rektor_said_ok_to_stand_under_haendelse(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, "Nu har den jobbiga mamman gnällt igen", by=EMMA)
    receipt = town.letters_to(EMMA)[-1]
    assert "> Nu har mamman hört av sig igen" in receipt.text
    town.replies(receipt, "ok", sender=EMMA, at=at("2026-03-12T11:00"))
    assert "> Nu har mamman hört av sig igen" in town.letters_to(EMMA)[-1].text
    told = blocks(sheet(town))["Kullaskolan"]
    assert re.findall(r"^\w+(?=:)", told, re.M) == ["Händelse", "Önskemål", "Åtgärd", "Läge"]
    assert "Händelse: Nu har mamman hört av sig igen" in told


def test_g37_a_note_that_nobody_said_ok_to_stays_a_note(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, "Nu har den jobbiga mamman gnällt igen", by=EMMA)
    assert "mamma" not in sheet(town).text


def test_g37_loaded_words_written_for_the_sheet_are_offered_in_neutral_ones_first(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, "Händelse: den jobbiga mamman tjatar om rasten. Önskemål: längre lunchrast", by=EMMA)
    offered = town.letters_to(EMMA)[-1]
    assert offered.subject == "[LH-2026-0001] Förslag till mötesbladet"
    town.replies(offered, "Ok", sender=EMMA, at=at("2026-03-12T11:00"))
    told = blocks(sheet(town))["Kullaskolan"]
    assert "Händelse: Mamman hör av sig ofta om rasten." in told
    assert "Önskemål: längre lunchrast" in told


def test_g37_an_ok_after_neutral_words_brings_no_older_ones_back_and_keeps_the_other_heading(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, "Händelse: den jobbiga mamman tjatar. Önskemål: att ni slutar gnälla", by=EMMA)
    says(town, "Händelse: rasten är kort", by=EMMA, when="2026-03-12T11:00")
    says(town, "Ok", by=EMMA, when="2026-03-12T12:00")
    told = blocks(sheet(town))["Kullaskolan"]
    assert "Händelse: Rasten är kort" in told
    assert "Önskemål: att ni slutar höra av sig" in told


def test_g79_an_ok_of_a_colleague_who_has_no_right_to_it_leaves_the_offer_as_it_is(unknown):
    says(unknown, ANSWER, by=EMMA)
    letter = unknown.letters_to(EMMA)[-1]
    unknown.replies(letter, "Ok", sender=JOHAN, at=at("2026-03-12T11:00"))
    unknown.replies(letter, "Ok", sender=EMMA, at=at("2026-03-12T12:00"))
    assert "tio minuter" in sheet(unknown).text


def test_g37_names_in_words_for_the_sheet_are_covered_those_of_staff_too(town):
    writes(town, "Rasterna på Kullaskolan är för korta.", sender=f"Maria Lind <{GUARDIAN}>")
    says(town, "Händelse: Marias dotter i 4B fick vänta, säger Tomas Rydell. LH-2026-0001", by=EMMA)
    told = blocks(sheet(town))["Kullaskolan"]
    assert "Händelse: [namn] dotter i [klass] fick vänta, säger [namn]. [nummer]" in told


def test_g37_only_whoever_has_the_case_or_leads_the_unit_writes_for_the_sheet(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    letter = town.letters_to(EMMA)[-1]
    town.replies(letter, "Händelse: något helt annat", sender=JOHAN, at=at("2026-03-12T11:00"))
    assert "något helt annat" not in sheet(town).text


def test_a_sensitive_case_has_no_words_for_the_sheet(town):
    writes(town, "Min dotter på Kullaskolan har adhd och får inget särskilt stöd.")
    says(town, "Händelse: en elev väntar på stöd", by=EMMA)
    assert "Ärendet är känsligt" in town.letters_to(EMMA)[-1].text
    assert "väntar på stöd" not in sheet(town).text


def test_a_measure_stands_there_with_its_day_and_its_words_only_before_those_who_lead(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, "Åtgärd: se över schemat; 1 april", by=EMMA)
    says(town, "Åtgärd: Zlatko byter grupp, säger Hanna; 2 april", by=EMMA, when="2026-03-12T11:00")
    says(town, "Åtgärd: prata med Tomas Rydell; 3 april", by=EMMA, when="2026-03-12T12:00")
    told = blocks(sheet(town))["Kullaskolan"]
    assert (
        "Åtgärd: en åtgärd, klar senast onsdag 1 april; en åtgärd, klar senast torsdag 2 april; "
        "en åtgärd, klar senast fredag 3 april." in told
    )
    above = sheets(town, KARIN)[0].text
    assert "onsdag 1 april: LH-2026-0001, Kullaskolan. Se över schemat\n" in above.replace("\r", "")
    assert not re.search("Zlatko|Rydell|byter grupp|prata med", above + sheet_of_others(town))


def test_a_measure_of_a_sensitive_case_that_went_on_in_another_has_no_words_for_those_who_lead(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    writes(town, "Min dotter på Kullaskolan har adhd och får inget särskilt stöd.")
    says(town, "Åtgärd: anpassa lektionerna; 1 april", by=EMMA)
    says(town, "Slå ihop: 1", by=EMMA, when="2026-03-12T11:00")
    assert town.cases[1].merged_into
    sheet(town)
    above = sheets(town, KARIN)[0].text
    assert "onsdag 1 april: LH-2026-0001" in above
    assert "anpassa lektionerna" not in above.lower()


def test_g15_a_dismissal_is_told_with_its_reason_and_to_those_who_lead_with_its_number(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, "Avfärda: redan besvarat\nTomas Rydell fick svar i mars.", by=EMMA)
    told = blocks(sheet(town))["Kullaskolan"]
    assert told.startswith("Nya 1, öppna 0, sena 0, avslutade 1, varav avfärdade 1.")
    assert re.search(r"^Läge: avfärdat torsdag 12 mars: redan besvarat", told, re.M | re.I)
    above = blocks(sheets(town, KARIN)[0])["Avfärdade ärenden"]
    assert above.startswith("- LH-2026-0001, organisation och schema, Kullaskolan: redan besvarat\n\n> ")
    assert "[namn] fick svar i mars." in above
    assert "fick svar i mars" not in sheet_of_others(town)


# --- Those who lead the meeting -----


def test_g07_those_who_lead_get_what_is_late_due_and_at_risk_and_the_others_do_not(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, "Åtgärd: se över schemat; 1 april", by=EMMA)
    risk = "Han har inte fått gå i skolan på tre veckor och får ingen anpassning på Åskolan."
    writes(town, risk, sender="b@hem.example")
    told = sheet(town)
    of = blocks(sheets(town, KARIN)[0])
    assert "LH-2026-0001, organisation och schema, Kullaskolan. Lovat fredag 20 mars." in of["Sena svar"]
    assert "onsdag 1 april: LH-2026-0001, Kullaskolan. Se över schemat" in of["Åtgärder fram till nästa möte"]
    assert "LH-2026-0002" in of["Rätten till utbildning kan vara i fara"]
    assert not {"Sena svar", "Åtgärder fram till nästa möte"} & blocks(told).keys()
    assert sheets(town, KARIN)[0].subject == "Till rektorsmötet ti 24 mars – för dig som leder mötet"


def test_g35_the_load_on_a_rektor_stands_in_the_leaders_copy_without_a_number_or_a_name(town):
    writes(town, "Läxorna på Åskolan är för svåra.")
    letter = town.letters_to(GUARDIAN)[0]
    for n in range(12):
        when = at(f"2026-03-{11 + n // 2}T{12 + n % 2}:00")
        town.replies(letter, f"{n}. Ni är fullständigt inkompetenta.", sender=GUARDIAN, at=when)
    told = sheet(town)
    above = blocks(sheets(town, KARIN)[0])["Många mejl från en person"]
    assert above == "Den som svarar på mejlen på de här enheterna kan behöva ditt stöd:\n\n- Åskolan"
    assert "Många mejl" not in told.text
    assert not [x for x in (told, *sheets(town, KARIN)) if "Birgitta" in x.text.split("\n", 1)[1]]


def test_of_a_case_about_one_who_leads_neither_hears_on_the_sheet(town):
    writes(town, "Biträdande barn- och utbildningschefen Karin Blom svarar aldrig på mina mejl.")
    assert "bitradande-chef" in town.case.judgement.barred
    sheet(town)
    assert "LH-2026" not in sheets(town, KARIN)[0].text
    assert "LH-2026" not in sheets(town, MATS)[0].text


STANDS_IN = "Frånvarande 16–27 mars, ersättare: Johan Ahl"


def test_of_a_case_about_whoever_stands_in_for_one_who_leads_the_copy_tells_nothing(town):
    writes(town, "Rektorn Johan Ahl på Ekbackeskolan svarar aldrig på mina mejl.")
    writes(town, "Rasterna på Kullaskolan är för korta.")
    assert "rektor-ekbackeskolan" in town.cases[0].judgement.barred
    town.writes(STANDS_IN, sender=KARIN, at=at("2026-03-11T11:00"), Subject="Borta")
    town.waits_until(at("2026-03-24T12:00"))
    [copy] = [x for x in sheets(town) if "leder mötet" in x.subject]
    assert "LH-2026-0002" in copy.text
    assert "LH-2026-0001" not in copy.text


def test_whoever_stands_in_for_one_who_leads_is_asked_for_their_own_unit_and_gets_one_sheet(town):
    town.writes(STANDS_IN, sender=KARIN, at=at("2026-03-11T11:00"), Subject="Borta")
    town.waits_until(at("2026-03-19T12:00"))
    assert [x.subject for x in town.letters_to(JOHAN)][-1] == "På tisdag 24 mars är det rektorsmöte"
    assert "leder mötet" in sheet(town).subject


def test_where_the_leaders_copy_comes_later_whoever_stands_in_gets_the_sheet_with_everybody():
    on_thursdays = replace(lindhoj().meetings, first=at("2026-01-15T13:00").date())
    town = Town(replace(lindhoj(), meetings=on_thursdays))
    town.writes(STANDS_IN, sender=KARIN, at=at("2026-03-11T11:00"), Subject="Borta")
    town.waits_until(at("2026-03-26T12:00"))
    assert [x.at for x in sheets(town)] == [SENT, at("2026-03-25T07:30")]


@pytest.mark.parametrize("word", ["Hans", "HANS", "Will"])
def test_what_may_be_a_name_is_covered_where_it_begins_what_was_written_for_the_sheet(town, word):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, f"Händelse: {word} fick vänta på bussen", by=EMMA)
    assert "Händelse: [namn] fick vänta på bussen" in blocks(sheet(town))["Kullaskolan"]


# --- Answers to somebody unknown -----


def test_g79_who_asked_to_be_anonymous_is_so_on_the_sheet_too(town):
    asked = "Jag vågar inte säga vem jag är, men rasterna på Kullaskolan är för korta. /Ronja Falander"
    writes(town, asked, sender=f"Ronja Falander <{GUARDIAN}>")
    says(town, "Händelse: Ronja tycker att rasten är kort", by=EMMA)
    told = sheet(town)
    assert "Händelse: [namn] tycker att rasten är kort" in blocks(told)["Kullaskolan"]
    assert not [
        x for x in (told, *sheets(town, KARIN)) if re.search("ronja|falander|hem.example", x.html, re.I)
    ]


@pytest.fixture
def unknown(town):
    plain = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    text = "Rasterna på Kullaskolan är för korta. De hinner inte leka."
    mail = f"To: {INTAKE}\r\nSubject: Rast\r\n{plain}{text}".encode()
    town.delivers(mail, sender="www@webb.example", at=at("2026-03-11T10:00"))
    return town


ANSWER = "Klart.\nTagit reda på: Rasten är tio minuter, säger Hanna.\nGjort: Den blir femton från måndag."


def test_g79_the_answer_to_somebody_without_an_address_stands_on_the_sheet_once_it_was_agreed_to(unknown):
    says(unknown, ANSWER, by=EMMA)
    offered = unknown.letters_to(EMMA)[-1]
    assert "Svara Ok, så kommer det med." in offered.text
    unknown.replies(offered, "Ok", sender=EMMA, at=at("2026-03-12T11:00"))
    told = blocks(sheet(unknown))["Kullaskolan"]
    assert "Händelse: En anonym person har skrivit något om organisation och schema." in told
    assert told.endswith(
        "Svar till den som skrev utan adress:\n"
        "Det här har vi tagit reda på: Rasten är tio minuter, säger [namn].\n"
        "Det här har vi gjort eller ska göra: Den blir femton från måndag."
    )


def test_g79_without_the_ok_it_does_not(unknown):
    says(unknown, ANSWER, by=EMMA)
    assert "tio minuter" not in sheet(unknown).text


def test_g79_an_answer_without_headings_can_be_written_for_the_sheet_afterwards(unknown):
    says(unknown, "Klart. Vi har gjort rasten längre.", by=EMMA)
    closed = unknown.letters_to(EMMA)[-1]
    assert "Vill du att svaret ska stå på bladet till rektorsmötet?" in closed.text
    words = "Händelse: någon tycker att rasten är kort.\nGjort: Den blir längre från måndag."
    unknown.replies(closed, words, sender=EMMA, at=at("2026-03-12T11:00"))
    told = blocks(sheet(unknown))["Kullaskolan"]
    assert "Händelse: Någon tycker att rasten är kort." in told
    assert told.endswith("Det här har vi gjort eller ska göra: Den blir längre från måndag.")


def test_g79_whoever_can_be_reached_is_answered_by_letter_and_not_on_the_sheet(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, ANSWER, by=EMMA)
    town.quarter_passes()
    assert "tio minuter" not in sheet(town).text


# --- Asked for what was heard -----


def test_the_reminder_comes_on_thursday_and_both_answers_reach_the_sheet(town):
    town.waits_until(at("2026-03-19T12:00"))
    asked = town.letters_to(EMMA)[-1]
    assert asked.subject == "På tisdag 24 mars är det rektorsmöte"
    assert asked.at == at("2026-03-19T07:30")
    assert {a for x in town.letters for a in x.recipients if x.subject == asked.subject} == {*REKTORER}
    town.replies(asked, "Inget", sender=EMMA, at=at("2026-03-19T13:00"))
    assert "Till rektorsmötet tisdag 24 mars" in town.letters_to(EMMA)[-1].text
    heard = "Muntligt: två föräldrar missnöjda med de nya rasttiderna. Pratat, löst."
    town.replies(town.letters_to(BIRGITTA)[-1], heard, sender=BIRGITTA, at=at("2026-03-19T14:00"))
    of = blocks(sheet(town))
    assert of["Kullaskolan"] == "Inget att rapportera."
    assert of["Kullen, fritidshem"] == "Inget att rapportera."
    assert of["Åskolan"].startswith("Nya 1, öppna 0, sena 0, avslutade 1.")
    assert "Händelse: Två vårdnadshavare har sagt något om organisation och schema." in of["Åskolan"]
    assert of["Forsen, fritidshem"] == "Inget att rapportera."
    assert of["Centralskolan"] == f"Inget att rapportera {UNSAID}"


def test_g02_the_coordinator_is_told_whose_report_is_missing_and_nobody_else_is(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    town.writes("Inget", sender=JOHAN, at=at("2026-03-19T10:00"), Subject="Möte")
    town.waits_until(at("2026-03-24T12:00"))
    missing = blocks(sheets(town, ANNIKA)[0])["Rapport saknas"]
    assert "- Åskolan\n- Ängskolan" in missing
    assert not [name for name in ("Kullaskolan", "Ekbackeskolan", "Ekorren") if f"- {name}" in missing]
    others = {*REKTORER, SARA, KARIN}
    assert not [x for who in others for x in sheets(town, who) if "Fråga dem gärna" in x.text]


def test_inget_to_the_sheet_itself_counts_for_the_meeting_and_not_for_the_next(town):
    told = sheet(town, EMMA, "2026-03-23T12:00")
    town.replies(told, "Inget att rapportera.", sender=EMMA, at=at("2026-03-23T13:00"))
    town.waits_until(at("2026-04-07T12:00"))
    assert UNSAID in blocks(sheets(town)[-1])["Kullaskolan"]


@pytest.mark.parametrize("text", ["Hej!\nInget.\n\n/Emma", "Nej, inget", "nej", "Ingenting!", "Nothing"])
def test_inget_is_understood_however_it_is_said(town, text):
    town.writes(text, sender=EMMA, at=at("2026-03-19T10:00"), Subject="Sv: På tisdag 24 mars är det möte")
    assert town.cases == []
    assert blocks(sheet(town))["Kullaskolan"] == "Inget att rapportera."


def test_what_only_begins_like_inget_is_read_by_somebody(town):
    text = "Inget fungerar på Kullaskolan, toaletterna är trasiga igen."
    town.writes(text, sender=EMMA, at=at("2026-03-19T10:00"), Subject="Toaletter")
    assert len(town.cases) == 1
    assert town.store.meetings().nothing == ()


def test_inget_of_whoever_stands_in_counts_for_the_unit(town):
    away = "Frånvarande 16–27 mars, ersättare: Johan Ahl"
    town.writes(away, sender=BIRGITTA, at=at("2026-03-11T10:00"), Subject="Borta")
    town.writes("Inget", sender=JOHAN, at=at("2026-03-19T10:00"), Subject="Möte")
    of = blocks(sheet(town))
    assert of["Åskolan"] == of["Ekbackeskolan"] == "Inget att rapportera."


def test_inget_of_somebody_who_leads_no_unit_is_helped_and_opens_no_case(town):
    town.writes("Inget", sender="peter.hallgren@lindhoj.example", at=at("2026-03-19T10:00"), Subject="Möte")
    assert town.cases == []
    assert "Muntligt:" in town.letters[-1].text


# --- The line of minutes -----


def test_g42_the_first_sheet_of_a_month_tells_about_how_long_it_took_of_all_together(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, "Klart. Vi har gjort rasten längre.", by=EMMA)
    writes(town, "Läxorna på Åskolan är för svåra.", sender="b@hem.example")
    says(town, "Jag ringer i morgon.", by=BIRGITTA, when="2026-03-13T10:00")
    says(town, "Klart. Vi ger färre läxor.", by=BIRGITTA, when="2026-03-16T10:00")
    town.waits_until(at("2026-04-21T12:00"))
    first, second, third = sheets(town)
    handled = sum(case.handled for case in town.cases)
    line = f"Ni har lagt ungefär {handled * 5} minuter på de 2 ärenden som avslutades i mars."
    assert blocks(second)["Er tid"] == line
    assert "Er tid" not in blocks(first) | blocks(third)


def test_an_answer_on_the_last_day_of_a_month_is_told_by_the_sheet_that_is_made_after_it(town):
    town.waits_until(at("2026-11-16T10:00"))
    town.writes("Rasterna på Kullaskolan är för korta.", at=at("2026-11-30T09:00"))
    says(town, "Klart. Vi har gjort rasten längre.", by=EMMA, when="2026-11-30T10:15")
    town.waits_until(at("2026-12-31T12:00"))
    told = [blocks(letter)["Er tid"] for letter in sheets(town) if "Er tid" in blocks(letter)]
    assert told == ["Ni har lagt ungefär 5 minuter på det ärende som avslutades i november."]


def test_what_a_case_cost_before_it_was_opened_again_is_not_told_twice(town):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    says(town, "Klart. Vi har gjort rasten längre.", by=EMMA)
    town.waits_until(at("2026-04-08T10:00"))
    town.replies(town.letters_to(GUARDIAN)[-1], "Nej", sender=GUARDIAN, at=at("2026-04-08T11:00"))
    says(town, "Klart. Nu är rasten tjugo minuter.", by=KARIN, when="2026-04-09T10:00")
    town.waits_until(at("2026-05-31T12:00"))
    told = [blocks(letter)["Er tid"] for letter in sheets(town) if "Er tid" in blocks(letter)]
    assert [text.partition(" på ")[0] for text in told] == ["Ni har lagt ungefär 5 minuter"] * 2


@pytest.mark.parametrize("word", ["sämst", "bäst", "topplista", "jobbig"])
def test_g22_the_sheet_ranks_nobody(town, word):
    writes(town, "Rasterna på Kullaskolan är för korta.")
    assert word not in sheet(town).text.lower()


# --- What became a complaint after its sheet -----


def test_a_question_that_is_found_to_be_a_complaint_after_its_sheet_is_new_on_the_next_one(town):
    writes(town, "Vilka tider har rasterna på Kullaskolan? Jag undrar när de börjar och slutar.")
    assert town.case.judgement.lane is Lane.QUESTION
    town.waits_until(at("2026-03-24T09:00"))
    town.replies(town.letters_to(EMMA)[0], "Klagomål", sender=EMMA, at=at("2026-03-24T10:00"))
    town.waits_until(at("2026-04-07T12:00"))
    first, second = sheets(town)
    assert "Nya" not in blocks(first)["Kullaskolan"]
    assert blocks(second)["Kullaskolan"].startswith("Nya 1")


def test_a_mail_that_is_let_in_after_its_sheet_is_new_on_the_next_one(town):
    raw = b"From: a@hem.example\r\nSubject: Hej\r\n\r\nRasterna p Kullaskolan =r f=r korta."
    raw = raw.replace(b"p Kulla", b"pa Kulla").replace(b"=r f=r", b"ar for")
    town.delivers(raw, at=at("2026-03-20T18:00"), sender="a@hem.example", spam=Verdict.FAIL)
    town.waits_until(at("2026-03-24T09:00"))
    town.writes("Släpp LH-2026-0001", sender=ANNIKA, at=at("2026-03-24T10:00"))
    town.waits_until(at("2026-04-07T12:00"))
    assert blocks(sheets(town)[-1])["Kullaskolan"].startswith("Nya 1")
