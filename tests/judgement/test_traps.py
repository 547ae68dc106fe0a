"""What looks alike and is not: words that must not match, and words that must."""

from dataclasses import replace

import pytest

from complaints.judgement import judge
from complaints.model import Lane

DANGEROUS = {Lane.ACUTE, Lane.PROTECTED, Lane.KRANKNING, Lane.THREAT}


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("maltid", "Matematiken på Kullaskolan går för fort fram och matteboken är dålig"),
        ("maltid", "Vi har inte fått någon information om klimatdagen"),
        ("maltid", "Automaten i korridoren äter mina pengar"),
        ("maltid", "Det var ingen match i fredags, materialet var slut och mattan är trasig"),
        ("maltid", "Ni bad oss mata in uppgifterna två gånger"),
        ("maltid", "Lunchrasten är för kort"),
        ("skjuts", "Busskompisarna är inte snälla"),
        ("skjuts", "De är busiga och bussiga om vartannat men ni tillåter att de busar"),
        ("bemotande", "Tonårsrummet är alltid stängt"),
        ("undervisning", "Det blev en läxa för oss alla, svårt nog"),
        ("betyg", "Det är ett dåligt betyg till kommunen"),
        ("trygghet", "Trygghetslarmet ringer aldrig och han är rastlös"),
        ("fritids", "Fritidsgården är stängd på hans fritid"),
        ("forskola", "Förskoleklassen på Ekbackeskolan har för få pedagoger"),
        ("avgift", "Tack för att frukosten är utan avgift"),
        ("integritet", "Bildlektionen i bildsalen ställs alltid in"),
        ("digitalt", "Ni mobiliserar aldrig, apparaten är trasig, applåder till er"),
        ("information", "Informationsteknik är ett dåligt ämne"),
        ("stod", "Stödhjulen i förrådet är borta och vi saknar stöd från er"),
        ("organisation", "Kan ni slå ihop dig och din kollega"),
        ("elevhalsa", "Vem kuraterar utställningen"),
        ("placering", "Det är alltid lång matkö och kö till bussen"),
    ],
)
def test_a_word_inside_another_or_in_an_idiom_does_not_speak_for_a_category(category, text, mail, lindhoj):
    judgement = judge(mail(text), lindhoj)

    assert category not in (judgement.category, *judgement.also_categories), judgement.reasons


@pytest.mark.parametrize(
    "text",
    [
        "Det slår mig att schemat är svårt att läsa",
        "Jag slog upp boken och den är trasig",
        "Ni ska väl inte slå ihop klasserna på Ängskolan",
        "Åskan slog ut strömmen och maten blev kall",
        "Han retar sig på schemat",
        "Klassrummet på hotellet var trångt",
        "Dörren går inte att låsa och jag är dödtrött på det",
        "Rasten är för kort och han är rastlös",
        "Lovet var för kort, kan ni lova att det blir bättre",
        "Det är klassisk musik på provet, provsmaka maten i stället",
        "De sparkar boll för nära fönstren",
        "Vad har ni för plan mot mobbning?",
        "Maten serveras utan kniv och gaffel",
        "Bussen kom inte i morse igen",
        "Björn, Bo, Lo, Ros, Sol, Stig och My går i samma klass och har dåligt schema",
        "Hunden skäller på skolgården varje rast",
        "Vi har klagat på vägen i tre år nu",
        "Hur anmäler jag specialkost?",
    ],
)
def test_ordinary_life_raises_no_alarm(text, mail, lindhoj):
    judgement = judge(mail(text), lindhoj)

    assert judgement.lane not in DANGEROUS, judgement.reasons
    assert not DANGEROUS & set(judgement.also)
    assert not judgement.urgent


@pytest.mark.parametrize(
    ("lane", "text"),
    [
        (Lane.KRANKNING, "De kallar honom för rasist och nu är det rasistiska ord i korridoren"),
        (Lane.KRANKNING, "Han blir retad varje dag"),
        (Lane.KRANKNING, "han blir mobbad pa Askolan varje rast"),
        (Lane.KRANKNING, "Hon blev knuffad i trappan igen"),
        (Lane.KRANKNING, "Pojkarna slår honom i omklädningsrummet"),
        (Lane.KRANKNING, "de fryser ut henne och hon är helt ensam"),
        (Lane.KRANKNING, "Min dotter blir utsatt för sexuella trakasserier"),
        (Lane.KRANKNING, "Läraren nöp honom i örat"),
        (Lane.KRANKNING, "MIN SON BLIR MOBBAD"),
        (Lane.ACUTE, "jag vill inte leva längre"),
        (Lane.ACUTE, "Hon skär sig själv på toaletten"),
        (Lane.ACUTE, "mamma slar henne hemma"),
        (Lane.ACUTE, "Barnen är rädda för att gå hem"),
        (Lane.KRANKNING, "Fritidsledaren drog henne i armen"),
        (Lane.THREAT, "Nästa gång slår jag ner honom"),
        (Lane.APPEAL, "Vi accepterar inte beslutet och vill att det prövas igen"),
        (Lane.ACUTE, "Han har en kniv med sig till skolan"),
        (Lane.ACUTE, "I want to die"),
        (Lane.PROTECTED, "Vi har skyddade personuppgifter, ring inte"),
        (Lane.PROTECTED, "Vi lever med sekretessmarkering"),
        (Lane.THREAT, "Jag vet var du bor"),
        (Lane.THREAT, "Ni kommer få ångra er, jag ska döda er"),
        (Lane.APPEAL, "Härmed överklagas beslutet om skolplacering"),
        (Lane.DOCUMENT_REQUEST, "Jag vill ta del av alla handlingar om min dotter"),
        (Lane.DATA_REQUEST, "Jag vill ha ett registerutdrag enligt GDPR"),
        (Lane.DEMAND, "Jag kräver att ni agerar, annars anmäler jag er"),
    ],
)
def test_what_must_be_seen_is_seen(lane, text, mail, lindhoj):
    judgement = judge(mail(text), lindhoj)

    assert lane in judgement.lanes, judgement.reasons


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Rektorn på Åskolan skrek åt mig", "bitradande-chef"),
        ("Då skrek rektorn på Åskolan åt mig", "bitradande-chef"),
        ("Vi blev så nedlåtande bemötta av rektorn på Åskolan", "bitradande-chef"),
        ("Jag vill lämna ett klagomål på rektorn på Åskolan", "bitradande-chef"),
        ("Jag har pratat med rektor på Åskolan men hon lyssnar inte", "bitradande-chef"),
        ("Rektorn på Åskolan lovade i våras att maten skulle bli bättre, hon har ljugit", "bitradande-chef"),
        ("Birgitta Norén ignorerar oss", "bitradande-chef"),
        ("Rektor Norén svarar aldrig", "bitradande-chef"),
        ("Skolledningen på Åskolan gör ingenting åt mobbningen", "bitradande-chef"),
        ("Min son blir slagen på Åskolan och rektorn bryr sig inte", "bitradande-chef"),
        ("Peter Hallgren var otrevlig mot mig om maten", "bitradande-chef"),
        ("Annika Sandell svarar aldrig", "bitradande-chef"),
        ("Karin Blom har ljugit för mig", "barn-och-utbildningschef"),
        ("Biträdande barn- och utbildningschefen vägrar svara", "barn-och-utbildningschef"),
        ("Karin Blom och Birgitta Norén struntar i oss", "barn-och-utbildningschef"),
        ("Mats Ödman ljuger", "registrator"),
        ("Barn- och utbildningschefen var hotfull mot oss", "registrator"),
    ],
)
def test_a_complaint_about_a_leader_goes_to_somebody_above(text, owner, mail, lindhoj):
    judgement = judge(mail(text), lindhoj)

    assert judgement.owner == owner, judgement.reasons
    assert judgement.barred
    assert not set(judgement.barred) & {judgement.owner, *judgement.copies}


@pytest.mark.parametrize(
    "text",
    [
        "Jag har pratat med rektor på Åskolan om maten, den är fortfarande kall",
        "Rektor hälsar att maten ska bli bättre, den är fortfarande kall (Åskolan)",
        "Tack rektor på Åskolan för svaret, maten är fortfarande kall",
        "Hej rektor, maten på Åskolan är kall",
        "Maten är kall. Rektorn på Åskolan är informerad.",
        "Jag har mejlat Birgitta Norén om att maten är kall",
        "Jag har pratat med rektor på Åskolan om att maten är kall och kocken otrevlig",
    ],
)
def test_a_leader_who_is_only_mentioned_is_not_blamed(text, mail, lindhoj):
    judgement = judge(mail(text), lindhoj)

    assert judgement.owner == "maltidschef", judgement.reasons
    assert not judgement.barred


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Olle Dahl lovade ringa i går, men ingen har hört av sig.", "centralskolan"),
        ("Karin Blom lovade ringa i går, men ingen har hört av sig.", None),
        ("Birgitta Norén lovade ringa i går, men ingen har hört av sig.", "askolan"),
        ("Han går på anpassad och trivs inte alls.", "anpassad-grundskola"),
        ("Han går på anpassade sedan en tid och missar undervisning.", "anpassad-grundskola"),
        ("Han går på anpassad studiegång och trivs inte alls.", None),
        ("Allt ska centraliseras, också skolmaten.", None),
        ("Det är stökigt på Ängis efter lunch.", "angskolan"),
        ("Det är stökigt på Engskolan efter lunch.", "angskolan"),
        ("Åskolans matsal är smutsig", "askolan"),
        ("Det är stökigt på askolan", "askolan"),
        ("Det är stökigt på a\u030askolan", "askolan"),  # å written as two characters
        ("Det är stökigt på Ås", "askolan"),
        ("Det är stökigt uppe på en ås", None),
        ("as I said, it is noisy", None),
        ("Kulla-fritids stänger för tidigt", "kullaskolan"),
        ("Kullafritids stänger för tidigt", "kullaskolan"),
        ("Han ramlade i backen vid kullen", None),
        ("På Kullen är de för få vuxna", "kullen"),
        ("personalen på HUMLAN är stressad", "humlan"),
        ("Norrhults förskola har stängt igen", "norrhults-forskola"),
        ("Förskolan i Norrhult har stängt igen", "norrhults-forskola"),
        ("Bussen från Norrhult är sen", None),
        ("Centralskolan i grannkommunen är bättre", None),
        ("Han gick på före detta Ekbackeskolan", None),
        ("Barn på Åskolan och Kullaskolan fryser", None),
        ("Klöverns personal på Ängskolan är för få", "klovern"),
        ("Särskolan får aldrig följa med", "anpassad-grundskola"),
    ],
)
def test_a_unit_is_named_only_beyond_doubt(text, unit, mail, lindhoj):
    judgement = judge(mail(text), lindhoj)

    assert judgement.unit == unit, judgement.reasons


def test_who_stands_in_for_several_names_no_unit(mail, lindhoj):
    other = lindhoj.roles["rektor-askolan"]
    shared = replace(other, deputies=(*other.deputies, "bitradande-rektor-centralskolan"))
    organisation = replace(lindhoj, roles={**lindhoj.roles, other.id: shared})

    assert judge(mail("Olle Dahl lovade ringa i går, men ingen har hört av sig."), organisation).unit is None


def test_who_has_another_post_names_no_unit(mail, lindhoj):
    organisation = replace(lindhoj, posts=replace(lindhoj.posts, faults="bitradande-rektor-centralskolan"))

    assert judge(mail("Olle Dahl lovade ringa i går, men ingen har hört av sig."), organisation).unit is None


def test_the_subject_counts_double(mail, lindhoj):
    judgement = judge(mail("Maten var slut när de kom fram", subject="Bussen"), lindhoj)

    assert judgement.category == "skjuts"
    assert judgement.also_categories == ("maltid",)


def test_a_school_of_ours_beside_somebody_elses_is_ours_to_answer_for(mail, lindhoj):
    judgement = judge(mail("Han bytte från Fria Gläntan till Åskolan och maten är kall"), lindhoj)

    assert (judgement.lane, judgement.owner) == (Lane.COMPLAINT, "maltidschef")


@pytest.mark.parametrize(
    ("sender", "lane"),
    [("maria@hem.example", Lane.COMPLAINT), ("nagon.larare@lindhoj.example", Lane.STAFF_MATTER)],
)
def test_a_boss_is_a_staff_matter_only_when_staff_writes(sender, lane, mail, lindhoj):
    text = "Min chef vill inte att jag går ifrån varje gång ni stänger, det fungerar inte"

    assert judge(mail(text, sender=sender), lindhoj).lane is lane


def test_only_what_is_newly_written_is_read(mail, lindhoj):
    quoted = replace(mail("Maten är kall"), text="Maten är kall\n> min son blir mobbad")

    assert judge(quoted, lindhoj).lane is Lane.COMPLAINT
