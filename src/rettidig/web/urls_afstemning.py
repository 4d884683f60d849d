"""The State's figure against ours."""

from __future__ import annotations

from django.urls import path

from rettidig.web.views import tal_afstemning

urlpatterns = [
    path("", tal_afstemning.afstemning, name="afstemning"),
    path("<int:nummer>/", tal_afstemning.gab, name="afstemning_gab"),
    path("<int:nummer>/excel/", tal_afstemning.gab_excel, name="afstemning_excel"),
]
