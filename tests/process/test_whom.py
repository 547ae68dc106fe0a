"""Whom staff mean by a few words, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.process.commands.whom import named
from tests.lindhoj import lindhoj

LINDHOJ = lindhoj()
GUNILLA = LINDHOJ.role("rektor-centralskolan")
TOMAS = LINDHOJ.role("rektor-angskolan")


@pytest.mark.parametrize(
    ("text", "role", "rest"),
    [
        ("måltidschef", "maltidschef", ""),
        ("Måltidschefen", "maltidschef", ""),
        ("maltidschef", "maltidschef", ""),
        ("Peter Hallgren", "maltidschef", ""),
        ("peter", "maltidschef", ""),
        ("Hallgren", "maltidschef", ""),
        ("peter.hallgren@lindhoj.example", "maltidschef", ""),
        ("maltid@lindhoj.example", "maltidschef", ""),
        ("rektor Kullaskolan Hur gjorde ni?", "rektor-kullaskolan", "Hur gjorde ni?"),
        ("rektor på Kullaskolan: Hur gjorde ni?", "rektor-kullaskolan", "Hur gjorde ni?"),
        ("Kullaskolans rektor", "rektor-kullaskolan", ""),
        ("rektorn på Kulla", "rektor-kullaskolan", ""),
        ("rektor Kulla", "rektor-kullaskolan", ""),
        ("rektor Åskolan", "rektor-askolan", ""),
        ("biträdande rektor", "bitradande-rektor-centralskolan", ""),
        ("biträdande chef", "bitradande-chef", ""),
        ("Karin, kan du hjälpa till?", "bitradande-chef", "kan du hjälpa till?"),
        ("samordnare", None, ""),
        ("sektorsamordnare", "sektorsamordnare", ""),
        ("rektor", None, ""),  # which one?
        ("Ek", "hr", ""),
        ("ingen", None, ""),
        ("", None, ""),
    ],
)
def test_who_is_meant(text, role, rest):
    found = named(text, LINDHOJ)
    assert (found.role.id if found else None) == role
    if found:
        assert found.rest == rest


def test_a_word_cut_short_is_the_writers_own_deputy_and_else_of_the_management():
    assert named("bitr.", LINDHOJ, GUNILLA).role.id == "bitradande-rektor-centralskolan"
    assert named("bitr. rektor", LINDHOJ, TOMAS).role.id == "bitradande-rektor-centralskolan"
    assert named("bitr.", LINDHOJ, TOMAS).role.id == "bitradande-chef"


def test_nobody_means_themselves():
    assert named("rektor", LINDHOJ, GUNILLA) is None
    assert named("Tomas", LINDHOJ, TOMAS) is None


@given(st.sampled_from(sorted(LINDHOJ.roles)))
def test_every_role_is_found_by_the_name_of_its_holder(role_id):
    role = LINDHOJ.role(role_id)
    assert named(role.holder.name, LINDHOJ).role == role


@given(st.text(max_size=60))
def test_nothing_that_is_written_breaks_the_reader(text):
    found = named(text, LINDHOJ)
    assert found is None or found.rest in text
