"""What a file is, by its first bytes, and whether it is one that we would hand on."""

import re

UNKNOWN = "application/octet-stream"
PROGRAM = "application/vnd.microsoft.portable-executable"
ARCHIVE = "application/zip"
OLE = "application/x-ole-storage"
_OFFICE = "application/vnd.openxmlformats-officedocument."

# What the first bytes say. A ZIP may be an Office file: there the sender's word is taken, if it names one.
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"PK\x03\x04", ARCHIVE),
    (b"PK\x05\x06", ARCHIVE),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"MZ", PROGRAM),
    (b"\x7fELF", "application/x-executable"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),  # Word, Excel and Outlook before 2007
    (b"{\\rtf", "application/rtf"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
)
PATTERNS = (
    (re.compile(rb".{4}ftyp(heic|heix|hevc|heim|heis|mif1|msf1)", re.DOTALL), "image/heic"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), "audio/x-wav"),
    (re.compile(rb".{4}ftypM4A", re.DOTALL), "audio/mp4"),
    (re.compile(rb".{4}ftyp", re.DOTALL), "video/mp4"),
    (re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}>\s*+)?<(?:!doctype )?svg"), "image/svg+xml"),
    (
        re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s*+(?:<[?!][^>]{0,200}>\s*+)?<(?:html|head|body|script)"),
        "text/html",
    ),
)
OFFICE = re.compile(r"application/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\.")
OFFICE_FOLDERS = (
    (b"word/", f"{_OFFICE}wordprocessingml.document"),
    (b"xl/", f"{_OFFICE}spreadsheetml.sheet"),
    (b"ppt/", f"{_OFFICE}presentationml.presentation"),
)
OLD_OFFICE = frozenset({"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"})

# Shown to people without a doubt: pictures, sound, film, plain text, and documents that carry no program.
HARMLESS = re.compile(
    r"image/(?!svg)[\w.+-]+|audio/[\w.+-]+|video/[\w.+-]+|message/(?:rfc822|global|delivery-status)|"
    r"text/(?:plain|csv|calendar|vcard|x-vcard|rfc822-headers)|"
    r"application/(?:pdf|rtf|ics|pgp-signature|(?:x-)?pkcs7-signature|msword|vnd\.ms-(?:excel|powerpoint))|"
    r"application/vnd\.(?:openxmlformats-officedocument|oasis\.opendocument)\.(?!.*macro)[\w.+-]+"
)
# What a double click may start, whatever the bytes say, and archives, which hide what is in them
# (after what Outlook and Gmail do not let through).
DANGEROUS_ENDINGS = re.compile(
    r"ace|ade|adp|apk|app|appx|arj|asp|aspx|bat|cab|chm|cmd|com|cpl|dll|dmg|docm|dotm|exe|gadget|gz|"
    r"hlp|hta|htm|html|img|inf|ins|iso|isp|jar|jnlp|js|jse|lib|lnk|lzh|mde|mht|mhtml|msc|msi|msix|"
    r"msp|mst|nsh|one|pif|potm|ppam|ppsm|pptm|ps1|psm1|py|rar|reg|rgs|scf|scr|sct|sh|shb|shtml|svg|"
    r"svgz|sys|tar|tgz|url|vb|vbe|vbs|vhd|vhdx|vxd|website|wsc|wsf|wsh|xbap|xhtml|xlam|xll|xlsm|xltm|"
    r"xml|xps|z|zip|7z"
)
MACROS = (b"vbaProject.bin", "_VBA_PROJECT".encode("utf-16-le"))  # in Office files of today, and before 2007
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,100}")


def type_of(content: bytes, declared: str) -> str:
    """The media type by the first bytes for the common kinds of file, else the declared one."""
    start = content[:1000]
    found = next((kind for signature, kind in SIGNATURES if start.startswith(signature)), "")
    found = found or next((kind for pattern, kind in PATTERNS if pattern.match(start)), "")
    if found == ARCHIVE:
        return _office(content, declared) or found
    if found == OLE and declared in OLD_OFFICE:
        return declared
    return found or (declared if _TYPE.fullmatch(declared) else UNKNOWN)


def is_safe(content: bytes, kind: str, name: str) -> bool:
    """Whether a file may be sent on: of a harmless kind, of a name that starts nothing, without macros.

    What is not safe stays in the raw mail and is only listed.
    """
    ending = name.strip(". ").rpartition(".")[2].lower()
    if DANGEROUS_ENDINGS.fullmatch(ending) or not HARMLESS.fullmatch(kind):
        return False
    return not (OFFICE.match(kind) or kind in OLD_OFFICE) or not any(macros in content for macros in MACROS)


def _office(content: bytes, declared: str) -> str:
    if OFFICE.match(declared):
        return declared
    return next((kind for folder, kind in OFFICE_FOLDERS if folder in content[:4000]), "")
