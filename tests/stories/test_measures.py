"""G50: what is promised has a person and a day, and is asked about until somebody else says that it holds."""

from dataclasses import replace

import pytest

from complaints.model import Lane
from complaints.process.confidentiality.readers import may_read
from tests.lindhoj import GUARDIAN, at
from tests.town import Town

GUNILLA, OLLE = "gunilla.hage@lindhoj.example", "olle.dahl@lindhoj.example"
ANNIKA = "annika.sandell@lindhoj.example"
HR, HR_DEPARTMENT, KARIN = (f"{name}@lindhoj.example" for name in ("jonas.ek", "hr", "karin.blom"))
MATS, BIRGITTA = "mats.odman@lindhoj.example", "birgitta.noren@lindhoj.example"
DAY = at("2026-03-11T10:00")
PROMISE = "Åtgärd: byta lås på toaletterna; Olle Dahl; 15 april"


@pytest.fixture
def town():
    town = Town()
    town.writes("Toaletterna på Centralskolan är smutsiga jämt.")
    return town


def says(town, sender, text, when=DAY):
    town.replies(town.letters_to(GUNILLA)[0], text, sender=sender, at=when)


def subjects(town, address, since=DAY):
    return [letter.subject.partition("] ")[2] for letter in town.letters_to(address) if letter.at >= since]


def questions(letters):
    """Those that ask whether a measure holds."""
    return [letter for letter in letters if "Stämmer det" in letter.subject]


@pytest.fixture
def promised(town):
    says(town, GUNILLA, PROMISE)
    says(town, GUNILLA, "Klart. Vi byter lås på alla toaletter.", at("2026-03-12T10:00"))
    town.waits_until(at("2026-03-12T10:30"))
    return town


def test_g50_a_measure_is_noted_and_given_to_its_doer(town):
    says(town, GUNILLA, PROMISE)
    assert subjects(town, GUNILLA) == ["Noterat: åtgärd till on 15 april"]
    assert subjects(town, OLLE) == ["En åtgärd till dig, senast on 15 april"]
    assert "byta lås på toaletterna" in town.letters_to(OLLE)[0].text
    assert len(town.letters_to(GUARDIAN)) == 1


def test_g50_it_is_asked_on_its_day_after_five_working_days_and_then_of_the_giver(promised):
    promised.waits_until(at("2026-06-01T12:00"))
    asked = [letter for letter in promised.letters_to(OLLE) if "Är åtgärden gjord?" in letter.subject]
    assert [letter.at for letter in asked] == [at("2026-04-15T07:30"), at("2026-04-22T07:30")]
    told = [letter for letter in promised.letters_to(GUNILLA) if "inte gjord än" in letter.subject]
    assert [letter.at for letter in told] == [at("2026-04-29T07:30")]
    assert "Olle Dahl skulle göra det här senast onsdag 15 april" in told[0].text


def test_g50_what_the_doer_calls_done_waits_for_anothers_word(promised):
    promised.waits_until(at("2026-04-15T08:00"))
    due = promised.letters_to(OLLE)[-1]
    promised.replies(due, "Gjort. Nya lås sitter på plats.", sender=OLLE, at=at("2026-04-15T10:00"))
    assert "Tack, åtgärden är gjord" in promised.letters_to(OLLE)[-1].subject
    asked = promised.letters_to(GUNILLA)[-1]
    assert "Olle Dahl säger att det här är gjort:" in asked.text
    assert "Nya lås sitter på plats." in asked.text

    promised.replies(due, "Verifierad", sender=OLLE, at=at("2026-04-15T10:05"))
    assert not promised.case.errands[0].verified_by
    promised.replies(asked, "Verifierad", sender=GUNILLA, at=at("2026-04-15T11:00"))
    assert promised.case.errands[0].verified_by == "rektor-centralskolan"
    before = len(promised.letters_to(OLLE))
    promised.waits_until(at("2026-06-01T12:00"))
    assert len(promised.letters_to(OLLE)) == before


def test_g50_an_unverified_measure_is_asked_about_again(promised):
    due = promised.letters_to(OLLE)[0]
    promised.replies(due, "gjort", sender=OLLE, at=at("2026-03-16T10:00"))
    promised.waits_until(at("2026-06-01T12:00"))
    asked = questions(promised.letters_to(GUNILLA))
    assert [f"{letter.at:%m-%d}" for letter in asked] == ["03-16", "03-23", "03-30"]


def test_g50_whoever_gave_it_to_herself_is_checked_by_the_coordinator(town):
    says(town, GUNILLA, "Åtgärd: prata med städbolaget; 20 mars")
    says(town, GUNILLA, "Gjort", at("2026-03-13T10:00"))
    assert subjects(town, ANNIKA) == ["Stämmer det att åtgärden är gjord?"]
    says(town, GUNILLA, "Verifierad", at("2026-03-13T10:05"))
    assert "Någon annan ska säga att den är gjord." in town.letters_to(GUNILLA)[-1].text
    says(town, ANNIKA, "Verifierad", at("2026-03-13T11:00"))
    assert town.case.errands[0].verified_by == "sektorsamordnare"


def test_g50_a_yes_of_the_complainant_verifies_what_was_done(promised):
    promised.replies(promised.letters_to(OLLE)[0], "Gjort", sender=OLLE, at=at("2026-03-16T10:00"))
    promised.waits_until(at("2026-03-26T12:00"))
    question = promised.letters_to(GUARDIAN)[-1]
    promised.replies(question, "Ja", sender=GUARDIAN, at=at("2026-03-26T13:00"))
    assert promised.case.errands[0].verified_by == "complainant"


def test_of_several_measures_one_is_chosen_by_its_number(town):
    says(town, GUNILLA, PROMISE)
    says(town, GUNILLA, "Åtgärd: städa varje rast; Olle Dahl; 20 mars", at("2026-03-11T10:05"))
    says(town, OLLE, "Gjort", at("2026-03-12T10:00"))
    help_ = town.letters_to(OLLE)[-1].text
    assert "1 – byta lås på toaletterna" in help_
    assert "2 – städa varje rast" in help_
    says(town, OLLE, "Gjort 2", at("2026-03-12T10:05"))
    assert [bool(errand.done_at) for errand in town.case.errands] == [False, True]


@pytest.mark.parametrize(
    "text",
    ["Åtgärd: byta lås", "Åtgärd: byta lås; 2 mars", "Åtgärd: ; Olle Dahl; 15 april", "Åtgärd: 15 april"],
)
def test_a_measure_without_a_day_or_words_gets_help(town, text):
    says(town, GUNILLA, text)
    assert "Inget skickades" in town.letters_to(GUNILLA)[-1].subject
    assert town.case.errands == ()


def test_whoever_is_no_registered_role_gets_no_mail(town):
    says(town, GUNILLA, "Åtgärd: byta lås; vaktmästaren; 15 april")
    [errand] = town.case.errands
    assert (errand.of, errand.text) == ("rektor-centralskolan", "byta lås; vaktmästaren")


# --- G49: a deficiency has a cause, and is kept from happening again --------------------------------


def test_g49_whoever_closes_is_asked_about_a_deficiency(town):
    says(town, GUNILLA, "Klart. Vi byter lås på alla toaletter.")
    assert "Visade ärendet en brist hos oss?" in town.letters_to(GUNILLA)[-1].text


def test_g49_a_deficiency_is_asked_for_its_cause_and_its_prevention_until_they_are_told(town):
    says(town, GUNILLA, "Brist: ja", at("2026-03-12T10:00"))
    asked = town.letters_to(GUNILLA)[-1]
    assert "vad orsaken var och hur vi hindrar att det händer igen" in asked.text
    assert "Svara Åtgärd: vad; vem; dag." in asked.text
    says(town, GUNILLA, "Brist: orsak: för få städare", at("2026-03-12T10:05"))
    assert "hur vi hindrar att det händer igen" in town.letters_to(GUNILLA)[-1].text
    says(town, GUNILLA, PROMISE, at("2026-03-12T10:10"))
    says(town, GUNILLA, "Brist: ja; förebygga: städning varje rast.", at("2026-03-12T10:15"))
    last = town.letters_to(GUNILLA)[-1]
    assert last.subject == "[LH-2026-0001] Noterat: en brist"
    assert "Berätta också" not in last.text
    deficiency = town.case.deficiency
    assert (deficiency.cause, deficiency.prevention) == ("för få städare", "städning varje rast")
    assert len(town.letters_to(GUARDIAN)) == 1


@pytest.mark.parametrize(("word", "found"), [("nej", "no"), ("delvis; orsak: x; förebygga: y", "partly")])
def test_g49_no_and_partly_are_answers_too(town, word, found):
    says(town, GUNILLA, f"Brist: {word}")
    assert town.case.deficiency.found == found


def test_what_says_nothing_of_a_deficiency_gets_help(town):
    says(town, GUNILLA, "Brist: kanske det")
    assert "Inget skickades" in town.letters_to(GUNILLA)[-1].subject


def test_of_a_secret_case_nobody_is_asked_who_may_not_read_it():
    town = Town()
    town.writes("Vi har skyddad identitet, och Åskolan lämnade ut vår adress.")
    [owner] = {role.holder.address for role in town.organisation.roles.values() if role.id == town.case.owner}
    notice = town.letters_to(owner)[0]
    town.replies(notice, "Åtgärd: se över rutinen; 20 mars", sender=owner, at=DAY)
    town.replies(notice, "Gjort", sender=owner, at=at("2026-03-13T10:00"))
    assert not questions(town.letters_to(ANNIKA))
    [asked] = questions(town.letters)
    assert asked.recipients == ("karin.blom@lindhoj.example",)


def test_only_whoever_is_asked_or_may_answer_the_case_says_that_a_measure_holds(promised):
    promised.replies(promised.letters_to(OLLE)[0], "Gjort", sender=OLLE, at=at("2026-03-16T10:00"))
    says(promised, "birgitta.noren@lindhoj.example", "Verifierad", at("2026-03-16T11:00"))
    assert not promised.case.errands[0].verified_by
    says(promised, GUNILLA, "Verifierad", at("2026-03-16T12:00"))
    assert promised.case.errands[0].verified_by == "rektor-centralskolan"


def done_alone(words, owner, sender=GUARDIAN):
    """A case that only its owner may read, and a measure that the owner calls done; and the notice of it."""
    town = Town()
    town.writes(words, sender=sender)
    notice = town.letters_to(owner)[0]
    town.replies(notice, "Åtgärd: se över rutinen; 20 mars", sender=owner, at=DAY)
    town.replies(notice, "Gjort. Rutinen är ändrad.", sender=owner, at=at("2026-03-13T10:00"))
    return town, notice


def reads(town, reader):
    role, today = town.organisation.role_of(reader), town.now.date()
    return may_read(role, town.case, town.organisation, today)


@pytest.mark.parametrize(
    ("words", "sender", "owner", "checks"),
    [
        ("Min kollega på Åskolan trakasserar mig.", "larare@lindhoj.example", HR, HR_DEPARTMENT),
        ("Rektorn på Åskolan säger att min sons adhd är påhittad.", GUARDIAN, KARIN, MATS),
    ],
)
def test_g50_of_a_case_that_its_owner_alone_may_read_the_next_in_the_chain_is_asked(
    words, sender, owner, checks
):
    town, notice = done_alone(words, owner, sender)
    [asked] = questions(town.letters)
    assert asked.recipients == (checks,)
    assert "rutinen" not in asked.text.lower()
    assert reads(town, checks)
    others = {role.holder.address for role in town.organisation.roles.values()} - {owner, checks}
    assert not [other for other in others if reads(town, other)]

    for other in (owner, ANNIKA, BIRGITTA):
        town.replies(notice, "Verifierad", sender=other, at=at("2026-03-13T11:00"))
    assert not town.case.errands[-1].verified_by
    town.replies(asked, "Verifierad", sender=checks, at=at("2026-03-13T12:00"))
    assert town.case.errands[-1].verified_by == town.organisation.role_of(checks).id
    assert not reads(town, checks)


def test_g50_what_is_not_done_in_such_a_case_nobody_else_hears_of():
    town = Town()
    town.writes("Min kollega på Åskolan trakasserar mig.", sender="larare@lindhoj.example")
    town.replies(town.letters_to(HR)[0], "Åtgärd: se över rutinen; 20 mars", sender=HR, at=DAY)
    town.waits_until(at("2026-06-01T12:00"))
    [undone] = [letter for letter in town.letters if "inte gjord än" in letter.subject]
    assert undone.recipients == (HR,)


ADHD = "Rektorn på Åskolan säger att min sons adhd är påhittad."


def test_g50_whoever_stands_in_for_the_owner_and_is_asked_may_say_that_it_holds():
    town, _, asked = done_while_the_owner_is_gone(KARIN)
    assert asked.recipients == (MATS,)
    town.replies(asked, "Verifierad", sender=MATS, at=at("2026-03-13T12:00"))
    assert town.case.errands[-1].verified_by == town.organisation.role_of(MATS).id


def test_g50_what_whoever_stands_in_calls_done_another_is_asked_about():
    town, notice, asked = done_while_the_owner_is_gone(MATS)
    assert not {KARIN, MATS} & set(asked.recipients)
    town.replies(notice, "Verifierad", sender=MATS, at=at("2026-03-13T12:00"))
    assert not town.case.errands[-1].verified_by


def test_g50_whoever_called_it_done_standing_in_is_not_asked_later_either():
    town, _, asked = done_while_the_owner_is_gone(MATS)
    is_gone(town, *asked.recipients, "16–27 mars", at("2026-03-13T14:00"))
    town.waits_until(at("2026-03-20T12:00"))
    first, second = [letter for letter in town.letters if "Stämmer det" in letter.subject]
    assert not {KARIN, MATS, *first.recipients} & set(second.recipients)


def test_g50_in_such_a_case_nobody_reads_for_a_measure_but_whoever_was_asked_and_not_for_ever():
    town, _ = done_alone(ADHD, KARIN)
    is_gone(town, MATS, "16–17 mars, ersättare: Annika Sandell", at("2026-03-13T14:00"))
    town.waits_until(at("2026-03-17T12:00"))
    assert readers(town) == {KARIN, MATS}

    town.waits_until(at("2026-03-31T12:00"))  # the last question was asked on the 27th
    asked = questions(town.letters)
    assert [letter.recipients for letter in asked] == [(MATS,)] * 3
    assert readers(town) == {KARIN, MATS}
    town.waits_until(at("2026-04-10T12:00"))
    assert readers(town) == {KARIN}


def test_g50_where_whoever_was_asked_is_away_another_is_asked_and_reads_instead():
    town, notice = done_alone(ADHD, KARIN)
    is_gone(town, MATS, "16–27 mars, ersättare: Annika Sandell", at("2026-03-13T14:00"))
    town.waits_until(at("2026-03-20T12:00"))
    first, second = questions(town.letters)
    assert first.recipients != second.recipients
    assert readers(town) == {KARIN, *second.recipients}
    [other] = second.recipients
    town.replies(notice, "Verifierad", sender=other, at=at("2026-03-20T13:00"))
    assert town.case.errands[-1].verified_by == town.organisation.role_of(other).id


def test_whoever_was_asked_while_they_might_read_reads_no_case_that_became_secret(town):
    says(town, GUNILLA, "Åtgärd: prata med städbolaget; 20 mars")
    says(town, GUNILLA, "Gjort", at("2026-03-13T10:00"))
    assert reads(town, ANNIKA)
    secret = replace(town.case, judgement=replace(town.case.judgement, lane=Lane.PROTECTED))
    role = town.organisation.role_of(ANNIKA)
    assert not may_read(role, secret, town.organisation, town.now.date())


def done_while_the_owner_is_gone(doer):
    """A measure that its absent owner, or who stands in, calls done: its notice, and the question."""
    town = Town()
    town.writes(ADHD)
    notice = town.letters_to(KARIN)[0]
    town.replies(notice, "Åtgärd: se över rutinen; 20 mars", sender=KARIN, at=DAY)
    is_gone(town, KARIN, "12–16 mars, ersättare: Mats Ödman")
    town.replies(notice, "Gjort. Rutinen är ändrad.", sender=doer, at=at("2026-03-13T10:00"))
    [asked] = questions(town.letters)
    return town, notice, asked


def is_gone(town, who, when, told=DAY):
    town.writes(f"Frånvarande {when}", sender=who, at=told, Subject="Borta")


def readers(town):
    return {
        holder.address
        for role in town.organisation.roles.values()
        if reads(town, (holder := role.holder).address)
    }
