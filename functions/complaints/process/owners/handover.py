"""The letters that hand a case to its owner, and tell those whose concern it also is."""

from datetime import datetime

from complaints.model import Case, Letter, Mail
from complaints.policy import policy_of
from complaints.process.arrival.enclosures import files_go_along, files_named

ROUTED = "routed"  # the name of the first one: a case whose owner has got it is with its owner


def to_staff(case: Case, mail: Mail, at: datetime) -> list[Letter]:
    """The one mail to the owner of a new case, and a line for information to the others."""
    told = [role for role in dict.fromkeys(case.judgement.copies) if role != case.owner]
    copies = [Letter(name=f"copy-{role}", template="copy_notice", to=role, not_before=at) for role in told]
    return [to_owner(case, mail, at), *copies]


def to_owner(case: Case, mail: Mail, at: datetime, name: str = ROUTED) -> Letter:
    """All that the owner needs to act; of a sensitive matter no more than that it waits."""
    if not policy_of(case.judgement).content:
        return Letter(name=name, template="routed_notice", to=case.owner, not_before=at)
    return shown(case, mail, at, name, "routed", case.owner)


def shown(case: Case, mail: Mail, at: datetime, name: str, template: str, to: str) -> Letter:
    """A letter that shows what was written, with its files."""
    return Letter(
        name=name,
        template=template,
        to=to,
        not_before=at,
        quote=mail.text,
        facts=files_named(mail),
        encloses=case.raw_key if files_go_along(mail) else "",
    )
