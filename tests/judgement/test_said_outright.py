"""Danger that is told in so many words in the middle of something else: nothing takes it back."""

import pytest

from complaints.judgement import judge
from complaints.policy import ALARMS

BEFORE = "Skolmaten på Åskolan har varit kall hela veckan och bussen kommer för sent nästan varje morgon."
AFTER = "Kan ni se över schemat? Vi undrar också när nästa möte är och om det finns plats på fritids."

LIFE = (
    "Han säger att han inte vill leva längre.",
    "Hon har sagt att hon vill dö.",
    "Min dotter skär sig i armarna.",
    "Han har försökt ta sitt liv.",
    "Hon pratar om att ta livet av sig.",
    "Hon har skrivit ett avskedsbrev.",
    "My daughter says she wants to die.",
    "Hon skadar sig själv.",
    "Pappa slår mig när han är full.",
    "Han blir slagen hemma.",
    "Hon har blivit våldtagen.",
    "En elev hade med sig kniv till skolan och hotade andra.",
    "Vår son har sagt att han ska hoppa framför tåget.",
    "Min dotter har tagit en massa tabletter.",
    "Han har blåmärken på ryggen efter sin pappa.",
    "Jag vågar inte gå hem.",
    "En vikarie har rört vid min dotter.",
    "Ett barn försvann från förskolan utan att någon märkte det.",
    "Jag ska slå ihjäl rektorn.",
    "Vi lever gömda och vår adress får inte synas.",
)
BLOWS = (
    "Min son blir slagen varje dag på rasten.",
    "Hon blir mobbad av tre tjejer i klassen.",
    "Läraren slog min son.",
    "Fröken tog honom i armen så det blev ett blåmärke.",
    "Personalen låste in honom i ett rum.",
    "De slår honom på rasterna.",
    "Ingen vill vara med henne, de fryser ut henne.",
    "Min son är utsatt för mobbning.",
    "Hon utsätts för kränkande behandling.",
    "Resursen drog honom i armen.",
    "Någon har lagt ut bilder på henne.",
    "Rektorn har kallat min dotter för idiot inför klassen.",
    "My son is being bullied every day.",
)
NOTHING = (
    "De där läxorna tar livet av mig.",
    "Vi höll på att dö av skratt.",
    "Hon vill dö av skam när ni läser upp namnen.",
    "Det slår mig att ingen svarar.",
    "Vem har blivit slagen i huvudet här?",
    "Våra barn slår er i pingis.",
    "Skolan har en plan mot mobbning, och den är bra.",
    "Jag blir galen av era blanketter.",
    "Hans mössa är borta sedan i morse.",
    "Får man ha kniv i skolan på täljdagen?",
    "Ska vi slå ihjäl tiden med kortlek?",
    "Enkäten om mobbning i klassen gick inte att öppna.",
)


def within(sentence):
    return f"{BEFORE} {sentence} {AFTER}"


@pytest.mark.parametrize("sentence", LIFE + BLOWS)
def test_what_is_said_outright_is_seen_whatever_else_the_mail_is_about(sentence, mail, lindhoj):
    assert not set(judge(mail(within(sentence)), lindhoj).lanes).isdisjoint(ALARMS)


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_only_sounds_so_raises_no_alarm(sentence, mail, lindhoj):
    assert set(judge(mail(within(sentence)), lindhoj).lanes).isdisjoint(ALARMS)
