from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from complaints.signature import Signer, case_id

IDENTITY = "0123456789abcdef" * 4
ID = case_id(IDENTITY)
SIGNER = Signer({"1": b"first key", "2": b"second key"})
NOW = datetime(2026, 4, 2, 13, tzinfo=UTC)


def test_a_case_id_is_80_bits_of_the_identity():
    assert ID == "aerukz4jvpg66ajd"
    assert case_id(IDENTITY[:20] + "f" * 44) == ID
    assert case_id("1" + IDENTITY[1:]) != ID


def test_a_token_finds_its_case():
    assert SIGNER.case_of(SIGNER.token(ID)) == ID


def test_a_token_is_the_same_each_time_and_fits_an_address():
    assert SIGNER.token(ID) == SIGNER.token(ID)
    assert len(f"klagomal+{SIGNER.token(ID)}") <= 64  # RFC 5321 4.5.3.1.1
    assert SIGNER.token(ID).isascii()
    assert SIGNER.token(ID) == SIGNER.token(ID).lower()


def test_a_token_may_be_written_in_capitals():
    assert SIGNER.case_of(SIGNER.token(ID).upper()) == ID


@given(st.integers(0, 32), st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789 >.=å"))
def test_an_altered_token_finds_nothing(place, character):
    token = SIGNER.token(ID)
    altered = token[:place] + character + token[place + 1 :]
    assume(altered != token)
    assert SIGNER.case_of(altered) is None


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t + ".", lambda t: t + ">", lambda t: t + "=3D", lambda t: ""]
)
def test_a_cut_or_lengthened_token_finds_nothing(change):
    assert SIGNER.case_of(change(SIGNER.token(ID))) is None


@given(st.text())
def test_made_up_tokens_find_nothing(token):
    assert SIGNER.case_of(token) is None
    assert SIGNER.read_link(token, "evaluation", NOW) is None


def test_the_newest_key_signs_and_all_verify():
    old, new = Signer({"1": b"first key"}), Signer({"2": b"second key"})

    assert SIGNER.token(ID) == new.token(ID)
    assert SIGNER.case_of(old.token(ID)) == ID
    assert new.case_of(old.token(ID)) is None


def test_another_secret_signs_otherwise():
    assert Signer({"2": b"other"}).case_of(SIGNER.token(ID)) is None


@pytest.mark.parametrize("keys", [{}, {"10": b"x"}, {"": b"x"}, {"Å": b"x"}])
def test_keys_need_a_number(keys):
    with pytest.raises(ValueError, match="at least one key"):
        Signer(keys)


def test_a_link_serves_its_purpose_until_it_expires():
    link = SIGNER.link_token(ID, "evaluation", NOW)

    assert SIGNER.read_link(link, "evaluation", NOW - timedelta(seconds=1)) == ID
    assert SIGNER.read_link(link.upper(), "evaluation", NOW - timedelta(seconds=1)) == ID
    assert SIGNER.read_link(link, "evaluation", NOW) is None
    assert SIGNER.read_link(link, "case", NOW - timedelta(days=1)) is None


@given(st.integers(0, 40), st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"))
def test_an_altered_link_leads_nowhere(place, character):
    link = SIGNER.link_token(ID, "evaluation", NOW)
    altered = link[:place] + character + link[place + 1 :]
    assume(altered != link)
    assert SIGNER.read_link(altered, "evaluation", NOW - timedelta(days=1)) is None


def test_links_and_reply_addresses_are_not_each_other():
    link = SIGNER.link_token(ID, "reply", NOW)

    assert SIGNER.case_of(link) is None
    assert SIGNER.case_of(link[:16] + link[24:]) is None
    assert SIGNER.read_link(SIGNER.token(ID), "reply", NOW - timedelta(days=1)) is None


def test_a_link_is_good_for_its_own_reader_alone_who_does_not_stand_in_it():
    token = SIGNER.link_token(ID, "case", NOW + timedelta(days=1), "rektor-askolan")
    assert SIGNER.read_link(token, "case", NOW, "rektor-askolan") == ID
    assert SIGNER.read_link(token, "case", NOW, "rektor-kullaskolan") is None
    assert SIGNER.read_link(token, "case", NOW) is None
    assert SIGNER.read_link(token, "stop", NOW, "rektor-askolan") is None
    assert "rektor" not in token


def test_a_session_is_good_for_what_it_was_given_for_and_for_its_time():
    session = SIGNER.session(NOW + timedelta(minutes=30), "rektor", "a@b.example", ID)
    assert SIGNER.admits(session, NOW, "rektor", "a@b.example", ID)
    assert not SIGNER.admits(session, NOW, "rektor", "c@b.example", ID)
    assert not SIGNER.admits(session, NOW, "rektor", "a@b.example", "")
    assert not SIGNER.admits(session, NOW + timedelta(minutes=30), "rektor", "a@b.example", ID)
    assert not SIGNER.admits(session[:-1] + "!", NOW, "rektor", "a@b.example", ID)
    link = SIGNER.link_token(ID, "case", NOW + timedelta(minutes=30), "rektor", "a@b.example", ID)
    assert not SIGNER.admits(link[16:], NOW, "rektor", "a@b.example", ID)


@given(st.text())
def test_made_up_sessions_and_codes_open_nothing(text):
    assert not SIGNER.admits(text, NOW, "rektor")
    assume("".join(text.split()) != SIGNER.code(ID, "rektor", 1))
    assert not SIGNER.is_code(text, ID, "rektor", 1)


def test_a_code_is_eight_digits_another_for_each_case_reader_and_time():
    codes = {SIGNER.code(c, r, n) for c in (ID, "x") for r in ("rektor", "chef") for n in range(1, 50)}
    assert len(codes) == 2 * 2 * 49
    assert all(len(code) == 8 and code.isdecimal() for code in codes)
    code = SIGNER.code(ID, "rektor", 1)
    assert SIGNER.is_code(f" {code[:4]} {code[4:]} ", ID, "rektor", 1)
    assert Signer({"1": b"first key"}).code(ID, "rektor", 1) != code


def test_a_code_is_believed_by_a_process_that_began_before_or_after_the_key_it_was_made_with():
    keys = {"1": b"first key", "2": b"second key"}
    asked = []
    old = Signer({"1": b"first key"}, lambda: asked.append("again") or keys)
    assert SIGNER.is_code(old.code(ID, "rektor", 1), ID, "rektor", 1)
    assert old.is_code(old.code(ID, "rektor", 1), ID, "rektor", 1)
    assert asked == []
    assert old.is_code(SIGNER.code(ID, "rektor", 1), ID, "rektor", 1)
    assert asked == ["again"]


def test_a_wrong_code_has_the_keys_read_once_and_fits_none():
    asked = []
    signer = Signer({"1": b"first key"}, lambda: asked.append("again") or {})
    assert not signer.is_code(SIGNER.code(ID, "rektor", 1), ID, "rektor", 1)
    assert asked == ["again"]
