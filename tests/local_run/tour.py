"""A walk through every page that we have, as a reader and a guardian come to them, one after the other."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from playwright.sync_api import BrowserContext, Page, expect

from tests.lindhoj import INTAKE
from tests.local_run.running import LocalRun

PETER = "peter.hallgren"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)


def tour(run: LocalRun, context: BrowserContext, guardian: str) -> Iterator[tuple[str, Page]]:
    """Each page with a name, in the state in which somebody meets it."""
    page = context.new_page()
    root = f"http://127.0.0.1:{run.http_port}/p"
    for language in ("sv", "en"):
        for path in ("routine", "routine-easy", "accessibility", "nowhere"):
            page.goto(f"{root}/{language}/{path}")
            yield f"{language}-{path}", page
    run.post(_complaint(guardian), guardian)
    yield from _reading(run, page)
    yield from _stopping(run, page)
    yield from _evaluating(run, page, guardian)


def _reading(run: LocalRun, page: Page) -> Iterator[tuple[str, Page]]:
    page.goto(link(run, PETER, "case"))
    yield "door", page
    page.goto(page.url.replace("/sv/", "/en/"))
    yield "door-en", page
    page.goto(page.url.replace("/en/", "/sv/"))
    page.get_by_role("button", name="Öppna sidan").click()
    expect(page.get_by_label("Koden ur mejlet")).to_be_visible()
    yield "door-code", page
    page.get_by_label("Koden ur mejlet").fill("1234 5678")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "door-wrong", page
    page.get_by_label("Koden ur mejlet").fill(code(run, PETER))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("LH-2027")
    yield "case", page
    page.get_by_label("Ditt svar").fill("Vi har köpt nya termoboxar. Maten är varm från och med måndag.")
    page.get_by_role("button", name="Skicka svaret").click()
    expect(page.get_by_role("status")).to_be_visible()
    yield "case-waits", page
    page.goto(page.url.replace("/sv/", "/en/"))
    yield "case-en", page


def _stopping(run: LocalRun, page: Page) -> Iterator[tuple[str, Page]]:
    page.goto(link(run, PETER, "stop"))
    yield "stop", page
    page.get_by_role("button", name="Stoppa mejlet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mejlet är stoppat")
    yield "stop-stopped", page
    page.goto(page.url.partition("?")[0])
    yield "stop-nothing", page


def _evaluating(run: LocalRun, page: Page, guardian: str) -> Iterator[tuple[str, Page]]:
    page.goto(link(run, PETER, "case"))
    page.get_by_label("Ditt svar").fill("Vi har köpt nya termoboxar. Maten är varm från och med måndag.")
    page.get_by_role("button", name="Skicka svaret").click()
    expect(page.get_by_role("status")).to_be_visible()
    weeks_later(run)
    page.goto(link(run, guardian, "evaluation"))
    yield "evaluation", page
    page.get_by_role("button", name="Nej").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för ditt svar")
    yield "thanks", page
    page.get_by_label("Delvis").check()
    page.get_by_label("Vill du berätta mer?").fill("Han får fortfarande kall mat på fredagar.")
    page.get_by_role("button", name="Skicka").click()
    expect(page.get_by_text("Nu har vi allt")).to_be_visible()
    yield "thanks-all", page


def weeks_later(run: LocalRun) -> None:
    """Long enough for the answer to leave and the question after it, and the same day of the week."""
    now = datetime.fromisoformat(run.order("now")["now"])
    run.order("tick", now=(now + timedelta(weeks=5)).isoformat())


def link(run: LocalRun, to: str, purpose: str) -> str:
    """The newest link for that purpose that somebody was mailed."""
    run.ask("settle")
    texts = [letter.get_body(("plain",)).get_content() for letter in run.letters(to)]  # type: ignore[union-attr]
    return next(found[0] for text in reversed(texts) if (found := re.search(rf"http\S+/{purpose}/\S+", text)))


def code(run: LocalRun, to: str) -> str:
    """The newest one-time code that somebody was mailed."""
    run.ask("settle")
    body = run.letters(to)[-1].get_body(("plain",))
    found = re.search(r"\b\d{4} \d{4}\b", body.get_content() if body else "")
    assert found
    return found[0]


def _complaint(guardian: str) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"Maria Lind <{guardian}>", INTAKE, "Maten på Åskolan"
    mail["Message-ID"] = f"<tour.{guardian}>"
    mail.set_content(
        "Hej!\n\nMaten på Åskolan är kall varje dag. I går fanns det inte heller något glutenfritt till min"
        " dotter, så hon fick gå hungrig hela eftermiddagen.\n\nVad tänker ni göra?\n\n/Maria Lind\n"
    )
    mail.add_attachment(PNG, maintype="image", subtype="png", filename="tallriken i tisdags.png")
    mail.add_attachment(b"PK\x03\x04", maintype="application", subtype="zip", filename="bilder.zip")
    return mail.as_bytes()
