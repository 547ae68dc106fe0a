"""What mail programs call things, in the languages our writers' programs speak. All in lower case."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in listed.strip().split("\n"))


# The fields of a quoted mail's header, as Outlook and others write them into the text.
FROM, DATE, TO, SUBJECT = "from", "date", "to", "subject"
_FIELDS = {
    FROM: _words(
        """
        från from fra frå von de van da od от від lähettäjä afsender avsändare absender frá من kimden
        gönderen saatja feladó
        """
    ),
    DATE: _words(
        """
        skickat skickad sent sendt gesendet envoyé verzonden inviato enviado enviada wysłano отправлено
        надіслано lähetetty datum date dato data päivämäärä päiväys pvm fecha дата تاريخ التاريخ tarih
        kuupäev saadetud dátum
        """
    )
    | {"envoyé le", "enviado el", "enviada em", "enviado em", "message du", "تم الإرسال"},
    TO: _words(
        """
        till to til an à a aan para per do dla кому vastaanottaja kenelle إلى الى kime saaja címzett
        kopia cc kopi kopie копия копія kopio copia cópia bcc reply-to
        """
    )
    | {"copie à", "svar till"},
    SUBJECT: _words(
        """
        ämne subject emne betreff objet sujet onderwerp asunto assunto oggetto temat тема aihe الموضوع
        konu teema tárgy
        """
    ),
}
FIELDS = {word: kind for kind, words in _FIELDS.items() for word in words}

# What stands between dashes above a quoted mail.
ORIGINAL = _phrases(
    """
    ursprungligt meddelande
    originalmeddelande
    ursprungligt mejl
    ursprungligt brev
    ursprungligt e-postmeddelande
    original message
    original email
    original mail
    oprindelig meddelelse
    oprindelig besked
    oprindelig mail
    opprinnelig melding
    opprinnelig e-post
    original melding
    alkuperäinen viesti
    ursprüngliche nachricht
    originalnachricht
    original-nachricht
    message d'origine
    message d’origine
    message original
    oorspronkelijk bericht
    origineel bericht
    mensaje original
    mensagem original
    messaggio originale
    messaggio originario
    wiadomość oryginalna
    oryginalna wiadomość
    исходное сообщение
    оригинальное сообщение
    оригінальне повідомлення
    الرسالة الأصلية
    """
)

# What stands above a mail that is passed on.
FORWARDED = tuple(
    _phrases(
        """
        vidarebefordrat meddelande
        vidarebefordrat brev
        vidarebefordrat mejl
        vidarebefordrat e-postmeddelande
        börja vidarebefordrat
        forwarded message
        forwarded by
        begin forwarded message
        videresendt melding
        videresendt meddelelse
        videresendt besked
        start på videresendt
        start på vidarebefordrat
        välitetty viesti
        edelleenlähetetty viesti
        weitergeleitete nachricht
        anfang der weitergeleiteten
        message transféré
        début du message
        doorgestuurd bericht
        begin doorgestuurd
        mensaje reenviado
        inicio del mensaje reenviado
        mensagem encaminhada
        messaggio inoltrato
        inizio messaggio inoltrato
        wiadomość przekazana
        przekazana wiadomość
        пересылаемое сообщение
        переслане повідомлення
        الرسالة المعاد توجيهها
        """
    )
)

# "wrote", as it stands in "On … … wrote:".
WROTE = _words(
    """
    wrote writes skrev skriver skreiv kirjoitti schrieb geschrieben écrit ecrit schreef geschreven
    escribió escreveu scritto napisał napisała napisana napisao napisala napsal написал написала написав
    пише пишет kirjutas skrifaði írta yazdı كتب نوشت viết
    """
)

# What telephones and webmail put below a mail: how such a line begins, and ends, around a device's name.
FOOTERS = (
    # Swedish, English
    *("skickat från ", "skickades från ", "skickad från ", "sänt från ", "skickat med ", "skickat via "),
    *("skickat ifrån ", "hämta outlook för ", "skaffa outlook för "),
    *("sent from ", "sent via ", "sent with ", "sent by ", "get outlook for ", "outlook for "),
    # Norwegian, Danish, Finnish
    *(
        "sendt fra ",
        "sendt via ",
        "sendt med ",
        "last ned outlook for ",
        "få outlook for ",
        "hent outlook til ",
    ),
    *("lähetetty ", "hanki outlook "),
    # German, French, Spanish, Portuguese, Dutch, Italian, Polish
    *("gesendet von ", "gesendet mit ", "diese nachricht wurde von ", "von meinem ", "outlook für "),
    *("envoyé de ", "envoyé depuis ", "envoyé à partir de ", "enviado desde ", "enviado do ", "enviado de "),
    *("verstuurd vanaf ", "verzonden vanaf ", "verzonden met ", "inviato da ", "wysłane z ", "wysłano z "),
    # Russian, Ukrainian, Arabic, Bosnian, Serbian
    *("отправлено с ", "отправлено из ", "надіслано з ", "تم الإرسال من ", "poslano s ", "poslato sa "),
)
DEVICES = _words(
    """
    iphone ipad ipod android samsung galaxy huawei honor xiaomi redmi oneplus oppo pixel nokia motorola xperia
    sony blackberry ios windows
    smartphone smarttelefon mobil telefon handy mobiltelefon surfplatta läsplatta tablet phone mobile telefoon
    téléphone móvil teléfono telemóvel celular puhelimesta puhelimestani iphonesta ipadista androidista
    iphonestani ipadistani outlookista телефона iphoneʼa iphonea
    outlook yahoo gmail proton protonmail hotmail aol icloud spark bluemail thunderbird tutanota tuta mail
    """
)
