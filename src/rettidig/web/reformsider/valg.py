"""What is chosen on the rehearsal's page: the day, and the law before and after."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tal.fejl import TalFejl
from rettidig.tal.services import reformproeve
from rettidig.tal.services.reformproeve import GAELDENDE, UDKAST, Oensket
from rettidig.tal.services.reformudkast import Gemt
from rettidig.web.borger.valg import sidens_dag
from rettidig.web.templatetags.tekster import dato

_LAENGSTE = 110


class Reformform(forms.Form):
    """The day and the two laws; the user's own draft among the laws after."""

    dag = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    fra = forms.ChoiceField()
    til = forms.ChoiceField()

    def __init__(self, *args: Any, udkast: Gemt | None, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self._udkast = udkast
        love = [*_versioner(), (GAELDENDE, tekst("web.reform.gaeldende"))]
        self.fields["fra"].choices = love
        eget = [] if udkast is None else [(UDKAST, tekst("web.reform.udkast_valg", navn=udkast.navn))]
        self.fields["til"].choices = [*love, *eget]
        for navn, felt in self.fields.items():
            felt.label = tekst(f"web_indlaes.reform.{navn}")

    def oensket(self) -> Oensket | None:
        """What is asked, where it can be worked out; else the form says why not."""
        if not self.is_valid():
            return None
        valgt = self.cleaned_data
        udkast = self._udkast.id if self._udkast is not None and valgt["til"] == UDKAST else ""
        try:
            return Oensket(valgt["dag"], valgt["fra"], valgt["til"], udkast)
        except TalFejl as fejl:
            self.add_error("dag", str(fejl))
            return None


def standard(udkast: Gemt | None) -> dict[str, str]:
    """What is chosen from the beginning: the latest change of law, or the user's draft beside the law in force."""
    kodede = reformproeve.versioner()
    fra, til = (kodede[max(0, len(kodede) - 2)], kodede[-1]) if udkast is None else (GAELDENDE, UDKAST)
    return {"dag": sidens_dag().isoformat(), "fra": fra, "til": til}


def adresse(oensket: Oensket, navn: str = "reform", **andet: str) -> str:
    """The address of a page of this rehearsal."""
    valg = {"dag": oensket.dag.isoformat(), "fra": oensket.fra, "til": oensket.til, **andet}
    return f"{reverse(navn)}?{urlencode({k: v for k, v in valg.items() if v not in ('', None)})}"


def lovnavn(lov: str) -> str:
    """A law as it is called in a heading."""
    return tekst(f"web.reform.{lov}_kort") if lov in (GAELDENDE, UDKAST) else lov


def _versioner() -> list[tuple[str, str]]:
    kodede = set(reformproeve.versioner())
    return [
        (v.id, f"{v.id} ({dato(v.fra)}): {v.aendring.paa(valgt_sprog())}"[:_LAENGSTE])
        for v in hent_lov().lovversioner.lovversioner
        if v.id in kodede
    ]
