"""The lists, and the list that says what takes a measure past its limit."""

from __future__ import annotations

from django.urls import path

from rettidig.web.views import lister

urlpatterns = [
    path("lister/", lister.lister, name="lister"),
    path("lister/excel/", lister.excel, name="liste_excel"),
    path("lister/gem/", lister.gem, name="liste_gem"),
    path("lister/gemt/<int:pk>/slet/", lister.slet, name="liste_slet"),
]
