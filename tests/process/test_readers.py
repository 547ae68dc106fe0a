"""Who may read which case: the table, tried role by role."""

from dataclasses import replace
from datetime import date

import pytest

from complaints.model import Absence, Errand, ErrandKind, Lane
from complaints.process.commands.table import COMMANDS
from complaints.process.commands.who import Who, may
from complaints.process.confidentiality.readers import may_read
from complaints.process.confidentiality.secrecy import is_secret
from tests.builders import a_case, a_judgement
from tests.lindhoj import lindhoj

TODAY = date(2026, 3, 10)
ASKED = {
    "rektor": "rektor-askolan",
    "other rektor": "rektor-kullaskolan",
    "meals": "maltidschef",
    "health": "elevhalsans-chef",
    "coordinator": "sektorsamordnare",
    "deputy": "bitradande-chef",
    "head": "barn-och-utbildningschef",
    "registrator": "registrator",
    "hr": "hr",
    "strategist": "utvecklingsstrateg",
    "secretary": "namndsekreterare",
}


def readers(case, organisation=None):
    organisation = organisation or lindhoj()
    roles = organisation.roles
    return {name for name, role in ASKED.items() if may_read(roles[role], case, organisation, TODAY)}


def case_in(lane=Lane.COMPLAINT, owner="rektor-askolan", **judgement):
    found = {"lane": lane, "owner": owner, "copies": (), "barred": (), "unit": "askolan"} | judgement
    return a_case(owner=owner, judgement=a_judgement(**found))


MANAGERS = {"coordinator", "deputy", "head"}


@pytest.mark.parametrize(
    ("case", "allowed"),
    [
        (case_in(), {"rektor", *MANAGERS}),
        (case_in(owner="maltidschef", copies=("rektor-askolan",)), {"meals", "rektor", *MANAGERS}),
        (case_in(owner="maltidschef", unit=None), {"meals", *MANAGERS}),
        (case_in(Lane.KRANKNING, sensitive=True), {"rektor", *MANAGERS}),
        (
            case_in(Lane.ACUTE, sensitive=True, copies=("bitradande-chef", "elevhalsans-chef")),
            {"rektor", "deputy", "head", "health"},
        ),
        (case_in(Lane.PROTECTED, "registrator", sensitive=True), {"registrator", "deputy"}),
        (case_in(Lane.PROTECTED, "registrator", also=(Lane.KRANKNING,)), {"registrator", "deputy"}),
        (case_in(Lane.KRANKNING, "registrator", also=(Lane.PROTECTED,)), {"registrator", "deputy"}),
        (case_in(Lane.STAFF_MATTER, "hr", sensitive=True), {"hr"}),
        (case_in(sensitive=True), {"rektor", "deputy"}),
        (case_in(owner="elevhalsans-chef", sensitive=True), {"health", "deputy"}),
        (case_in(Lane.DOCUMENT_REQUEST, "registrator"), {"registrator", "rektor", *MANAGERS}),
    ],
)
def test_the_most_secret_lane_decides(case, allowed):
    assert readers(case) == allowed


@pytest.mark.parametrize(
    ("case", "allowed"),
    [
        (case_in(Lane.PROTECTED, "registrator", sensitive=True), {"registrator", "deputy"}),
        (case_in(Lane.STAFF_MATTER, "hr", sensitive=True), {"hr", "head"}),  # to whom its ladder leads
        (case_in(Lane.STAFF_MATTER, "sektorsamordnare"), {"coordinator", "head"}),
        (case_in(), {"rektor", "registrator", *MANAGERS}),  # who may stop what is a decision
    ],
)
def test_who_may_not_even_hear_of_a_case_decides_nothing_in_it(case, allowed):
    organisation = lindhoj()
    everybodys = {command for command in COMMANDS if Who.ANYONE in command.who}
    deciding = {
        name
        for name, role in ASKED.items()
        for command in {*COMMANDS} - everybodys
        if may(organisation.roles[role], command.who, case, organisation, TODAY)
    }
    assert deciding == allowed


def test_whom_the_matter_concerns_never_reads_it():
    barred = case_in(owner="bitradande-chef", barred=("rektor-askolan",), copies=("rektor-askolan",))
    assert readers(barred) == MANAGERS


def test_whoever_acts_for_the_owner_reads_while_the_owner_is_away():
    away = Absence(role="rektor-askolan", first=TODAY, last=TODAY, deputy="rektor-kullaskolan")
    organisation = lindhoj()
    roles = organisation.roles
    absent = replace(roles["rektor-askolan"], absences=(away,))
    organisation = replace(organisation, roles={**roles, absent.id: absent})
    assert "other rektor" in readers(case_in(sensitive=True), organisation)
    assert "other rektor" not in readers(case_in(sensitive=True))


def test_whoever_an_alarm_went_to_may_read_what_it_is_about():
    alarm = Errand(name="seen-1", kind=ErrandKind.SEEN, of="registrator", by="lyhörd")
    assert "registrator" in readers(replace(case_in(Lane.ACUTE), errands=(alarm,)))
    assert "registrator" not in readers(case_in(Lane.ACUTE))


def test_content_out_of_mail_is_what_makes_a_case_secret():
    assert not is_secret(case_in())
    assert is_secret(case_in(sensitive=True))
    assert is_secret(case_in(Lane.PROTECTED))
