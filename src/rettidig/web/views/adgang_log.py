"""Who has looked at whom: the controller's sample, and the citizen's own log."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from rettidig.adgang.fejl import AdgangsFejl, IngenAdgang
from rettidig.adgang.formaal import Formaal
from rettidig.adgang.krav import kraever
from rettidig.adgang.models import LaestBorger, Stikproevefund, Stikproevekonklusion
from rettidig.adgang.omfang import synlige
from rettidig.adgang.roller import Ret
from rettidig.adgang.selectors.laeselog import borgerens_log, stikproeve
from rettidig.adgang.selectors.stikproevefund import konklusioner, seneste_fund
from rettidig.adgang.services.laesninger import noter
from rettidig.adgang.services.stikproeve import noter_fund, noter_konklusion
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sager.selectors.noegler import noegler as noegler_til
from rettidig.sprog import findes, tekst
from rettidig.svar.model import Kolonne, Svar
from rettidig.tidslinje import calendar
from rettidig.web.excel import som_fil, som_raekke
from rettidig.web.templatetags.tekster import dato, tidspunkt
from rettidig.web.views.adgang_former import Konklusionsform, Stikproeveform

_VALG = ("fra", "til", "froe", "antal")
_KONKLUSION = "skriv_konklusion"


@dataclass(frozen=True)
class Opslag:
    """One reading of the sample in words. ``skjult``: the citizen is not shown to who draws the sample."""

    laest: LaestBorger
    borger: str
    skjult: bool
    roller: str
    formaal: str
    hvad: str
    saerlige: str
    vurdering: str
    fund: Stikproevefund | None
    eget: bool


@kraever(Ret.SE_LAESELOG)
@require_http_methods(["GET", "POST"])
def laeselog(request: HttpRequest) -> HttpResponse:
    """A sample by period and seed; a post writes down a finding about one line of it, or a conclusion of it all."""
    data = request.POST if request.method == "POST" else request.GET
    form = Stikproeveform(data or None, initial=_en_maaned())
    if not form.is_valid():
        return render(
            request, "web/adgang/laeselog.html", {"form": form, "linjer": None}, status=400 if form.errors else 200
        )
    valg = form.cleaned_data
    if _KONKLUSION in request.POST:
        return _konkluder(request, form)
    if request.method == "POST":
        try:
            noter_fund(
                request.user,
                int(request.POST.get("laest", "")[:18]) if request.POST.get("laest", "").isdecimal() else 0,
                request.POST.get("vurdering", ""),
                request.POST.get("bemaerkning", ""),
                froe=valg["froe"],
                fra=valg["fra"],
                til=valg["til"],
            )
        except AdgangsFejl as fejl:
            messages.error(request, str(fejl))
        else:
            messages.success(request, tekst("adgang.side.laeselog.gemt"))
        return HttpResponseRedirect(f"{reverse('laeselog')}?{_spurgt(valg)}#stikproeven")
    return _side(request, form, _opslag(request, valg, "side.laeselog"), Konklusionsform())


def _konkluder(request: HttpRequest, form: Stikproeveform) -> HttpResponse:
    """Write down what is concluded of the sample as it is now."""
    valg, konklusion = form.cleaned_data, Konklusionsform(request.POST)
    linjer = _opslag(request, valg, "side.laeselog")
    if konklusion.is_valid():
        try:
            noter_konklusion(
                request.user,
                konklusion.cleaned_data[_KONKLUSION],
                **{navn: valg[navn] for navn in _VALG},
                opslag=[linje.laest.pk for linje in linjer],
                vurderet=sum(linje.fund is not None for linje in linjer),
            )
        except AdgangsFejl as fejl:
            konklusion.add_error(_KONKLUSION, str(fejl))
        else:
            messages.success(request, tekst("adgang.side.laeselog.konklusion_gemt"))
            return HttpResponseRedirect(f"{reverse('laeselog')}?{_spurgt(valg)}#konklusion")
    return _side(request, form, linjer, konklusion, status=422)


def _side(
    request: HttpRequest, form: Stikproeveform, linjer: list[Opslag], konklusion: Konklusionsform, status: int = 200
) -> HttpResponse:
    valg = form.cleaned_data
    indhold = {
        "form": form,
        "linjer": linjer,
        "vurderinger": [(v, tekst(f"adgang.vurdering.{v}")) for v in Stikproevefund.Vurdering.values],
        "valg": valg,
        "talt": _talt(linjer),
        "loeber": valg["til"] > localdate(),
        "konklusionsform": konklusion,
        "konklusioner": _konklusioner(valg, linjer),
        "excel": f"{reverse('laeselog_excel')}?{_spurgt(valg)}",
    }
    return render(request, "web/adgang/laeselog.html", indhold, status=status)


@kraever(Ret.SE_LAESELOG)
@require_GET
def laeselog_excel(request: HttpRequest) -> HttpResponse:
    """The sample with its findings as a workbook, to be kept with the year's supervision."""
    form = Stikproeveform(request.GET)
    if not form.is_valid():
        raise Http404
    valg = form.cleaned_data
    linjer = _opslag(request, valg, "udtraek.laeselog")
    kolonner = tuple(
        Kolonne(tekst(noegle))
        for noegle in (
            "adgang.side.brugere.tidspunkt",
            "adgang.side.brugere.hvem",
            "adgang.side.brugere.roller",
            "adgang.side.laeselog.borger",
            "adgang.side.laeselog.formaal",
            "adgang.side.brugere.hvad",
            "adgang.side.laeselog.saerlige",
            "adgang.side.laeselog.vurdering",
            "adgang.side.laeselog.bemaerkning",
            "web.fag.laeselog.vurderet_af",
        )
    )
    raekker = [
        som_raekke(
            kolonner,
            tidspunkt(linje.laest.laesning.tidspunkt),
            linje.laest.laesning.hvem,
            linje.roller,
            tekst("adgang.side.laeselog.skjult") if linje.skjult else linje.borger,
            f"{linje.formaal} {linje.laest.laesning.formaalstekst}".strip(),
            linje.hvad,
            linje.saerlige,
            linje.vurdering,
            linje.fund.bemaerkning if linje.fund else "",
            _vurderet_af(linje.fund),
        )
        for linje in linjer
    ]
    spurgt = {tekst(f"adgang.side.laeselog.{navn}"): _i_ord(valg[navn]) for navn in _VALG}
    svar = Svar(kolonner, raekker, None, None, None, spurgt)
    konkluderet = [
        (f"{tekst('web.fag.laeselog.konklusion')}: {en.hvem} {tidspunkt(en.tidspunkt)}", f"{en.konklusion} ({om})")
        for en, om in _konklusioner(valg, linjer)
    ]
    return som_fil(
        svar, tekst("web.fag.laeselog.excel"), [(tekst("web.fag.laeselog.optalt"), _talt(linjer)), *konkluderet]
    )


@kraever(Ret.SE_EGET)
@require_GET
def hvem_har_set(request: HttpRequest) -> HttpResponse:
    """The citizen's own log."""
    if request.user.borger_id is None:
        raise IngenAdgang
    noter(request.user, [request.user.borger_id], Formaal.EGET, "side.hvem_har_set")
    return render(request, "web/adgang/hvem_har_set.html", {"poster": borgerens_log(request.user.borger_id)})


def _en_maaned() -> dict[str, Any]:
    """The sample suggested: the latest month with today."""
    i_dag = calendar.to_day(localdate())
    fra, til = calendar.to_date(calendar.add_months(i_dag, -1)), calendar.to_date(calendar.add_days(i_dag, 1))
    valgt = valgte_tal()
    return {"fra": fra, "til": til, "froe": valgt.stikproeve_froe.vaerdi, "antal": valgt.stikproeve_linjer.vaerdi}


def _opslag(request: HttpRequest, valg: Mapping[str, Any], hvad: str) -> list[Opslag]:
    """The sample, with the latest finding of each line; drawing it is a reading too."""
    linjer = stikproeve(valg["fra"], valg["til"], valg["froe"], valg["antal"])
    noter(request.user, [linje.laest.borger_id for linje in linjer], Formaal.KONTROL, hvad)
    # A line about somebody the user may not see says how they were looked at, and not who they are.
    noegler = noegler_til(linje.laest.borger_id for linje in linjer)
    maa_ses = synlige(request.user, noegler, Ret.SE_BORGER)
    fund = seneste_fund(linje.laest.pk for linje in linjer)
    return [
        Opslag(
            linje.laest,
            noegler.get(linje.laest.borger_id, "") if linje.laest.borger_id in maa_ses else "",
            linje.laest.borger_id in noegler and linje.laest.borger_id not in maa_ses,
            ", ".join(tekst(f"adgang.rolle.{rolle}") for rolle in linje.laest.laesning.roller.split(",") if rolle),
            tekst(f"web.fag.formaal.{linje.laest.laesning.formaal}"),
            _hvad(linje.laest.laesning.hvad),
            ", ".join(tekst(f"adgang.saerlig.{navn}") for navn in linje.saerlige),
            tekst(f"adgang.vurdering.{linje.vurdering}") if linje.vurdering else "",
            fund.get(linje.laest.pk),
            linje.laest.laesning.bruger_id == request.user.pk,
        )
        for linje in linjer
    ]


def _konklusioner(valg: Mapping[str, Any], linjer: list[Opslag]) -> list[tuple[Stikproevekonklusion, str]]:
    """What has been concluded of the sample, and of which look-ups: the same as now, or others."""
    nu = {linje.laest.pk for linje in linjer}
    fundne = []
    for en in konklusioner(**{navn: valg[navn] for navn in _VALG}):
        noegle = "om" if set(en.opslag) == nu else "om_andre"
        fundne.append((en, tekst(f"web.fag.laeselog.{noegle}", antal=len(en.opslag), vurderet=en.vurderet)))
    return fundne


def _talt(linjer: list[Opslag]) -> str:
    """How far the sample has been judged, and what was found, in one sentence."""
    talt = Counter(linje.fund.vurdering for linje in linjer if linje.fund)
    felter = {vurdering: talt[vurdering] for vurdering in Stikproevefund.Vurdering.values}
    return tekst("web.fag.laeselog.talt", antal=len(linjer), vurderet=sum(talt.values()), **felter)


def _hvad(hvad: str) -> str:
    noegle = f"web.fag.hvad.{hvad.partition('.')[0]}"
    return tekst(noegle if findes(noegle) else "web.fag.hvad.andet")


def _vurderet_af(fund: Stikproevefund | None) -> str:
    return "" if fund is None else f"{fund.hvem} {tidspunkt(fund.tidspunkt)}"


def _i_ord(vaerdi: object) -> str:
    return dato(vaerdi) if isinstance(vaerdi, dt.date) else str(vaerdi)


def _spurgt(valg: Mapping[str, Any]) -> str:
    return urlencode({navn: valg[navn] for navn in _VALG})
