"""A consultant's start: a company by its number, who is there, and what the law says of places and length."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from stdnum.dk import cvr as cvrnummer

from rettidig.adgang.omfang import omfang
from rettidig.adgang.roller import Ret, standardformaal
from rettidig.adgang.services.laesninger import noter
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tal.selectors.tilstand import Stand
from rettidig.tal.selectors.virksomhed import er_kendt, optagne, paa_virksomheden, pladser_til, regler_om_pladser
from rettidig.web.borger.liste import husk_liste
from rettidig.web.lister.raekker import med_navne

_FLEST_ANSATTE, _CIFRE = 100_000, 8


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
    assert nu.dag is not None
    spurgt = "cvr" in request.GET
    form = Virksomhedsform(request.GET if spurgt else None)
    if not spurgt or not form.is_valid():
        return {"form": form}
    nummer, ansatte = form.cleaned_data["cvr"], form.cleaned_data["ansatte"]
    ophold = paa_virksomheden(omfang(request.user, Ret.SE_LISTER).q(), nummer, nu.dag)
    noter(request.user, [o.borger for o in ophold], standardformaal(request.user), "liste.virksomhed")
    raekker = med_navne(
        [
            {
                "borger_id": o.borger,
                "noegle": o.noegle,
                "indsats": o.indsats,
                "fra": o.fra,
                "til": o.til,
                "stoettet": o.stoettet,
                "er_der": o.fra <= nu.dag,
            }
            for o in ophold
        ]
    )
    husk_liste(request, tekst("web.start.virksomhed.liste"), [raekke["noegle"] for raekke in raekker])
    i_brug = optagne(nu.dag, nummer)
    pladser = None if ansatte is None else pladser_til(ansatte, nu.dag)
    sprog = valgt_sprog()
    return {
        "form": form,
        "nummer": nummer,
        "raekker": raekker,
        "optagne": i_brug,
        "ansatte": ansatte,
        "pladser": pladser,
        "ledige": None if pladser is None else max(0, pladser - i_brug),
        "regler": [
            {"titel": r.titel[sprog], "krav": r.krav[sprog], "hjemmel": r.hjemmel} for r in regler_om_pladser(nu.dag)
        ],
    }
