"""Danish alphabetical order. Names are encrypted, so the database cannot sort them: they are sorted once opened."""

from __future__ import annotations

import re
import unicodedata

# The three letters after z, and foreign ones that are read as them. ``aa`` is read as å, as in Danish names.
_BOGSTAVER = str.maketrans(
    {
        "æ": "{",
        "ä": "{",
        "ø": "|",
        "ö": "|",
        "œ": "|",
        "å": "}",
        "ü": "y",
        "ß": "ss",
        "ð": "d",
        "đ": "d",
        "þ": "th",
        "ł": "l",
    }
)
_DOBBELT_A = re.compile("aa")
_ADSKILLER = re.compile(r"[\s\-‐–_/,.]+")
_TEGN = re.compile(r"[^0-9a-z{|} ]")

Orden = tuple[str, str]


def dansk_orden(tekst: str) -> Orden:
    """A key to sort by: æ, ø and å last, aa as å, accents and case only where all else is equal.

    Words are compared one by one, so that ``Bo Å`` stands before ``Boa A``; capitals come before small letters.
    """
    smaa = unicodedata.normalize("NFC", tekst).lower()
    bogstaver = _DOBBELT_A.sub("å", smaa).translate(_BOGSTAVER)
    uden_accenter = "".join(t for t in unicodedata.normalize("NFKD", bogstaver) if not unicodedata.combining(t))
    ord_ = _ADSKILLER.sub(" ", uden_accenter).strip()
    return _TEGN.sub("", ord_), unicodedata.normalize("NFC", tekst)


def navneorden(navn: str) -> tuple[Orden, Orden]:
    """A key to sort persons by: the last word of the name first, then the whole name."""
    dele = navn.split()
    return dansk_orden(dele[-1] if dele else ""), dansk_orden(navn)
