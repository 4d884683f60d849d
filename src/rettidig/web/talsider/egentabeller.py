"""The figures of the municipality's own strategy as workbooks: by rule and month, and the deadlines behind a figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rettidig.sprog import tekst
from rettidig.svar.model import Forbeholdslinje, Kolonne, Slags, Svar
from rettidig.tal.selectors.egne_frister import Egenregel
from rettidig.tal.selectors.egne_tal import STILLINGER, Optalt
from rettidig.web.excel import som_raekke
from rettidig.web.talsider.valg import Talvalg

Regler = Mapping[tuple[str, str], Egenregel]


def regeltabel(regler: Regler, talt: Mapping[tuple[str, str], Optalt], dag: dt.date, valg: Talvalg) -> Svar:
    """Every rule with its deadlines on the day."""
    kolonner = (_k("strategi"), _k("regel"), *(_k(navn, Slags.HELTAL) for navn in STILLINGER), _k("andel", Slags.ANDEL))
    raekker = [
        som_raekke(kolonner, regel.strategi, regel.titel, *(o.antal[navn] for navn in STILLINGER), o.andel)
        for noegle, regel in regler.items()
        if (o := talt.get(noegle)) is not None
    ]
    return _svar(kolonner, raekker, dag, valg)


def maanedstabel(
    regler: Regler, talt: Mapping[tuple[str, str], Mapping[dt.date, Optalt]], dag: dt.date, valg: Talvalg
) -> Svar:
    """Every rule and month with the deadlines that fell in it."""
    kolonner = (
        _k("maaned", Slags.DATO),
        _k("strategi"),
        _k("regel"),
        _k("frister", Slags.HELTAL),
        _k("i_tide", Slags.HELTAL),
        _k("andel", Slags.ANDEL),
    )
    raekker = [
        som_raekke(kolonner, maaned, regel.strategi, regel.titel, o.afgjorte, o.antal["i_tide"], o.andel)
        for noegle, regel in regler.items()
        for maaned, o in talt[noegle].items()
    ]
    return _svar(kolonner, raekker, dag, valg)


def persontabel(raekker: Sequence[Mapping[str, Any]], dag: dt.date, valg: Talvalg) -> Svar:
    """The deadlines behind a figure; names are not in it."""
    kolonner = (
        Kolonne(tekst("web.tal.kolonne.borger")),
        _k("regel"),
        _k("strategi"),
        _k("frist", Slags.DATO),
        _k("status"),
        _k("opfyldt", Slags.DATO),
        Kolonne(tekst("web.tal.kolonne.team")),
        Kolonne(tekst("web.tal.kolonne.sagsbehandler")),
    )
    egne = [
        som_raekke(
            kolonner,
            r["noegle"],
            r["skridt"],
            r["hjemmel"],
            r["frist"],
            tekst(f"web.status.{r['status']}"),
            r["opfyldt_dato"],
            r["team"],
            r["sagsbehandler"],
        )
        for r in raekker
    ]
    return _svar(kolonner, egne, dag, valg)


def _k(navn: str, slags: Slags = Slags.TEKST) -> Kolonne:
    return Kolonne(tekst(f"web.egne.kolonne.{navn}"), slags)


def _svar(kolonner: tuple[Kolonne, ...], raekker: Sequence[Mapping[str, Any]], dag: dt.date, valg: Talvalg) -> Svar:
    spurgt = {tekst("web.tal.felt.kommune"): valg.kommune, tekst("web.tal.felt.team"): valg.team or None}
    noter = (tekst("web.egne.ikke_lov"), tekst("web.egne.hvad_taelles"))
    return Svar(kolonner, raekker, dag, None, None, spurgt, tuple(Forbeholdslinje("valg", note) for note in noter))
