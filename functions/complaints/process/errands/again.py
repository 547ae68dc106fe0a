"""An errand whose hour has come, and what a rule makes of it."""

from dataclasses import dataclass
from datetime import date, datetime

from complaints.model import Case, Errand, Letter
from complaints.organisation import Organisation


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is sent, when it is asked next (None: no more), and errands that come out of it."""

    letters: tuple[Letter, ...]
    next_at: datetime | None = None
    more: tuple[Errand, ...] = ()
    errand: Errand | None = None  # as it is now, where another is asked


@dataclass(frozen=True, kw_only=True)
class Again:
    """The errand in its case, at the hour when it is asked about."""

    case: Case
    errand: Errand
    organisation: Organisation
    now: datetime

    @property
    def today(self) -> date:
        """The day in the municipality."""
        return self.organisation.calendar.day_of(self.now)

    def letter(self, template: str, to: str, *, at_any_hour: bool = False, **facts: str) -> Letter:
        """A letter about the errand; its name tells the time it was asked, so that it leaves once."""
        calendar, due = self.organisation.calendar, self.errand.due_on
        given = {"text": self.errand.text, "by": self.organisation.role(self.errand.by).holder.name}
        return Letter(
            name=f"{template}-{self.errand.name}-{self.errand.asked + 1}-{to}",
            template=template,
            to=to,
            not_before=calendar.staff_moment(self.now, at_once=at_any_hour),
            facts=given | ({"due_on": due.isoformat()} if due else {}) | facts,
        )

    def after(self, working_days: int) -> datetime:
        """The opening of the office so many working days later."""
        return self.organisation.calendar.working_day_opening(self.now, working_days)
