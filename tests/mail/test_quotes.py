"""Histories, signatures and what people write: the new words come out whole and alone, or all is kept."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.mail import read
from complaints.mail.quotes import new_text_of
from complaints.mail.quotes.signatures import is_footer
from tests.mail.conftest import ENVELOPE
from tests.mail.programs import OLD, QUOTED, forms, lines
from tests.mail.programs import OWN as STILL_COLD

OWN = "Hej!\n\nTack för svaret. Det var i måndags, klockan 11:30.\n\nMed vänlig hälsning\nMaria Lind"
INTRODUCTIONS, HEADERS = forms("introductions"), forms("headers")
INTRODUCTION, HEADER = INTRODUCTIONS["gmail"], HEADERS["outlook"]
BELOW = ["", f"\n\n{HEADER}\n\n{OLD}", f"\n\n{INTRODUCTION}\n\n{QUOTED}"]


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("reply-gmail-swedish", STILL_COLD),
        ("reply-outlook-swedish", f"{STILL_COLD}\n\nMed vänlig hälsning\nMaria Lind"),
        ("reply-iphone-swedish", STILL_COLD),
        ("reply-original-message-line", STILL_COLD),
        ("reply-gmail-english", "Thanks, but the food is still cold."),
        ("reply-outlook-web-html-only", STILL_COLD),
        ("reply-gmail-html-only", STILL_COLD),
        ("reply-outlook-norwegian", "Takk, men maten er fortsatt kald."),
        ("reply-outlook-finnish", "Kiitos, mutta ruoka on vielä kylmää."),
        ("reply-below-the-quote", STILL_COLD),
        ("reply-with-broken-quote-marks", STILL_COLD),
        ("signature-delimiter", "Maten är fortfarande kall."),
    ],
)
def test_history_and_signature_are_taken_off(mail, name, new):
    assert mail(name).new_text == new
    assert len(mail(name).text) > len(new)


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nMaria Lind\nUndersköterska",
        "--\nMaria Lind\n070-174 06 05",
        "-- \n\nMaria Lind\nmaria.lind@hem.example",
    ],
)
@pytest.mark.parametrize("below", BELOW)
def test_signatures_go(signature, below):
    assert new_text_of(f"{STILL_COLD}\n\n{signature}{below}") == STILL_COLD


def test_a_signature_below_the_quote_goes_with_it():
    assert new_text_of(f"{OWN}\n\n{INTRODUCTION}\n{QUOTED}\n\n--\nMaria Lind") == OWN


def test_answers_between_quotes_stay_with_their_questions():
    text = "> Vilken dag?\n\nI måndags.\n\n> Vilken klass?\n\n4B."
    assert new_text_of(f"{INTRODUCTION}\n{text}\n\n> Hälsningar\n> Lindhöjs kommun").endswith(text)


def test_a_quoted_line_that_was_broken_is_still_a_quote():
    quote = (
        "> Vi har talat med köket om den kalla maten och de har lovat att bättra sig\n"
        "från och med måndag.\n> Hälsningar"
    )
    assert new_text_of(f"{OWN}\n\n{INTRODUCTION}\n{quote}") == OWN


def test_a_link_that_was_broken_is_still_quoted():
    quote = (
        "> Se bilden (https://bilder.example/q?mat\n=kall)\n>\n (https://bilder.example/r) >\n> Hälsningar"
    )
    assert new_text_of(f"{OWN}\n\n{INTRODUCTION}\n{quote}") == OWN


def test_history_is_found_below_a_header_at_the_top():
    text = f"{HEADER}\n\n{OWN}"
    assert new_text_of(f"{text}\n\n{INTRODUCTION}\n\n{OLD}") == text


def test_an_introduction_takes_no_own_line_with_it():
    assert new_text_of("Vi kom 2.\n<svar@lindhoj.example> skrev:\n> Hej!") == "Vi kom 2."


@pytest.mark.parametrize(
    "text",
    [
        "> Ska vi ses i morgon\nja gärna\n> Vilken tid\nvid tio",
        "Hej!\n\nEfter mötet i går kom rektorn och lovade bot, och sen skrev Anna <anna@hem.example>:\n\nHa!",
        "Den 3 april skrev läraren så här till oss:\n\nVera är stökig.\n\nDet stämmer inte.",
        "Läraren skrev i Unikum den 3 april kl 10:15:\n\nVera är stökig.\n\nDet stämmer inte.",
        "Den 12 mars 2026 kl 14.30 skrev rektorn till oss:\n\nVi återkommer.\n\nIngen har återkommit.",
        "Rektor Anna skrev 2026-03-31 10:15:\n\nVi återkommer.\n\nIngen har återkommit.",
        "Jag mejlade rektor 3 april 2026 och fick svar:\n\nVi återkommer.\n\nIngen har återkommit.",
        "Vi söker ledigt.\n\nFrån: 3 april\nTill: 7 april\n\nHur gör vi?",
        "Hej!\n\nFrån: Maria Lind, mamma\nTill: rektorn\nDatum: 3 april 2026\nÄmne: Maten\n\nDen är kall.",
        "Schemat:\nDatum: 3 april 2026\nTid: 10:15\nPlats: Åskolan\n\nIngen kom.",
        "Maten är kall.\n\n--\n\nDessutom är bussen sen varje dag.",
        "Skickat från skolan kom ett brev.\nDet var fel.",
        "Jag har mobil och dator.\n\nSkickat från skolan, via telefon, kom ett brev.",
        "Maten var kall\n> det var den inte igår\ntycker jag.",
        ">From början var allt bra.\n\nSedan blev maten kall.",
        "Mina frågor till er:\n- Varför?\n- När?\n\nMaria",
        "Läraren wrote:\nstill cold",
    ],
)
def test_what_people_write_themselves_is_kept(text):
    assert new_text_of(text) == text


@pytest.mark.parametrize(
    "says", ["Se mina svar i rött nedan.", "Hej, svarar inline.", "See my answers below."]
)
def test_answers_written_into_the_history_are_kept(says):
    text = f"{says}\n\n{HEADER}\n\nVilken dag var det? I måndags."
    assert new_text_of(text) == text


@pytest.mark.parametrize("says", ["Mina svar i mejlet.", "Hej! Jag svarar i brevet.", "Vastaukset alla."])
def test_answers_in_a_mail_are_ones_own_in_this_one(says):
    assert HEADER in new_text_of(f"{says}\n\n{HEADER}\n\n{OLD}")


@pytest.mark.parametrize(
    "says",
    [
        "Klart. Vi har nu svarat alla föräldrar i klassen.",
        "Ni har fått svar om detta i brevet.",
        "Jag kommenterade detta i mejlet till rektor.",
        "Jag har inte fått svar på frågorna nedan.",
        "Vi får ett svar i grönt.",
        "Jag har inte fått något svar och alla är ledsna.",
    ],
)
def test_who_speaks_of_answers_has_not_written_them_into_the_history(says):
    assert new_text_of(f"{says}\n\n{HEADER}\n\n{OLD}") == says
    assert new_text_of(f"{says}\n\n{INTRODUCTION}\n\n{OLD}") == says


@pytest.mark.parametrize(
    "divider",
    [
        "---------- Forwarded message ---------",
        "---------- Vidarebefordrat meddelande ----------",
        "Börja vidarebefordrat brev:",
        "Begin forwarded message:",
        "-------- Videresendt melding --------",
        "-------- Välitetty viesti --------",
    ],
)
@pytest.mark.parametrize("mark", ["", "> "])
def test_a_forwarded_mail_is_what_its_sender_wants_to_say(divider, mark):
    passed_on = "\n".join(f"{mark}{line}" for line in [divider, "", *HEADER.split("\n"), "", "Kall igen."])
    text = f"Se nedan.\n\n{passed_on}"
    assert new_text_of(text) == text


def test_a_forward_within_the_history_is_history():
    quoted = "\n".join(
        f"> {line}" for line in ["Hej", "---------- Forwarded message ---------", "Kall igen."]
    )
    assert new_text_of(f"{OWN}\n\n{INTRODUCTION}\n{quoted}") == OWN


@pytest.mark.parametrize(
    ("subject", "passes_on"),
    [
        ("VB: Maten", True),
        ("Fwd: Maten", True),
        ("FW: Food", True),
        ("Sv: VB: Maten", False),
        ("Maten", False),
        ("VBK: Maten", False),
        ("", False),
    ],
)
def test_the_subject_says_what_is_passed_on(subject, passes_on):
    text = f"Se nedan.\n\n{HEADER}\n\n{OLD}"
    assert (new_text_of(text, subject) == text) is passes_on


def test_vs_is_a_reply_in_finnish_and_a_forward_in_norwegian():
    finnish = f"Kiitos!\n\n{HEADERS['outlook, Finnish']}\n\n{OLD}"
    norwegian = f"Se nedenfor.\n\n{HEADERS['outlook, Norwegian']}\n\n{OLD}"
    assert new_text_of(finnish, "VS: Ruoka") == "Kiitos!"
    assert new_text_of(norwegian, "VS: Maten") == norwegian


@pytest.mark.parametrize(
    "name",
    [
        "forward-outlook-swedish",
        "reply-between-the-lines",
        "reply-that-speaks-of-headers",
        "forward-without-own-words",
        "plain-utf8",
    ],
)
def test_in_doubt_all_is_kept(mail, name):
    assert mail(name).new_text == mail(name).text


def test_what_is_new_is_part_of_the_whole(mail, museum):
    for path in museum:
        whole = mail(path.stem).text.split("\n")
        assert all(line in whole for line in mail(path.stem).new_text.split("\n"))


some_line = st.sampled_from(
    [
        "",
        "Maten är kall.",
        "> citat",
        ">",
        "-- ",
        "--",
        "___________",
        *INTRODUCTIONS.values(),
        *HEADERS.values(),
        *lines("footers"),
    ]
)


@given(st.lists(some_line, max_size=14).map("\n".join))
def test_new_text_is_made_of_lines_of_the_text_in_their_order(text):
    rest = iter(text.split("\n"))
    new = new_text_of(text)
    assert new or all(not line or is_footer(line) for line in text.split("\n"))
    assert all(any(whole.strip().startswith(line.strip()) for whole in rest) for line in new.split("\n"))


@given(st.lists(some_line, max_size=10).map("\n".join))
def test_own_words_at_the_top_are_never_lost(below):
    assert new_text_of(f"{STILL_COLD}\n\n{below}").startswith(STILL_COLD)


@given(st.text(max_size=400))
def test_any_text_is_borne(text):
    assert set(new_text_of(text)) <= set(text)


@pytest.mark.parametrize(
    "piece",
    [
        "\n",
        "> ",
        ">\n",
        "> a\nb\n",
        "-- \n",
        "On x wrote:\n",
        "On 2 2026 10:02\nwrote:\n",
        "From: a\n\n",
        "From: a\nDate: 10:00\n",
        "--a" + " " * 390 + "-\n",
        "Den 2 apr 2026 10:02 skrev a <a@b>:\n> q\nown\n",
        "(https://\n> x\n",
    ],
)
def test_hostile_texts_keep_something(piece):
    assert new_text_of((piece * (200_000 // len(piece)) + "x").strip())


PASTED = "Jag fick det här av min fru:\n\n> Han kommer hem med blåmärken varje dag.\n> Ingen gör något."


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        ("Subject: Leo", True),
        ("Subject: SV: Leo", False),
        ("Subject: Re[2]: Leo", False),
        ("Subject: Leo\nIn-Reply-To: <brev-1@skola.lindhoj.example>", False),
        ("Subject: Leo\nReferences: <brev-1@skola.lindhoj.example>", False),
    ],
)
def test_a_mail_that_answers_nothing_keeps_what_its_writer_marked_as_said_by_another(header, kept):
    mail = read(f"{header}\n\n{PASTED}\n".encode(), ENVELOPE)

    assert ("blåmärken" in mail.new_text) is kept
    assert mail.new_text.startswith("Jag fick det här av min fru:")


def test_a_mail_that_answers_nothing_still_has_the_history_that_is_introduced():
    mail = read(f"Subject: Leo\n\n{STILL_COLD}\n\n{INTRODUCTION}\n\n{QUOTED}\n".encode(), ENVELOPE)

    assert mail.new_text == STILL_COLD


def test_what_went_to_the_address_of_a_case_answers():
    envelope = replace(ENVELOPE, recipients=("klagomal+abc@skola.lindhoj.example",))

    assert "blåmärken" not in read(f"Subject: Leo\n\n{PASTED}\n".encode(), envelope).new_text


SHOWN = (
    f"Hej! Så här skrev läraren:\n\n{{}}\n\n{OLD}\n\nEfter detta säger Vera att hon inte vill leva längre."
)


@pytest.mark.parametrize(
    "pasted", [HEADER, INTRODUCTION, "-----Ursprungligt meddelande-----", INTRODUCTIONS["yandex"]]
)
@pytest.mark.parametrize(
    "header",
    ["Subject: Vera", "Subject: Vera: hon mår dåligt", f"Subject: Hej\nThread-Index: {'A' * 30}==", "X: y"],
)
def test_a_mail_that_answers_nothing_keeps_what_was_pasted_into_it_and_all_below(header, pasted):
    text = SHOWN.format(pasted)

    assert read(f"{header}\n\n{text}\n".encode(), ENVELOPE).new_text == text


@pytest.mark.parametrize("header", ["Subject: Antw: Leo", f"Subject: Leo\nThread-Index: {'A' * 36}"])
def test_what_goes_on_with_an_older_mail_has_a_history(header):
    text = f"{STILL_COLD}\n\n{HEADER}\n\n{OLD}"

    assert read(f"{header}\n\n{text}\n".encode(), ENVELOPE).new_text == STILL_COLD


@pytest.mark.parametrize("at", ["3 mars 2026", "3 mars 2026 kl 10:30"])
def test_a_dated_line_with_an_address_in_it_introduces_nothing(at):
    text = f"Hej!\n\n{at} mejlade jag rektor (birgitta.noren@lindhoj.example):\n\nVera vill inte leva."

    assert new_text_of(text) == text


@pytest.mark.parametrize(
    "history", [f"{INTRODUCTION}\n{QUOTED}", f"{INTRODUCTION}\n{QUOTED}\n\n-- \nMaria", f"{HEADER}\n\n{OLD}"]
)
def test_what_its_writer_marked_stays_above_the_history(history):
    diary = "Hej, så här står det i Veras dagbok:\n\n> Jag vill inte leva längre.\n> Jag orkar inte."

    assert new_text_of(f"{diary}\n\n{history}") == diary


SIGNATURE = "-- \nMaria Lind\n070-174 06 05"


@pytest.mark.parametrize(
    "sentence",
    [
        "Jag glömde det viktigaste: Vera säger att hon inte vill leva längre.",
        "Vera vill inte leva.",
        "Rektor hanterar inte våra mejl.",
        "jag vet inte vad vi ska göra",
        "Bussen var sen igen! Hon fick\ngå hela vägen",
        "Jag fick det här mejlet av misstag, och det var om mitt barn.",
    ],
)
@pytest.mark.parametrize("history", ["", f"\n\n{HEADER}\n\n{OLD}", f"\n\n{INTRODUCTION}\n\n{QUOTED}"])
def test_a_sentence_below_the_signature_was_written(sentence, history):
    text = f"{STILL_COLD}\n\n{SIGNATURE}\n\n{sentence}\n\nVänligen, Maria"

    assert new_text_of(f"{text}{history}") == f"{STILL_COLD}\n\n{sentence}\n\nVänligen, Maria"


@pytest.mark.parametrize(
    "footer",
    [
        "Detta meddelande är avsett för mottagaren och kan vara konfidentiellt.",
        "När du mejlar oss behandlar vi dina personuppgifter. Läs mer hos oss.",
        "Tänk på miljön innan du skriver ut detta mejl.",
        "Detta mejl är bara avsett för mottagaren.\n\nLindhöj\nStorgatan 1",
        "This message is confidential. If you got it in error, please delete it.",
        "Skickat från min iPhone.",
        "Besök gärna webben på https://lindhoj.example för mer.",
        "Lindhöj\nStorgatan 1\n123 45 Lindhöj",
        "> Hon sade att det var bra.",
    ],
)
def test_what_an_office_puts_below_its_signature_goes_with_it(footer):
    assert new_text_of(f"{STILL_COLD}\n\n{SIGNATURE}\n\n{footer}") == STILL_COLD
