"""What an address asks of a list: which, narrowed to what, in which order, which page of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django import forms

from rettidig.motor.forklaring.skrivemaade import kode, stort
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import findes, tekst
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.tal.selectors.arbejdslister import LISTER, UGERNES_LISTE, Listedage, Listeform, Muligheder
from rettidig.tal.selectors.egne_frister import egne_regler
from rettidig.tal.selectors.lister import Filter
from rettidig.tal.selectors.ugens_arbejde import ugen_fra, ugenavn
from rettidig.web.regelnavne import regelnavn

FELTER = ("team", "sagsbehandler", "ydelse", "gruppe", "regel", "uge")
_KUN_HER = ("regel", "uge")
"""What narrows a list of duties alone, and does not follow to another list."""
_STOERSTE_SIDE = 10_000


def gruppenavn(gruppe: str) -> str:
    """A target group by number and name."""
    noegle = f"forklar.gruppe.{gruppe}"
    return f"{gruppe} {tekst(noegle)}" if findes(noegle) else gruppe


def ydelsesnavn(ydelse: str) -> str:
    """Benefits joined by + in words."""
    return stort(", ".join(kode("ydelse", navn) for navn in ydelse.split("+") if navn))


def ugen_i_ord(mandag: dt.date) -> str:
    """A week by its number and its Monday."""
    return tekst("web.lister.ugen", uge=ugenavn(mandag), dag=dato_i_ord(mandag))


class Filterform(forms.Form):
    """What a list can be narrowed to: only what there is."""

    def __init__(self, data: Mapping[str, Any] | None, mulige: Muligheder, liste: Listeform, dag: dt.date) -> None:
        super().__init__(data)
        valg: dict[str, list[tuple[str, str]]] = {
            "team": [(t, t) for t in mulige.teams],
            "sagsbehandler": [(s, s) for s in mulige.sagsbehandlere],
            "ydelse": [(y, ydelsesnavn(y)) for y in mulige.ydelser],
            "gruppe": [(g, gruppenavn(g)) for g in mulige.grupper],
        }
        if liste.lokal:
            valg["regel"] = [(r.regel, r.titel) for r in egne_regler().values()]
        elif liste.frister:
            valg["regel"] = sorted(
                ((r.regel, regelnavn(r.regel)) for r in hent_lov().alle_frister()), key=lambda par: par[1]
            )
        if liste.navn == UGERNES_LISTE:
            valg["uge"] = [(uge.isoformat(), ugen_i_ord(uge)) for uge in Listedage(dag).ugerne]
        for navn, muligheder in valg.items():
            self.fields[navn] = forms.ChoiceField(
                label=tekst(f"web.lister.felt.{navn}"),
                choices=[("", tekst("web.lister.alle")), *muligheder],
                required=False,
                error_messages={"invalid_choice": tekst("web.lister.ikke_en_mulighed")},
            )


@dataclass(frozen=True)
class Bestilling:
    """A list as it is asked for; ``valg`` are the narrowings that hold something."""

    liste: Listeform
    valg: dict[str, str]
    sorter: str
    side: int

    @property
    def filter(self) -> Filter:
        """The narrowing as the selectors take it."""

        def en(navn: str) -> tuple[str, ...] | None:
            return (self.valg[navn],) if navn in self.valg else None

        return Filter(
            teams=en("team"),
            sagsbehandler=self.valg.get("sagsbehandler"),
            ydelser=en("ydelse"),
            grupper=en("gruppe"),
            regler=en("regel"),
            frister=ugen_fra(dt.date.fromisoformat(self.valg["uge"])) if "uge" in self.valg else None,
        )

    @property
    def foelger_med(self) -> dict[str, str]:
        """The narrowings that hold for every list."""
        return {navn: vaerdi for navn, vaerdi in self.valg.items() if navn not in _KUN_HER}

    @property
    def filter_paa_alle(self) -> Filter:
        """Those narrowings as the selectors take them."""
        return replace(self.filter, regler=None, frister=None)

    @property
    def gemmes(self) -> dict[str, str]:
        """What is kept when the list is saved under a name; a week is not, for it passes."""
        valg = {navn: vaerdi for navn, vaerdi in self.valg.items() if navn != "uge"}
        return {**valg, **({"sorter": self.sorter} if self.sorter else {})}

    def med(self, **andet: str | int) -> str:
        """The query of the same list with something else; an empty value is left out."""
        alt = {"liste": self.liste.navn, **self.valg, "sorter": self.sorter, "side": "", **andet}
        return urlencode({navn: vaerdi for navn, vaerdi in alt.items() if vaerdi not in ("", None)})

    @property
    def her(self) -> str:
        """The query of this very page."""
        return self.med(side=self.side if self.side > 1 else "")


def bestilling(data: Mapping[str, Any], mulige: Muligheder, dag: dt.date) -> tuple[Bestilling | None, Filterform]:
    """Reads an address. No order, and a form with its errors, where something in it is no possibility.

    A list that is not one is the first list, as an address without any is.
    """
    liste = LISTER.get(str(data.get("liste", "")), next(iter(LISTER.values())))
    form = Filterform(data, mulige, liste, dag)
    if not form.is_valid():
        return None, form
    sorter = str(data.get("sorter", ""))
    sorter = sorter if sorter.removeprefix("-") in liste.sorteringer else ""
    skrevet = str(data.get("side", ""))
    side = int(skrevet) if skrevet.isascii() and skrevet.isdecimal() and len(skrevet) < len(str(_STOERSTE_SIDE)) else 1
    valg = {navn: str(form.cleaned_data[navn]) for navn in FELTER if form.cleaned_data.get(navn)}
    return Bestilling(liste, valg, sorter, max(side, 1)), form
