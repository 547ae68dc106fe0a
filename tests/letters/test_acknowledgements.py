"""What a confirmation of receipt must and must not say (skollagen 4 kap. 8 §, and the house's own rules)."""

import re
from dataclasses import replace

import pytest

from complaints.model import Lane, Person
from complaints.process.arrival.complainants import SECOND_LANGUAGES
from lyhord.gallery.scenes import (
    ACKNOWLEDGEMENTS,
    DEPUTY_HEAD,
    LANGUAGES,
    ORDINARY_ACKNOWLEDGEMENTS,
    SCENE,
    SCENES,
    WRITER,
    a_letter,
    from_pupil,
    in_lane,
    write,
)
from tests.letters.reading import body

MUST = {
    "sv": {
        "date and time": "tisdag 10 mars 2026 kl. 10.00",
        "number": "LH-2026-0147",
        "when somebody is in touch": "torsdag 12 mars",
        "how to reply": "vara på det här mejlet",
        "public document": "allmän handling",
        "secrecy is checked": "hemligt",
        "privacy": "personuppgifter: https://",
        "routine": "Så arbetar vi med klagomål: https://",
        "urgent": "Ring 112",
        "language": "You can write to us in your own language",
        "keep it": "Spara gärna",
    },
    "en": {
        "date and time": "Tuesday 10 March 2026 at 10.00",
        "number": "LH-2026-0147",
        "when somebody is in touch": "Thursday 12 March",
        "how to reply": "eply to this email",
        "public document": "public document",
        "secrecy is checked": "secret",
        "privacy": "personal data: https://",
        "routine": "How we work with complaints: https://",
        "urgent": "Call 112",
        "language": "You can write to us in your own language",
        "keep it": "Please keep",
    },
}
EITHER_WAY = [(language, what) for language in LANGUAGES for what in MUST[language]]
THANKS = {"sv": "Tack för att du ", "en": "Thank you for "}


@pytest.mark.parametrize("template", ORDINARY_ACKNOWLEDGEMENTS)
@pytest.mark.parametrize(("language", "what"), EITHER_WAY)
def test_an_acknowledgement_says_all_it_must(template, language, what):
    assert MUST[language][what] in write(template, language).text


@pytest.mark.parametrize("template", ORDINARY_ACKNOWLEDGEMENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_acknowledgement_names_who_is_responsible_and_how_to_reach_them(template, language):
    owner = SCENES.get(template, SCENE).owner
    assert owner

    text = write(template, language).text
    assert f"{owner.holder.name}, {owner.title[language]}" in text
    assert owner.holder.telephone in text


@pytest.mark.parametrize("template", ["acknowledgement", "acknowledgement_unit_unknown"])
def test_an_ordinary_acknowledgement_promises_the_day_of_the_answer(template):
    assert "Du får ett svar senast torsdag 19 mars." in write(template).text


@pytest.mark.parametrize("template", ACKNOWLEDGEMENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sentence_thanks(template, language):
    greeting, first, *_ = write(template, language).text.split("\n\n")

    assert greeting in ("Hej!", "Hello!")
    assert first.startswith(THANKS[language])


@pytest.mark.parametrize("template", ACKNOWLEDGEMENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_acknowledgement_repeats_nothing_of_the_complaint(template, language):
    written = write(template, language, quote="Elsa i 4B är allergisk")
    text = f"{written.subject}\n{body(written.text)}"

    for told in ("Elsa", "4B", "Kall mat", "Åskolan", "Maria", "Skolmåltider", "maria.lind"):
        assert told not in text


@pytest.mark.parametrize("lane", Lane)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_acknowledgement_of_any_other_lane_says_who_and_by_when_or_needs_no_answer(lane, language):
    text = write("acknowledgement_other", language, scene=in_lane(SCENE, lane)).text

    assert "Peter Hallgren" in text
    assert lane is Lane.PRAISE or re.search(
        r"senast torsdag 12 mars|Senast torsdag 12 mars|y Thursday 12", text
    )


@pytest.mark.parametrize("second", ["", *SECOND_LANGUAGES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_praises_is_promised_no_contact_in_any_language(second, language):
    scene = in_lane(SCENE, Lane.PRAISE)
    complainant = replace(scene.case.complainant, second_language=second)
    scene = replace(scene, case=replace(scene.case, complainant=complainant))

    assert not re.search(
        r"12 mars|12 March|12\.3", write("acknowledgement_other", language, scene=scene).text
    )


def test_who_asks_for_documents_need_not_say_who_they_are():
    text = write("acknowledgement_other", scene=in_lane(SCENE, Lane.DOCUMENT_REQUEST)).text

    assert "Du behöver inte säga vem du är" in text


def test_an_appeal_is_passed_on_and_its_time_is_not_judged():
    text = write("acknowledgement_other", scene=in_lane(SCENE, Lane.APPEAL)).text

    assert "prövar man om överklagandet har kommit in i tid" in text


def test_degrading_treatment_is_taken_seriously_without_an_ordinary_promise():
    text = write("acknowledgement_krankning").text

    assert "Rektor och förvaltningens ledning får veta det nu." in text
    assert "vi tar det på allvar" in text
    assert "19 mars" not in text


def test_a_rektor_who_does_not_own_the_case_is_not_said_to_be_told():
    text = write("acknowledgement_krankning", scene=replace(SCENE, owner=DEPUTY_HEAD)).text

    assert "Rektor" not in text
    assert "Förvaltningens ledning får veta det nu." in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pupil_who_is_hurt_gets_no_letter_for_grown_ups(language):
    text = write("acknowledgement_krankning", language, scene=from_pupil(SCENE)).text

    for told in ("LH-2026-0147", "Peter Hallgren", "112", "116 111"):
        assert told in text
    assert not re.search("allmän handling|skollagen|public document|office", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_left_out_are_told_of_in_degrading_treatment_too(language):
    assert re.search(
        "filer är för stor|files is too", write("acknowledgement_krankning", language, left_out="1").text
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_danger_only_help_is_told(language):
    text = write("acknowledgement_acute", language).text

    for number in ("112", "116 111", "1177"):
        assert number in text
    assert not re.search(r"12 mars|19 mars|12 March|19 March|LH-2026|handling|document", text)


@pytest.mark.parametrize(("language", "alarm"), [("sv", "larm"), ("en", "alerted")])
def test_an_alarm_is_told_only_when_it_was_handed_over(language, alarm):
    without = WRITER.write(replace(a_letter("acknowledgement_acute"), facts={}), SCENE, language)

    assert alarm in write("acknowledgement_acute", language).text
    assert alarm not in without.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_protected_person_gets_no_name_no_place_no_number_and_no_link(language):
    written = write("acknowledgement_protected", language)

    assert written.subject in ("Ditt mejl", "Your email")
    assert not re.search(r"Lindhöj|Åskolan|LH-|https|Karin|Peter|Annika|Maria|mars|March", written.text)
    assert "href" not in written.html
    assert "070-174 06 06" in written.text


@pytest.mark.parametrize("template", ACKNOWLEDGEMENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_telephone_number_leaves_no_hole(template, language):
    def without_telephone(role):
        return replace(role, holder=Person(name=role.holder.name, address=role.holder.address))

    scene = SCENES.get(template, SCENE)
    parts = tuple(replace(part, owner=without_telephone(part.owner)) for part in scene.parts)
    scene = replace(scene, owner=without_telephone(scene.owner), contact=without_telephone(scene.contact))
    scene = replace(scene, parts=parts)
    text = write(template, language, scene=scene).text

    assert "070" not in text
    assert not re.search(r"(Ring|Call|ringa|call)\??[ ,]*[.,]|  |, eller|, or ", text)
