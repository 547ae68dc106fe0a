"""How people greet, thank and close, in Swedish and English: patterns that are looked for in flat text
(`spelling.flat`), each a part of a regular expression.
"""

HELLO = (
    r"(?:hej ?hej|hej(?:san)?|hallo|tjena|goddag|god (?:morgon|formiddag|eftermiddag|dag|kvall)"
    r"|kara|basta|hello|hi|dear)"
)
THANKS = r"(?:tack(?: sa mycket)?(?: pa forhand)?|thanks|thank you)"
CLOSING = (  # what stands behind one is who wrote
    r"(?:(?:(?:med )?(?:basta|manga|varma|vanliga?|venlig|hjartliga|soliga) )*halsn(?:ing(?:ar|en)?)?"
    r"|med halsning(?:ar)?|halsar|m\W?v\W?h|vh|bh"
    r"|(?:with )?(?:(?:kind(?:est)?|best|warm|many) )*regards|best wishes"
    r"|(?:yours )?sincerely|yours faithfully)"
)
KIND_WORDS = r"(?:vanligen|ha det (?:bra|gott)|all the best|best|yours|cheers)"  # or else a sentence begins
