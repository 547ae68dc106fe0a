import pytest

from complaints.mail.html import text_from_html


def test_letters_written_as_entities_keep_their_dots_and_rings():
    assert text_from_html("<p>Sm&aring; l&auml;xor g&ouml;r mig tr&ouml;tt</p>") == "Små läxor gör mig trött"


def test_an_address_is_shown_once():
    linked = '<a href="mailto:maria.lind@hem.example">maria.lind@hem.example</a>'
    assert text_from_html(f"Skriv till {linked}.") == "Skriv till maria.lind@hem.example."


def test_a_link_shows_where_it_leads():
    assert (
        text_from_html('<a href="https://bilder.example/q">bilden</a>')
        == "[bilden](https://bilder.example/q)"
    )


def test_cells_do_not_run_together():
    assert text_from_html("<table><tr><td>måndag</td><td>kall</td></tr></table>").split() == [
        "måndag",
        "kall",
    ]


def test_no_markdown_is_left():
    assert text_from_html("<h3>Hej</h3>a<br>b<br><br><br><br>c<hr>d") == "Hej\n\na\nb\n\nc\n\n---\n\nd"


@pytest.mark.parametrize("begun", ["<style>p {color: red}", "<title>Ett brev", "<!-- brev"])
@pytest.mark.parametrize("body", ["</head><body>", "<BODY class='a'>", "</head>"])
def test_what_is_unseen_and_never_closed_does_not_take_the_words(begun, body):
    assert text_from_html(f"<html><head>{begun}{body}<p>Maten är kall.</p></html>") == "Maten är kall."
