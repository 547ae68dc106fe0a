"""G92: what is taken for spam is listed once a day and let in by one word; danger never waits there."""

from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from complaints.judgement import judge
from complaints.model import Lane, State, Verdict
from complaints.process.arrival import intake, quarantine
from complaints.workflow.foresight import MOST_OF_PERSON
from tests.lindhoj import GUARDIAN, INTAKE, STOCKHOLM, at
from tests.stories.test_secret_cases import enters
from tests.town import Town

ANNIKA = "annika.sandell@lindhoj.example"
PETER = "peter.hallgren@lindhoj.example"
BIRGITTA = "birgitta.noren@lindhoj.example"
KARIN = "karin.blom@lindhoj.example"
LENA = "lena.torp@lindhoj.example"
COLD = "Skolmaten på Åskolan är kall varje dag."
LATER = at("2026-03-11T09:00")


def a_mail(text, *, sender=GUARDIAN, subject="Hej", files=()):
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, INTAKE, subject
    mail["Message-ID"] = f"<{abs(hash((text, sender)))}@hem.example>"
    mail.set_content(text)
    for name, content in files:
        mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def held(*texts, **verdicts):
    town = Town()
    for number, text in enumerate(texts):
        sender = f"vardnadshavare{number}@hem.example"
        town.delivers(a_mail(text, sender=sender), sender=sender, **verdicts or {"spam": Verdict.FAIL})
    return town


def lists(town):
    return [letter for letter in town.letters_to(ANNIKA) if "skräppost" in letter.subject]


def test_g92_what_is_taken_for_spam_is_kept_and_nobody_is_mailed_about_it_alone():
    town = held(COLD)
    assert town.case.judgement.lane is Lane.SPAM
    assert town.letters == []
    assert town.mailbox.objects[town.case.raw_key]


def test_g92_the_coordinator_gets_one_list_a_day_with_a_line_for_each():
    town = held(COLD, "Bussen från Norrhult kommer aldrig.")
    town.delivers(a_mail("Vinn en iPad! Klicka här.", sender="x@mejl.example"), at=at("2026-03-10T16:00"))
    town.waits_until(at("2026-03-11T12:00"))
    [only] = lists(town)
    assert only.at == at("2026-03-11T07:30")
    for number in ("LH-2026-0001", "LH-2026-0002", "LH-2026-0003"):
        assert number in only.text
    assert only.reply_to == INTAKE


def test_g92_a_held_mail_stands_in_the_lists_of_five_working_days_with_those_that_came_since():
    town = held(COLD)
    town.waits_until(LATER)
    town.delivers(a_mail("Vinn en iPad! Klicka här.", sender="x@mejl.example"), at=LATER, spam=Verdict.FAIL)
    town.waits_until(at("2026-03-31T12:00"))
    days = [f"{letter.at.astimezone(STOCKHOLM):%d/%m %H.%M}" for letter in lists(town)]
    assert days == [f"{day} 07.30" for day in ("11/03", "12/03", "13/03", "16/03", "17/03", "18/03")]
    told = [("LH-2026-0001" in letter.text, "LH-2026-0002" in letter.text) for letter in lists(town)]
    assert told == [(True, False), *[(True, True)] * 4, (False, True)]
    assert all(quarantine.is_given_up(case, town.organisation) for case in town.cases)


def test_g92_what_was_let_in_or_turned_away_is_in_no_list_any_more():
    town = held(COLD, "Vinn en iPad! Klicka här.", "Vinn en bil! Klicka här.")
    town.waits_until(at("2026-03-11T08:00"))
    town.replies(lists(town)[0], "Avvisa 2, 3", sender=ANNIKA, at=LATER)
    receipt = town.letters_to(ANNIKA)[-1]
    assert "LH-2026-0002, LH-2026-0003 står inte i listan mer" in receipt.text
    town.waits_until(at("2026-03-12T08:00"))
    only = lists(town)[-1]
    assert "LH-2026-0001" in only.text
    assert "LH-2026-0002" not in only.text
    town.replies(only, "Släpp", sender=ANNIKA, at=at("2026-03-12T09:00"))
    town.waits_until(at("2026-03-20T12:00"))
    assert len(lists(town)) == 2
    assert not any(quarantine.is_given_up(case, town.organisation) for case in town.cases)


def test_g92_one_word_turns_a_mail_away_and_another_one_still_lets_it_in():
    town = held(COLD)
    town.waits_until(at("2026-03-11T08:00"))
    [only] = lists(town)
    town.replies(only, "Avvisa", sender=ANNIKA, at=LATER)
    assert "Mejlet är avvisat" in town.letters_to(ANNIKA)[-1].subject
    town.waits_until(at("2026-03-13T12:00"))
    assert len(lists(town)) == 1
    town.writes("Släpp LH-2026-0001", sender=ANNIKA, at=at("2026-03-13T13:00"))
    assert town.case.judgement.lane is Lane.COMPLAINT
    assert town.letters_to(PETER)


def test_g92_one_word_lets_it_in_with_its_true_arrival():
    town = held(COLD)
    town.waits_until(at("2026-03-11T08:00"))
    [only] = lists(town)
    town.replies(only, "Släpp", sender=ANNIKA, at=LATER)
    assert town.case.judgement.lane is Lane.COMPLAINT
    [acknowledgement] = town.letters_to("vardnadshavare0@hem.example")
    assert "tisdag 10 mars 2026 kl. 10.00" in acknowledgement.text
    assert "torsdag 19 mars" in acknowledgement.text  # the days count from when it came
    assert COLD in town.letters_to(PETER)[0].text
    assert town.case.state is State.WITH_OWNER


def test_g92_of_a_longer_list_those_are_let_in_whose_numbers_are_named():
    town = held(COLD, "Vinn en iPad! Klicka här.", "Maten på Kullaskolan är slut.")
    town.waits_until(at("2026-03-11T08:00"))
    town.replies(lists(town)[0], "Släpp 1, LH-2026-0003", sender=ANNIKA, at=LATER)
    assert [case.judgement.lane for case in town.cases] == [Lane.COMPLAINT, Lane.SPAM, Lane.COMPLAINT]
    assert len(town.letters_to(PETER)) == 2
    assert "LH-2026-0001, LH-2026-0003" in town.letters_to(ANNIKA)[-1].subject


@pytest.mark.parametrize("sender", [PETER, LENA, "okand@mejl.example"])
def test_only_the_coordinator_and_the_management_let_mail_in(sender):
    town = held(COLD)
    town.writes("Släpp LH-2026-0001", sender=sender, at=LATER)
    assert town.cases[0].judgement.lane is Lane.SPAM


def test_a_promise_that_has_passed_meanwhile_is_made_anew():
    town = held(COLD)
    town.waits_until(at("2026-03-16T08:00"))
    town.replies(lists(town)[0], "Släpp", sender=ANNIKA, at=at("2026-03-16T09:00"))
    letter = town.letters_to("vardnadshavare0@hem.example")[0].text
    assert "senast tisdag 17 mars" in letter
    assert "senast torsdag 19 mars" in letter
    town.waits_until(at("2026-03-17T12:00"))
    assert len(town.letters_to(PETER)) == 1  # no reminder of days that passed before anybody knew


def test_a_virus_warning_holds_it_too_and_no_file_goes_along_when_it_is_let_in():
    town = Town()
    raw = a_mail(COLD, files=[("meny.pdf", b"%PDF-1.7\n%%EOF\n")])
    town.delivers(raw, virus=Verdict.FAIL)
    assert town.letters == []
    town.waits_until(at("2026-03-11T08:00"))
    town.replies(lists(town)[0], "Släpp", sender=ANNIKA, at=LATER)
    [routed] = town.letters_to(PETER)
    assert COLD in routed.text
    assert not list(routed.mail.iter_attachments())


def test_g92_danger_leaves_it_at_once_and_is_acknowledged_where_the_domain_vouches():
    town = Town()
    shouted = a_mail("ALLA CAPS!!! MIN SON PÅ ÅSKOLAN BLIR MOBBAD OCH NI GÖR INGET!!!")
    town.delivers(shouted, spam=Verdict.FAIL)
    assert town.case.judgement.lane is Lane.KRANKNING
    assert town.letters_to(BIRGITTA)[0].at == at("2026-03-10T10:00")
    assert town.letters_to(GUARDIAN)


def test_who_may_be_forged_is_not_mailed_though_danger_is_seen():
    town = Town()
    shouted = a_mail("MIN SON PÅ ÅSKOLAN BLIR MOBBAD OCH NI GÖR INGET!!!")
    town.delivers(shouted, spam=Verdict.FAIL, dmarc=Verdict.GRAY)
    assert town.letters_to(BIRGITTA)
    assert town.letters_to(GUARDIAN) == []


def test_danger_that_was_taken_for_spam_alarms_when_it_is_let_in():
    town = held(COLD)
    town.mailbox.objects[town.case.raw_key] = a_mail("Jag går på Åskolan och orkar inte leva längre.")
    town.waits_until(at("2026-03-11T08:00"))
    town.replies(lists(town)[0], "Släpp", sender=ANNIKA, at=LATER)
    assert "AKUT" in town.letters_to(BIRGITTA)[0].subject


def test_what_is_no_spam_cannot_be_let_in():
    town = Town()
    town.writes(COLD)
    town.replies(town.letters_to(PETER)[0], "Släpp", sender=PETER, at=LATER)
    assert "väntar inget mejl" in town.letters_to(PETER)[-1].text


def test_g79_who_asked_to_be_anonymous_stays_so_when_the_mail_is_let_in():
    town = held("Jag vill vara anonym. Skolmaten på Åskolan är kall varje dag.")
    town.waits_until(at("2026-03-11T08:00"))
    town.replies(lists(town)[0], "Släpp", sender=ANNIKA, at=LATER)
    [letter] = town.letters_to(PETER)
    assert "vardnadshavare0@hem.example" not in letter.raw.decode()


def test_g92_a_subject_that_tells_of_a_childs_health_stands_in_no_list():
    town = Town()
    mail = a_mail("Bussen är sen.", subject="Alvas adhd")
    town.delivers(mail, spam=Verdict.FAIL)
    town.waits_until(at("2026-03-11T08:00"))
    [only] = lists(town)
    assert "adhd" not in only.text


def test_g92_no_more_are_let_in_at_once_than_one_transaction_holds_and_the_rest_is_told():
    town = held(*(f"Maten på Åskolan är kall, sa {n} barn." for n in range(10)))
    town.waits_until(at("2026-03-11T08:00"))
    numbers = ", ".join(case.number for case in town.cases)
    town.replies(lists(town)[0], f"Släpp {numbers}", sender=ANNIKA, at=LATER)
    assert sum(case.judgement.lane is Lane.COMPLAINT for case in town.cases) == 8
    assert "LH-2026-0009, LH-2026-0010 väntar än" in town.letters_to(ANNIKA)[-1].text


# --- let in, a mail is treated as any other -----------------------------------------------------------


def let_in(raw, *, sender=GUARDIAN, town=None, word="Släpp", when=LATER):
    """A mail of which the receiving server warned, and the coordinator's word that it is none."""
    town = town or Town()
    town.delivers(raw, sender=sender, spam=Verdict.FAIL, dmarc=Verdict.PASS)
    assert town.cases[-1].judgement.lane is Lane.SPAM
    town.waits_until(at("2026-03-11T08:00"))
    town.replies(lists(town)[-1], word, sender=ANNIKA, at=when)
    return town


def test_nobody_gets_their_own_complaint_when_it_is_let_in():
    town = let_in(a_mail(COLD, sender=PETER), sender=PETER)
    assert town.case.owner != "maltidschef"
    [to_the_writer] = town.letters_to(PETER)
    assert "Vi tog emot ditt mejl" in to_the_writer.text


def test_what_judgement_is_not_sure_of_is_asked_when_it_is_let_in(monkeypatch):
    def doubtful(mail, organisation):
        return replace(judge(mail, organisation), doubt=(Lane.COMPLAINT, Lane.APPEAL))

    monkeypatch.setattr(intake, "judge", doubtful)
    town = let_in(a_mail(COLD))
    assert "kan det här vara ett överklagande?" in town.letters_to(ANNIKA)[1].subject


def test_whoever_has_the_contact_gets_what_is_let_in():
    town = Town()
    town.writes("Läxorna på Åskolan är för svåra.")
    town.replies(town.letters_to(BIRGITTA)[0], "Ta över kontakten", sender=KARIN, at=at("2026-03-10T13:00"))
    let_in(a_mail(COLD), town=town)
    assert town.cases[1].owner == "bitradande-chef"
    assert town.letters_to(PETER) == []
    assert COLD in town.letters_to(KARIN)[-1].text


def test_whoever_has_the_contact_gets_what_is_let_in_by_its_number():
    town = Town()
    town.writes("Läxorna på Åskolan är för svåra.")
    town.replies(town.letters_to(BIRGITTA)[0], "Ta över kontakten", sender=KARIN, at=at("2026-03-10T13:00"))
    town.delivers(a_mail(COLD), spam=Verdict.FAIL)
    town.writes("Släpp 2", sender=ANNIKA, at=LATER)
    assert town.cases[1].owner == "bitradande-chef"


@pytest.mark.parametrize("number", ["", " 2"])
def test_what_is_let_in_goes_back_with_the_contact_however_many_mails_came_after_it(number):
    town = Town()
    town.writes("Läxorna på Åskolan är för svåra.")
    letter = town.letters_to(BIRGITTA)[0]
    town.replies(letter, "Ta över kontakten", sender=KARIN, at=at("2026-03-10T13:00"))
    town.delivers(a_mail(COLD), spam=Verdict.FAIL)
    town.waits_until(at("2026-03-11T08:00"))
    town.replies(lists(town)[-1], f"Släpp{number}", sender=ANNIKA, at=LATER)
    for n in range(MOST_OF_PERSON + 1):
        when = LATER + timedelta(hours=n + 1)
        town.replies(town.letters_to(GUARDIAN)[0], f"Svara mig, för {n} gången!", sender=GUARDIAN, at=when)
    assert town.cases[1].owner == "bitradande-chef"
    town.replies(letter, "Lämna tillbaka", sender=KARIN, at=when + timedelta(hours=1))
    assert town.cases[1].owner == "maltidschef"


def test_whoever_reads_along_with_a_new_rektor_reads_what_is_let_in():
    town = let_in(a_mail("Läxorna på Kullaskolan är för svåra."))
    assert "Läxorna på Kullaskolan" in town.letters_to(KARIN)[0].text


def test_what_is_somebody_elses_is_answered_with_whose_it_is_when_it_is_let_in():
    town = let_in(a_mail("Gatubelysningen på vår gata har varit trasig i en månad."))
    assert town.case.judgement.lane is Lane.WRONG_RECIPIENT
    assert town.case.state is State.ANSWERED
    assert "tekniska förvaltningen" in town.letters_to(GUARDIAN)[0].text
    assert "Gatubelysningen" in town.letters_to("kontaktcenter@lindhoj.example")[0].text


THREE = "Tre saker om Åskolan. Maten är alltid kall. Bussen är sen. Och så var personalen otrevlig mot oss."


@pytest.mark.parametrize("word", ["Släpp", "Släpp 1"])
def test_g76_several_matters_that_are_let_in_have_an_owner_each_and_one_acknowledgement(word):
    town = let_in(a_mail(THREE), word=word)
    assert [case.owner for case in town.cases] == ["maltidschef", "skolskjutsansvarig", "rektor-askolan"]
    assert {case.received_at for case in town.cases} == {at("2026-03-10T10:00")}
    assert len({case.answer_by for case in town.cases}) == 1
    [acknowledgement] = town.letters_to(GUARDIAN)
    for number in ("LH-2026-0001", "LH-2026-0002", "LH-2026-0003"):
        assert number in acknowledgement.text
        assert number in town.letters_to(ANNIKA)[-1].subject
    assert "Maten är alltid kall." in town.letters_to(PETER)[0].text
    assert "Bussen" not in town.letters_to(PETER)[0].text
    assert "Bussen är sen." in town.letters_to(LENA)[0].text


def test_g76_days_that_passed_before_several_matters_were_let_in_are_counted_from_then():
    town = let_in(a_mail(THREE), when=at("2026-03-27T09:00"))
    assert {case.answer_by for case in town.cases} == {date(2026, 4, 9)}
    town.waits_until(at("2026-03-28T12:00"))
    assert len(town.letters_to(LENA)) == 1


def test_g76_no_file_of_several_matters_goes_along_where_a_virus_was_warned_of():
    town = Town()
    town.delivers(a_mail(THREE, files=[("meny.pdf", b"%PDF-1.7\n%%EOF\n")]), virus=Verdict.FAIL)
    town.writes("Släpp 1", sender=ANNIKA, at=LATER)
    assert [case.tainted for case in town.cases] == [True] * 3
    letters = [letter for who in (PETER, LENA, BIRGITTA) for letter in town.letters_to(who)]
    assert len(letters) == 3
    assert not [letter for letter in letters if list(letter.mail.iter_attachments())]


def test_g76_whoever_has_the_contact_gets_all_matters_that_are_let_in_and_gives_them_all_back():
    town = Town()
    town.writes("Läxorna på Åskolan är för svåra.")
    letter = town.letters_to(BIRGITTA)[0]
    town.replies(letter, "Ta över kontakten", sender=KARIN, at=at("2026-03-10T13:00"))
    let_in(a_mail(THREE), town=town)
    assert {case.owner for case in town.cases} == {"bitradande-chef"}
    assert len(town.cases) == 4
    town.replies(letter, "Lämna tillbaka", sender=KARIN, at=at("2026-03-12T09:00"))
    owners = [case.owner for case in town.cases]
    assert owners == ["rektor-askolan", "maltidschef", "skolskjutsansvarig", "rektor-askolan"]


def test_g92_mails_about_several_things_wait_for_the_next_word_when_they_are_too_many():
    town = held(*[THREE] * 4)
    town.writes("Släpp 1, 2, 3, 4", sender=ANNIKA, at=LATER)
    assert sum(case.judgement.lane is Lane.COMPLAINT for case in town.cases) == 6
    assert "LH-2026-0003, LH-2026-0004 väntar än" in town.letters_to(ANNIKA)[-1].text
    town.writes("Släpp 3, 4", sender=ANNIKA, at=LATER + timedelta(hours=1))
    assert len(town.cases) == 12
    assert Lane.SPAM not in {case.judgement.lane for case in town.cases}


@pytest.mark.parametrize("word", ["Släpp", "Släpp 3"])
def test_the_third_report_of_a_fault_is_a_complaint_when_it_is_let_in(word):
    town, lamp = Town(), "Lampan vid cykelstället på Centralskolan är trasig."
    town.writes(lamp, at=at("2026-02-10T10:00"))
    town.writes(lamp, at=at("2026-02-24T10:00"))
    let_in(a_mail(lamp), town=town, word=word)
    lanes = [case.judgement.lane for case in town.cases]
    assert lanes == [Lane.FAULT_REPORT, Lane.FAULT_REPORT, Lane.COMPLAINT]
    assert "Du får ett svar senast" in town.letters_to(GUARDIAN)[-1].text


def test_the_third_report_of_a_fault_is_a_complaint_when_all_three_are_let_in_at_once():
    town, lamp = Town(), "Lampan vid cykelstället på Centralskolan är trasig."
    for day, more in (("02-10", ""), ("02-24", " Den är trasig än."), ("03-10", " Trasig i dag med.")):
        town.delivers(a_mail(lamp + more), at=at(f"2026-{day}T10:00"), spam=Verdict.FAIL)
    town.writes("Släpp 1, 2, 3", sender=ANNIKA, at=LATER)
    lanes = [case.judgement.lane for case in town.cases]
    assert lanes == [Lane.FAULT_REPORT, Lane.FAULT_REPORT, Lane.COMPLAINT]


# --- the list and whom it concerns; two words that are nearly one ---------------------------------------


def test_a_mail_about_the_coordinator_stands_in_the_list_of_whoever_stands_in():
    town = held(COLD, "Annika Sandell ljuger för oss föräldrar på Åskolan.")
    town.waits_until(at("2026-03-11T08:00"))
    [hers] = lists(town)
    assert "LH-2026-0001" in hers.text
    assert "LH-2026-0002" not in hers.text
    [other] = [letter for letter in town.letters if "LH-2026-0002" in letter.text]
    assert other.recipients != hers.recipients
    town.writes("Släpp 2", sender=ANNIKA, at=LATER)
    assert town.cases[1].judgement.lane is Lane.SPAM
    town.replies(other, "Släpp", sender=other.recipients[0], at=LATER)
    assert town.cases[1].judgement.lane is Lane.COMPLAINT
    assert town.cases[1].owner != "sektorsamordnare"


ABOUT_HER = ("Annika Sandell ljuger för oss på Åskolan.", "Annika Sandell ljuger för oss på Kullaskolan.")


@pytest.mark.parametrize(
    ("texts", "away"), [((COLD, "Maten på Kullaskolan är slut."), True), (ABOUT_HER, False)]
)
def test_whoever_stands_in_for_the_coordinator_lets_in_those_that_are_named(texts, away):
    town = held(*texts)
    if away:
        words = "Frånvarande 11–13 mars, ersättare: Sara Lindqvist"
        town.writes(words, sender=ANNIKA, at=at("2026-03-10T11:00"), Subject="Borta")
    town.waits_until(at("2026-03-11T08:00"))
    [listing] = [letter for letter in town.letters if "LH-2026-0002" in letter.text]
    [stands_in] = listing.recipients
    assert stands_in != ANNIKA
    town.replies(listing, "Släpp", sender=stands_in, at=at("2026-03-11T08:30"))
    assert "Skriv Släpp och numret" in town.letters_to(stands_in)[-1].text
    town.replies(listing, "Släpp 1, 2", sender=stands_in, at=LATER)
    assert len(town.cases) == 2
    assert Lane.SPAM not in {case.judgement.lane for case in town.cases}


def test_a_rektors_sentence_that_only_begins_like_the_command_is_a_case():
    town = Town()
    town.writes("Släpp in barnen på Åskolan när det regnar.", sender=PETER, at=LATER)
    assert len(town.cases) == 1


@pytest.mark.parametrize("word", ["Släpp", "Släpp in", "släpp in.", "Let in", "Release"])
def test_on_a_list_either_word_lets_the_mail_in(word):
    town = held(COLD)
    town.waits_until(at("2026-03-11T08:00"))
    town.replies(lists(town)[0], word, sender=ANNIKA, at=LATER)
    assert town.case.judgement.lane is Lane.COMPLAINT


@pytest.mark.parametrize(
    "words", ["Klagomål", "Kategori: lokaler", "Till: Lena Torp", "ej klagomål: fråga", "Klart. Vi har bytt."]
)
def test_g92_any_other_command_opens_no_held_mail_without_a_confirmation_and_says_which_word_does(words):
    town = held(COLD)
    town.waits_until(at("2026-03-11T08:00"))
    [only] = lists(town)
    town.replies(only, words, sender=ANNIKA, at=LATER)
    town.quarter_passes()
    assert (town.case.judgement.lane, town.case.state) == (Lane.SPAM, State.RECEIVED)
    assert {address for letter in town.letters for address in letter.recipients} == {ANNIKA}
    assert "Svara Släpp först" in town.letters_to(ANNIKA)[-1].text
    town.replies(only, "Släpp", sender=ANNIKA, at=LATER + timedelta(hours=1))
    assert town.letters_to("vardnadshavare0@hem.example")


@pytest.mark.parametrize("words", ["Släpp 1, 2", "Släpp in 1, 2"])
def test_by_number_either_word_lets_the_mails_in(words):
    town = held(COLD, "Maten på Kullaskolan är slut.")
    town.writes(words, sender=ANNIKA, at=LATER)
    assert [case.judgement.lane for case in town.cases] == [Lane.COMPLAINT] * 2


def test_without_a_number_on_a_longer_list_nothing_is_let_in_and_no_case_is_opened():
    town = held(COLD, "Maten på Kullaskolan är slut.")
    town.waits_until(at("2026-03-11T08:00"))
    town.replies(lists(town)[0], "Släpp", sender=ANNIKA, at=LATER)
    assert [case.judgement.lane for case in town.cases] == [Lane.SPAM] * 2
    assert "Skriv Släpp och numret" in town.letters_to(ANNIKA)[-1].text


@pytest.mark.parametrize(
    ("words", "held"), [("Släpp", 0), ("Släpp\n\nMvh Peter", 0), ("Släpp det här nu", 1)]
)
def test_on_a_mail_of_somebody_unverified_the_shorter_word_lets_in_if_it_stands_alone(words, held):
    town = Town()
    town.writes(COLD)
    town.writes(
        "Kallt i går med.", sender="x@mejl.example", Subject="LH-2026-0001", at=at("2026-03-10T11:00")
    )
    town.replies(town.letters_to(PETER)[-1], words, sender=PETER, at=LATER)
    assert len(town.case.held) == held


# --- what several matters of one mail tell of each other, and of how they came to be ----------------------

PRIVATE = (
    "Tre saker om Åskolan. Maten är alltid kall. Bussen är sen. "
    "Och så var personalen otrevlig mot oss, och min sons adhd utreds inte."
)


@pytest.mark.parametrize("word", ["Släpp", "Släpp 1"])
def test_g76_nobody_reads_on_the_page_what_is_another_owners_when_it_is_let_in(word):
    town = let_in(a_mail(PRIVATE), word=word)
    page = enters(town, town.letters_to(PETER)[0], PETER)
    assert "Maten är alltid kall." in page.text
    assert "adhd" not in page.text
    assert "otrevlig" not in page.text
    assert "Bussen" not in page.text


@pytest.mark.parametrize("words", ["Släpp", "Släpp 1"])
def test_the_log_of_each_matter_says_what_the_server_found_and_who_let_it_in(words):
    town = Town()
    town.delivers(a_mail(THREE), spam=Verdict.FAIL, dmarc=Verdict.GRAY)
    town.waits_until(at("2026-03-11T08:00"))
    town.replies(lists(town)[0], words, sender=ANNIKA, at=LATER)
    assert len(town.cases) == 3
    for case in town.cases:
        log = town.store.log(case.id)
        arrivals = [entry.facts for entry in log if entry.what == "received"]
        assert {(facts["spam"], facts["dmarc"]) for facts in arrivals} == {("FAIL", "GRAY")}
        assert [entry.by for entry in log if entry.what == "released"] == ["sektorsamordnare"]


def number_of_the_next(town):
    town.writes("Lokalen på Åskolan är smutsig.", sender="sist@hem.example", at=LATER + timedelta(hours=3))
    return town.cases[-1].number


@pytest.mark.parametrize(("words", "sender"), [("Släpp 1", LENA), ("Släpp LH-2026-0001", PETER)])
def test_no_number_is_lost_when_somebody_lets_in_what_they_may_not(words, sender):
    town = held(THREE)
    town.writes(words, sender=sender, at=LATER)
    assert number_of_the_next(town) == "LH-2026-0002"


def test_no_number_is_lost_when_somebody_may_not_on_the_list_itself():
    town = held(THREE)
    town.waits_until(at("2026-03-11T08:00"))
    town.replies(lists(town)[0], "Släpp", sender=LENA, at=LATER)
    town.replies(lists(town)[0], "Släpp", sender=ANNIKA, at=LATER, dmarc=Verdict.GRAY)
    assert town.case.judgement.lane is Lane.SPAM
    assert number_of_the_next(town) == "LH-2026-0002"


def test_no_number_is_lost_to_mails_that_wait_for_the_next_word():
    town = held(*[THREE] * 4)
    town.writes("Släpp 1, 2, 3, 4", sender=ANNIKA, at=LATER)
    assert number_of_the_next(town) == "LH-2026-0009"
