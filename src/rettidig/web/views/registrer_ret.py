"""Correcting and closing a fact: what the person saw is said with it, so that nobody writes over somebody else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Registrering
from rettidig.sager.selectors.faktum import celler, handling_bag, registrering
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.selectors.registreringer import faktas
from rettidig.sager.services import rettelser
from rettidig.sager.services.rettet_imens import RettetImens
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import decimaltegn
from rettidig.web.borger.faktaord import mesternavn, vaerdi
from rettidig.web.registrer.aabning import Aabnet, aabn
from rettidig.web.registrer.felter import Talfelt, stort
from rettidig.web.registrer.form import HVORFOR, Hvorforform, Retteform, fejlliste, udfyldt_fra
from rettidig.web.registrer.slags import TABELLER, slags_af_tabel

_TOM = "–"


@kraever(Ret.REGISTRER)
@require_http_methods(["GET", "POST"])
def ret(request: HttpRequest, noegle: str, tabel: str, nummer: int) -> HttpResponse:
    """Correct the fact whose registration has the number; changed by somebody else since, both are shown."""
    aabnet = aabn(request, noegle, "side.ret")
    if isinstance(aabnet, HttpResponse):
        return aabnet
    en = _find(aabnet, tabel, nummer)
    if request.method == "GET":
        videre = _nyere(request, aabnet, tabel, en)
        if videre is not None:
            return videre
        return _side(request, aabnet, tabel, en, Retteform(tabel, initial=_begyndt(request, tabel, en)))
    set_ = celler(tabel, en)
    form = Retteform(tabel, request.POST, initial=set_)
    if form.is_valid():
        raekke = form.raekke()
        if en.registreret.upper is None and all(set_[navn] == skrevet for navn, skrevet in raekke.items()):
            form.add_error(None, tekst("web.registrer.fejl.intet_aendret"))
    if not form.errors:
        try:
            rettelser.ret(
                tabel,
                nummer,
                {"borger_id": noegle, **raekke},
                hvem=request.user.get_username(),
                hvorfor=form.cleaned_data[HVORFOR],
            )
        except RettetImens as imens:
            return _imens(request, aabnet, tabel, en, form, imens)
        except SagsFejl as fejl:
            form.add_error(None, str(fejl))
        else:
            return _til_kvittering(aabnet, tabel, en)
    return _side(request, aabnet, tabel, en, form, status=422)


@kraever(Ret.REGISTRER)
@require_http_methods(["GET", "POST"])
def afslut(request: HttpRequest, noegle: str, tabel: str, nummer: int) -> HttpResponse:
    """Say of a fact that it is not so, with a reason."""
    aabnet = aabn(request, noegle, "side.luk")
    if isinstance(aabnet, HttpResponse):
        return aabnet
    en = _find(aabnet, tabel, nummer)
    form = Hvorforform(request.POST or None)
    if request.method == "GET":
        videre = _nyere(request, aabnet, tabel, en)
        if videre is not None:
            return videre
    elif form.is_valid():
        try:
            rettelser.afslut(tabel, nummer, hvem=request.user.get_username(), hvorfor=form.cleaned_data[HVORFOR])
        except RettetImens as imens:
            return _imens(request, aabnet, tabel, en, None, imens)
        except SagsFejl as fejl:
            form.add_error(None, str(fejl))
        else:
            return _til_kvittering(aabnet, tabel, en)
    return _side(request, aabnet, tabel, en, form, lukkes=True, status=422 if form.errors else 200)


def _find(aabnet: Aabnet, tabel: str, nummer: int) -> Registrering:
    en = registrering(tabel, nummer, aabnet.borger.pk) if tabel in TABELLER else None
    if en is None:
        raise Http404
    return en


def _nyere(request: HttpRequest, aabnet: Aabnet, tabel: str, en: Registrering) -> HttpResponse | None:
    """Where the registration no longer stands: to the one that does, or back to the citizen where none does."""
    if en.registreret.upper is None:
        return None
    nu = next((r for r in faktas(tabel, en.fakta_id, kendt_nu()) if r.registreret.upper is None), None)
    noegle = aabnet.borger.noegle
    if nu is None:
        messages.warning(request, tekst("web.registrer.findes_ikke_mere"))
        return HttpResponseRedirect(reverse("borger", args=[noegle]))
    messages.info(request, tekst("web.registrer.rettet_siden"))
    return HttpResponseRedirect(reverse("ret_faktum", args=[noegle, tabel, nu.pk]))


def _begyndt(request: HttpRequest, tabel: str, en: Registrering) -> dict[str, str]:
    """What the form begins with: the fact as it stands, and what the address asks to have changed."""
    staar = celler(tabel, en)
    bedt = udfyldt_fra(request.GET, tuple(k for k in staar if k in {"til", "status", "dato", "form"}))
    begyndt = {**staar, **bedt}
    for navn, felt in Retteform(tabel).fields.items():
        if isinstance(felt, Talfelt):
            begyndt[navn] = begyndt[navn].replace(".", decimaltegn())
    if bedt.get("status") == "afholdt":
        begyndt[HVORFOR] = tekst("web.registrer.holdt")
    elif bedt.get("til"):
        begyndt[HVORFOR] = tekst("web.registrer.afsluttet")
    return begyndt


def _side(
    request: HttpRequest,
    aabnet: Aabnet,
    tabel: str,
    en: Registrering,
    form: Any,
    *,
    lukkes: bool = False,
    status: int = 200,
) -> HttpResponse:
    staar = celler(tabel, en)
    indhold = {
        **aabnet.ramme,
        "tabel": tabel,
        "registrering": en,
        "slags": slags_af_tabel(tabel),
        "form": form,
        "fejl": fejlliste(form) if form.is_bound else [],
        "staar": [
            (tekst(f"web.registrer.felt.{k}"), _vist(tabel, k, v)) for k, v in staar.items() if v and k != "borger_id"
        ],
        "mester": mesternavn(en.mester),
        "andens": en.mester != rettelser.HER,
    }
    return render(request, f"web/registrer/{'luk' if lukkes else 'ret'}.html", indhold, status=status)


def _imens(
    request: HttpRequest, aabnet: Aabnet, tabel: str, foer: Registrering, form: Retteform | None, imens: RettetImens
) -> HttpResponse:
    """Somebody came first: what was seen, what it says now, and what was about to be written, side by side."""
    nu = None if imens.registrering is None else registrering(tabel, imens.registrering, aabnet.borger.pk)
    gammel, ny = celler(tabel, foer), {} if nu is None else celler(tabel, nu)
    egen = {} if form is None else form.raekke()
    raekker = [
        {
            "navn": tekst(f"web.registrer.felt.{k}"),
            "foer": _vist(tabel, k, gammel[k]),
            "nu": _vist(tabel, k, ny.get(k, "")),
            "egen": _vist(tabel, k, egen.get(k, "")),
            "skiftet": gammel[k] != ny.get(k, ""),
        }
        for k in gammel
        if k != "borger_id" and (gammel[k] or ny.get(k) or egen.get(k))
    ]
    indhold = {
        **aabnet.ramme,
        "tabel": tabel,
        "saetning": str(imens),
        "raekker": raekker,
        "nu": nu,
        "form": form,
        "fejl": [],
    }
    return render(request, "web/registrer/imens.html", indhold, status=409)


def _vist(tabel: str, kolonne: str, skrevet: str) -> str:
    return stort(vaerdi(tabel, "fra" if kolonne == "til" else kolonne, skrevet)) if skrevet else _TOM


def _til_kvittering(aabnet: Aabnet, tabel: str, en: Registrering) -> HttpResponse:
    handling = handling_bag(tabel, en.fakta_id)
    return HttpResponseRedirect(reverse("registreret", args=[aabnet.borger.noegle, handling.pk]))
