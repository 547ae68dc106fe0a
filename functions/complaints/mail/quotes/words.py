"""What mail programs call things, in the languages our writers' programs speak. All in lower case."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in listed.strip().split("\n"))


# The fields of a quoted mail's header, as Outlook and others write them into the text.
FROM, DATE, TO, SUBJECT, OTHER = "from", "date", "to", "subject", "other"
_FIELDS = {
    FROM: _words(
        """
        från from fra frå von de van da od од от від lähettäjä afsender avsändare absender frá من kimden
        gönderen saatja feladó nga از فرستنده
        """
    )
    | {"de la"},
    DATE: _words(
        """
        skickat skickad sent sendt gesendet envoyé verzonden inviato enviado enviada wysłano отправлено
        надіслано lähetetty datum date dato data päivämäärä päiväys pvm fecha дата تاريخ التاريخ tarih
        kuupäev saadetud dátum poslano послато odesláno elküldve trimis gönderildi dërguar تاریخ
        """
    )
    | {"فرستاده شده", "envoyé le", "enviado el", "enviada em", "enviado em", "message du", "تم الإرسال"},
    TO: _words(
        """
        till to til an à a aan para per do dla кому vastaanottaja kenelle إلى الى kime saaja címzett
        kopia cc kopi kopie копия копія kopio copia cópia bcc reply-to
        """
    )
    | {"copie à", "svar till", "svara till", "svar til", "antwort an"},
    SUBJECT: _words(
        """
        ämne ärende subject emne betreff objet sujet onderwerp asunto assunto oggetto temat тема aihe الموضوع
        konu teema tárgy predmet předmět subiect subjekti موضوع
        """
    ),
    OTHER: _words("prioritet importance priority bilagor attachments tärkeys wichtigkeit vedlegg anlagen")
    | {"bifogade filer", "vedhæftede filer"},
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
    reply message
    svarsmeddelande
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
    пише пишет kirjutas skrifaði írta yazdı كتب كتبت نوشت viết scris shkroi rašė rakstīja 写道
    """
)

# How Horde introduces a quote: "Citerar Maria Lind <…>:".
QUOTING = _words("quoting citerar citerer siterer lainaus zitat citando citation cytat quotando citeren")

# What telephones and webmail put below a mail: how such a line begins, or ends, around a device's name.
FOOTERS = (
    # Swedish, English
    *("skickat från ", "skickades från ", "skickad från ", "sänt från ", "skickat med ", "skickat via "),
    *("skickat ifrån ", "hämta outlook ", "skaffa outlook ", "få outlook ", "få bluemail "),
    *("sent from ", "sent via ", "sent with ", "sent by ", "sent using ", "get outlook ", "get bluemail "),
    # Norwegian, Danish, Finnish
    *("sendt fra ", "sendt via ", "sendt med ", "last ned outlook ", "skaff deg outlook ", "hent outlook "),
    *("lähetetty ", "hanki outlook ", "hae outlook "),
    # German, French, Spanish, Portuguese, Dutch, Italian, Polish
    *("gesendet von ", "gesendet mit ", "diese nachricht wurde von ", "von meinem ", "von samsung "),
    *("outlook für ", "outlook for ", "outlook voor ", "holen sie sich outlook "),
    *("envoyé de ", "envoyé depuis ", "envoyé à partir de ", "enviado desde ", "enviado do ", "enviado de "),
    *("obtenir outlook ", "télécharger outlook ", "obtener outlook ", "obter o outlook ", "scarica outlook "),
    *("verstuurd vanaf ", "verzonden vanaf ", "verzonden met ", "inviato da ", "wysłane z ", "wysłano z "),
    *("pobierz aplikację outlook ", "pobierz outlook "),
    # Russian, Ukrainian, Arabic, Persian, Bosnian, Serbian
    *("отправлено с ", "отправлено из ", "получить outlook ", "надіслано з ", "отримати outlook "),
    *("تم الإرسال من ", "أُرسلت من ", "الحصول على outlook ", "احصل على outlook ", "ارسال شده از "),
    *("poslano s ", "poslano sa ", "poslato sa ", "preuzmite outlook "),
)
FOOTER_ENDS = (" gönderildi",)
DEVICES = _words(
    """
    iphone ipad ipod android samsung galaxy huawei honor xiaomi redmi oneplus oppo pixel nokia motorola xperia
    htc sony blackberry ios windows surface
    smartphone smarttelefon mobil mobilen telefon telefonen handy mobiltelefon surfplatta läsplatta dator
    tablet phone mobile telefoon téléphone móvil teléfono telemóvel celular
    puhelimesta puhelimestani iphonesta ipadista androidista iphonestani ipadistani outlookista windowsin
    телефона iphoneʼa iphonea watch
    outlook yahoo gmail proton protonmail hotmail aol icloud spark bluemail typeapp fairemail boxer zoho
    thunderbird tutanota tuta mail post
    """
)

# What people and programs add to such a line.
EXCUSES = (
    *("ursäkta", "förlåt", "be om ursäkt", "please excuse", "excuse", "please forgive", "sorry"),
    *("unnskyld", "beklager", "undskyld", "bitte entschuldigen", "entschuldigen", "pahoittelut"),
    *("få appen", "get the app", "get the new app"),
)
GUARDS = _words("avast avg norton eset kaspersky")  # they say below a mail that they found no virus
