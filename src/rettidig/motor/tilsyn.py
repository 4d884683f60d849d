"""Skærpet tilsyn: both steps for a year (LOB § 22 b): the result goal and the focus goals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
from rettidig.motor.historik import Historik
from rettidig.motor.maaling import ALLE, TILSYN, Maalesvar, aars_raekker
from rettidig.motor.noter import noter_fra
from rettidig.regler.former.maaling import Tilsynsregel
from rettidig.regler.indlaes import Regelsaet


def tilsyn_raekker(
    lov: Regelsaet,
    historik: Historik,
    aar: int,
    ydelsesgrad: Decimal,
    forventet: Decimal,
    valg: Mapping[str, str],
    idag: dt.date | None = None,
) -> Maalesvar:
    """One row per municipality.

    ``ydelsesgrad`` is the actual and ``forventet`` the expected share on benefits in percent. Selected is a
    municipality that missed the result goal and a focus goal that counts for the year; ``udtaget`` is ``None`` when a
    focus goal that would decide has no one in it.
    """
    return tilsyn_af(lov, aars_raekker(lov, historik, aar, "gaeldende", valg, idag), aar, ydelsesgrad, forventet)


def tilsyn_af(lov: Regelsaet, maalt: Maalesvar, aar: int, ydelsesgrad: Decimal, forventet: Decimal) -> Maalesvar:
    """The same from a year's measures by the rules in force that are worked out already."""
    dato = dt.date(aar, 12, 31)
    version = next(v for v in lov.hent(TILSYN, Tilsynsregel).versioner if v.gaelder(dato))
    lovversion = lov.lovversioner.paa(dato)
    alle = {(r["kommune"], r["maaling"]): r for r in maalt.raekker if r["ydelse"] == ALLE}
    resultatmaal = ydelsesgrad <= forventet
    raekker = []
    for kommune in sorted({kommune for kommune, _ in alle}):
        fm1, fm2 = alle[kommune, FOKUSMAAL_1], alle[kommune, FOKUSMAAL_2]
        taellende = [alle[kommune, maaling]["opfyldt"] for maaling in version.taeller_alene]
        udtaget: bool | None
        if not version.udtager or resultatmaal:
            udtaget = False
        elif any(opfyldt is False for opfyldt in taellende):
            udtaget = True
        else:
            udtaget = None if None in taellende else False
        raekker.append(
            {
                "kommune": kommune,
                "aar": aar,
                "ydelsesgrad": ydelsesgrad,
                "forventet": forventet,
                "resultatmaal_opfyldt": resultatmaal,
                "fm1_andel": fm1["andel"],
                "fm1_graense": fm1["graense"],
                "fm1_opfyldt": fm1["opfyldt"],
                "fm2_andel": fm2["andel"],
                "fm2_graense": fm2["graense"],
                "fm2_opfyldt": fm2["opfyldt"],
                "udtaget": udtaget,
                "lovversion": None if lovversion is None else lovversion.id,
                "hjemmel": version.hjemmel.tekst,
            }
        )
    return Maalesvar(raekker, noter_fra(TILSYN, [version]) + maalt.noter)
