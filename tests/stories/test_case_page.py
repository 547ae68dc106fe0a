"""The case on a page: what it tells, its files, and its commands as buttons."""

import re
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from complaints.model import Lane, State, Verdict
from complaints.pages.exchange import Request
from complaints.process.commands.table import COMMANDS
from complaints.process.outgoing.leaving import REGRET
from complaints.scenes import CASE
from complaints.workflow.ordering import Ordering
from tests.browser import Browser
from tests.lindhoj import EMMA, GUARDIAN, INTAKE, PETER, TUESDAY, at
from tests.stories.test_secret_cases import code_in, enters, readings
from tests.town import PAGES, Town, link

KARIN = "karin.blom@lindhoj.example"
COLD_FOOD = "Maten på Åskolan är kall varje dag. <script>alert(1)</script>"
ANSWER = "Vi har köpt nya termoboxar. Maten är varm från och med i dag."
FILES = [
    ("matsedel.pdf", "application/pdf", b"%PDF-1.7 matsedel"),
    ("../../bild.html", "image/png", b"<html><script>alert(1)</script>"),
    ("virus.exe", "application/octet-stream", b"MZ\x90"),
    ("bild.svg", "image/svg+xml", b"<svg onload='alert(1)'/>"),
]


def with_files(text, files=FILES):
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = GUARDIAN, INTAKE, "Maten"
    mail["Message-ID"] = "<files@hem.example>"
    mail.set_content(text)
    for name, kind, content in files:
        main, _, sub = kind.partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()


@pytest.fixture
def town():
    town = Town()
    town.writes(COLD_FOOD)
    return town


@pytest.fixture
def page(town):
    return enters(town, town.letters_to(PETER)[0], PETER)


def test_the_page_tells_who_did_what_and_when(town, page):
    town.replies(town.letters_to(GUARDIAN)[0], "Det var kallt i dag också.", sender=GUARDIAN, at=town.now)
    page.opens(page.url)
    for told in (
        "Ärende LH-2026-0001",
        "Skolmåltider, Åskolan",
        "Peter Hallgren, måltidschef",
        "maria.lind@hem.example",
        "Tisdag 10 mars 2026 kl. 10.00",
        "Mejlet kom in",
        "Mejl till den som skrev: bekräftelse",
        "Mejl till måltidschef: det första mejlet om ärendet",
        "Mejl till rektor, Åskolan: för kännedom",
        "Ett mejl till från den som skrev",
        "Det var kallt i dag också.",
    ):
        assert told in page.text
    assert "<script>" not in page.html
    assert "<script>alert(1)</script>" in page.text


def test_an_ordinary_case_needs_one_code_a_day_and_is_not_logged_at_each_reading(town, page):
    town.writes("Det finns inget glutenfritt på Kullaskolan.", sender="bo@hem.example", at=town.now)
    page.opens(town.letters_to(PETER)[-1])  # from the mail program: the browser sends its session along
    assert "glutenfritt" in page.text
    assert "read" not in [what for what, _, _ in readings_of(town, 0)]
    assert "kall" not in page.opens(town.letters_to(PETER)[0], at=TUESDAY + timedelta(hours=9)).text


def readings_of(town, number):
    rows = town.store.readings.get(town.cases[number].id, [])
    return [(row["what"], row["by"], row["why"]) for row in rows]


def test_a_session_opens_directly_by_the_button_where_the_mail_program_kept_it_back(town, page):
    """SameSite=Strict: a link in a web mail comes without the cookie, the page's own button brings it."""
    kept, page.cookies = page.cookies, {}
    assert "kall" not in page.opens(town.letters_to(PETER)[0]).text
    page.cookies = kept
    sent = len(town.letters)
    assert "kall" in page.posts().text
    assert len(town.letters) == sent


def test_a_command_is_the_same_decision_as_by_mail(town, page):
    page.posts(order="Klart", words=ANSWER, seen="3")
    assert "Det du gjorde är sparat" in page.text
    assert ANSWER in page.text
    preview = town.letters_to(PETER)[-1]
    assert ANSWER in preview.text
    town.waits_until(town.now + REGRET)
    assert ANSWER in town.letters_to(GUARDIAN)[-1].text
    assert town.case.state is State.ANSWERED
    assert town.case.answered_by == "maltidschef"

    by_mail = Town()
    by_mail.writes(COLD_FOOD)
    by_mail.replies(by_mail.letters_to(PETER)[0], f"Klart: {ANSWER}", sender=PETER, at=TUESDAY)
    by_mail.waits_until(TUESDAY + REGRET)
    assert by_mail.letters_to(GUARDIAN)[-1].text == town.letters_to(GUARDIAN)[-1].text
    log = [(e["what"], e["by"], e["text"]) for e in town.store.entries[town.case.id]]
    assert ("shown_first", "maltidschef") in [(what, by) for what, by, _ in log]
    proof = [e["facts"] for e in town.store.entries[town.case.id] if e["what"] == "shown_first"]
    assert proof[0]["page"] == "after a one-time code"
    assert "dmarc" not in proof[0]


def test_a_button_pressed_twice_acts_once(town, page):
    for _ in range(2):
        page.posts(order="Klart", words=ANSWER, seen="3")
    assert [e["what"] for e in town.store.entries[town.case.id]].count("shown_first") == 1


def test_a_note_stays_in_the_house(town, page):
    sent = len(town.letters)
    page.posts(words="Klart: det här är bara en anteckning", seen="3")
    assert "Anteckning av måltidschef" in page.text
    assert len(town.letters) == sent
    assert town.case.outgoing is None


def test_of_a_colleagues_reply_the_page_shows_what_is_new(town, page):
    """Below it stands the letter that was answered, with its reader's own links."""
    town.replies(town.letters_to(PETER)[0], f"Klart. {ANSWER}", sender=PETER, at=town.now)
    town.replies(town.letters_to(PETER)[-1], "Jag har pratat med köket.", sender=PETER, at=town.now)
    page.opens(page.url)
    assert "Jag har pratat med köket." in page.text
    for quoted in ("/stop/", "/case/", "Lindhöj kommun <"):
        assert quoted not in page.text


def test_nothing_is_done_without_a_session(town):
    url = link(town.letters_to(PETER)[0])
    stranger = Browser(town).opens(url)
    for form in ({"order": "Klart", "words": ANSWER}, {"words": "En anteckning"}, {"order": "Stopp"}):
        stranger.posts(**form)
        assert "Visa att det är du" in stranger.text
    assert town.case.outgoing is None
    assert "note" not in [e["what"] for e in town.store.entries[town.case.id]]


def test_another_sites_page_cannot_post(town, page):
    page.posts(order="Klart", words=ANSWER, seen="3", from_elsewhere=True)
    assert page.status == 403
    assert town.case.outgoing is None


def test_a_command_that_is_not_yours_does_nothing(town):
    """The head of the school is told of a meal case there, and may read it, but does not answer it."""
    town.writes("Maten på Kullaskolan är kall.", sender="bo@hem.example")
    case = town.cases[1]
    assert case.judgement.copies == ("rektor-kullaskolan",)
    emma = enters(town, town.letters_to(EMMA)[0], EMMA)
    assert "Svara och avsluta" not in emma.text
    emma.posts(order="Klart", words=ANSWER, seen="3")
    assert "Inget skickades" in emma.text
    assert town.cases[1].outgoing is None


def test_every_command_of_the_table_can_be_a_form(town, page):
    offered = {c.words[0] for c in COMMANDS if f'name="order" value="{c.words[0]}"' in page.html}
    assert "Klart" in offered
    assert not offered & {"Hjälp", "Stopp"}  # this page is the list, and nothing waits
    page.posts(order="Klart", words=ANSWER, seen="3")
    assert 'name="order" value="Stopp"' in page.html


def test_the_former_owner_is_shut_out_at_once_and_the_new_one_let_in(town, page):
    town.replies(town.letters_to(PETER)[0], "Till: Disa Ek-Berg", sender=PETER, at=town.now)
    assert town.case.owner == "kostsamordnare"
    assert page.opens(page.url).status == 404
    page.posts()
    assert page.status == 404
    assert readings(town)[-1] == ("refused", "maltidschef", "may not read this case any more")


def test_a_new_holder_of_the_role_does_not_inherit_the_old_ones_session(town, page):
    role = town.pushed.roles["maltidschef"]
    new = replace(role, holder=replace(role.holder, name="Nils Ny", address="nils.ny@lindhoj.example"))
    town.pushes(replace(town.pushed, roles={**town.pushed.roles, role.id: new}))
    assert "kall" not in page.opens(page.url).text
    page.posts()
    assert town.letters[-1].recipients == ("nils.ny@lindhoj.example",)


def test_a_merged_case_is_told_and_nothing_is_done_on_it(town, page):
    town.writes("Det fanns inget glutenfritt i matsalen på Åskolan.", Subject="En sak till")
    other = town.cases[1]
    page.posts(order="Slå ihop", words=other.number, seen="3")
    gone = next(case for case in town.cases if case.merged_into)
    stays = next(case for case in town.cases if not case.merged_into)
    assert {gone.number, stays.number} == {"LH-2026-0001", "LH-2026-0002"}
    letter = next(x for x in town.letters_to(PETER) if gone.number in x.subject and "/case/" in x.text)
    page.opens(letter)
    assert f"ihopslaget med {stays.number}" in page.text
    assert "Svara och avsluta" not in page.text
    before = len(town.letters)
    page.posts(order="Klart", words=ANSWER, seen="9")
    assert len(town.letters) == before


def test_a_matter_is_split_off_on_the_page_too(town, page):
    page.posts(order="Dela", words="Bussen från Norrhult är alltid sen.", seen="3")
    assert [case.number for case in town.cases] == ["LH-2026-0001", "LH-2026-0002"]
    assert town.cases[1].owner == "skolskjutsansvarig"


# --- What came of it ------------------------------------------------------------------------------------

APPEALABLE = "Klart. Vi avslår din ansökan om skolskjuts. Beslutet kan överklagas inom tre veckor."


def test_whoever_hands_the_case_over_reads_that_it_is_done(town, page):
    page.posts(order="Till", words="Emma Wiklund", seen="3")
    assert page.status == 200
    assert "Klart Det du gjorde är sparat. Ärendet ligger nu hos någon annan" in page.text
    assert "kall" not in page.text
    page.posts(order="Klart", words=ANSWER, seen="3")
    assert "sidan är stängd för dig" in page.text
    assert ANSWER in page.text
    assert town.case.outgoing is None


def test_words_that_are_held_are_no_success(town, page):
    page.posts(order="Klart", words=APPEALABLE.removeprefix("Klart. "), seen="3")
    assert town.case.outgoing.held
    assert "Det skickades inte. Vi har mejlat dig varför." in page.text
    assert "Klart. Det du gjorde är sparat." not in page.text


def test_a_button_with_nothing_to_do_is_no_success(town, page):
    page.posts(order="Ok", seen="3")
    assert "Det fanns inget att göra" in page.text
    assert "Klart. Det du gjorde" not in page.text


def test_a_yes_on_an_old_page_lets_nothing_go_that_its_giver_never_saw(town, page):
    town.replies(town.letters_to(PETER)[0], APPEALABLE, sender=PETER, at=town.now)
    karin = enters(town, town.letters_to(PETER)[0], PETER)  # any reader's page shows what is held
    shown = re.search(r'name="waits" value="(.+?)"', karin.html)[1]
    town.replies(town.letters_to(PETER)[0], f"{APPEALABLE} Och mer.", sender=PETER, at=town.now)
    for order in ("Ok", "Stopp", "Mina ord"):
        karin.posts(order=order, seen="1", waits=shown)
        assert "Texten har ändrats" in karin.text
    assert town.case.outgoing.held
    assert "Och mer." in town.case.outgoing.text


# --- What is offered ------------------------------------------------------------------------------------


def offered_on(page):
    return set(re.findall(r'name="order" value="(.+?)"', page.html))


def test_a_new_case_offers_nothing_that_can_only_fail(page):
    never = {"Utfall", "Verifierad", "Släpp in", "Släpp", "Avvisa", "Bättre", "Ok", "Gjort", "Jag tar det"}
    assert not offered_on(page) & never
    assert {"Klart", "Löst direkt", "Svar", "Fråga", "Förläng", "Avfärda"} <= offered_on(page)


def test_waiting_words_that_nobody_asks_about_offer_no_yes(town, page):
    page.posts(order="Klart", words=ANSWER, seen="3")
    assert "Ok" not in offered_on(page)
    assert {"Stopp", "Utfall"} <= offered_on(page)


def test_the_reasons_to_dismiss_are_chosen_on_the_page(town, page):
    assert "<option>redan besvarat</option>" in page.html
    page.posts(order="Avfärda", choice="redan besvarat", words="Vi skrev i går.", seen="3")
    assert "Det du gjorde är sparat" in page.text
    assert "Vi skrev i går." in town.case.outgoing.text
    assert town.case.outgoing.template == "dismissal"


def test_what_waits_as_spam_promises_nothing_and_is_let_in_or_turned_away():
    town = Town()
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"], mail["Message-ID"] = GUARDIAN, INTAKE, "Hej", "<s@hem.example>"
    mail.set_content(COLD_FOOD)
    town.delivers(mail.as_bytes(), spam=Verdict.FAIL)
    annika = "annika.sandell@lindhoj.example"
    token = town.signer.link_token(town.case.id, CASE, TUESDAY + timedelta(days=9), "sektorsamordnare")
    page = Browser(town).opens(f"{PAGES}/sv/case/{token}")
    page.posts()
    page.posts(code=code_in(town.letters_to(annika)[-1]))
    assert "kan vara skräppost" in page.text
    assert "lovad" not in page.text
    assert offered_on(page) == {"Släpp", "Avvisa"}
    page.posts(order="Släpp", seen="1")
    assert town.case.judgement.lane is Lane.COMPLAINT
    assert "lovad" in page.text


def test_the_line_of_how_it_stands_follows_the_contact_and_the_days(town):
    late = at("2026-03-25T10:00")
    town.waits_until(late)
    page = enters(town, town.letters_to(PETER)[0], PETER, at=late)
    assert "Första kontakten är sen. Den var lovad senast torsdag 12 mars." in page.text
    assert "Svaret är sent. Det var lovat senast torsdag 19 mars." in page.text
    assert '<strong class="late">' in page.html
    town.replies(town.letters_to(PETER)[0], "Svar: Jag ringer i eftermiddag.", sender=PETER, at=late)
    town.quarter_passes()
    page.opens(page.url)
    assert "Första kontakten är tagen. Svaret är sent." in page.text


# --- Length -------------------------------------------------------------------------------------------

HOSTILE = "<&>\"'" * 40_000  # five bytes each in HTML


def test_however_long_and_however_many_the_mails_the_page_can_be_answered_by_lambda(town, page):
    """6 MB, spelt in base64: see `complaints.pages.case`."""
    for number in range(30):
        at = town.now + timedelta(minutes=1)
        first = town.letters_to(GUARDIAN)[0]
        town.replies(first, f"Nummer {number}. {HOSTILE}", sender=GUARDIAN, at=at, quote=False)
    page.opens(page.url)
    assert len(page.reply.body) < 3_000_000
    assert page.text.count("Ett mejl till från den som skrev") == 30
    assert "Nummer 29." in page.text
    assert "Nummer 0." not in page.text
    assert page.text.count("Resten finns i mejlet, som är sparat.") == 30


def test_of_a_long_mail_the_page_shows_the_beginning_and_says_so():
    town = Town()
    town.writes(f"{COLD_FOOD} {'Kall mat. ' * 20_000}Slutet.")
    page = enters(town, town.letters_to(PETER)[0], PETER)
    assert "Maten på Åskolan är kall" in page.text
    assert "Slutet." not in page.text
    assert page.text.count("Resten finns i mejlet, som är sparat.") == 1


# --- Files --------------------------------------------------------------------------------------------


@pytest.fixture
def with_all():
    town = Town()
    town.delivers(with_files("Maten på Åskolan är kall. Se matsedeln."))
    return enters(town, town.letters_to(PETER)[0], PETER)


def test_a_harmless_file_is_downloaded_and_never_shown(with_all):
    url = with_all.url
    with_all.opens(f"{url}/1/1")
    headers = with_all.reply.headers
    assert with_all.reply.body == FILES[0][2]
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''matsedel.pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]


def test_dangerous_files_are_named_and_not_given_out(with_all):
    url = with_all.url
    for place in ("1/2", "1/3", "1/4"):
        assert f"/{place}" not in with_all.html
        assert Browser(with_all.town, cookies=with_all.cookies).opens(f"{url}/{place}").status == 404
    assert "virus.exe" in with_all.text
    assert "Kan vara farlig" in with_all.text


@pytest.mark.parametrize("path", ["1/0", "1/99", "0/1", "99/1", "x/1", "1/x", "1/-1", "2/1", "1/1/1"])
def test_other_paths_lead_to_no_file(with_all, path):
    assert with_all.opens(f"{with_all.url}/{path}").status == 404


def test_a_file_needs_the_session_too_and_a_secret_ones_taking_is_logged():
    town = Town()
    text = "Min son på Åskolan blir slagen varje rast. Här är en bild."
    town.delivers(with_files(text, [("bild.png", "image/png", b"\x89PNG\r\n\x1a\n")]))
    birgitta = "birgitta.noren@lindhoj.example"
    routed = town.letters_to(birgitta)[0]
    assert "bild.png" not in routed.text
    page = enters(town, routed, birgitta)
    url = f"{page.url}/1/1"
    assert Browser(town).opens(url).status == 404
    assert page.opens(url).reply.body.startswith(b"\x89PNG")
    assert readings(town)[-1] == ("read", "rektor-askolan", "file 1/1")


def test_no_file_of_a_mail_with_a_virus_warning_is_given_out():
    town = Town()
    town.delivers(with_files("Maten på Åskolan är kall."), virus=Verdict.FAIL)
    annika = "annika.sandell@lindhoj.example"
    town.waits_until(at("2026-03-11T08:00"))
    town.replies(town.letters_to(annika)[0], "Släpp", sender=annika, at=town.now)
    page = enters(town, town.letters_to(PETER)[0], PETER)
    assert "Kan vara farlig" in page.text
    assert page.opens(f"{page.url}/1/1").status == 404


def test_the_files_of_a_later_mail_are_there_too(town):
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = GUARDIAN, town.letters_to(GUARDIAN)[0].reply_to, "Re: Maten"
    mail.set_content("Här är en bild till.")
    mail.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="kallt.png")
    town.delivers(mail.as_bytes(), sender=GUARDIAN, to=str(mail["To"]), at=town.now)
    page = enters(town, town.letters_to(PETER)[0], PETER)
    number = next(n for n, e in enumerate(town.store.entries[town.case.id], 1) if e["what"] == "reply")
    assert page.opens(f"{page.url}/{number}/1").reply.body.startswith(b"\x89PNG")


def test_a_case_whose_mail_was_erased_is_shown_without_its_files():
    town = Town()
    town.delivers(with_files(COLD_FOOD))
    page = enters(town, town.letters_to(PETER)[0], PETER)
    del town.mailbox.objects[town.case.raw_key]
    page.opens(page.url)
    assert "Maten på Åskolan är kall" in page.text
    assert "matsedel.pdf" not in page.text
    assert page.opens(f"{page.url}/1/1").status == 404


def test_what_is_too_large_for_an_answer_is_lent_for_a_minute():
    town = Town()
    large = b"\x89PNG\r\n\x1a\n" + bytes(5_000_000)
    town.delivers(with_files("Maten på Åskolan är kall.", [("kallt å.png", "image/png", large)]))
    page = enters(town, town.letters_to(PETER)[0], PETER)
    path = tuple(page.url.split("/")[3:])
    request = Request(
        method="GET", path=(*path, "1", "1"), sessions=tuple(page.cookies.values()), now=town.now
    )
    answer = town.shows(request)
    assert answer.status.value == 303
    lent = town.borrows(answer.headers["Location"])
    assert lent == (large, "attachment; filename*=UTF-8''kallt%20%C3%A5.png")


# --- Stopping ------------------------------------------------------------------------------------------


@pytest.fixture
def preview(town):
    town.replies(town.letters_to(PETER)[0], f"Klart. {ANSWER}", sender=PETER, at=town.now)
    return town.letters_to(PETER)[-1]


def test_a_button_stops_what_waits_and_looking_does_not(town, preview):
    browser = Browser(town)
    for _ in range(20):
        browser.opens(preview)
    assert town.case.outgoing
    for told in ("LH-2026", "Maria", ANSWER):
        assert told not in browser.html
    browser.posts()
    assert "Mejlet är stoppat" in browser.text
    assert town.case.outgoing is None
    [stopped] = [e["facts"] for e in town.store.entries[town.case.id] if e["what"] == "stopped"]
    assert stopped["page"] == "by the link alone"
    town.waits_until(town.now + REGRET)
    assert ANSWER not in [letter.text for letter in town.letters_to(GUARDIAN)]
    assert ANSWER in town.letters_to(PETER)[-1].text


def test_the_second_click_finds_nothing_left_to_stop(town, preview):
    browser = Browser(town).opens(preview)
    browser.posts()
    sent = len(town.letters)
    browser.posts()
    assert "Det finns inget att stoppa" in browser.text
    assert len(town.letters) == sent


def test_after_a_quarter_of_an_hour_it_has_left(town, preview):
    town.waits_until(town.now + REGRET)
    assert "Mejlet har redan gått" in Browser(town).opens(preview).text


def test_a_link_to_stop_opens_no_case_and_stops_nobody_elses_words(town, preview):
    url = link(preview)
    assert Browser(town).opens(url.replace("/stop/", "/case/")).status == 404
    assert Browser(town).opens(link(town.letters_to(PETER)[0]).replace("/case/", "/stop/")).status == 404
    late = at("2026-06-10T10:00")
    assert Browser(town).opens(url, at=late).status == 404


def test_whoever_wrote_what_waits_may_stop_it_though_they_stand_in_no_more(town):
    disa = "disa.ek-berg@lindhoj.example"  # stands in for Peter
    town.writes("Frånvarande i dag", sender=PETER, at=town.now)
    town.waits_until(town.now)
    town.replies(town.letters_to(PETER)[0], f"Klart. {ANSWER}", sender=disa, at=town.now)
    preview = town.letters_to(disa)[-1]
    town.writes("Tillbaka", sender=PETER, at=town.now)
    town.waits_until(town.now)
    browser = Browser(town).opens(preview)
    browser.posts()
    assert "Mejlet är stoppat" in browser.text
    assert ANSWER in town.letters_to(disa)[-1].text
    town.waits_until(town.now + REGRET)
    assert ANSWER not in "".join(letter.text for letter in town.letters_to(GUARDIAN))


def test_the_page_of_a_stop_claims_nothing_of_what_was_written_later(town, preview):
    browser = Browser(town).opens(preview)
    browser.posts()
    stopped = browser.url
    town.replies(town.letters_to(PETER)[0], f"Klart. {ANSWER} Nu så.", sender=PETER, at=town.now)
    town.waits_until(town.now + REGRET)
    assert "Nu så." in town.letters_to(GUARDIAN)[-1].text
    browser.opens(stopped)
    assert "Inget har skickats" not in browser.text


def test_a_stop_that_came_too_late_is_none(town, preview, monkeypatch):
    """The words leave between the look at the case and the stop."""
    page = Browser(town).opens(preview)
    give = Ordering.give

    def late(*args, **told):
        town.waits_until(town.now + REGRET)
        return give(*args, **told)

    monkeypatch.setattr(Ordering, "give", late)
    page.posts()
    assert ANSWER in town.letters_to(GUARDIAN)[-1].text
    assert "Mejlet har redan gått" in page.text
    assert "Mejlet är stoppat" not in page.text
