"""What is covered in the words of staff before a colleague reads them, row by row."""

from dataclasses import replace

import pytest

from complaints.process.masking import masked
from tests.builders import a_case
from tests.lindhoj import lindhoj

CASE = replace(a_case(), complainant=replace(a_case().complainant, name="Maria Lind"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("maria är missnöjd", "[namn] är missnöjd"),
        ("Marias dotter och Linds hund", "[namn] dotter och [namn] hund"),
        ("Skriv till pappa.lind@mejl.example nu", "Skriv till [adress] nu"),
        ("Ring 070-174 06 99 eller +46 70 174 06 99", "Ring [telefon] eller [telefon]"),
        ("Född 20121224-1234, alltså 121224-1234", "Född [personnummer], alltså [personnummer]"),
        ("Elsa går i 4B och klass 5a", "[namn] går i [klass] och [klass]"),
        ("Hannas mamma ringde", "[namn] mamma ringde"),
        ("Pojken heter Zlatko och har adhd", "Pojken heter [namn] och har [hälsa]"),
        ("Läraren Bosse skrek", "Läraren [namn] skrek"),
        ("Hon heter Emma, och Karin vet om det", "Hon heter [namn], och [namn] vet om det"),
        ("alma och ALMA fick vänta", "[namn] och [namn] fick vänta"),
        ("A.L. fick vänta, och J. K. med", "[namn] fick vänta, och [namn] med"),
        ("Klass 4 B och fyran C, 9 A och 5 barn", "[klass] och [klass], [klass] och 5 barn"),
        ("De bor på storgatan 5 B och Skolvägen 12.", "De bor på [adress] och [adress]."),
        ("Se @alma_l och www.bild.example/alma", "Se [adress] och [adress]"),
        ("Hej \ue000 och \ue0ff", "Hej  och "),
        # what may be said
        ("Karin Blom har sagt ja", "Karin Blom har sagt ja"),
        ("Kullaskolan har 276 elever, LH-2026-0147", "Kullaskolan har 276 elever, LH-2026-0147"),
        ("Rasten är 15 minuter och skolan öppnar 7.30", "Rasten är 15 minuter och skolan öppnar 7.30"),
        ("Vi kan lova en lösning i juni", "Vi kan lova en lösning i juni"),
        ("Kl. 10.00 t.ex. i F.d. matsalen", "Kl. 10.00 t.ex. i F.d. matsalen"),
        ("Två föräldrar är missnöjda med schemat", "Två föräldrar är missnöjda med schemat"),
    ],
)
def test_what_tells_who_it_is_about_is_covered(text, said):
    assert masked(text, CASE, lindhoj()) == said
