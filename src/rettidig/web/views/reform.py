"""Rehearse a reform: two versions of the law held against each other on the municipality's own facts."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from rettidig.adgang.krav import kraever
from rettidig.adgang.omfang import synlige
from rettidig.adgang.roller import Ret, graenser, rettigheder, skal_undertrykkes, standardformaal
from rettidig.adgang.services.laesninger import noter
from rettidig.adgang.undertrykkelse import undertryk
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.selectors.indlaesninger import handlet_efter
from rettidig.sprog import findes, tekst, valgt_sprog
from rettidig.tal.fejl import TalFejl
from rettidig.tal.services import reformproeve
from rettidig.tal.services.reformproeve import Oensket
from rettidig.web.borger.regellink import med_links
from rettidig.web.kontekst import kommunenavn
from rettidig.web.regelnavne import regelnavn
from rettidig.web.talsider.valg import ydelsesnavn
from rettidig.web.templatetags.tekster import dato

_DEL = "rt-reform"
_PR_SIDE = 50
_KORT_TID = 1.5
"""Seconds a page waits for what has just been begun."""
_PERSONER = ("pligter", "maalte")


def _versioner() -> list[tuple[str, str]]:
    kodede = set(reformproeve.versioner())
    return [
        (v.id, f"{v.id} ({dato(v.fra)}): {v.aendring.paa(valgt_sprog())}"[:110])
        for v in hent_lov().lovversioner.lovversioner
        if v.id in kodede
    ]


class Reformform(forms.Form):
    """The day, and the law before and after."""

    dag = forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    fra = forms.ChoiceField(choices=_versioner)
    til = forms.ChoiceField(choices=_versioner)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for navn, felt in self.fields.items():
            felt.label = tekst(f"web_indlaes.reform.{navn}")

    def oensket(self) -> Oensket | None:
        """What is asked, where it can be worked out; else the form says why not."""
        if not self.is_valid():
            return None
        try:
            return Oensket(self.cleaned_data["dag"], self.cleaned_data["fra"], self.cleaned_data["til"])
        except TalFejl as fejl:
            self.add_error("dag", str(fejl))
            return None


@kraever(Ret.SE_REGLER)
@require_http_methods(["GET", "POST"])
def reform(request: HttpRequest) -> HttpResponse:
    """What has been worked out for the choice made; a post works it out, or works it out anew."""
    data = request.POST if request.method == "POST" else request.GET
    form = Reformform({**_standard(), **data.dict()} if data else None, initial=_standard())
    oensket = form.oensket() if data else None
    if oensket is None:
        return render(request, "web/regler/reform.html", {"form": form}, status=422 if data else 200)
    if request.method == "POST":
        reformproeve.begynd(oensket)
        reformproeve.vent(oensket, _KORT_TID)
        return HttpResponseRedirect(_adresse(oensket))
    indhold = {"form": form, "oensket": oensket, **_indhold(request, oensket)}
    del_ = request.headers.get("HX-Target") == _DEL
    return render(request, "web/regler/reform_svar.html" if del_ else "web/regler/reform.html", indhold)


def _standard() -> dict[str, str]:
    kodede = reformproeve.versioner()
    return {"dag": localdate().isoformat(), "fra": kodede[max(0, len(kodede) - 2)], "til": kodede[-1]}


def _indhold(request: HttpRequest, oensket: Oensket) -> dict[str, Any]:
    arbejde, fundet = reformproeve.arbejde(oensket), reformproeve.proevet(oensket)
    indhold = {"arbejde": arbejde, "fundet": fundet, "adresse": _adresse(oensket)}
    if fundet is None or (arbejde and arbejde.koerer):
        return indhold
    skjult = skal_undertrykkes(request.user)
    regler: list[dict[str, Any]] = [*fundet.regler]
    if skjult:
        regler = undertryk(regler, tal=("borgere",), afledte=("antal",))
    ser_personer = Ret.SE_TALPERSONER in rettigheder(request.user)
    return {
        **indhold,
        "foraeldet": handlet_efter(fundet.kendt),
        "regler": [_regellinje(r, oensket, ser_personer=ser_personer) for r in regler],
        "tal": [] if skjult else [_tallinje(r) for r in fundet.tal if r["naevner_foer"] or r["naevner_efter"]],
        "skjult": skjult,
        "graense": graenser().undertryk,
        "ser_personer": ser_personer,
        **(_personer(request, oensket) if ser_personer else {}),
    }


def _regellinje(raekke: dict[str, Any], oensket: Oensket, *, ser_personer: bool) -> dict[str, Any]:
    return {
        **raekke,
        "navn": regelnavn(raekke["regel"]),
        "aendringen": tekst(f"web_indlaes.reform.{raekke['aendring']}"),
        "personer": f"{_adresse(oensket, regel=raekke['regel'])}#personer" if ser_personer else "",
    }


def _tallinje(raekke: dict[str, Any]) -> dict[str, Any]:
    andele = {f"pct_{n}": _procent(raekke[f"andel_{n}"]) for n in ("foer", "efter")}
    navne = {
        "navn": regelnavn(raekke["maaling"]),
        "ydelse": ydelsesnavn(raekke["ydelse"]),
        "kommune": kommunenavn(raekke["kommune"]),
    }
    return {**raekke, **andele, **navne}


def _procent(andel: str | None) -> float | None:
    return None if andel is None else float(Fraction(andel) * 100)


def _personer(request: HttpRequest, oensket: Oensket) -> dict[str, Any]:
    """The persons the user may see, by rule where one is chosen; the reading of those shown is noted."""
    regel = request.GET.get("regel", "")
    alle = [r for hvad in _PERSONER for r in reformproeve.personer(oensket, hvad) if regel in {"", r["regel"]}]
    maa_ses = synlige(request.user, (r["borger_pk"] for r in alle), Ret.SE_TALPERSONER)
    egne = [r for r in alle if r["borger_pk"] in maa_ses]
    side = Paginator(egne, _PR_SIDE).get_page(request.GET.get("side"))
    noter(request.user, [r["borger_pk"] for r in side], standardformaal(request.user), "liste.reform")
    valg = {"regel": regel} if regel else {}
    return {
        "personer": [_personlinje(r) for r in side],
        "side": side,
        "antal_personer": len({r["borger_pk"] for r in egne}),
        "regel": regelnavn(regel) if regel else "",
        "alle_regler": f"{_adresse(oensket)}#personer",
        "forrige": _adresse(oensket, **valg, side=side.previous_page_number()) if side.has_previous() else "",
        "naeste_side": _adresse(oensket, **valg, side=side.next_page_number()) if side.has_next() else "",
    }


def _personlinje(raekke: dict[str, Any]) -> dict[str, Any]:
    return {
        "noegle": raekke["borger_id"],
        "adresse": reverse("borger", args=[raekke["borger_id"]]),
        "navn": regelnavn(raekke["regel"]),
        "aendringen": tekst(f"web_indlaes.reform.{raekke['aendring']}"),
        "foer": _stand(raekke, "foer"),
        "efter": _stand(raekke, "efter"),
        "aarsag": raekke["aarsag"],
        "hjemmel": med_links(raekke["hjemmel"] or ""),
    }


def _stand(raekke: dict[str, Any], naar: str) -> str:
    """The state under one of the laws in words, with its deadline where it has one."""
    status, frist = raekke[f"status_{naar}"], raekke.get(f"frist_{naar}")
    if status is None:
        return "–"
    noegle = f"forklar.status.{status}"
    i_ord = tekst(noegle) if findes(noegle) else str(status).replace("_", " ")
    if frist is None:
        return i_ord
    return tekst("web_indlaes.reform.med_frist", status=i_ord, frist=dato(dt.date.fromisoformat(frist)))


def _adresse(oensket: Oensket, **andet: object) -> str:
    valg = {"dag": oensket.dag.isoformat(), "fra": oensket.fra, "til": oensket.til, **andet}
    return f"{reverse('reform')}?{urlencode(valg)}"
