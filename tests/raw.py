"""Raw mails and files, byte for byte as somebody's program made them."""

import struct
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from tests.lindhoj import GUARDIAN, INTAKE


def a_raw_mail(text, *, sender=GUARDIAN, subject="Hej", files=(), **headers) -> bytes:
    """A mail to the intake. `files`: name, type, content; `headers` by name, `In_Reply_To` and all."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, INTAKE, subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    for name, kind, content in files:
        maintype, _, subtype = kind.partition("/")
        mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return mail.as_bytes()


def a_zip(*names) -> bytes:
    """An archive with these files in it; some names make it a document."""
    octets = BytesIO()
    with ZipFile(octets, "w") as archive:
        for name in names:
            archive.writestr(ZipInfo(name), "x")  # not of now: the same mail has the same bytes
    return octets.getvalue()


def a_winmail(words) -> bytes:
    """What Outlook makes of a mail for readers it takes for Outlook (MS-OXTNEF), without any file."""
    text = f"{words}\0".encode("cp1252")
    attributes = ((1, 0x9007, struct.pack("<II", 1252, 0)), (1, 0x800C, text))
    packed = (
        struct.pack("<BHHI", level, name, 6, len(data)) + data + b"\0\0" for level, name, data in attributes
    )
    return struct.pack("<I", 0x223E9F78) + b"\0\0" + b"".join(packed)
