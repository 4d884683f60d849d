"""The commands that make a synthetic municipality and a synthetic country."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from rettidig.cli.bestilling import aflever_tekst
from rettidig.cli.fremdrift import Fremdrift
from rettidig.demo import DemoFejl, DemoRapport, LandRapport, lav_demo, lav_land
from rettidig.sprog import tekst
from rettidig.svar import spoergsmaal
from rettidig.svar.dansk_form import antal, dato_i_ord
from rettidig.svar.fejl import Brugerfejl, aarsag, paa_en_linje

LANDETS_FRA, LANDETS_TIL = dt.date(2021, 1, 1), dt.date(2025, 12, 31)


def demo(
    borgere: str | None, kommune: str | None, fra: str | None, til: str | None, ud: str, seed: str, snavs: str
) -> None:
    """Write a synthetic municipality into a folder and say what was made."""
    if not ud.strip():
        raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="--ud"))
    borgere, kommune = _kraevet("--borgere", borgere), _kraevet("--kommune", kommune)
    fra, til = _kraevet("--fra", fra), _kraevet("--til", til)
    foerste, sidste = spoergsmaal.dato(fra, "--fra"), spoergsmaal.dato(til, "--til")
    antal_borgere = spoergsmaal.heltal(borgere, "--borgere")
    froe = spoergsmaal.heltal(seed, "--seed")
    andel = float(spoergsmaal.decimaltal(snavs, "--snavs"))
    with Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laver_demo"), 0, antal_borgere)
        try:
            rapport = lav_demo(antal_borgere, kommune, foerste, sidste, Path(ud), froe, andel, frem.antal)
        except DemoFejl as fejl:
            raise Brugerfejl(paa_en_linje(fejl)) from fejl
        except OSError as fejl:
            raise Brugerfejl(tekst("cli.filen_kan_ikke_skrives", fil=ud, aarsag=aarsag(fejl))) from None
    aflever_tekst(_som_tekst(rapport), None)


def demo_land(
    fra: str | None, til: str | None, ud: str, seed: str, andel: str, uden_mening: Mapping[str, str | None]
) -> None:
    """Write a synthetic country into a folder (Parquet) and say what is kept to the person and what is load.

    ``uden_mening`` are options that say nothing about a country; one that is given is refused.
    """
    if not ud.strip():
        raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="--ud"))
    for indstilling, vaerdi in uden_mening.items():
        if vaerdi not in (None, "0"):
            raise Brugerfejl(tekst("cli.demo.ikke_med_land", indstilling=indstilling))
    foerste = LANDETS_FRA if fra is None else spoergsmaal.dato(fra, "--fra")
    sidste = LANDETS_TIL if til is None else spoergsmaal.dato(til, "--til")
    froe, del_af_landet = spoergsmaal.heltal(seed, "--seed"), float(spoergsmaal.decimaltal(andel, "--andel"))
    with Fremdrift() as frem:
        frem.trin(tekst("cli.trin.laver_demo"), 0, 1)
        try:
            rapport = lav_land(Path(ud), foerste, sidste, froe, andel=del_af_landet, fremdrift=frem.antal)
        except DemoFejl as fejl:
            raise Brugerfejl(paa_en_linje(fejl)) from fejl
        except OSError as fejl:
            raise Brugerfejl(tekst("cli.filen_kan_ikke_skrives", fil=ud, aarsag=aarsag(fejl))) from None
    aflever_tekst(_landet_som_tekst(rapport), None)


def _kraevet(indstilling: str, vaerdi: str | None) -> str:
    if vaerdi is None:
        raise Brugerfejl(tekst("cli.demo.kraevet", indstilling=indstilling))
    return vaerdi


def _landet_som_tekst(rapport: LandRapport) -> str:
    return "\n".join(
        [
            tekst(
                "cli.demo.land_lavet",
                kommuner=antal(len(rapport.kommuner)),
                borgere=antal(rapport.borgere),
                fra=dato_i_ord(rapport.fra),
                til=dato_i_ord(rapport.til),
                mappe=rapport.mappe,
            ),
            tekst("cli.demo.opdigtet"),
            *(f"  {navn}.{rapport.format}: {antal(raekker)}" for navn, raekker in rapport.raekker.items()),
            tekst("cli.demo.land_bevaret"),
            *(f"  {saetning}" for saetning in rapport.bevaret),
            tekst("cli.demo.land_belastning"),
            *(f"  {saetning}" for saetning in rapport.belastning),
        ]
    )


def _som_tekst(rapport: DemoRapport) -> str:
    linjer = [
        tekst(
            "cli.demo.lavet",
            kommune=rapport.kommunenavn,
            borgere=antal(rapport.borgere),
            fra=dato_i_ord(rapport.fra),
            til=dato_i_ord(rapport.til),
            mappe=rapport.mappe,
        ),
        tekst("cli.demo.opdigtet"),
    ]
    linjer += [f"  {navn}.csv: {antal(raekker)}" for navn, raekker in rapport.raekker.items()]
    if rapport.snavs:
        linjer.append(
            tekst("cli.demo.snavs", sat_til_side=antal(rapport.sat_til_side), med_fund=antal(rapport.med_fund))
        )
        linjer += [f"  {maade}: {antal(tal)}" for maade, tal in rapport.snavs_i_alt.items()]
    linjer.append(tekst("cli.demo.naeste", mappe=rapport.mappe))
    return "\n".join(linjer)
