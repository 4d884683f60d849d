"""The front page and the choice of language."""

from __future__ import annotations

from django.urls import path

from rettidig.web.views import demo, forside, sprog

urlpatterns = [
    path("", forside.forside, name="forside"),
    path("demo/", demo.demo, name="demo"),
    path("sprog/", sprog.vaelg, name="sprog"),
]
