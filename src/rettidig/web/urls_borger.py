"""The pages about one citizen, by the opaque id of the extracts."""

from __future__ import annotations

from django.urls import path

import rettidig.web.noegle  # noqa: F401  (makes <noegle:...> known)
from rettidig.web.views import borger, borger_aktindsigt, borger_journal

urlpatterns = [
    path("borger/<noegle:noegle>/", borger.borger, name="borger"),
    path("borger/<noegle:noegle>/formaal/", borger.formaal, name="borger_formaal"),
    path("borger/<noegle:noegle>/cpr/", borger.cpr, name="borger_cpr"),
    path("borger/<noegle:noegle>/oplysninger/", borger_journal.fakta, name="borger_fakta"),
    path("borger/<noegle:noegle>/journal/", borger_journal.vis_journal, name="borger_journal"),
    path(
        "borger/<noegle:noegle>/journal/<int:nummer>/fortryd/", borger_journal.fortryd_handling, name="borger_fortryd"
    ),
    path("borger/<noegle:noegle>/indsigt/", borger_journal.indsigt, name="borger_indsigt"),
    path("borger/<noegle:noegle>/aktindsigt/", borger_aktindsigt.aktindsigt, name="borger_aktindsigt"),
]
