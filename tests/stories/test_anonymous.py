"""G79: who wants to be anonymous is so to everybody of the staff, and is answered all the same."""

import re

import pytest

from complaints.judgement.joining import RESEMBLES
from complaints.model import Writer
from complaints.process.confidentiality import anonymity
from complaints.process.confidentiality.signed import unsigned
from tests.builders import a_mail
from tests.lindhoj import BIRGITTA, GUARDIAN, INTAKE, PETER, at, lindhoj
from tests.raw import a_raw_mail
from tests.stories.test_secret_cases import enters
from tests.town import Town

NAMED = f"Ronja Falander <{GUARDIAN}>"
TEXT = (
    "Jag vågar inte säga vem jag är, men rasterna på Åskolan är för korta. De hinner inte leka.\n\n"
    "Hälsningar\nRonja Falander"
)
PLAIN = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
WHO = ("Ronja", "Falander", GUARDIAN)


@pytest.fixture
def town():
    town = Town()
    head = f"From: {NAMED}\r\nTo: {INTAKE}\r\nSubject: Fran Ronja\r\nMessage-ID: <1@hem.example>\r\n"
    town.delivers((head + PLAIN + TEXT).encode(), sender=GUARDIAN)
    return town


def nobody_is_named(town, since=0):
    staff = [x for x in town.letters[since:] if GUARDIAN not in x.recipients]
    return staff and not [
        who for x in staff for who in WHO if who.lower() in (x.subject + x.text + x.html).lower()
    ]


def test_g79_asked_to_be_anonymous_staff_see_no_name_and_no_address(town):
    [routed] = town.letters_to(BIRGITTA)
    assert "Anonym. Den som skrev vill inte att vi vet vem det är" in routed.text
    assert "rasterna på Åskolan är för korta" in routed.text
    assert nobody_is_named(town)


def test_g79_it_is_acknowledged_and_answered_in_full(town):
    assert "LH-2026-0001" in town.letters_to(GUARDIAN)[0].text
    assert "Birgitta Norén" in town.letters_to(GUARDIAN)[0].text
    routed = town.letters_to(BIRGITTA)[0]
    town.replies(
        routed, "Klart. Vi har pratat i arbetslaget om det.", sender=BIRGITTA, at=at("2026-03-11T09:00")
    )
    town.quarter_passes()
    assert "Vi har pratat i arbetslaget" in town.letters_to(GUARDIAN)[-1].text
    assert nobody_is_named(town)


def test_g79_nor_does_any_later_mail_about_it_tell(town):
    first = town.letters_to(GUARDIAN)[0]
    since = len(town.letters)
    again = f"Det hände igen. /Ronja Falander, {GUARDIAN}"
    town.replies(first, again, sender=GUARDIAN, at=at("2026-03-11T09:00"))
    town.bounces("acknowledgement", GUARDIAN)
    town.waits_until(at("2026-03-27T12:00"))  # reminders, escalations
    assert nobody_is_named(town, since)


def test_g79_nor_the_page(town):
    browser = enters(town, town.letters_to(BIRGITTA)[0], BIRGITTA, at=at("2026-03-10T10:10"))
    shown = browser.text
    assert "Anonym" in shown
    assert not [who for who in WHO if who.lower() in shown.lower()]


def test_g79_without_an_address_it_is_handled_in_full_and_nobody_can_be_acknowledged():
    town = Town()
    text = "Rasterna på Åskolan är för korta. De hinner inte leka."
    town.delivers((f"To: {INTAKE}\r\nSubject: Humlan\r\n{PLAIN}{text}").encode(), sender="www@webb.example")
    assert town.case.complainant.writer is Writer.ANONYMOUS
    assert "Anonym. Vi har ingen adress" in town.letters_to(BIRGITTA)[0].text
    assert {address for x in town.letters for address in x.recipients} == {BIRGITTA}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Jag vill vara anonym.", True),
        ("Vi vill helst förbli anonyma i det här.", True),
        ("jag skriver det här anonymt för jag är rädd", True),
        ("vågar inte säga vem jag är men personalen pratar illa", True),
        ("Jag vill inte att ni skriver mitt namn någonstans.", True),
        ("Nämn inte mitt namn för rektor.", True),
        ("I want to remain anonymous.", True),
        ("Please do not tell them my name.", True),
        ("Enkäten ska vara anonym men läraren läste upp svaren.", False),
        ("Proven rättas inte anonymt.", False),
        ("Min son fick en anonym lapp i skåpet.", False),
        ("Mitt namn är Maria Lind.", False),
    ],
)
def test_who_asks_to_be_anonymous(text, asked):
    assert anonymity.asked(a_mail(subject="", new_text=text)) is asked


# --- Asked for later --------------------------------------------------------------------------------------


ASKED = "Jag vill vara anonym, berätta inte vem jag är för skolan."


def test_g79_who_asks_for_it_in_a_reply_is_named_to_nobody_new():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", sender=NAMED, Subject="Maten")
    town.replies(town.letters_to(GUARDIAN)[0], ASKED, sender=NAMED, at=at("2026-03-10T10:30"))
    told = town.letters_to(PETER)[-1]
    assert "vill vara anonym från och med nu" in told.text
    since = len(town.letters)
    town.replies(town.letters_to(PETER)[0], "Till: rektor Åskolan", sender=PETER, at=at("2026-03-10T11:00"))
    assert "Anonym." in town.letters_to(BIRGITTA)[-1].text
    assert nobody_is_named(town, since)
    assert "Birgitta Norén" in town.letters_to(GUARDIAN)[-1].text


def test_g79_it_holds_in_all_matters_of_the_same_mail():
    town = Town()
    text = "Tre saker om Åskolan: maten är kall, bussen sen och fröken fräste åt oss."
    town.writes(text, sender=NAMED, Subject="Klagomål")
    told = f"Det gäller maten. {ASKED}"
    town.replies(town.letters_to(GUARDIAN)[0], told, sender=NAMED, at=at("2026-03-10T10:30"))
    assert [case.complainant.writer for case in town.cases] == [Writer.ANONYMOUS] * 3


# --- Named by what is not the display name ------------------------------------------------------------------


MARIA = "maria.lind@hem.example"
TELLING = ("Maria", "Lind", "070-123 45 67", MARIA)


@pytest.fixture
def bare():
    """From an address without a display name, with a signature and a file."""
    town = Town()
    text = (
        "Hej, jag vill vara anonym. Skolmaten på Åskolan är kall. Ring inte min man.\n\n"
        "Med vänlig hälsning\nMaria Lind\n070-123 45 67"
    )
    files = [("Maria Lind klagomal.pdf", "application/pdf", b"%PDF-1.4 x")]
    town.delivers(a_raw_mail(text, sender=MARIA, subject="Maten", files=files), sender=MARIA)
    return town


def tells(text):
    return [word for word in TELLING if re.search(rf"(?i)\b{re.escape(word)}\b", text)]


def test_g79_a_signature_and_the_name_of_a_file_tell_nothing(bare):
    routed = bare.letters_to(PETER)[0]
    assert "Skolmaten på Åskolan är kall. Ring inte min man." in routed.text
    assert not tells(routed.text + routed.html)
    [file] = routed.mail.iter_attachments()
    assert file.get_filename() == "1.pdf"
    assert file.get_content() == b"%PDF-1.4 x"
    assert "1.pdf" in routed.text


def test_g79_nor_does_what_they_write_later_under_a_name_or_from_another_address(bare):
    first, since = bare.letters_to(MARIA)[0], len(bare.letters)
    later = "I dag var den kall igen.\n\nMaria Lind, mamma till Ella i trean"
    sender = f"Maria Lind <{MARIA}>"
    bare.replies(first, later, sender=sender, at=at("2026-03-10T11:00"))
    other = "Maja Öberg <maja.lind-oberg@jobb.example>"
    text = "Det är jag igen. Majas mobil är slut.\nMvh Maja Öberg"
    bare.replies(first, text, sender=other, at=at("2026-03-10T12:00"))
    added, unverified = [letter for letter in bare.letters[since:] if PETER in letter.recipients]
    assert "I dag var den kall igen" in added.text
    assert "Ella i trean" in added.text
    assert "Det är jag igen" in unverified.text
    for letter in (added, unverified):
        assert not tells(letter.text + letter.html)
        assert not [word for word in ("Maja", "Öberg", "jobb.example") if word in letter.text]
    page = enters(bare, bare.letters_to(PETER)[0], PETER, at=at("2026-03-10T13:00")).text
    assert "Det är jag igen" in page
    assert "Skolmaten på Åskolan är kall" in page
    assert not tells(page)
    assert "Maja" not in page


def test_g79_the_signature_of_a_colleague_stays_in_what_is_shown_to_that_colleague(bare):
    answer = "Klart. Vi har köpt en vagn.\n\nMed vänlig hälsning\nPeter i köket"
    bare.replies(bare.letters_to(PETER)[0], answer, sender=PETER, at=at("2026-03-10T11:00"))
    assert "Peter i köket" in bare.letters_to(PETER)[-1].text


@pytest.mark.parametrize(
    ("sender", "words"),
    [
        ("mail@lind.example", "Ni svarar aldrig på mail."),
        ("familjen.berg@hem.example", "Hela familjen lider."),
        ("mamma.orolig@hem.example", "Mamma är orolig."),
        ("Förälder Åskolan <x.y@hem.example>", "En förälder på Åskolan säger detsamma."),
        ("kullaskolan.lind@hem.example", "Det är samma på Kullaskolan."),
        ("kall.mat@hem.example", "Allt är kallt."),
    ],
)
def test_g79_ordinary_words_of_an_address_or_a_name_stay(sender, words):
    town = Town()
    town.writes(f"Vi vill vara anonyma. Skolmaten på Åskolan är kall. {words}", sender=sender)
    assert words in town.letters_to(PETER)[0].text


def test_g79_the_names_in_an_address_are_covered_with_a_capital_or_side_by_side():
    town = Town()
    words = "Berg vill ha svar, säger anna berg, och det är Annas mat."
    town.writes(
        f"Vi vill vara anonyma. Skolmaten på Åskolan är kall. {words}", sender="anna.berg@hem.example"
    )
    assert "[…] vill ha svar, säger […], och det är […] mat." in town.letters_to(PETER)[0].text


@pytest.mark.parametrize("word", ["Avvisa", "Släpp in"])
def test_g79_whoever_decides_on_a_strangers_mail_reads_whole_sentences(bare, word):
    first = bare.letters_to(MARIA)[0]
    bare.replies(first, "Maten är kall.", sender="olle@annan.example", at=at("2026-03-10T11:00"))
    bare.replies(bare.letters_to(PETER)[-1], word, sender=PETER, at=at("2026-03-10T12:00"))
    assert "Det som avsändaren skrev hör" in bare.letters_to(PETER)[-1].text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Maten är kall.\n\nMvh Maria", "Maten är kall.\n\n[…]"),
        ("Maten är kall. /Maria Lind", "Maten är kall. […]"),
        ("Maten är kall.\nMaria Lind\n070-123 45 67", "Maten är kall.\n[…]"),
        ("Kall.\n\nHälsningar\n\nMaria\nPS. Även bussen är sen.", "Kall.\n\n[…]\nPS. Även bussen är sen."),
        ("Kall.\n\nMaria\n\nDen 3 mars skrev ni:\n> Tack", "Kall.\n\n[…]\n\nDen 3 mars skrev ni:\n> Tack"),
        ("Kind regards,\nMaria Lind\n+46 70 123 45 67", "[…]"),
        ("Vänligen återkom till mig om maten.", "Vänligen återkom till mig om maten."),
        ("Kall.\n\nHälsningar från Ellas mamma", "Kall.\n\n[…]"),
        ("Kall.\n\nVänligen\nMaria\nStorgatan 5", "Kall.\n\n[…]"),
        ("Kall.\n\nmvh maria lind", "Kall.\n\n[…]"),
        ("Kall.\n\nmvh\nmaria\n070-123 45 67\n\nBussen är sen.", "Kall.\n\n[…]\n\nBussen är sen."),
        ("Kall.\n\nHa det bra\nMaria", "Kall.\n\n[…]"),
        ("Ha det bra i skolan\nvill alla ha det.", "Ha det bra i skolan\nvill alla ha det."),
        ("Kall.\n\nMaria Lind\nNås på 070-123 45 67", "Kall.\n\n[…]"),
        ("Maten är kall och/eller blöt.\nVad gör ni?", "Maten är kall och/eller blöt.\nVad gör ni?"),
        ("Hej", "Hej"),
    ],
)
def test_what_is_a_signature(text, left):
    assert unsigned(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Vänligen hjälp oss\nMatsalen stängs för tidigt\nFrukten är slut\n\nAllt är kallt",
        "Hälsningar från en orolig mamma\n\nMin son gråter varje kväll\nHan äter inte\n\nGör något",
        "Hälsar ni på barnen\nVi hälsar på er",
        "De som serverar heter:\nKalle Svensson\nAnna Berg",
        "De som serverar är\n\nKalle Svensson\n\nAnna Berg",
        "Den som serverar heter\nAnna Berg",
        "Maten är kall. Den lagas av\nAnna Berg",
    ],
)
def test_words_of_an_anonymous_complaint_are_no_signature(text):
    town = Town()
    complaint = "Jag vill vara anonym. Skolmaten på Åskolan är kall."
    town.writes(f"{complaint}\n\n{text}", sender="x.y@hem.example", Subject="Skolmaten")
    told = town.letters_to(PETER)[0].text
    for line in filter(None, text.split("\n")):
        assert line in told


@pytest.mark.parametrize("closing", ["Best regards,", "Yours sincerely", "Best wishes,", "Kind regards"])
def test_g79_an_english_closing_takes_the_name_below_it_away(closing):
    town = Town()
    town.writes(
        f"I want to be anonymous. The food at Åskolan is cold every day.\n\n{closing}\nKarin Holm",
        sender="k.h@hem.example",
    )
    to_staff = [letter for letter in town.letters if "k.h@hem.example" not in letter.recipients]
    told = "".join(letter.text for letter in to_staff)
    assert "cold every day" in told
    assert "Holm" not in told


def test_g79_staff_do_not_see_by_which_words_an_anonymous_mail_resembles_others():
    town = Town()
    town.writes("Jag vill vara anonym. Skolmaten på Åskolan är kall varje dag och barnen går hungriga hem.")
    assert RESEMBLES in {reason.about for reason in town.case.judgement.reasons}
    shown = anonymity.hidden(town.case, lindhoj()).judgement.reasons
    assert shown
    assert RESEMBLES not in {reason.about for reason in shown}
