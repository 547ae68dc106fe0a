"""A visitor's first minute: a complaint by SMTP, its letters on a phone and on a desk, time that jumps."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Playwright, expect, sync_playwright

from tests.lindhoj import INTAKE
from tests.local_run.running import LocalRun, complaint

pytestmark = pytest.mark.local_run

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PATIENCE = 60_000  # milliseconds; a bound for a slow machine, nothing waits for it to pass
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
MARIA = "maria.lind@hem.example"


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
    yield chromium
    chromium.close()


def open_page(
    browser: Browser, run: LocalRun, size: dict[str, int], path: str = "/", **context: object
) -> Page:
    page = browser.new_page(viewport=size, **context)  # type: ignore[arg-type]
    page.set_default_timeout(PATIENCE)
    page.goto(f"http://127.0.0.1:{run.http_port}{path}")
    return page


def accessible(page: Page) -> None:
    """No violation that axe-core knows of, in light and in dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    page.emulate_media(color_scheme="light")


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def cards(page: Page, about: str) -> Locator:
    """The letters whose closed card says this."""
    return page.locator(".card", has=page.locator("summary", has_text=about))


def letter(page: Page, about: str) -> Locator:
    """The letter as it looks, opened as a reader does."""
    opened = cards(page, about)
    if not opened.locator("> details").evaluate("details => details.open"):
        opened.locator("summary").first.click()
    return opened.frame_locator("iframe").locator("body")


@pytest.fixture(scope="module")
def first_case(run: LocalRun) -> str:
    """A complaint about meals by SMTP; the subject of its conversation."""
    run.post(complaint(MARIA, "Maten på Åskolan", "Maten på Åskolan är kall varje dag."), MARIA)
    return "Maten på Åskolan"


def test_an_empty_mailbox_greets_and_is_accessible(run: LocalRun, browser: Browser) -> None:
    page = open_page(browser, run, PHONE, "/new")
    expect(page.get_by_role("button", name="Skicka")).to_be_visible()
    assert fits(page)
    accessible(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.close()


def test_letters_come_to_an_open_page_by_themselves(run: LocalRun, browser: Browser, first_case: str) -> None:
    page = open_page(browser, run, DESK)
    page.get_by_role("link", name=first_case).click()
    expect(page.locator(".card.out.guardians")).to_have_count(1)
    expect(cards(page, "Peter Hallgren")).to_have_count(1)
    thanks = letter(page, "Vi har tagit emot ditt mejl")
    expect(thanks).to_contain_text("Peter Hallgren, måltidschef")
    expect(thanks).to_contain_text("senast torsdag 11 mars")
    told = letter(page, "Svara senast")
    expect(told).to_contain_text("Maten på Åskolan är kall varje dag.")
    accessible(page)
    page.close()


def test_on_a_phone_list_and_letter_are_separate(run: LocalRun, browser: Browser, first_case: str) -> None:
    page = open_page(browser, run, PHONE)
    expect(page.get_by_role("main")).to_be_hidden()
    page.get_by_role("link", name=first_case).click()
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.get_by_role("heading", name=first_case, level=1)).to_be_visible()
    thanks = letter(page, "Vi har tagit emot ditt mejl")
    expect(thanks).to_contain_text("Peter Hallgren, måltidschef")
    assert fits(page)
    accessible(page)
    page.get_by_role("link", name="Alla ärenden").click()
    expect(page.get_by_role("link", name=first_case)).to_be_visible()
    page.close()


def test_time_jumps_until_the_reminder_and_an_answer_ends_it(
    run: LocalRun, browser: Browser, first_case: str
) -> None:
    page = open_page(browser, run, DESK)
    page.get_by_role("link", name=first_case).click()
    letters_to_staff = cards(page, "Peter Hallgren")
    expect(letters_to_staff).to_have_count(1)
    for _ in range(5):  # what is due next may be the decision to remind, and then the letter's own hour
        if letters_to_staff.count() < 2:
            with page.expect_navigation():
                page.locator("#jump button").click()
    expect(page.locator("#clock")).to_contain_text("torsdag 11 mars 2027")

    letter(page, "Svara senast")
    routed = cards(page, "Svara senast")
    routed.get_by_text("Svara på brevet").click()
    routed.get_by_role("textbox").fill("Klart. Vi har lagat vagnen som håller maten varm.")
    routed.get_by_role("button", name="Skicka").click()
    expect(cards(page, "skickas om 15 minuter")).to_have_count(1)
    letters_to_guardian = page.locator(".card.out.guardians")
    expect(letters_to_guardian).to_have_count(1)
    with page.expect_navigation():  # to the end of the quarter of an hour
        page.locator("#jump button").click()
    expect(letters_to_guardian).to_have_count(2)
    answer = letters_to_guardian.last
    answer.locator("summary").first.click()
    expect(answer.frame_locator("iframe").locator("body")).to_contain_text("Vi har lagat vagnen")
    page.close()


def test_a_hostile_mail_is_only_shown(run: LocalRun, browser: Browser, first_case: str) -> None:
    page = open_page(browser, run, DESK)
    dialogs: list[str] = []
    loaded: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("requestfinished", lambda request: loaded.append(request.url))
    here = f"http://127.0.0.1:{run.http_port}"
    evil = EmailMessage(policy=SMTP)
    evil["From"], evil["To"], evil["Message-ID"] = MARIA, INTAKE, "<evil@hem.example>"
    evil["Subject"] = "<script>alert('subject')</script>"
    evil.set_content("<img src=x onerror=alert('text')>")
    evil.add_alternative(
        f"""<p id="shown">Hej</p><script>alert("script")</script><svg onload="alert('svg')"></svg>
        <img src="{here}/none" onerror="alert('img')"><img src="{here}/mailbox/icon.svg?remote">
        <meta http-equiv="refresh" content="0;url={here}/new">
        <a id="link" href="javascript:alert('link')">x</a>""",
        subtype="html",
    )
    evil.add_attachment(b"<script>", maintype="text", subtype="html", filename="../../x.html")
    run.post(evil.as_bytes(), MARIA)
    page.get_by_role("link", name="<script>").click()
    card = page.locator(".card.in")
    if not card.locator("> details").evaluate("details => details.open"):
        card.locator("summary").first.click()
    frame = card.frame_locator("iframe")
    expect(frame.locator("#shown")).to_have_text("Hej")
    loaded.clear()
    frame.locator("#link").click()
    with page.expect_download() as download:
        card.get_by_role("link", name="x.html").click()
    assert download.value.suggested_filename == "x.html"
    expect(frame.locator("#shown")).to_have_text("Hej")
    assert not dialogs
    assert not [url for url in loaded if "remote" in url or "none" in url]
    page.close()


def test_all_works_without_javascript(run: LocalRun, browser: Browser, first_case: str) -> None:
    page = open_page(browser, run, PHONE, "/new?lang=en", java_script_enabled=False)
    page.get_by_label("Subject").fill("The bus in Norrhult")
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_url(re.compile("note=handed_in"))
    run.ask("settle")
    page.get_by_role("link", name="Refresh").click()
    page.get_by_role("link", name="The bus in Norrhult").click()
    expect(page.locator(".card")).not_to_have_count(0)
    page.close()
