"""How the system is: for a monitor, and for those who run it."""

from __future__ import annotations

from django.urls import path

from rettidig.web.views import drift

urlpatterns = [
    path("sundhed", drift.sundhed, name="sundhed"),
    path("sundhed/klar", drift.klar, name="sundhed_klar"),
    path("drift/", drift.drift, name="drift"),
]
