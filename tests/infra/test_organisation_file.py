"""`lyhord org check`: each mistake is told with its line, its field and a remedy; what is right compiles."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lyhord.organisation import OrganisationError, check_file, compile_file
from lyhord.organisation import source as yaml_source
from tests.lindhoj import FILE

TEXT = FILE.read_text(encoding="utf-8")


@pytest.fixture
def check(tmp_path):
    def check(old: str, new: str):
        assert TEXT.count(old) >= 1, f"the example no longer holds {old!r}"
        path = tmp_path / "organisation.yaml"
        path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
        return check_file(path)

    return check


def line_of(text: str) -> int:
    return TEXT[: TEXT.index(text)].count("\n") + 1


def test_the_example_has_no_mistakes():
    assert check_file(FILE) == []


def test_the_same_file_compiles_to_the_same_bytes():
    assert compile_file(FILE) == compile_file(FILE)


def test_what_compiles_is_plain_json_with_the_calendar_worked_out():
    data = json.loads(compile_file(FILE))

    assert data["calendar"]["free_days"]["2026-06-19"] == "Midsommarafton"
    assert data["calendar"]["last"] == "2036-12-31"
    assert data["mailboxes"]["maltid@lindhoj.example"] == "maltidschef"


def test_an_own_free_day_is_compiled_in(tmp_path):
    path = tmp_path / "organisation.yaml"
    path.write_text(
        TEXT.replace("extra_free_days: []", "extra_free_days: [{day: 2026-05-15, name: klämdag}]"),
        encoding="utf-8",
    )

    assert json.loads(compile_file(path))["calendar"]["free_days"]["2026-05-15"] == "klämdag"


@pytest.mark.parametrize(
    ("old", "new", "field", "what", "remedy"),
    [
        ("number_prefix: LH", "number_prefiks: LH", "number_prefiks", "not a field", "`number_prefix`"),
        ("municipality: Lindhöj kommun\n", "", "municipality", "is missing", "Add `municipality:`"),
        (
            "telephone: 070-174 06 12",
            "telefon: 070-174 06 12",
            "roles.maltidschef.telefon",
            "not a",
            "`telephone`",
        ),
        ("070-174 06 12", "ring växeln", "roles.maltidschef.telephone", "not usable", "070-174 06 05"),
        ("070-174 06 12", "", "roles.maltidschef", "no telephone", "Add `telephone:`"),
        ("peter.hallgren@", "peter hallgren@", "roles.maltidschef.address", "not usable", "ASCII"),
        ("mats.odman@", "mats.ödman@", "roles.barn-och-utbildningschef.address", "not usable", "ASCII"),
        (
            "form: fritidshem\n    words",
            "form: fritid\n    words",
            "categories.fritids.form",
            "no unit is a 'fritid'",
            "fritidshem",
        ),
        (
            "owner: maltidschef",
            "owner: matchef",
            "categories.maltid.owner",
            "no role 'matchef'",
            "`maltidschef`",
        ),
        (
            "copies: [unit]",
            "copies: [enhet]",
            "categories.maltid.copies.0",
            "no role 'enhet'",
            "under `roles`",
        ),
        ("deputies: [kostsamordnare]", "deputies: []", "roles.maltidschef", "no deputy", "under `deputies`"),
        (
            "deputies: [kostsamordnare]",
            "deputies: [maltidschef]",
            "roles.maltidschef",
            "no deputy",
            "other role",
        ),
        (
            "  registrator: registrator",
            "  registrator: registratur",
            "posts.registrator",
            "no role",
            "`registrator`",
        ),
        (
            "head: rektor-askolan",
            "head: rektor-aaskolan",
            "units.askolan.head",
            "no role",
            "`rektor-askolan`",
        ),
        ("    head: rektor-askolan\n", "", "units.askolan.head", "is missing", "Add `head:`"),
        (
            "lena.torp@lindhoj",
            "omar.said@lindhoj",
            "roles.trafikhandlaggare.address",
            "belongs to",
            "its own",
        ),
        (
            "dso@lindhoj.example",
            "klagomal@skola.lindhoj.example",
            "roles.dataskyddsombud.address",
            "receives",
            "else",
        ),
        (
            "aliases: [Ås, åskis]",
            "aliases: [kulla]",
            "units.kullaskolan.aliases.0",
            "already means 'askolan'",
            "Remove",
        ),
        ("- skolmat*", "- m*", "categories.maltid.words.0", "too short", "Words and traps"),
        ("- skolmat*", "- skol*mat", "categories.maltid.words.0", "end of a word", "Words and traps"),
        ("- skolmat*", "- skolmat* +", "categories.maltid.words.0", "empty part", "Words and traps"),
        ("  ovrigt: #", "  annat: #", "categories", "'ovrigt' is missing", "Add `ovrigt:`"),
        (
            "answer_days: 7",
            "answer_days: 0",
            "limits.answer_days",
            "not usable",
            "greater than or equal to 1",
        ),
        ("answer_days: 7", "answer_days: sju", "limits.answer_days", "not usable", "integer"),
        (
            "answer_days: 7",
            "answer_days: 2",
            "limits.answer_days",
            "not later than first_contact_days",
            "more",
        ),
        ("head_day: 10", "head_day: 8", "limits.head_day", "not later than deputy_head_day", "more"),
        ("reminder_days: [2, 5]", "reminder_days: [5, 2]", "limits.reminder_days", "not in order", "rising"),
        ("first: 2026-10-26", "first: 2026-11-26", "calendar.breaks.3", "before it begins", "Correct"),
        ("first: 2026-10-26", "first: 26 okt", "calendar.breaks.3.first", "not usable", "2026-04-07"),
        ("office_opens: 07:30", "office_opens: 7.30", "calendar.office_opens", "not usable", "07:30"),
        ("office_closes: 16:30", "office_closes: 06:30", "calendar.office_closes", "not after", "later time"),
        ("hour: 13:00", "hour: 13.00", "meetings.hour", "not usable", "13:00"),
        ("every_days: 14", "every_days: 0", "meetings.every_days", "not usable", "greater than"),
        ("last: 2026-08-02", "last: 2026-06-02", "meetings.pauses.0", "before it begins", "Correct"),
        ("last_year: 2036", "last_year: 2024", "calendar.last_year", "not after", "later year"),
        (
            "sensitive: true",
            "sensitive: ibland",
            "categories.elevhalsa.sensitive",
            "not usable",
            "true or false",
        ),
        ("  askolan:\n    name", "  Åskolan:\n    name", "units.Åskolan", "not usable", "a-z"),
        ("routine: https", "routine: http", "links.routine", "not usable", "https://"),
        (
            "title: {sv: måltidschef, en: head of school meals}",
            "title: måltidschef",
            "roles.maltidschef.title",
            "group of fields",
            "example",
        ),
        (
            "staff_domains: [lindhoj.example]",
            "staff_domains: lindhoj.example",
            "mail.staff_domains",
            "a list",
            "exam",
        ),
    ],
)
def test_a_mistake_is_told_with_field_and_remedy(check, old, new, field, what, remedy):
    told = [p for p in check(old, new) if p.field == field]

    assert len(told) == 1
    assert what in told[0].what
    assert remedy in told[0].remedy
    assert str(told[0]) == f"line {told[0].line}: {field}: {told[0].what}. {told[0].remedy}."


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("owner: maltidschef", "owner: matchef", "owner: maltidschef"),
        ("070-174 06 12", "ring växeln", "070-174 06 12"),
        ("deputies: [kostsamordnare]", "deputies: []", "  maltidschef:\n"),
        ("first: 2026-10-26", "first: 26 okt", "first: 2026-10-26"),
        ("number_prefix: LH", "number_prefiks: LH", "number_prefix: LH"),
    ],
)
def test_a_mistake_is_told_with_its_line(check, old, new, at):
    assert line_of(at) in {problem.line for problem in check(old, new)}


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "empty"),
        ("- a\n- b\n", 1, "empty or holds no fields"),
        ("a: 1\nb: [1, 2\n", 3, "not YAML"),
        ("a: 1\nb:\n\t- c\n", 3, "not YAML"),
        ("a: 1\na: 2\n", 2, "stands twice"),
        ("a: &x 1\nb: *x\n", 1, "anchors"),
        ("a: 1\n? [b, c]\n: d\n", 2, "a name was expected"),
        ("a: 1\n---\nb: 2\n", 2, "not YAML"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "not a field"),
        ("a: " + "[" * 500 + "]" * 500, 1, "nested deeper"),
        ("\x00", 1, "not YAML"),
    ],
)
def test_what_is_no_organisation_file_is_refused_in_one_clear_line(tmp_path, text, line, what):
    path = tmp_path / "organisation.yaml"
    path.write_text(text, encoding="utf-8")

    problems = check_file(path)

    assert any(problem.line == line and what in problem.what for problem in problems), problems
    with pytest.raises(OrganisationError, match=f"line {line}"):
        compile_file(path)


def test_a_file_that_grows_when_read_is_refused_at_once(tmp_path):
    path = tmp_path / "organisation.yaml"
    path.write_text(
        "a: &a [x]\n" + "".join(f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcd", "bcde", strict=True))
    )

    assert "anchors" in check_file(path)[0].what


def test_a_file_in_another_encoding_says_which_line(tmp_path):
    path = tmp_path / "organisation.yaml"
    path.write_bytes(TEXT.encode("iso-8859-1"))

    problem = check_file(path)[0]

    assert "UTF-8" in problem.what
    assert problem.line == 1


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    assert "cannot be read" in check_file(tmp_path / "none.yaml")[0].what


def test_a_file_too_large_to_be_one_is_not_parsed(tmp_path):
    path = tmp_path / "organisation.yaml"
    path.write_bytes(b"#" * (yaml_source.LARGEST + 1))

    assert "larger than" in check_file(path)[0].what


@settings(deadline=None)
@given(st.text(max_size=200))
def test_whatever_the_text_only_problems_come_back(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("organisation") / "any.yaml"
    path.write_text(text, encoding="utf-8", errors="replace")

    assert check_file(path)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.sampled_from(["", " ", ":", "-", "[", "*x", "å", "\n", "'"]))
def test_one_slip_of_the_finger_never_breaks_the_checker(tmp_path_factory, place, slip):
    path = tmp_path_factory.mktemp("organisation") / "slip.yaml"
    path.write_text(TEXT[:place] + slip + TEXT[place + 1 :], encoding="utf-8")

    assert all(problem.line >= 1 and problem.remedy for problem in check_file(path))
