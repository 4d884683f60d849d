"""A consultant's start: a company by its number, who is there, who could be, and what the law says of both."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from stdnum.dk import cvr as cvrnummer

from rettidig.adgang.omfang import omfang
from rettidig.adgang.roller import Ret, standardformaal
from rettidig.adgang.services.laesninger import noter
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tal.selectors.placering import ORDEN, PR_SIDE, Grund, hvem_kan_placeres, slags_pladser
from rettidig.tal.selectors.tilstand import Stand
from rettidig.tal.selectors.virksomhed import er_kendt, optagne, paa_virksomheden, pladser_til, regler_om_pladser
from rettidig.tal.services.arbejdslister import vis_forslag
from rettidig.web.borger.liste import husk_liste
from rettidig.web.lister.raekker import med_navne
from rettidig.web.lister.synlige import synlige
from rettidig.web.registrer.virksomhed import husk_virksomhed

_FLEST_ANSATTE, _CIFRE = 100_000, 8
_SIDECIFRE = 4
"""No list of candidates has a page with a longer number."""


class Virksomhedsform(forms.Form):
    """The company's number, and how many ordinary staff it has, where that is known."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        tal = tekst("web.start.virksomhed.ansatte_fejl", hoejst=_FLEST_ANSATTE)
        self.fields["cvr"] = forms.CharField(
            label=tekst("web.start.virksomhed.cvr"),
            help_text=tekst("web.start.virksomhed.cvr_hjaelp"),
            error_messages={"required": tekst("web.start.virksomhed.cvr_fejl")},
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )
        self.fields["ansatte"] = forms.IntegerField(
            label=tekst("web.start.virksomhed.ansatte"),
            help_text=tekst("web.start.virksomhed.ansatte_hjaelp"),
            required=False,
            min_value=0,
            max_value=_FLEST_ANSATTE,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), tal),
        )

    def clean_cvr(self) -> str:
        """The number in eight digits; one that cannot be a company's, and that no registration names, is refused."""
        nummer = str(cvrnummer.compact(self.cleaned_data["cvr"]))
        cifre = len(nummer) == _CIFRE and nummer.isascii() and nummer.isdecimal()
        if not cifre or not (cvrnummer.is_valid(nummer) or er_kendt(nummer)):
            raise forms.ValidationError(tekst("web.start.virksomhed.cvr_fejl"))
        return nummer


def virksomhed(request: HttpRequest, nu: Stand) -> dict[str, Any]:
    """The form, and the company asked for: whoever is shown is written down first."""
    form = laest_form(request)
    if form is None or not form.is_valid():
        return {"form": form or Virksomhedsform()}
    assert nu.dag is not None
    nummer, ansatte = form.cleaned_data["cvr"], form.cleaned_data["ansatte"]
    husk_virksomhed(request, nummer, ansatte)
    raekker = paa_stedet(request, nummer, nu.dag, "liste.virksomhed")
    mulige = placering(request, nu)
    titel = "web.start.virksomhed.liste" if mulige is None else "web.fag.placering.titel"
    husk_liste(request, tekst(titel), [r["noegle"] for r in (raekker if mulige is None else mulige["raekker"])])
    i_brug = optagne(nu.dag, nummer)
    pladser = None if ansatte is None else pladser_til(ansatte, nu.dag)
    sprog = valgt_sprog()
    return {
        "form": form,
        "nummer": nummer,
        "raekker": med_navne(raekker),
        "optagne": i_brug,
        "ansatte": ansatte,
        "pladser": pladser,
        "ledige": None if pladser is None else max(0, pladser - i_brug),
        "spurgt": urlencode({"cvr": nummer, "ansatte": "" if ansatte is None else ansatte}),
        "placering": mulige,
        "slags": [(slags, slags == _spurgt_slags(request)) for slags in slags_pladser()],
        "regler": [
            {"titel": r.titel[sprog], "krav": r.krav[sprog], "hjemmel": r.hjemmel} for r in regler_om_pladser(nu.dag)
        ],
    }


def laest_form(request: HttpRequest) -> Virksomhedsform | None:
    """The form as it is asked; none where no company is."""
    return Virksomhedsform(request.GET) if "cvr" in request.GET else None


def paa_stedet(request: HttpRequest, nummer: str, dag: dt.date, hvad: str) -> list[dict[str, Any]]:
    """Who is at the company or will be, of those the user may see; written down under ``hvad``."""
    ophold = paa_virksomheden(omfang(request.user, Ret.SE_LISTER).q(), nummer, dag)
    noter(request.user, [o.borger for o in ophold], standardformaal(request.user), hvad)
    return [
        {
            "borger_id": o.borger,
            "noegle": o.noegle,
            "indsats": o.indsats,
            "fra": o.fra,
            "til": o.til,
            "stoettet": o.stoettet,
            "er_der": o.fra <= dag,
        }
        for o in ophold
    ]


def placering(request: HttpRequest, nu: Stand, *, antal: int = PR_SIDE) -> dict[str, Any] | None:
    """Who could be placed with the kind asked for, each with the law's answer; none where it is not asked.

    It proposes whom to turn to first, so its use is written down with its order, and the reading with it.
    """
    slags = _spurgt_slags(request)
    if not slags:
        return None
    assert nu.dag is not None
    assert nu.kendt is not None
    kun = synlige(request).kun
    skrevet = request.GET.get("side", "1")
    nr = int(skrevet) if skrevet.isascii() and skrevet.isdigit() and len(skrevet) <= _SIDECIFRE else 1
    nr = max(1, nr)
    fundet = hvem_kan_placeres(kun, nu.dag, slags, foerst=(nr - 1) * antal, antal=antal)
    if fundet.antal and not fundet.kandidater:
        nr, fundet = 1, hvem_kan_placeres(kun, nu.dag, slags, antal=antal)
    sprog = valgt_sprog()
    raekker = [
        {
            **k.raekke,
            "svar": k.svar,
            "uger": k.uger,
            "grunde": [
                *((tekst("web.fag.placering.ikke_opfyldt", krav=g.krav[sprog]), g.hjemmel) for g in k.nej),
                *((_mangler(g, sprog), g.hjemmel) for g in k.uvist),
                *((g.krav[sprog], g.hjemmel) for g in [k.graense] if g),
            ],
        }
        for k in fundet.kandidater
    ]
    brug = vis_forslag(request.user, "placering", ORDEN, [r["borger_id"] for r in raekker], nu.dag, nu.kendt)
    return {
        "slags": slags,
        "raekker": med_navne(raekker),
        "fundet": fundet,
        "brug": brug,
        "orden": ORDEN,
        "nr": nr,
        "sider": max(1, -(-fundet.antal // antal)),
        "skjulte": synlige(request).egne.udeladte_beskyttede(),
    }


def _spurgt_slags(request: HttpRequest) -> str:
    spurgt = request.GET.get("hvem", "")
    return spurgt if spurgt in slags_pladser() else ""


def _mangler(grund: Grund, sprog: str) -> str:
    """What would have to be known of the citizen."""
    return tekst("web.fag.placering.mangler", fakta=", ".join(navn[sprog] for navn in grund.mangler))
