"""Every address there is."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rettidig.web.urls_forside")),
    path("", include("rettidig.web.urls_start")),
    path("", include("rettidig.web.urls_lister")),
    path("", include("rettidig.web.urls_drift")),
    path("regler/", include("rettidig.web.urls_regler")),
    path("tal/", include("rettidig.web.urls_tal")),
    path("afstemning/", include("rettidig.web.urls_afstemning")),
    path("", include("rettidig.web.urls_adgang")),
    path("", include("rettidig.web.urls_indlaes")),
    path("", include("rettidig.web.urls_borger")),
    path("", include("rettidig.web.urls_registrer")),
    path("", include("rettidig.web.urls_fordeling")),
    path("", include("rettidig.web.urls_mit")),
    path("api/v1/", include("rettidig.api.adresser")),
    path("konto/", include("allauth.urls")),
]

handler400 = "rettidig.web.views.fejl.daarlig"
handler403 = "rettidig.web.views.fejl.ingen_adgang"
handler404 = "rettidig.web.views.fejl.ikke_fundet"
handler500 = "rettidig.web.views.fejl.programfejl"
