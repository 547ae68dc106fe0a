"""A rektor handles a case with one reply: shown first, sent after a quarter of an hour, stopped by a word."""

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from complaints.model import Result, State
from tests.letters.reading import shown
from tests.lindhoj import GUARDIAN, at
from tests.town import Town

PETER = "peter.hallgren@lindhoj.example"
KARIN = "karin.blom@lindhoj.example"
EVA = "eva.nyqvist@lindhoj.example"
LATER = at("2026-03-11T10:00")
QUARTER = timedelta(minutes=15)


@pytest.fixture
def town():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten", Message_ID="<first@hem.example>")
    return town


def routed(town):
    return town.letters_to(PETER)[0]


def whats(town):
    return [entry["what"] for entry in town.store.entries[town.case.id]]


def words_of(text):
    """On one line, without the marks of quotes and signatures."""
    return " ".join(word for word in text.split() if word not in (">", "--"))


def says(town, text, *, sender=PETER, when=LATER, **headers):
    town.replies(routed(town), text, sender=sender, at=when, **headers)


# --- G62, G63: one reply, shown first ---------------------------------------------------------------


def test_g62_one_reply_answers_in_the_wrapper_and_closes_the_case_and_the_follow_up_is_planned(town):
    says(town, "Klart. Vi har bytt rasttid.")
    assert len(town.letters_to(GUARDIAN)) == 1
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert answer.at == LATER + QUARTER
    for told in (
        "Tack för att du skrev",
        "Så här har vi förstått dig Du skrev till oss tisdag 10 mars. Det gällde skolmåltider, Åskolan.",
        "Har vi förstått dig rätt?",
        "Vi har bytt rasttid.",
        "går frågan vidare till Karin Blom, biträdande barn- och utbildningschef",
        "Omkring onsdag 25 mars frågar vi om det har blivit bättre",
        "LH-2026-0001",
        "Peter Hallgren, måltidschef",
        "070-174 06 12",
    ):
        assert told in words_of(answer.text)
    assert (town.case.state, town.case.result, town.case.answered_by) == (
        State.ANSWERED,
        Result.MET,
        "maltidschef",
    )
    town.waits_until(at("2026-03-25T12:00"))
    assert "Blev det bättre?" in town.letters_to(GUARDIAN)[-1].subject


@pytest.mark.parametrize("hour", ["2026-03-11T10:00", "2026-03-11T23:40", "2026-03-14T06:00"])
def test_g63_the_preview_comes_at_once_at_any_hour_and_shows_what_the_guardian_will_see(town, hour):
    says(town, "Klart. Vi har bytt rasttid.", when=at(hour))
    preview = town.letters_to(PETER)[-1]
    assert preview.at == at(hour)
    assert "skickas om 15 minuter" in preview.subject
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert answer.at == at(hour) + QUARTER
    whole = f"{answer.subject} {answer.text}"
    assert words_of(whole) in words_of(preview.text)
    assert words_of(shown(answer.html)) in words_of(shown(preview.html))


@pytest.mark.parametrize(
    "word",
    ["Stopp", "stopp!", "STOP", "stop, det blev fel dag", "Vänta", "ångra", "stpp", "sotpp", "Avbryt."],
)
def test_g63_one_word_stops_it_and_gives_the_text_back(town, word):
    says(town, "Klart. Vi har bytt rasttid.")
    town.replies(town.letters_to(PETER)[-1], word, sender=PETER, at=LATER + timedelta(minutes=14))
    town.waits_until(LATER + timedelta(hours=5))
    assert len(town.letters_to(GUARDIAN)) == 1
    assert (town.case.state, town.case.outgoing) == (State.WITH_OWNER, None)
    receipt = town.letters_to(PETER)[-1]
    assert "Stoppat" in receipt.subject
    assert "> Vi har bytt rasttid." in receipt.text


def test_after_a_stop_the_ladder_goes_on(town):
    says(town, "Klart. Vi har bytt rasttid.")
    says(town, "Stopp")
    town.waits_until(at("2026-03-12T12:00"))
    assert "LH-2026-0001" in town.letters_to(PETER)[-1].subject
    assert "kvar" in town.letters_to(PETER)[-1].subject


def test_stop_that_comes_too_late_says_so(town):
    says(town, "Klart. Vi har bytt rasttid.")
    town.quarter_passes()
    says(town, "Stopp", when=LATER + timedelta(minutes=20))
    assert "inget som väntar" in town.letters_to(PETER)[-1].text
    assert len(town.letters_to(GUARDIAN)) == 2


@pytest.mark.parametrize("text", ["Nej, det blev fel datum.", "Klrat. Ny text.", "Kul! Tack"])
def test_an_unclear_reply_to_the_preview_lets_the_words_wait_until_ok_or_stop(town, text):
    says(town, "Klart. Vi har bytt rasttid.")
    says(town, text, when=LATER + timedelta(minutes=5))
    town.waits_until(LATER + timedelta(hours=3))
    assert len(town.letters_to(GUARDIAN)) == 1
    assert "väntar på dig" in town.letters_to(PETER)[-1].subject


def test_g63_a_plain_reply_never_leaves(town):
    says(town, "Mamman är hopplös, jag orkar inte.")
    town.waits_until(at("2026-03-11T18:00"))
    assert len(town.letters_to(GUARDIAN)) == 1


def test_g63_a_forwarded_internal_chain_is_stripped_and_the_writer_is_told(town):
    chain = (
        "Klart. Vi har bytt rasttid.\n\n"
        "---------- Vidarebefordrat meddelande ----------\n"
        "Från: Annika Sandell <annika.sandell@lindhoj.example>\n"
        "Datum: ons 11 mars 2026 kl 08:00\nÄmne: intern\nTill: Peter Hallgren\n\n"
        "Hon klagar alltid, skriv bara något.\n"
    )
    says(town, chain, quote=False, Subject="VB: intern")
    preview = town.letters_to(PETER)[-1]
    assert "tagit bort text som var citerad" in preview.text
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert "Vi har bytt rasttid." in answer.text
    for internal in ("Annika", "Hon klagar", "annika.sandell"):
        assert internal not in answer.text + answer.html + preview.text


@pytest.mark.parametrize(("subject", "files"), [("Re: maten", ["internt.pdf"]), ("VB: maten", [])])
def test_g63_files_of_a_mail_that_is_passed_on_stay_in_the_house(town, subject, files):
    letter = routed(town)
    reply = EmailMessage(policy=SMTP)
    reply["From"], reply["To"], reply["Subject"] = PETER, letter.reply_to, subject
    reply["Message-ID"] = "<vb@lindhoj.example>"
    reply.set_content(
        "Klart. Vi har bytt.\n\nDen 11 mars 2026 kl. 09:12 skrev Kalle <kalle@lindhoj.example>:\n\nHej"
    )
    reply.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="internt.pdf")
    town.delivers(reply.as_bytes(), at=LATER, sender=PETER, to=letter.reply_to)
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert [part.get_filename() for part in answer.mail.iter_attachments()] == files


def test_files_of_an_answer_go_along_when_safe_but_not_those_of_an_enclosed_mail(town):
    letter = routed(town)
    reply = EmailMessage(policy=SMTP)
    reply["From"], reply["To"], reply["Subject"] = PETER, letter.reply_to, "Re: maten"
    reply["Message-ID"] = "<fil@lindhoj.example>"
    reply.set_content("Klart. Här är matsedeln.")
    reply.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="matsedel.pdf")
    reply.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="x.exe")
    town.delivers(reply.as_bytes(), at=LATER, sender=PETER, to=letter.reply_to)
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert [part.get_filename() for part in answer.mail.iter_attachments()] == ["matsedel.pdf"]
    assert "- matsedel.pdf" in answer.text

    inner = EmailMessage(policy=SMTP)
    inner["From"], inner["Subject"] = KARIN, "internt"
    inner.set_content("Hon är jobbig.")
    inner.add_attachment(b"%PDF-1.4 y", maintype="application", subtype="pdf", filename="internt.pdf")
    reply = EmailMessage(policy=SMTP)
    reply["From"], reply["To"], reply["Subject"] = PETER, letter.reply_to, "Re: maten"
    reply["Message-ID"] = "<fil2@lindhoj.example>"
    reply.set_content("Klart. En sak till: matsedeln är ny.")
    reply.add_attachment(inner)
    town.delivers(reply.as_bytes(), at=LATER + timedelta(hours=1), sender=PETER, to=letter.reply_to)
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert "matsedeln är ny" in answer.text
    assert list(answer.mail.iter_attachments()) == []
    assert "jobbig" not in answer.text


def test_a_letter_leaves_without_the_files_of_a_mail_that_was_erased_meanwhile(town):
    reply = EmailMessage(policy=SMTP)
    reply["From"], reply["To"], reply["Subject"] = PETER, routed(town).reply_to, "Re: maten"
    reply["Message-ID"] = "<fil@lindhoj.example>"
    reply.set_content("Klart. Här är matsedeln.")
    reply.add_attachment(b"%PDF-1.4 x", maintype="application", subtype="pdf", filename="matsedel.pdf")
    before = set(town.mailbox.objects)
    town.delivers(reply.as_bytes(), at=LATER, sender=PETER, to=routed(town).reply_to)
    [kept] = set(town.mailbox.objects) - before
    del town.mailbox.objects[kept]
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert "Här är matsedeln." in answer.text
    assert list(answer.mail.iter_attachments()) == []


# --- G101: two writers --------------------------------------------------------------------------------


def test_g101_the_second_of_two_answers_is_held_and_both_writers_know(town):
    says(town, "Klart. Peters svar.")
    says(town, "Klart. Karins svar.", sender=KARIN, when=LATER + timedelta(minutes=4))
    notice = town.letters_to(KARIN)[-1]
    assert "> Karins svar." in notice.text
    assert PETER in notice.recipients
    town.waits_until(LATER + timedelta(hours=1))
    answers = town.letters_to(GUARDIAN)[1:]
    assert ["Peters svar." in letter.text for letter in answers] == [True]


def test_g101_the_same_persons_new_text_takes_the_place_of_the_one_that_waits(town):
    says(town, "Klart. Första försöket.")
    again = LATER + timedelta(minutes=10)
    says(town, "Klart. Andra försöket.", when=again)
    assert "skickas inte. Det här kommer i stället" in town.letters_to(PETER)[-1].text
    town.waits_until(LATER + timedelta(hours=1))
    [answer] = town.letters_to(GUARDIAN)[1:]
    assert "Andra försöket." in answer.text
    assert answer.at == again + QUARTER


# --- 6.11: what its writer is told before it leaves -----


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vi har pratat med Hugo i klassen.", "”Hugo”. Är det barnet som ärendet gäller?"),
        ("Den andra pojken får hjälp.", "”andra pojken”"),
        ("Han har ju adhd.", "”adhd”. Uppgifter om hälsa"),
        ("Fröken Svensson har bett om ursäkt.", "”Svensson”. Skriv hellre"),
        ("Birgitta Norén har lagat den.", "”Norén”. Skriv hellre"),
        ("Anmälaren har fel.", "”Anmälaren”. Skriv hellre ”du”"),
        ("Vi ska ordna det.", "”Vi ska ordna det” – när blir det?"),
        ("Det kan vi inte göra. Vi kan inte byta kock.", "”Vi kan inte byta kock” – varför?"),
    ],
)
def test_the_writer_is_told_what_to_look_at_and_it_leaves_all_the_same(town, text, told):
    says(town, f"Klart. {text}")
    preview = town.letters_to(PETER)[-1]
    assert told in preview.text
    town.quarter_passes()
    assert text in town.letters_to(GUARDIAN)[-1].text


@pytest.mark.parametrize(
    "text",
    [
        "Vi har bytt rasttid.",
        "Vi ska laga den senast 24 mars. Mvh Peter Hallgren",
        "Maria, vi kan inte byta kock, eftersom avtalet gäller till juni.",
    ],
)
def test_words_in_order_are_left_in_peace(town, text):
    says(town, f"Klart. {text}")
    assert "Titta en gång till" not in town.letters_to(PETER)[-1].text


def test_what_may_be_a_decision_that_can_be_appealed_stops_and_goes_to_the_registrator(town):
    says(town, "Klart. Er ansökan om skolskjuts får avslag, eftersom ni bor nära.")
    town.waits_until(LATER + timedelta(hours=2))
    assert len(town.letters_to(GUARDIAN)) == 1
    assert "väntar på registratorn" in town.letters_to(PETER)[-1].subject
    asked = town.letters_to(EVA)[-1]
    assert "får avslag" in asked.text


def test_an_answer_with_an_open_place_of_a_draft_is_sent_back(town):
    says(town, "Klart. Vi har [vad ni har gjort].")
    town.waits_until(LATER + timedelta(hours=1))
    assert "en lucka kvar" in town.letters_to(PETER)[-1].text
    assert len(town.letters_to(GUARDIAN)) == 1


# --- Sensitive and protected -----------------------------------------------------------------------------


def test_a_sensitive_answer_is_not_mailed_but_the_guardian_learns_how_to_get_it():
    town = Town()
    town.writes("Hon har adhd på Åskolan och får inget stöd.")
    rektor = "birgitta.noren@lindhoj.example"
    owner = town.letters_to(rektor)[0]
    town.replies(owner, "Klart. Hon får hjälp av en pedagog varje dag.", sender=rektor, at=LATER)
    preview = town.letters_to(rektor)[-1]
    assert "går dina ord inte i mejl" in preview.text
    town.quarter_passes()
    notice = town.letters_to(GUARDIAN)[-1]
    assert "har ett svar till dig" in notice.text
    assert "Ring Birgitta, 070-174 06 20" in notice.text
    for letter in (preview, notice):
        assert "pedagog" not in letter.text + letter.html
    assert town.case.state is State.ANSWERED
    assert town.store.entries[town.case.id][-2]["text"] == "Hon får hjälp av en pedagog varje dag."


def test_nothing_leaves_by_mail_to_a_protected_identity():
    town = Town()
    town.writes("Vi vill klaga på hur avdelningen lämnar ut barn.", Subject="SKYDDAD")
    owner = town.letters_to(EVA)[0]
    town.replies(owner, "Klart. Vi har nya rutiner.", sender=EVA, at=LATER)
    town.waits_until(LATER + timedelta(days=60))
    assert len(town.letters_to(GUARDIAN)) == 1  # the acknowledgement
    assert town.case.state is State.ANSWERED
    assert "avslutat" in town.letters_to(EVA)[-1].subject
    assert "Ring eller skriv brev" in town.letters_to(EVA)[-1].text


def test_a_case_that_becomes_open_while_the_words_wait_still_lets_out_no_more_than_was_shown():
    town = Town()
    town.writes("Hon har adhd på Åskolan och får inget stöd.")
    rektor = "birgitta.noren@lindhoj.example"
    town.replies(town.letters_to(rektor)[0], "Klart. Hon får en pedagog.", sender=rektor, at=LATER)
    case = town.case
    town.store.case_rows[case.id] = replace(case, judgement=replace(case.judgement, sensitive=False))
    town.quarter_passes()
    assert "har ett svar till dig" in town.letters_to(GUARDIAN)[-1].text
    assert "pedagog" not in town.letters_to(GUARDIAN)[-1].text


# --- two commands in one mail; words that may no longer leave -------------------------------------------


@pytest.mark.parametrize("second", ["HR: läraren höjde rösten mot honom", "Till: Karin Blom, hennes sak"])
def test_g63_a_line_for_us_among_the_words_of_an_answer_leaves_with_nothing(town, second):
    says(town, f"Klart. Vi har bytt rasttid.\n\n{second}")
    told = town.letters_to(PETER)[-1]
    assert "börjar en rad till som ett kommando" in told.text
    assert second.split(",")[0] in told.text
    town.waits_until(at("2026-03-11T12:00"))
    assert len(town.letters_to(GUARDIAN)) == 1
    assert town.case.outgoing is None


def test_g62_an_answer_below_another_command_is_not_kept_in_silence(town):
    says(town, "Kategori: lokaler\nKlart. Vi har bytt rasttid.")
    assert "börjar en rad till som ett kommando" in town.letters_to(PETER)[-1].text
    assert town.case.judgement.category == "maltid"


def test_headings_of_an_answer_are_no_commands(town):
    says(town, "Klart. Tack för ditt mejl.\n\nGjort: ny värmevagn\n\nSvar: maten är varm nu")
    town.quarter_passes()
    assert "maten är varm nu" in town.letters_to(GUARDIAN)[-1].text


def test_g74_an_answer_that_waits_when_the_identity_is_protected_answers_nothing(town):
    says(town, "Klart. Vi har bytt rasttid.")
    says(town, "Kategori: skyddade uppgifter", sender=KARIN, when=LATER + timedelta(minutes=5))
    town.waits_until(at("2026-03-11T12:00"))
    assert len(town.letters_to(GUARDIAN)) == 1
    assert town.case.state is State.WITH_OWNER
    told = town.letters_to(PETER)[-1]
    assert "Inget har skickats" in told.text
    assert "mejlar vi inte längre" in told.text
    assert "bytt rasttid" not in told.text


# --- What lies below the words of staff stays in the house ------------------------------------------------

INTERNAL = (
    "Den 11 mars 2026 kl. 09:12 skrev Kocken Kalle <kalle.kock@lindhoj.example>:\n\nINTERNT: Vera ljuger."
)


@pytest.mark.parametrize(
    "headers", [{}, {"Subject": "VB: [LH-2026-0001] Maten"}, {"Subject": "Fwd: [LH-2026-0001] Maten"}]
)
@pytest.mark.parametrize(
    "words", ["Vi har bytt rasttid.", "Vi har nu svarat alla föräldrar.", "Våra svar står i rött nedan."]
)
def test_nothing_of_a_chain_leaves_however_the_command_was_sent(town, words, headers):
    says(town, f"Klart. {words}\n\n{INTERNAL}", quote=False, **headers)
    town.quarter_passes()
    answer = town.letters_to(GUARDIAN)[-1]
    assert words in answer.text
    assert "INTERNT" not in answer.text + answer.html
    assert "Kalle" not in answer.text + answer.html


def test_an_answer_written_in_outlook_leaves_in_the_lines_it_was_written_in(town):
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Message-ID"] = PETER, routed(town).reply_to, "<html@svar.example>"
    mail["Subject"] = f"SV: {routed(town).subject}"
    lines = ["Klart. Vi har köpt två saker:", "&nbsp;", "termoboxar", "en ny ugn."]
    body = "\n".join(f"<p class=MsoNormal>{line}<o:p></o:p></p>" for line in lines)
    mail.set_content(f"<html><body><div class=WordSection1>{body}</div></body></html>", subtype="html")
    town.delivers(mail.as_bytes(), sender=PETER, to=str(mail["To"]), at=LATER)
    assert town.case.outgoing.text == "Vi har köpt två saker:\n\ntermoboxar\nen ny ugn."
