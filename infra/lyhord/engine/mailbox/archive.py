"""What the engine has, as items a page can show: parsed once, since a mail never changes."""

from hashlib import sha256

from lyhord.engine.mailbox import post
from lyhord.engine.mailbox.conversations import Conversation, Item, conversations, party
from lyhord.engine.view import Engine, HeldLetter, ReceivedMail, ReleasedLetter


class Archive:
    """Reads letters and mails from the engine and remembers what it has parsed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._items: dict[str, Item] = {}

    async def conversations(self, held: list[HeldLetter]) -> list[Conversation]:
        """All conversations, newest first."""
        letters = [self._letter(letter) for letter in self._engine.letters()]
        mails = [self._mail(mail) for mail in await self._engine.received()]
        return conversations([*mails, *letters], held, self._engine.domain)

    async def item(self, id_: str) -> Item | None:
        """The letter or mail with this id."""
        raw = await self.raw(id_)
        return None if raw is None else self._items[id_]

    async def raw(self, id_: str) -> bytes | None:
        """The whole mail as it left or came, or None when there is none with this id."""
        for letter in self._engine.letters():
            if _letter_id(letter) == id_:
                self._letter(letter)
                return letter.path.read_bytes()
        for mail in await self._engine.received():
            if _mail_id(mail) == id_:
                self._mail(mail)
                return mail.raw
        return None

    def _letter(self, letter: ReleasedLetter) -> Item:
        id_ = _letter_id(letter)
        if id_ not in self._items:
            read = post.read(letter.path.read_bytes())
            self._items[id_] = Item(
                id=id_,
                outgoing=True,
                at=letter.released_at,
                party=party(read.to, self._engine.domain),
                message_id=letter.message_id,
                post=read,
            )
        return self._items[id_]

    def _mail(self, mail: ReceivedMail) -> Item:
        id_ = _mail_id(mail)
        if id_ not in self._items:
            read = post.read(mail.raw)
            self._items[id_] = Item(
                id=id_,
                outgoing=False,
                at=mail.received_at,
                party=party(read.sender, self._engine.domain),
                message_id=read.message_id,
                post=read,
            )
        return self._items[id_]


def _letter_id(letter: ReleasedLetter) -> str:
    return f"letter-{letter.n}"


def _mail_id(mail: ReceivedMail) -> str:
    return "mail-" + sha256(mail.key.encode()).hexdigest()[:16]
