"""Commands, replies and time in any order: what is internal stays, nothing comes twice, all was seen before.

Every text carries a mark of its own: words that may leave are OPEN, words that must stay are INSIDE.
"""

import re
from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.process.outgoing.leaving import REGRET
from tests.lindhoj import GUARDIAN, KARIN, PETER, at, lindhoj
from tests.town import Town

STRANGER = "lena.torp@lindhoj.example"  # works here, but the case is not hers
START = at("2026-03-11T10:00")
CHAIN = "\n\n---------- Vidarebefordrat meddelande ----------\nFrån: Annika\nTill: Peter\n\n{inside}"

WRITTEN = st.sampled_from(
    [
        "Klart. {open}",
        "Klart. {open}" + CHAIN,
        "Svar: {open}" + CHAIN,
        "Klart.\nGjort: {open}\nGör inte: Vi byter inte kök, därför att avtalet gäller.",
        "Klart. {open} och motparten gnäller",
        "Svar: {open} och motparten gnäller",
        "Klart. {open} avslag",
        "Svar: {open}",
        "Svar: rasttider\n{open}",
        "Fråga: {open}",
        "Förläng 24 mars, {open}",
        "Förläng på fredag, väntar på skolsköterskan {inside}",
        "Avfärda: redan besvarat. {open}",
        "Löst direkt: {inside}",
        "Klrat. {inside}",
        "Klart {inside}",
        "Hyfs: {inside}",
        "{inside}, och mamman är jobbig",
        "Förslag: förklara",
        "Utfall: delvis",
        "Hjälp",
        "Stopp",
        "Stopp, {inside}",
        "Ok",
        "ok!",
        "Okej",
        "Ok {inside}",
        "Jag tar det",
        "Händelse: en pojke fick vänta {inside}. Önskemål: {inside}",
        "Önskemål: {inside}",
    ]
)
GAPS = st.sampled_from([timedelta(minutes=m) for m in (0, 1, 4, 14, 15, 16, 60, 60 * 24, 60 * 24 * 6)])
STAFF = st.tuples(st.sampled_from([PETER, PETER, PETER, KARIN, STRANGER]), WRITTEN, GAPS)
GUARDIANS = st.tuples(st.just(GUARDIAN), st.sampled_from(["Det var i går.", "Nej, inte löst.", "Ja"]), GAPS)


def lived(happenings):
    """A case through all of it, and quiet weeks at the end."""
    town = Town(lindhoj())
    town.writes("Skolmaten på Åskolan är kall.", Subject="Maten", at=at("2026-03-10T10:00"))
    routed, acknowledgement = town.letters_to(PETER)[0], town.letters_to(GUARDIAN)[0]
    now = START
    for number, (who, text, gap) in enumerate(happenings):
        now += gap
        town.waits_until(now)
        mark = f"INSIDE{number}x" if who == STRANGER else f"OPEN{number}x"
        words = text.format(open=mark, inside=f"INSIDE{number}x")
        letter = acknowledgement if who == GUARDIAN else routed
        passed_on = {"Subject": "VB: internt"} if "Vidarebefordrat" in words else {}
        town.replies(letter, words, sender=who, at=now, quote=not passed_on, **passed_on)
    town.waits_until(now + timedelta(days=40))
    return town


@settings(max_examples=25, deadline=None)  # each lives through forty days
@given(st.lists(st.one_of(STAFF, STAFF, STAFF, GUARDIANS), max_size=10))
def test_whatever_is_written_in_whatever_order(happenings):
    town = lived(happenings)
    to_guardian = town.letters_to(GUARDIAN)

    assert not [letter for letter in to_guardian if "INSIDE" in letter.raw.decode()]
    assert not [letter for letter in to_guardian if "INSIDE" in letter.text + letter.html + letter.subject]

    on_sheets = [letter for letter in town.letters if "ektorsmötet" in letter.subject]
    assert not [letter for letter in on_sheets if re.search(r"OPEN\d+x|Maria|LH-2026", _rektors(letter))]

    by_id = Counter(str(letter.mail["Message-ID"]) for letter in to_guardian)
    assert set(by_id.values()) <= {1}
    words = [letter for letter in to_guardian if letter.mail["Auto-Submitted"] is None]
    marks = Counter(mark for letter in words for mark in set(re.findall(r"OPEN\d+x", letter.text)))
    assert set(marks.values()) <= {1}

    for letter in words:
        seen = [earlier for earlier in town.letters if earlier.at <= letter.at - REGRET]
        shown = ["".join(earlier.text.split()) for earlier in seen if GUARDIAN not in earlier.recipients]
        whole = "".join(line for line in letter.text.split() if line != "--")
        assert any(whole in text.replace(">", "") for text in shown)
    assert town.case.outgoing is None or town.case.outgoing.held


def _rektors(letter):
    """What a letter about the meeting tells others than those who lead it."""
    return "" if "för dig som leder" in letter.subject else letter.text
