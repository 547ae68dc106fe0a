"""An owner's mailbox answers by itself: nobody may read there. The coordinator is asked once who acts."""

from dataclasses import replace
from datetime import datetime, timedelta

from complaints.model import Case, Decision, Letter, Mail, MailKind, Silent, Verdict
from complaints.organisation import Organisation, is_away

ASKED_AGAIN = timedelta(days=14)


def wondered_at(
    decision: Decision, mail: Mail, case: Case, organisation: Organisation, now: datetime
) -> Decision:
    """The decision on an automatic mail, with the question if it is an owner's and no absence is known."""
    role = organisation.role_of(mail.sender.address) if mail.sender else None
    answers = mail.kind is MailKind.AUTO_REPLY and mail.envelope.dmarc is not Verdict.FAIL
    if not (role and answers and role.id in (case.owner, case.in_hand_of)):
        return decision
    today = organisation.calendar.day_of(now)
    amendments, posts = organisation.amendments, organisation.posts
    recent = [silent for silent in amendments.silent if silent.asked_on > today - ASKED_AGAIN]
    if is_away(role, today) or any(silent.role == role.id for silent in recent):
        return decision
    letter = Letter(
        name=f"silent-{case.entries + 1}",
        template="silent_mailbox",
        to=posts.coordinator if role.id != posts.coordinator else posts.deputy_head,
        not_before=organisation.calendar.next_office_moment(now),
        quote=mail.new_text,
        facts={"who": role.holder.name},
    )
    asked = (*recent, Silent(role=role.id, asked_on=today))
    return replace(
        decision, letters=(*decision.letters, letter), amendments=replace(amendments, silent=asked)
    )
