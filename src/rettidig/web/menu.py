"""What stands in the menu: a person sees the entries their rights open, and only pages that are there."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from rettidig.adgang.roller import Ret, rettigheder


@dataclass(frozen=True)
class Menupunkt:
    """One entry: the name of its page, the key of its text, and the rights of which one must be held (none: all)."""

    navn: str
    tekst: str
    retter: frozenset[Ret] = frozenset()


def _punkt(navn: str, *retter: Ret) -> Menupunkt:
    return Menupunkt(navn, f"web.menu.{navn}", frozenset(retter))


MENU = (
    _punkt("forside"),
    _punkt("lister", Ret.SE_LISTER),
    _punkt("fordeling", Ret.FORDEL),
    _punkt("min_sag", Ret.SE_EGET),
    _punkt("tal", Ret.SE_TAL),
    _punkt("regler", Ret.SE_REGLER),
    _punkt("indlaesning", Ret.INDLAES),
    _punkt("udfoersel", Ret.REGISTRER, Ret.AFSTEM),
    _punkt("afstemning", Ret.AFSTEM),
    _punkt("laeselog", Ret.SE_LAESELOG),
    _punkt("brugere", Ret.STYR_BRUGERE),
    _punkt("drift", Ret.SE_DRIFT),
)
"""The whole menu in order. A page takes its place by giving its address the name here."""


@dataclass(frozen=True)
class Menulinje:
    """An entry as it is drawn."""

    tekst: str
    adresse: str
    her: bool


def menu(request: HttpRequest) -> list[Menulinje]:
    """The entries of the person asking; none for nobody."""
    bruger = getattr(request, "user", None)
    if bruger is None or not bruger.is_authenticated:
        return []
    rettighederne = rettigheder(bruger)
    linjer = []
    for punkt in MENU:
        if punkt.retter and not punkt.retter & rettighederne:
            continue
        try:
            adresse = reverse(punkt.navn)
        except NoReverseMatch:
            continue
        her = request.path == adresse or (adresse != "/" and request.path.startswith(adresse))
        linjer.append(Menulinje(punkt.tekst, adresse, her))
    return linjer
