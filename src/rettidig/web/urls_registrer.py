"""Registering, correcting and closing facts from a citizen's page."""

from __future__ import annotations

from django.urls import path

import rettidig.web.noegle  # noqa: F401  (makes <noegle:...> known)
from rettidig.web.views import registrer, registrer_kvittering, registrer_ret

urlpatterns = [
    path("borger/<noegle:noegle>/registrer/<slug:slags>/", registrer.registrer, name="registrer"),
    path("borger/<noegle:noegle>/registreret/<int:nummer>/", registrer_kvittering.registreret, name="registreret"),
    path(
        "borger/<noegle:noegle>/registreret/<int:nummer>/fortryd/",
        registrer_kvittering.fortryd,
        name="fortryd_registrering",
    ),
    path("borger/<noegle:noegle>/ret/<slug:tabel>/<int:nummer>/", registrer_ret.ret, name="ret_faktum"),
    path("borger/<noegle:noegle>/luk/<slug:tabel>/<int:nummer>/", registrer_ret.afslut, name="luk_faktum"),
]
