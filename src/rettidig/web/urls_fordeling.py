"""Citizens without a team."""

from __future__ import annotations

from django.urls import path

from rettidig.web.views import fordeling

urlpatterns = [path("fordeling/", fordeling.fordeling, name="fordeling")]
