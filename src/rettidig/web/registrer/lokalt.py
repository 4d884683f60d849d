"""The municipality's own strategies beside the law's answer, while one registers: never law, and never in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rettidig.motor.lokalt.vilkaar import Lokalvurdering
from rettidig.motor.vilkaar import UbrugeligHandling
from rettidig.regler.lokalt.ord import lokal_hjemmel
from rettidig.sprog import valgt_sprog
from rettidig.tal.selectors.borger import Borgerbillede
from rettidig.tal.selectors.lokale_vilkaar import lokale_vurderinger
from rettidig.tal.selectors.lokalstrategi import i_brug
from rettidig.web.registrer.vilkaar import Lokallinje, Lokaltsvar, Lovsvar


def med_lokale(svar: Lovsvar | None, billede: Borgerbillede, handling: Mapping[str, Any] | None) -> Lovsvar | None:
    """The law's answer with that of each strategy in use beside it; unchanged where there is none."""
    if svar is None or handling is None:
        return svar
    brugte = i_brug(str(billede.historik.borgere.kommune[0]))
    if not brugte:
        return svar
    try:
        egne = [_svar(egen) for egen in lokale_vurderinger(billede, handling, brugte)]
    except UbrugeligHandling:
        return svar
    return replace(svar, lokale=tuple(egne))


def _svar(egen: Lokalvurdering) -> Lokaltsvar:
    sprog = valgt_sprog()
    farve = egen.farve.farve if egen.farve is not None else None
    return Lokaltsvar(
        egen.strategi.strategi,
        egen.strategi.navn.paa(sprog),
        egen.samlet,
        farve or "",
        _linjer(egen, "ikke_opfyldt"),
        _linjer(egen, "ukendt"),
    )


def _linjer(egen: Lokalvurdering, status: str) -> tuple[Lokallinje, ...]:
    sprog = valgt_sprog()
    return tuple(
        Lokallinje(
            et.betingelse.krav.paa(sprog), et.betingelse.aendrer.paa(sprog), lokal_hjemmel(egen.strategi, et.regel)
        )
        for et in egen.relevante
        if et.status == status
    )
