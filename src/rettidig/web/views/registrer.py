"""Registering a fact from a citizen's page: the form, the law's answer while one types, and saving."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret
from rettidig.forloeb.visning import ligner_cpr
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.selectors.faktum import allerede, celler, handling_bag, i_gang, navn_paa_cvr
from rettidig.sager.services.rettelser import registrer as registrer_her
from rettidig.sager.services.samtaleform import fravig_samtaleform
from rettidig.sager.services.udfoersel import forbered, standardmodtager
from rettidig.sprog import paa_sprog, tekst
from rettidig.web.borger.faktaord import vaerdi
from rettidig.web.registrer.aabning import Aabnet, aabn
from rettidig.web.registrer.felter import faktumnavn, stort
from rettidig.web.registrer.form import HVORFOR, Registreringsform, fejlliste, udfyldt_fra
from rettidig.web.registrer.forslag import forslag
from rettidig.web.registrer.kvittering import gem_tekst
from rettidig.web.registrer.lokalfelter import Lokaltfaktum
from rettidig.web.registrer.lokalt import lokale_spoergsmaal, med_lokale
from rettidig.web.registrer.sagstekst import sagstekst
from rettidig.web.registrer.slags import SLAGS, Slags
from rettidig.web.registrer.vilkaar import (
    AFGJORT,
    BEGRUNDELSE,
    IKKE_LOVLIG,
    Lovsvar,
    handling_af,
    i_en_saetning,
    spoergsmaal,
    vurder,
)
from rettidig.web.registrer.virksomhed import fra_virksomheden

_SVARDEL, _FORMDEL, _VURDER = "vilkaar", "registrering", "vurder"


@kraever(Ret.REGISTRER)
@require_http_methods(["GET", "POST"])
def registrer(request: HttpRequest, noegle: str, slags: str) -> HttpResponse:
    """The form of one kind. With ``vurder`` among what is sent nothing is saved: the law's answer is given.

    One view answers for the page, for the form in it, and for the answer in that, whichever HTMX asks for.
    """
    en = SLAGS.get(slags)
    if en is None:
        raise Http404
    vurderes = _VURDER in request.POST
    aabnet = aabn(request, noegle, f"side.registrer_{slags}", del_=vurderes)
    if isinstance(aabnet, HttpResponse):
        return aabnet
    if request.method == "GET":
        begyndt = {
            **forslag(en, aabnet.billede, aabnet.dag),
            **fra_virksomheden(request, en),
            **udfyldt_fra(request.GET, en.kolonner),
        }
        return _side(request, aabnet, en, *_til_udfyldning(en, aabnet, begyndt))
    if vurderes:
        skrevet = {navn: felt for navn, felt in request.POST.dict().items() if not ligner_cpr(felt)}
        form, svar = _til_udfyldning(en, aabnet, skrevet)
        if request.headers.get("HX-Target") == _SVARDEL:
            return render(request, "web/registrer/vilkaar.html", {"svar": svar, "slags": en})
        return _side(request, aabnet, en, form, svar)
    return _gem(request, aabnet, en)


def _til_udfyldning(en: Slags, aabnet: Aabnet, skrevet: dict[str, Any]) -> tuple[Registreringsform, Lovsvar | None]:
    """The form with what has been written in it so far, nothing found fault with; and the law's answer to that."""
    spurgte, lokale = _spurgte(en, aabnet, skrevet)
    laest = Registreringsform(en, spurgte, skrevet, lokale=lokale)
    laest.is_valid()
    begyndt = {faktumnavn(AFGJORT): aabnet.dag.isoformat(), **skrevet}
    handling = handling_af(laest, aabnet.dag)
    svar = med_lokale(vurder(aabnet.billede, handling), aabnet.billede, handling, laest)
    return Registreringsform(en, spurgte, lokale=lokale, initial=begyndt), svar


def _spurgte(en: Slags, aabnet: Aabnet, skrevet: dict[str, Any]) -> tuple[tuple[str, ...], tuple[Lokaltfaktum, ...]]:
    """Which facts the law asks about for a row like this, and which the municipality's strategies ask about besides.

    It is asked before any is stated: the fields do not come and go.
    """
    if not en.bedoemmes:
        return (), ()
    uden = Registreringsform(en, (), skrevet)
    uden.is_valid()
    handling = handling_af(uden, aabnet.dag)
    svar = vurder(aabnet.billede, handling)
    spurgte = spoergsmaal(None if svar is None else svar.vurdering)
    return spurgte, lokale_spoergsmaal(aabnet.billede, handling, uden, spurgte)


def _gem(request: HttpRequest, aabnet: Aabnet, en: Slags) -> HttpResponse:
    spurgte, lokale = _spurgte(en, aabnet, request.POST.dict())
    form = Registreringsform(en, spurgte, request.POST, lokale=lokale)
    form.is_valid()
    handling = handling_af(form, aabnet.dag)
    svar = med_lokale(vurder(aabnet.billede, handling), aabnet.billede, handling, form)
    if svar is not None and svar.samlet == IKKE_LOVLIG and not form.cleaned_data.get(HVORFOR) and not form.errors:
        form.fields[HVORFOR].required = True
        form.add_error(HVORFOR, tekst("web.registrer.fejl.grund_mangler", steder=", ".join(svar.paragraffer)))
    findes = None
    if not form.errors:
        try:
            return _gemt(request, aabnet, form, svar)
        except SagsFejl as fejl:
            form.add_error(None, str(fejl))
            if fejl.kode == "findes_allerede":
                findes = allerede(en.tabel, aabnet.borger.pk, form.raekke())
    return _side(request, aabnet, en, form, svar, findes=findes, status=422)


def _gemt(request: HttpRequest, aabnet: Aabnet, form: Registreringsform, svar: Lovsvar | None) -> HttpResponse:
    """Save the fact, prepared for the system that is its master where there is one; then on to the receipt."""
    tabel, raekke = form.tabel, form.raekke()
    if raekke.get("cvr") and not raekke.get("leverandoer", "-"):
        raekke["leverandoer"] = navn_paa_cvr(raekke["cvr"])
    with paa_sprog("da"):
        lovens = "" if svar is None else i_en_saetning(svar)
        hvorfor = " ".join(filter(None, (form.cleaned_data.get(HVORFOR) or tekst("web.registrer.fra_siden"), lovens)))
    hvem = request.user.get_username()
    vaerdier = {"borger_id": aabnet.borger.noegle, **raekke}
    begrundelse = form.oplyste_fakta().get(BEGRUNDELSE)
    if begrundelse:  # said before the talk: a talk without the reason the citizen is owed is never left behind
        fravig_samtaleform(aabnet.borger, form.cleaned_data["dato"], begrundelse, hvem=hvem, hvorfor=hvorfor)
    system = standardmodtager(tabel)
    if system is None:
        fakta_id = registrer_her(tabel, vaerdier, hvem=hvem, hvorfor=hvorfor)
    else:
        fakta_id = forbered(tabel, vaerdier, hvem=hvem, hvorfor=hvorfor, modtager=system)
    handling = handling_bag(tabel, fakta_id)
    bruger: Any = request.user
    gem_tekst(request, handling.pk, sagstekst(form, svar, bruger.initialer or hvem, aabnet.dag))
    return HttpResponseRedirect(reverse("registreret", args=[aabnet.borger.noegle, handling.pk]))


def _i_gang(aabnet: Aabnet, en: Slags) -> list[tuple[str, str, str]]:
    """What stands open of the kind, in words; where to correct it; and what that would be called."""
    fundne = []
    for staar in i_gang(en.tabel, aabnet.borger.pk, aabnet.dag):
        raekke = celler(en.tabel, staar)
        art = next(k for k in ("slags", "indsats", "grund") if k in raekke)
        dag = raekke.get("dato") or raekke["fra"]
        ord_ = f"{stort(vaerdi(en.tabel, art, raekke[art]))} {vaerdi(en.tabel, 'dato', dag)}"
        bedt = "status=afholdt" if en.tabel == "samtaler" else f"til={aabnet.dag.isoformat()}"
        adresse = reverse("ret_faktum", args=[aabnet.borger.noegle, en.tabel, staar.pk])
        fundne.append((ord_, f"{adresse}?{bedt}", tekst(f"web.registrer.i_gang.{en.tabel}")))
    return fundne


def _side(
    request: HttpRequest,
    aabnet: Aabnet,
    en: Slags,
    form: Registreringsform,
    svar: Lovsvar | None,
    *,
    findes: Any = None,
    status: int = 200,
) -> HttpResponse:
    indhold = {
        **aabnet.ramme,
        "slags": en,
        "form": form,
        "svar": svar,
        "fejl": fejlliste(form) if form.is_bound else [],
        "findes": findes,
        "i_gang": [] if form.is_bound else _i_gang(aabnet, en),
    }
    skabelon = "formular" if request.headers.get("HX-Target") == _FORMDEL else "side"
    return render(request, f"web/registrer/{skabelon}.html", indhold, status=status)
