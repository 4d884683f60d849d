"""The command that makes a synthetic municipality."""

from __future__ import annotations

from pathlib import Path

from rettidig.cli import spoergsmaal
from rettidig.cli.bestilling import aflever_tekst
from rettidig.cli.dansk_form import antal, dato_i_ord
from rettidig.cli.fejl import Brugerfejl, aarsag, paa_en_linje
from rettidig.cli.fremdrift import Fremdrift
from rettidig.demo import DemoFejl, DemoRapport, lav_demo
from rettidig.sprog import tekst


def demo(borgere: str, kommune: str, fra: str, til: str, ud: str, seed: str, snavs: str) -> None:
    """Write a synthetic municipality into a folder and say what was made."""
    if not ud.strip():
        raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="--ud"))
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
