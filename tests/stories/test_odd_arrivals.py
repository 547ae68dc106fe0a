"""Mails that come in another way than a complaint typed into a mail program."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from complaints.model import Verdict
from tests.lindhoj import GUARDIAN, INTAKE, at
from tests.town import Town

PETER = "peter.hallgren@lindhoj.example"
ANNIKA = "annika.sandell@lindhoj.example"
CARETAKER = "ivar.ek@lindhoj.example"
FORWARDED = """\
Hej! Fick det här, skickar vidare.

---------- Vidarebefordrat meddelande ----------
Från: Maria Lind <maria.lind@hem.example>
Datum: mån 9 mars 2026 kl 19:12
Ämne: Omklädningsrummet
Till: Ivar Ek <ivar.ek@lindhoj.example>

Omklädningsrummet på Centralskolan är smutsigt och duscharna fungerar inte. Min son vågar inte duscha.
"""


def a_mail(text, *, sender=GUARDIAN, subject="Hej", files=(), **headers):
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, INTAKE, subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    for name, kind, content in files:
        maintype, _, subtype = kind.partition("/")
        mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return mail.as_bytes()


# --- G43: every employee can forward -----------------------------------------------------------------


def test_g43_a_mail_that_a_colleague_passes_on_is_the_guardians():
    town = Town()
    town.delivers(a_mail(FORWARDED, sender=CARETAKER, subject="VB: Omklädningsrummet"), sender=CARETAKER)
    assert town.case.complainant.address == GUARDIAN
    [acknowledgement] = town.letters_to(GUARDIAN)
    assert "LH-2026-0001" in acknowledgement.subject
    [receipt] = town.letters_to(CARETAKER)
    assert receipt.subject.startswith("Tack")
    assert "duscha" not in receipt.text
    assert town.case.judgement.unit == "centralskolan"


def test_nobody_outside_can_have_us_mail_a_stranger_by_forwarding():
    for sender, dmarc in ((CARETAKER, Verdict.FAIL), ("okand@mejl.example", Verdict.PASS)):
        town = Town()
        town.delivers(a_mail(FORWARDED, sender=sender, subject="VB: Hej"), sender=sender, dmarc=dmarc)
        assert town.letters_to(GUARDIAN) == []


# --- G90: no loops, also where no header gives them away ----------------------------------------------


def test_g90_fifty_mails_that_look_alike_get_one_acknowledgement_and_one_case():
    town = Town()
    helpdesk = "support@arendesystem.example"
    for number in range(50):
        ticket = a_mail(
            f"Vi har registrerat din fråga om maten på Åskolan. Numret är {8800 + number}.",
            sender=helpdesk,
            subject=f"Fråga {8800 + number}",
            Message_ID=f"<{number}@arendesystem.example>",
        )
        town.delivers(ticket, sender=helpdesk, at=at(f"2026-03-10T10:{number:02}"))
    assert len(town.cases) == 1
    assert len(town.letters_to(helpdesk)) <= 1
    assert len([letter for letter in town.letters if "igen" in letter.subject]) <= 1


def test_different_guardians_with_the_same_words_are_never_held_together():
    town = Town()
    for name in ("anna", "bo", "cecilia"):
        guardian = f"{name}@hem.example"
        town.delivers(a_mail("Maten på Åskolan är kall.", sender=guardian), sender=guardian)
        assert len(town.letters_to(guardian)) == 1
    assert len(town.cases) == 3


def test_the_same_words_a_week_later_are_a_new_case():
    town = Town()
    for day in ("2026-03-10", "2026-03-18"):
        raw = a_mail("Maten på Åskolan är kall.", Message_ID=f"<{day}@hem.example>")
        town.delivers(raw, at=at(f"{day}T10:00"))
    assert len(town.cases) == 2


# --- G89: a reply that overtook its original ------------------------------------------------------------


def test_a_reply_that_comes_before_its_original_keeps_them_together():
    town = Town()
    reply = a_mail("Och i dag igen!", In_Reply_To="<first@hem.example>", Message_ID="<second@hem.example>")
    town.delivers(reply)
    original = a_mail("Maten på Åskolan är kall sedan i måndags.", Message_ID="<first@hem.example>")
    town.delivers(original, at=at("2026-03-10T11:00"))
    assert len(town.cases) == 1
    assert [entry["what"] for entry in town.store.entries[town.case.id]][-2] == "reply"


def test_nobody_else_can_claim_a_mail_that_has_not_come_yet():
    town = Town()
    thief = "okand@mejl.example"
    town.delivers(a_mail("Hej", sender=thief, In_Reply_To="<first@hem.example>"), sender=thief)
    town.delivers(a_mail("Maten på Åskolan är kall.", Message_ID="<first@hem.example>"))
    assert len(town.letters_to(GUARDIAN)) == 1
    assert len(town.cases) == 2


# --- G91: a letter that did not arrive -------------------------------------------------------------------


def test_g91_a_bounce_that_finds_its_case_is_told_to_the_owner():
    town = Town()
    town.delivers(a_mail("Maten på Åskolan är kall."))
    [acknowledgement] = town.letters_to(GUARDIAN)
    bounce = (
        f"From: MAILER-DAEMON@hem.example\r\nTo: {acknowledgement.reply_to}\r\nSubject: Undelivered Mail\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nCould not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; hem.example\r\n\r\n"
        f"Final-Recipient: rfc822; {GUARDIAN}\r\nAction: failed\r\nStatus: 5.1.1\r\n--b--\r\n"
    ).encode()
    town.delivers(bounce, sender="", to=acknowledgement.reply_to, at=at("2026-03-10T10:05"))
    assert len(town.cases) == 1
    assert "kom inte fram" in town.letters_to(PETER)[-1].subject
    assert len(town.letters_to(GUARDIAN)) == 1


def test_g91_a_letter_of_the_complainant_that_ses_could_not_deliver_is_told_to_the_owner():
    town = Town()
    town.delivers(a_mail("Maten på Åskolan är kall."))
    town.bounces("acknowledgement", GUARDIAN)
    assert "kom inte fram" in town.letters_to(PETER)[-1].subject


def test_g90_an_owner_whose_mailbox_bounces_is_not_mailed_about_that():
    town = Town()
    town.delivers(a_mail("Maten på Åskolan är kall."))
    before = len(town.letters)
    town.bounces("routed", PETER)
    assert len(town.letters) == before


# --- G93: attachments -------------------------------------------------------------------------------------


def test_g93_safe_files_go_along_dangerous_ones_are_only_listed():
    town = Town()
    files = [
        ("Matsedel v 11.pdf", "application/pdf", b"%PDF-1.7\n%%EOF\n"),
        ("bild å.jpg", "image/jpeg", b"\xff\xd8\xff\xe0" + b"\x00" * 100),
        ("spel.exe", "application/octet-stream", b"MZ" + b"\x00" * 100),
        ("allt.zip", "application/zip", b"PK\x03\x04" + b"\x00" * 100),
    ]
    town.delivers(a_mail("Maten på Åskolan är kall, se bilder.", files=files))
    [routed] = town.letters_to(PETER)
    assert [part.get_filename() for part in routed.mail.iter_attachments()] == [
        "Matsedel v 11.pdf",
        "bild å.jpg",
    ]
    assert "spel.exe" in routed.text
    assert "allt.zip" in routed.text


def test_g93_what_is_too_large_to_pass_on_is_told_in_the_acknowledgement():
    town = Town()
    film = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 11_000_000
    files = [(f"film{number}.mp4", "video/mp4", film) for number in range(2)]
    town.delivers(a_mail("Maten på Åskolan är kall, se filmer.", files=files))
    [acknowledgement] = town.letters_to(GUARDIAN)
    assert "för stor" in acknowledgement.text
    assert "film" not in acknowledgement.text.replace("filer", "")
    [routed] = town.letters_to(PETER)
    assert [part.get_filename() for part in routed.mail.iter_attachments()] == ["film0.mp4"]
    assert "film1.mp4" in routed.text


def reply_with_a_file(town, name):
    acknowledgement = town.letters_to(GUARDIAN)[0]
    files = [(name, "application/pdf", b"%PDF-1.7\n%%EOF\n")]
    raw = a_mail("Här är papperet.", files=files)
    town.delivers(raw, to=acknowledgement.reply_to, at=at("2026-03-11T10:00"))
    return town.letters[-1]


def test_g93_the_files_of_a_reply_go_along_too():
    town = Town()
    town.delivers(a_mail("Maten på Åskolan är kall."))
    told = reply_with_a_file(town, "Matsedel.pdf")
    assert "Matsedel.pdf" in told.text
    assert [part.get_filename() for part in told.mail.iter_attachments()] == ["Matsedel.pdf"]


def test_the_name_of_a_file_is_not_mailed_where_the_text_is_not():
    town = Town()
    town.delivers(a_mail("Vi har skyddade personuppgifter och Åskolan lämnade ut vår adress."))
    told = reply_with_a_file(town, "Beslut Lisa, Storgatan 5.pdf")
    assert "Storgatan" not in told.text
    assert not list(told.mail.iter_attachments())


def test_no_file_goes_along_when_the_server_warns_of_a_virus():
    town = Town()
    raw = a_mail("Skolmaten på Åskolan är kall.", files=[("a.pdf", "application/pdf", b"%PDF-1.7\n")])
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
    town.delivers(a_mail("Maten på Åskolan är kall."))
    letter = town.letters_to(GUARDIAN)[0]
    town.replies(
        letter, f"Det hände igen.\n\n{quoted}", sender=GUARDIAN, at=at("2026-03-11T10:00"), quote=False
    )
    told = town.letters_to(PETER)[-1].text
    assert "Det hände igen." in told
    assert "Spara gärna" not in told
    assert "Spara gärna" in town.store.entries[town.case.id][-2]["text"]


def test_g103_every_dress_of_the_same_words_is_read():
    words = "Skolmaten på Åskolan är kall"
    head = f"From: {GUARDIAN}\r\nSubject: =?iso-8859-1?q?Klagom=E5l?=\r\n"
    latin = f"{head}Content-Type: text/plain; charset=iso-8859-1\r\n\r\n{words}"
    html = EmailMessage(policy=SMTP)
    html["From"], html["Subject"] = GUARDIAN, "Klagomål"
    html.set_content(f"<p>{words}</p>", subtype="html")
    only_subject = a_mail("", subject=words)
    for raw in (latin.encode("latin-1"), html.as_bytes(), only_subject):
        town = Town()
        town.delivers(raw)
        [routed] = town.letters_to(PETER)
        assert words in routed.text


def test_a_complaint_that_came_through_another_system_is_seen_by_a_human_and_not_answered():
    town = Town()
    town.delivers(a_mail("Maten på Åskolan är kall.", Auto_Submitted="auto-generated"))
    assert town.letters_to(GUARDIAN) == []
    assert town.letters_to(PETER)


def test_what_another_system_says_of_itself_makes_no_case():
    town = Town()
    town.delivers(a_mail("Backup completed.", subject="Nightly job", Auto_Submitted="auto-generated"))
    assert (town.cases, town.letters) == ([], [])
