"""A letter leaves when the table that holds it is on disk, and then byte for byte."""

import asyncio
import json
import smtplib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyhord.engine.bounce import bounce_event, bouncing
from lyhord.engine.post import Outbox, Post, Posted, Spool, ThrottledError
from lyhord.engine.wire import on_the_wire

AT = datetime(2026, 4, 2, 13, 0, tzinfo=UTC)
RAW = "From: klagomal@skola.lindhoj.example\r\nMessage-ID: <ours@x>\r\n\r\nTack för ditt mejl.\r\n".encode()


def posted(raw: bytes = RAW, to: tuple[str, ...] = ("anna@familj.example",)) -> Posted:
    return Posted(message_id="0110-1", to=to, sender="klagomal@x.example", tags={}, raw=raw, at=AT)


async def nothing(_posted: Posted) -> None:
    return None


def outbox(folder: Path) -> Outbox:
    (folder / "outbox").mkdir(exist_ok=True)
    return Outbox(folder / "outbox", folder / "ids.json")


def spool(folder: Path) -> Spool:
    (folder / "spool").mkdir(exist_ok=True)
    return Spool(folder / "spool")


def put(folder: Path, *message_ids: str) -> None:
    letters = [replace(posted(), message_id=message_id) for message_id in message_ids]
    for letter in letters:
        spool(folder).put(letter)
    outbox(folder).put(letters, spool(folder))


def run(
    folder: Path, snapshot: Callable[[], Awaitable[None]], story: Callable[[Post, Outbox], Awaitable[None]]
) -> None:
    async def main() -> None:
        box = outbox(folder)
        post = Post(spool(folder), box, snapshot=snapshot, after=nothing)
        releasing = asyncio.create_task(post.run())
        async with asyncio.timeout(10):
            await story(post, box)
        releasing.cancel()

    asyncio.run(main())


async def accept(post: Post, raw: bytes = RAW) -> str:
    return await post.accept(raw, sender="a@x.example", to=("b@y.example",), tags={}, at=AT)


def test_a_letter_is_not_to_be_seen_before_a_snapshot_that_began_after_it_is_on_disk(tmp_path: Path) -> None:
    begun, done = asyncio.Event(), asyncio.Event()

    async def snapshot() -> None:
        begun.set()
        await done.wait()

    async def story(post: Post, box: Outbox) -> None:
        await accept(post)
        await begun.wait()
        await accept(post, b"came while the snapshot was being written")
        await asyncio.sleep(0.3)  # time enough for a letter that does not wait to be seen
        assert box.letters() == []
        assert post.waiting == 2
        done.set()
        begun.clear()
        while not box.letters():
            await asyncio.sleep(0.01)
        assert [letter.path.read_bytes() for letter in box.letters()] == [RAW]
        await begun.wait()  # the second letter gets a snapshot of its own
        while post.waiting:
            await asyncio.sleep(0.01)
        assert len(box.letters()) == 2

    run(tmp_path, snapshot, story)


def test_letters_are_throttled_as_many_as_was_said(tmp_path: Path) -> None:
    async def snapshot() -> None:
        return None

    async def story(post: Post, box: Outbox) -> None:
        post.refuse = 1
        with pytest.raises(ThrottledError):
            await accept(post)
        await accept(post)
        while post.waiting:
            await asyncio.sleep(0.01)
        assert len(box.letters()) == 1

    run(tmp_path, snapshot, story)


def test_numbers_and_ids_go_on_where_the_last_run_left(tmp_path: Path) -> None:
    put(tmp_path, "0110-1", "0110-2")
    put(tmp_path, "0110-3")
    letters = outbox(tmp_path).letters()
    assert [letter.n for letter in letters] == [1, 2, 3]
    assert [letter.message_id for letter in letters] == [
        f"<0110-{n}@eu-north-1.amazonses.com>" for n in (1, 2, 3)
    ]
    assert [letter.released_at for letter in letters] == [AT] * 3
    assert [letter.path.read_bytes() for letter in letters] == [RAW] * 3
    assert spool(tmp_path).letters() == []


def test_after_a_crash_what_the_table_holds_as_sent_leaves_and_the_rest_is_posted_again(
    tmp_path: Path,
) -> None:
    async def snapshot() -> None:
        return None

    for message_id in ("0110-sent", "0110-unknown"):
        spool(tmp_path).put(replace(posted(), message_id=message_id))

    async def story(post: Post, box: Outbox) -> None:
        post.take_up(lambda message_id: message_id == "<0110-sent@eu-north-1.amazonses.com>")
        while post.waiting:
            await asyncio.sleep(0.01)
        assert [letter.message_id for letter in box.letters()] == ["<0110-sent@eu-north-1.amazonses.com>"]
        assert spool(tmp_path).letters() == []

    run(tmp_path, snapshot, story)


def test_an_accepted_letter_is_on_disk(tmp_path: Path) -> None:
    async def snapshot() -> None:
        await asyncio.Event().wait()

    async def story(post: Post, _box: Outbox) -> None:
        message_id = await accept(post)
        (kept,) = spool(tmp_path).letters()
        assert (kept.message_id, kept.raw, kept.to, kept.at) == (message_id, RAW, ("b@y.example",), AT)

    run(tmp_path, snapshot, story)


def test_a_letter_that_was_being_written_when_the_run_ended_is_no_letter(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    (tmp_path / "outbox" / ".20260402T130000.000000Z-000001.eml.tmp").write_bytes(b"half")
    assert box.letters() == []


def test_the_relay_gets_the_message_id_and_date_of_ses_and_no_bcc() -> None:
    raw = (
        b"Message-ID:\r\n <ours@x>\r\nDate: Mon, 1 Jan 2001 00:00:00 +0000\r\nBcc: secret@x.example,\r\n"
        b" more@x.example\r\nSubject: Tack\r\nReferences: <a@b>\r\n <c@d>\r\n\r\nHej\r\n"
    )
    message = message_from_bytes(on_the_wire(posted(raw)), policy=policy.default)
    assert message.get_all("Message-ID") == ["<0110-1@eu-north-1.amazonses.com>"]
    assert message.get_all("Date") == ["Thu, 02 Apr 2026 13:00:00 +0000"]
    assert "Bcc" not in message
    assert message["References"] == "<a@b> <c@d>"


@given(st.binary(max_size=500))
def test_the_relay_gets_the_body_untouched(body: bytes) -> None:
    assert on_the_wire(posted(b"Subject: a\r\nMessage-ID: <x@y>\r\n\r\n" + body)).endswith(b"\r\n\r\n" + body)


def test_only_addresses_made_for_it_bounce() -> None:
    to = ("bounce-anna@familj.invalid", "anna@familj.invalid", "bounce@familj.example")
    assert bouncing(posted(to=to)) == ["bounce-anna@familj.invalid"]


def test_a_bounce_is_told_as_ses_tells_it() -> None:
    event = bounce_event(posted(), ["bounce@familj.invalid"])
    detail = json.loads(event["Detail"])
    assert (event["Source"], event["DetailType"]) == ("aws.ses", "Email Bounced")
    assert detail["eventType"] == "Bounce"
    assert detail["bounce"]["bounceType"] == "Permanent"
    assert detail["bounce"]["bouncedRecipients"][0]["emailAddress"] == "bounce@familj.invalid"
    assert detail["mail"]["messageId"] == "0110-1"


def test_errors_of_the_relay_are_of_the_kind_the_engine_waits_for() -> None:
    assert issubclass(smtplib.SMTPException, OSError)
