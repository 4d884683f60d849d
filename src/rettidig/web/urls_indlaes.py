"""The import, and what is prepared for other systems."""

from __future__ import annotations

from django.urls import path

from rettidig.web.views import indlaesning, indlaesning_handlinger
from rettidig.web.views import udfoersel as andre_systemer

urlpatterns = [
    path("indlaes/", indlaesning.indlaesning, name="indlaesning"),
    path("indlaes/mappe/", indlaesning.fra_mappe, name="indlaes_mappe"),
    path("indlaes/fil/<str:id_>/", indlaesning.fil, name="indlaes_fil"),
    path("indlaes/fil/<str:id_>/bekraeft/", indlaesning.bekraeft, name="indlaes_bekraeft"),
    path("indlaes/fil/<str:id_>/opgiv/", indlaesning.opgiv, name="indlaes_opgiv"),
    path("indlaes/fil/<str:id_>/rapport/", indlaesning.rapport, name="indlaes_rapport"),
    path("indlaes/handling/<int:nummer>/", indlaesning_handlinger.vis, name="indlaest"),
    path("indlaes/handling/<int:nummer>/fortryd/", indlaesning_handlinger.fortryd, name="indlaest_fortryd"),
    path("indlaes/handling/<int:nummer>/rapport/", indlaesning_handlinger.rapport, name="indlaest_rapport"),
    path("andre-systemer/", andre_systemer.liste, name="udfoersel"),
    path("andre-systemer/hent/", andre_systemer.hent, name="udfoersel_hent"),
    path("andre-systemer/send/", andre_systemer.send, name="udfoersel_send"),
    path("andre-systemer/<int:fakta_id>/traek/", andre_systemer.traek, name="udfoersel_traek"),
]
