"""What the organisation says of roles and cases at the moment a letter leaves."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from complaints.model import Case, Complainant, Lane, Letter, Role
from complaints.organisation import Organisation
from complaints.process.confidentiality.readers import may_read
from complaints.process.deadlines.promises import later_for_an_example
from complaints.process.owners.above import next_level


@dataclass(frozen=True)
class Today:
    """One municipality at `now`."""

    organisation: Organisation
    now: datetime

    @property
    def day(self) -> date:
        """The day it is there."""
        return self.organisation.calendar.day_of(self.now)

    # --- roles ---------------------------------------------------------------------------------------

    def acting(self, role_id: str, case: Case | None = None) -> Role:
        """Who acts for a role; in a case never one whom the matter concerns."""
        return self.organisation.acting(role_id, self.day, case.judgement.barred if case else ())

    def addressee(self, letter: Letter, case: Case | None = None) -> Role:
        """The role that a letter to staff reaches."""
        return self.organisation.role(letter.to) if letter.in_person else self.acting(letter.to, case)

    def stood_in_for(self, role_id: str, acting: Role | Complainant) -> str:
        """Whose place the recipient takes; nobody's in their own role."""
        if not isinstance(acting, Role):
            return ""
        role = self.organisation.role(role_id)
        return role.holder.name if acting.id != role.id else ""

    def school_break(self, role_id: str) -> str:
        """The name of the school break for which the role is away, or nothing."""
        absences = self.organisation.role(role_id).absences
        return next(
            (a.school_break for a in absences if a.school_break and a.first <= self.day <= a.last), ""
        )

    def reads(self, recipient: Role | Complainant, case: Case) -> bool:
        """Whether the recipient is staff who may read the case."""
        return isinstance(recipient, Role) and may_read(recipient, case, self.organisation, self.day)

    # --- a case --------------------------------------------------------------------------------------

    def days_left(self, case: Case) -> int:
        """Working days until its answer is promised; fewer than none when it is late."""
        return self.organisation.calendar.working_days_between(self.day, case.answer_by)

    def later(self, case: Case) -> date:
        """A day to which its answer might be put off: for an example."""
        return later_for_an_example(case.answer_by, self.day, self.organisation.calendar)

    def unit(self, case: Case) -> str:
        """The school it is about, if known; of a protected one no letter says it."""
        unit = self.organisation.unit(case.judgement.unit)
        return unit.name if unit and not _is_protected(case) else ""

    def category(self, case: Case, language: str) -> str:
        """What the case is about; of a protected one no letter says it."""
        category = self.organisation.category(case.judgement.category)
        return (self.organisation.other if _is_protected(case) else category).name[language]

    def signs(self, letter: Letter, case: Case) -> Role:
        """Who wrote the answer, also one who is away; else who acts for the owner."""
        wrote = letter.facts.get("written_by")
        return self.organisation.role(wrote) if wrote else self.acting(case.owner, case)

    def contact(self, case: Case) -> Role:
        """Whom to ask about it: the coordinator, or who may know a secret."""
        role_id = case.owner if _is_protected(case) else self.organisation.posts.coordinator
        return self.acting(role_id, case)

    def next_level(self, letter: Letter, case: Case) -> Role | None:
        """Who takes over when the complainant is not content; nobody where there is none above."""
        answered_by = _answered_by(letter, case)
        higher = next_level(replace(case, answered_by=answered_by), self.organisation)
        return None if higher in (case.owner, answered_by) else self.acting(higher, case)

    def chair(self, case: Case) -> Role | None:
        """The chair, where the case concerns the head and is not the chair's own yet."""
        organisation = self.organisation
        highest = organisation.post("head", case.judgement.barred)
        return None if highest in (organisation.posts.head, case.owner) else self.acting(highest, case)

    def huvudman_answers(self, letter: Letter, case: Case) -> bool:
        """Whether whoever answers stands for the whole of the huvudman, not for a school or a service."""
        posts = self.organisation.posts
        answers = _answered_by(letter, case) or case.owner
        return answers in (posts.deputy_head, posts.head)


def _answered_by(letter: Letter, case: Case) -> str:
    """The role that wrote the answer: this letter's words, or what the case was answered with."""
    return letter.facts.get("written_by") or case.answered_by


def _is_protected(case: Case) -> bool:
    return Lane.PROTECTED in case.judgement.lanes
