"""Every letter in every language, as a whole: it is written, and its two forms say the same."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError

import templates
from complaints.letters import Letters
from complaints.model import Lane
from lyhord.gallery.meeting import SHEET
from lyhord.gallery.pages import PAGES
from lyhord.gallery.scenes import (
    ANSWERED,
    ASKED,
    CASE,
    DEPUTY_HEAD,
    FROM_A_PERSON,
    LANGUAGES,
    LETTERS,
    LINE,
    REKTOR,
    SCENE,
    SCENES,
    STAFF,
    TO_COMPLAINANT,
    WRITER,
    a_letter,
    from_pupil,
    in_lane,
    write,
)
from tests.letters.reading import shown, tags, words_of_text

FOLDER = Path(templates.__file__).parent

every_letter = pytest.mark.parametrize("template", LETTERS)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def files_of(language: str) -> set[str]:
    return {str(path.relative_to(FOLDER / language)) for path in (FOLDER / language).rglob("*.j2")}


def test_swedish_and_english_have_the_same_files():
    assert files_of("sv") == files_of("en")


@every_language
def test_every_template_is_written_in_these_tests(language):
    named = {f"{name}.j2" for name in LETTERS} | {f"pages/{name}.html.j2" for name in PAGES}

    assert {name for name in files_of(language) if "parts/" not in name} == named


@every_letter
@every_language
def test_a_letter_has_a_subject_and_says_the_same_in_both_forms(template, language):
    written = write(template, language)

    assert written.subject
    assert words_of_text(written.text) == shown(written.html).split()


@every_letter
@every_language
def test_the_plain_form_shows_no_marks_and_holds_no_stray_blank_lines(template, language):
    text = write(template, language).text

    assert not re.search(r"\*\*|\]\(|\{|\}|^# ", text, re.MULTILINE)
    assert "\n\n\n" not in text
    assert text.strip() + "\n" == text


@every_letter
@every_language
def test_the_html_form_declares_its_language_and_fetches_nothing(template, language):
    html = write(template, language).html
    elements = tags(html)

    assert ("html", {"lang": language}) in elements
    assert not {tag for tag, _ in elements} & {"img", "script", "link", "iframe", "object", "form", "base"}
    assert "url(" not in html
    assert "@import" not in html
    links = {attributes["href"] for tag, attributes in elements if tag == "a"}
    assert links <= {
        SCENE.routine_url,
        SCENE.privacy_url,
        SCENE.evaluation_url,
        SCENE.case_url,
        SCENE.stop_url,
    }


@every_letter
@every_language
def test_every_link_is_spelt_out_in_the_plain_form(template, language):
    written = write(template, language)

    for tag, attributes in tags(written.html):
        if tag == "a":
            assert f": {attributes['href']}\n" in written.text


@pytest.mark.parametrize("template", TO_COMPLAINANT)
@every_language
def test_subjects_to_complainants_are_neutral(template, language):
    subject = write(template, language).subject

    for told in ("Åskolan", "mat", "Peter", "Maria", "Kall"):
        assert told not in subject


@pytest.mark.parametrize("template", STAFF)
@every_language
def test_subjects_to_staff_begin_with_the_case_number(template, language):
    assert write(template, language).subject.startswith("[LH-2026-0147] ")


def test_a_letter_with_a_hole_in_it_is_not_written():
    with pytest.raises(UndefinedError):
        write("acknowledgement", scene=replace(SCENE, owner=None))


def test_a_letter_that_would_say_none_is_not_written(tmp_path):
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "note.j2").write_text("Ämne: {{ days_left }}\n")

    with pytest.raises(ValueError, match="None"):
        Letters(tmp_path).write(a_letter("note"), replace(SCENE, days_left=None), "sv")


def test_a_letter_without_its_facts_is_not_written():
    with pytest.raises(UndefinedError):
        WRITER.write(replace(a_letter("command_help"), facts={}), SCENE, "sv")


def test_an_unknown_template_is_an_error():
    with pytest.raises(TemplateNotFound):
        write("no_such_letter")


def test_a_folder_of_templates_can_be_named(tmp_path):
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "note.j2").write_text("Ämne: Hej {{ unit }}\n\nEn rad.\n")
    (tmp_path / "layout.html.j2").write_text("{{ sheet.subject }}")

    written = Letters(tmp_path).write(a_letter("note"), SCENE, "sv")

    assert (written.subject, written.text, written.html) == ("Hej Åskolan", "En rad.\n", "Hej Åskolan")


def test_a_template_without_a_subject_is_an_error(tmp_path):
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "note.j2").write_text("Hej!\n")

    with pytest.raises(ValueError, match="Ämne"):
        Letters(tmp_path).write(a_letter("note"), SCENE, "sv")


def test_a_staff_letter_shows_first_what_is_asked_and_by_when():
    first_lines = write("routed").text.split("\n\n")[:2]

    assert first_lines[1].endswith("Hör av dig senast torsdag 12 mars. Ge ett svar senast torsdag 19 mars.")


def test_the_routed_letter_holds_the_whole_text_and_all_a_handler_needs():
    text = write("routed").text

    assert "> Maten var kall två dagar i rad.\n> \n> Det fanns inte heller något glutenfritt. /Maria" in text
    for told in ("Maria Lind, maria.lind@hem.example", "- matsedel vecka 11.pdf", "”maten”, ”glutenfritt”"):
        assert told in text


def test_a_routed_letter_to_the_coordinator_does_not_tell_her_to_ring_herself():
    scene = SCENES["routed"]

    assert "Annika" not in write("routed", scene=replace(scene, contact=scene.recipient)).text  # type: ignore[arg-type]


def test_a_deputy_is_told_whose_place_it_is():
    assert (
        "ersätter Peter Hallgren"
        in write("routed", scene=replace(SCENE, deputises_for="Peter Hallgren")).text
    )


@every_language
@pytest.mark.parametrize("template", ["routed_notice", "copy_notice"])
def test_a_notice_holds_nothing_of_what_was_written(template, language):
    text = write(template, language, quote="Maten var kall").text

    for told in ("Maten", "Kall mat", "Maria", "hem.example"):
        assert told not in text


@pytest.mark.parametrize(
    ("lane", "said"),
    [
        (Lane.KRANKNING, "6 kap. 10 §"),
        (Lane.ACUTE, "anmälningsplikten"),
        (Lane.THREAT, "114 14"),
        (Lane.DOCUMENT_REQUEST, "samma dag"),
        (Lane.APPEAL, "den som fattade beslutet"),
        (Lane.DATA_REQUEST, "dataskyddsombudet"),
        (Lane.PRAISE, "Du behöver inte svara"),
        (Lane.SPAM, "Öppna inga filer"),
    ],
)
def test_a_routed_letter_says_what_its_lane_demands(lane, said):
    assert said in write("routed", scene=in_lane(SCENE, lane)).text


def test_of_degrading_treatment_the_rektor_alone_is_told_to_report():
    copy = in_lane(replace(SCENES["copy_notice"], recipient=DEPUTY_HEAD), Lane.KRANKNING)

    assert "Du ska anmäla till huvudmannen" in write("routed", scene=replace(copy, recipient=REKTOR)).text
    assert "Rektor ska anmäla till huvudmannen" in write("copy_notice", scene=copy).text


@pytest.mark.parametrize("lane", Lane)
@pytest.mark.parametrize("template", ["routed", "routed_notice", "copy_notice", "acknowledgement_other"])
@every_language
def test_every_lane_can_be_written(lane, template, language):
    assert write(template, language, scene=in_lane(SCENE, lane)).text


def test_one_case_in_a_reminder_is_named_in_the_subject():
    assert write("reminder").subject == "[LH-2026-0147] Svar lovat to 19 mars – 2 arbetsdagar kvar"


@pytest.mark.parametrize(
    ("days_left", "said"),
    [
        (2, "2 arbetsdagar kvar"),
        (1, "1 arbetsdag kvar"),
        (0, "i dag"),
        (-1, "1 arbetsdag försenat"),
        (-2, "2 arbetsdagar försenat"),
    ],
)
def test_days_left_are_told_in_the_right_number(days_left, said):
    scene = replace(SCENE, lines=(replace(LINE, days_left=days_left),))

    assert write("reminder", scene=scene).subject.endswith(f"– {said}")


def test_several_cases_in_a_reminder_get_a_line_each():
    lines = tuple(
        replace(LINE, number=f"LH-2026-{n:04}", unit="" if n == 2 else "Åskolan") for n in (1, 2, 3)
    )
    written = write("reminder", scene=replace(SCENE, case=None, lines=lines))

    assert written.subject == "3 ärenden väntar på dig"
    assert [line[2:14] for line in written.text.splitlines() if line.startswith("- LH")] == [
        "LH-2026-0001",
        "LH-2026-0002",
        "LH-2026-0003",
    ]


def test_an_escalation_states_facts_and_what_is_to_be_decided():
    written = write("escalation")

    assert written.subject == "[LH-2026-0147] Behöver ditt beslut – svaret är 1 arbetsdag försenat"
    assert "ge mer tid, ge stöd eller ta över" in written.text
    assert "Peter får en kopia" in written.text


def test_an_escalation_before_the_promised_day_does_not_call_it_late():
    written = write("escalation", scene=replace(SCENES["escalation"], days_left=1))

    assert written.subject.endswith("– svar lovat to 19 mars")
    assert "sent" not in written.text.replace("senast", "").replace("Senast", "")


def test_an_answer_carries_the_words_and_the_way_on():
    text = write("answer").text

    assert "\nVi har köpt nya termoboxar.\n\nFrån måndag finns det alltid glutenfritt.\n\n" in text
    assert "Karin Blom, biträdande barn- och utbildningschef" in text
    assert "Omkring torsdag 2 april" in text


def test_word_on_the_way_is_no_answer_while_one_is_promised():
    assert "\nSå långt har vi kommit\nJag har pratat" in write("interim").text
    assert "\nVårt svar\n" in write("interim", scene=replace(SCENE, case=ANSWERED)).text


def test_an_answer_by_the_highest_level_names_the_next_instance():
    assert "Skolinspektionen" in write("answer", scene=replace(SCENE, next_level=None)).text


@every_language
def test_after_an_answer_by_the_highest_level_nobody_else_is_promised(language):
    for template in ASKED:
        scene = SCENES.get(template, SCENE)
        for case in (scene, from_pupil(scene)):
            text = write(template, language, scene=replace(case, next_level=None)).text
            assert not re.search("någon annan|annan vuxen|someone other|another adult", text)


@every_language
def test_only_who_has_an_oral_complaint_is_told_to_answer_it(language):
    scene = SCENES["oral_receipt"]

    assert "19" not in write("oral_receipt", language).subject
    assert "19" in write("oral_receipt", language, scene=replace(scene, owner=REKTOR)).subject


def test_one_person_is_one_person():
    [shared] = SHEET.shared
    sheet = replace(SHEET, shared=(replace(shared, people=1),))

    assert "En person har skrivit" in write("sheet", scene=replace(SCENES["sheet"], sheet=sheet)).text
    assert "står en person." in write("joint", people="1").text


def test_a_name_that_ends_in_s_gets_no_other():
    assert "Matss" not in write("silent_mailbox", who="Mats Ödman").text


def test_help_with_a_command_says_that_nothing_was_sent():
    written = write("command_help", scene=replace(SCENE, case=None))

    assert written.subject.startswith("Inget skickades")
    assert "> Klrat: vi har köpt termoboxar" in written.text
    assert "Menade du ”Klart”?" in written.text


@pytest.mark.parametrize("template", ["added_by_complainant", "added_unverified"])
def test_words_that_may_not_be_mailed_are_read_on_the_page_or_asked_for(template):
    reads = write(template, quote="").text
    asks = write(template, quote="", scene=replace(SCENE, case_url="")).text

    assert f"Läs ärendet: {SCENE.case_url}\n" in reads
    assert "Ring Annika Sandell" in asks
    assert ">" not in reads + asks


def test_all_scenes_speak_of_one_case():
    assert {scene.case.number for scene in SCENES.values() if scene.case} == {CASE.number}


@every_language
def test_a_notice_of_a_protected_case_tells_neither_place_nor_matter(language):
    written = write("copy_notice", language, scene=in_lane(SCENE, Lane.PROTECTED))

    assert not re.search("Åskolan|skolmåltider", written.subject + written.text, re.IGNORECASE)


@every_language
@pytest.mark.parametrize("template", FROM_A_PERSON)
def test_a_preview_shows_the_whole_letter_in_both_forms(template, language):
    inner = WRITER.sheet(a_letter(template), SCENE, language)
    written = WRITER.write(a_letter("preview", shows=template), SCENE, "sv", shown=inner)
    alone = write(template, language, scene=SCENE)

    assert words_of_text(written.text) == shown(written.html).split()
    whole = " ".join(words_of_text(alone.text))
    assert whole in " ".join(words_of_text(written.text))
    assert alone.subject in written.text


# --- Numbers of ours ----------------------------------------------------------------------------------


def in_one_piece(html):
    """What stands in elements that end no line within."""
    return re.findall(r'<(?:span|strong) style="white-space:nowrap;">(.*?)</', html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_of_ours_ends_no_line_within(language):
    assert CASE.number in in_one_piece(write("reminder", language).html)
    assert SCENE.owner.holder.telephone in in_one_piece(write("acknowledgement", language).html)


def test_the_same_number_in_somebody_elses_words_is_text_like_any_other():
    number = SCENE.owner.holder.telephone
    harmless, numbered = (
        write("routed", quote=f"Ring {x}.", scene=replace(SCENES["routed"], attachments=(x,)))
        for x in ("mig", number)
    )
    assert in_one_piece(numbered.html) == in_one_piece(harmless.html)
