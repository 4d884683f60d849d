"""One obligation from its trigger to its status, as one node."""

from __future__ import annotations

from collections.abc import Iterator

from rettidig.motor.forklaring.fakta import opfyldelse_ved_fakta
from rettidig.motor.forklaring.fritagelser import fritagelse
from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.forklaring.pligtsag import Pligt
from rettidig.motor.forklaring.retsdato import fra_udloeser_til_frist
from rettidig.motor.forklaring.sag import Sag
from rettidig.motor.forklaring.samtaler import opfyldelse_ved_samtaler
from rettidig.motor.forklaring.skrivemaade import dato, ugedag
from rettidig.motor.forklaring.skrivemaade import kode as kodenavn
from rettidig.motor.forklaring.tilbud import opfyldelse_ved_tilbud
from rettidig.motor.forklaring.udfald import OPFYLDT_SOM, bortfald, forbehold, udfald
from rettidig.motor.forklaring.veje import veje_knude
from rettidig.motor.frist import vurder_frister
from rettidig.regler.former.frist import Fristregel
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tidslinje.calendar import NO_DAY, OPEN_END

OPFYLDELSE = {
    "tilbud": opfyldelse_ved_tilbud,
    "samtaler": opfyldelse_ved_samtaler,
    "fakta": opfyldelse_ved_fakta,
}
"""How what meets a duty is told, by its kind."""


def pligter(sag: Sag, regler: tuple[Fristregel, ...]) -> list[Pligt]:
    """The citizen's obligations under the rules, in the order of the deadline rows."""
    fundne = [Pligt(sag, svar, nr) for svar in vurder_frister(sag.grundlag, regler) for nr in range(len(svar))]
    return sorted(fundne, key=_noegle)


def _noegle(pligt: Pligt) -> tuple[str, int, int]:
    return (pligt.regel.regel, pligt.start, OPEN_END if pligt.frist == NO_DAY else pligt.frist)


def pligtknude(pligt: Pligt) -> Knude:
    """The whole trace of one obligation; ``vaerdi`` is its row in the answer of deadlines."""
    return Knude(
        "pligt",
        _overskrift(pligt),
        pligt.hjemmel(),
        pligt.version.tillid,
        opfyldt=OPFYLDT_SOM.get(pligt.status),
        vaerdi=pligt.kontraktraekke(),
        boern=tuple(_trin(pligt)),
    )


def _overskrift(pligt: Pligt) -> str:
    felter = {
        "titel": pligt.regel.titel.paa(valgt_sprog()),
        "status": tekst(f"forklar.status.{pligt.status}"),
        "ydelse": kodenavn("ydelse", pligt.ydelse),
        "start": dato(pligt.start),
    }
    if pligt.frist == NO_DAY:
        return tekst("forklar.pligt.uden_frist", **felter)
    return tekst("forklar.pligt.med_frist", frist=ugedag(pligt.frist), **felter)


def _trin(pligt: Pligt) -> Iterator[Knude]:
    yield from fra_udloeser_til_frist(pligt)
    fritaget = fritagelse(pligt)
    if fritaget is not None:
        yield fritaget
    opfyldelse = OPFYLDELSE[pligt.version.opfyldes_af.slags](pligt)
    yield opfyldelse
    yield from bortfald(pligt)
    yield udfald(pligt, opfyldelse)
    yield from veje_knude(pligt)
    yield from forbehold(pligt)
