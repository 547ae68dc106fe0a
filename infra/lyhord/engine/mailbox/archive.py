"""What the engine has, as items a page can show: parsed once, since a mail never changes."""

from collections.abc import Callable
from hashlib import sha256

from lyhord.engine.mailbox.conversations import Conversation, Item, conversations, party
from lyhord.engine.mailbox.post import Post, read
from lyhord.engine.view import Engine, HeldLetter, ReceivedMail, ReleasedLetter


class Archive:
    """Reads letters and mails from the engine and remembers what it has parsed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._posts: dict[str, Post] = {}

    async def conversations(self, held: list[HeldLetter]) -> list[Conversation]:
        """All conversations, newest first."""
        letters = [self._letter(letter) for letter in self._engine.letters()]
        mails = [self._mail(mail) for mail in await self._engine.received()]
        return conversations([*mails, *letters], held, self._engine.domain)

    async def find(self, id_: str) -> tuple[Item, bytes] | None:
        """The letter or mail with this id and its bytes as it left or came, or None."""
        for letter in self._engine.letters():
            if _letter_id(letter) == id_:
                return self._letter(letter), letter.path.read_bytes()
        for mail in await self._engine.received():
            if _mail_id(mail) == id_:
                return self._mail(mail), mail.raw
        return None

    def _letter(self, letter: ReleasedLetter) -> Item:
        post = self._post(_letter_id(letter), letter.path.read_bytes)
        return Item(
            id=_letter_id(letter),
            outgoing=True,
            at=letter.released_at,
            party=party(post.to, self._engine.domain),
            message_id=letter.message_id,
            post=post,
        )

    def _mail(self, mail: ReceivedMail) -> Item:
        post = self._post(_mail_id(mail), lambda: mail.raw)
        return Item(
            id=_mail_id(mail),
            outgoing=False,
            at=mail.received_at,
            party=party(post.sender, self._engine.domain),
            message_id=post.message_id,
            post=post,
            case=mail.case,
        )

    def _post(self, id_: str, raw: Callable[[], bytes]) -> Post:
        if id_ not in self._posts:
            self._posts[id_] = read(raw())
        return self._posts[id_]


def _letter_id(letter: ReleasedLetter) -> str:
    return f"letter-{letter.n}"


def _mail_id(mail: ReceivedMail) -> str:
    return "mail-" + sha256(mail.key.encode()).hexdigest()[:16]
