"""The pages about one citizen, by the opaque id of the extracts."""

from __future__ import annotations

from django.urls import path

from rettidig.web.views import borger, borger_aktindsigt, borger_journal

urlpatterns = [
    path("borger/<str:noegle>/", borger.borger, name="borger"),
    path("borger/<str:noegle>/formaal/", borger.formaal, name="borger_formaal"),
    path("borger/<str:noegle>/cpr/", borger.cpr, name="borger_cpr"),
    path("borger/<str:noegle>/oplysninger/", borger_journal.fakta, name="borger_fakta"),
    path("borger/<str:noegle>/journal/", borger_journal.vis_journal, name="borger_journal"),
    path("borger/<str:noegle>/journal/<int:nummer>/fortryd/", borger_journal.fortryd_handling, name="borger_fortryd"),
    path("borger/<str:noegle>/indsigt/", borger_journal.indsigt, name="borger_indsigt"),
    path("borger/<str:noegle>/aktindsigt/", borger_aktindsigt.aktindsigt, name="borger_aktindsigt"),
]
