"""What staff read as the reason for a judgement: words that tell something."""

from complaints.judgement import judge


def reasons(mail, organisation, about):
    return [
        word
        for reason in judge(mail, organisation).reasons
        if reason.about == about
        for word in reason.because
    ]


def test_no_word_that_every_mail_has_and_no_name_of_a_school_is_given_as_what_a_mail_is_like(mail, lindhoj):
    text = "Hello! The food at Åskolan is cold every day and my daughter does not eat. Can you improve it?"
    said = reasons(mail(text), lindhoj, "resembles")

    assert said
    assert {"Hello", "daughter", "every", "you", "can", "Can", "Åskolan"}.isdisjoint(said)
