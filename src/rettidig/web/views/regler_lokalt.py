"""Which of its own strategies the municipality uses: seen by all who see rules, chosen by those who may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.krav import kraever
from rettidig.adgang.roller import Ret, rettigheder
from rettidig.regler.former.lokalt import Strategi
from rettidig.regler.lokalt.indlaes import Strategifejl
from rettidig.regler.lokalt.yamltrae import Ulaeselig
from rettidig.regler.ordliste import kode_i_ord
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tal.fejl import TalFejl
from rettidig.tal.models import Lokalstrategi
from rettidig.tal.selectors.egne_frister import genberegning_venter
from rettidig.tal.selectors.lokalstrategi import kendte_strategier, kommuner, sidste_valg, strategi_bag, valgte
from rettidig.tal.services.lokalstrategi import LAENGSTE_GRUND, indlaes_strategi, vaelg_strategi

_VISTE = 30
_VALG = "valg_"


def _hvorforfelt() -> forms.CharField:
    return forms.CharField(
        label=tekst("web.lokalt.hvorfor"),
        help_text=tekst("web.lokalt.hvorfor_hjaelp"),
        max_length=LAENGSTE_GRUND,
        error_messages={"required": tekst("tal.fejl.strategigrund", hoejst=LAENGSTE_GRUND)},
    )


class Strategiform(forms.Form):
    """The switches of one strategy, and why it is chosen."""

    def __init__(self, strategi: Strategi, *args: Any, sat: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, prefix=strategi.strategi, **kwargs)
        for navn, kendt in strategi.valg.items():
            self.fields[_VALG + navn] = forms.ChoiceField(
                label=kendt.titel.paa(valgt_sprog()),
                help_text=kendt.forklaring.paa(valgt_sprog()),
                choices=[(m, kode_i_ord(m)) for m in kendt.muligheder],
                initial=(sat or {}).get(navn, kendt.standard),
            )
        self.fields["hvorfor"] = _hvorforfelt()

    def valg(self) -> dict[str, str]:
        """The switches as they are set."""
        return {n.removeprefix(_VALG): v for n, v in self.cleaned_data.items() if n.startswith(_VALG)}


@dataclass(frozen=True)
class Strategilinje:
    """One strategy as it is drawn. ``form`` is ``None`` for those who may not choose."""

    strategi: Strategi
    sidst: Lokalstrategi | None
    har_borgere: bool
    frister: int
    form: Strategiform | None

    @property
    def navn(self) -> str:
        """What it is called."""
        return self.strategi.navn.paa(valgt_sprog())

    @property
    def i_brug(self) -> bool:
        """Whether it is used now."""
        return self.sidst is not None and self.sidst.i_brug

    @property
    def valg(self) -> list[tuple[str, str]]:
        """The switches as they are set, in words."""
        sat = {} if self.sidst is None else self.sidst.valg
        return [
            (kendt.titel.paa(valgt_sprog()), kode_i_ord(sat.get(navn, kendt.standard)))
            for navn, kendt in self.strategi.valg.items()
        ]


@kraever(Ret.SE_REGLER)
@require_safe
def i_brug(request: HttpRequest) -> HttpResponse:
    """The strategies of the municipalities that have citizens here, which are in use, and what was chosen when."""
    return _side(request)


class Filform(forms.Form):
    """A strategy of the municipality's own, and why it is taken into use."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="egen", **kwargs)
        self.fields["fil"] = forms.FileField(
            label=tekst("web.lokalt.fil"),
            help_text=tekst("web.lokalt.fil_hjaelp"),
            error_messages=dict.fromkeys(("required", "missing", "empty", "invalid"), tekst("web.lokalt.fil_mangler")),
        )
        self.fields["hvorfor"] = _hvorforfelt()


@kraever(Ret.STYR_LOKALT)
@require_POST
def indlaes(request: HttpRequest) -> HttpResponse:
    """Read a strategy in and take it into use; every fault of the file is told with its line, and nothing is kept."""
    form = Filform(request.POST, request.FILES)
    fejl: list[str] = []
    if form.is_valid():
        try:
            indlaes_strategi(request.user, form.cleaned_data["fil"].read(), form.cleaned_data["hvorfor"])
        except Strategifejl as fundet:
            fejl = [str(en) for en in fundet.fejl]
        except (Ulaeselig, TalFejl) as fundet:
            fejl = [str(fundet)]
        except AdgangsFejl as fundet:
            form.data = {form.add_prefix("hvorfor"): ""}
            fejl = [str(fundet)]
        else:
            messages.success(request, tekst("web.lokalt.taget_i_brug"))
            return HttpResponseRedirect(reverse("strategier_i_brug"))
    return _side(request, filform=form, filfejl=fejl, status=422)


@kraever(Ret.STYR_LOKALT)
@require_POST
def vaelg(request: HttpRequest, navn: str) -> HttpResponse:
    """Take a strategy into use, set its switches anew, or take it out of use; with a reason."""
    strategi = _strategier().get(navn)
    if strategi is None:
        raise Http404
    tages_i_brug = request.POST.get("handling") != "ud"
    form = Strategiform(strategi, request.POST)
    if form.is_valid():
        try:
            vaelg_strategi(
                request.user,
                navn,
                i_brug=tages_i_brug,
                valg=form.valg() if tages_i_brug else {},
                hvorfor=form.cleaned_data["hvorfor"],
            )
        except AdgangsFejl as fejl:
            # What may not be kept is not sent back either.
            form.data = {**request.POST.dict(), form.add_prefix("hvorfor"): ""}
            form.add_error("hvorfor", str(fejl))
        except TalFejl as fejl:
            form.add_error(None, str(fejl))
        else:
            messages.success(request, tekst(f"web.lokalt.{'taget_i_brug' if tages_i_brug else 'taget_ud'}"))
            return HttpResponseRedirect(reverse("strategier_i_brug"))
    return _side(request, {navn: form}, status=422)


def _strategier() -> dict[str, Strategi]:
    """Those that ship, and those of the municipality's own that have been read in and can be used."""
    egne = {valgt.strategi: strategi_bag(valgt) for valgt in sidste_valg() if valgt.indhold}
    return {**kendte_strategier(), **{navn: strategi for navn, strategi in egne.items() if strategi is not None}}


def _side(
    request: HttpRequest,
    sendt: dict[str, Strategiform] | None = None,
    status: int = 200,
    *,
    filform: Filform | None = None,
    filfejl: Sequence[str] = (),
) -> HttpResponse:
    maa = Ret.STYR_LOKALT in rettigheder(request.user)
    bruger: Any = request.user
    her = kommuner()
    sidste = {valgt.strategi: valgt for valgt in sidste_valg()}
    linjer = []
    for navn, strategi in _strategier().items():
        sidst = sidste.get(navn)
        kan_vaelges = strategi.kommune in her and bruger.kommune in ("", strategi.kommune)
        if not kan_vaelges and sidst is None:
            continue
        form = (sendt or {}).get(navn)
        if form is None and maa:
            form = Strategiform(strategi, sat=None if sidst is None else sidst.valg)
        antal = sum(1 for _ in strategi.frister())
        linjer.append(Strategilinje(strategi, sidst, strategi.kommune in her, antal, form if maa else None))
    historik = [(v, [(_titel(v, navn), kode_i_ord(sat)) for navn, sat in v.valg.items()]) for v in valgte(_VISTE)]
    indhold = {
        "linjer": linjer,
        "maa": maa,
        "valgte": historik,
        "regnes_om": genberegning_venter(),
        "filform": (filform or Filform()) if maa else None,
        "filfejl": filfejl,
        "ubrugelige": [valgt for valgt in sidste.values() if valgt.i_brug and strategi_bag(valgt) is None],
    }
    return render(request, "web/regler/i_brug.html", indhold, status=status)


def _titel(valgt: Lokalstrategi, navn: str) -> str:
    """What a switch is called; one that is no longer there is called by its id."""
    strategi = strategi_bag(valgt)
    kendt = None if strategi is None else strategi.valg.get(navn)
    return navn if kendt is None else kendt.titel.paa(valgt_sprog())
