"""The demo municipality as the functions see it, and the hours of its days."""

import json
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from complaints.model import Unit
from complaints.organisation import Organisation
from complaints.organisation_file import from_json
from lyhord.organisation import compile_file

ROOT = Path(__file__).parent.parent
FILE = ROOT / "infra" / "lindhoj" / "organisation.yaml"
STOCKHOLM = ZoneInfo("Europe/Stockholm")
INTAKE = "klagomal@skola.lindhoj.example"
GUARDIAN = "maria.lind@hem.example"

# Who holds which office.
ANNIKA = "annika.sandell@lindhoj.example"  # coordinator
KARIN = "karin.blom@lindhoj.example"  # deputy head of education
MATS = "mats.odman@lindhoj.example"  # head of education
EVA = "eva.nyqvist@lindhoj.example"  # registrator
PETER = "peter.hallgren@lindhoj.example"  # school meals
LENA = "lena.torp@lindhoj.example"  # school transport
BIRGITTA = "birgitta.noren@lindhoj.example"  # rektor Åskolan; she and Johan stand in for each other
EMMA = "emma.wiklund@lindhoj.example"  # rektor Kullaskolan
GUNILLA = "gunilla.hage@lindhoj.example"  # rektor Centralskolan
JOHAN = "johan.ahl@lindhoj.example"  # rektor Ekbackeskolan
TOMAS = "tomas.rydell@lindhoj.example"  # rektor Ängskolan


@cache
def lindhoj() -> Organisation:
    """Lindhöj, compiled once."""
    return from_json(json.loads(compile_file(FILE)))


def between_meetings() -> Organisation:
    """Lindhöj without its leaders' meetings, so that all letters are about the cases of a story."""
    return replace(lindhoj(), meetings=None)


def at(local: str) -> datetime:
    """An instant by the clock on a wall in Lindhöj, such as 2026-03-10T10:00."""
    return datetime.fromisoformat(local).replace(tzinfo=STOCKHOLM)


TUESDAY = at("2026-03-10T10:00")  # an ordinary working day in office hours


def with_schools(count: int) -> Organisation:
    """Lindhöj with so many more schools, each with a rektor of its own."""
    like, roles, units = lindhoj().role("rektor-askolan"), {}, {}
    for n in range(count):
        holder = replace(like.holder, name=f"Rektor {n}", address=f"rektor{n}@lindhoj.example")
        roles[f"rektor-{n}"] = replace(like, id=f"rektor-{n}", holder=holder)
        units[f"u{n}"] = Unit(
            id=f"u{n}", name=f"Skola {n:03}", form="grundskola", head=f"rektor-{n}", pupils=200
        )
    return replace(lindhoj(), roles=lindhoj().roles | roles, units=lindhoj().units | units)
