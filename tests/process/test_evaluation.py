"""What a complainant's first words mean; in doubt nothing, and a human reads them."""

import pytest

from complaints.model import Outcome
from complaints.process.conversation.evaluation import understand
from complaints.process.owners.above import next_level
from tests.builders import a_case
from tests.lindhoj import lindhoj


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Ja", Outcome.YES),
        ("Ja, tack!", Outcome.YES),
        ("*Ja*", Outcome.YES),
        ("jaaa", Outcome.YES),
        ("Yes thank you", Outcome.YES),
        ("Ja det blev bra men inte hela tiden", Outcome.PARTLY),
        ("Ja.\n\nFast bussen är fortfarande sen.", Outcome.PARTLY),
        ("Yes but only once", Outcome.PARTLY),
        ("Delvis", Outcome.PARTLY),
        ("nja", Outcome.PARTLY),
        ("Lite bättre", Outcome.PARTLY),
        ("Nej", Outcome.NO),
        ("nä samma sak", Outcome.NO),
        ("Tyvärr inte", Outcome.NO),
        ("No, nothing has changed", Outcome.NO),
        ("Nej tack", Outcome.DECLINED),
        ("No thanks.", Outcome.DECLINED),
        ("Nej tack vare er är det värre", Outcome.NO),
        ("No problem, it works now", None),
        ("Jag vet inte", None),
        ("Jacka", None),
        ("Nejlikor", None),
        ("", None),
        ("Tack för svaret!", None),
        ("Det är inte löst", Outcome.NO),
        ("Jag är inte nöjd med svaret.", Outcome.NO),
        ("Det är fortfarande samma problem", Outcome.NO),
        ("Samma sak igen", Outcome.NO),
        ("Det blev värre", Outcome.NO),
        ("Absolut inte!", Outcome.NO),
        ("Tyvärr, inget är bättre", None),
        ("Nej, det är inte bra", Outcome.NO),
        ("Nej, inget har blivit bättre.", Outcome.NO),
        ("It is still not solved.", Outcome.NO),
        ("Jag är inte nöjd, men det är löst.", None),
        ("Det är löst", Outcome.YES),
        ("Absolut", Outcome.YES),
        ("Allt är bra nu!", Outcome.YES),
        ("It is solved.", Outcome.YES),
        ("Det är löst, men sent", None),
        ("Det är löst.\n\nTills det händer igen.", None),
        ("Det är bra?", None),
        ("Det är bra att ni frågar", None),
        ("Nej, nu är allt bra.", None),
        ("Nej, jag har inga fler frågor", None),
        ("Nä, ingen fara, tack", None),
        ("Nej det behövs inte, allt är bra nu!", None),
        ("No, everything is fine now", None),
        ("Nej, jag är inte nöjd", Outcome.NO),
    ],
)
def test_the_first_words_decide(text, outcome):
    assert understand(text) is outcome


@pytest.mark.parametrize(
    ("owner", "answered_by", "higher"),
    [
        ("rektor-askolan", "rektor-askolan", "bitradande-chef"),
        ("maltidschef", "bitradande-chef", "barn-och-utbildningschef"),
        ("sektorsamordnare", "", "bitradande-chef"),
        ("bitradande-chef", "sektorsamordnare", "barn-och-utbildningschef"),
        ("barn-och-utbildningschef", "", "barn-och-utbildningschef"),
    ],
)
def test_a_no_goes_above_the_owner_and_above_whoever_answered(owner, answered_by, higher):
    assert next_level(a_case(owner=owner, answered_by=answered_by), lindhoj()) == higher
