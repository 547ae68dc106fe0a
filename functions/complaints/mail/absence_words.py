"""What people and their programs write when nobody is there, in the languages of those who write to us.

Regular expressions, some on a line: Swedish, Norwegian, Danish, Finnish, English, and then what is left.
"""

from complaints.mail.alternatives import AnyOf

# How a subject begins that only programs write,
SURE = AnyOf(
    r"""
    auto(?:matiskt? |matisk )?[- ]?svar(?:are)?\s*(?:$|[:.!–-])|svar automatiskt
    automatiskt (?:meddelande|mejl)
    frånvarande\s*(?:(?:re|sv)\s*)?:|meddelande om frånvaro:|(?:är )?ute ur kontoret
    (?:jag är |är )?(?:ej|inte) (?:på kontoret|i tjänst|på plats:)
    fravær(?:smelding|sbesked|sassistent|:)|(?:ikke (?:på|til stede på)|ute av|ude af) kontoret
    ikke til stede:|automaattinen (?:vastaus|poissaolo)|poissa(?: toimistosta|oloilmoitus|oloviesti|\s*:)
    auto(?:mated|matic)?[- ]?(?:re(?:ply|sponse|spond(?:er)?)|answer)|auto:
    automatically generated (?:reply|response)|not in the office
    out[- ]of[- ](?:the[- ])?office|ooo\b|oof\b|away from (?:the |my )?(?:office|desk|mail)
    vacation (?:reply|response|message|notice)|absence (?:notice|message)
    abwesenheit|abwesend|automatische (?:antwort|beantwoording|reactie)|auto(?:matisch)?e?[- ]?antwort
    ich bin (?:nicht im|im urlaub)|automatisch antwoord|afwezig|niet aanwezig|automaatvastus
    r[ée]ponse automatique|message automatique|absen(?:t|ce) du bureau|je suis absent
    respuesta autom[áa]tica|fuera de (?:la )?oficina|resposta autom[áa]tica|fora do escritório
    risposta automatica|fuori (?:dall')?ufficio
    automatyczna odpowied[zź]|odpowied[zź] automatyczna|poza biurem|автоматична відповідь|автоответ
    автоматическ|автоматски одговор|automatski odgovor|automatick[áa] odpov|mimo kancelář
    automatikus válasz|házon kívül|otomatik yanıt|ofis dışında
    رد تلقائي|الرد التلقائي|پاسخ خودکار|自动(?:回复|答复)|自動(?:回覆|返信|応答|答覆)|不在通知
    """,
    before=r"\W*",
)
# and one that people write too.
MAYBE = AnyOf(
    r"""
    (?:jag (?:är|har) |är )?(?:på )?(?:semester|(?:tjänst|föräldra)ledig(?:het)?|sjukskriven|ledig|bortrest)\b
    frånvaro(?:meddelande|besked|svar)\b|fravær\b|ferie\b|poissa\b|lomalla\b|vacation\b|away\b
    (?:i am |i'm )?(?:currently )?(?:on (?:annual |maternity |parental |sick )?(?:leave|vacation|holiday))\b
    absen(?:ce|t|te|za)\b|ausente\b|aus[êe]ncia\b|assenza\b|urlaub\b|nieobecno|urlop\b|відсутн
    """,
    before=r"\W*",
)

# "Thank you for your mail,
THANKS = AnyOf(
    r"""
    tack för (?:ditt|din|ert|er) (?:e-?)?(?:mejl|mail|post|meddelande)
    takk for (?:din |din/deres )?(?:e-post|mail)|tak for din (?:e-?mail|mail|besked|henvendelse)
    kiitos (?:viestistä|sähköpostistas|yhteydenoto)|thank(?:s| you) for your (?:e-?mail|message|mail)
    (?:vielen )?dank für ihre (?:e-?mail|nachricht)|bedankt voor uw (?:e-?mail|bericht)
    merci (?:pour|de) votre (?:message|mail|courriel|e-mail)|gracias por (?:tu|su) (?:correo|mensaje)
    dziękuję za (?:wiadomość|maila)|дякую за (?:ваш )?(?:лист|повідомлення)
    """
)
# I am not there
AWAY = AnyOf(
    r"""
    jag är (?:just nu |för närvarande |tyvärr |nu )?(?:bortrest|borta|sjukskriven|frånvarande)\b
    jag är (?:just nu |för närvarande |tyvärr |nu )?(?:tjänst|föräldra|barn)?ledig\b
    jag är (?:just nu |för närvarande |tyvärr |nu )?på (?:semester|kurs|resa|tjänsteresa|annan ort)
    jag är (?:inte|ej) (?:på (?:kontoret|plats|jobbet)|i tjänst|anträffbar)|jag har (?:semester|slutat)
    jag är (?:åter|tillbaka) (?:på|i) (?:kontoret|arbete|tjänst|jobbet)
    (?:kontoret|skolan|expeditionen|vi) (?:har|är|håller) (?:stängt|sommarstängt|semester|\w+lov\b)
    jeg (?:er|har|holder) (?:for tiden |i øjeblikket )?(?:på )?(?:ferie|permisjon|i permisjon|barsel|fravær)
    jeg er (?:for tiden |i øjeblikket )?(?:bortreist|bortrejst|ute av kontoret|ikke (?:på kontoret|til stede))
    olen (?:\w+ )?(?:lomalla|poissa|vapaalla|vuosilomalla|vanhempainvapaalla|virkamatkalla)
    en ole (?:paikalla|toimistolla)
    i(?: am|['’]m| will be) (?:currently |now )?(?:out of (?:the )?office|away\b|not in the office)
    i(?: am|['’]m| will be) (?:currently |now )?on (?:\w+ )?(?:leave|vacation|holiday)
    bin (?:\S+ ){0,6}(?:im urlaub|nicht im (?:büro|haus)|abwesend|außer haus|nicht erreichbar)
    je suis (?:actuellement )?(?:absente?|en (?:congés?|vacances|déplacement))
    estoy (?:fuera|de vacaciones|ausente)|estou (?:fora|de férias|ausente)|sono (?:assente|in ferie|fuori)
    (?:jestem|przebywam) (?:obecnie )?(?:na urlopie|poza biurem|nieobecn)|na (?:odmoru|godišnjem)
    ik ben (?:\S+ ){0,4}(?:afwezig|met vakantie|op vakantie)
    я (?:зараз |сейчас |перебуваю |нахожусь )?(?:у|в) (?:відпустці|отпуске|відрядженні|командировке)
    أنا (?:حاليا |حالياً )?(?:خارج المكتب|في إجازة)|izindeyim|ofis dışındayım|tatildeyim|در مرخصی
    """
)
# until then,
UNTIL = AnyOf(
    r"""
    till och med|t\.?o\.?m\b|fram till|tills|till (?:den |måndag|tisdag|onsdag|torsdag|fredag|\d)|förrän
    från och med|(?:åter|tillbaka)\b|v(?:ecka|\.)? ?\d\d?\s?[-–]\s?\d
    til og med|til (?:den |\d)|tilbake|tilbage|før den|\d\.? ?asti|\d\.? ?saakka|palaan|takaisin
    until|till \w+ \d|return|back (?:on|in)|as of|bis (?:zum|\d|einschl)|zurück|wieder
    jusqu['’]au|de retour|hasta|regres|do \d|wracam|od \d|tot (?:en met )?\d|terug|até|retorn|fino al|torner
    до \d|повернус|вернусь|حتى|سأعود|['’][ae] kadar|döneceğim
    """
)
# somebody else can help,
OTHERS = AnyOf(
    r"""
    kontakta (?!mig)|vid (?:frågor|brådskande|akuta?)|brådskande|ersättare|hänvisas till
    ring (?:växeln|expeditionen|\d)|ved (?:spørsmål|hastesaker|hastende|behov|spørgsmål)|haster
    kontakt (?!meg|mig)|kiireelli\w+|ota yhteyttä|contact (?!me)|urgent|in my absence
    dringend\w*|wenden sie sich|vertret\w+|en cas d['’]urgence|urgen\w+|neem contact op
    pilny\w*|w sprawach pilnych|kontaktować|термінов\w+|срочн\w+|للحالات العاجلة|acil
    """
)
# and nobody reads this."
UNREAD = AnyOf(
    r"""
    läser (?:inte|ej|bara)? ?(?:min |mina )?(?:mejl|mail|e-?post)|sporadiskt
    (?:mejl|mail|e-?post)\w* (?:läses|besvaras|bevakas) (?:inte|ej)|begränsad (?:tillgång|möjlighet)
    (?:brevlåda\w*|inkorg\w*) (?:bevakas|läses) (?:inte|ej)|(?:inte|ej) (?:vidarebefordra|bevaka)\w*
    svarar (?:dig )?(?:så snart|när|då) jag (?:är )?(?:åter|tillbaka|kommer)
    leser ikke|begrenset tilgang|læser ikke|besvares når|en lue|rajoitetusti
    limited access|not (?:be )?(?:monitored|reading)|accès limité|acceso limitado|ograniczony dostęp
    (?:nicht|kein\w*) (?:\S+ ){0,3}(?:weitergeleitet|gelesen|zugriff)
    """
)
