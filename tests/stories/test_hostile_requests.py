"""What strangers ask of our address: attacks 15 to 19 of the list that the house was built against."""

from http import HTTPStatus

import pytest

from complaints.pages.exchange import Request
from complaints.pages.site import reply
from tests.browser import Browser
from tests.letters.reading import tags
from tests.lindhoj import GUARDIAN
from tests.stories.test_evaluation_page import asked, outcomes
from tests.town import PAGE, link


@pytest.fixture
def town():
    return asked()


@pytest.fixture
def urls(town):
    """One of each of our links, by what it is for."""
    letters = [letter for letter in town.letters if PAGE.search(letter.text)]
    return {link(letter).split("/")[-2]: link(letter) for letter in letters}


def test_there_is_a_link_of_each_kind(urls):
    assert set(urls) == {"case", "evaluation", "stop"}


@pytest.mark.parametrize("kind", ["case", "evaluation", "stop"])
@pytest.mark.parametrize(
    "alter",
    [
        lambda url: url[:-1],
        lambda url: f"{url}>",
        lambda url: f"{url}.",
        lambda url: f"{url}=3D",
        lambda url: url[:-3] + "aaa" if not url.endswith("aaa") else url[:-3] + "bbb",
        lambda url: url.rpartition("/")[0] + "/" + "a" * 41,
        lambda url: url.rpartition("/")[0] + "/" + url.rpartition("/")[2][::-1],
        lambda url: url.rpartition("/")[0] + "/" + "å" * 41,
    ],
)
def test_15_an_altered_link_is_a_404_and_changes_nothing(town, urls, kind, alter):
    before = (town.case, len(town.letters), dict(town.store.doors))
    browser = Browser(town).opens(alter(urls[kind]))
    assert browser.status == 404
    assert "Länken fungerar inte" in browser.text
    browser.posts(answer="no", order="Klart", words="x", code="1")
    assert browser.status == 404
    assert (town.case, len(town.letters), dict(town.store.doors)) == before


def test_16_get_and_head_a_hundred_times_change_nothing(town, urls):
    before = (town.case, len(town.letters), dict(town.store.doors), dict(town.store.readings))
    for url in urls.values():
        for method in ("GET", "HEAD") * 50:
            Browser(town).opens(url, method=method)
    assert (town.case, len(town.letters), dict(town.store.doors), dict(town.store.readings)) == before


def test_17_a_post_twice_is_one_transition_and_the_same_page(town, urls):
    browser = Browser(town).opens(urls["evaluation"])
    first = browser.posts(answer="yes").html
    assert browser.posts(answer="yes").html == first
    assert outcomes(town) == [{"outcome": "yes"}]


@pytest.mark.parametrize("kind", ["case", "evaluation", "stop"])
def test_18_a_leaked_link_shows_no_personal_data_and_leaves_no_trace(town, urls, kind):
    browser = Browser(town).opens(urls[kind])
    assert browser.status == 200
    for told in ("LH-2026", "Maria", GUARDIAN, "Åskolan", "kall", "Peter", "termobox"):
        assert told not in browser.html
    headers = browser.reply.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "", 404),
        ("GET", "sv", 404),
        ("GET", "sv/nowhere", 404),
        ("GET", "xx/routine", 404),
        ("GET", "sv/routine/more", 404),
        ("GET", "sv/case", 404),
        ("GET", "../../etc/passwd", 404),
        ("GET", "sv/case/%00", 404),
        ("GET", "<script>/evaluation/x", 404),
        ("POST", "sv/routine", 405),
        ("PUT", "sv/routine", 405),
        ("DELETE", "sv/evaluation/x", 405),
        ("OPTIONS", "sv/routine", 405),
        ("BREW", "sv/routine", 405),
        ("HEAD", "sv/routine", 200),
        ("HEAD", "sv/nowhere", 404),
    ],
)
def test_19_odd_paths_and_methods_get_a_page_that_says_no_more(town, method, path, status):
    answer = town.shows(Request(method=method, path=tuple(path.split("/")), now=town.now))
    assert answer.status.value == status
    assert "<script>" not in answer.body.decode()
    assert not (method == "HEAD" and answer.body)


def test_19_a_redirect_parameter_leads_nowhere(town, urls):
    for name in ("next", "redirect", "url", "return"):
        browser = Browser(town).opens(f"{urls['evaluation']}?{name}=https://evil.example/")
        assert "evil.example" not in browser.html
        assert (
            "Location" not in browser.posts(answer="maybe", **{name: "https://evil.example/"}).reply.headers
        )


@pytest.mark.parametrize("status", [HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.BAD_REQUEST])
def test_19_a_body_that_was_not_read_changes_nothing(town, urls, status):
    path = tuple(urls["evaluation"].split("/")[3:])
    answer = reply(town.house, Request(method="POST", path=path, trouble=status, now=town.now))
    assert answer.status is status
    assert outcomes(town) == []


def test_every_answer_has_the_safe_headers_and_no_page_may_run_anything(town, urls):
    paths = [
        *urls.values(),
        *(f"https://sidor.lindhoj.example/{p}" for p in ("sv/routine", "x", "en/accessibility")),
    ]
    for path in paths:
        browser = Browser(town).opens(path)
        policy = browser.reply.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert browser.reply.headers["Strict-Transport-Security"].startswith("max-age=")
        assert browser.reply.headers["Permissions-Policy"]
        assert not {tag for tag, _ in tags(browser.html)} & {
            "script",
            "img",
            "iframe",
            "object",
            "base",
            "link",
        }
