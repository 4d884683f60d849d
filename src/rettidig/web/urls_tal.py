"""The figures."""

from __future__ import annotations

from django.urls import path

from rettidig.web.views import (
    tal,
    tal_egne,
    tal_frem,
    tal_meldt,
    tal_personer,
    tal_refusion,
    tal_tilbud,
    tal_tilbud_personer,
    tal_tilsyn,
    tal_vejen,
)

urlpatterns = [
    path("", tal.oversigt, name="tal"),
    path("excel/<slug:tabel>/", tal.excel, name="tal_excel"),
    path("personer/", tal_personer.personer, name="tal_personer"),
    path("personer/excel/", tal_personer.personer_excel, name="tal_personer_excel"),
    path("meldt/", tal_meldt.meldt, name="tal_meldt"),
    path("meldt/excel/", tal_meldt.meldt_excel, name="tal_meldt_excel"),
    path("meldt/forskel/", tal_meldt.meldt_forskel, name="tal_meldt_forskel"),
    path("meldt/forskel/excel/", tal_meldt.meldt_forskel_excel, name="tal_meldt_forskel_excel"),
    path("vejen/", tal_vejen.vejen, name="tal_vejen"),
    path("frem/", tal_frem.vis_frem, name="tal_frem"),
    path("vejen/excel/", tal_vejen.vejen_excel, name="tal_vejen_excel"),
    path("frem/excel/", tal_frem.frem_excel, name="tal_frem_excel"),
    path("tilsyn/", tal_tilsyn.tilsyn, name="tal_tilsyn"),
    path("refusion/", tal_refusion.refusion, name="tal_refusion"),
    path("refusion/excel/", tal_refusion.refusion_excel, name="tal_refusion_excel"),
    path("refusion/personer/", tal_refusion.refusion_personer, name="tal_refusion_personer"),
    path("refusion/personer/excel/", tal_refusion.refusion_personer_excel, name="tal_refusion_personer_excel"),
    path("refusion/naeste-trin/excel/", tal_refusion.refusion_skift_excel, name="tal_refusion_skift_excel"),
    path("egen-strategi/", tal_egne.egne, name="tal_egne"),
    path("egen-strategi/excel/<slug:tabel>/", tal_egne.egne_excel, name="tal_egne_excel"),
    path("egen-strategi/personer/", tal_egne.egne_personer, name="tal_egne_personer"),
    path("egen-strategi/personer/excel/", tal_egne.egne_personer_excel, name="tal_egne_personer_excel"),
    path("tilsyn/excel/", tal_tilsyn.tilsyn_excel, name="tal_tilsyn_excel"),
    path("tilbud/", tal_tilbud.tilbud, name="tal_tilbud"),
    path("tilbud/excel/", tal_tilbud.tilbud_excel, name="tal_tilbud_excel"),
    path("tilbud/personer/", tal_tilbud_personer.tilbud_personer, name="tal_tilbud_personer"),
    path("tilbud/personer/excel/", tal_tilbud_personer.tilbud_personer_excel, name="tal_tilbud_personer_excel"),
]
