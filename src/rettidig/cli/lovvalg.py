"""Which law an answer is to be judged by, as it is written on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rettidig.forloeb.visning import vis
from rettidig.regler.indlaes import Regelsaet, indlaes
from rettidig.regler.kontrol import kontroller
from rettidig.regler.reform import UkendtLovversion, kodede_versioner, som_altid
from rettidig.sprog import tekst
from rettidig.svar.fejl import Brugerfejl, som_brugerfejl

GAELDENDE = "gaeldende"


@dataclass(frozen=True)
class Lovvalg:
    """A law on trial and what it is called."""

    navn: str
    lov: Regelsaet


def lovvalg(lov: Regelsaet, skrevet: str, indstilling: str) -> Lovvalg:
    """The law that is meant: a version that always holds, the law as dated, or a folder of rule files.

    ``LV2022`` · ``gaeldende`` · ``MAPPE`` (as dated there) · ``MAPPE:LV2022``. Raises :class:`Brugerfejl` with what is
    allowed, or with every fault of the rule files; nothing is half-loaded.
    """
    if not skrevet.strip():
        raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling=indstilling))
    if skrevet == GAELDENDE:
        return Lovvalg(skrevet, lov)
    if skrevet in kodede_versioner(lov):
        return Lovvalg(skrevet, som_altid(lov, skrevet))
    mappe, version = skrevet, ""
    if not Path(mappe).is_dir():
        mappe, _, version = skrevet.rpartition(":")
    if not mappe or not Path(mappe).is_dir():
        kendte = ", ".join(kodede_versioner(lov))
        raise Brugerfejl(tekst("reform.ukendt_version", indstilling=indstilling, vaerdi=vis(skrevet), kendte=kendte))
    udkast = _udkast(Path(mappe))
    if not version:
        return Lovvalg(mappe, udkast)
    try:
        return Lovvalg(skrevet, som_altid(udkast, version))
    except UkendtLovversion as fejl:
        raise Brugerfejl(
            tekst(
                "reform.ukendt_version_i_mappe",
                indstilling=indstilling,
                vaerdi=vis(version),
                mappe=mappe,
                kendte=", ".join(fejl.kendte),
            )
        ) from None


def _udkast(mappe: Path) -> Regelsaet:
    """A draft of the law, whole and free of contradictions."""
    with som_brugerfejl():
        udkast = indlaes(mappe)
    fejl = kontroller(udkast)
    if fejl:
        raise Brugerfejl("\n".join(tekst("reform.fejl_i_mappe", mappe=mappe, fejl=en) for en in fejl))
    return udkast
