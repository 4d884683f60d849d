"""What each of a leader's teams can take on in a week: entered by the leader, with what was entered before."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from rettidig.adgang.krav import kraever
from rettidig.adgang.omfang import omfang
from rettidig.adgang.roller import Ret
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst
from rettidig.tal.fejl import TalFejl
from rettidig.tal.selectors.tilstand import stand
from rettidig.tal.selectors.ugens_arbejde import kapaciteter, mandag
from rettidig.tal.services.arbejdslister import saet_kapacitet
from rettidig.web.start.ledelse import lederens_teams


class Kapacitetsform(forms.Form):
    """A team, the week it holds from, hours a week, and how long a talk takes."""

    def __init__(self, data: Any, teams: tuple[str, ...], **andet: Any) -> None:
        super().__init__(data, **andet)
        fejl = {
            "required": tekst("web.start.kapacitet.mangler"),
            "invalid": tekst("web.start.kapacitet.mangler"),
            "invalid_choice": tekst("web.lister.ikke_en_mulighed"),
        }
        self.fields["team"] = forms.ChoiceField(
            label=tekst("web.lister.felt.team"), choices=[(t, t) for t in teams], error_messages=fejl
        )
        self.fields["fra"] = forms.DateField(
            label=tekst("web.start.kapacitet.fra"),
            help_text=tekst("web.start.kapacitet.fra_hjaelp"),
            error_messages=fejl,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )
        self.fields["timer"] = forms.IntegerField(
            label=tekst("web.start.kapacitet.timer"),
            help_text=tekst("web.start.kapacitet.timer_hjaelp"),
            error_messages=fejl,
        )
        self.fields["minutter"] = forms.IntegerField(
            label=tekst("web.start.kapacitet.minutter"),
            help_text=tekst("web.start.kapacitet.minutter_hjaelp"),
            error_messages=fejl,
        )


@kraever(Ret.GODKEND, Ret.SE_LISTER)
@require_http_methods(["GET", "POST"])
def kapacitet(request: HttpRequest) -> HttpResponse:
    """The form, and everything that has been entered for the teams."""
    nu = stand()
    teams = lederens_teams(omfang(request.user, Ret.SE_LISTER), nu)
    fra = mandag(nu.dag or localdate())
    data = request.POST if request.method == "POST" else None
    form = Kapacitetsform(data, teams, initial={"fra": fra, "minutter": valgte_tal().minutter_pr_samtale.vaerdi})
    if request.method == "POST" and form.is_valid():
        valgt = form.cleaned_data
        try:
            saet_kapacitet(request.user, valgt["team"], valgt["fra"], valgt["timer"], valgt["minutter"])
        except TalFejl as fejl:
            form.add_error(None, str(fejl))
        else:
            messages.success(request, tekst("web.start.kapacitet.gemt", team=valgt["team"]))
            return HttpResponseRedirect(reverse("start_kapacitet"))
    indhold = {"form": form, "teams": teams, "angivne": kapaciteter(teams)}
    return render(request, "web/start/kapacitet.html", indhold, status=422 if form.errors else 200)
