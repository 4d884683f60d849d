"""Citizens without a team: seen by those who may distribute them, and given a team, each with an act of its own."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rettidig.adgang.krav import kraever
from rettidig.adgang.omfang import omfang, synlige
from rettidig.adgang.roller import Ret, rettigheder, standardformaal
from rettidig.adgang.selectors.teams import kendte_teams
from rettidig.adgang.services.laesninger import noter
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.selectors.opslag import Visning, navne
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.services.teamfordeling import giv_team
from rettidig.sprog import paa_sprog, tekst
from rettidig.tal.selectors.uden_team import UdenTeam, antal_uden_team, stadig_uden, uden_team

FLEST = 50
"""Citizens shown, and given a team, at once: each is an act of its own with all that follows."""

_PK = re.compile(r"[0-9]{1,18}")


class Fordelingsform(forms.Form):
    """The team, and the citizens ticked."""

    def __init__(self, teams: tuple[str, ...], viste: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"] = forms.ChoiceField(
            label=tekst("web.fordeling.team"),
            choices=[("", tekst("web.fordeling.vaelg")), *((t, t) for t in teams)],
            error_messages={
                "required": tekst("web.fordeling.vaelg_team"),
                "invalid_choice": tekst("web.fordeling.vaelg_team"),
            },
        )
        self.fields["borger"] = forms.TypedMultipleChoiceField(
            coerce=int,
            choices=[(pk, str(pk)) for pk in viste],
            error_messages={
                "required": tekst("web.fordeling.vaelg_borgere"),
                "invalid_choice": tekst("web.fordeling.ikke_laengere"),
            },
        )

    def fejl(self) -> list[str]:
        """Every error, each once."""
        return list(dict.fromkeys(str(fejl) for egne in self.errors.values() for fejl in egne))


@kraever(Ret.FORDEL)
@require_http_methods(["GET", "POST"])
def fordeling(request: HttpRequest) -> HttpResponse:
    """The list, and what is done with those ticked on it."""
    bruger: Any = request.user
    maa = omfang(bruger, Ret.FORDEL).q("borger")
    teams = kendte_teams(bruger.kommune)
    if request.method == "GET":
        return _side(request, teams, uden_team(maa, FLEST), antal_uden_team(maa))
    sendt = [int(pk) for pk in request.POST.getlist("borger")[:FLEST] if _PK.fullmatch(pk)]
    form = Fordelingsform(teams, sorted(stadig_uden(maa, sendt)), request.POST)
    if form.is_valid():
        valgt = form.cleaned_data
        with paa_sprog("da"):
            hvorfor = tekst("web.fordeling.hvorfor", team=valgt["team"])
        noter(bruger, valgt["borger"], standardformaal(bruger), "liste.fordelt")
        try:
            givet = giv_team(valgt["borger"], valgt["team"], hvem=bruger.get_username(), hvorfor=hvorfor)
        except SagsFejl as fejl:
            form.add_error(None, str(fejl))
        else:
            slags = "en" if len(givet) == 1 else "flere"
            messages.success(request, tekst(f"web.fordeling.gjort.{slags}", antal=len(givet), team=valgt["team"]))
            return HttpResponseRedirect(reverse("fordeling"))
    return _side(request, teams, uden_team(maa, FLEST), antal_uden_team(maa), form, sendt)


def _side(
    request: HttpRequest,
    teams: tuple[str, ...],
    fundne: list[UdenTeam],
    ialt: int,
    form: Fordelingsform | None = None,
    valgte: list[int] | None = None,
) -> HttpResponse:
    pks = [en.pk for en in fundne]
    noter(request.user, pks, standardformaal(request.user), "liste.uden_team")
    aabne = synlige(request.user, pks, Ret.SE_BORGER) if Ret.SE_BORGER in rettigheder(request.user) else frozenset()
    kendte = _navne(sorted(aabne))
    indhold = {
        "form": form or Fordelingsform(teams, pks),
        "fejl": [] if form is None else form.fejl(),
        "teams": teams,
        "raekker": [(en, kendte.get(en.pk), en.pk in aabne) for en in fundne],
        "valgte": valgte or [],
        "ialt": ialt,
        "flest": FLEST,
    }
    return render(request, "web/fordeling/side.html", indhold, status=422 if form is not None else 200)


def _navne(pks: list[int]) -> dict[int, Visning]:
    try:
        return dict(navne(pks))
    except IdentitetsFejl:
        return {}
