"""What belongs to the start pages and has an address of its own."""

from __future__ import annotations

from django.urls import path

from rettidig.web.views import start_kapacitet, virksomhed

urlpatterns = [
    path("start/kapacitet/", start_kapacitet.kapacitet, name="start_kapacitet"),
    path("start/virksomhed/excel/<slug:tabelnavn>/", virksomhed.excel, name="virksomhed_excel"),
]
