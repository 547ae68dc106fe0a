import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.mail.encoded_words import decoded, uniform


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Maten", "Maten"),
        ("=?utf-8?q?Maten_=C3=A4r_kall?=", "Maten är kall"),
        ("=?UTF-8*sv?B?w6U=?=", "å"),
        ("=?iso-8859-1?Q?Maten_är?=", "Maten är"),
        ("=?utf-8?q?Maten är kall?=", "Maten är kall"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"),
        ("=?utf-8?q?a?= och =?utf-8?q?b?=", "a och b"),
        ("Sv: =?utf-8?q?=C3?= =?utf-8?q?=A5?=", "Sv: å"),
        ("=?utf-8?b?w6U?=", "å"),
        ("=?utf-8?q?Varf=C3=B6r?=?", "Varför?"),
        ("=?iso-8859-8-i?B?7vLw5A==?=", "מענה"),
        ("=?utf-7?Q?Fr+APY-sche?=", "Frösche"),
        ("=?windows-1252?q?=93Kall=94?=", "“Kall”"),
        ("=?okänd?q?a?=", "=?okänd?q?a?="),
        ("=?utf-8?b?nnDusSNdG92w6Fuw6w==?=", "=?utf-8?b?nnDusSNdG92w6Fuw6w==?="),
        ("=?utf-8?q?", "=?utf-8?q?"),
    ],
)
def test_encoded_words(written, read):
    assert decoded(written) == read


@given(st.text(st.characters(exclude_categories=["C"]), max_size=80))
def test_what_is_encoded_comes_back(words):
    octets = base64.b64encode(words.encode()).decode()
    assert decoded(f"=?utf-8?b?{octets}?=") == words


@given(st.text(max_size=200))
def test_uniform_words_read_the_same(text):
    assert decoded(uniform(text)).split() == decoded(text).split()


@given(
    st.lists(st.sampled_from(["=?", "utf-8", "?q?", "?b?", "?=", " ", "å", "=C3"]), max_size=60).map("".join)
)
def test_any_tangle_is_read(text):
    assert isinstance(decoded(text), str)
