"""What programs write in subjects and texts: failed deliveries, absences, receipts, in many languages.

Each phrase stands where programs put it, at the beginning, since people write of the same things elsewhere.
"""

import re

START = 1_500  # characters of a text that are searched
_PREFIX = re.compile(r"^(?:\s*(?:re|sv|vs|aw|ang|ref|svar|antw)\s*:)+\s*", re.IGNORECASE)


def without_prefixes(subject: str) -> str:
    """A subject without what mail programs put before it when they reply; forwarded ones keep theirs."""
    return _PREFIX.sub("", subject[:300])


FAILED = re.compile(
    r"\W*(?:undeliver(?:ed|able)|undelivered mail|non[- ]?deliver(?:y|able)|not delivered|"
    r"(?:mail|message|e-?mail)?\s*delivery (?:status notification|notification|failure|failed|has failed|"
    r"error|report|"
    r"problem|warning|delay|unsuccessful|subsystem)|(?:permanent|temporary) (?:delivery )?failure|"
    r"delayed mail|"
    r"(?:mail|message|e-?mail) (?:delivery |system |could |was |is )*(?:failed|failure|error|undeliverable|"
    r"not (?:be )?delivered|returned|rejected|delayed|warning)|delivery delayed|warning: (?:could not|"
    r"message|mail)|"
    r"returned (?:mail|to sender|message)|failure (?:notice|delivery)|failed (?:mail|delivery)|"
    r"automatically rejected|"
    r"rejected(?: mail| message)?:|could not (?:send|deliver)|"
    r"kan inte levereras|kunde inte (?:levereras|leverera|skickas)|inte levererat|ej levererat|olevererbar|"
    r"oleverbar|"
    r"obeställbar|leveransfel|leveransstatus|leveransmeddelande|meddelandet (?:kunde inte|fördröjt)|"
    r"fördröjd leverans|"
    r"ikke leveret|kan ikke leveres|kunne ikke leveres|ulevert|leveringsfeil|leveringsfejl|leveringsstatus|"
    r"viestiä ei voitu|viestin toimitus|toimitusraportti|unzustellbar|nicht zustellbar|zustellung|"
    r"nachricht unzustellbar|"
    r"non remis|non distribu|échec de (?:la )?(?:remise|distribution)|no se (?:puede|pudo) entregar|"
    r"no entregado|"
    r"mensagem não entregue|não entregue|impossibile recapitare|mancata consegna|onbestelbaar|"
    r"niet afgeleverd|"
    r"niedostarczon|zwrot (?:wiadomości|poczty)|недоставлен|не доставлено)",
    re.IGNORECASE,
)
NOT_DELIVERED = re.compile(
    r"(?:could|can|was|has|were)(?: ?not|n['’]t)(?: yet)? be(?:en)? (?:sent or )?delivered|"
    r"not (?:be )?delivered to|did not (?:reach|receive)|unable to deliver|undeliverable|non-?delivery|"
    r"delivery (?:to|of|has|attempt|failed|error|status|failure|was|temporarily)|delevery|deliver(?:y|"
    r"ed)? .{0,60}failed|"
    r"fatal (?:delivery )?errors?|permanent(?:ly)? (?:fatal )?(?:error|fail)|failed recipients?|"
    r"returned (?:mail|to you)|"
    r"no such (?:user|mailbox|person)|user unknown|unknown user|mailbox (?:unavailable|is full|full|"
    r"not found)|"
    r"recipient (?:address )?rejected|not a member of th(?:is|e) (?:mailing )?list|duplicated message-id|"
    r"automatically rejected|kunde inte (?:levereras|nås|leverera)|kan inte levereras|har inte levererats|"
    r"inte (?:kunnat )?levereras|kunne ikke leveres|ikke leveret|ei voitu toimittaa|nicht zugestellt|"
    r"n'a pas (?:pu|été) (?:être |etre )?(?:remis|délivré|delivre|distribué)|no (?:se )?(?:ha )?(?:podido|"
    r"pudo) entreg|"
    r"não (?:foi|pôde) .{0,20}entreg|niet (?:worden )?(?:af|be)geleverd|nie (?:została|mogła|"
    r"można) .{0,20}dostarcz",
    re.IGNORECASE,
)
IS_NOTICE = re.compile(
    r"[\s*=_#>-]*(?:this (?:is|message was) (?:an? )?(?:automatically|created automatically|the mail|"
    r"the dragonfly)|"
    r"your (?:message|mail|e-?mail)\b.{0,200}\b(?:could not|was not|couldn['’]t|has not|did not)|"
    r"you(?: \S+)? are not (?:a )?member|duplicated message-id|failed recipients|votre message n|"
    r"ditt (?:meddelande|mejl|e-post\w*) (?:till .{0,100} )?(?:kunde inte|har inte|kan inte)|"
    r"det gick inte att leverera|leverans(?:en)? till)",
    re.IGNORECASE | re.DOTALL,
)
BOUNCE_OF_SES = re.compile(r'\s*\{"(?:notificationType|eventType)":\s*"(?:Bounce|Complaint)"')

AWAY = re.compile(
    r"\W*(?:"
    # Swedish
    r"auto(?:matiskt? |matisk )?[- ]?svar\b|autosvar|svar automatiskt|automatiskt (?:svar|meddelande|mejl)|"
    r"frånvaro(?:meddelande|besked|svar)\b|(?:jag (?:är|har) |är )?(?:på )?"
    r"(?:semester|tjänstledig(?:het)?|föräldraledig|sjukskriven|ledig)"
    r"\s*(?::|fram till|till och med|t\.?o\.?m|tills|mellan|v(?:ecka|\.) ?\d|\d|-|–|$)|"
    r"(?:jag är |är )?(?:ej|inte) (?:på|i) (?:kontoret|tjänst|plats)|(?:är )?ute ur kontoret|"
    # Norwegian, Danish, Finnish
    r"auto(?:matisk )?[- ]?svar|fravær(?:smelding|sbesked|sassistent)|ikke (?:på|til stede på) kontoret|"
    r"ikke til stede|automaattinen (?:vastaus|poissaolo)|poissa(?: toimistosta|oloilmoitus)|lomalla\b|"
    # English
    r"auto(?:mated|matic)?[- ]?(?:re(?:ply|sponse|spond(?:er)?)|answer)|auto:|"
    r"automatically generated (?:reply|response)|"
    r"out[- ]of[- ](?:the[- ])?office|ooo\b|oof\b|away from (?:the |my )?(?:office|desk|mail)|"
    r"(?:i am |i'm )?(?:currently )?(?:on (?:annual |maternity |parental |sick )?(?:leave|vacation|"
    r"holiday))\b|"
    r"vacation(?: (?:reply|response|message|notice)|:|$)|absence (?:notice|message)|not in the office|"
    # German, Dutch
    r"abwesenheit|abwesend|automatische (?:antwort|abwesenheit)|auto(?:matisch)?e?[- ]?antwort|"
    r"ich bin (?:nicht im|im urlaub)|"
    r"automatisch antwoord|automatische (?:beantwoording|reactie)|afwezig|niet (?:op|aanwezig)|"
    # French, Spanish, Portuguese, Italian
    r"réponse automatique|reponse automatique|absen(?:ce|t)(?: du bureau| de)?\b\s*(?::|du|de|$)|"
    r"je suis absent|"
    r"message automatique|respuesta automática|respuesta automatica|fuera de (?:la )?oficina|ausente|"
    r"resposta automática|resposta automatica|fora do escritório|ausência|risposta automatica|fuori ufficio|"
    r"assenza|"
    # Polish, Ukrainian, Russian, Czech, Hungarian, Turkish, Arabic, Persian, Chinese, Japanese
    r"automatyczna odpowied[zź]|odpowied[zź] automatyczna|poza biurem|nieobecno|автоматична відповідь|"
    r"автоответ|"
    r"автоматический ответ|автоматическ|відсутн|automatická odpov|mimo kancelář|automatikus válasz|"
    r"házon kívül|"
    r"otomatik yanıt|رد تلقائي|الرد التلقائي|پاسخ خودکار|"
    r"自动(?:回复|答复)|自動(?:回覆|返信|応答|答覆)|不在通知"
    r")",
    re.IGNORECASE,
)
READ = re.compile(
    r"\W*(?:(?:läst|oläst|read|not read|unread|gelesen|ungelesen|lest|læst|luettu|lu|leído|letto|gelezen|"
    r"lido|lida|"
    r"przeczytano|прочитано)\s*:|läskvitto|läsbekräftelse|read receipt|return receipt|lesebestätigung|"
    r"accusé de (?:lecture|réception)|"
    r"(?:accepterat|accepterad|godtaget|tackat ja|tackat nej|avböjt|avböjd|avvisat|preliminärt|preliminär|"
    r"accepted|declined|tentative|tentatively accepted|akseptert|avslått|accepteret|afvist|hyväksytty|"
    r"hylätty|"
    r"zugesagt|abgesagt|abgelehnt|accepté|refusé|aceptado|rechazado)\s*:)",
    re.IGNORECASE,
)
AUTOMATIC = re.compile(
    r"[\s*=_#>-]*(?:hej[!,. ]*\s+|hi[!,. ]*\s+|hello[!,. ]*\s+)?(?:obs!?\s+)?"
    r"(?:(?:detta|det här) är ett auto(?:matiskt|genererat|svar)|automatiskt svar|autosvar\b|"
    r"this is an? auto(?:matic|mated|matically generated|-?reply|-?response|-?generated)|"
    r"automatic(?:ally generated)? (?:reply|response)|"
    r"det(?:te|ta) er (?:et |en )?auto(?:matisk|svar|generer)|tämä on automaattinen|"
    r"(?:dies|das) ist eine automatische|ceci est un(?:e)? (?:message|réponse|e-mail) automatique|"
    r"este es un(?:a)? (?:mensaje|respuesta) automátic|"
    r"(?:tack för (?:ditt|er[t]?) (?:mejl|mail|e-post\w*|meddelande)\W{1,3})?(?:jag|vi) (?:är|"
    r"har) (?:just nu |för närvarande |"
    r"tyvärr )?(?:(?:på )?semester|(?:tjänst|föräldra)ledig|inte på (?:kontoret|plats)|ej på (?:kontoret|"
    r"plats)|"
    r"borta från kontoret|stängt) (?:och |till|t\.o\.m|fram|\d|mellan|under)|"
    r"(?:thank you for (?:your|the) (?:e-?mail|message)\W{1,3})?i(?: am|['’]m) (?:currently |now )?"
    r"(?:out of (?:the )?office|away from|on (?:annual |parental |maternity )?(?:leave|vacation|holiday)))",
    re.IGNORECASE,
)
RECEIVED = re.compile(
    r"\W*(?:(?:bekräftelse|kvittens)(?: på)?(?: mottag\w*| att vi|:)|mottagningsbekräftelse|"
    r"mottagningskvitto|"
    r"vi har (?:tagit emot|mottagit|fått) (?:ditt|din|ert) (?:ärende|mejl|mail|e-post|meddelande|fråga|"
    r"förfrågan|synpunkt)|"
    r"(?:ditt |ert )?ärende(?:t|nummer)?\s*(?:#|nr|nummer)?\s*[\w-]*\d[\w-]* (?:är |har )?(?:registrera|"
    r"mottag|skapa)\w*|"
    r"\[?(?:ticket|case|request|incident|ärende)[ #:]*[\w-]*\d[\w-]*\]?\W*(?:received|created|registered|"
    r"opened|mottaget)|"
    r"(?:we(?:'ve| have) )?received your (?:request|message|e-?mail|inquiry|enquiry)|"
    r"(?:new )?(?:support )?(?:ticket|request) "
    r"(?:received|created|opened)|thank you for contacting|your (?:support )?(?:request|ticket|case) "
    r"(?:\W?[\w-]*\d[\w-]*\W? )?(?:has been|was) (?:received|created|registered))",
    re.IGNORECASE,
)
TAKEN_IN = re.compile(
    r"(?m)^[\s*=_#>-]*(?:\#\#-? ?(?:please|vänligen|skriv|svara|type your reply|please type your reply)|"
    r"(?:detta|det här) (?:mejl|mail|meddelande|e-postmeddelande)\w* (?:är|har) (?:skickats |"
    r"genererats )?automatiskt|"
    r"(?:detta|det här) är ett automat\w+ (?:svar|meddelande|mejl|mail|utskick)|"
    r"(?:det går (?:inte|ej) att svara|(?:du kan|vänligen|var god och?|observera att du) (?:inte|"
    r"ej) svara?) (?:på|till) (?:detta|det här)|"
    r"svara (?:inte|ej) på (?:detta|det här)|(?:please )?do not reply to this (?:e-?mail|message)|"
    r"this (?:e-?mail|message) (?:was|has been|is) (?:automatically|auto-?)(?: ?generated| sent)?)",
    re.IGNORECASE,
)
