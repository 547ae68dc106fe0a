"""The commonest words of the languages that are told apart by them, and what marks each script's languages.

A word that several languages share counts for each of them the less. Lists are grown by adding whole words.
"""

COMMON = {
    "sv": """
        fort möjligt snart fem fyra tre två
        och att det som en på är av för med den till inte har de ett om vi var jag hon han kan så
        ska vad hej tack mvh vill får också bara eller där här nu måste varför barn dotter son ni er
        ert era igår blev varit mycket någon något några alla efter innan hälsningar hälsning du dig
        dem deras oss upp ut vår vårt våra min mitt mina sin sitt sina men när från sedan hur vem
        vilken vilket skulle kunde borde ja nej mig sig honom henne mer mest än då ju väl nog aldrig
        alltid ofta igen idag imorgon imorse nästa förra varje vecka veckan dag dagen dagar månad år
        skolan skola förskolan rektor rektorn lärare läraren klass klassen maten mat eleverna elever
        barnen fritids pojke pojken flicka flickan hjälp stöd möte svar fråga frågor klagomål
        anmälan blir bli gör göra går gå kommer komma säger säga sa tycker vet se ser fått gjort
        gjorde sagt skrev finns utan under över mellan genom redan inom bättre dålig dåligt bra fel
        rätt okej ingen inget inga hela helt snabbt snabb svaret missnöjd missnöjda ringa skickar
        bifogar bilaga bild samma andra annan annat vänlig vänliga vänligen hälsar mamma pappa
        förälder föräldrar vårdnadshavare kall kalla kallt stämmer räcker delvis lokalen vågar
        slagen grät skrek luktar väntat besked ont huvudet kontakta önskar behöver kompisar kränkt
        mobbad mobbning rasten skolgården ute inne hemma buss bussen skolskjuts toaletter
    """,
    "no": """
        og at det som en på er av for med den til ikke har de et om vi var jeg hun han kan så skal
        hva hei takk mvh vil får også bare eller der her nå må hvorfor barn datter sønn dere deres
        går ble vært mye noen noe alle etter før hilsen du deg dem oss opp ut vår vårt våre min mitt
        mine sin sitt sine men når fra siden hvordan hvem hvilken hvilket skulle kunne burde ja nei
        meg seg ham henne mer mest enn da jo vel nok aldri alltid ofte igjen dag morgen neste
        forrige hver uke uken dagen dager måned år skolen skole barnehage barnehagen rektor lærer
        læreren klasse klassen maten mat elevene elever barna gutten jenta hjelp støtte møte svar
        spørsmål klage blir bli gjør gjøre gå kommer komme sier si sa synes vet se ser fått gjort
        gjorde sagt skrev finnes uten under over mellom gjennom allerede innen bedre dårlig bra feil
        riktig greit ingen hele helt raskt rask svaret ringe sender vedlegg bilde samme andre annen
        annet vennlig mamma pappa forelder foreldre foresatte kald kalde kaldt tør slått gråt lukter
        ventet beskjed vondt hodet trenger ønsker friminuttet heller bytte ganger misfornøyd
        håndtert saken mulig fort voksne gym bussen uka å
    """,
    "da": """
        og at det som en på er af for med den til ikke har de et om vi var jeg hun han kan så skal
        hvad hej tak mvh vil får også kun bare eller der her nu må hvorfor barn datter søn jer jeres
        går blev været meget nogen noget nogle alle efter før hilsen du dig dem os op ud vores min
        mit mine sin sit sine men når fra siden hvordan hvem hvilken hvilket skulle kunne burde ja
        nej mig sig ham hende mere mest end da jo vel nok aldrig altid ofte igen dag morgen næste
        sidste hver uge ugen dagen dage måned år skolen skole børnehave børnehaven skoleleder
        skolelederen lærer læreren klasse klassen maden mad eleverne elever børn børnene drengen
        pigen hjælp støtte møde svar spørgsmål klage bliver blive gør gøre gå kommer komme siger
        sige sagde synes ved se ser fået gjort gjorde sagt skrev findes uden under over mellem
        gennem allerede inden bedre dårlig dårligt godt fejl rigtigt orden ingen hele helt hurtigt
        hurtig svaret ringe sender vedhæftet billede samme andre anden andet venlig mor far forælder
        forældre kold kolde koldt tør slået græd lugter ventet besked ondt hovedet brug ønsker
        frikvarteret heller skifte gange utilfreds håndteret sagen måde muligt hvornår i matematik
        voksne bussen
    """,
    "en": """
        the and to of a in is that it for was on with he she be this have has had not are but my i
        you we they his her him them their from at as your our us so what when where which who how
        why there been were will would can could should please hello hi dear thanks thank school
        child children daughter son regards about do does did no yes any some all very much more
        most than then too also only again never always often today tomorrow yesterday every each
        day days week weeks month year teacher teachers class food bus bullied help support meeting
        answer question complaint because if or an by out up down into over after before while said
        says say get got made make know think want need see seen came come go going went told asked
        still one two first last next other another same own good bad cold wrong right okay soon
        possible quick correct enough adult nobody someone anybody something nothing everyone reply
        attached picture best kind parent satisfied handled matter call me afraid morning either i'm
        don't didn't can't isn't wasn't it's
    """,
    "fi": """
        ja on ei se että hän oli ovat en et emme ette eivät olen olet olemme mutta kun niin jos tai
        myös vain kuin mitä mikä kuka missä milloin miksi miten minun minä sinä te me he tämä tuo
        nämä joka jotka lapsi lapsen lapseni koulu koulun koulussa kouluun poikani tyttäreni ruoka
        ruokaa opettaja opettajan rehtori luokka kiitos hei terveisin ystävällisin kyllä nyt vielä
        aina usein taas tänään eilen huomenna päivä viikko kaikki kukaan mitään jotain joku voi
        voiko pitää pitäisi haluan haluamme saa saanut ollut olisi hyvä huono kanssa ilman ennen
        jälkeen mukaan mukana koska vaan jo sitten ole minulle meille teille hänelle häntä apua
        linja bussi kylmä kylmää mennä tulla tullut tehdä sanoi näin siitä sitä siinä siellä täällä
        eikä vastaus vastauksesta nopeasta mahdollisimman pian auki päiväkoti lasten vanhemmat äiti
        isä uskalla riitä
    """,
    "de": """
        und der die das ist nicht ich ein eine mit auf wir sie von zu den dem des es er für im in
        sich auch als an aus bei nach wie was wer wo wann warum wenn aber oder noch nur schon sehr
        mehr kann können muss müssen soll sollte wird werden wurde wurden war waren hat haben hatte
        sind bin sein mein meine meiner meinem unser unsere ihr ihre ihnen uns mir mich kein keine
        einem einen einer bitte danke hallo liebe lieber grüße freundlichen gruß schule kind kinder
        tochter sohn lehrer lehrerin klasse essen hilfe antwort frage beschwerde termin heute morgen
        gestern jeden tag woche immer nie wieder gut schlecht kalt nein ja dass weil bis durch über
        unter zwischen ohne gegen vor seit so da dann hier dort jemand niemand alle alles möchten
        möchte möglich bald schnelle zum zur vom beim am um traut bekommt anrufen geschlagen öffnet
        reicht
    """,
    "so": """
        waa iyo ka ku ma in oo la ay uu wuu way waxaan waxay waxa waxaa inuu inay inaan ah aan ee
        ugu si soo u hadii haddii laakiin ama sidoo mahadsan mahadsanid tahay fadlan asc salaan
        dugsiga dugsi iskuulka iskuul ilmahayga ilmaha carruurta caruurta wiilkayga wiilka
        gabadhayda gabadha macallinka macalinka maamulaha cuntada cunto maalin maanta shalay berri
        mar markii maxay maxaa sababta sida kale badan yar fiican xun qof qofna caawimaad caawi
        jawaab jawaabta su'aal basku baska rabaa rabnaa doonayaa noqday yahay ahay ayaa ayay ayuu
        leh leeyahay lahayn maya haa waad idin idinka aniga isaga iyada annaga kasta weyday saaka
        hooyo aabo waalid waalidka walaal gaar kasoo maadaama xisaabta degdega heli iman ahayd karaa
        karo kulmo
    """,
    "pl": """
        i w nie się że na jest do z to jak ale co czy po za od dla przez tak już tylko też jego jej
        ich mój moja moje mojego mojej nasz nasza nasze pan pani państwo był była było być są ma mam
        mamy mają może można proszę dziękuję dziękujemy dzień dobry witam pozdrawiam szkoła szkoły
        szkole szkołę dziecko dziecka dzieci syn syna córka córki nauczyciel nauczycielka klasa
        jedzenie obiad dlaczego kiedy gdzie kto który która które bardzo więcej nigdy zawsze znowu
        dzisiaj dziś wczoraj jutro każdego dnia tydzień tygodniu nikt nic ktoś coś bo oraz lub albo
        bez przed pod nad między jeśli żeby aby o u ze we pomoc pomocy odpowiedź chcę chcemy
        chcielibyśmy spotkać spotkanie dyrektor dyrektorem zimne boi chodzić wszystko tego tym ten
        ta
    """,
    # Told apart so that they are not taken for one of the others.
    "other": """
        le la les et est que pas je une des pour dans el los las y por con no una del se mi hijo
        hija escuela il non di che per sono het een van niet ik de en ve bir bu için çok okul mijn
        zijn op der dat u da ne na za sa od ali kako moj moja dijete škola svaki dan nuk është dhe
        për në një të shkolla fëmija nu este și din care copilul școala pe mă vă rugăm günü her ile
        mais não uma meu minha filho escola com todos días comida está tous jours jour hrana ushqimi
        mâncarea repas yemek soğuk fría froid çdo fiecare
    """,
}

# Letters that only some of these languages write.
LETTERS = {
    "å": ("sv", "no", "da"),
    "ä": ("sv", "fi", "de"),
    "ö": ("sv", "fi", "de"),
    "ø": ("no", "da"),
    "æ": ("no", "da"),
    "ß": ("de",),
    "ü": ("de", "other"),
    "ł": ("pl",),
    "ą": ("pl",),
    "ę": ("pl",),
    "ś": ("pl",),
    "ż": ("pl",),
    "ź": ("pl",),
    "ć": ("pl", "other"),
    "ó": ("pl", "other"),
    "é": ("sv", "other"),
    "è": ("other",),
    "ñ": ("other",),
    "ç": ("other",),
    "ã": ("other",),
    "ğ": ("other",),
    "ı": ("other",),
    "ş": ("other",),
    "ș": ("other",),
    "ț": ("other",),
    "ë": ("other",),
    "š": ("other",),
    "č": ("other",),
    "ž": ("other",),
}

# Endings of longer words that only one of these languages has.
ENDINGS = {
    "sv": ("arna", "erna", "orna", "ningen", "ningar", "heten", "igt"),
    "da": ("erne", "hederne", "ighed"),
    "fi": (
        "ssa",
        "ssä",
        "sta",
        "stä",
        "lla",
        "llä",
        "lta",
        "ltä",
        "nen",
        "mme",
        "vat",
        "vät",
        "aan",
        "ään",
        "iin",
    ),
    "de": ("ung", "ungen", "lich", "keit", "schaft", "isch"),
    "pl": ("ów", "ego", "ych", "ość", "ami", "ować"),
}
SHORTEST_WITH_ENDING = 6  # letters
