"""What staff write in haste: only a signature, an answer below a thank-you, a reply without its word."""

import pytest

from complaints.model import State
from tests.lindhoj import BIRGITTA, GUARDIAN, PETER, at
from tests.town import Town

LATER = at("2026-03-11T10:00")


@pytest.fixture
def town():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten")
    return town


def replied(town, text, **how):
    """What Peter gets back when he answers the mail about his case; a quarter has passed."""
    before = len(town.letters_to(PETER))
    town.replies(town.letters_to(PETER)[0], text, sender=PETER, at=LATER, **how)
    town.quarter_passes()
    return town.letters_to(PETER)[before:]


def answered(town):
    return len(town.letters_to(GUARDIAN)) > 1


# --- A word with nothing but the signature below it ------------------------------------------------------

SIGNATURES = [
    "Med vänlig hälsning\nPeter Hallgren\nMåltidschef\nLindhöj kommun\n0123-45 67 89",
    "Med vänliga hälsningar\n\nPeter Hallgren",
    "/Peter",
    "Mvh\nPeter\n\nSent from my Galaxy",
    "Peter Hallgren\nmåltidschef\nTfn 0123-45 67 89\npeter.hallgren@lindhoj.example",
    "Hej Maria!\n\nVänliga hälsningar Peter",
    "Vänligen\nPeter H",
    "Kind regards,\nPeter Hallgren",
    "Hej Mia!\n\nMvh Pelle",
    "Tack Maria!\n\nMed vänlig hälsning Peter Hallgren, måltidschef på Lindhöj kommun, tfn 0123-45 67 89",
]


@pytest.mark.parametrize("signature", SIGNATURES)
@pytest.mark.parametrize("word", ["Klart", "Klart.", "Klart!", "Svar:", "Löst direkt"])
def test_a_word_with_only_a_signature_below_answers_nobody(town, word, signature):
    (help_letter,) = replied(town, f"{word}\n\n{signature}")
    assert "Det stod inget efter" in help_letter.text
    assert not answered(town)
    assert town.case.state is State.WITH_OWNER


@pytest.mark.parametrize("signature", SIGNATURES)
def test_more_time_with_a_signature_for_its_reason_is_not_given(town, signature):
    (help_letter,) = replied(town, f"Förläng 27 mars\n\n{signature}")
    assert "Skälet saknas" in help_letter.text
    assert not answered(town)


@pytest.mark.parametrize(
    "answer",
    [
        "Klart\n\nVi har bytt kock.\n\nMed vänlig hälsning\nPeter Hallgren",
        "Klart. Maten är varm nu. Mvh Peter",
        "Klart.\nHej Maria!\nVi har bytt kock.\n/Peter",
        "Klart.\nTack Maria, nu är det åtgärdat.",
        "Klart. Åtgärdat.",
    ],
)
def test_an_answer_with_a_signature_leaves(town, answer):
    replied(town, answer)
    assert answered(town)
    assert town.case.state is State.ANSWERED


@pytest.mark.parametrize(
    "text",
    [
        "Fråga: Vänligen skriv vilken klass det gäller.",
        "Fråga: Vänligen ring mig",
        "Fråga\n\nVänligen,\nskriv vilken klass det gäller.\n\nMvh Peter",
        "Svar: Tack, vi ringer.",
        "Svar: Hej, vi ringer!",
        "Svar: Bästa Maria, vi ringer.",
        "Klart. Tack, det är fixat.",
    ],
)
def test_a_short_and_polite_answer_leaves(town, text):
    replied(town, text)
    assert answered(town)


# --- The number of another family's case ---------------------------------------------------------------


@pytest.mark.parametrize("number", ["LH-2026-0002", "lh 2026-0002", "LH-2026-2"])
def test_an_answer_with_the_number_of_another_case_is_not_sent(town, number):
    town.writes("Skolmaten på Kullaskolan är kall.", sender="ali.noor@hem.example")
    (help_letter,) = replied(town, f"Klart. Både LH-2026-0001 och {number} är lösta.")
    assert "LH-2026-0002" in help_letter.text
    assert "det ärendets eget mejl" in help_letter.text
    assert not answered(town)


def test_the_cases_own_number_may_stand_in_an_answer(town):
    replied(town, "Klart. Ärende LH-2026-0001 är löst.")
    assert answered(town)


# --- A reply of nothing but what a telephone adds ------------------------------------------------------


@pytest.mark.parametrize(
    "footer", ["Hämta Outlook för iOS", "Skickat från min iPhone", "Get Outlook for iOS"]
)
@pytest.mark.parametrize("quote", [True, False])
def test_a_line_of_a_telephone_alone_is_no_command(town, footer, quote):
    assert replied(town, footer, quote=quote) == []
    assert not answered(town)


def test_a_line_of_a_telephone_alone_stops_nothing(town):
    town.replies(town.letters_to(PETER)[0], "Klart. Vi har bytt kock.", sender=PETER, at=LATER)
    town.replies(town.letters_to(PETER)[0], "Hämta Outlook för iOS", sender=PETER, at=LATER)
    assert not any("stoppa" in letter.subject.lower() for letter in town.letters_to(PETER))


# --- An answer below a greeting or a thank-you -----------------------------------------------------------


@pytest.mark.parametrize(
    "above",
    [
        "Tack!",
        "Tack så mycket!",
        "Hej Annika, tack för mejlet.",
        "Hej Annika! Tack för ditt mejl.",
        "God förmiddag!",
        "Bästa Annika,",
        "Hejhej",
        "Hej hej!",
        "Tack för påminnelsen.",
    ],
)
def test_a_plain_greeting_or_thanks_may_stand_above_an_answer(town, above):
    replied(town, f"{above}\n\nKlart. Vi har bytt rasttid.")
    assert answered(town)
    assert "Tack" not in town.letters_to(GUARDIAN)[-1].text.partition("Vårt svar")[2]


@pytest.mark.parametrize(
    "text",
    [
        "Nu så!\nLöst direkt: Jag ringde mamman.",
        "Jag har tittat på det här nu.\n\nKlart. Vi har bytt rasttid.",
        "Hej, jag är färdig med ärendet men osäker på hur.\nKlart\nVi har bytt rasttid.",
        "Löst. Ringde.",
        "Löst",
        "Löst!",
    ],
)
def test_an_answer_that_does_not_come_first_is_not_sent_and_its_writer_is_told(town, text):
    (help_letter,) = replied(town, text)
    assert "Inget skickades" in help_letter.subject
    assert "note" in [entry["what"] for entry in town.store.entries[town.case.id]]
    assert not answered(town)
    assert town.case.state is State.WITH_OWNER


def test_a_command_below_other_words_is_to_be_written_first(town):
    (help_letter,) = replied(town, "Nu så!\nLöst direkt: Jag ringde mamman.")
    assert "Skriv den först" in help_letter.text
    assert "Löst direkt: Jag ringde mamman." in help_letter.text


# --- A reply to us that was meant for the guardian -------------------------------------------------------


@pytest.fixture
def named_town():
    town = Town()
    town.writes("Skolmaten på Åskolan är kall.", sender="Petra Lind <petra@hem.example>", Subject="Maten")
    return town


@pytest.mark.parametrize(
    "text",
    [
        "Hej Petra! Vi öppnar fritids en halvtimme tidigare från måndag.",
        "Hej Petra,\n\nvi har bytt kock.",
        "Hej! Tack för ditt mejl. Vi har bytt kock.",
        "Tack för att du hörde av dig.\nVi har bytt kock.",
        "Hur gör jag nu?",
        "Hej! Vad ska jag skriva?\n\nMvh Peter",
    ],
)
def test_an_owner_who_seems_to_answer_without_the_word_is_asked(named_town, text):
    (help_letter,) = replied(named_town, text)
    assert "Inget skickades" in help_letter.subject
    assert "Klart" in help_letter.text
    named_town.quarter_passes()
    assert len(named_town.letters_to("petra@hem.example")) == 1
    assert "note" in [entry["what"] for entry in named_town.store.entries[named_town.case.id]]


@pytest.mark.parametrize(
    "text",
    [
        "Pratade med kocken i dag, hon byter värmevagn på fredag.",
        "Hej Annika, Petra har ringt igen.",
        "Varför är maten kall? Kocken tror att vagnen är trasig.",
        "Tack!",
    ],
)
def test_a_note_to_colleagues_is_a_note(named_town, text):
    assert replied(named_town, text) == []


# --- A command in a mail of its own -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Klart. Vi har bytt kock.", "vilket ärende"),
        ("Kategori: lokaler", "vilket ärende"),
        ("Förläng 24 mars, vi väntar på kocken", "vilket ärende"),
        ("Hej!\nLöst direkt: ringde mamman.", "vilket ärende"),
        ("Jag tar det\n\nMvh Peter", "vilket ärende"),
        ("Möte 7/4 flyttas till 8/4 13.00", "finns inte än"),
        ("Informera alla: maten är sen i dag", "finns inte än"),
        ("inspektion 2025", "finns inte än"),
        ("hjälp", "Frånvarande"),
    ],
)
def test_a_command_that_names_no_case_opens_none_and_its_writer_is_told(town, text, says):
    town.writes(text, sender=PETER, at=LATER, Subject="Sv: 2 ärenden väntar på dig")
    assert len(town.cases) == 1
    answer = town.letters_to(PETER)[-1]
    assert says in answer.text
    if says == "vilket ärende":
        assert "LH-2026-0001" in answer.text
    assert not answered(town)


@pytest.mark.parametrize(
    "text",
    [
        "Jag vill klaga på att min dotters skolmat på Åskolan är kall.",
        "Stopp! Nu räcker det. Maten på Åskolan är kall.",
        "Brist på lärare på Åskolan gör att min son inte lär sig något.",
        "Klagomål: maten på Åskolan är kall.",
        "Ok, det här går inte längre. Toaletterna på Åskolan är smutsiga.",
        "Till er som bestämmer: toaletterna på Åskolan är smutsiga.",
        "Fråga: varför slår läraren på Åskolan min son?",
    ],
)
def test_a_colleagues_own_complaint_opens_a_case(town, text):
    town.writes(text, sender=PETER, at=LATER)
    assert len(town.cases) == 2


@pytest.mark.parametrize(
    ("subject", "text", "told"),
    [
        ("Klagomål", "Mötet om stöd har flyttats fyra gånger. Min son på Åskolan får ingen hjälp.", False),
        ("Möte 7/4 flyttas till 8/4", "Det är femte gången! Min son på Åskolan får ingen hjälp.", False),
        ("Samtal", "Önskemål: en mamma vill att maten ska vara varm på Kullaskolan", True),
        ("Samtal", "Händelse: en elev i 3B på Kullaskolan kom hem utan jacka, mamman vill klaga", True),
        ("Samtal", "Fråga: varför får barnen på Kullaskolan ingen rast? En pappa ringde.", True),
        ("Samtal", "Kategori: skolmåltider. En mamma ringde, maten på Kullaskolan är kall.", True),
        ("Samtal", "Brist: inga lärare", True),
    ],
)
def test_what_may_be_a_complaint_opens_a_case_and_its_writer_is_told_how_commands_go(subject, text, told):
    town = Town()
    town.writes(text, sender=BIRGITTA, at=LATER, Subject=subject)
    assert len(town.cases) == 1
    told_of = [letter for letter in town.letters_to(BIRGITTA) if "nytt ärende" in letter.subject]
    assert len(told_of) == told
    for letter in told_of:
        assert "svara på det med samma ord" in letter.text
        assert "Inget har gjorts" not in letter.text


def test_the_owner_who_writes_by_the_number_alone_is_no_stranger(town):
    town.writes("Klart. Vi har bytt kock.", sender=PETER, at=LATER, Subject="[LH-2026-0001]")
    letter = town.letters_to(PETER)[-1]
    assert "Svara på det här mejlet" in letter.text
    assert "annan avsändare" not in letter.subject
    assert town.case.held == ()
    town.replies(letter, "Klart. Vi har bytt kock.", sender=PETER, at=LATER)
    town.quarter_passes()
    assert answered(town)


# --- A second guardian who answers the first one's letter ------------------------------------------------


@pytest.mark.parametrize("word", ["Avvisa", "Släpp in"])
def test_a_held_mail_that_is_passed_on_as_the_receipt_says_is_its_writers_own_case(town, word):
    other = "erik.lind@annathem.example"
    first = town.letters_to(GUARDIAN)[0]
    words = "Min son på Åskolan får ingen laktosfri mat."
    town.replies(first, words, sender=other, at=LATER)
    told = town.letters_to(PETER)[-1]
    town.replies(told, word, sender=PETER, at=LATER)
    assert "Skicka då mejlet vidare" in town.letters_to(PETER)[-1].text
    forward = (
        "Här är mejlet.\n\n---------- Forwarded message ---------\n"
        f"Från: Erik Lind <{other}>\nDate: tis 10 mars 2026 kl 10:00\n"
        f"Subject: Sv: [LH-2026-0001] Maten\nTo: <klagomal@skola.lindhoj.example>\n\n{words}\n"
    )
    town.writes(
        forward, sender=PETER, at=LATER, Subject="VB: Sv: [LH-2026-0001] Maten", References="<x@hem.example>"
    )
    assert len(town.cases) == 2
    (acknowledgement,) = town.letters_to(other)
    assert "LH-2026-0002" in acknowledgement.subject
    assert "LH-2026-0001" not in acknowledgement.text
    assert GUARDIAN not in acknowledgement.text
