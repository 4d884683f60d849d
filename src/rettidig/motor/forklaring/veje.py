"""What would meet an open obligation from now on: the kinds that are lawful, the last day in time, the length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.forklaring.pligtsag import Pligt
from rettidig.motor.forklaring.skrivemaade import alternativer, antal, dato, opregning, stort, ugedag
from rettidig.motor.forklaring.skrivemaade import kode as kodenavn
from rettidig.motor.fund import SAMTALEFORM, Samtaleform
from rettidig.motor.opfyldelse import AABNE, Opfyldelse, Vej, mulige, vejraekker
from rettidig.regler.former.tabeller import Samtaleformregel
from rettidig.sprog import tekst, valgt_sprog
from rettidig.tidslinje import calendar
from rettidig.tidslinje.calendar import NO_DAY

_LISTE = {
    "tilbud": "indsats",
    "samtaler": "slags",
    "moede": "slags",
    "haendelse": "haendelse",
    "indsats": "indsats",
    "visitation": "visitation",
    "status": "status",
}
"""The code list of what meets the duty."""


def veje_knude(pligt: Pligt) -> Iterator[Knude]:
    """One node for an obligation that is still open, none for any other. ``vaerdi`` is the ways as data."""
    if int(pligt.svar.status[pligt.nr]) not in AABNE:
        return
    opfyldelse = Opfyldelse(pligt.sag.grundlag)
    veje = next(opfyldelse.veje(pligt.svar, np.array([pligt.nr])))
    aabne = mulige(veje)
    noegle = "titel" if aabne else "ingen"
    yield Knude(
        "veje",
        tekst(f"forklar.veje.{noegle}", dag=dato(pligt.sag.dag)),
        pligt.hjemmel("opfyldelse"),
        pligt.version.tillid,
        vaerdi=[{navn: _som_data(celle) for navn, celle in raekke.items()} for raekke in vejraekker(veje)],
        boern=(*_samlede(pligt, aabne), *(_ulovlig(vej) for vej in veje if vej.hindringer)),
    )


def _som_data(celle: Any) -> Any:
    return celle.isoformat() if hasattr(celle, "isoformat") else celle


def _samlede(pligt: Pligt, veje: Sequence[Vej]) -> Iterator[Knude]:
    """One node for all the ways that differ in nothing but their kind."""

    def faelles(vej: Vej) -> tuple[object, ...]:
        return vej.slags, vej.udfald, vej.antal, vej.tidligst, vej.senest, vej.bevilget_senest, vej.senest_bevilget

    ens: dict[tuple[object, ...], list[Vej]] = {}
    for vej in veje:
        ens.setdefault(faelles(vej), []).append(vej)
    for alle in ens.values():
        vej = alle[0]
        arter = alternativer(kodenavn(_LISTE[et.slags], et.art) for et in alle)
        sagt = _samtaler(vej, arter) if vej.slags == "samtaler" else _begyndt(vej, arter)
        hjemmel = pligt.hjemmel("loentilskud" if vej.udfald == "kun_hvis_bevilget" else "opfyldelse")
        yield Knude("vej", stort(sagt), hjemmel, pligt.version.tillid, boern=tuple(_form(pligt, vej)))


def _begyndt(vej: Vej, arter: str) -> str:
    laengde = "" if vej.slags != "tilbud" else f", {_laengde(vej)}"
    felter = {"arter": arter, "tidligst": dato(vej.tidligst), "laengde": laengde}
    if vej.udfald == "kun_hvis_bevilget":
        senest = {"bevilget": dato(vej.bevilget_senest), "senest": dato(vej.senest_bevilget)}
        return tekst("forklar.veje.kun_hvis_bevilget", **felter, **senest)
    frist = "" if vej.senest == NO_DAY else ugedag(vej.senest)
    hvad = "tilbud" if vej.slags == "tilbud" else "fakta"
    sagt = tekst(f"forklar.veje.{hvad}.{vej.udfald}", frist=frist, **felter)
    if vej.udfald == "i_tide" and vej.senest_bevilget > vej.senest:
        dage = {"bevilget": dato(vej.bevilget_senest), "senest": dato(vej.senest_bevilget)}
        sagt += " " + tekst("forklar.veje.bevilget", **dage)
    return sagt


def _laengde(vej: Vej) -> str:
    if vej.mindst_dage <= 1:
        return tekst("forklar.ville.enhver_laengde")
    return tekst("forklar.ville.mindst", dage=antal(vej.mindst_dage, "dag"))


def _samtaler(vej: Vej, arter: str) -> str:
    frist = "" if vej.senest == NO_DAY else ugedag(vej.senest)
    med = opregning(kodenavn("part", navn) for navn in vej.part)
    tal = "en" if vej.antal == 1 else "flere"
    return tekst(
        f"forklar.veje.samtaler.{vej.udfald}.{tal}",
        antal=vej.antal,
        slags=arter,
        part=tekst("forklar.veje.med_part", part=med) if med else "",
        frist=frist,
    )


def _form(pligt: Pligt, vej: Vej) -> Iterator[Knude]:
    if not vej.former:
        return
    regel = pligt.sag.lov.hent(SAMTALEFORM, Samtaleformregel)
    idag, gruppe = calendar.to_date(pligt.sag.dag), int(pligt.sag.grundlag.foerste_gruppe[pligt.forloeb])
    version = next((v for v in regel.versioner if gruppe in v.grupper and v.gaelder(idag)), None)
    if version is not None:
        former = ", ".join(kodenavn("form", navn) for navn in vej.former)
        sagt = tekst("forklar.veje.former", former=former)
        foerste = int(pligt.sag.grundlag.forloeb.start[pligt.forloeb])
        holdt = pligt.sag.grundlag.samtaler(gruppe, None)
        nummer = 1 + sum(1 for dag, _ in holdt.of(0) if foerste <= dag <= pligt.sag.dag)
        hjemmel = Samtaleform(pligt.sag.grundlag).hjemmel(version, pligt.forloeb, pligt.sag.dag, nummer)
        yield Knude("former", sagt, hjemmel, version.tillid, vaerdi=list(vej.former))


def _ulovlig(vej: Vej) -> Knude:
    """A kind that would meet the duty but can never lawfully be granted to the group."""
    betingelse = vej.hindringer[0].betingelse
    sagt = tekst(
        "forklar.veje.ulovlig",
        art=kodenavn(_LISTE[vej.slags], vej.art),
        krav=betingelse.krav.paa(valgt_sprog()),
    )
    return Knude("ulovlig_vej", stort(sagt), betingelse.hjemmel.tekst, betingelse.tillid, opfyldt=False, vaerdi=vej.art)
