"""Make a synthetic municipality on disk: check the wish, lay the plan, stream the blocks to the contract's files."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import yaml

from rettidig.demo.antagelser import antagelser
from rettidig.demo.blokke import blokke
from rettidig.demo.csv_tekst import skriv_overskrift, skriv_raekker, som_tekst
from rettidig.demo.fejl import DemoFejl
from rettidig.demo.mappe import MAERKE, goer_klar
from rettidig.demo.offentlige_tal import KommuneTal, kommune_tal, kommuner
from rettidig.demo.snavs import MED_FUND, SAT_TIL_SIDE, Tilsnavset, tilsnavs
from rettidig.demo.tabeller import TABELLER
from rettidig.demo.tilgangsplan import laeg_plan
from rettidig.demo.traekninger import generator
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar

__all__ = ["MAERKE", "DemoFejl", "DemoRapport", "lav_demo"]

HOEJESTE_SNAVS = 0.5
FLEST_BORGERE = 20_000_000
_FOERSTE_AAR, _SIDSTE_AAR = 2010, 2100
_SNAVSETS_GREN = 1_000_000_000
_KILDE = "Fuldtidspersoner, visitation og tilbud: STAR, jobindsats.dk. Alle borgere og forløb er opdigtede."


@dataclass(frozen=True)
class DemoRapport:
    """What was made.

    ``raekker``: rows in each file. ``snavs``: table -> way -> rows spoilt (empty when none was asked for).
    ``maalestok``: how many persons in the published figures each synthetic person stands for.
    """

    mappe: Path
    kommune: str
    kommunenavn: str
    borgere: int
    fra: dt.date
    til: dt.date
    seed: int
    raekker: Mapping[str, int]
    snavs: Mapping[str, Mapping[str, int]]
    maalestok: float

    @property
    def snavs_i_alt(self) -> Mapping[str, int]:
        """Way of spoiling -> rows, all tables together."""
        i_alt: Counter[str] = Counter()
        for antal in self.snavs.values():
            i_alt.update(antal)
        return dict(sorted(i_alt.items()))

    @property
    def sat_til_side(self) -> int:
        """How many rows a reader is to set aside."""
        return sum(antal for maade, antal in self.snavs_i_alt.items() if maade in SAT_TIL_SIDE)

    @property
    def med_fund(self) -> int:
        """How many rows a reader is to keep with a finding."""
        return sum(antal for maade, antal in self.snavs_i_alt.items() if maade in MED_FUND)


def lav_demo(
    borgere: int,
    kommune: str,
    fra: dt.date,
    til: dt.date,
    ud: Path,
    seed: int = 1,
    snavs: float = 0.0,
    fremdrift: Callable[[int, int], None] | None = None,
) -> DemoRapport:
    """Write a synthetic municipality as the data contract's eight CSV files into the folder ``ud``.

    Args:
        borgere: number of persons in all, over the whole time.
        kommune: municipality code; its published figures set the proportions.
        fra: first day; who is on a benefit then may have been for years.
        til: last day of the data, included.
        ud: folder, created; an earlier demo in it is replaced.
        seed: same seed and same wish, same bytes.
        snavs: share of rows to spoil, 0 to 0.5.
        fremdrift: called with persons done and persons in all after each block.

    Raises:
        DemoFejl: the wish cannot be met, or ``ud`` holds other files.
    """
    tal = _kontroller(borgere, kommune, snavs)
    kontroller_tid_og_seed(fra, til, seed)
    goer_klar(ud)
    valg = antagelser()
    plan = laeg_plan(tal, valg, calendar.to_day(fra), calendar.to_day(til))
    (ud / MAERKE).write_text(_maerke(tal, borgere, fra, til, seed, snavs), encoding="utf-8")
    raekker: Counter[str] = Counter()
    snavset: dict[str, Counter[str]] = {}
    faerdige = 0
    with ExitStack() as aabne:
        filer = {navn: aabne.enter_context((ud / f"{navn}.csv").open("wb")) for navn in TABELLER}
        for navn, fil in filer.items():
            skriv_overskrift(fil, TABELLER[navn].names)
        for blok, tabeller in enumerate(blokke(plan, tal, valg, borgere, seed)):
            for nummer, navn in enumerate(TABELLER):
                resultat = _tekster(navn, tabeller[navn], snavs, seed, blok, nummer)
                skriv_raekker(filer[navn], resultat.tekster)
                raekker[navn] += resultat.tekster.num_rows
                if resultat.antal:
                    snavset.setdefault(navn, Counter()).update(resultat.antal)
            faerdige += tabeller["borgere"].num_rows
            if fremdrift is not None:
                fremdrift(faerdige, borgere)
    return DemoRapport(
        mappe=ud,
        kommune=tal.kode,
        kommunenavn=tal.navn,
        borgere=borgere,
        fra=fra,
        til=til,
        seed=seed,
        raekker=dict(raekker),
        snavs={navn: dict(sorted(antal.items())) for navn, antal in snavset.items()},
        maalestok=plan.personer / borgere,
    )


def _tekster(navn: str, tabel: pa.Table, snavs: float, seed: int, blok: int, nummer: int) -> Tilsnavset:
    tekster = som_tekst(tabel)
    if snavs <= 0:
        return Tilsnavset(tekster, {})
    return tilsnavs(generator(seed, _SNAVSETS_GREN, blok, nummer), navn, tekster, snavs)


def kontroller_tid_og_seed(fra: dt.date, til: dt.date, seed: int) -> None:
    """Raise ``DemoFejl`` for a period or a seed that no demo can be made from."""
    if fra >= til:
        raise DemoFejl(tekst("demo.omvendt_periode", fra=fra.isoformat(), til=til.isoformat()))
    if fra.year < _FOERSTE_AAR or til.year > _SIDSTE_AAR:
        raise DemoFejl(tekst("demo.fjern_periode", fra=fra.isoformat(), til=til.isoformat()))
    if seed < 0:
        raise DemoFejl(tekst("demo.negativt_seed", seed=seed))


def _kontroller(borgere: int, kommune: str, snavs: float) -> KommuneTal:
    """The municipality's figures, when the wish can be met."""
    kode = kommune.strip().lstrip("0")
    if kode not in kommuner():
        raise DemoFejl(tekst("demo.ukendt_kommune", kommune=kommune))
    if not 1 <= borgere <= FLEST_BORGERE:
        raise DemoFejl(tekst("demo.antal_borgere", borgere=borgere, flest=FLEST_BORGERE))
    if not 0 <= snavs <= HOEJESTE_SNAVS:
        raise DemoFejl(tekst("demo.snavs_uden_for", snavs=snavs, hoejst=HOEJESTE_SNAVS))
    return kommune_tal(kode)


def _maerke(tal: KommuneTal, borgere: int, fra: dt.date, til: dt.date, seed: int, snavs: float) -> str:
    return yaml.safe_dump(
        {
            "rettidig_demo": 1,
            "kommune": tal.kode,
            "navn": tal.navn,
            "borgere": borgere,
            "fra": fra,
            "til": til,
            "seed": seed,
            "snavs": snavs,
            "kilde": _KILDE,
        },
        allow_unicode=True,
        sort_keys=False,
    )
