"""The law as it is coded."""

from __future__ import annotations

from django.urls import path

from rettidig.web.views import reform, regler

urlpatterns = [
    path("", regler.register, name="regler"),
    path("lokalt/", regler.strategier, name="strategier"),
    path("lokalt/<slug:navn>/", regler.strategiside, name="strategiside"),
    path("ordliste/", regler.ordliste, name="ordliste"),
    path("reform/", reform.reform, name="reform"),
    path("skema/<slug:navn>/", regler.skema, name="regelskema"),
    path("side/<slug:navn>/", regler.regelside, name="regelside"),
]
