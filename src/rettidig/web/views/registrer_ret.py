"""Correcting and closing a fact: what the person saw is said with it, so that nobody writes over somebody else."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rettidig.adgang.krav import kraever
from rettidig.adgang.omfang import omfang
from rettidig.adgang.roller import Ret
from rettidig.adgang.selectors.teams import kendte_teams
from rettidig.forloeb.visning import ligner_cpr
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Registrering
from rettidig.sager.selectors.faktum import celler, handling_bag, registrering
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.selectors.registreringer import faktas
from rettidig.sager.services import rettelser
from rettidig.sager.services.rettet_imens import RettetImens
from rettidig.sager.services.samtaleform import fravig_samtaleform
from rettidig.sprog import paa_sprog, tekst
from rettidig.svar.dansk_form import decimaltegn
from rettidig.web.borger.faktaord import mesternavn, vaerdi
from rettidig.web.registrer.aabning import Aabnet, aabn
from rettidig.web.registrer.felter import Talfelt, stort
from rettidig.web.registrer.form import HVORFOR, Hvorforform, Retteform, fejlliste, udfyldt_fra
from rettidig.web.registrer.kvittering import gem_tekst
from rettidig.web.registrer.rettelse import Rettelse
from rettidig.web.registrer.sagstekst import sagstekst
from rettidig.web.registrer.slags import BORGERTABEL, TABELLER, slags_af_tabel
from rettidig.web.registrer.vilkaar import BEGRUNDELSE, UKENDT, Lovsvar, i_en_saetning

_SVARDEL, _FORMDEL, _VURDER = "vilkaar", "registrering", "vurder"
_TOM = "–"
_RETTES = (*TABELLER, BORGERTABEL)
"""The tables whose facts can be corrected."""


@kraever(Ret.REGISTRER)
@require_http_methods(["GET", "POST"])
def ret(request: HttpRequest, noegle: str, tabel: str, nummer: int) -> HttpResponse:
    """Correct the fact whose registration has the number; changed by somebody else since, both are shown.

    As where something is registered: with ``vurder`` among what is sent nothing is saved, the law's answer is given.
    """
    vurderes = _VURDER in request.POST
    aabnet = aabn(request, noegle, "side.ret", del_=vurderes)
    if isinstance(aabnet, HttpResponse):
        return aabnet
    en = _find(aabnet, tabel, nummer)
    if request.method == "GET":
        videre = _nyere(request, aabnet, tabel, en)
        if videre is not None:
            return videre
        form, svar = _rettelse(aabnet, tabel, en).til_udfyldning(_begyndt(request, tabel, en))
        return _side(request, aabnet, tabel, en, form, svar)
    if vurderes:
        skrevet = {navn: felt for navn, felt in request.POST.dict().items() if not ligner_cpr(felt)}
        form, svar = _rettelse(aabnet, tabel, en).til_udfyldning({**celler(tabel, en), **skrevet})
        if request.headers.get("HX-Target") == _SVARDEL:
            return render(request, "web/registrer/vilkaar.html", {"svar": svar, "rettes": True})
        return _side(request, aabnet, tabel, en, form, svar)
    return _ret(request, aabnet, tabel, en)


def _ret(request: HttpRequest, aabnet: Aabnet, tabel: str, en: Registrering) -> HttpResponse:
    set_, rettelse = celler(tabel, en), _rettelse(aabnet, tabel, en)
    form = rettelse.form(request.POST, **rettelse.spurgte(request.POST.dict()), initial=set_)
    if form.is_valid():
        raekke = form.raekke()
        if en.registreret.upper is None and all(set_[navn] == skrevet for navn, skrevet in raekke.items()):
            form.add_error(None, tekst("web.registrer.fejl.intet_aendret"))
    svar = rettelse.svar(form)
    if not form.errors:
        with paa_sprog("da"):
            lovens = "" if svar is None or svar.samlet == UKENDT else i_en_saetning(svar)
            hvorfor = " ".join(filter(None, (form.cleaned_data[HVORFOR], lovens)))
        hvem = request.user.get_username()
        begrundelse = form.oplyste_fakta().get(BEGRUNDELSE)
        try:
            if begrundelse and en.registreret.upper is None:  # what the citizen is owed is said before the talk is
                fravig_samtaleform(aabnet.borger, form.cleaned_data["dato"], begrundelse, hvem=hvem, hvorfor=hvorfor)
            rettelser.ret(tabel, en.pk, {"borger_id": aabnet.borger.noegle, **raekke}, hvem=hvem, hvorfor=hvorfor)
        except RettetImens as imens:
            return _imens(request, aabnet, tabel, en, form, imens)
        except SagsFejl as fejl:
            form.add_error(None, str(fejl))
        else:
            handling, bruger = handling_bag(tabel, en.fakta_id), request.user
            skriver = getattr(bruger, "initialer", "") or hvem
            gem_tekst(request, handling.pk, sagstekst(form, svar, skriver, aabnet.dag, rettet=True))
            return _til_kvittering(request, aabnet, tabel, en)
    return _side(request, aabnet, tabel, en, form, svar, status=422)


@kraever(Ret.REGISTRER)
@require_http_methods(["GET", "POST"])
def afslut(request: HttpRequest, noegle: str, tabel: str, nummer: int) -> HttpResponse:
    """Say of a fact that it is not so, with a reason."""
    aabnet = aabn(request, noegle, "side.luk")
    if isinstance(aabnet, HttpResponse):
        return aabnet
    en = _find(aabnet, tabel, nummer, TABELLER)
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
            return _til_kvittering(request, aabnet, tabel, en)
    return _side(request, aabnet, tabel, en, form, lukkes=True, status=422 if form.errors else 200)


def _rettelse(aabnet: Aabnet, tabel: str, en: Registrering) -> Rettelse:
    """The correction; a citizen's team is one of those there are in the municipality."""
    teams = kendte_teams(celler(tabel, en)["kommune"]) if tabel == BORGERTABEL else ()
    return Rettelse(aabnet, tabel, en, partial(Retteform, tabel, teams=teams))


def _find(aabnet: Aabnet, tabel: str, nummer: int, tabeller: tuple[str, ...] = _RETTES) -> Registrering:
    en = registrering(tabel, nummer, aabnet.borger.pk) if tabel in tabeller else None
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
        if isinstance(felt, Talfelt) and begyndt[navn]:
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
    svar: Lovsvar | None = None,
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
        "svar": svar,
        "rettes": True,
        "fejl": fejlliste(form) if form.is_bound else [],
        "staar": [
            (tekst(f"web.registrer.felt.{k}"), _vist(tabel, k, v)) for k, v in staar.items() if v and k != "borger_id"
        ],
        "mester": mesternavn(en.mester),
        "andens": en.mester != rettelser.HER,
        "kan_lukkes": tabel in TABELLER,
    }
    del_ = request.headers.get("HX-Target") == _FORMDEL
    skabelon = "luk" if lukkes else "retteformular" if del_ else "ret"
    return render(request, f"web/registrer/{skabelon}.html", indhold, status=status)


def _imens(
    request: HttpRequest, aabnet: Aabnet, tabel: str, foer: Registrering, form: Retteform | None, imens: RettetImens
) -> HttpResponse:
    """Somebody came first: what was seen, what it says now, and what was about to be written, side by side."""
    nu = None if imens.registrering is None else registrering(tabel, imens.registrering, aabnet.borger.pk)
    gammel, ny = celler(tabel, foer), {} if nu is None else celler(tabel, nu)
    egen = {} if form is None else form.raekke()
    if form is not None:
        form.uden_gentegning()
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


def _til_kvittering(request: HttpRequest, aabnet: Aabnet, tabel: str, en: Registrering) -> HttpResponse:
    """On to the receipt; or, where the citizen now is another team's, to what is one's own."""
    if tabel == BORGERTABEL and not omfang(request.user, Ret.REGISTRER).maa_se(aabnet.borger.pk):
        messages.success(request, tekst("web.registrer.givet_videre"))
        return HttpResponseRedirect(reverse("forside"))
    handling = handling_bag(tabel, en.fakta_id)
    return HttpResponseRedirect(reverse("registreret", args=[aabnet.borger.noegle, handling.pk]))
