"""Replies in HTML as the programs build them: what is old is told by its structure, in any language."""

import pytest

from complaints.mail.html import text_from_html
from complaints.mail.quotes import new_text_of

OWN = "Tack, men maten är fortfarande kall."
WHO = '&lt;<a href="mailto:svar@lindhoj.example">svar@lindhoj.example</a>&gt;'
OLD = "<p>Hej Maria!</p><div>Vilken dag var det?<br>Hälsningar<br>Lindhöjs kommun</div>"
HEADER = "<b>发件人:</b> Lindhöj<br><b>发送时间:</b> 2026年3月31日 10:02<br><b>收件人:</b> Maria<br>"

REPLIES = {
    "gmail": f"""<div dir="ltr">{OWN}</div><br><div class="gmail_quote gmail_quote_container">
        <div dir="ltr" class="gmail_attr">Την Τρί 31 Μαρ 2026 Lindhöj {WHO} έγραψε:<br></div>
        <blockquote class="gmail_quote" style="margin:0">{OLD}</blockquote></div>""",
    "gmail of old": f"""<div>{OWN}</div><div class="gmail_extra"><br><div class="gmail_quote">
        2014-03-31 10:02 GMT+02:00 Lindhöjs kommun <span>{WHO}</span>:<br>
        <blockquote class="gmail_quote">{OLD}</blockquote></div></div>""",
    "iphone": f"""<body dir="auto">{OWN}<br><br><div>Skickat från min iPhone</div><div><br>
        <blockquote type="cite">31 mars 2026 kl. 10:02 skrev Lindhöjs kommun {WHO}:<br><br></blockquote></div>
        <blockquote type="cite"><div dir="ltr">{OLD}</div></blockquote></body>""",
    "apple mail": f"""{OWN}<br><div><br><blockquote type="cite"><div>On 31 Mar 2026, at 10:02, Lindhöj wrote:
        </div><br><div>{OLD}</div></blockquote></div>""",
    "outlook web": f"""<div style="font-size:12pt">{OWN}</div><div id="appendonsend"></div>
        <hr style="width:98%"><div id="divRplyFwdMsg" dir="ltr">{HEADER}</div>{OLD}""",
    "outlook web, seen before": f"""<div>{OWN}</div><hr tabindex="-1">
        <div id="x_divRplyFwdMsg">{HEADER}</div>{OLD}""",
    "outlook": f"""<div><p class="MsoNormal">{OWN}<o:p></o:p></p><div>
        <div style="border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>Fr&aring;n:</b> {WHO}<br>
        <b>Skickat:</b> den 31 mars 2026 10:02<br><b>Till:</b> Maria Lind<br><b>&Auml;mne:</b> Mat</p></div>
        {OLD}</div>""",
    "outlook.com": f"""<div>{OWN}</div><div><hr id="stopSpelling">{HEADER}{OLD}</div>""",
    "outlook express": f"""<div>{OWN}</div><blockquote><div>----- 元 -----</div>{OLD}</blockquote>""",
    "thunderbird": f"""<p>{OWN}</p>
        <div class="moz-cite-prefix">31.03.2026 10:02 пользователь Lindhöj пишет:<br></div>
        <blockquote type="cite" cite="mid:x@lindhoj.example">{OLD}</blockquote>""",
    "yahoo": f"""<div>{OWN}</div>
        <div id="yahoo_quoted_1" class="yahoo_quoted"><div>Lindhöj, 31.03.2026, 10:02</div>
        <div><div id="yiv1">{OLD}</div></div></div>""",
    "proton": f"""<div>{OWN}</div><div class="protonmail_quote">Στις Τρίτη έγραψε:<br>
        <blockquote class="protonmail_quote" type="cite">{OLD}</blockquote><br></div>""",
    "gmx": f"""<div>{OWN}<div name="quote" style="border-left:2px solid"><div><b>Gesendet:</b> Dienstag</div>
        <div name="quoted-content">{OLD}</div></div></div>""",
    "roundcube": f"""<p>{OWN}</p>
        <p id="reply-intro">2026-03-31 10:02 に Lindhöj は書きました:</p>
        <blockquote type="cite">{OLD}</blockquote>""",
    "nested": f"""<div>{OWN}</div><blockquote>{OLD}<blockquote>{OLD}</blockquote>slut</blockquote>""",
    "never closed": f"""<div>{OWN}</div><blockquote><div>{OLD}""",
}


@pytest.mark.parametrize("html", REPLIES.values(), ids=REPLIES)
def test_old_mail_is_known_by_its_structure(html):
    text = text_from_html(html)
    assert new_text_of(text) == OWN
    assert "Vilken dag var det?" in text


def test_a_quote_is_marked_as_in_plain_text():
    assert (
        text_from_html("a<blockquote>b<br>c<blockquote>d</blockquote></blockquote>e")
        == "a\n\n> b\n> c\n\n>> d\n\ne"
    )


def test_answers_between_quotes_are_kept():
    text = text_from_html(
        "<blockquote>Vilken dag?</blockquote>I måndags.<blockquote>Vilken klass?</blockquote>4B."
        "<blockquote>Hej</blockquote>"
    )
    assert new_text_of(text) == "> Vilken dag?\n\nI måndags.\n\n> Vilken klass?\n\n4B."


@pytest.mark.parametrize(
    "signature",
    [
        '<div class="gmail_signature"><b>Maria Lind</b><br>070-174 06 05</div>',
        '<span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Maria Lind</div>',
        '<pre class="moz-signature" cols="72">-- \nMaria Lind</pre>',
        '<div id="Signature"><p>Maria Lind</p></div>',
        '<div id="ms-outlook-mobile-signature">Skicka gärna brev</div>',
    ],
)
@pytest.mark.parametrize(
    "below", ["", "<blockquote>Hej</blockquote>", f'<div id="divRplyFwdMsg">{HEADER}</div>Hej']
)
def test_signatures_are_taken_off(signature, below):
    text = text_from_html(f"<div>{OWN}</div>{signature}{below}")
    assert new_text_of(text) == OWN


def test_words_below_a_signature_are_kept():
    html = f'<div>Hej!</div><div id="Signature">Maria Lind</div><div>{OWN}</div>'
    assert new_text_of(text_from_html(html)) == f"Hej!\n\nMaria Lind\n\n{OWN}"


def test_what_gmail_passes_on_is_kept():
    html = f"""<div dir="ltr">Se nedan.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">
        ---------- Forwarded message ---------<br>Från: <b>Per</b> {WHO}<br>Date: 31 mars 2026</div>
        {OLD}</div></div>"""
    text = text_from_html(html)
    assert new_text_of(text) == text
    assert "\nFrån: Per <svar@lindhoj.example>" in text


@pytest.mark.parametrize(
    "html",
    [
        "</div></blockquote>Hej",
        "<blockquote></div>Hej",
        "<div class=>Hej",
        "\ue000Hej\ue003",
        "<p class='quote'>",
    ],
)
def test_torn_structure_is_borne(html):
    assert text_from_html(html).strip("> ") in {"Hej", ""}


def test_long_pages_are_marked_too():
    many = "<i>x</i> " * 20_000
    assert new_text_of(text_from_html(f"<div>{OWN}</div><blockquote>{many}</blockquote>")) == OWN


@pytest.mark.parametrize(
    "style",
    ["margin: 0 0 0 40px; border: none; padding: 0px;", "margin-top:0;margin-bottom:0", "margin-left:3em"],
)
def test_what_is_only_indented_was_written(style):
    diary = f'{OWN}<blockquote style="{style}">Jag vill inte leva längre.</blockquote>'

    assert new_text_of(text_from_html(diary)) == f"{OWN}\n\nJag vill inte leva längre."
    old = f'<blockquote type="cite">{OLD}</blockquote>'
    assert new_text_of(text_from_html(f"{diary}{old}")) == f"{OWN}\n\nJag vill inte leva längre."


def test_what_is_indented_by_a_line_is_quoted():
    html = f'{OWN}<blockquote style="border-left:1px solid; margin:10px; padding:0">{OLD}</blockquote>'
    assert new_text_of(text_from_html(html)) == OWN
