"""What a user may have got wrong, as one sentence each."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from types import MappingProxyType

from rettidig.sprog import tekst

_FLEST_FORSLAG = 5
_KENDTE_AARSAGER = {
    errno.ENOSPC: "fuld_disk",
    errno.EACCES: "ingen_adgang",
    errno.EPERM: "ingen_adgang",
    errno.EROFS: "kun_laesning",
    errno.ENOENT: "mappen_mangler",
    errno.ENOTDIR: "mappen_mangler",
    errno.EISDIR: "er_en_mappe",
    errno.EEXIST: "findes_allerede",
    errno.EFBIG: "for_stor_fil",
}


class Brugerfejl(Exception):
    """The question or the data cannot be used; the message is one clear sentence.

    Where the sentence is one of the catalogue, ``noegle`` is its key and ``felter`` what was put into it: who must not
    repeat what was sent can say the same in other words.
    """

    noegle: str | None = None
    felter: Mapping[str, object] = MappingProxyType({})

    @classmethod
    def om(cls, noegle: str, /, **felter: object) -> Brugerfejl:
        """The fault with this sentence of the catalogue."""
        fejl = cls(tekst(noegle, **felter))
        fejl.noegle, fejl.felter = noegle, felter
        return fejl


@contextmanager
def som_brugerfejl() -> Iterator[None]:
    """Let the rooms' own sentences about unusable data, rules and wishes reach the user as they are."""
    from rettidig.forloeb import UbrugeligeData
    from rettidig.regler.indlaes import RegelFejl

    try:
        yield
    except (UbrugeligeData, RegelFejl) as fejl:
        raise Brugerfejl(paa_en_linje(fejl)) from fejl


def paa_en_linje(fejl: BaseException) -> str:
    """An exception's message on one line."""
    return " ".join(str(fejl).split())


def naer_ved(ord_: str, kendte: Iterable[str]) -> list[str]:
    """The known words most like one that is not known: those that contain it, then those spelt like it."""
    alle = list(kendte)
    lille = ord_.casefold()
    indeholder = [kendt for kendt in alle if lille and (lille in kendt or kendt in lille)]
    ligner = get_close_matches(lille, alle, n=_FLEST_FORSLAG, cutoff=0.5)
    return list(dict.fromkeys(indeholder + ligner))[:_FLEST_FORSLAG]


def aarsag(fejl: OSError) -> str:
    """Why the operating system refused, in the chosen language where it is one of the usual reasons."""
    kendt = _KENDTE_AARSAGER.get(fejl.errno or 0)
    return tekst(f"cli.aarsag.{kendt}") if kendt else (os.strerror(fejl.errno) if fejl.errno else paa_en_linje(fejl))
