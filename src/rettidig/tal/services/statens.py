"""What the State has said is written down: once, whole, and never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils import timezone

from rettidig.sager.models import Borger
from rettidig.sager.services.handlinger import transaktion
from rettidig.sprog import tekst
from rettidig.tal.afstemning.fejl import AfstemningsFejl
from rettidig.tal.afstemning.statskilde import PERSONFELTER, TALFELTER, Statskilde
from rettidig.tal.afstemning.statslaesning import (
    Laestmaaling,
    Laestperson,
    Sattilside,
    laes_personer,
    laes_tal,
    raekker_i_csv,
    raekker_i_svar,
)
from rettidig.tal.jobindsats.klient import Datasvar
from rettidig.tal.models import Statslevering, Statsmaaling, Statsperson

FIL, JOBINDSATS = "fil", "jobindsats.dk"


@dataclass(frozen=True)
class Modtaget:
    """A delivery written down, with the rows that could not be used."""

    levering: Statslevering
    maalinger: int
    personer: int
    ukendte: int
    til_side: tuple[Sattilside, ...]


def laes_fil(fil: Path, kilde: Statskilde, *, hvem: str, personer: Path | None = None) -> Modtaget:
    """Write down a file of figures and, with it, the list of persons behind them.

    Raises :class:`AfstemningsFejl` for a file that cannot be used, and for one that has been written down before;
    ``SagsFejl`` for what the database refuses. Either everything is written or nothing.
    """
    maalinger, til_side = laes_tal(raekker_i_csv(fil, kilde, TALFELTER), kilde)
    _kontroller_noget(fil.name, maalinger, til_side)
    liste: list[Laestperson] = []
    if personer is not None:
        liste, uden = laes_personer(raekker_i_csv(personer, kilde, PERSONFELTER), kilde)
        _kontroller_noget(personer.name, liste, uden)
        til_side = til_side + uden
    indhold = fil.read_bytes()
    aftryk = _aftryk(kilde, indhold, b"" if personer is None else personer.read_bytes())
    levering = _levering(FIL, fil.name, kilde, hvem, aftryk, indhold)
    return _skriv(levering, maalinger, liste, til_side)


def laes_svar(svar: Datasvar, kilde: Statskilde, *, hvem: str) -> Modtaget:
    """Write down what the service answered. Raises as :func:`laes_fil` does."""
    maalinger, til_side = laes_tal(raekker_i_svar(svar.tabel, svar.kolonner, svar.raekker, kilde), kilde)
    _kontroller_noget(svar.tabel, maalinger, til_side)
    levering = _levering(JOBINDSATS, svar.tabel, kilde, hvem, _aftryk(kilde, svar.raa), svar.raa)
    return _skriv(levering, maalinger, [], til_side)


def _levering(slags: str, sted: str, kilde: Statskilde, hvem: str, aftryk: str, raa: bytes) -> Statslevering:
    return Statslevering(
        kilde=slags,
        sted=sted,
        hentet=timezone.now(),
        hvem=hvem.strip(),
        regelsaet=kilde.regelsaet,
        opgoerelse=kilde.opgoerelse.value,
        skaeringsdag=kilde.skaeringsdag,
        definition=kilde.definition,
        navn=kilde.navn,
        aftryk=aftryk,
        raa=raa,
    )


def _skriv(
    levering: Statslevering,
    maalinger: Collection[Laestmaaling],
    personer: Collection[Laestperson],
    til_side: Collection[Sattilside],
) -> Modtaget:
    levering.laest = len(maalinger) + len(personer) + len(til_side)
    levering.sat_til_side = [[rad.raekke, rad.grund] for rad in til_side]
    with transaktion():
        with connection.cursor() as markoer:  # two who bring the same delivery at once take turns
            markoer.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [levering.aftryk])
        kendt = Statslevering.objects.filter(aftryk=levering.aftryk).first()
        if kendt is not None:
            raise AfstemningsFejl("leveret_foer", nummer=kendt.pk)
        levering.save(force_insert=True)
        Statsmaaling.objects.bulk_create(Statsmaaling(levering=levering, **maaling.__dict__) for maaling in maalinger)
        numre = dict(
            Borger.objects.filter(noegle__in={person.borger_id for person in personer}).values_list("noegle", "pk")
        )
        Statsperson.objects.bulk_create(
            Statsperson(
                levering=levering,
                borger_nr=numre.get(person.borger_id),
                **{navn: vaerdi for navn, vaerdi in person.__dict__.items() if navn != "borger_id"},
            )
            for person in personer
        )
    ukendte = sum(person.borger_id not in numre for person in personer)
    return Modtaget(levering, len(maalinger), len(personer), ukendte, tuple(til_side))


def _kontroller_noget(fil: str, brugt: Collection[object], til_side: list[Sattilside]) -> None:
    if not brugt:
        grund = tekst(f"afstemning.raekke.{til_side[0].grund if til_side else 'tal'}")
        raise AfstemningsFejl("intet_brugbart", fil=fil, grund=grund)


def _aftryk(kilde: Statskilde, *indhold: bytes) -> str:
    """One fingerprint of what was brought and of how it was to be read."""
    sum_ = hashlib.sha256(json.dumps(kilde.model_dump(mode="json"), sort_keys=True).encode())
    for stykke in _med_laengder(indhold):
        sum_.update(stykke)
    return sum_.hexdigest()


def _med_laengder(indhold: Iterable[bytes]) -> Iterable[bytes]:
    for stykke in indhold:
        yield len(stykke).to_bytes(8, "big")
        yield stykke
