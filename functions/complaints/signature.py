"""Signed case ids: in reply addresses and in links to our pages. Altered or made up, they lead nowhere.
What a link is bound to besides, such as its reader, is sealed with it and stands nowhere in it.

A token is written in lower-case base32 (RFC 4648) and read in any case, since mail programs change it.
"""

import hmac
from base64 import b32decode, b32encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

REPLY = "reply"  # the purpose of a reply address, as signed; pages have their own
ID_LENGTH = 16  # characters: 80 bits
SEAL_LENGTH = 16
TOKEN_LENGTH = ID_LENGTH + 1 + SEAL_LENGTH
TIME_BYTES = 5  # seconds since 1970
TIME_LENGTH = 8
CODE_DIGITS = 8
NUMBERS = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")


def case_id(identity: str) -> str:
    """The id of the case that a mail opens: the first 80 bits of the mail's identity, 16 characters."""
    return _encode(bytes.fromhex(identity)[:10])


class Signer:
    """Signs and verifies with HMAC-SHA256 cut to 80 bits. `keys` by one-character number: the highest signs.

    `again` reads the keys anew: it is asked when a number comes that nobody knew when these were read, and
    when a one-time code fits none of them.

    Raises ValueError when there is no key, or a key's number is not one of 0–9 and a–z.
    """

    def __init__(self, keys: Mapping[str, bytes], again: Callable[[], Mapping[str, bytes]] = dict) -> None:
        if not keys or not all(len(number) == 1 and number in NUMBERS for number in keys):
            raise ValueError("The signing secret needs at least one key, numbered with one of 0–9 or a–z.")
        self._keys, self._again = dict(keys), again
        self._newest = max(keys)

    def token(self, case_id: str) -> str:
        """What stands behind the plus of a case's reply address: 33 characters, the same each time."""
        return case_id + self._newest + self._seal(self._newest, REPLY, case_id)

    def case_of(self, token: str) -> str | None:
        """The case a reply address was made for, or None: then the address was altered, cut or made up."""
        token = token.lower()
        if len(token) != TOKEN_LENGTH or not NUMBERS.issuperset(token):
            return None
        case_id, number, seal = token[:ID_LENGTH], token[ID_LENGTH], token[ID_LENGTH + 1 :]
        return case_id if self._holds(seal, number, REPLY, case_id) else None

    def link_token(self, case_id: str, purpose: str, expires: datetime, *bound: str) -> str:
        """What a link carries: good for this case and purpose (such as "evaluation") until `expires`."""
        until = _until(expires)
        return (
            case_id + until + self._newest + self._seal(self._newest, "link", purpose, case_id, until, *bound)
        )

    def read_link(self, token: str, purpose: str, now: datetime, *bound: str) -> str | None:
        """The case a link was made for, or None when it was altered, is for something else, or too old."""
        token = token.lower()
        if len(token) != TOKEN_LENGTH + TIME_LENGTH or not NUMBERS.issuperset(token):
            return None
        case_id, rest = token[:ID_LENGTH], token[ID_LENGTH:]
        return case_id if self._good(rest, now, "link", purpose, case_id, bound=bound) else None

    def session(self, expires: datetime, *bound: str) -> str:
        """What a browser shows again after a one-time code: good until `expires` for what it is bound to."""
        until = _until(expires)
        return until + self._newest + self._seal(self._newest, "session", until, *bound)

    def admits(self, session: str, now: datetime, *bound: str) -> bool:
        """Whether a session was given for this and is not over."""
        well_formed = len(session) == TIME_LENGTH + 1 + SEAL_LENGTH and NUMBERS.issuperset(session)
        return well_formed and self._good(session, now, "session", bound=bound)

    def code(self, case_id: str, reader: str, number: int) -> str:
        """The one-time code that a reader is sent for a case as the `number`th: eight digits.

        Worked out anew when it is written and when it is tried, as in RFC 4226, so that it is kept nowhere.
        """
        return _code(self._keys[self._newest], case_id, reader, str(number))

    def is_code(self, typed: str, case_id: str, reader: str, number: int) -> bool:
        """Whether somebody typed that code, made with any of the keys; spaces do not count."""
        said, words = "".join(typed.split()).encode(), (case_id, reader, str(number))
        if _fits(said, self._keys.values(), words):
            return True
        self._keys |= self._again()  # another process may know a newer key
        return _fits(said, self._keys.values(), words)

    def _good(self, rest: str, now: datetime, *words: str, bound: Sequence[str]) -> bool:
        """Whether the seal behind an expiry and a key's number holds, and the time is not over."""
        until, number, seal = rest[:TIME_LENGTH], rest[TIME_LENGTH], rest[-SEAL_LENGTH:]
        return self._holds(seal, number, *words, until, *bound) and now < _time(until)

    def _seal(self, number: str, *words: str) -> str:
        digest = hmac.digest(self._keys[number], "\0".join(words).encode(), "sha256")
        return _encode(digest[:10])

    def _holds(self, seal: str, number: str, *words: str) -> bool:
        if number not in self._keys:
            self._keys |= self._again()
        return number in self._keys and hmac.compare_digest(seal, self._seal(number, *words))


def _code(key: bytes, *words: str) -> str:
    digest = hmac.digest(key, "\0".join(("code", *words)).encode(), "sha256")
    return f"{int.from_bytes(digest[:8]) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def _fits(said: bytes, keys: Iterable[bytes], words: Sequence[str]) -> bool:
    """Whether one of the keys makes that code. All are tried: how long it takes does not tell which."""
    return sum(hmac.compare_digest(said, _code(key, *words).encode()) for key in keys) > 0


def _until(expires: datetime) -> str:
    return _encode(int(expires.timestamp()).to_bytes(TIME_BYTES))


def _time(until: str) -> datetime:
    return datetime.fromtimestamp(int.from_bytes(b32decode(until.upper())), UTC)


def _encode(octets: bytes) -> str:
    return b32encode(octets).decode("ascii").lower()
