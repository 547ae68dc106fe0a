"""The headers of a letter: who writes, whom it reaches, and which conversation it belongs to."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from complaints.idna import as_sent
from complaints.message import Headers
from complaints.model import Address, Case, Complainant, Letter, Role
from complaints.organisation import Organisation
from complaints.process.errands.alarm import ALARM
from complaints.signature import Signer

STAFF_THREAD = "staff"  # no letter is called so: what all letters to staff of a case answer
# Letters whose words a person wrote,
BY_A_PERSON = ("answer", "interim", "question", "extension", "dismissal", "legal_answer")
# and how the names of those begin that answer a mail by themselves (RFC 3834).
REPLIES = ("acknowledgement", "heard_again", "opened_again", "routine")


@dataclass(frozen=True)
class Envelopes:
    """Writes the headers of one municipality's letters."""

    organisation: Organisation
    signer: Signer

    def in_case(
        self,
        letter: Letter,
        case: Case,
        recipient: Role | Complainant,
        copies: tuple[Role, ...],
        now: datetime,
    ) -> Headers:
        """Of a letter about one case, in its complainant's conversation or in the one of its staff."""
        to_complainant = recipient == case.complainant
        return replace(
            self.of(letter, recipient, now, reply_to=case.id),
            copies=(*map(_address, copies), *_channels(letter, recipient)),
            message_id=self._message_id(case.id, letter.name),
            answers=case.thread if to_complainant else self.staff_thread(case.id),
        )

    def of(
        self,
        letter: Letter,
        recipient: Role | Complainant,
        now: datetime,
        *,
        reply_to: str = "",
        answers: tuple[str, ...] = (),
    ) -> Headers:
        """Of a letter. A reply to it goes to the case with the id `reply_to`, or is a new mail."""
        house = Address(name=self.organisation.department, address=self.organisation.intake_address)
        return Headers(
            sender=house,
            reply_to=replace(house, address=self._signed(reply_to)) if reply_to else house,
            to=_address(recipient),
            message_id=self._message_id("", letter.name),
            answers=answers,
            auto_submitted=_auto_submitted(letter),
            at=now,
        )

    def staff_thread(self, case_id: str) -> tuple[str, ...]:
        """What a letter to staff answers, so that all about a case stand together."""
        return (self._message_id(case_id, STAFF_THREAD),)

    def _signed(self, case_id: str) -> str:
        organisation = self.organisation
        return f"{organisation.intake}+{self.signer.token(case_id)}@{organisation.domain}"

    def _message_id(self, case_id: str, name: str) -> str:
        """Ours: the same however often the letter is tried, and telling nothing of case or role."""
        return f"<{opaque_id(case_id, name)}@{self.organisation.domain}>"


def opaque_id(case_id: str, name: str) -> str:
    """What stands before the @ of a Message-ID of ours: 32 hexadecimal digits."""
    return hashlib.sha256(f"{case_id}/{name}".encode()).hexdigest()[:32]


def _channels(letter: Letter, recipient: Role | Complainant) -> tuple[Address, ...]:
    """The other addresses of whoever is alarmed."""
    if not isinstance(recipient, Role) or letter.template != ALARM:
        return ()
    return tuple(Address(address=address) for address in recipient.holder.alarms)


def _address(recipient: Role | Complainant) -> Address:
    person = recipient.holder if isinstance(recipient, Role) else recipient
    return Address(name=person.name, address=as_sent(person.address))


def _auto_submitted(letter: Letter) -> str:
    if letter.template in BY_A_PERSON:
        return ""
    return "auto-replied" if letter.template.startswith(REPLIES) else "auto-generated"
