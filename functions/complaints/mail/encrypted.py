"""Mails whose words only their sender's key opens. They are kept and marked; a human asks for them again."""

from complaints.mail.parts import Part
from complaints.mail.text import Words

ENCRYPTED = "The mail is encrypted and cannot be read here."
SIGNED = "The mail lies within its signature (S/MIME) and cannot be read here."
SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})  # RFC 8551 3.2
ARMOUR = "-----BEGIN PGP MESSAGE-----"  # RFC 9580 6.2


def closed(root: Part, words: Words) -> str:
    """Why the words cannot be read, or nothing. What is signed beside its words is read like any mail."""
    if root.type == "multipart/encrypted" or words.own.startswith(ARMOUR):
        return ENCRYPTED
    if root.type in SMIME:
        return SIGNED if root.parameter("smime-type") == "signed-data" else ENCRYPTED
    return ""
