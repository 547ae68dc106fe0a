"""The gallery shows every letter and page that there is, and nothing in it runs."""

import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lyhord.gallery.app import gallery_routes
from lyhord.gallery.pages import PAGES
from lyhord.gallery.scenes import LETTERS, write

HERE = "http://127.0.0.1:8025"


@pytest.fixture(scope="module")
def browser() -> TestClient:
    return TestClient(Starlette(routes=gallery_routes()), base_url=HERE)


def test_the_first_page_leads_to_every_letter_and_page_in_both_languages(browser: TestClient) -> None:
    links = re.findall(r'href="(/letters/\w[^"]*)"', browser.get("/letters").text)
    assert len(links) == len(set(links)) == 2 * (len(LETTERS) + len(PAGES))
    for link in links:
        assert browser.get(link).status_code == 200


def test_a_letter_is_shown_as_it_looks_and_as_text(browser: TestClient) -> None:
    written = write("routed", "sv")
    shown = browser.get("/letters/sv/routed").text
    assert "Kall mat på Åskolan" in shown
    assert 'src="/letters/sv/routed/html"' in shown
    markup = browser.get("/letters/sv/routed/html")
    assert markup.text == written.html
    assert "sandbox" in markup.headers["Content-Security-Policy"]
    assert "script-src" not in markup.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/letters/sv/nothing", "/letters/xx/routed", "/letters/sv/page/../routed/html/x"]
)
def test_there_is_nothing_else(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404
