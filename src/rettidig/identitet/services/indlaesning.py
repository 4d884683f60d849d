"""Import of who citizens are: previewed first, written whole or not at all, and the same file again changes nothing.

The file need not hold everybody: whom it leaves out is not touched. A change without a day of its own holds from the
day it is imported; what is said of somebody for the first time holds always.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.identitetsfil import Identitetsraekke, Identitetsrapport, laes_identitetsfil
from rettidig.identitet.kryptering import alle_fingeraftryk
from rettidig.identitet.models import Identitetsregistrering
from rettidig.identitet.noeglering import Noeglering
from rettidig.identitet.person import Person
from rettidig.identitet.services.noeglebrug import ring_til_proeve, ring_til_skrivning
from rettidig.identitet.services.registrering import aabnet, skriv, staaende
from rettidig.sager.models import Borger, Borgeroplysning, Handling
from rettidig.sager.services.handlinger import skriv_handling, tag_tid, transaktion

TABEL = "identitet"
_HER = ZoneInfo("Europe/Copenhagen")
_AD_GANGEN = 5_000


@dataclass(frozen=True)
class Identitetsvisning:
    """What an import would do, or did."""

    nye: int
    aendrede: int
    uaendrede: int
    rapport: Identitetsrapport


@dataclass(frozen=True)
class _Plan:
    skrives: Mapping[int, tuple[Person, dt.date | None]]
    gamle: Mapping[int, Sequence[Identitetsregistrering]]
    visning: Identitetsvisning


def forhaandsvis(sti: Path) -> Identitetsvisning:
    """What importing the file would do. Nothing is written. Raises ``IdentitetsFejl`` and ``SagsFejl``."""
    raekker, rapport = laes_identitetsfil(sti)
    with transaktion():
        return _planlaeg(ring_til_proeve(), raekker, rapport, _i_dag()).visning


def indlaes(sti: Path, *, hvem: str, hvorfor: str = "") -> tuple[Handling, Identitetsvisning]:
    """Import the file; its name is not kept. Raises ``IdentitetsFejl`` and ``SagsFejl``, with nothing written."""
    raekker, rapport = laes_identitetsfil(sti)
    with transaktion() as markoer:
        tid = tag_tid(markoer)
        ring = ring_til_skrivning()
        plan = _planlaeg(ring, raekker, rapport, tid.tid.astimezone(_HER).date())
        visning = plan.visning
        handling = skriv_handling(
            Handling.Slags.IDENTITET,
            tid,
            hvem,
            hvorfor,
            tabeller=[TABEL],
            tal={
                TABEL: {
                    "nye": visning.nye,
                    "aendrede": visning.aendrede,
                    "lukkede": 0,
                    "uaendrede": visning.uaendrede,
                    "andetsteds": 0,
                }
            },
            laest={TABEL: {"laest": rapport.laest, "godkendt": rapport.godkendt, "sat_til_side": rapport.sat_til_side}},
        )
        skriv(ring, handling, plan.skrives, plan.gamle)
    return handling, visning


def ret(borger: int, person: Person, *, hvem: str, hvorfor: str, gaelder_fra: dt.date | None = None) -> Handling:
    """Say who one citizen is, from a day on (today, where somebody was known before). Raises as :func:`indlaes`."""
    with transaktion() as markoer:
        tid = tag_tid(markoer)
        ring = ring_til_skrivning()
        if not Borger.objects.filter(pk=borger).exists():
            raise IdentitetsFejl("ukendt_borger")
        if not person.navn.strip():
            raise IdentitetsFejl("navn_mangler")
        if _optagne(ring, {borger: person}):
            raise IdentitetsFejl("cpr_optaget")
        gamle = staaende([borger])
        fra = gaelder_fra or (tid.tid.astimezone(_HER).date() if borger in gamle else None)
        tal = {"nye": int(not gamle), "aendrede": int(bool(gamle)), "lukkede": 0, "uaendrede": 0, "andetsteds": 0}
        handling = skriv_handling(Handling.Slags.IDENTITET, tid, hvem, hvorfor, tabeller=[TABEL], tal={TABEL: tal})
        skriv(ring, handling, {borger: (person, fra)}, gamle)
    return handling


def _i_dag() -> dt.date:
    return dt.datetime.now(tz=_HER).date()


def _planlaeg(
    ring: Noeglering, raekker: Sequence[Identitetsraekke], rapport: Identitetsrapport, i_dag: dt.date
) -> _Plan:
    skrives: dict[int, tuple[Person, dt.date | None]] = {}
    alle_gamle: dict[int, Sequence[Identitetsregistrering]] = {}
    uaendrede = 0
    for begynd in range(0, len(raekker), _AD_GANGEN):
        stykke = raekker[begynd : begynd + _AD_GANGEN]
        numre = dict(
            Borger.objects.filter(noegle__in=[raekke.borger_id for raekke in stykke]).values_list("noegle", "pk")
        )
        gamle = staaende(numre.values())
        foedt = dict(
            Borgeroplysning.objects.filter(borger_id__in=numre.values(), lukket_af=None).values_list(
                "borger_id", "foedselsdato"
            )
        )
        optagne = _optagne(
            ring, {numre[raekke.borger_id]: raekke.person for raekke in stykke if raekke.borger_id in numre}
        )
        for raekke in stykke:
            borger = numre.get(raekke.borger_id)
            if borger is None:
                rapport.til_side(raekke.raekke, "ukendt_borger", "borger_id")
                continue
            if borger in optagne:
                rapport.til_side(raekke.raekke, "cpr_optaget", "cpr")
                continue
            if foedt.get(borger, raekke.person.cpr.foedselsdato) != raekke.person.cpr.foedselsdato:
                rapport.advar(raekke.raekke, "foedselsdato_afviger", "cpr")
            fra = _fra_dag(ring, raekke, gamle.get(borger, ()), i_dag)
            if fra is False:
                uaendrede += 1
                continue
            skrives[borger] = (raekke.person, fra)
            if borger in gamle:
                alle_gamle[borger] = gamle[borger]
    aendrede = len(alle_gamle)
    return _Plan(skrives, alle_gamle, Identitetsvisning(len(skrives) - aendrede, aendrede, uaendrede, rapport))


def _fra_dag(
    ring: Noeglering, raekke: Identitetsraekke, gamle: Sequence[Identitetsregistrering], i_dag: dt.date
) -> dt.date | Literal[False] | None:
    """The day a row is to hold from; ``None`` for always, ``False`` where it says nothing new."""
    if not gamle:
        return raekke.gaelder_fra
    seneste = gamle[-1]
    ens = seneste.periode.upper is None and aabnet(ring, seneste) == raekke.person
    if ens and raekke.gaelder_fra in {None, seneste.periode.lower}:
        return False
    return raekke.gaelder_fra or i_dag


def _optagne(ring: Noeglering, personer: Mapping[int, Person]) -> set[int]:
    """The citizens whose number stands for somebody else already."""
    efter_aftryk = {
        aftryk: borger for borger, person in personer.items() for aftryk in alle_fingeraftryk(ring, person.cpr)
    }
    andre = Identitetsregistrering.objects.filter(lukket_af=None, cpr_opslag__in=list(efter_aftryk))
    return {
        efter_aftryk[bytes(aftryk)]
        for aftryk, borger in andre.values_list("cpr_opslag", "borger_id")
        if efter_aftryk[bytes(aftryk)] != borger
    }
