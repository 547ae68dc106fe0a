"""A labelled mail as the mail that would arrive, and what should be made of it."""

from dataclasses import dataclass

from complaints.judgement.routing import assigned
from complaints.judgement.words import WORD, fold
from complaints.model import Judgement, Lane, Mail, Unit
from complaints.organisation import Organisation
from complaints.policy import DANGEROUS
from lyhord.measuring.arriving import arrived
from lyhord.training.mails import TrainingMail

BEGINNING = 5  # letters of a name
COMMON = (
    "forskola",
    "forskol",
    "grundskola",
    "grundskolan",
    "pa",
    "till",
    "i",
    "hej",
    "tack",
    "lindhoj",
    "for",
    "en",
)
HOME = "hem.example"
UNKNOWN_HEAD = ""  # of a unit that the mail does not name


@dataclass(frozen=True)
class Expected:
    """What is right: the main lane first; empty where there is none."""

    lanes: tuple[Lane, ...]
    category: str
    unit: str
    unit_said: bool  # whether the mail has a name of the unit or of its head in it, well or badly spelt
    owner: str  # role id
    against: str  # rank of the leader complained about
    matters: int
    language: str

    @property
    def dangerous(self) -> bool:
        """Whether a miss is not tolerated."""
        return not set(self.lanes).isdisjoint(DANGEROUS)


def expected(labelled: TrainingMail, organisation: Organisation) -> Expected:
    """What its labels say, and who acts first by the policy if all of them are seen."""
    unit = organisation.unit(labelled.unit)
    lane, *also = labelled.lanes
    said = Judgement(
        lane=lane,
        category=labelled.category,
        owner="",
        unit=labelled.unit,
        also=tuple(also),
        barred=_barred(labelled.against, unit, organisation),
    )
    return Expected(
        lanes=labelled.lanes,
        category=labelled.category,
        unit=labelled.unit,
        unit_said=unit is not None and _says(labelled, unit, organisation),
        owner=assigned(said, organisation).owner,
        against=labelled.against,
        matters=labelled.matters,
        language=labelled.language,
    )


def _says(labelled: TrainingMail, unit: Unit, organisation: Organisation) -> bool:
    """Whether any word of the mail begins, folded, as a name of the unit or of who leads it."""
    names = fold(" ".join((unit.name, *unit.aliases, organisation.role(unit.head).holder.name)).lower())
    stems = tuple(
        word.removesuffix("skolan")[:BEGINNING] for word in WORD.findall(names) if word not in COMMON
    )
    said = WORD.findall(fold(f"{labelled.subject} {labelled.text}".lower()))
    return any(
        word.startswith(stem) if len(stem) == BEGINNING else word == stem for stem in stems for word in said
    )


def _barred(against: str, unit: Unit | None, organisation: Organisation) -> tuple[str, ...]:
    ranks = {
        "head_of_unit": unit.head if unit else UNKNOWN_HEAD,
        "deputy_head": organisation.posts.deputy_head,
        "head": organisation.posts.head,
    }
    return (ranks[against],) if against else ()


def as_mail(labelled: TrainingMail, organisation: Organisation) -> Mail:
    """The mail, from an address such as its sender would write from."""
    domains = {"staff": organisation.staff_domains[0], "pupil": f"elev.{organisation.staff_domains[0]}"}
    address = f"nagon@{domains.get(labelled.sender, HOME)}"
    return arrived({"from_addr": address, "subject": labelled.subject, "body": labelled.text})
