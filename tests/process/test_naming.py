"""What staff mean by a few words: categories and units of Lindhöj, row by row."""

import pytest

from complaints.process.commands.naming import category_in, unit_in
from tests.lindhoj import lindhoj


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("lokaler", "lokal", ""),
        ("Lokaler och utemiljö", "lokal", ""),
        ("lokal, det gäller toaletten", "lokal", "det gäller toaletten"),
        ("toaletter", "lokal", ""),
        ("Skolmåltider. Hon skriver om maten.", "maltid", "Hon skriver om maten."),
        ("måltid", "maltid", ""),
        ("mat", "maltid", ""),
        ("skolmat för att det står så", "maltid", "för att det står så"),
        ("skjuts", "skjuts", ""),
        ("Skolskjuts", "skjuts", ""),
        ("bussen", "skjuts", ""),
        ("särskilt stöd", "stod", ""),
        ("bemotande", "bemotande", ""),
        ("Bemötnade", "bemotande", ""),
        ("kränkning", "krankning", ""),
        ("kränkande behandling", "krankning", ""),
        ("rektor", "rektor", ""),
        ("trygghet", "trygghet", ""),
        ("school meals", "maltid", ""),
        ("övrigt", "ovrigt", ""),
        ("", None, None),
        ("och", None, None),
        ("xyzzy", None, None),
        ("något helt annat", None, None),
    ],
)
def test_categories(text, code, reason):
    said = category_in(text, lindhoj())
    assert (said and said.value.code, said and said.reason) == (code, reason)


@pytest.mark.parametrize(
    ("text", "unit", "reason"),
    [
        ("Åskolan", "askolan", ""),
        ("askolan", "askolan", ""),
        ("Ås", "askolan", ""),
        ("Kulla", "kullaskolan", ""),
        ("Kullaskolans", "kullaskolan", ""),
        ("centrals, de skriver fel", "centralskolan", "de skriver fel"),
        ("Ängsskolan", "angskolan", ""),
        ("Vitsipan", "vitsippan", ""),
        ("Norrhult", "norrhults-forskola", ""),
        ("grundsärskolan", "anpassad-grundskola", ""),
        ("Kullen", "kullen", ""),
        ("skolan", None, None),
        ("", None, None),
    ],
)
def test_units(text, unit, reason):
    said = unit_in(text, lindhoj())
    assert (said and said.value.id, said and said.reason) == (unit, reason)
