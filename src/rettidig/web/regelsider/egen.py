"""The page of a strategy the municipality has read in itself: what it says, and the file as it was sent."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rettidig.sprog import valgt_sprog
from rettidig.tal.selectors.lokalstrategi import egen_fil, strategi_bag


def vis_egen(request: HttpRequest, navn: str) -> HttpResponse:
    """The page. Raises ``Http404`` for a name none has been read in under."""
    valgt = egen_fil(navn)
    if valgt is None:
        raise Http404
    strategi, sprog = strategi_bag(valgt), valgt_sprog()
    regler = [
        (regel.titel.paa(sprog), regel.formaal.paa(sprog), regel.stilling, [sted.tekst for sted in regel.kilde])
        for regel in (() if strategi is None else strategi.regler)
    ]
    indhold = {
        "valgt": valgt,
        "strategi": strategi,
        "navn": navn if strategi is None else strategi.navn.paa(sprog),
        "regler": regler,
    }
    return render(request, "web/regler/egen.html", indhold)
