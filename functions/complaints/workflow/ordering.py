"""A reader gives a command on a page: it becomes the same decision as the same words by mail."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from complaints.mail.language import language_of
from complaints.model import Address, Case, Decision, Envelope, Mail, Role
from complaints.organisation import Organisation
from complaints.process import commands
from complaints.process.commands.noting import noted
from complaints.process.commands.order import Occasion
from complaints.workflow.foresight import Foresight, others_of
from complaints.workflow.ports import AlreadyDealtWithError, Bell, Mailbox, Store
from complaints.workflow.saving import keep, retry_on_conflict, wake

NOT_UNDERSTOOD = "command not understood"  # the verdict of a command that did nothing
NOTHING = "nothing to do"
NOTED = "internal note"
BEFORE = "dealt with before"
CHANGED = "other words wait by now"
STOPPED = "stopped"
BY_CODE, BY_LINK = "after a one-time code", "by the link alone"  # how it is known who posts


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """A button such as "Klart" with its words, or without an order a note.

    `seen` is what the page showed: a button that is pressed twice acts once. `waits` names the words that it
    showed as waiting, where the order is about them: of others nothing is done. `posted` says how it is known
    who presses.
    """

    order: str
    words: str = ""
    seen: str
    waits: str | None = None
    posted: str = BY_CODE


@dataclass(frozen=True, kw_only=True)
class Ordering:
    """A reader gives a command on a page."""

    organisation: Organisation
    store: Store
    mailbox: Mailbox
    bell: Bell

    def give(self, case_id: str, staff: Role, pressed: Pressed, now: datetime) -> str:
        """Obey what was pressed; returns the verdict. Without an order the words are a note."""
        order, words = pressed.order, pressed.words
        text = f"{order}: {words}" if order and words else order or words
        mail = _as_mail((case_id, staff.id, order, words, pressed.seen), staff, text, now)

        def record() -> Decision | None:
            case = self.store.case(case_id)
            if case is None or case.merged_into or not text:
                return None
            if pressed.waits is not None and pressed.waits != _name_of_waiting(case):
                return Decision(verdict=CHANGED)
            at = replace(self._occasion(case, mail, staff, now), posted=pressed.posted)
            decision = commands.on_case(at) if order else noted(at)
            return keep(self.store, replace(decision, mail=mail.identity), self.organisation, now)

        try:
            decision = retry_on_conflict(record)
        except AlreadyDealtWithError:
            return BEFORE
        if decision:
            wake(self.bell, decision, now)
        return decision.verdict if decision else NOTHING

    def _occasion(self, case: Case, mail: Mail, staff: Role, now: datetime) -> Occasion:
        foresight = Foresight(organisation=self.organisation, store=self.store, mailbox=self.mailbox)
        return Occasion(
            case=case,
            mail=mail,
            staff=staff,
            organisation=self.organisation,
            now=now,
            others=others_of(case, self.store),
            foreseen=foresight.of(mail, case, staff, now),
        )


def _name_of_waiting(case: Case) -> str:
    return case.outgoing.name if case.outgoing else ""


def _as_mail(pressed: tuple[str, ...], staff: Role, text: str, now: datetime) -> Mail:
    """What was posted, as the mail it stands for: without a raw file, since none came."""
    holder = staff.holder
    return Mail(
        identity=hashlib.sha256("\0".join(("page", *pressed)).encode()).hexdigest(),
        raw_sha256="",
        envelope=Envelope(received_at=now, sender=holder.address),
        sender=Address(name=holder.name, address=holder.address),
        text=text,
        new_text=text,
        language=language_of(text),
    )
