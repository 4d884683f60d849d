"""Who enters the synthetic municipality, on which benefit and in which week, so that the stocks follow the published.

Worked out once, in expected numbers: the stock wanted on each benefit in each week, less those still there, less those
who come from another benefit or return after a pause; the rest must be new persons. Everything else is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rettidig.demo.antagelser import KONTANT, RETUR, TILSTANDE, Antagelser, Blanding, Varighed
from rettidig.demo.offentlige_tal import KommuneTal
from rettidig.demo.traekninger import DAGE_I_UGEN, Heltal, Tal

_UGER_I_PAUSEN = 260  # pauses longer than this are left out of the expected numbers


@dataclass(frozen=True)
class Tilgangsplan:
    """Expected numbers of new persons.

    ``bestand[b]`` are on benefit ``b`` on the first day; ``tilgang[b, u]`` come in week ``u`` (counted from the first
    day). ``foerste_dag`` and ``sidste_dag`` are epoch days, both included.
    """

    foerste_dag: int
    sidste_dag: int
    bestand: Tal
    tilgang: Tal

    @property
    def personer(self) -> float:
        """Expected number of persons in all, at the scale of the published figures."""
        return float(self.bestand.sum() + self.tilgang.sum())


def laeg_plan(tal: KommuneTal, valg: Antagelser, foerste_dag: int, sidste_dag: int) -> Tilgangsplan:
    """The plan for one municipality from ``foerste_dag`` to ``sidste_dag`` (epoch days, both included)."""
    uger = (sidste_dag - foerste_dag) // DAGE_I_UGEN + 1
    oensket = _oensket_bestand(tal, valg, foerste_dag + DAGE_I_UGEN * np.arange(uger))
    antal = len(TILSTANDE)
    overlevelse = np.stack([_overlevelse(valg.varighed[navn], uger + 1) for navn in TILSTANDE])
    afgang = overlevelse[:, :-1] - overlevelse[:, 1:]
    rest, rest_afgang = _bestandens_rest(valg, uger)
    overgang, retur = _overgange(valg)
    pause = _pausens_fordeling(valg.pause_uger)

    begyndt = np.zeros((antal, uger))
    slut = np.zeros((antal, uger))
    nye = np.zeros((antal, uger))
    for uge in range(uger):
        tidligere = begyndt[:, :uge]
        tilbage = oensket[:, 0] * rest[:, uge] + (tidligere * overlevelse[:, 1 : uge + 1][:, ::-1]).sum(axis=1)
        slut[:, uge] = oensket[:, 0] * rest_afgang[:, uge] + (tidligere * afgang[:, :uge][:, ::-1]).sum(axis=1)
        laengst = min(uge + 1, len(pause))
        kommer = slut[:, uge] @ overgang
        kommer += retur * (slut[:, uge + 1 - laengst : uge + 1][:, ::-1] * pause[:laengst]).sum(axis=1)
        nye[:, uge] = np.maximum(oensket[:, uge] - tilbage - kommer, 0)
        begyndt[:, uge] = nye[:, uge] + kommer
    return Tilgangsplan(foerste_dag, sidste_dag, oensket[:, 0], nye)


def middelgrad(valg: Antagelser) -> float:
    """The mean degree of unemployment benefit: full-time persons per person on it."""
    lav, hoej = valg.dagpenge.nedsat_grad_graenser
    return 1 - valg.dagpenge.nedsat_grad * (1 - (lav + hoej) / 2)


def _oensket_bestand(tal: KommuneTal, valg: Antagelser, dage: Heltal) -> Tal:
    """Persons wanted on each benefit on each day: full-time persons divided by the mean degree of benefit."""
    kontant = np.interp(dage, tal.maaneder, tal.kontant)
    oensket = np.zeros((len(TILSTANDE), len(dage)))
    oensket[TILSTANDE.index("dagpenge")] = np.interp(dage, tal.maaneder, tal.dagpenge) / middelgrad(valg)
    for navn in KONTANT:
        oensket[TILSTANDE.index(navn)] = kontant * valg.kontant_fordeling[navn]
    for navn, pr_100 in valg.bestand_pr_100_kontant.items():
        oensket[TILSTANDE.index(navn)] = tal.kontant.mean() * pr_100 / 100
    return oensket


def _overlevelse(varighed: Varighed, uger: int) -> Tal:
    """Share still on the benefit after 0, 1, 2, ... whole weeks."""
    tid = np.arange(uger)
    andel = sum((vaegt * np.exp(-tid / middel) for vaegt, middel in varighed.blanding), np.zeros(uger))
    return np.where(tid < varighed.loft, andel, 0.0)


def _bestandens_rest(valg: Antagelser, uger: int) -> tuple[Tal, Tal]:
    """Of a stock in balance: the share left at the start of each week, and the share that ends in each week."""
    rester = []
    for navn in TILSTANDE:
        varighed = valg.varighed[navn]
        hele = _overlevelse(varighed, varighed.loft + 1)
        halen = np.concatenate([hele[::-1].cumsum()[::-1], np.zeros(uger + 1)])
        rester.append(halen[: uger + 1] / halen[0])
    rest = np.stack(rester)
    return rest[:, :-1], rest[:, :-1] - rest[:, 1:]


def _overgange(valg: Antagelser) -> tuple[Tal, Tal]:
    """Shares that go at once from benefit to benefit, and shares that return to the same one after a pause."""
    overgang = np.zeros((len(TILSTANDE), len(TILSTANDE)))
    retur = np.zeros(len(TILSTANDE))
    for fra, navn in enumerate(TILSTANDE):
        for til, andel in valg.efter[navn].items():
            if til == RETUR:
                retur[fra] = andel
            else:
                overgang[fra, TILSTANDE.index(til)] = andel
    return overgang, retur


def _pausens_fordeling(blanding: Blanding) -> Tal:
    tid = np.arange(_UGER_I_PAUSEN + 1)
    andel = sum((vaegt * np.exp(-tid / middel) for vaegt, middel in blanding), np.zeros(len(tid)))
    return np.asarray(andel[:-1] - andel[1:])
