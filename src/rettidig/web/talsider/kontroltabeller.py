"""What a controller takes along as a workbook: who makes a difference, and enhanced supervision step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from rettidig.sprog import tekst
from rettidig.svar.model import Forbeholdslinje, Kolonne, Slags, Svar
from rettidig.tal.selectors.meldt import Forskel
from rettidig.web.excel import som_raekke
from rettidig.web.talsider.valg import Talvalg, ydelsesnavn
from rettidig.web.templatetags.tekster import tidspunkt

_HELE = 100


def forskeltabel(fundet: Forskel, ord_: Mapping[str | None, str], valg: Talvalg) -> Svar:
    """Who counts otherwise now than when the figure was reported, and the acts between; names are not in it.

    ``ord_`` are the statuses in words. What the table cannot show, it says beneath.
    """
    kolonner = tuple(_k(navn) for navn in ("borger", "ydelse", "som_meldt", "som_nu", "handlinger"))
    raekker = [
        som_raekke(
            kolonner,
            p.noegle,
            ydelsesnavn(p.ydelse),
            ord_[p.foer],
            ord_[p.nu],
            "; ".join(
                f"{tekst(f'web.tal.handling.{h.slags}')} {tidspunkt(h.tidspunkt)}, {h.hvem}" for h in p.handlinger
            ),
        )
        for p in fundet.personer
    ]
    sagt = []
    if any(fundet.af_motoren):
        naevner, taeller = fundet.af_motoren
        sagt.append(tekst("web.tal.meldt.af_motoren", naevner=f"{naevner:+d}", taeller=f"{taeller:+d}"))
    if fundet.skjulte:
        sagt.append(tekst("web.tal.meldt.skjulte", antal=fundet.skjulte))
    spurgt = {tekst("web.tal.kolonne.maaling"): valg.titel, tekst("web.tal.felt.kommune"): valg.kommune}
    forbehold = tuple(Forbeholdslinje("valg", linje) for linje in sagt)
    return Svar(kolonner, raekker, valg.maaned, fundet.figur.lovversion, None, spurgt, forbehold)


def tilsynstabel(trin: Sequence[Mapping[str, Any]], raekke: Mapping[str, Any], aar: int, svar: str) -> Svar:
    """The steps of a year's supervision as they are shown, with the year's figures as numbers, and what follows."""
    kolonner = (
        Kolonne(tekst("web.tal.tilsyn.maal")),
        Kolonne(tekst("web.tal.tilsyn.tal"), Slags.ANDEL),
        Kolonne(tekst("web.tal.tilsyn.krav")),
        _k("opfyldt", Slags.JANEJ),
    )
    tallene = (Fraction(raekke["ydelsesgrad"]) / _HELE, raekke["fm1_andel"], raekke["fm2_andel"])
    raekker = [
        som_raekke(kolonner, en["navn"], tal, en["krav"], en["opfyldt"]) for en, tal in zip(trin, tallene, strict=True)
    ]
    spurgt = {
        tekst("web.tal.tilsyn.aar"): str(aar),
        tekst("web.fag.tilsyn.svar"): svar,
        tekst("web.afstemning.hjemmel"): raekke["hjemmel"],
    }
    return Svar(kolonner, raekker, None, None, None, spurgt)


def _k(navn: str, slags: Slags = Slags.TEKST) -> Kolonne:
    return Kolonne(tekst(f"web.tal.kolonne.{navn}"), slags)
