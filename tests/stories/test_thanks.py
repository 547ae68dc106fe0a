"""G41: whoever writes is thanked first, whatever it is about, and no but and no regret stands before it."""

import re

import pytest

from tests.letters.reading import body
from tests.lindhoj import GUARDIAN
from tests.town import Town

PUPIL = "leo.ek@elev.lindhoj.example"
MAILS = {
    "complaint": "Skolmaten på Åskolan är kall.",
    "unit unknown": "Jag är så missnöjd med allt.",
    "two matters": "Tre saker: maten är kall på Åskolan, bussen sen och fröken fräste åt oss.",
    "kränkning": "Min son på Åskolan blir slagen och kallad öknamn varje rast.",
    "acute": "Hon är rädd för att gå hem, pappa slår henne.",
    "appeal": "Jag överklagar beslutet om skolskjuts 3 mars.",
    "papers": "Skicka alla mejl om min son.",
    "personal data": "Jag begär registerutdrag med mina personuppgifter.",
    "demand": "Jag kräver att ni byter lärare på Åskolan, annars går jag till advokat.",
    "threat": "Jag ska komma dit och då ska ni få se.",
    "elsewhere": "Lärarna på Fria Gläntan svarar aldrig.",
    "fault": "Lampan vid cykelstället på Åskolan är trasig.",
    "question": "Är det lov på fredag?",
    "suggestion": "Förslag: kan man inte ha frukostklubb på fritids?",
    "praise": "Tack för en fantastisk skolgårdsfest på Ekbackeskolan!",
    "rektor": "Rektorn på Åskolan skrek åt mig inför min dotter.",
    "English": "The school never answers our emails about homework (Kullaskolan).",
    "Finnish": "Koulubussi on aina myöhässä ja olemme tyytymättömiä.",
}


def first_letter(town, address=GUARDIAN):
    [letter] = town.letters_to(address)[:1]
    return body(letter.text.replace("\r\n", "\n"))


@pytest.mark.parametrize("text", MAILS.values(), ids=MAILS.keys())
@pytest.mark.parametrize("sender", [GUARDIAN, PUPIL])
def test_g41_every_acknowledgement_thanks_first(text, sender):
    town = Town()
    town.writes(text, sender=sender)
    greeting, first, *_ = first_letter(town, sender).split("\n\n")
    assert greeting in ("Hej!", "Hej.", "Hello!")
    assert re.match(r"Tack för att du |Thank you for ", first)
    assert not re.search(r"\b(tyvärr|men|dock|unfortunately|but|however)\b", first, re.IGNORECASE)


def test_g41_a_protected_person_is_thanked_too():
    town = Town()
    town.writes("Vi vill klaga på hur avdelningen lämnar ut barn.", Subject="SKYDDAD")
    assert first_letter(town).split("\n\n")[1].startswith("Tack för att du")
