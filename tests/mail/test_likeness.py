from complaints.mail.likeness import likeness


def test_numbers_signs_and_prefixes_do_not_count():
    one = likeness("Automatiskt svar: Ärende 11", "Hej! Jag är åter den 7 april.")
    assert one == likeness("SV: Ärende 12", "Hej, jag är åter den 8 april")
    assert len(one) == 16


def test_words_count():
    assert likeness("Maten", "Den är kall.") != likeness("Maten", "Den är sen.")
