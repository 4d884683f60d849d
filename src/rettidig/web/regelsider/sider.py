"""The pages by their address, in each language; made the first time one is asked for, and kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache

from django.urls import reverse

from rettidig.forloeb import koder, lister
from rettidig.regler.daekning import laes_ikke_kodede_sager, laes_sager
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.lokalt.indlaes import medfoelgende
from rettidig.regler.lokalt.sider import byg_sider as byg_lokale_sider
from rettidig.regler.ordliste import ordlisteside
from rettidig.regler.sider import byg_sider
from rettidig.sprog import paa_sprog, tekst
from rettidig.svar.strategi import hent_strategi
from rettidig.web.regelsider.markdown import Side, vis
from rettidig.web.regelsider.tegning import Sidetegning

INDEKS = "index"
SKEMAER = {"../skema/regler.schema.json": "regler", "../skema/strategi.schema.json": "strategi"}


@cache
def lovsider(sprog: str, i_dag: dt.date) -> Mapping[str, Side]:
    """The pages of the law by name: ``lab-102``, ``valg``, ``handlinger``, and the register, ``index``."""
    tegning = Sidetegning(i_dag)
    with paa_sprog(sprog):
        sider = byg_sider(hent_lov(), laes_sager(), laes_ikke_kodede_sager(), tegning)
        uden, billeder = tekst("regler.side.genereret"), tegning.billeder
        return {_navn(fil): vis(kilde, _adresse("regelside"), billeder, uden) for fil, kilde in sider.items()}


@cache
def strategisider(sprog: str) -> Mapping[str, Side]:
    """The pages of the local strategies by name: ``rebild-2023``, ``udsagn``, and the list of them, ``index``."""
    lov = hent_lov()
    with paa_sprog(sprog):
        sider = byg_lokale_sider(lov, [hent_strategi(lov, navn) for navn in medfoelgende()])
        uden = tekst("lokalt.side.genereret")
        return {_navn(fil): vis(kilde, _adresse("strategiside"), (), uden) for fil, kilde in sider.items()}


@cache
def ordlisten(sprog: str) -> Side:
    """The glossary."""
    kodelister = {liste: [(kode.kode, kode.da, kode.en) for kode in koder(liste)] for liste in lister()}
    return vis(ordlisteside(kodelister, sprog), _adresse("regelside"), ())


def _navn(fil: str) -> str:
    return fil.removesuffix(".md")


def _adresse(egen: str) -> Callable[[str], str | None]:
    """Links between pages as files, turned into addresses; ``egen`` is the kind of page they stand on."""

    def adresse(sti: str) -> str | None:
        return str(_find(sti))

    def _find(sti: str) -> object:
        if sti in SKEMAER:
            return reverse("regelskema", args=[SKEMAER[sti]])
        mappe, _, fil = sti.rpartition("/")
        navn = _navn(fil)
        slags = {"../regler": "regelside", "../lokalt": "strategiside"}.get(mappe, egen)
        if navn == "ordliste":
            return reverse("ordliste")
        if navn == INDEKS:
            return reverse("regler" if slags == "regelside" else "strategier")
        return reverse(slags, args=[navn])

    return adresse
