"""The law as it is coded."""

from __future__ import annotations

from django.urls import path

from rettidig.web.views import reform, reform_udkast, regler, regler_lokalt

urlpatterns = [
    path("", regler.register, name="regler"),
    path("lokalt/", regler.strategier, name="strategier"),
    path("lokalt/i-brug/", regler_lokalt.i_brug, name="strategier_i_brug"),
    path("lokalt/i-brug/fil/", regler_lokalt.indlaes, name="indlaes_strategi"),
    path("lokalt/i-brug/<slug:navn>/", regler_lokalt.vaelg, name="vaelg_strategi"),
    path("lokalt/<slug:navn>/", regler.strategiside, name="strategiside"),
    path("ordliste/", regler.ordliste, name="ordliste"),
    path("reform/", reform.reform, name="reform"),
    path("reform/excel/", reform.reform_excel, name="reform_excel"),
    path("reform/personer/excel/", reform.reform_personer_excel, name="reform_personer_excel"),
    path("reform/udkast/", reform_udkast.send, name="reform_udkast"),
    path("reform/udkast/fjern/", reform_udkast.fjern, name="reform_udkast_fjern"),
    path("reform/regelfil/<slug:navn>/", reform_udkast.regelfil, name="regelfil"),
    path("skema/<slug:navn>/", regler.skema, name="regelskema"),
    path("side/<slug:navn>/", regler.regelside, name="regelside"),
]
