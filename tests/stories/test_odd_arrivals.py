"""Mails that come in another way than a complaint typed into a mail program."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default

import pytest

from complaints.model import Verdict
from tests.lindhoj import GUARDIAN, PETER, at
from tests.raw import a_raw_mail, a_winmail, a_zip
from tests.town import Town

CARETAKER = "ivar.ek@lindhoj.example"
SHOWERS = (
    "Omklädningsrummet på Centralskolan är smutsigt och duscharna fungerar inte. Min son vågar inte duscha."
)
GMAIL = f"""\
Hej! Fick det här, skickar vidare.

---------- Vidarebefordrat meddelande ----------
Från: Maria Lind <maria.lind@hem.example>
Datum: mån 9 mars 2026 kl 19:12
Ämne: Omklädningsrummet
Till: Ivar Ek <ivar.ek@lindhoj.example>

{SHOWERS}
"""
OUTLOOK = f"""\
Hej! Fick det här, skickar vidare.

Från: Maria Lind <maria.lind@hem.example>
Skickat: den 9 mars 2026 19:12
Till: Ivar Ek <ivar.ek@lindhoj.example>
Ämne: Omklädningsrummet

{SHOWERS}
"""
IPHONE = f"""\
Hej! Fick det här, skickar vidare.

Vidarebefordrat mejl:

> Från: Maria Lind <maria.lind@hem.example>
> Datum: 9 mars 2026 19:12:11 CET
> Till: Ivar Ek <ivar.ek@lindhoj.example>
> Ämne: Omklädningsrummet
>
> {SHOWERS}
"""


# --- G43: every employee can forward -----------------------------------------------------------------


def enclosed():
    """The guardian's mail as a file in the colleague's."""
    mail = message_from_bytes(
        a_raw_mail("Fick det här.", sender=CARETAKER, subject="VB: Omklädningsrummet"), policy=default
    )
    original = message_from_bytes(a_raw_mail(SHOWERS, subject="Omklädningsrummet"), policy=default)
    mail.add_attachment(original, filename="Omklädningsrummet.eml")
    return mail.as_bytes()


@pytest.mark.parametrize(
    "raw",
    [
        *(
            a_raw_mail(text, sender=CARETAKER, subject="VB: Omklädningsrummet")
            for text in (GMAIL, OUTLOOK, IPHONE)
        ),
        enclosed(),
    ],
    ids=["gmail", "outlook", "iphone", "enclosed"],
)
def test_g43_a_mail_that_a_colleague_passes_on_is_the_guardians(raw):
    town = Town()
    town.delivers(raw, sender=CARETAKER)
    assert town.case.complainant.address == GUARDIAN
    [acknowledgement] = town.letters_to(GUARDIAN)
    assert "LH-2026-0001" in acknowledgement.subject
    [receipt] = town.letters_to(CARETAKER)
    assert receipt.subject.startswith("Tack")
    assert "duscha" not in receipt.text
    assert town.case.judgement.unit == "centralskolan"


@pytest.mark.parametrize("above", ["Kategori: skolmåltider", "Frånvarande 6–10 april"])
def test_g43_a_word_of_ours_above_what_a_colleague_passes_on_does_not_hide_the_guardian(above):
    town, annika = Town(), "annika.sandell@lindhoj.example"
    raw = a_raw_mail(f"{above}\n\n{OUTLOOK}", sender=annika, subject="VB: Omklädningsrummet")
    town.delivers(raw, sender=annika)
    assert town.case.complainant.address == GUARDIAN


def test_nobody_outside_can_have_us_mail_a_stranger_by_forwarding():
    for sender, dmarc in ((CARETAKER, Verdict.FAIL), ("okand@mejl.example", Verdict.PASS)):
        town = Town()
        town.delivers(a_raw_mail(GMAIL, sender=sender, subject="VB: Hej"), sender=sender, dmarc=dmarc)
        assert town.letters_to(GUARDIAN) == []


# --- G89: a reply that overtook its original ------------------------------------------------------------


def test_a_reply_that_comes_before_its_original_keeps_them_together():
    town = Town()
    reply = a_raw_mail(
        "Och i dag igen!", In_Reply_To="<first@hem.example>", Message_ID="<second@hem.example>"
    )
    town.delivers(reply)
    original = a_raw_mail("Maten på Åskolan är kall sedan i måndags.", Message_ID="<first@hem.example>")
    town.delivers(original, at=at("2026-03-10T11:00"))
    assert len(town.cases) == 1
    assert [entry["what"] for entry in town.store.entries[town.case.id]][-2] == "reply"


def test_nobody_else_can_claim_a_mail_that_has_not_come_yet():
    town = Town()
    thief = "okand@mejl.example"
    town.delivers(a_raw_mail("Hej", sender=thief, In_Reply_To="<first@hem.example>"), sender=thief)
    town.delivers(a_raw_mail("Maten på Åskolan är kall.", Message_ID="<first@hem.example>"))
    assert len(town.letters_to(GUARDIAN)) == 1
    assert len(town.cases) == 2


def test_g89_outlooks_conversation_leads_the_complainant_to_the_case_and_nobody_else():
    first, later = "Ab1x9bk0p2gxB3bQTUyzKw3bd1dvXA==", "Ab1x9bk0p2gxB3bQTUyzKw3bd1dvXAAAAEKw"
    town = Town()
    town.delivers(a_raw_mail("Maten på Åskolan är kall.", Thread_Index=first))
    town.delivers(a_raw_mail("Och i dag igen!", Thread_Index=later), at=at("2026-03-11T10:00"))
    assert [entry["what"] for entry in town.store.entries[town.case.id]][-2] == "reply"
    thief = "okand@mejl.example"
    town.delivers(
        a_raw_mail("Hej", sender=thief, Thread_Index=later), sender=thief, at=at("2026-03-11T11:00")
    )
    assert len(town.cases) == 2


# --- G93: attachments -------------------------------------------------------------------------------------


def test_g93_safe_files_go_along_dangerous_ones_are_only_listed():
    town = Town()
    safe = {
        "Matsedel v 11.pdf": b"%PDF-1.7\n%%EOF\n",
        "bild å.jpg": b"\xff\xd8\xff\xe0" + b"\x00" * 100,
        "IMG_0001.HEIC": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
        "brev.docx": a_zip("[Content_Types].xml", "word/document.xml"),
    }
    dangerous = {
        "spel.exe": b"MZ" + b"\x00" * 100,
        "allt.zip": a_zip("bild.jpg"),
        "sida.html": b"<html><script>alert(1)</script></html>",
    }
    files = [(name, "application/octet-stream", content) for name, content in (safe | dangerous).items()]
    raw = a_raw_mail("Maten på Åskolan är kall, se bilder.", files=files)
    town.delivers(raw)
    [routed] = town.letters_to(PETER)
    assert [part.get_filename() for part in routed.mail.iter_attachments()] == list(safe)
    assert all(name in routed.text for name in dangerous)
    assert town.opening_mail(town.case) == raw


def test_g93_a_mail_that_is_enclosed_is_listed():
    town = Town()
    mail = message_from_bytes(a_raw_mail("Maten på Åskolan är kall, se mejlet från rektor."), policy=default)
    mail.add_attachment(message_from_bytes(a_raw_mail("Vi återkommer."), policy=default), filename="Svar.eml")
    town.delivers(mail.as_bytes())
    assert "Svar.eml" in town.letters_to(PETER)[0].text


def test_g93_what_is_too_large_to_pass_on_is_told_in_the_acknowledgement():
    town = Town()
    film = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 11_000_000
    files = [(f"film{number}.mp4", "video/mp4", film) for number in range(2)]
    town.delivers(a_raw_mail("Maten på Åskolan är kall, se filmer.", files=files))
    [acknowledgement] = town.letters_to(GUARDIAN)
    assert "för stor" in acknowledgement.text
    assert "film" not in acknowledgement.text.replace("filer", "")
    [routed] = town.letters_to(PETER)
    assert [part.get_filename() for part in routed.mail.iter_attachments()] == ["film0.mp4"]
    assert "film1.mp4" in routed.text


def reply_with_a_file(town, name):
    acknowledgement = town.letters_to(GUARDIAN)[0]
    files = [(name, "application/pdf", b"%PDF-1.7\n%%EOF\n")]
    raw = a_raw_mail("Här är papperet.", files=files)
    town.delivers(raw, to=acknowledgement.reply_to, at=at("2026-03-11T10:00"))
    return town.letters[-1]


def test_g93_the_files_of_a_reply_go_along_too():
    town = Town()
    town.delivers(a_raw_mail("Maten på Åskolan är kall."))
    told = reply_with_a_file(town, "Matsedel.pdf")
    assert "Matsedel.pdf" in told.text
    assert [part.get_filename() for part in told.mail.iter_attachments()] == ["Matsedel.pdf"]


def test_the_name_of_a_file_is_not_mailed_where_the_text_is_not():
    town = Town()
    town.delivers(a_raw_mail("Vi har skyddade personuppgifter och Åskolan lämnade ut vår adress."))
    told = reply_with_a_file(town, "Beslut Lisa, Storgatan 5.pdf")
    assert "Storgatan" not in told.text
    assert not list(told.mail.iter_attachments())


def test_no_file_goes_along_when_the_server_warns_of_a_virus():
    town = Town()
    raw = a_raw_mail("Skolmaten på Åskolan är kall.", files=[("a.pdf", "application/pdf", b"%PDF-1.7\n")])
    town.delivers(raw, virus=Verdict.FAIL)
    assert all(not list(letter.mail.iter_attachments()) for letter in town.letters)


# --- G94 and G103: what is new, and in which dress --------------------------------------------------------


@pytest.mark.parametrize(
    "quoted",
    [
        "Från: Lindhöj <x@y.example>\nSkickat: den 10 mars 2026 10:00\nTill: Maria\nÄmne: Mat\n\nSpara gärna",
        "Den tis 10 mars 2026 kl 10:00 skrev Lindhöj kommun <x@y.example>:\n> Spara gärna",
        "Skickat från min iPhone\n\n> 10 mars 2026 kl. 10:00 skrev Lindhöj <x@y.example>:\n>\n> Spara gärna",
        "-----Ursprungligt meddelande-----\nFrån: Lindhöj kommun\nSpara gärna",
    ],
)
def test_g94_only_what_is_new_is_shown_to_the_owner_and_all_is_kept(quoted):
    town = Town()
    town.delivers(a_raw_mail("Maten på Åskolan är kall."))
    letter = town.letters_to(GUARDIAN)[0]
    town.replies(
        letter, f"Det hände igen.\n\n{quoted}", sender=GUARDIAN, at=at("2026-03-11T10:00"), quote=False
    )
    told = town.letters_to(PETER)[-1].text
    assert "Det hände igen." in told
    assert "Spara gärna" not in told
    assert "Spara gärna" in town.store.entries[town.case.id][-2]["text"]


def in_latin_1(words):
    head = f"From: {GUARDIAN}\r\nSubject: =?iso-8859-1?q?Klagom=E5l?=\r\n"
    return f"{head}Content-Type: text/plain; charset=iso-8859-1\r\n\r\n{words}".encode("latin-1")


def in_html(words):
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = GUARDIAN, "Klagomål"
    mail.set_content(f"<p>{words}</p>", subtype="html")
    return mail.as_bytes()


def in_winmail(words):
    head = f"From: {GUARDIAN}\r\nSubject: Hej\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n\r\n"
    return head.encode() + a_winmail(words)


def in_the_subject(words):
    return a_raw_mail("", subject=words)


@pytest.mark.parametrize("dressed", [in_latin_1, in_html, in_winmail, in_the_subject])
def test_g103_every_dress_of_the_same_words_is_read(dressed):
    words = "Skolmaten på Åskolan är kall"
    town = Town()
    town.delivers(dressed(words))
    [routed] = town.letters_to(PETER)
    assert words in routed.text
