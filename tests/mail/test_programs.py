"""Each form that mail programs write, in each way it is met: the new words come out whole and alone."""

import json
import textwrap

import pytest

from complaints.mail import read
from complaints.mail.html import text_from_html
from complaints.mail.quotes import new_text_of
from complaints.model import MailKind
from tests.lindhoj import ROOT
from tests.mail.conftest import ENVELOPE
from tests.mail.programs import GUARDIAN, OLD, OWN, QUOTED, forms, lines, mail, page

TRAINING = ROOT / "infra" / "training" / "mails"
WORDS = "Hej!\n\nTack för svaret. Det var i måndags, klockan 11:30.\n\nMed vänlig hälsning\nMaria Lind"
PHONES_LINE = "\n\nSkickat från min iPhone"
UNSURE = ("horde", "tutanota")  # no verb: only above marked lines it is sure that they introduce
UNBROKEN = (
    "groupwise",
    "zoho",
    "android",
    "iphone, Polish",
)  # by the programs, or not so that it can be known
WIDTHS = (60, 68, 72, 76, 78)


def each(table):
    return pytest.mark.parametrize(("name", "form"), forms(table).items(), ids=forms(table))


def marked(text):
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def spaced(header):
    return header if "\n\n" in header else header.replace("\n", "\n\n")


def broken(line, width):
    return "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))


def new_texts(texts):
    return [new_text_of(text) for text in texts]


@each("introductions")
def test_an_introduction_and_its_quote(name, form):
    assert new_texts(
        [
            f"{WORDS}\n\n{form}\n\n{QUOTED}",
            f"{WORDS}\n\n{marked(form)}\n>\n{QUOTED}",
            f"{form}\n{QUOTED}\n\n{WORDS}",
            f"Hej igen!\n\n{form}\n{QUOTED}\n\nI måndags.",
        ]
    ) == [WORDS, WORDS, WORDS, "Hej igen!\n\nI måndags."]


@each("introductions")
def test_history_without_marks_goes_if_only_a_mail_program_can_have_introduced_it(name, form):
    text = f"{WORDS}\n\n{form}\n\n{OLD}"
    is_sure = ("@" in form or "--" in form or ">>>" in form) and not name.startswith(UNSURE)
    assert new_text_of(text) == (WORDS if is_sure else text)


@each("introductions")
def test_an_introduction_may_be_broken_anywhere(name, form):
    if "@" in form and not name.startswith(UNBROKEN):
        texts = new_texts(f"{WORDS}\n\n{broken(form, width)}\n\n{QUOTED}" for width in WIDTHS)
        assert texts == [WORDS] * len(WIDTHS)


@each("headers")
def test_a_header_begins_history(name, form):
    texts = [
        f"{WORDS}\n\n{form}\n\n{OLD}",
        f"{WORDS}\n{form}\n{OLD}",
        f"{WORDS}\n\n{marked(form)}\n>\n{QUOTED}",
        f"{WORDS}\n\n{spaced(form)}\n\n{OLD}",
    ]
    assert new_texts(texts) == [WORDS] * len(texts)


@each("headers")
def test_a_header_at_the_top_is_no_history_nor_is_what_is_passed_on(name, form):
    text = f"Se nedan.\n\n{form}\n\n{OLD}"
    assert new_text_of(text, "VB: Maten") == text
    assert new_text_of(f"{form}\n\n{OLD}").endswith(OLD)


@pytest.mark.parametrize("footer", lines("footers"))
def test_footers_of_telephones_go(footer):
    below = ["", forms("headers")["outlook"], forms("introductions")["gmail"]]
    assert new_texts(f"{WORDS}\n\n{footer}\n\n{history}" for history in below) == [WORDS] * 3


@each("pages")
def test_old_mail_in_html_is_known_by_its_structure(name, form):
    text = text_from_html(page(form))
    assert new_text_of(text) == OWN
    assert "Vilken dag var det?" in text


@each("failures")
def test_a_bounce_says_whom_it_did_not_reach(name, form):
    bounce = read(mail(form, sender=""), ENVELOPE)
    assert (bounce.kind, bounce.bounced) == (MailKind.BOUNCE, (GUARDIAN,))


@each("delays")
def test_nobody_was_missed_yet_by_a_mail_that_is_late(name, form):
    bounce = read(mail(form, sender=""), ENVELOPE)
    assert (bounce.kind, bounce.bounced) == (MailKind.BOUNCE, ())


@each("absences")
def test_nobody_is_there(name, form):
    assert read(mail(form), ENVELOPE).kind is MailKind.AUTO_REPLY


@each("systems")
def test_another_system_took_it_in(name, form):
    assert read(mail(form), ENVELOPE).kind is MailKind.OTHER_SYSTEM


@each("receipts")
def test_it_was_read_or_accepted(name, form):
    assert read(mail(form), ENVELOPE).kind is MailKind.RECEIPT


@each("lists")
def test_many_got_it(name, form):
    assert read(mail(form), ENVELOPE).kind is MailKind.LIST


@each("people")
def test_a_person_wrote_and_nothing_of_it_is_lost(name, form):
    written = read(mail(form), ENVELOPE)
    assert written.kind is MailKind.PERSON
    assert written.new_text == written.text


@pytest.mark.parametrize("lane", sorted(TRAINING.iterdir()), ids=lambda lane: lane.name)
def test_no_mail_that_judgement_learns_from_is_taken_for_a_machines_or_shortened(lane):
    texts = [file.read_text(encoding="utf-8") for file in lane.glob("*.jsonl")]
    written = [json.loads(line) for text in texts for line in text.splitlines()]
    assert written
    for one in written:
        read_mail = read(mail(f"Subject: {one['subject'] or '-'}\n\n{one['text']}"), ENVELOPE)
        written_by_hand = read_mail.text.removesuffix(PHONES_LINE)  # which a reader does not miss
        assert (read_mail.kind, read_mail.new_text) == (MailKind.PERSON, written_by_hand)
