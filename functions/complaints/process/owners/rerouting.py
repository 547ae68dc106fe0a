"""Who is told when a person moves a case: the new owner gets all the first one got, the others a line."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from complaints.model import Case, Judgement, Letter
from complaints.organisation import Organisation
from complaints.policy import PROTECTIVE, Counted, Policy, policy_of
from complaints.process.deadlines.promises import broken
from complaints.process.owners import second_reader
from complaints.process.owners.handover import ROUTED

MACHINE = "Lyhörd"  # as staff know it


def owned_by(case: Case, owner: str) -> Case:
    """The case with its owner, in whose hand it is from when they have got it."""
    if case.owner == owner:
        return case
    return replace(case, owner=owner, in_hand_of="", in_hand_since=None)


def adds_protection(judgement: Judgement, before: Judgement) -> bool:
    """Whether a lane that protects somebody is there that was not."""
    return any(lane in PROTECTIVE and lane not in before.lanes for lane in judgement.lanes)


def judged_anew(case: Case, judgement: Judgement, now: datetime) -> Case:
    """The case with another judgement. Who was given it by hand keeps it, unless that now names another.

    What reports count otherwise from now on is new to them.
    """
    counted = policy_of(judgement).counted
    if counted is not Counted.NO and counted is not policy_of(case.judgement).counted:
        case = replace(case, counted_since=now)
    by_hand = case.owner != case.judgement.owner and case.owner not in judgement.barred
    owner = case.owner if by_hand and judgement.owner == case.judgement.owner else judgement.owner
    return owned_by(replace(case, judgement=judgement), owner)


@dataclass(frozen=True, kw_only=True)
class Move:
    """A case before and after somebody (`by`, a role id, or a machine) put it right.

    `told`: whether the complainant hears by a letter who has it now. `alarmed`: whether the new owner, and
    all who would be told, got an alarm: it is all that they get.
    """

    before: Case
    after: Case
    by: str
    organisation: Organisation
    now: datetime
    told: bool = False
    alarmed: bool = False

    def letters(self) -> tuple[Letter, ...]:
        """To the new owner, to the one who had it, and to those who are told for the first time.

        Who has it already gets it anew where it begins anew, or comes to protect somebody.
        """
        if self.alarmed:
            return tuple(self._lost())
        told = [*self._handed_over()] if self._is_handed_over else [*self._noted()]
        return (*told, *self._copies(), *(self._read_along() if self._is_moved else ()))

    @property
    def _is_moved(self) -> bool:
        return self.after.owner != self.before.owner

    @property
    def _is_handed_over(self) -> bool:
        anew = self.after.rounds > self.before.rounds
        graver = adds_protection(self.after.judgement, self.before.judgement)
        return self._is_moved or ((anew or graver) and self.after.owner != self.by)

    def _handed_over(self) -> Iterator[Letter]:
        shows = policy_of(self.before.judgement).content and self._policy.content
        yield self._letter(
            "routed" if shows else "routed_notice",
            self.after.owner,
            name=ROUTED,
            repeats=ROUTED if shows else "",
            **self._whose(),
            **broken(self.before, self.after),
        )
        yield from self._lost()

    def _lost(self) -> Iterator[Letter]:
        if self._is_moved and self.before.owner not in (self.by, *self.after.judgement.barred):
            yield self._letter("moved", self.before.owner, moved_by=self._name(self.by))

    def _whose(self) -> dict[str, str]:
        """Whose it was, as the new owner is told."""
        if not self._is_moved:
            return {}
        had = {"had": self._name(self.before.owner), "moved_by": self._name(self.by)}
        return had | ({"told": "yes"} if self.told else {})

    def _noted(self) -> Iterator[Letter]:
        if self.after.owner != self.by:
            yield self._letter("noted", self.after.owner, moved_by=self._name(self.by))

    def _copies(self) -> Iterator[Letter]:
        known = {*self.before.judgement.copies, self.before.owner, self.after.owner, self.by}
        for role in self.after.judgement.copies:
            if role not in known:
                yield self._letter("copy_notice", role, name=f"copy-{role}")

    def _read_along(self) -> Iterator[Letter]:
        hour = self._letter("second_reader", "").not_before
        number = f"second_reader-{self.before.entries + 1}"
        letters = second_reader.told([], self.after, self.organisation, hour, number)
        yield from (letter for letter in letters if letter.to != self.by)

    @property
    def _policy(self) -> Policy:
        return policy_of(self.after.judgement)

    def _letter(self, template: str, to: str, name: str = "", repeats: str = "", **facts: str) -> Letter:
        return Letter(
            name=f"{name or template}-{self.before.entries + 1}",
            template=template,
            to=to,
            not_before=self.organisation.calendar.staff_moment(self.now, at_once=self._policy.at_once),
            repeats=repeats,
            facts=facts,
        )

    def _name(self, role_id: str) -> str:
        return self.organisation.role(role_id).holder.name if role_id in self.organisation.roles else MACHINE
