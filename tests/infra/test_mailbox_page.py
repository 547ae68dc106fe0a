"""The mailbox page from outside: what it shows, what it refuses, and that foreign text stays text."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lyhord.engine.mailbox import mailbox_app
from lyhord.engine.mailbox.words import Words
from lyhord.engine.view import ReceivedMail
from tests.infra.mailbox_engine import CASE_ADDRESS, DOMAIN, MARIA, FakeEngine, first_case, mail

HERE = "http://127.0.0.1:8025"
OURS = {"Origin": HERE}
HOSTILE = (
    '<script>document.title = "pwned"</script><img src="https://evil.example/x.png" onerror="alert(1)">'
    '<a href="javascript:alert(1)">x</a><meta http-equiv="refresh" content="0;url=https://evil.example/">'
    "{{ 7 * 7 }}"
)


class Tags(HTMLParser):
    """The tags of a page with their attributes, as a browser would find them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    @classmethod
    def of(cls, page: str) -> list[tuple[str, dict[str, str | None]]]:
        reader = cls()
        reader.feed(page)
        return reader.found


@pytest.fixture
def engine(tmp_path: Path) -> FakeEngine:
    return FakeEngine(tmp_path)


@pytest.fixture
def browser(engine: FakeEngine) -> TestClient:
    return TestClient(mailbox_app(engine), base_url=HERE, follow_redirects=False)


def conversation(browser: TestClient, **query: str) -> str:
    """The page of the newest conversation."""
    link = re.search(r'href="(/conversations/[\w-]+)', browser.get("/").text)
    assert link is not None
    return browser.get(link[1], params=query).text


# --- what it shows ---


def test_an_empty_mailbox_tells_how_to_send_a_first_complaint(browser: TestClient) -> None:
    page = browser.get("/").text
    assert "Här är det tomt än" in page
    assert 'action="/complaint"' in page
    assert f"swaks --server 127.0.0.1:2525 --from maria.lind@hem.example --to klagomal@{DOMAIN}" in page
    assert "torsdag 2 april 2026 kl. 15.00" in page


def test_a_case_shows_every_letter_with_its_envelope(engine: FakeEngine, browser: TestClient) -> None:
    first_case(engine)
    page = conversation(browser)
    for shown in (
        "LH-2026-0001",
        "Maten är kall.",
        "Tack för att du hör av dig.",
        "<bdi>Birgitta Norén</bdi> &lt;<bdi>birgitta.noren@lindhoj.example</bdi>&gt;",
        CASE_ADDRESS,
        "torsdag 2 april 2026 kl. 15.00",
        "Skickas torsdag 9 april 2026 kl. 07.30",
        "Påminnelse",
    ):
        assert shown in page


def test_it_speaks_english_when_asked_and_keeps_to_it(engine: FakeEngine, browser: TestClient) -> None:
    first_case(engine)
    page = conversation(browser, lang="en")
    assert '<html lang="en">' in page
    assert "Leaves Thursday 9 April 2026 at 07.30" in page
    assert 'href="/new?lang=en"' in page


def test_one_party_alone_can_be_shown(engine: FakeEngine, browser: TestClient) -> None:
    first_case(engine)
    staff, guardians = conversation(browser, who="staff"), conversation(browser, who="guardians")
    assert "Svara senast on 15 april" in staff
    assert "Vi har tagit emot ditt mejl" not in staff
    assert "Vi har tagit emot ditt mejl" in guardians
    assert "Svara senast on 15 april" not in guardians


def test_what_does_not_exist_is_said_so(browser: TestClient) -> None:
    for path in ("/conversations/none", "/mail/none/html", "/mail/none/raw", "/mail/none/attachments/0"):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "Brevet finns inte" in answer.text


def test_both_languages_say_the_same_things() -> None:
    sv, en = (Words(language)._words for language in ("sv", "en"))
    assert sv.keys() == en.keys()
    assert sv["kinds"].keys() == en["kinds"].keys()


def test_the_state_changes_with_every_letter_and_with_nothing_else(
    engine: FakeEngine, browser: TestClient
) -> None:
    states = [browser.get("/state").json()["state"] for _ in range(2)]
    first_case(engine)
    states.append(browser.get("/state").json()["state"])
    assert states[0] == states[1] != states[2]


# --- foreign text stays text ---


def test_a_hostile_mail_is_inert_on_the_page(engine: FakeEngine, browser: TestClient) -> None:
    evil = mail(sender=f'"{HOSTILE[:40]}" <a@hem.example>', to=CASE_ADDRESS, subject=HOSTILE, text=HOSTILE)
    evil["X-Trick"] = HOSTILE
    evil.add_attachment(b"<script>", maintype="text", subtype="html", filename="<img src=x onerror=alert(1)>")
    engine.take(evil.as_bytes())
    page = conversation(browser)
    tags = Tags.of(page)
    assert [tag for tag in tags if tag[0] == "script"] == [
        ("script", {"src": "/mailbox/mailbox.js", "defer": None})
    ]
    assert {attributes["src"] for name, attributes in tags if name == "img"} == {"/mailbox/icon.svg"}
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert not [tag for tag in tags if "http-equiv" in tag[1]]
    assert "&lt;script&gt;" in page
    assert "{{ 7 * 7 }}" in page


def test_a_letters_own_markup_runs_loads_and_sends_nothing(engine: FakeEngine, browser: TestClient) -> None:
    engine.take(mail(sender=MARIA, to=CASE_ADDRESS, subject="x", html=HOSTILE).as_bytes())
    frame = re.search(r'<iframe src="([^"]+)" sandbox="([^"]*)"', conversation(browser))
    assert frame is not None
    assert "allow-scripts" not in frame[2]
    assert "allow-forms" not in frame[2]
    assert "allow-top-navigation" not in frame[2]
    rules = browser.get(frame[1]).headers["content-security-policy"].split("; ")
    assert "default-src 'none'" in rules
    assert "img-src data:" in rules
    assert "form-action 'none'" in rules
    assert "base-uri 'none'" in rules
    assert f"sandbox {frame[2]}" in rules
    assert not [rule for rule in rules if rule.startswith(("script-src", "connect-src"))]


def test_an_attachment_can_only_be_downloaded(engine: FakeEngine, browser: TestClient) -> None:
    letter = mail(to=MARIA, subject="x")
    letter.add_attachment(b"<script>", maintype="text", subtype="html", filename="../../å.html")
    engine.send(letter)
    answer = browser.get("/mail/letter-1/attachments/0")
    assert answer.content == b"<script>"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''%C3%A5.html"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].endswith("sandbox")


def test_the_whole_letter_can_be_downloaded_byte_for_byte(engine: FakeEngine, browser: TestClient) -> None:
    engine.send(b"Subject: =?x?=\n\n\xff\x00")
    assert browser.get("/mail/letter-1/raw").content == b"Subject: =?x?=\n\n\xff\x00"


def test_every_page_forbids_what_it_does_not_need(browser: TestClient) -> None:
    for path in ("/", "/state", "/mailbox/mailbox.css", "/conversations/none"):
        headers = browser.get(path).headers
        assert headers["content-security-policy"].startswith(
            "default-src 'none'; style-src 'self'; script-src 'self'"
        )
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_no_page_loads_anything_from_elsewhere(engine: FakeEngine, browser: TestClient) -> None:
    first_case(engine)
    for _, attributes in Tags.of(conversation(browser)):
        for address in (attributes.get(name) for name in ("src", "href", "action")):
            assert not address or address[0] in "/#"


# --- who may ask ---


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8025", ""])
def test_a_strange_host_sees_nothing(browser: TestClient, host: str) -> None:
    assert browser.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", "http://127.0.0.1:9999", "http://localhost:8025"]
)
@pytest.mark.parametrize("path", ["/complaint", "/time", "/mail/letter-1/reply"])
def test_a_strange_page_moves_nothing(
    engine: FakeEngine, browser: TestClient, path: str, origin: str | None
) -> None:
    first_case(engine)
    before, taken = engine.time, len(engine.taken)
    form = {"address": "a@hem.example", "text": "x", "until": "2026-04-09T05:30:00+00:00"}
    answer = browser.post(path, data=form, headers={"Origin": origin} if origin else {})
    assert answer.status_code == 403
    assert (engine.time, len(engine.taken)) == (before, taken)


def test_a_get_moves_nothing(engine: FakeEngine, browser: TestClient) -> None:
    first_case(engine)
    for path in ("/complaint", "/time", "/mail/letter-1/reply"):
        assert browser.get(path, params={"until": "2026-04-09T05:30:00+00:00"}).status_code in (404, 405)
    assert len(engine.taken) == 1


def test_a_form_without_end_is_not_read(browser: TestClient) -> None:
    assert browser.post("/complaint", data={"text": "x" * 300_000}, headers=OURS).status_code == 413


# --- what a visitor does ---


def newest(engine: FakeEngine) -> EmailMessage:
    return message_from_bytes(engine.taken[-1].raw, policy=policy.default)  # type: ignore[return-value]


def test_a_complaint_is_handed_to_the_door_as_a_mail_program_would(
    engine: FakeEngine, browser: TestClient
) -> None:
    form = {
        "name": "Åsa",
        "address": "asa@hem.example",
        "subject": "Maten",
        "text": "Hej!\r\nDen är kall.\r\n",
    }
    answer = browser.post("/complaint", data=form, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?note=handed_in")
    assert engine.envelopes == [("asa@hem.example", [f"klagomal@{DOMAIN}"])]
    sent = newest(engine)
    assert (str(sent["From"]), str(sent["Subject"])) == ("Åsa <asa@hem.example>", "Maten")
    assert str(sent["Date"]) == "Thu, 02 Apr 2026 15:00:00 +0200"
    assert sent.get_content() == "Hej!\r\nDen är kall.\r\n"


def test_headers_cannot_be_smuggled_in(engine: FakeEngine, browser: TestClient) -> None:
    trick = "x\r\nBcc: all@hem.example\r\n\r\nhej"
    form = {"name": trick, "address": "a@hem.example", "subject": trick, "text": "x"}
    assert browser.post("/complaint", data=form, headers=OURS).status_code == 303
    assert newest(engine)["Bcc"] is None
    assert str(newest(engine)["Subject"]) == "x Bcc: all@hem.example hej"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"address": "", "text": "x"}, "Adressen går inte att använda"),
        ({"address": "a b@hem.example", "text": "x"}, "Adressen går inte att använda"),
        ({"address": "a@hem.example\r\nRCPT TO:<b@x.example>", "text": "x"}, "Adressen går inte att använda"),
        ({"address": "å@hem.example", "text": "x"}, "Adressen går inte att använda"),
        ({"address": "a@hem.example", "text": " "}, "Skriv något först"),
    ],
)
def test_what_cannot_be_mailed_is_told_and_kept_in_the_form(
    engine: FakeEngine, browser: TestClient, form: dict[str, str], told: str
) -> None:
    answer = browser.post("/complaint", data={**form, "subject": "Kvar"}, headers=OURS)
    assert answer.status_code == 400
    assert told in answer.text
    assert 'value="Kvar"' in answer.text
    assert not engine.taken


def test_what_the_door_refuses_is_told(engine: FakeEngine, browser: TestClient) -> None:
    engine.refuses = "<b>full</b>"
    answer = browser.post("/complaint", data={"address": "a@hem.example", "text": "x"}, headers=OURS)
    assert answer.status_code == 400
    assert "Mejlet togs inte emot: &lt;b&gt;full&lt;/b&gt;" in answer.text


def test_a_reply_goes_where_the_letter_says_and_names_it(engine: FakeEngine, browser: TestClient) -> None:
    first_case(engine)
    answer = browser.post("/mail/letter-2/reply", data={"as": "1", "text": "Klart. Åtgärdat."}, headers=OURS)
    assert answer.status_code == 303
    assert engine.envelopes == [("birgitta.noren@lindhoj.example", [CASE_ADDRESS])]
    sent = newest(engine)
    assert str(sent["Subject"]) == "Sv: [LH-2026-0001] Svara senast on 15 april"
    assert str(sent["In-Reply-To"]) == "<0110-2@eu-north-1.amazonses.com>"
    assert str(sent["References"]) == "<case-1@skola.lindhoj.example> <0110-2@eu-north-1.amazonses.com>"
    assert answer.headers["location"].startswith("/conversations/mail-")


def test_a_long_thread_is_not_folded_into_encoded_words(engine: FakeEngine, browser: TestClient) -> None:
    long = [f"<{'x' * 90}{n}@skola.lindhoj.example>" for n in range(8)]
    engine.send(mail(to=MARIA, subject="x", answers=" ".join(long), reply_to=CASE_ADDRESS))
    browser.post("/mail/letter-1/reply", data={"text": "x"}, headers=OURS)
    header = engine.taken[-1].raw.partition(b"References: ")[2].partition(b"\r\n")[0]
    assert header.decode().split() == [*long, "<0110-1@eu-north-1.amazonses.com>"]


@pytest.mark.parametrize("as_", ["2", "-1", "x", "²"])
def test_nobody_else_can_reply(engine: FakeEngine, browser: TestClient, as_: str) -> None:
    first_case(engine)
    answer = browser.post("/mail/letter-2/reply", data={"as": as_, "text": "Kvar"}, headers=OURS)
    assert answer.status_code == 400
    assert "Kvar" in answer.text
    assert len(engine.taken) == 1


def test_time_jumps_to_what_is_due_and_back_to_the_conversation(
    engine: FakeEngine, browser: TestClient
) -> None:
    first_case(engine)
    page = conversation(browser)
    form = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.partition("</form>")[0])
    )
    answer = browser.post("/time", data=form, headers=OURS)
    assert engine.time == engine.due
    assert answer.headers["location"] == f"/conversations/{form['conversation']}?note=jumped#letter-2"
    assert "Tiden har gått." in browser.get(answer.headers["location"]).text


@pytest.mark.parametrize("until", ["", "i går", "2026-04-09", "2020-01-01T00:00:00+00:00"])
def test_time_does_not_go_where_it_cannot(engine: FakeEngine, browser: TestClient, until: str) -> None:
    before = engine.time
    answer = browser.post("/time", data={"until": until}, headers=OURS)
    assert answer.status_code == 400
    assert "Tiden kan bara gå framåt" in answer.text
    assert engine.time == before


def test_nothing_due_is_nothing_to_jump_to(engine: FakeEngine, browser: TestClient) -> None:
    engine.due = None
    page = browser.get("/").text
    assert 'action="/time"' not in page
    assert "Inget väntar på sin tid" in page


class BusyEngine(FakeEngine):
    """A letter leaves each time somebody asks what came in."""

    async def received(self) -> list[ReceivedMail]:
        self.send(mail(to=MARIA, subject="Ett brev till"))
        return await super().received()


def test_a_letter_that_leaves_while_the_page_is_made_is_news_to_the_page(tmp_path: Path) -> None:
    browser = TestClient(mailbox_app(BusyEngine(tmp_path)), base_url=HERE)
    page = browser.get("/").text
    known = re.search(r'data-state="(\d+)-', page)
    assert known is not None
    assert int(known[1]) <= page.count("Ett brev till")
