"""What Lambda hands over for a page, whatever somebody sends, and what it wants back."""

from base64 import b64encode
from datetime import UTC, datetime
from http import HTTPStatus

import pytest

from complaints.aws.function_url import answer_of, request_from
from complaints.pages.exchange import download, sent_on


def event(body=None, encoded=True, **changes):
    found = {
        "rawPath": "/sv/evaluation/abc",
        "rawQueryString": "done=all&x=%C3%A5",
        "headers": {},
        "requestContext": {"http": {"method": "POST"}, "timeEpoch": 1773133200000},
    }
    if body is not None:
        found |= {"body": b64encode(body).decode() if encoded else body, "isBase64Encoded": encoded}
    return found | changes


def test_a_form_is_read_as_a_browser_sends_it():
    asked = request_from(event(b"answer=yes&words=Tack%20f%C3%B6r+hj%C3%A4lpen&empty="))
    assert asked.path == ("sv", "evaluation", "abc")
    assert asked.query == {"done": "all", "x": "å"}
    assert asked.form == {"answer": "yes", "words": "Tack för hjälpen", "empty": ""}
    assert asked.now == datetime(2026, 3, 10, 9, tzinfo=UTC)
    assert asked.trouble is None
    assert not asked.from_elsewhere
    assert request_from(event("answer=yes", encoded=False)).form == {"answer": "yes"}
    assert request_from(event(b"words=Hej%0D%0A%0D%0ANina")).form == {"words": "Hej\n\nNina"}


@pytest.mark.parametrize(
    ("changes", "trouble"),
    [
        ({"body": "%%%", "isBase64Encoded": True}, HTTPStatus.BAD_REQUEST),
        ({"body": "å", "isBase64Encoded": True}, HTTPStatus.BAD_REQUEST),
        ({"body": b64encode(b"\xff\xfe=1").decode(), "isBase64Encoded": True}, HTTPStatus.BAD_REQUEST),
        ({"body": "&".join("a=1" for _ in range(50)), "isBase64Encoded": False}, HTTPStatus.BAD_REQUEST),
        ({"body": "x" * 1_000_000, "isBase64Encoded": False}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        (
            {"body": b64encode(bytes(1_000_000)).decode(), "isBase64Encoded": True},
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        ),
    ],
)
def test_a_body_that_no_browser_sends_is_not_read(changes, trouble):
    asked = request_from(event() | changes)
    assert (asked.trouble, asked.form) == (trouble, {})


def test_only_our_own_cookies_are_looked_at_and_all_of_them():
    cookies = ["session=a", "other=b", "session=c=d", " session-k7=e", "sessions=f", "junk"]
    assert request_from(event(cookies=cookies)).sessions == ("a", "c=d", "e")


@pytest.mark.parametrize(
    ("site", "elsewhere"),
    [("same-origin", False), ("none", False), ("same-site", True), ("cross-site", True), ("", True)],
)
def test_a_browser_says_which_sites_page_it_posts_for(site, elsewhere):
    assert request_from(event(headers={"sec-fetch-site": site})).from_elsewhere is elsewhere


def test_an_answer_is_handed_over_byte_for_byte():
    answer = answer_of(download('å;"\r\n.pdf', "application/pdf", b"\x00\xff"))
    assert answer["statusCode"] == 200
    assert answer["isBase64Encoded"]
    assert answer["body"] == b64encode(b"\x00\xff").decode()
    assert answer["headers"]["Content-Disposition"] == ("attachment; filename*=UTF-8''%C3%A5%3B%22%0D%0A.pdf")
    assert answer["cookies"] == []
    assert answer_of(sent_on("/sv/case/x", "session=a; HttpOnly"))["cookies"] == ["session=a; HttpOnly"]
