"""The citizen's own pages."""

from __future__ import annotations

from django.urls import path

from rettidig.web.views import mit

urlpatterns = [
    path("mit/", mit.min_sag, name="min_sag"),
    path("mit/samtaleform/", mit.samtaleform, name="min_samtaleform"),
    path("mit/hent/", mit.hent, name="mine_data"),
    path("tilgaengelighed/", mit.tilgaengelighed, name="tilgaengelighed"),
]
