"""Sensitive cases stay out of mail: a link, a code to the reader's own address, and a log of who read."""

import re
from datetime import timedelta
from email.message import EmailMessage
from html import unescape

import pytest

from tests.browser import Browser
from tests.lindhoj import GUARDIAN, INTAKE, TUESDAY, at
from tests.town import Town, link

HURT = "Min son på Åskolan blir slagen och kallad öknamn varje rast."
BIRGITTA = "birgitta.noren@lindhoj.example"
KARIN = "karin.blom@lindhoj.example"
JOHAN = "johan.ahl@lindhoj.example"
EVA = "eva.nyqvist@lindhoj.example"


def code_in(letter):
    return re.search(r"\b\d{4} \d{4}\b", letter.text)[0]


def enters(town, letter, address, at=None):
    """Somebody opens the page behind a letter and types the code that is mailed to the address."""
    browser = Browser(town).opens(letter, at=at)
    browser.posts(at=at)
    return browser.posts(code=code_in(town.letters_to(address)[-1]), at=at)


def with_certificate(text):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = GUARDIAN, INTAKE, "Hej", "<1@hem.example>"
    mail.set_content(text)
    mail.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="lakarintyg.pdf")
    return mail.as_bytes()


def readings(town):
    return [(row["what"], row["by"], row["why"]) for row in town.store.readings.get(town.case.id, [])]


@pytest.fixture
def town():
    town = Town()
    town.writes(HURT)
    return town


def test_g73_a_sensitive_case_is_mailed_as_number_and_link_alone(town):
    [routed] = town.letters_to(BIRGITTA)
    everything = routed.raw.decode()
    for told in ("öknamn", "slagen", "maria.lind", "Åskolan"):
        assert told not in routed.text + routed.html + routed.subject
    assert "LH-2026-0001" in routed.subject
    assert "/sv/case/" in link(routed)
    assert not list(routed.mail.iter_attachments())
    assert everything.count("LH-2026-0001") >= 2


def test_g73_diagnosis_certificate_and_file_stay_out_of_mail():
    town = Town()
    text = "Hon går på Kullaskolan och har adhd, BUP har skickat läkarintyg men skolan gör ingenting."
    town.delivers(with_certificate(text))
    routed = town.letters_to("emma.wiklund@lindhoj.example")[0]
    for told in ("adhd", "BUP", "läkarintyg", "lakarintyg.pdf"):
        assert told not in routed.text + routed.subject
    assert not list(routed.mail.iter_attachments())
    page = enters(town, routed, "emma.wiklund@lindhoj.example")
    assert "läkarintyg" in page.text


def test_g73_of_an_ordinary_case_the_whole_text_and_its_file_are_mailed():
    town = Town()
    town.delivers(with_certificate("Rasterna på Kullaskolan är för korta. De hinner inte leka."))
    routed = town.letters_to("emma.wiklund@lindhoj.example")[0]
    assert "Rasterna på Kullaskolan är för korta. De hinner inte leka." in routed.text
    assert [file.get_filename() for file in routed.mail.iter_attachments()] == ["lakarintyg.pdf"]


def test_the_link_alone_shows_nothing_not_even_that_there_is_a_case(town):
    page = Browser(town).opens(town.letters_to(BIRGITTA)[0])
    assert page.status == 200
    for told in ("LH-2026", "öknamn", "Maria", "maria.lind", "Åskolan", "Birgitta"):
        assert told not in page.html


def test_a_mail_scanner_sees_and_logs_nothing_and_no_code_is_sent(town):
    url, case = link(town.letters_to(BIRGITTA)[0]), town.case
    before = len(town.letters)
    for method in ("GET", "HEAD") * 50:
        Browser(town).opens(url, method=method)
    assert (readings(town), town.case, len(town.letters)) == ([], case, before)


def test_the_code_goes_to_the_registered_address_opens_once_and_the_reading_is_logged(town):
    case = town.case
    page = enters(town, town.letters_to(BIRGITTA)[0], BIRGITTA)
    assert "LH-2026-0001" in page.text
    assert HURT in page.text
    assert readings(town) == [
        ("code_sent", "somebody", "somebody with the link asked for a code"),
        ("opened", "rektor-askolan", "typed the code that was mailed"),
        ("read", "rektor-askolan", "the case"),
    ]
    assert town.case == case  # a reading is no change of the case
    assert town.store.readings[case.id][-1]["facts"] == {"address": BIRGITTA}

    page.opens(page.url)
    assert readings(town)[-1] == ("read", "rektor-askolan", "the case")
    assert len(readings(town)) == 4
    code = code_in(town.letters_to(BIRGITTA)[-1])
    assert HURT not in Browser(town).opens(page.url).posts(code=code).text  # used


def test_the_code_is_kept_nowhere(town):
    enters(town, town.letters_to(BIRGITTA)[0], BIRGITTA)
    code = code_in(town.letters_to(BIRGITTA)[-1]).replace(" ", "")
    kept = repr((town.store.doors, town.store.readings, [row.letter for row in town.store.outbox.values()]))
    assert code not in kept


def test_an_old_code_and_a_code_of_another_case_open_nothing(town):
    page = Browser(town).opens(town.letters_to(BIRGITTA)[0])
    page.posts()
    code = code_in(town.letters_to(BIRGITTA)[-1])
    assert "Koden öppnar inte" in page.posts(code=code, at=TUESDAY + timedelta(minutes=10)).text

    town.writes("De andra barnen på Åskolan är rasister mot honom.", sender="bo@hem.example", at=TUESDAY)
    other = Browser(town).opens(town.letters_to(BIRGITTA)[-1])
    other.posts()
    assert "Koden öppnar inte" in other.posts(code=code).text
    assert "rasister" in other.posts(code=code_in(town.letters_to(BIRGITTA)[-1])).text


def test_a_newer_code_takes_the_place_of_the_older_one(town):
    page = Browser(town).opens(town.letters_to(BIRGITTA)[0])
    page.posts()
    page.posts()
    older, newer = (code_in(letter) for letter in town.letters_to(BIRGITTA)[-2:])
    assert older != newer
    assert "Koden öppnar inte" in page.posts(code=older).text
    assert HURT in page.posts(code=newer).text


def test_five_wrong_codes_end_the_right_one_too(town):
    page = Browser(town).opens(town.letters_to(BIRGITTA)[0])
    page.posts()
    code = code_in(town.letters_to(BIRGITTA)[-1])
    wrong = f"{(int(code.replace(' ', '')) + 1) % 10**8:08d}"
    for _ in range(5):
        assert "Koden öppnar inte" in page.posts(code=wrong).text
    assert "Koden öppnar inte" in page.posts(code=code).text
    assert [why for what, _, why in readings(town) if what == "refused"] == [
        *["wrong code"] * 5,
        "no code is good any more",
    ]


def test_only_so_many_codes_a_day_and_posts_a_minute(town):
    page = Browser(town).opens(town.letters_to(BIRGITTA)[0])
    for minute in range(12):
        page.posts(at=TUESDAY + timedelta(minutes=minute))
    assert len(town.letters_to(BIRGITTA)) == 1 + 10
    assert "inga fler koder" in page.text
    for _ in range(25):
        page.posts(code="0")
    assert page.status == 429
    assert ("refused", "somebody", "wrong code") in readings(town)
    assert page.posts(code="0", at=town.now + timedelta(minutes=2)).status == 200


def test_a_session_ends_half_an_hour_after_the_latest_click(town):
    page = enters(town, town.letters_to(BIRGITTA)[0], BIRGITTA)
    assert HURT in page.opens(page.url, at=TUESDAY + timedelta(minutes=29)).text
    assert HURT in page.opens(page.url, at=TUESDAY + timedelta(minutes=58)).text
    assert HURT not in page.opens(page.url, at=TUESDAY + timedelta(minutes=88)).text


def test_no_click_keeps_a_session_for_ever(town):
    page = enters(town, town.letters_to(BIRGITTA)[0], BIRGITTA)
    for minutes in range(20, 180, 20):
        assert HURT in page.opens(page.url, at=TUESDAY + timedelta(minutes=minutes)).text
    assert HURT not in page.opens(page.url, at=TUESDAY + timedelta(hours=3)).text


def test_a_session_that_claims_a_later_end_opens_nothing(town):
    page = enters(town, town.letters_to(BIRGITTA)[0], BIRGITTA)
    [(name, value)] = page.cookies.items()
    signed, _, end = value.partition(".")
    for made_up in (signed, f"{signed}.{int(end) + 3600}", f"{signed}.x", f"{signed}."):
        page.cookies = {name: made_up}
        assert HURT not in page.opens(page.url).text


def test_what_was_written_too_slowly_is_given_back(town):
    page = enters(town, town.letters_to(BIRGITTA)[0], BIRGITTA)
    words = "Vi har pratat med alla.\n<b>Och</b> vi har hört båda."
    late = TUESDAY + timedelta(minutes=31)
    page.posts(order="Svar", words=words, seen="3", at=late)
    assert "Inget skickades" in page.text
    assert unescape(page.html.partition('<textarea id="kept"')[2].partition(">\n")[2]).startswith(words)
    assert "<b>Och" not in page.html
    assert HURT not in page.text
    assert town.case.outgoing is None


def test_in_english_and_by_another_letters_link_the_case_stays_open(town):
    page = enters(town, town.letters_to(BIRGITTA)[0], BIRGITTA)
    assert HURT in page.opens(page.url.replace("/sv/", "/en/")).text
    town.waits_until(at("2026-03-17T12:00"))
    page = enters(town, town.letters_to(BIRGITTA)[0], BIRGITTA)
    hers = [letter for letter in town.letters_to(BIRGITTA) if letter.recipients == (BIRGITTA,)]
    another = next(x for x in hers if "/case/" in x.text and link(x) != page.url)
    assert HURT in page.opens(another).text


def test_the_last_code_still_opens_when_no_more_are_sent(town):
    page = Browser(town).opens(town.letters_to(BIRGITTA)[0])
    for minute in range(11):
        page.opens(link(town.letters_to(BIRGITTA)[0])).posts(at=TUESDAY + timedelta(minutes=minute))
    assert "inga fler koder" in page.text
    assert "070-" in page.text
    code = code_in(town.letters_to(BIRGITTA)[-1])
    assert 'name="code"' in page.html
    assert HURT in page.posts(code=code, at=TUESDAY + timedelta(minutes=11)).text


def test_the_letter_of_an_investigation_names_its_three_headings(town):
    [routed] = town.letters_to(BIRGITTA)
    for told in ("Kartläggning:", "Analys:", "Åtgärder:", "Skriv inte om barnets hälsa"):
        assert told in routed.text
    assert "Skriv här på sidan, och inte i mejl." in enters(town, routed, BIRGITTA).text


def test_an_investigation_is_answered_in_three_fields(town):
    page = enters(town, town.letters_to(BIRGITTA)[0], BIRGITTA)
    for field in ("found", "analysis", "done"):
        assert f'name="{field}"' in page.html
    page.posts(order="Klart", found="Vi har hört alla.", analysis="Det är sant.", done="Vakter.", seen="3")
    assert "Det du gjorde är sparat" in page.text
    assert (
        town.case.outgoing.text
        == "Kartläggning: Vi har hört alla.\n\nAnalys: Det är sant.\n\nÅtgärder: Vakter."
    )


def test_g75_the_deputy_heads_reading_is_logged_too(town):
    notice = town.letters_to(KARIN)[0]
    assert HURT in enters(town, notice, KARIN).text
    assert readings(town)[-1] == ("read", "bitradande-chef", "the case")


def test_g75_rektor_b_with_the_link_of_rektor_a_is_refused_and_logged(town):
    a_link = link(town.letters_to(BIRGITTA)[0])
    town.writes("En pojke på Ekbackeskolan blir mobbad varje dag.", sender="bo@hem.example", at=TUESDAY)
    johan = enters(town, town.letters_to(JOHAN)[0], JOHAN)
    assert "Ekbackeskolan" in johan.text
    [first, _] = town.cases

    johan.opens(a_link)
    assert HURT not in johan.text
    johan.posts()
    assert HURT not in johan.posts(code="1234 5678").text
    refused = [row for row in town.store.readings[first.id] if row["what"] == "refused"]
    assert refused[-1]["why"] == "wrong code"
    assert len(town.letters_to(JOHAN)) == 2  # no code of that case came to him


def test_g75_a_reader_known_by_a_session_is_named_in_the_log():
    town = Town()
    town.writes("Maten på Åskolan är kall varje dag.")
    town.writes("Läxorna på Ekbackeskolan är för svåra i trean.", sender="bo@hem.example")
    johan = enters(town, town.letters_to(JOHAN)[0], JOHAN)
    assert "Läxorna" in johan.text
    johan.opens(town.letters_to("peter.hallgren@lindhoj.example")[0])
    assert "kall" not in johan.text
    johan.posts()
    rows = town.store.readings[town.cases[0].id]
    assert ("refused", "rektor-ekbackeskolan") in [(row["what"], row["by"]) for row in rows]


def test_g74_a_protected_identity_is_read_by_two_named_people_only():
    town = Town()
    town.writes("Vi vill klaga på hur avdelningen på Blåklockan lämnar ut barn.", Subject="SKYDDAD")
    [routed] = town.letters_to(EVA)
    assert "Blåklockan" not in routed.text
    page = enters(town, routed, EVA)
    assert "lämnar ut barn" in page.text
    told = town.letters_to(KARIN)
    assert told
    assert {address for letter in town.letters for address in letter.recipients} <= {
        EVA,
        KARIN,
        "maria.lind@hem.example",
    }


def test_g74_the_acknowledgement_names_no_school_and_no_person_and_leads_nowhere():
    town = Town()
    town.writes("Vi vill klaga på hur avdelningen på Blåklockan lämnar ut barn.", Subject="SKYDDAD")
    [letter] = town.letters_to(GUARDIAN)
    assert letter.subject == "Ditt mejl"
    names = [role.holder.name for role in town.organisation.roles.values()]
    units = [unit.name for unit in town.organisation.units.values()]
    assert not [word for word in (*names, *units, "http") if word in letter.text + letter.html]


@pytest.mark.parametrize("command", ["Dela: bussen från Norrhult kommer för sent", "Slå ihop: LH-2026-0001"])
def test_g74_what_staff_do_with_a_protected_case_is_mailed_to_nobody_outside(command):
    town = Town()
    town.writes("Vi vill klaga på hur avdelningen lämnar ut barn.", Subject="SKYDDAD")
    town.writes("Maten på förskolan är kall varje dag.", Subject="SKYDDAD", at=at("2026-03-10T11:00"))
    before = town.letters_to(GUARDIAN)
    town.replies(town.letters_to(EVA)[-1], command, sender=EVA, at=at("2026-03-11T10:00"))
    told = [letter.subject for letter in town.letters_to(EVA)]
    assert [subject for subject in told if "Delat" in subject or "Fortsätter" in subject]
    assert town.letters_to(GUARDIAN) == before


def test_a_link_of_another_time_or_altered_leads_nowhere(town):
    url = link(town.letters_to(BIRGITTA)[0])
    for bad in (url[:-1], url + ".", url + "=3D", url[:-1] + ("a" if url[-1] != "a" else "b")):
        assert Browser(town).opens(bad).status == 404
    assert Browser(town).opens(url, at=at("2026-05-10T10:00")).status == 404
    evaluation = url.replace("/case/", "/evaluation/")
    assert Browser(town).opens(evaluation).status == 404


def test_g73_whatever_happens_in_a_secret_case_no_mail_to_staff_tells_of_it():
    """Every letter that leaves within weeks: no words of the family, no name, address, subject or file."""
    town = Town()
    town.writes(
        "Min son Leo på Åskolan har adhd, och läkarintyget ligger hos er. Ni gör ingenting.",
        Subject="Leo i 4B",
        sender="Maria Lind <maria.lind@hem.example>",
    )
    owner = town.organisation.role(town.case.owner).holder.address
    [mine], [routed] = town.letters_to(GUARDIAN), town.letters_to(owner)
    town.replies(mine, "Leo vill inte gå till skolan.", sender=GUARDIAN, at=at("2026-03-10T11:00"))
    town.replies(mine, "Jag är Leos pappa.", sender="pappa@mejl.example", at=at("2026-03-10T11:10"))
    town.bounces("acknowledgement", GUARDIAN)
    town.replies(routed, "Klrat: Leo mår bättre", sender=owner, at=at("2026-03-10T11:20"))
    town.replies(routed, "Leo behöver hjälp av specialpedagog.", sender=owner, at=at("2026-03-10T11:30"))
    town.waits_until(at("2026-03-26T12:00"))
    town.replies(routed, "Klart. Leo får stöd varje dag.", sender=owner, at=at("2026-03-26T12:10"))
    town.waits_until(at("2026-04-20T12:00"))
    if question := [letter for letter in town.letters_to(GUARDIAN) if "/evaluation/" in letter.text]:
        town.replies(question[0], "Nej, Leo har det lika svårt", sender=GUARDIAN, at=at("2026-04-20T13:00"))
        town.waits_until(at("2026-05-20T12:00"))

    to_staff = [letter for letter in town.letters if letter.recipients[0].endswith("@lindhoj.example")]
    assert len({letter.subject.partition("]")[2] for letter in to_staff}) >= 5
    for letter in to_staff:
        for told in ("Leo", "4B", "adhd", "läkarintyg", "Maria", GUARDIAN, "pappa@", "specialpedagog"):
            assert told not in letter.subject + letter.text + letter.html, letter.subject
        assert not list(letter.mail.iter_attachments())


ALVA = ("Alva", "4C")


@pytest.fixture
def protected():
    town = Town()
    town.writes("Vi vill klaga på hur avdelningen på Blåklockan lämnar ut barn.", Subject="SKYDDAD")
    return town


def says(town, sender, text, when):
    town.replies(town.letters_to(EVA)[0], text, sender=sender, at=when)


def staff_are_told_nothing_of_alva(town):
    to_staff = [letter for letter in town.letters if letter.recipients[0].endswith("@lindhoj.example")]
    assert not [x.subject for x in to_staff for word in ALVA if word in x.subject + x.text + x.html]


def test_g74_a_measure_is_given_to_nobody_who_may_not_read_the_case(protected):
    says(protected, EVA, "Åtgärd: flytta Alva till 4C; Olle Dahl; 15 april", at("2026-03-11T10:00"))
    assert "den du nämner får inte läsa det" in protected.letters_to(EVA)[-1].text
    assert protected.case.errands == ()
    assert protected.letters_to("olle.dahl@lindhoj.example") == []
    staff_are_told_nothing_of_alva(protected)


def test_g74_what_staff_write_of_a_measure_stays_out_of_every_mail(protected):
    says(protected, EVA, "Åtgärd: flytta Alva till 4C; Karin Blom; 15 april", at("2026-03-11T10:00"))
    says(protected, EVA, "Åtgärd: ring hem till Alva; Karin Blom; 16 april", at("2026-03-11T10:05"))
    assert "/sv/case/" in link(protected.letters_to(KARIN)[-1])
    protected.waits_until(at("2026-04-16T12:00"))
    says(protected, KARIN, "Gjort", at("2026-04-16T13:00"))
    asked = protected.letters_to(KARIN)[-1].text
    assert "1 – 2026-04-15" in asked
    assert "2 – 2026-04-16" in asked
    says(protected, KARIN, "Gjort 1. Alva går i 4C.", at("2026-04-16T13:05"))
    protected.waits_until(at("2026-05-20T12:00"))
    says(protected, EVA, "Verifierad", at("2026-05-20T13:00"))
    assert protected.case.errands[0].verified_by == "registrator"
    staff_are_told_nothing_of_alva(protected)


def test_g74_silence_about_an_uppmaning_is_told_to_those_alone_who_know_of_the_case(protected):
    says(protected, KARIN, "Uppmaning: flytta Alva till 4C, senast 24 mars", at("2026-03-11T10:00"))
    assert "påminner vi Eva Nyqvist och dig" in protected.letters_to(KARIN)[-1].text
    protected.waits_until(at("2026-03-24T12:00"))
    assert "ska vara klart i dag" in protected.letters_to(KARIN)[-1].subject
    assert protected.letters_to("mats.odman@lindhoj.example") == []
    staff_are_told_nothing_of_alva(protected)


def test_g74_nor_is_somebody_urged_who_may_not_read_the_case(protected):
    says(protected, KARIN, "Jag tar det", at("2026-03-11T10:00"))
    says(protected, KARIN, "Uppmaning: flytta Alva till 4C, senast 24 mars", at("2026-03-11T10:05"))
    assert protected.case.errands == ()
    staff_are_told_nothing_of_alva(protected)
