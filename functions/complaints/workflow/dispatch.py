"""A letter leaves: it gets its words and goes out by the one door."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from complaints.idna import as_written
from complaints.letters import Letters
from complaints.mail import read
from complaints.message import message
from complaints.model import (
    Attachment,
    Case,
    Decision,
    Envelope,
    Letter,
    LetterRef,
    LetterState,
    SendResult,
    Sheet,
)
from complaints.parallel import together
from complaints.process.arrival.enclosures import enclosed
from complaints.process.confidentiality import anonymity, secrecy
from complaints.process.delivery import sending, undelivered
from complaints.scenes import Parcel, Scenes
from complaints.workflow.ports import (
    Bell,
    GoneError,
    Mailbox,
    NeverAcceptedError,
    NotNowError,
    Postman,
    Store,
)
from complaints.workflow.saving import keep, retry_on_conflict, tell_once, wake


@dataclass(frozen=True)
class Attempt:
    """What became of a letter, in a word, and how long ago its hour was."""

    verdict: str
    late: timedelta


@dataclass(frozen=True, kw_only=True)
class Dispatch:
    """A stored letter gets its words and leaves by the one door."""

    scenes: Scenes
    letters: Letters
    store: Store
    mailbox: Mailbox
    postman: Postman
    bell: Bell

    def send(self, ref: LetterRef, now: datetime) -> Attempt | None:
        """Send the letter if it waits and its hour has come; None when it is not to be sent now."""
        letter = self.store.claim(ref, now)
        return Attempt(self._sent(ref, letter, now), now - letter.not_before) if letter else None

    def _sent(self, ref: LetterRef, letter: Letter, now: datetime) -> str:
        letter = self._with_what_it_repeats(letter, ref)
        cases, files = together(partial(self._cases, letter, ref), partial(self._raw, letter.encloses))
        if ref.case_id and cases:
            letter = secrecy.bare(letter, cases[0], self.scenes.organisation)
        parcel = self.scenes.parcel(letter, cases, now, self._sheet(letter))
        if parcel is None:
            self.store.save(
                Decision(verdict="dropped", send_result=SendResult(letter=ref, state=LetterState.DROPPED)),
                now,
            )
            return "dropped"
        try:
            posted = self.postman.post(self._message(letter, parcel, files), parcel.recipients)
        except NotNowError:
            self.store.postpone(ref, now + sending.backoff(letter.attempts))
            return "postponed"
        except NeverAcceptedError:
            send_result = SendResult(letter=ref, state=LetterState.REFUSED)
            if not ref.case_id:
                organisation = self.scenes.organisation
                told = undelivered.told(map(as_written, parcel.recipients), organisation, now)
                tell_once(self.store, self.bell, told, organisation, now)
        else:
            ids = (parcel.headers.message_id, posted)
            send_result = SendResult(letter=ref, state=LetterState.SENT, message_ids=ids)
        self._end(send_result, letter, cases, now)
        return send_result.state

    def _cases(self, letter: Letter, ref: LetterRef) -> list[Case]:
        """The letter's case and those of the other matters of its mail, or the cases of a collected one."""
        if not ref.case_id:
            return self.store.cases(letter.cases)
        about = self.store.cases([ref.case_id])
        return [*about, *self.store.cases(about[0].parts)] if about else []

    def _sheet(self, letter: Letter) -> Sheet | None:
        """The sheet of a meeting that the letter brings, if it does."""
        name = letter.facts.get("sheet", "")
        return self.store.sheet(name) if name else None

    def _with_what_it_repeats(self, letter: Letter, ref: LetterRef) -> Letter:
        """The letter with the quote, the facts and the attachments of the earlier one that it shows again."""
        if not letter.repeats:
            return letter
        earlier = self.store.letter(LetterRef(case_id=ref.case_id, name=letter.repeats))
        if earlier is None:
            return letter
        facts = {**earlier.facts, **letter.facts}
        return replace(letter, quote=earlier.quote, encloses=earlier.encloses, facts=facts)

    def _raw(self, key: str) -> bytes:
        """The mail whose files go along, if any; a letter does not wait for one that was erased."""
        try:
            return self.mailbox.fetch(key) if key else b""
        except GoneError:
            return b""

    def _message(self, letter: Letter, parcel: Parcel, raw: bytes) -> bytes:
        shown = parcel.shown
        sheet = self.letters.sheet(shown.letter, shown.scene, shown.language) if shown else None
        written = self.letters.write(letter, parcel.scene, parcel.language, shown=sheet)
        files = _enclosures(letter, raw)
        if parcel.scene.case and secrecy.has_neutral_files(letter, parcel.scene.case):
            files = anonymity.neutral(files)
        return message(parcel.headers, written, files)

    def _end(self, send_result: SendResult, letter: Letter, cases: Sequence[Case], now: datetime) -> None:
        """Record what became of the letter; a case that changed meanwhile is read again.

        Nothing is asked before that: whatever fails between SES and the record sends the letter twice.
        """
        id_ = send_result.letter.case_id
        at_hand = iter(cases[:1] if id_ else ())  # the case itself; the others are of its parts

        def record() -> Decision:
            case = next(at_hand, None) or (self.store.case(id_) if id_ else None)
            organisation = self.scenes.organisation
            decision = (
                sending.ended(case, letter, send_result, organisation, now)
                if case
                else Decision(verdict=send_result.state, send_result=send_result)
            )
            return keep(self.store, decision, organisation, now)

        wake(self.bell, retry_on_conflict(record), now)


def _enclosures(letter: Letter, raw: bytes) -> tuple[Attachment, ...]:
    if not raw:
        return ()
    return enclosed(read(raw, Envelope(received_at=letter.not_before)).attachments)
