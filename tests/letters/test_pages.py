"""The pages that a link in a letter leads to: no script, nothing fetched, nothing told about anybody."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound

import templates
from complaints.letters import Scene
from complaints.model import Lane
from complaints.pages.meaningful import MEANT_WHILE
from complaints.pages.orders import NEAR, NOT_HERE, ON_WAITING, WORDLESS, Form, Orders
from complaints.process.commands.table import COMMANDS
from lyhord.gallery.pages import PAGE_FACTS, PAGES, PRIVATE_PAGES, page
from lyhord.gallery.scenes import CASE, LANGUAGES, SCENE, WRITER, in_lane
from tests.letters.reading import shown, tags

BARE = Scene(department=SCENE.department, routine_url=SCENE.routine_url, privacy_url=SCENE.privacy_url)

every_page = pytest.mark.parametrize("name", PAGES)
public_page = pytest.mark.parametrize("name", [name for name in PAGES if name not in PRIVATE_PAGES])
every_language = pytest.mark.parametrize("language", LANGUAGES)


@public_page
@every_language
def test_a_page_needs_no_case_and_tells_of_none(name, language):
    html = page(name, language, SCENE)

    assert html == page(name, language, BARE)
    assert not [told for told in ("LH-2026", "Maria", "Peter", "Åskolan") if told in html]


@every_page
@every_language
def test_a_page_has_a_language_one_heading_and_a_title(name, language):
    html = page(name, language, BARE)
    elements = [tag for tag, _ in tags(html)]

    assert ("html", {"lang": language}) in tags(html)
    assert elements.count("h1") == elements.count("title") == elements.count("main") == 1


@every_page
@every_language
def test_a_page_runs_nothing_and_fetches_nothing(name, language):
    html = page(name, language, BARE)

    assert not {tag for tag, _ in tags(html)} & {"script", "img", "link", "iframe", "object", "base"}
    assert not [key for _, attributes in tags(html) for key in attributes if key.startswith("on")]
    assert "url(" not in html


@every_language
def test_the_evaluation_is_one_click_by_post(language):
    elements = tags(page("evaluation", language, BARE))
    buttons = [attributes for tag, attributes in elements if tag == "button"]

    assert [attributes["method"] for tag, attributes in elements if tag == "form"] == ["post"]
    assert [(button["name"], button["value"]) for button in buttons] == [
        ("answer", "yes"),
        ("answer", "partly"),
        ("answer", "no"),
    ]
    assert not [tag for tag, _ in elements if tag in ("input", "textarea")]


@every_page
@every_language
def test_every_field_has_a_label(name, language):
    elements = tags(page(name, language))
    labelled = {attributes["for"] for tag, attributes in elements if tag == "label" and "for" in attributes}
    fields = [attributes for tag, attributes in elements if tag in ("input", "textarea")]

    assert {field["id"] for field in fields if field.get("type") not in ("hidden", "radio")} <= labelled
    for (before, _), (tag, attributes) in pairwise(elements):
        assert tag != "input" or attributes["type"] != "radio" or before == "label", attributes


@every_page
@every_language
def test_a_field_never_comes_filled_in(name, language):
    assert not [attributes for _, attributes in tags(page(name, language)) if "checked" in attributes]


@every_page
def test_the_only_style_is_the_sheet_whose_hash_the_policy_allows(name):
    html = page(name)
    [sheet] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)

    assert WRITER.style == f"sha256-{b64encode(sha256(sheet.encode()).digest()).decode()}"
    assert not [tag for tag, attributes in tags(html) if "style" in attributes]


@pytest.mark.parametrize("name", ["routine", "routine_easy"])
@pytest.mark.parametrize(
    ("language", "told"), [("sv", "Svara Nej på mejlet"), ("en", "Reply No to the email")]
)
def test_the_routine_tells_the_word_that_takes_a_question_on(name, language, told):
    assert told in shown(page(name, language, BARE))


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (CASE, "Första kontakt lovad senast torsdag 12 mars. Svar lovat senast torsdag 19 mars."),
        (replace(CASE, paused_at=CASE.received_at), "klockan står still"),
        (in_lane(SCENE, Lane.PRAISE).case, "Beröm behöver inget svar."),
    ],
)
def test_a_case_tells_any_reader_how_it_stands(case, told):
    facts = PAGE_FACTS["case"]
    text = shown(WRITER.page("case", SCENE, "sv", **facts | {"told": replace(facts["told"], case=case)}))
    assert told in text
    assert "Hör av dig" not in text


@every_language
def test_every_command_that_a_page_offers_is_told_in_words(language):
    words = [command.words[0] for command in COMMANDS if command.words[0] not in NOT_HERE]
    forms = [Form(word=word, asks=True, offer="held" if word == "Ok" else "") for word in words]
    offered = Orders(near=(), far=tuple(forms), stop=None)
    html = WRITER.page("case", SCENE, language, **PAGE_FACTS["case"] | {"orders": offered})
    source = Path(templates.__file__).parent / language / "pages/parts/order.html.j2"

    assert html.count('<p class="aside" id="order-') == len(words)
    assert set(re.findall(r'^  "(.+?)": \[', source.read_text("utf-8"), re.MULTILINE)) <= set(words)


def test_what_a_page_says_of_commands_it_says_of_those_that_there_are():
    words = {command.words[0] for command in COMMANDS}
    assert {*NOT_HERE, *NEAR, *WORDLESS, *ON_WAITING, *MEANT_WHILE} <= words


def test_a_merged_case_promises_nothing():
    facts = PAGE_FACTS["case"] | {"merged": "LH-2026-0140"}
    assert "lovat" not in shown(WRITER.page("case", SCENE, "sv", **facts))


def test_the_routine_tells_of_the_way_on():
    text = shown(page("routine", "sv", BARE))

    for told in ("Skolinspektionen", "Barn- och elevombudet", "anonym", "112", "senast uppdaterad"):
        assert told in text


def test_the_name_of_the_house_is_data_too():
    html = page("thanks", "sv", Scene(department="<b>Å & Ö", routine_url="", privacy_url=""))

    assert "b" not in [tag for tag, _ in tags(html)]
    assert "<b>Å & Ö" in shown(html)


def test_an_unknown_page_is_an_error():
    with pytest.raises(TemplateNotFound):
        WRITER.page("no_such_page", BARE, "sv")
