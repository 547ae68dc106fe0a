"""From a mail to the command in it: who may give it, and what is said when it is none."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from complaints.model import Case, Decision, Letter, Mail, MailKind, Person, Role, Verdict
from complaints.organisation import Organisation
from complaints.process.arrival.quarantine import is_held
from complaints.process.commands import advising, alarms, holding, hr, noting, reporting, severity
from complaints.process.commands.order import Occasion, Order
from complaints.process.commands.reading import Read, is_marked, read
from complaints.process.commands.spelling import flat, plain
from complaints.process.commands.table import COMMANDS, OPENINGS, Command, Opening, Takes
from complaints.process.commands.who import Who, may, may_open
from complaints.process.errands.alarm import is_raised
from complaints.process.outgoing.closings import says_something
from complaints.process.outgoing.own_words import own_words
from complaints.process.outgoing.parts import parts_of

NOT_YET = re.compile(  # what an older routine has words for and nothing here does yet, and nothing else
    r"\W*(?:mote\w*\W+\d[\d/:. -]*flytta\w* till [\d/:. kl-]+|informera alla\s*:.*"
    r"|inspektion(?:en)? 20\d\d|ova)\W*"
)
NUMBER = re.compile(r"\b[A-Z]{2,}-\d{4}-\d+")  # of a case
COMPLAINS = ("Klagomål", "Brist")  # commands by a word that begins a complaint as well
MOST_NAMED = 3  # words behind one that takes a name, such as that of a category
MOST_LISTED = 20  # cases
MAY_COMPLAIN = "opened"  # what the help letter tells of it
COLLEAGUE = {"sv": "medarbetare", "en": "member of staff"}


def on_case(at: Occasion) -> Decision:
    """What a staff member's reply on a case does."""
    found = read(at.mail.new_text, COMMANDS)
    if (thread := hr.thread_of(at)) and not _reports(found, at):
        return hr.answered(thread, at)
    waits = at.case.outgoing or is_raised(at.case)
    slip = found.meant if found.meant and found.meant.even_misspelt and waits else None
    command = found.command or slip
    allowed = command is not None and _may(command, at)
    if not allowed and (answer := _answer_of_a_colleague(found.order, at)):
        return answer
    if command is None:
        return _no_command(found, at)
    if not allowed:
        return at.helped(found.order.written, why="not_yours")
    if why := _objection(command, found.order, at):
        return at.helped(found.order.written, **why)
    return alarms.implied(command.decide(found.order, at), at)


def _objection(command: Command, order: Order, at: Occasion) -> dict[str, str]:
    """Why a command is not obeyed though its writer may give it, as the help letter tells it; or nothing.

    What is taken for spam is let in first: nobody has confirmed that it came.
    """
    if is_held(at.case) and not command.of_spam and Who.ANYONE not in command.who:
        return {"why": "held_first"}
    if command.answers and command.takes is Takes.TEXT and not at.says_something(own_words(order.text)):
        return {"why": "empty", "nearest": command.words[0]}
    second = _second(command, order)
    return {"why": "two_commands", "because": second[:200]} if second else {}


def _second(command: Command, order: Order) -> str:
    """A line below that is a command of the other kind: one for us among words that leave, or an answer that
    would only be kept. A heading that an answer may have is none.
    """
    lines = own_words(order.text).split("\n")
    below = lines if order.alone else lines[1:]
    if command.answers:
        ours = [o for o in COMMANDS if not o.answers and o.takes in (Takes.TEXT, Takes.ARGUMENT)]
        return next((line for line in below if is_marked(line) and _is(line, ours)), "")
    answers = [other for other in COMMANDS if other.answers and other.takes is Takes.TEXT]
    return next((line for line in below if _is(line, answers)), "")


def _is(line: str, commands: Sequence[Command]) -> bool:
    return read(line, commands).command is not None and parts_of(line).keys() <= {"said"}


def _reports(found: Read[Command], at: Occasion) -> bool:
    """Whether the words say that something is done which the writer was to do: those belong to no thread."""
    return found.command is not None and found.command.reports and reporting.is_awaited(at)


def _may(command: Command, at: Occasion) -> bool:
    """Whoever was asked for advice in another's case was promised that the answer stays in the house."""
    if command.answers and advising.asked_of(at) and not _has(at):
        return False
    return may(at.staff, command.who, at.case, at.organisation, at.today)


def _has(at: Occasion) -> bool:
    return may(at.staff, (Who.OWNER,), at.case, at.organisation, at.today)


def _answer_of_a_colleague(order: Order, at: Occasion) -> Decision | None:
    """What a colleague who was asked something in the case writes back, whatever it looks like."""
    if severity.asked_of(at) and severity.is_said(order.text):
        return severity.say(order, at)
    if asked := advising.asked_of(at):
        return advising.answered(asked, at)
    return None


def foreseen(mail: Mail) -> tuple[Command | None, Order]:
    """The command that a reply on a case gives, so that what it needs is there when it is decided."""
    found = read(mail.new_text, COMMANDS)
    return found.command, found.order


def _no_command(found: Read[Command], at: Occasion) -> Decision:
    """A note, or help if it looks like a command. In doubt the writer's words that would leave wait."""
    written, words = found.order.written, at.case.outgoing
    if words and not words.held and words.by == at.staff.id:
        return holding.unclear(words, written, at)
    if alarms.waits_for(at):
        return at.helped(written, why="unseen")
    if meant := _may_be_meant(found, at):
        return at.helped(**meant)
    return noting.noted(at)


def _may_be_meant(found: Read[Command], at: Occasion) -> dict[str, str]:
    """What the help letter tells of words that were hardly written for us alone; nothing of a plain note."""
    said = {"written": found.order.written}
    if found.meant:
        return said | {"nearest": found.meant.words[0], "why": "" if found.order.text else "empty"}
    if found.unknown:
        return said
    if below := _answer_below(at.mail.new_text):
        return {"written": below, "why": "not_first"}
    return said if _has(at) and noting.seems_an_answer(at) else {}


def _answer_below(text: str) -> str:
    """The line further down on which words to the complainant begin, since those above greet nobody."""
    lines = own_words(text).split("\n")[1:]
    answers = [command for command in COMMANDS if command.answers and command.takes is Takes.TEXT]
    pairs = zip_longest(lines, lines[1:], fillvalue="")
    return next((line for line, next_ in pairs if line and read(f"{line}\n{next_}", answers).command), "")


@dataclass(frozen=True)
class OpeningOrder:
    """A command in a new mail, and the colleague who gives it."""

    command: Opening
    order: Order
    staff: Role


@dataclass(frozen=True)
class OrderWithoutCase:
    """A command that a colleague gives where none can be obeyed: `why` as the help letter tells it."""

    staff: Role
    written: str
    why: str

    @property
    def may_complain(self) -> bool:
        """Whether it may as well be a complaint: a case is opened, and its writer told how it is done."""
        return self.why == MAY_COMPLAIN

    def answered(
        self, mail: Mail, cases: Iterable[Case], organisation: Organisation, now: datetime
    ) -> Decision:
        """The writer hears which of their own `cases` it may be about."""
        theirs = [case for case in cases if self.staff.id in (case.owner, case.in_hand_of)]
        mine = [case for case in theirs if self.staff.id not in case.judgement.barred]
        facts = {"why": self.why, "written": self.written[:200], "answers": mail.message_id}
        day_of = organisation.calendar.day_of
        listed = "\n".join(f"{case.number}/{day_of(case.received_at)}" for case in mine[-MOST_LISTED:])
        letter = Letter(
            name=f"command_help-{mail.identity[:16]}",
            template="command_help",
            to=self.staff.id,
            not_before=now,
            facts=facts | {"cases": listed},
            in_person=True,
        )
        return Decision(verdict="command without a case", mail=mail.identity, letters=(letter,))


def opening_in(mail: Mail, organisation: Organisation) -> OpeningOrder | None:
    """The command of a new mail, in its text or its subject; None unless whoever wrote may give it.

    Only a mail that its domain vouches for is obeyed: of a registered address, or of any other of the
    municipality's own where the command is for all staff.
    """
    staff = _colleague(mail, organisation)
    if not staff or mail.envelope.dmarc is not Verdict.PASS or mail.kind is not MailKind.PERSON:
        return None
    original = mail.forwarded and mail.forwarded.sender
    if original and not organisation.is_staff(original.address):
        return None  # a guardian's words become a case, whatever stands above them
    for text in (mail.new_text, f"{mail.subject}\n{mail.new_text}"):
        found = read(text, OPENINGS)
        if found.command and _may_open(staff, found.command, found.order, organisation):
            return OpeningOrder(found.command, found.order, staff)
    return None


def without_case(mail: Mail, organisation: Organisation) -> OrderWithoutCase | None:
    """A command on a case in a mail that belongs to none; None of prose.

    What is not obeyed anyhow is only answered: by a registered address that its domain vouches for.
    """
    staff = organisation.role_of(mail.sender.address) if mail.sender else None
    if not staff or mail.envelope.dmarc is not Verdict.PASS or mail.kind is not MailKind.PERSON:
        return None
    if mail.forwarded or mail.attachments:
        return None
    text = mail.new_text.strip()
    first_line, _, below = text.partition("\n")
    for line, rest in ((first_line, below), (mail.subject, text)):
        if NOT_YET.fullmatch(flat(line)) and not says_something(rest, staff):
            return OrderWithoutCase(staff, line, "not_yet")
    found = read(mail.new_text, COMMANDS)
    if found.command is None or not _is_marked_as_one(found.command, found.order, staff):
        return None
    why = "which_case" if _is_surely_one(found.command, found.order, staff) else MAY_COMPLAIN
    return OrderWithoutCase(staff, found.order.written, why)


def _is_marked_as_one(command: Command, order: Order, staff: Role) -> bool:
    """Whether it looks as commands do: "Klart. …" or "Kategori: …", but not "Stopp! Vi …"."""
    if command.takes in (Takes.NOTHING, Takes.ANYTHING):
        return not says_something(order.text, staff) and command.words[0] not in COMPLAINS
    behind = (order.written[len(word) :].lstrip("* ") for word in command.words if _begins(order, word))
    marks = ".:,!" if command.answers else ".:"
    return any(not rest or rest[0] in marks or (command.answers and rest[0].isdigit()) for rest in behind)


def _is_surely_one(command: Command, order: Order, staff: Role) -> bool:
    """Whether no complaint begins so: what ends a case or gives it time, and a name with nothing behind."""
    if command.takes in (Takes.NOTHING, Takes.ANYTHING) or command.ends:
        return True
    named, _, below = order.text.partition("\n")
    brief = len(named.split()) <= MOST_NAMED and not says_something(below, staff)
    names = command.takes is Takes.ARGUMENT and command.words[0] not in COMPLAINS
    return names and (brief or bool(NUMBER.search(named)))


def _begins(order: Order, word: str) -> bool:
    return plain(order.written[: len(word)]) == plain(word)


def _may_open(staff: Role, command: Opening, order: Order, organisation: Organisation) -> bool:
    """Whether the colleague may give it so: a sentence that only begins with its word is no command."""
    named = order.alone or any(letter.isdigit() for letter in order.written)
    return may_open(staff, (*command.who, *(command.by_number if named else ())), organisation)


def _colleague(mail: Mail, organisation: Organisation) -> Role | None:
    """Who wrote, as a role; one without a name of its own for staff who have none."""
    if mail.sender is None or not organisation.is_staff(mail.sender.address):
        return None
    holder = Person(name=mail.sender.name or mail.sender.address, address=mail.sender.address)
    return organisation.role_of(mail.sender.address) or Role(
        id="", title=COLLEAGUE, holder=holder, deputies=()
    )
