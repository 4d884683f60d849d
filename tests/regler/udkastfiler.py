"""Rule files of the law with one thing written otherwise: the drafts that tests send in."""

from __future__ import annotations

from functools import cache

from rettidig.forloeb import koder, lister
from rettidig.regler.indlaes import LOV, hent_lov
from rettidig.regler.udkast import Udkast, laes_udkast


@cache
def alle_koder() -> frozenset[str]:
    """Every code of the contract."""
    return frozenset(en.kode for liste in lister() for en in koder(liste))


def laes(skrevet: str | bytes, navn: str = "mit.yaml") -> Udkast:
    """A draft as it is read."""
    indhold = skrevet if isinstance(skrevet, bytes) else skrevet.encode()
    return laes_udkast(indhold, navn, hent_lov(), alle_koder())


def rettet(fil: str, gammelt: str, nyt: str) -> str:
    """A rule file of the law with what stands in it in one place, or several, written otherwise."""
    skrevet = (LOV / fil).read_text(encoding="utf-8")
    assert gammelt in skrevet, f"{fil} holder ikke »{gammelt}«"
    return skrevet.replace(gammelt, nyt)
