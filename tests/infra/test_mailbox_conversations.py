"""A whole case reads as one conversation, by what its letters say of themselves."""

import asyncio
from pathlib import Path

import pytest

from lyhord.engine.mailbox.archive import Archive
from lyhord.engine.mailbox.conversations import Conversation, Party
from tests.infra.mailbox_engine import CASE_ADDRESS, DOMAIN, MARIA, PETER, FakeEngine, first_case, mail


async def conversations(engine: FakeEngine) -> list[Conversation]:
    return await Archive(engine).conversations(engine.waiting)


def subjects(conversation: Conversation) -> list[str]:
    return [item.post.subject for item in conversation.items]


def run(engine: FakeEngine) -> list[Conversation]:
    return asyncio.run(conversations(engine))


def test_a_case_is_one_conversation_with_what_still_waits(tmp_path: Path) -> None:
    engine = FakeEngine(tmp_path)
    first_case(engine)
    (case,) = run(engine)
    assert case.number == "LH-2026-0001"
    assert case.subject == "Maten på Åskolan"
    assert [(item.outgoing, item.party) for item in case.items] == [
        (False, Party.GUARDIANS),
        (True, Party.GUARDIANS),
        (True, Party.STAFF),
    ]
    assert [letter.template for letter in case.held] == ["reminder"]


@pytest.mark.parametrize(
    ("reply_to", "to"),
    [
        ("", f"klagomal@{DOMAIN}"),
        ("<0110-2@eu-north-1.amazonses.com>", f"klagomal@{DOMAIN}"),
        ("", CASE_ADDRESS),
    ],
    ids=["a new mail", "by message id", "by address"],
)
def test_an_answer_is_found_by_what_ses_named_the_letter_or_by_its_address(
    tmp_path: Path, reply_to: str, to: str
) -> None:
    engine = FakeEngine(tmp_path)
    first_case(engine)
    engine.take(mail(sender=PETER, to=to, subject="Sv:", answers=reply_to).as_bytes())
    belongs = bool(reply_to) or to == CASE_ADDRESS
    assert len(run(engine)) == (1 if belongs else 2)


def test_a_number_in_somebody_elses_mail_joins_nothing(tmp_path: Path) -> None:
    engine = FakeEngine(tmp_path)
    first_case(engine)
    engine.take(mail(sender=MARIA, to=f"klagomal@{DOMAIN}", subject="LH-2026-0001").as_bytes())
    assert len(run(engine)) == 2


def test_a_mail_without_any_name_stands_in_the_case_it_led_to(tmp_path: Path) -> None:
    engine = FakeEngine(tmp_path)
    first_case(engine)
    engine.take(b"From: a@hem.example\n\nhej", case="LH-2026-0001")
    (case,) = run(engine)
    assert "hej" in [item.post.text for item in case.items]


def test_a_collected_reminder_stands_in_each_of_its_cases(tmp_path: Path) -> None:
    engine = FakeEngine(tmp_path)
    first_case(engine)
    engine.send(mail(to=PETER, subject="[LH-2026-0002] Svara senast"))
    engine.send(mail(to=PETER, subject="2 ärenden väntar på dig", text="LH-2026-0001 och LH-2026-0002"))
    assert sorted((each.number, subjects(each)[-1]) for each in run(engine)) == [
        ("LH-2026-0001", "2 ärenden väntar på dig"),
        ("LH-2026-0002", "2 ärenden väntar på dig"),
    ]


def test_a_collected_reminder_of_unknown_cases_is_not_lost(tmp_path: Path) -> None:
    engine = FakeEngine(tmp_path)
    engine.send(mail(to=PETER, subject="2 ärenden", text="LH-2026-0001 och LH-2026-0002"))
    (alone,) = run(engine)
    assert subjects(alone) == ["2 ärenden"]


def test_a_late_link_joins_two_conversations(tmp_path: Path) -> None:
    engine = FakeEngine(tmp_path)
    engine.take(mail(sender=MARIA, to=f"klagomal@{DOMAIN}", subject="ett", message_id="<1@x>").as_bytes())
    engine.take(mail(sender=MARIA, to=f"klagomal@{DOMAIN}", subject="två", message_id="<2@x>").as_bytes())
    assert len(run(engine)) == 2
    engine.send(mail(to=MARIA, subject="båda", answers="<1@x> <2@x>"))
    (joined,) = run(engine)
    assert subjects(joined) == ["ett", "två", "båda"]
