"""G58: the mails of the boundary that no words alone decide: history, headers, files, and how many come.

The others, each by itself, are judged in `tests/judgement/test_boundary.py`. Numbers are those of the set.
"""

import pytest

from complaints.model import Lane, State, Verdict, Writer
from tests.lindhoj import ANNIKA, BIRGITTA, EMMA, GUARDIAN, INTAKE, TOMAS, at
from tests.raw import a_raw_mail
from tests.town import Town

MOTHER = "mamma.i.4b@hem.example"
FATHER = "pappa@mejl.example"
CARETAKER = "ivar.ek@lindhoj.example"
LATER = at("2026-03-11T09:00")


@pytest.fixture
def town():
    return Town()


def test_6_to_9_four_families_about_one_schedule_are_four_cases_and_one_matter(town):
    text = "Nya schemat på Ängskolan med sen start på fredagar fungerar inte för oss som börjar jobba sju."
    for number in range(4):
        town.writes(text, sender=f"familj{number}@hem.example")
    assert {c.judgement.category for c in town.cases} == {"organisation"}
    assert all(len(town.letters_to(f"familj{number}@hem.example")) == 1 for number in range(4))
    town.replies(town.letters_to(TOMAS)[0], "Gemensamt: 2, 3, 4", sender=TOMAS, at=LATER)
    assert len({case.joint for case in town.cases}) == 1
    assert "4 personer" in town.letters_to(TOMAS)[-1].text


def test_21_what_a_caretaker_passes_on_is_the_mothers(town):
    forwarded = (
        "Se nedan.\n\n---------- Forwarded message ---------\n"
        f"Från: Mamma Svensson <{MOTHER}>\nDate: mån 9 mars 2026 kl 20:11\n"
        f"Subject: omklädningsrummet\nTo: <{CARETAKER}>\n\n"
        "Omklädningsrummet på Centralskolan är smutsigt och låset är trasigt, min son i 4B vägrar byta om.\n"
    )
    town.writes(forwarded, sender=CARETAKER, Subject="Fwd: mejl från mamma i 4B om omklädningsrummet")
    assert town.case.complainant.address == MOTHER
    assert (town.case.judgement.lane, town.case.judgement.category) == (Lane.COMPLAINT, "lokal")
    assert "Gunilla Hage" in town.letters_to(MOTHER)[0].text
    assert "LH-2026-0001" in town.letters_to(CARETAKER)[0].text


def test_23_the_fifth_mail_about_an_answered_matter_gets_a_short_answer_and_a_reader(town):
    town.writes("Läxorna på Kullaskolan är för många, och ingen förklarar dem.")
    first = town.letters_to(GUARDIAN)[0]
    for day in ("11", "12", "13"):
        town.replies(first, "Ni har inte svarat.", sender=GUARDIAN, at=at(f"2026-03-{day}T09:00"))
    routed = town.letters_to(EMMA)[0]
    town.replies(routed, "Klart. Vi har ändrat läxorna.", sender=EMMA, at=at("2026-03-16T09:00"))
    town.quarter_passes()
    fifth = "Femte mejlet. Ni har inte svarat ordentligt om läxorna. Ni är fullständigt inkompetenta"
    town.replies(town.letters_to(GUARDIAN)[-1], fifth, sender=GUARDIAN, at=at("2026-03-17T09:00"))
    assert len(town.cases) == 1
    assert "Vi svarade dig" in town.letters_to(GUARDIAN)[-1].text
    assert fifth in town.letters_to(EMMA)[-1].text


def test_25_the_other_guardian_has_a_case_of_his_own_and_hears_nothing_of_hers(town):
    town.writes("Hon har adhd, BUP har skickat läkarintyg (bifogat) men Kullaskolan gör ingenting.")
    hers = town.case
    town.writes("Jag är pappa, hur går det med stödet på Kullaskolan?", sender=FATHER, at=LATER)
    his = next(case for case in town.cases if case.id != hers.id)
    assert (his.judgement.category, his.complainant.address) == ("stod", FATHER)
    for letter in town.letters_to(FATHER):
        assert not [w for w in (hers.number, "adhd", "BUP", "Maria", GUARDIAN) if w in letter.text]
    assert len(town.letters_to(GUARDIAN)) == 1


def test_25_nor_by_the_number_of_her_case(town):
    town.writes("Hon har adhd, BUP har skickat läkarintyg (bifogat) men Kullaskolan gör ingenting.")
    subject = f"Re: {town.case.number}"
    town.writes("Jag är pappa, hur går det med stödet?", sender=FATHER, at=LATER, Subject=subject)
    assert town.letters_to(FATHER) == []
    assert len(town.letters_to(GUARDIAN)) == 1


def test_27_a_holiday_reply_opens_no_case_and_is_not_answered(town):
    text = "Jag är på semester till 11 augusti."
    town.writes(text, Auto_Submitted="auto-replied", Subject="Autosvar: semester")
    assert town.cases == []
    assert town.letters_to(GUARDIAN) == []


def test_28_what_comes_back_is_told_on_its_case(town):
    town.writes("Rasterna på Åskolan är för korta, de hinner inte leka.")
    sent = town.letters_to(GUARDIAN)[0].mail["Message-ID"]
    returned = (
        "From: Mail Delivery System <mailer-daemon@hem.example>\r\n"
        f"To: {INTAKE}\r\nSubject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\n"
        f"In-Reply-To: {sent}\r\nMessage-ID: <b@hem.example>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/plain\r\n\r\nThis is the mail system.\r\n"
        "--x\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; hem.example\r\n\r\nFinal-Recipient: rfc822; {GUARDIAN}\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\n\r\n--x--\r\n"
    )
    town.delivers(returned.encode(), sender="", at=LATER)
    assert len(town.cases) == 1
    assert "nådde inte fram" in town.letters_to(BIRGITTA)[-1].text
    assert len(town.letters_to(GUARDIAN)) == 1


def test_37_a_fault_told_of_three_times_is_a_complaint(town):
    told = "Lampan vid cykelstället på Centralskolan är trasig."
    for day in ("2026-03-10", "2026-03-24"):
        town.writes(told, at=at(f"{day}T10:00"))
    again = "Lampan vid cykelstället på Centralskolan är fortfarande trasig, tredje gången jag skriver!!"
    town.writes(again, at=at("2026-04-14T10:00"))
    third = town.cases[-1]
    assert (third.judgement.lane, third.judgement.category) == (Lane.COMPLAINT, "lokal")
    assert "Du får ett svar senast" in town.letters_to(GUARDIAN)[-1].text


def test_55_a_subject_without_a_text_is_a_complaint(town):
    town.writes("", Subject="Klagomål fritids Åskolan")
    assert (town.case.judgement.category, town.case.owner) == ("fritids", "rektor-askolan")
    assert "Klagomål fritids Åskolan" in town.letters_to(BIRGITTA)[0].text
    assert "Birgitta Norén" in town.letters_to(GUARDIAN)[0].text


def test_56_a_picture_alone_goes_to_the_coordinator_with_the_picture(town):
    heic = ("IMG_0001.HEIC", "application/octet-stream", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
    town.delivers(a_raw_mail("", subject="se här hur det ser ut", files=[heic]))
    assert (town.case.judgement.lane, town.case.owner) == (Lane.COMPLAINT, "sektorsamordnare")
    routed = town.letters_to(ANNIKA)[0]
    assert [file.get_filename() for file in routed.mail.iter_attachments()] == ["IMG_0001.HEIC"]
    assert "Vi letar upp rätt person" in town.letters_to(GUARDIAN)[0].text


def test_57_spam_is_held_and_listed(town):
    spam = a_raw_mail("Vinn en iPad till skolan! Klicka", sender="vinn@lista.example")
    town.delivers(spam, sender="vinn@lista.example", spam=Verdict.FAIL)
    assert (town.case.judgement.lane, town.case.state) == (Lane.SPAM, State.RECEIVED)
    assert town.letters == []
    town.waits_until(at("2026-03-11T08:00"))
    assert "vinn@lista.example" in town.letters_to(ANNIKA)[0].text


def test_60_fifty_receipts_of_another_helpdesk_get_one_acknowledgement_at_most(town):
    for number in range(50):
        town.writes(
            f"Ditt ärende #{8841 + number} är mottaget.",
            sender="support@arendesystem.example",
            at=at(f"2026-03-10T10:{number:02}"),
            Subject=f"Ditt ärende #{8841 + number} är mottaget",
        )
    assert len(town.letters_to("support@arendesystem.example")) <= 1
    assert len(town.cases) <= 1


def test_22_an_anonymous_web_mail_is_handled_and_not_answered(town):
    text = "vågar inte säga vem jag är men personalen på humlan pratar illa om barnen framför oss"
    head = f"To: {INTAKE}\r\nSubject: Form\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    town.delivers(f"{head}{text}".encode(), sender="www@webb.example")
    assert (town.case.judgement.category, town.case.owner) == ("bemotande", "rektor-forskola-soder")
    assert town.case.complainant.writer is Writer.ANONYMOUS
    assert all(a.endswith("@lindhoj.example") for letter in town.letters for a in letter.recipients)
