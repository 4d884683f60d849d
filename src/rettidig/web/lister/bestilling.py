"""What an address asks of a list: which, narrowed to what, in which order, which page of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms

from rettidig.motor.forklaring.skrivemaade import kode, stort
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import findes, tekst
from rettidig.tal.selectors.arbejdslister import LISTER, Listeform, Muligheder
from rettidig.tal.selectors.lister import Filter
from rettidig.web.regelnavne import regelnavn

FELTER = ("team", "sagsbehandler", "ydelse", "gruppe", "regel")
_STOERSTE_SIDE = 10_000


def gruppenavn(gruppe: str) -> str:
    """A target group by number and name."""
    noegle = f"forklar.gruppe.{gruppe}"
    return f"{gruppe} {tekst(noegle)}" if findes(noegle) else gruppe


def ydelsesnavn(ydelse: str) -> str:
    """Benefits joined by + in words."""
    return stort(", ".join(kode("ydelse", navn) for navn in ydelse.split("+") if navn))


class Filterform(forms.Form):
    """What a list can be narrowed to: only what there is."""

    def __init__(self, data: Mapping[str, Any] | None, mulige: Muligheder, liste: Listeform) -> None:
        super().__init__(data)
        valg: dict[str, list[tuple[str, str]]] = {
            "team": [(t, t) for t in mulige.teams],
            "sagsbehandler": [(s, s) for s in mulige.sagsbehandlere],
            "ydelse": [(y, ydelsesnavn(y)) for y in mulige.ydelser],
            "gruppe": [(g, gruppenavn(g)) for g in mulige.grupper],
        }
        if liste.frister:
            valg["regel"] = sorted(
                ((r.regel, regelnavn(r.regel)) for r in hent_lov().alle_frister()), key=lambda par: par[1]
            )
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
        )

    @property
    def gemmes(self) -> dict[str, str]:
        """What is kept when the list is saved under a name."""
        return {**self.valg, **({"sorter": self.sorter} if self.sorter else {})}

    def med(self, **andet: str | int) -> str:
        """The query of the same list with something else; an empty value is left out."""
        alt = {"liste": self.liste.navn, **self.valg, "sorter": self.sorter, "side": "", **andet}
        return urlencode({navn: vaerdi for navn, vaerdi in alt.items() if vaerdi not in ("", None)})

    @property
    def her(self) -> str:
        """The query of this very page."""
        return self.med(side=self.side if self.side > 1 else "")


def bestilling(data: Mapping[str, Any], mulige: Muligheder) -> tuple[Bestilling | None, Filterform]:
    """Reads an address. No order, and a form with its errors, where something in it is no possibility.

    A list that is not one is the first list, as an address without any is.
    """
    liste = LISTER.get(str(data.get("liste", "")), next(iter(LISTER.values())))
    form = Filterform(data, mulige, liste)
    if not form.is_valid():
        return None, form
    sorter = str(data.get("sorter", ""))
    sorter = sorter if sorter.removeprefix("-") in liste.sorteringer else ""
    skrevet = str(data.get("side", ""))
    side = int(skrevet) if skrevet.isascii() and skrevet.isdecimal() and len(skrevet) < len(str(_STOERSTE_SIDE)) else 1
    valg = {navn: str(form.cleaned_data[navn]) for navn in FELTER if form.cleaned_data.get(navn)}
    return Bestilling(liste, valg, sorter, max(side, 1)), form
