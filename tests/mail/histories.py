"""What mail programs put below an answer, each in its own form and language."""

OLD = "Hej Maria!\n\nVilken dag var det?\n\nHälsningar\nLindhöjs kommun"
QUOTED = "\n".join(f"> {line}".rstrip() for line in OLD.split("\n"))

WHO = "Lindhöjs kommun <svar@lindhoj.example>"
TO = "Till: Maria Lind\nÄmne: Maten"
WHEN = "den 31 mars 2026 10:02"

INTRODUCTIONS = {
    "gmail": f"Den tis 31 mars 2026 kl 10:02 skrev {WHO}:",
    "gmail, wrapped": "Den tis 31 mars 2026 kl 10:02 skrev Lindhöjs kommun, skolan <\nsvar@lindhoj.example>:",
    "gmail, mark torn off": f"Den tis 31 mars 2026 kl 10:02 skrev {WHO[:-1]}\n>:",
    "gmail, android": f"Den tis 31 mars 2026 10:02{WHO} skrev:",
    "gmail, English": f"On Tue, Mar 31, 2026 at 10:02 AM {WHO} wrote:",
    "gmail, English, narrow space": f"On Tue, Mar 31, 2026 at 10:02\u202fAM {WHO}\nwrote:",
    "gmail, Norwegian": f"tir. 31. mars 2026 kl. 10:02 skrev {WHO}:",
    "gmail, Danish": "Den tirs. 31. mar. 2026 kl. 10.02 skrev Lindhöjs kommun <\nsvar@lindhoj.example>:",
    "gmail, Finnish": "ti 31. maalisk. 2026 klo 10.02 Lindhöjs kommun (svar@lindhoj.example)\nkirjoitti:",
    "gmail, German": f"Am Di., 31. März 2026 um 10:02 Uhr schrieb {WHO}:",
    "gmail, Arabic": f"في الثلاثاء، 31 مارس 2026 في 10:02 ص تمت كتابة ما يلي بواسطة {WHO}:",
    "gmail, Ukrainian": f"вт, 31 бер. 2026 р. о 10:02 {WHO} пише:",
    "gmail, Polish": f"wt., 31 mar 2026 o 10:02 {WHO}\nnapisał(a):",
    "gmail, Persian": f"در تاریخ سه‌شنبه 31 مارس 2026 ساعت 10:02 {WHO} نوشت:",
    "gmail, Spanish": "El mar, 31 mar 2026 a las 10:02, Lindhöj (<svar@lindhoj.example>) escribió:",
    "gmail, French": f"Le mar. 31 mars 2026 à 10:02, {WHO} a écrit :",
    "gmail, Turkish": f"{WHO}, 31 Mar 2026 Sal, 10:02 tarihinde şunu yazdı:",
    "gmail, short": f"On Tue, 31 Mar 2026, 10:02 {WHO.replace(' <', ', <')} wrote:",
    "gmail of old": f"2026-03-31 10:02 GMT+02:00 {WHO}:",
    "iphone": f"31 mars 2026 kl. 10:02 skrev {WHO}:",
    "iphone, address alone": "31 mars 2026 kl. 10:02 skrev svar@lindhoj.example:",
    "iphone, English": f"On 31 Mar 2026, at 10:02, {WHO} wrote:",
    "iphone, Danish": f"Den 31. mar. 2026 kl. 10.02 skrev {WHO}:",
    "iphone, Finnish": f"{WHO} kirjoitti 31.3.2026 kello 10.02:",
    "iphone, German": f"Am 31.03.2026 um 10:02 schrieb {WHO}:",
    "thunderbird": "Den 2026-03-31 kl. 10:02, skrev Lindhöjs kommun:",
    "thunderbird, English": "On 31/03/2026 10:02, Lindhöjs kommun wrote:",
    "thunderbird, Norwegian": "Den 31.03.2026 10:02, skrev Lindhöjs kommun:",
    "thunderbird, Finnish": "Lindhöjs kommun kirjoitti 31.3.2026 klo 10.02:",
    "yahoo": f"Den tisdag 31 mars 2026 10:02:11 CEST, {WHO} skrev:",
    "yahoo, English": f"On Tuesday, 31 March 2026 at 10:02:11 CEST, {WHO} wrote:",
    "proton": f"On Tuesday, March 31st, 2026 at 10:02, {WHO} wrote:",
    "proton, Swedish": f"tisdag 31 mars 2026 kl. 10:02 skrev {WHO}:",
    "roundcube": "Lindhöjs kommun skrev den 2026-03-31 10:02:",
    "zoho": f"---- On Tue, 31 Mar 2026 10:02:11 +0200 {WHO} wrote ----",
    "android": "---- Lindhöjs kommun skrev ----",
    "yandex": '31.03.2026, 10:02, "Lindhöjs kommun" <svar@lindhoj.example>:',
    "mail.ru": f"Вторник, 31 марта 2026, 10:02 +02:00 от {WHO}:",
}

HEADERS = {
    "outlook": f"Från: {WHO}\nSkickat: {WHEN}\n{TO}",
    "outlook, no address": "Från: Lindhöjs kommun\nSkickat: tisdag, 31 mars 2026 kl. 10:02\n"
    "Till: Maria Lind\nKopia: Per Lind\nÄmne: Maten",
    "outlook web": f"________________________________\nFrån: {WHO}\nSkickat: den 31 mars 2026 10:02:11\n{TO}",
    "outlook, bold": f"*Från:* {WHO}\n*Skickat:* den 31 mars 2026 10:02\n*Till:* Maria Lind\n*Ämne:* Maten",
    "outlook of old": "-----Ursprungligt meddelande-----\nFrån: Lindhöj [mailto:svar@lindhoj.example]\n"
    f"Skickat: {WHEN}\n{TO}",
    "outlook, double lines": f"Från: {WHO}\n\nSkickat: {WHEN}\n\nTill: Maria Lind\n\nÄmne: Maten",
    "outlook, many readers": f"Från: {WHO}\nSkickat: den 31 mars 2026 10:02\n"
    "Till: Maria Lind <maria.lind@hem.example>; Per Lind <per.lind@hem.example>;\n"
    "Åsa Berg <asa.berg@hem.example>\nÄmne: Maten",
    "outlook, with importance": f"Från: {WHO}\nSkickat: {WHEN}\nTill: Maria Lind\n"
    "Ämne: Maten\nPrioritet: Hög",
    "outlook, English": f"From: {WHO}\nSent: Tuesday, March 31, 2026 10:02 AM\nTo: Maria Lind\nSubject: Food",
    "outlook, one line": f"From: {WHO} Sent: Tuesday, March 31, 2026 10:02 AM To: Maria Lind Subject: Food",
    "outlook, Norwegian": f"Fra: {WHO}\nSendt: tirsdag 31. mars 2026 10:02\nTil: Maria Lind\nEmne: Maten",
    "outlook, Danish": "Fra: Lindhöjs kommun\nSendt: 31. marts 2026 10:02\nTil: Maria Lind\nEmne: Maden",
    "outlook, Finnish": f"Lähettäjä: {WHO}\nLähetetty: tiistai 31. maaliskuuta 2026 10.02\n"
    "Vastaanottaja: Maria Lind\nAihe: Ruoka",
    "outlook, German": f"Von: {WHO}\nGesendet: Dienstag, 31. März 2026 10:02\nAn: Maria Lind\nBetreff: Essen",
    "outlook, French": f"De : {WHO}\nEnvoyé : mardi 31 mars 2026 10:02\nÀ : Maria Lind\nObjet : Repas",
    "outlook, Polish": f"Od: {WHO}\nWysłano: wtorek, 31 marca 2026 10:02\nDo: Maria Lind\nTemat: Obiad",
    "outlook, Ukrainian": f"Від: {WHO}\nНадіслано: вівторок, 31.03.2026 10:02\nКому: Maria Lind\nТема: Їжа",
    "outlook, Arabic": f"من: {WHO}\nتم الإرسال: 31 مارس 2026 10:02\nإلى: Maria Lind\nالموضوع: Food",
    "hotmail": "Date: Tue, 31 Mar 2026 10:02:11 +0200\nFrom: svar@lindhoj.example\n"
    "To: maria.lind@hem.example\nSubject: Food",
    "notes": f"Från:\t{WHO}\nTill:\tmaria.lind@hem.example\nDatum:\t2026-03-31 10:02\nÄmne:\tMaten",
    "thunderbird": "-------- Ursprungligt meddelande --------\n"
    "Ämne: Maten\nDatum: Tue, 31 Mar 2026 10:02:11 +0200\n"
    f"Från: {WHO}\nTill: maria.lind@hem.example",
    "telia": "----Ursprungligt meddelande----\n"
    "Från : svar@lindhoj.example\nDatum : 2026-03-31 - 10:02 (CEST)\n"
    "Till : maria.lind@hem.example\nÄmne : Maten",
    "samsung": f"-------- Originalmeddelande --------\nFrån: {WHO}\nDatum: 2026-03-31 10:02 (GMT+01:00)\n"
    "Till: maria.lind@hem.example\nÄmne: Maten",
    "divider alone": "-----Original Message-----",
    "another system": "##- Skriv ditt svar ovanför den här raden -##",
}

FOOTERS = [
    "Skickat från min iPhone",
    "Skickat från min iPad.",
    "Skickat från min Samsung Galaxy-smartphone.",
    "Skickat från Outlook för Android",
    "Skickat från [Outlook för iOS](https://aka.ms/o0ukef)",
    "Hämta [Outlook för iOS](https://aka.ms/o0ukef)",
    "Hämta Outlook för Android<https://aka.ms/AAb9ysg>",
    "Skickades från Yahoo Mail för iPhone",
    "Skickat från Yahoo Mail på Android",
    "Skickat från Mail för Windows 10",
    "Skickat från E-post för Windows",
    "Skickat från min mobil",
    "Skickat med Proton Mail",
    "Sent from my iPhone",
    "Get Outlook for Android",
    "Sent with Proton Mail secure email.",
    "Sendt fra min iPhone",
    "Lähetetty iPhonesta",
    "Von meinem iPhone gesendet",
    "Envoyé de mon iPhone",
    "Wysłane z iPhone'a",
    "Отправлено с iPhone",
    "تم الإرسال من الـ iPhone",
]
