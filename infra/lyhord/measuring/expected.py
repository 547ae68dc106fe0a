"""A labelled mail as the mail that would arrive, and what should be made of it."""

from dataclasses import dataclass

from complaints.judgement.learned import DANGEROUS
from complaints.judgement.routing import Matter, assign
from complaints.model import Lane, Mail, Unit
from complaints.organisation import Organisation
from lyhord.measuring.arriving import arrived
from lyhord.training.mails import TrainingMail

HOME = "hem.example"
UNKNOWN_HEAD = ""  # of a unit that the mail does not name


@dataclass(frozen=True)
class Expected:
    """What is right: the main lane first; empty where there is none."""

    lanes: tuple[Lane, ...]
    category: str
    unit: str
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
    category = organisation.category(labelled.category)
    barred = _barred(labelled.against, unit, organisation)
    matter = Matter(lane, tuple(also), category, unit, barred)
    return Expected(
        lanes=labelled.lanes,
        category=labelled.category,
        unit=labelled.unit,
        owner=assign(matter, organisation).owner,
        against=labelled.against,
        matters=labelled.matters,
        language=labelled.language,
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
