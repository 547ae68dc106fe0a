"""What one transaction does not hold is done one after another: broken off, it is gone on with."""

from collections import Counter
from datetime import timedelta

import pytest

from complaints.model import Change, Decision, Nudge
from complaints.workflow.saving import keep
from tests.builders import NOW, a_case, a_decision
from tests.lindhoj import BIRGITTA, KARIN, at, lindhoj
from tests.memory import MemoryStore
from tests.town import Town

BACK = at("2026-09-01T10:00")
LATER = 6  # cases that came under the contact


class DiedError(Exception):
    """The process is gone."""


def under_contact():
    town = Town()
    town.writes("Det är stökigt i klassrummet i 4B på Åskolan. Ni gör inget åt läxorna heller.")
    letter = town.letters_to(BIRGITTA)[0]
    town.replies(letter, "Ta över kontakten", sender=KARIN, at=at("2026-03-11T10:00"))
    for day in range(LATER):
        when = at("2026-03-12T10:00") + timedelta(days=8 * day)
        town.writes("Läxorna på Åskolan är för svåra också.", at=when, Subject="Ny sak")
    assert {case.owner for case in town.cases} == {"bitradande-chef"}
    return town


def dies_after(saves, town):
    """What is to be stored after so many things is not."""
    save, left = town.store.save, iter(range(saves))

    def dying(*decision):
        if next(left, None) is None:
            raise DiedError
        save(*decision)

    town.store.save = dying


def ended(town):
    """Who has each case, how often it was given back, and what was told to whom."""
    town.waits_until(BACK + timedelta(minutes=20))
    logs = (town.store.log(case.id) for case in town.cases)
    returned = [sum(entry.what == "contact_returned" for entry in log) for log in logs]
    letters = Counter((letter.recipients, letter.subject) for letter in town.letters)
    return [case.owner for case in town.cases], returned, letters


@pytest.mark.parametrize("saves", [0, 1, LATER // 2, LATER - 1])
@pytest.mark.parametrize("number", [0, 1])  # where the contact was taken over, and where it only holds
def test_a_contact_that_is_handed_back_half_goes_back_whole_when_the_mail_comes_again(number, saves):
    calm, broken = under_contact(), under_contact()
    case = calm.cases[number].number
    letter = next(letter for letter in calm.letters_to(KARIN) if case in letter.subject)
    calm.replies(letter, "Lämna tillbaka", sender=KARIN, at=BACK)

    dies_after(saves, broken)
    with pytest.raises(DiedError):
        broken.replies(letter, "Lämna tillbaka", sender=KARIN, at=BACK)
    del broken.store.save
    [key] = [key for key in broken.mailbox.objects if key.startswith("incoming/")]
    for _ in range(2):
        broken.is_told_of(key, at=BACK, sender=KARIN, to=letter.reply_to)

    owners, returned, letters = ended(broken)
    assert owners == ["rektor-askolan"] * (LATER + 1)
    assert returned == [1] * (LATER + 1)
    assert (owners, returned, letters) == ended(calm)


def test_what_went_ahead_is_not_saved_again_when_the_reminder_of_the_day_has_left():
    store, nudge = MemoryStore(), Nudge(role="maltidschef", day=NOW.date(), not_before=NOW)
    store.save(a_decision(nudge=nudge, letters=()), NOW)
    [due] = [due.letter for due in store.due(NOW, 10) if due.letter]
    store.claim(due, NOW)

    other = a_case(id="anothercaseidxyz", number="LH-2026-0002")
    line = Decision(
        verdict="x", case=store.case(a_case().id), nudge=nudge, ahead=(Change(case=other, entries=()),)
    )
    keep(store, line, lindhoj(), NOW)
    assert [store.case(case.id).version for case in (a_case(), other)] == [2, 1]
