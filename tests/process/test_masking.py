"""What is covered in the words of staff before a colleague reads them, row by row."""

import tomllib
from dataclasses import replace

import pytest

from complaints.process.confidentiality.masking import masked
from tests.builders import a_case
from tests.lindhoj import ROOT, lindhoj

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
        ("Klass 5 b, i 6 c, 4:an och 4an", "[klass], i [klass], [klass] och [klass]"),
        ("Hon är född 120319, han född 19 mars 2016", "Hon är född [datum], han född [datum]"),
        ("Född den 3/4 2015, f. 2014", "Född den [datum], f. [datum]"),
        ("Se @alma_l och www.bild.example/alma", "Se [adress] och [adress]"),
        ("Hej \ue000 och \ue0ff", "Hej  och "),
        ("Pojken Zlatko bytte grupp. \n---\nSedan: ", "Pojken [namn] bytte grupp. \n---\nSedan: "),
        # what may be said
        ("Karin Blom har sagt ja", "Karin Blom har sagt ja"),
        ("Kullaskolan har 276 elever, LH-2026-0147", "Kullaskolan har 276 elever, LH-2026-0147"),
        ("Rasten är 15 minuter och skolan öppnar 7.30", "Rasten är 15 minuter och skolan öppnar 7.30"),
        ("Vi kan lova en lösning i juni", "Vi kan lova en lösning i juni"),
        ("Från 7 april i 4 av 5 fall, 3 a 5 kronor", "Från 7 april i 4 av 5 fall, 3 a 5 kronor"),
        ("Kl. 10.00 t.ex. i F.d. matsalen", "Kl. 10.00 t.ex. i F.d. matsalen"),
        ("Två föräldrar är missnöjda med schemat", "Två föräldrar är missnöjda med schemat"),
    ],
)
def test_what_tells_who_it_is_about_is_covered(text, said):
    assert masked(text, CASE, lindhoj()) == said


def test_what_is_said_instead_of_loaded_words_names_nobody():
    tone = tomllib.loads((ROOT / "functions/complaints/process/outgoing/tone.toml").read_text("utf-8"))
    said = [words[:1].upper() + words[1:] for words in tone["instead"].values()]
    assert [masked(words, CASE, lindhoj(), name_officials=False) for words in said] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Zlatko är arg. Tindra fick vänta.", "[namn] är arg. [namn] fick vänta."),
        ("Noors mamma ringde", "[namn] mamma ringde"),
        ("FLICKAN TINDRA och LEO fick vänta", "FLICKAN [namn] och [namn] fick vänta"),
        ("Mats ringde. Maten var kall.", "[namn] ringde. Maten var kall."),
        ("Hans fick vänta. Sedan ringde hans mamma.", "[namn] fick vänta. Sedan ringde hans mamma."),
        ("HANS fick vänta", "[namn] fick vänta"),
        ("Will fick vänta", "[namn] fick vänta"),
        (
            "Rasten är kort. Eleverna vill ha längre raster.",
            "Rasten är kort. Eleverna vill ha längre raster.",
        ),
        ("Kullaskolan, NPF och LH-2026-0003", "Kullaskolan, [hälsa] och LH-2026-0003"),
        ("Prata med arbetslaget", "Prata med arbetslaget"),
        ("Två föräldrar tycker att rasten är kort", "Två föräldrar tycker att rasten är kort"),
        ("Se över schemat", "Se över schemat"),
    ],
)
def test_for_the_sheet_what_may_be_a_name_is_covered_where_its_capital_tells_nothing(text, said):
    assert masked(text, CASE, lindhoj(), name_officials=False) == said
