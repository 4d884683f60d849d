"""The State's figure held against ours: what it has said, the gap in parts, and a part opened to its persons."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rettidig.adgang.formaal import Formaal
from rettidig.adgang.krav import kraever
from rettidig.adgang.omfang import omfang
from rettidig.adgang.roller import Ret
from rettidig.motor.maaleraekker import ALLE
from rettidig.regler.former.maaling import REGELSAET
from rettidig.sprog import tekst
from rettidig.svar.dansk_form import antal, procent
from rettidig.tal.afstemning.fejl import AfstemningsFejl
from rettidig.tal.afstemning.gab import Gab, Post
from rettidig.tal.afstemning.gabtekst import fortegn, stilling
from rettidig.tal.models import Statsmaaling
from rettidig.tal.selectors.afstemning import DELE, PERSONER, gabsvar
from rettidig.tal.selectors.gabsider import i_posten, kun_synlige, numre, tal_med_nummer
from rettidig.tal.selectors.statens import leveringer, maalinger
from rettidig.tal.services.afstemning import afstem
from rettidig.web.borger.liste import husk_liste
from rettidig.web.excel import som_fil
from rettidig.web.talsider.ramme import med_navne, noeglerne
from rettidig.web.talsider.statsform import Statsform
from rettidig.web.talsider.valg import maanednavn, ydelsesnavn

_VISTE = 200
View = Callable[..., HttpResponse]


@kraever(Ret.AFSTEM, filer=True)
@require_http_methods(["GET", "POST"])
def afstemning(request: HttpRequest) -> HttpResponse:
    """What the State has said, and the form that brings in more."""
    form = Statsform(request.POST, request.FILES) if request.method == "POST" else Statsform()
    if request.method == "POST" and form.is_valid():
        try:
            modtaget = form.laes(request.user.get_username())
        except AfstemningsFejl as fejl:
            form.add_error(None, str(fejl))
        else:
            messages.success(
                request,
                tekst(
                    "web.afstemning.modtaget",
                    nummer=modtaget.levering.pk,
                    maalinger=antal(modtaget.maalinger),
                    personer=antal(modtaget.personer),
                    ukendte=antal(modtaget.ukendte),
                ),
            )
            if modtaget.til_side:
                foerste = modtaget.til_side[0]
                grund = tekst(f"afstemning.raekke.{foerste.grund}")
                felter = {"antal": antal(len(modtaget.til_side)), "raekke": foerste.raekke, "grund": grund}
                messages.warning(request, tekst("web.afstemning.til_side", **felter))
            return HttpResponseRedirect(reverse("afstemning"))
    kommune = getattr(request.user, "kommune", "")
    tal = maalinger(kommuner=[kommune] if kommune else None)
    indhold = {
        "form": form,
        "tal": [_statslinje(en) for en in tal[:_VISTE]],
        "flere": len(tal) > _VISTE,
        "leveringer": leveringer(),
        "viste": _VISTE,
    }
    return render(request, "web/afstemning/oversigt.html", indhold, status=422 if form.errors else 200)


def med_gab(view: View) -> View:
    """Work the gap out and give it to the view; what cannot be reconciled is a page with the reason in a sentence."""

    @wraps(view)
    def svar(request: HttpRequest, nummer: int) -> HttpResponse:
        maaling = tal_med_nummer(nummer, getattr(request.user, "kommune", ""))
        if maaling is None:
            raise Http404
        regelsaet = request.GET.get("regelsaet", "")
        try:
            gab = afstem(
                maaling,
                regelsaet=regelsaet if regelsaet in REGELSAET else None,
                med_tekst=bool(request.GET.get("del")) or view.__name__ == "gab_excel",
            )
        except AfstemningsFejl as fejl:
            indhold = {"titel": _titel(maaling), "saetning": str(fejl)}
            return render(request, "web/afstemning/intet.html", indhold)
        return view(request, maaling, gab)

    return svar


@kraever(Ret.AFSTEM)
@require_GET
@med_gab
def gab(request: HttpRequest, maaling: Statsmaaling, fundet: Gab) -> HttpResponse:
    """The account, and the persons of the part that is opened."""
    her = reverse("afstemning_gab", args=[maaling.pk])
    egne = {"regelsaet": request.GET["regelsaet"]} if request.GET.get("regelsaet") in REGELSAET else {}
    poster = {f"{post.trin.value}-{post.aarsag}": post for post in fundet.poster}
    valgt = poster.get(request.GET.get("del", ""))
    indhold: dict[str, Any] = {
        "titel": _titel(maaling),
        "maaling": maaling,
        "gab": fundet,
        "statens": _tal(fundet.statens_tal),
        "vores": _tal(fundet.vores),
        "forskel": [fortegn(tal) for tal in fundet.forskel],
        "uforklaret": [fortegn(tal) for tal in fundet.uforklaret],
        "saet": tekst(f"forklar.fokus.regelsaet.{fundet.statens.regelsaet}"),
        "regelsaet": [(s, tekst(f"cli.regelsaet.{s}"), s == fundet.statens.regelsaet) for s in REGELSAET],
        "linjer": [
            _postlinje(post, f"{her}?{urlencode({**egne, 'del': noegle})}#del", valgt is post)
            for noegle, post in poster.items()
        ],
        "valgt": valgt,
        "forbehold": [linje.tekst for linje in gabsvar(fundet).forbehold],
        "her": her,
        "excel": f"{reverse('afstemning_excel', args=[maaling.pk])}?{urlencode(egne)}",
    }
    if valgt is not None:
        indhold |= _personer(request, fundet, valgt)
    return render(request, "web/afstemning/gab.html", indhold)


@kraever(Ret.AFSTEM)
@require_GET
@med_gab
def gab_excel(request: HttpRequest, maaling: Statsmaaling, fundet: Gab) -> HttpResponse:
    """The account as a workbook, or with ``?vis=personer`` its persons, each written down as read."""
    vis = PERSONER if request.GET.get("vis") == PERSONER else DELE
    if vis == PERSONER:
        kendte = _maa_ses(request, fundet)
        fundet = kun_synlige(fundet, kendte)
        raekker = [{"borger_id": pk, "noegle": noegle} for noegle, pk in sorted(kendte.items())]
        med_navne(request, raekker, "udtraek.afstemning", Formaal.AFSTEMNING)
    titel = tekst(f"web.afstemning.excel.{vis}", hvad=_titel(maaling))
    kilder = [(tekst("web.tal.kilde.kendt"), fundet.kendt_nu)]
    return som_fil(gabsvar(fundet, vis), titel, kilder)


def _personer(request: HttpRequest, fundet: Gab, post: Post) -> dict[str, Any]:
    kendte = _maa_ses(request, fundet)
    linjer = i_posten(fundet, post)
    synlige = [linje for linje in linjer if linje.forskel.noegle.borger_id in kendte]
    raekker = [
        {
            "borger_id": kendte[linje.forskel.noegle.borger_id],
            "noegle": linje.forskel.noegle.borger_id,
            "ydelse": ydelsesnavn(linje.forskel.noegle.ydelse),
            "foer": stilling(linje.forskel.foer),
            "efter": stilling(linje.forskel.efter),
            "forklaring": linje.grund.forklaring,
            "hjemmel": linje.grund.hjemmel or "",
        }
        for linje in synlige[:_VISTE]
    ]
    viste = med_navne(request, raekker, "liste.afstemning", Formaal.AFSTEMNING)
    husk_liste(request, tekst("web.afstemning.personer"), noeglerne(viste))
    return {
        "raekker": viste,
        "skjulte": len(linjer) - len(synlige),
        "ikke_vist": len(synlige) - len(viste),
        "overskrift": tekst(f"afstemning.post.{post.aarsag}"),
    }


def _maa_ses(request: HttpRequest, fundet: Gab) -> dict[str, int]:
    kun = omfang(request.user, Ret.AFSTEM).q("pk")
    return numre(kun, (linje.forskel.noegle.borger_id for linje in fundet.personer))


def _postlinje(post: Post, adresse: str, valgt: bool) -> dict[str, Any]:
    return {
        "trin": tekst(f"afstemning.trin.{post.trin.value}"),
        "forklaring": tekst(f"afstemning.post.{post.aarsag}"),
        "naevner": fortegn(post.tal.naevner),
        "taeller": fortegn(post.tal.taeller),
        "personer": post.personer,
        "uforklaret": post.uforklaret,
        "adresse": adresse if post.personer and post.trin.value not in ("listen", "ukendte") else "",
        "valgt": valgt,
    }


def _statslinje(maaling: Statsmaaling) -> dict[str, Any]:
    return {
        "m": maaling,
        "maaned": maanednavn(maaling.dag),
        "maaling": tekst(f"afstemning.maaling.{maaling.maaling}"),
        "ydelse": ydelsesnavn(maaling.ydelse),
        "saet": tekst(f"cli.regelsaet.{maaling.levering.regelsaet}"),
        "adresse": reverse("afstemning_gab", args=[maaling.pk]),
    }


def _titel(maaling: Statsmaaling) -> str:
    led = [tekst(f"afstemning.maaling.{maaling.maaling}"), maanednavn(maaling.dag)]
    return ", ".join(led + ([] if maaling.ydelse == ALLE else [ydelsesnavn(maaling.ydelse)]))


def _tal(tal: Any) -> dict[str, Any]:
    return {"taeller": tal.taeller, "naevner": tal.naevner, "andel": "" if tal.andel is None else procent(tal.andel)}
