"""Every page of ours in a real browser: at two widths, by keyboard alone, enlarged, and for axe-core."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.local_run.browsing import DESK, PATIENCE, PHONE, accessible, chromium, fits
from tests.local_run.running import LocalRun
from tests.local_run.tour import PNG, tour

pytestmark = pytest.mark.local_run

NARROWEST = 320  # CSS pixels, WCAG 2.1 1.4.10


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize(("size", "guardian"), [(PHONE, "maria@hem.example"), (DESK, "bo@hem.example")])
def test_every_page_is_accessible_fits_and_is_reached_by_keyboard(
    run: LocalRun, browser: Browser, size: dict[str, int], guardian: str
) -> None:
    context = browser.new_context(viewport=size, java_script_enabled=True)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    seen = []
    for name, page in tour(run, context, guardian):
        accessible(page)
        assert fits(page), name
        assert reached_by_tab(page) == controls(page), name
        assert fits_enlarged(page, size), name
        seen.append(name)
    assert len(seen) > 20
    context.close()


def test_all_of_it_works_without_javascript(run: LocalRun, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    names = [name for name, _ in tour(run, context, "eva@hem.example")]
    assert names[-1] == "thanks-all"
    context.close()


def test_a_file_is_saved_and_never_opened(run: LocalRun, browser: Browser) -> None:
    context = browser.new_context(viewport=DESK)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    for name, page in tour(run, context, "siv@hem.example"):
        if name == "case":
            with page.expect_download() as download:
                page.get_by_role("link", name="tallriken i tisdags.png").click()
            assert download.value.suggested_filename == "tallriken i tisdags.png"
            assert download.value.path().read_bytes() == PNG
            assert not page.get_by_role("link", name="bilder.zip").count()
            break
    context.close()


def controls(page: Page) -> list[str]:
    """What can be used, in the order of the page; of a group of radio buttons only the first is a stop."""
    return page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, textarea, summary")]
          .filter(e => e.type !== "hidden" && e.checkVisibility()
            && !(e.type === "radio" && e !== document.querySelector(`[name="${e.name}"]`)))
          .map(e => e.outerHTML)"""
    )


def reached_by_tab(page: Page) -> list[str]:
    """What Tab comes to, one after the other, each time with a focus that can be seen."""
    page.evaluate("document.activeElement.blur()")
    found: list[str] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
              return e === document.body ? null
                : [e.outerHTML, s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2] }"""
        )
        if here is None or (found and here[0] == found[0]):
            break
        assert here[1], here[0]
        found.append(here[0])
    return found


def fits_enlarged(page: Page, size: dict[str, int]) -> bool:
    """With letters of twice the size, and in the narrowest window that has to do."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    twice = fits(page)
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": NARROWEST, "height": 600})
    narrow = fits(page)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    return twice and narrow
