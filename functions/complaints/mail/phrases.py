"""What programs write in subjects and texts: failed deliveries, receipts, acknowledgements.

Each phrase stands where programs put it, at the beginning, since people write of the same things elsewhere.
"""

import re

from complaints.mail.alternatives import AnyOf

START = 1_500  # characters of a text that are searched
_PREFIX = re.compile(r"^(?:\s*(?:re|sv|vs|aw|ang|ref|svar|antw)\s*:)+\s*", re.IGNORECASE)


def without_prefixes(subject: str) -> str:
    """A subject without what mail programs put before it when they reply; forwarded ones keep theirs."""
    return _PREFIX.sub("", subject[:300])


FAILED = AnyOf(
    r"""
    undeliver(?:ed|able)|undelivered mail|non[- ]?deliver(?:y|able)|not delivered|delayed mail
    (?:mail|message|e-?mail)?\s*delivery (?:status notification|notification|failure|failed|has failed)
    (?:mail|message|e-?mail)?\s*delivery (?:error|report|problem|warning|delay|unsuccessful|subsystem)
    (?:permanent|temporary) (?:delivery )?failure|delivery delayed|failure (?:notice|delivery)
    (?:mail|message|e-?mail) (?:delivery |system |could |was |is )*(?:failed|failure|error|undeliverable)
    (?:mail|message|e-?mail) (?:delivery |system |could |was |is )*(?:not (?:be )?delivered|returned|rejected)
    (?:mail|message|e-?mail) (?:delivery |system |could |was |is )*(?:delayed|warning)
    warning: (?:could not|message|mail)|returned (?:mail|to sender|message)|failed (?:mail|delivery)
    automatically rejected|rejected(?: mail| message)?:|could not (?:send|deliver)
    kan inte levereras|kunde inte (?:levereras|leverera|skickas)|(?:inte|ej) levererat|olevererbar|oleverbar
    olevererat|obeställbar|leveransfel|leveransstatus|leveransmeddelande|fördröjd leverans
    (?:meddelandet|mejlet) (?:kunde inte|fördröjt)|fel vid leverans|leverans\w* (?:misslyckades|är försenad)
    ikke leveret|kan ikke leveres|kunne ikke leveres|ulevert|leveringsfeil|leveringsfejl|leveringsstatus
    viestiä ei voitu|viestin toimitus|toimitusraportti|toimittamaton
    unzustellbar|nicht zustellbar|zustellung|nachricht unzustellbar
    non remis|non distribu|échec de (?:la )?(?:remise|distribution)|no se (?:puede|pudo) entregar
    no entregado|mensagem não entregue|não entregue|impossibile recapitare|mancata consegna
    onbestelbaar|niet afgeleverd|niedostarczon|zwrot (?:wiadomości|poczty)|недоставлен|не доставлено
    """,
    before=r"\W*",
)
NOT_DELIVERED = AnyOf(
    r"""
    (?:could|can|was|has|were)(?: ?not|n['’]t)(?: yet)? be(?:en)? (?:sent or )?delivered
    not (?:be )?delivered to|did not (?:reach|receive)|unable to deliver|undeliverable|non-?delivery
    delivery (?:to|of|has|attempt|failed|error|status|failure|was|temporarily)|delevery
    deliver(?:y|ed)? .{0,60}failed|fatal (?:delivery )?errors?|permanent(?:ly)? (?:fatal )?(?:error|fail)
    failed recipients?|returned (?:mail|to you)|no such (?:user|mailbox|person)|user unknown|unknown user
    mailbox (?:unavailable|is full|full|not found)|recipient (?:address )?rejected
    not a member of th(?:is|e) (?:mailing )?list|duplicated message-id|automatically rejected
    kunde inte (?:levereras|nås|leverera)|kan inte levereras|har inte levererats|nådde inte följande
    inte (?:kunnat )?levereras|kunne ikke leveres|ikke leveret|ei voitu toimittaa|nicht zugestellt
    n'a pas (?:pu|été) (?:être |etre )?(?:remis|délivré|delivre|distribué)
    no (?:se )?(?:ha )?(?:podido|pudo) entreg|não (?:foi|pôde) .{0,20}entreg
    niet (?:worden )?(?:af|be)geleverd|nie (?:została|mogła|można) .{0,20}dostarcz
    """,
    before="",
)
IS_NOTICE = AnyOf(
    r"""
    this (?:is|message was) (?:an? )?(?:automatically|created automatically|the mail|the dragonfly)
    your (?:message|mail|e-?mail)\b.{0,200}\b(?:could not|was not|couldn['’]t|has not|did not)
    you(?: \S+)? are not (?:a )?member|duplicated message-id|failed recipients|votre message n
    ditt (?:meddelande|mejl|e-post\w*) (?:till .{0,100} )?(?:kunde inte|har inte|kan inte)
    det gick inte att leverera|leverans(?:en)? till
    """,
    before=r"[\s*=_#>-]*",
    flags=re.IGNORECASE | re.DOTALL,
)
BOUNCE_OF_SES = re.compile(r'\s*\{"(?:notificationType|eventType)":\s*"(?:Bounce|Complaint)"')
DELAYED = AnyOf(
    r"""
    delay(?:ed)?\b|not yet been delivered
    försena|fördröj|forsinket|viivästy|verzögert
    """
)

READ = AnyOf(
    r"""
    (?:läst|oläst|read|not read|unread|gelesen|ungelesen|lest|læst|luettu|lu|leído|letto|gelezen)\s*:
    (?:lido|lida|przeczytano|прочитано)\s*:|läskvitto|läsbekräftelse|read receipt|return receipt
    lesebestätigung|accusé de (?:lecture|réception)
    (?:accepterat|accepterad|godtaget|tacka(?:t|de) (?:ja|nej)|avböjt|avböjd|avvisa[dt])\s*:
    (?:preliminärt?(?: accepterad)?|ny tid föreslagen|new time proposed)\s*:
    (?:accepted|declined|tentative|tentatively accepted|akseptert|godtatt|avslått|accepteret|afvist)\s*:
    (?:hyväksytty|hylätty|zugesagt|abgesagt|abgelehnt|accepté|refusé|aceptado|rechazado)\s*:
    """,
    before=r"\W*",
)
_ANSWER = r"(?:svar|meddelande|mejl|mail|utskick|e-post\w*|besked|melding|meddelelse)"
AUTOMATIC = AnyOf(
    rf"""
    (?:detta|det här) är ett (?:autogenererat|autosvar|automat\w+ (?:\w+ )?{_ANSWER})
    automatiskt svar|autosvar\b(?!\s*:\s*["”“»])|automatic(?:ally generated)? (?:reply|response)
    this is an? auto(?:matic|mated|matically)?[ -]?(?:generated )?(?:reply|response|message|e-?mail|answer)
    det(?:te|ta) er (?:et |en )?auto(?:svar|generer\w+|matisk \w*{_ANSWER})|tämä on automaattinen
    (?:dies|das) ist eine automatische|ceci est une? (?:message|réponse|e-mail) automatique
    este es una? (?:mensaje|respuesta) automátic|to jest automatyczn|це автоматичн
    """,
    before=r"[\s*=_#>-]*(?:(?:hej|hi|hello)[!,. ]*\s+)?(?:obs!?\s+)?",
)
_YOURS = (
    r"(?:ditt|din|dina|ert|er) "
    r"(?:ärende|mejl|mail|e-post\w*|meddelande|fråga|förfrågan|synpunkt\w*|anmälan|begäran|ansökan)"
)
RECEIVED = AnyOf(
    rf"""
    (?:bekräftelse|kvittens)(?: på)?(?: mottag\w*| att vi|:)|mottagningsbekräftelse|mottagningskvitto
    ärendebekräftelse|tack för att du kontakta\w+
    vi har (?:tagit emot|mottagit|fått|registrerat) {_YOURS}
    {_YOURS} (?:har |är )(?:nu )?(?:registrera|mottag|skapa|tagits emot)\w*
    (?:ditt |ert )?ärende(?:t|nummer)?\s*(?:\#|nr|nummer)?\s*[\w-]*\d[\w-]* (?:är |har )?(?:registrera|mottag)
    (?:ditt |ert )?ärende(?:t|nummer)?\s*(?:\#|nr|nummer)?\s*[\w-]*\d[\w-]* (?:är |har )?skapa
    \[?(?:ticket|case|request|incident|ärende)[ \#:]*[\w-]*\d[\w-]*\]?\W*(?:received|created|registered)
    \[?(?:ticket|case|request|incident|ärende)[ \#:]*[\w-]*\d[\w-]*\]?\W*(?:opened|mottaget)
    (?:we(?:'ve| have) )?received your (?:request|message|e-?mail|inquiry|enquiry)
    (?:new )?(?:support )?(?:ticket|request) (?:received|created|opened)|thank you for contacting
    your (?:support )?(?:request|ticket|case) (?:\W?[\w-]*\d[\w-]*\W? )?(?:has been|was) (?:received|created)
    your (?:support )?(?:request|ticket|case) (?:\W?[\w-]*\d[\w-]*\W? )?(?:has been|was) registered
    vi har (?:mottatt|modtaget) (?:din|ditt|deres)|olemme vastaanottaneet|viestisi on vastaanotettu
    eingangsbestätigung|ihre (?:anfrage|nachricht|e-?mail) ist (?:bei uns )?eingegangen
    wir haben ihre (?:anfrage|nachricht)
    """,
    before=r"(?:\[[^\]]{1,60}\])?\W*",
)
_THIS = r"(?:detta|det här) (?:mejl|mail|meddelande|e-postmeddelande|brev|utskick)\w*"
TAKEN_IN = AnyOf(
    rf"""
    \#\#-? ?(?:please|vänligen|skriv|ange|svara|type your reply)
    {_THIS} (?:är|har) (?:skickats |genererats )?automatiskt
    {_THIS} (?:kan|går) (?:inte|ej) (?:att )?(?:svara|besvara)
    (?:detta|det här) är ett automat\w+ {_ANSWER}|det går (?:inte|ej) att svara (?:på|till) {_THIS}
    (?:du kan|vänligen|var god och?|observera att du) (?:inte|ej) svara? (?:på|till) {_THIS}
    (?:vänligen )?svara (?:inte|ej) på {_THIS}|(?:please )?do not reply to this (?:e-?mail|message)
    this (?:e-?mail|message) (?:was|has been|is) (?:automatically|auto-?)(?: ?generated| sent)?
    """,
    before=r"(?:^|[.!]\s)[\s*=_#>-]*",
    flags=re.IGNORECASE | re.MULTILINE,
)
