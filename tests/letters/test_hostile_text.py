"""Foreign text is data: no value becomes structure, markup, a header, a link or a template."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from complaints.letters import Scene, Written
from complaints.typesetting import clean
from lyhord.gallery.scenes import CASE, LANGUAGES, LETTERS, LINE, SCENE, SCENES, TO_COMPLAINANT, write
from tests.letters.reading import shown, tags

HOSTILE = {
    "expression": "{{7*7}} {% include 'x' %} ${7*7} {# gone #}",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\" onmouseover='alert(1)",
    "heading": "# heading",
    "item": "- item",
    "quote": "> quoted",
    "strong": "**strong**",
    "small print": "---",
    "link": "[x](javascript:alert(1)) [y](https://evil.example)",
    "entity": "&lt;b&gt; &amp; &#8238;",
    "seal": "\ue0003c62\ue001",
    "unclosed seal": "\ue0003c62",
    "number of ours": CASE.number,
    "telephone of ours": SCENE.contact.holder.telephone,
    "seal of a number": "\ue00230\ue001",
    "swedish": "räksmörgås på Åskolan",
    "arabic": "الطعام بارد",
}
DANGEROUS = {
    "header": ("a\r\nBcc: evil@mejl.example", "a Bcc: evil@mejl.example"),
    "bare line feed": ("a\nBcc: x", "a Bcc: x"),
    "carriage return": ("a\rBcc: x", "a Bcc: x"),
    "line separator": ("a\u2028b", "a b"),
    "tab": ("a\tb", "a b"),
    "nul": ("a\0b", "ab"),
    "escape": ("a\x1b[31mb", "a[31mb"),
    "next line": ("a\x85b", "ab"),
    "right-to-left override": ("a\u202egpj.exe", "agpj.exe"),
    "isolate": ("a\u2066b", "ab"),
    "lone surrogate": ("a\ud800b", "a\ufffdb"),
}


def told_everywhere(template: str, value: str) -> Scene:
    """A scene in which whatever a stranger can influence says `value`."""
    scene = SCENES.get(template, SCENE)
    assert scene.case
    complainant = replace(CASE.complainant, name=value, address=value)
    reason = replace(CASE.judgement.reasons[0], because=(value,))
    judgement = replace(CASE.judgement, reasons=(reason,))
    case = replace(scene.case, subject=value, complainant=complainant, judgement=judgement)
    return replace(scene, case=case, attachments=(value,), unit=value, category=value)


def with_value(template: str, value: str, language: str = "sv") -> Written:
    facts = {"written": value, "sender": value, "address": value}
    return write(template, language, told_everywhere(template, value), quote=value, **facts)


def instead_of_zebra(text: str, value: str) -> str:
    """What a text must be when a harmless value is exchanged; categories are told in lower case."""
    return text.replace("Zebra", value).replace("zebra", value.lower())


@pytest.mark.parametrize("template", LETTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_words_are_shown_as_they_are_and_do_nothing(template, language):
    harmless = with_value(template, "Zebra", language)

    for value in HOSTILE.values():
        hostile = with_value(template, value, language)
        assert tags(hostile.html) == tags(harmless.html)
        assert hostile.text == instead_of_zebra(harmless.text, value)
        assert shown(hostile.html) == instead_of_zebra(shown(harmless.html), value)


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_reach_the_reader_letter_by_letter(value):
    written = with_value("routed", value)

    assert f"\n> {value}\n" in written.text
    assert f"\n- {value}\n" in written.text
    assert value in shown(written.html)


@pytest.mark.parametrize(("value", "safe"), DANGEROUS.values(), ids=DANGEROUS)
def test_a_subject_is_one_line_without_control_characters(value, safe):
    subject = with_value("copy_notice", value).subject

    assert subject == f"[LH-2026-0147] För kännedom – {safe.lower()}, {safe}"
    assert not [character for character in subject if unicodedata.category(character) in ("Cc", "Cs", "Zl")]


@pytest.mark.parametrize(("value", "safe"), DANGEROUS.values(), ids=DANGEROUS)
def test_a_value_inside_a_sentence_stays_on_its_line(value, safe):
    written = with_value("routed", value)

    assert f"\n{safe}, {safe}\n" in written.text
    assert safe in shown(written.html)


def test_lines_of_foreign_text_are_kept_and_each_is_marked_as_foreign():
    text = write("routed", quote="ett\r\n\r\ntvå\rtre\u2028\n---\n-- \nfyra").text

    assert "\n> ett\n> \n> två\n> tre\n> \n> ---\n> -- \n> fyra\n" in text


def test_lines_of_foreign_text_are_lines_in_html_too():
    html = write("routed", quote="ett\ntvå").html

    assert "ett<br>\ntvå" in html


def test_a_foreign_file_name_cannot_start_a_new_item():
    text = write("routed", scene=replace(SCENES["routed"], attachments=("a\n- b",))).text

    assert "\n- a - b\n" in text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "", "https://a.example/ b"])
def test_a_link_leads_only_to_the_web(url):
    with pytest.raises(ValueError, match="http"):
        write("follow_up", scene=replace(SCENES["follow_up"], evaluation_url=url))


def test_an_address_of_a_link_cannot_leave_its_attribute():
    url = 'https://a.example/"><script>'
    html = write("follow_up", scene=replace(SCENES["follow_up"], evaluation_url=url)).html

    assert ("script", {}) not in tags(html)
    assert url in [attributes.get("href") for _, attributes in tags(html)]


@given(st.text(min_size=1, max_size=60))
@example("00-00000")
@example(CASE.number)
@settings(max_examples=60, deadline=None)
def test_any_text_leaves_the_structure_of_a_letter_alone(value):
    template = "added_unverified"
    written, harmless = (write(template, quote="x", sender=sender) for sender in (value, "x"))

    assert tags(written.html) == tags(harmless.html)
    on_one_line = re.sub(r"[\n\t]+", " ", clean(value))
    assert written.text == harmless.text.replace(": x\n", f": {on_one_line}\n")


@given(st.text(st.characters(codec=None), max_size=60))
def test_cleaned_text_can_always_be_sent_and_is_clean(value):
    cleaned = clean(value)

    assert cleaned.encode().decode() == cleaned
    assert clean(cleaned) == cleaned
    assert {character for character in cleaned if unicodedata.category(character) == "Cc"} <= {"\n", "\t"}


@pytest.mark.parametrize("template", TO_COMPLAINANT)
def test_a_letter_to_a_complainant_never_repeats_what_a_stranger_chose(template):
    ours = {"unit": "Åskolan", "category": "Skolmåltider"}  # named by the organisation's file
    scene = replace(told_everywhere(template, "Vinn pengar på evil.example"), **ours)

    assert "evil" not in write(template, scene=scene).text


def test_lines_of_a_reminder_cannot_be_forged():
    line = replace(LINE, unit="Åskolan\n- LH-2026-9999")
    text = write("reminder", scene=replace(SCENE, lines=(line,))).text

    assert "\n- LH-2026-9999" not in text


def test_an_answer_keeps_its_lines_and_cannot_reach_the_small_print():
    text = write("answer", quote="Hej!\n\n# Rubrik\n---\n- punkt").text

    assert "Vårt svar\nHej!\n\n# Rubrik\n---\n- punkt\n\nÄr du inte nöjd?\n" in text
    assert text.count("\n-- \n") == 1
