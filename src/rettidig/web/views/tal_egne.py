"""The municipality's own strategy in figures: kept, past and coming by rule, and the share kept month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import procent
from rettidig.tal.selectors.egne_frister import Egenregel, egne_regler, genberegning_venter
from rettidig.tal.selectors.egne_tal import (
    AFGJORT,
    STILLINGER,
    Egetvalg,
    Optalt,
    antal_bag,
    bag_tallet,
    efter_maaned,
    efter_regel,
    viste_maaneder,
)
from rettidig.tal.selectors.kube import tilstand_eller_fejl
from rettidig.web.borger.liste import husk_liste
from rettidig.web.diagrammer import Diagram, Maalepunkt, udvikling
from rettidig.web.excel import afkortet, som_fil
from rettidig.web.lister.raekker import egne_raekker
from rettidig.web.talsider.egentabeller import maanedstabel, persontabel, regeltabel
from rettidig.web.talsider.ramme import kun, med_navne, med_tal, noeglerne, ramme, sidetal
from rettidig.web.talsider.tabeller import kilder
from rettidig.web.talsider.valg import Felt, Talvalg, Valgmulighed, laes_valg, maanednavn, maanedskode

_FELTER = ("team", "kommune")
_PR_SIDE, _I_FILEN = 25, 20_000
_HVAD = (*STILLINGER, "afgjorte")
Noegle = tuple[str, str]


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def egne(request: HttpRequest) -> HttpResponse:
    """The page. Not for who is kept from small figures: a rule in a team is few persons."""
    indhold = ramme(request, "tal_egne", kun_felter=_FELTER)
    valg: Talvalg = indhold["valg"]
    regler = egne_regler(valg.kommune)
    regel = _regel(request, regler)
    dag = tilstand_eller_fejl().dag
    maaneder = efter_maaned(dag, valg.udsnit, regel)
    talt = efter_regel(valg.udsnit) if regler else {}
    indhold |= {
        "regler": regler,
        "felter": [*indhold["felter"], _regelfelt(regler, regel)] if regler else indhold["felter"],
        "dag": dag,
        "stillinger": [(navn, tekst(f"web.egne.kolonne.{navn}")) for navn in STILLINGER],
        "linjer": [_linje(valg, egen, talt.get(noegle)) for noegle, egen in regler.items()],
        "maaneder": [_maaned(valg, regel, maaned, o) for maaned, o in maaneder.items()],
        "regelnavn": regler[regel].titel if regel else tekst("web.egne.alle_regler"),
        "figur": _figur(maaneder, regler[regel].titel if regel else tekst("web.egne.alle_regler")),
        "regnes_om": genberegning_venter(),
        "excel": {navn: valg.adresse("tal_egne_excel", navn) for navn in ("regler", "maaneder")},
    }
    return render(request, "web/tal/egne.html", indhold, status=400 if valg.fejl else 200)


@kraever(Ret.SE_TAL)
@require_GET
@med_tal
def egne_excel(request: HttpRequest, tabel: str) -> HttpResponse:
    """A table of the page as a workbook; no persons."""
    valg = _valget(request)
    regler, dag = egne_regler(valg.kommune), tilstand_eller_fejl().dag
    if tabel not in ("regler", "maaneder"):
        raise Http404
    if tabel == "regler":
        svar = regeltabel(regler, efter_regel(valg.udsnit), dag, valg)
    else:
        svar = maanedstabel(regler, {n: efter_maaned(dag, valg.udsnit, n) for n in regler}, dag, valg)
    return som_fil(svar, tekst(f"web.egne.excel.{tabel}"), kilder(valg))


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def egne_personer(request: HttpRequest) -> HttpResponse:
    """The deadlines behind a figure, of the citizens the user may see. The reading is written down."""
    indhold = ramme(request, "tal_egne", kun_felter=())
    valg: Talvalg = indhold["valg"]
    regler = egne_regler(valg.kommune)
    hvad, spurgt = _hvad(request), _spurgt(request, regler)
    stillinger = AFGJORT if hvad == "afgjorte" else (hvad,)
    i_figuren = antal_bag(stillinger, spurgt, valg.udsnit)
    andet = _adressens(hvad, spurgt)
    hvem = kun(request.user)
    i_alt = bag_tallet(hvem, stillinger, spurgt, valg.udsnit, antal=0).antal
    foerst, sider = sidetal(request, i_alt, _PR_SIDE, lambda nr: valg.adresse("tal_egne_personer", side=nr, **andet))
    side = bag_tallet(hvem, stillinger, spurgt, valg.udsnit, foerst=foerst, antal=_PR_SIDE)
    raekker = egne_raekker(med_navne(request, side.raekker, "liste.tal_egne"))
    overskrift = _overskrift(hvad, spurgt, regler)
    husk_liste(request, tekst("web.egne.titel"), list(dict.fromkeys(noeglerne(raekker))))
    indhold |= {
        "overskrift": overskrift,
        "raekker": raekker,
        "antal": i_alt,
        "andre": i_figuren - i_alt,
        "sider": sider,
        "tilbage": valg.adresse("tal_egne"),
        "excel": valg.adresse("tal_egne_personer_excel", **andet),
    }
    return render(request, "web/tal/egne_personer.html", indhold, status=400 if valg.fejl else 200)


@kraever(Ret.SE_TAL, Ret.SE_TALPERSONER)
@require_GET
@med_tal
def egne_personer_excel(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, by the citizens' ids; every one of them is written down as read."""
    valg = _valget(request)
    regler = egne_regler(valg.kommune)
    hvad, spurgt = _hvad(request), _spurgt(request, regler)
    stillinger = AFGJORT if hvad == "afgjorte" else (hvad,)
    side = bag_tallet(kun(request.user), stillinger, spurgt, valg.udsnit, antal=_I_FILEN)
    raekker = egne_raekker(med_navne(request, side.raekker, "udtraek.tal_egne"))
    svar = persontabel(raekker, tilstand_eller_fejl().dag, valg)
    return som_fil(svar, _overskrift(hvad, spurgt, regler), [*kilder(valg), *afkortet(len(raekker), side.antal)])


def _valget(request: HttpRequest) -> Talvalg:
    valg = laes_valg(request)
    if valg.undertrykt:
        raise Http404
    return valg


def _regel(request: HttpRequest, regler: Mapping[Noegle, Egenregel]) -> Noegle | None:
    """The rule the address names by its strategy and id; all of them where it names none, or one that is none."""
    skrevet = request.GET.get("regel", "")
    return next((noegle for noegle in regler if _regelkode(noegle) == skrevet), None)


def _regelkode(noegle: Noegle) -> str:
    return "/".join(noegle)


def _hvad(request: HttpRequest) -> str:
    hvad = str(request.GET.get("hvad", ""))
    if hvad not in _HVAD:
        raise Http404
    return hvad


def _spurgt(request: HttpRequest, regler: Mapping[Noegle, Egenregel]) -> Egetvalg:
    """The rule and the month of the figure. Raises ``Http404`` for a month that is none of those shown."""
    skrevet = request.GET.get("fristmaaned", "")
    maaneder = {maanedskode(m): m for m in viste_maaneder(tilstand_eller_fejl().dag)}
    if skrevet and skrevet not in maaneder:
        raise Http404
    return Egetvalg(_regel(request, regler), maaneder.get(skrevet))


def _adressens(hvad: str, spurgt: Egetvalg) -> dict[str, str]:
    return {
        "hvad": hvad,
        "regel": "" if spurgt.regel is None else _regelkode(spurgt.regel),
        "fristmaaned": "" if spurgt.maaned is None else maanedskode(spurgt.maaned),
    }


def _overskrift(hvad: str, spurgt: Egetvalg, regler: Mapping[Noegle, Egenregel]) -> str:
    led = [tekst(f"web.egne.kolonne.{hvad}")]
    led += [regler[spurgt.regel].titel] if spurgt.regel else []
    led += [tekst("web.egne.frist_i", maaned=maanednavn(spurgt.maaned))] if spurgt.maaned else []
    return ", ".join(led)


def _linje(valg: Talvalg, egen: Egenregel, talt: Optalt | None) -> dict[str, Any]:
    optalt = talt or Optalt(dict.fromkeys(STILLINGER, 0))
    spurgt = Egetvalg((egen.strategi, egen.regel))
    return {
        "regel": egen,
        "celler": [_celle(valg, navn, spurgt, optalt.antal[navn]) for navn in STILLINGER],
        "andel": _andel(optalt),
    }


def _maaned(valg: Talvalg, regel: Noegle | None, maaned: dt.date, optalt: Optalt) -> dict[str, Any]:
    spurgt = Egetvalg(regel, maaned)
    return {
        "navn": maanednavn(maaned),
        "frister": _celle(valg, "afgjorte", spurgt, optalt.afgjorte),
        "i_tide": _celle(valg, "i_tide", spurgt, optalt.antal["i_tide"]),
        "andel": _andel(optalt),
    }


def _celle(valg: Talvalg, hvad: str, spurgt: Egetvalg, antal: int) -> tuple[int, str]:
    """A number, and the address of its persons where it has any."""
    return antal, valg.adresse("tal_egne_personer", **_adressens(hvad, spurgt)) if antal else ""


def _andel(optalt: Optalt) -> str:
    return "–" if optalt.andel is None else procent(optalt.andel)


def _regelfelt(regler: Mapping[Noegle, Egenregel], valgt: Noegle | None) -> Felt:
    muligheder: Sequence[Valgmulighed] = [
        Valgmulighed(_regelkode(noegle), egen.titel, noegle == valgt) for noegle, egen in regler.items()
    ]
    return Felt("regel", (Valgmulighed("", tekst("web.egne.alle_regler"), valgt is None), *muligheder))


def _figur(maaneder: Mapping[dt.date, Optalt], serie: str) -> Diagram | None:
    punkter = [Maalepunkt(maaned, serie, optalt.andel) for maaned, optalt in sorted(maaneder.items())]
    if not any(punkt.andel is not None for punkt in punkter):
        return None
    return udvikling(tekst("web.egne.figur", hvad=serie), punkter, None)
