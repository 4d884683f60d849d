"""Make the synthetic country on disk: check the wish, lay the plans, stream municipality after municipality."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import yaml

from rettidig.demo.demokommune import kontroller_tid_og_seed
from rettidig.demo.fejl import DemoFejl
from rettidig.demo.land.belastning import belastning, landets_antagelser
from rettidig.demo.land.kommunesaet import Kommuneplan, celler, laeg_kommuneplan, lav_kommune
from rettidig.demo.land.rapport import LandRapport
from rettidig.demo.land.skrivning import CsvSkriver, ParquetSkriver, Skriver
from rettidig.demo.mappe import MAERKE, goer_klar
from rettidig.demo.offentlige_tal import kommuner as kendte_kommuner
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar

FORMATER = ("parquet", "csv")
FRA, TIL = dt.date(2021, 1, 1), dt.date(2025, 12, 31)
HOEJESTE_ANDEL = 2.0


def lav_land(
    ud: Path,
    fra: dt.date = FRA,
    til: dt.date = TIL,
    seed: int = 1,
    kommuner: int | None = None,
    andel: float = 1.0,
    format: str = "parquet",  # noqa: A002 - the command line's own word
    fremdrift: Callable[[int, int], None] | None = None,
) -> LandRapport:
    """Write a synthetic country as the data contract's eight files into the folder ``ud``.

    At most one cell of persons' rows and one municipality's courses are held at a time, whatever the size.

    Args:
        ud: folder, created; an earlier demo in it is replaced.
        fra: first day; who is on a benefit then may have been for years.
        til: last day of the data, included.
        seed: same seed and same wish, same bytes; a municipality's rows are the same whichever others are made.
        kommuner: only the first so many municipalities, in the order of their codes; ``None`` for all.
        andel: share of the country's size, above 0 and at most 2.
        format: ``parquet`` or ``csv``.
        fremdrift: called after each cell with persons done and (nearly) persons in all.

    Raises:
        DemoFejl: the wish cannot be met, or ``ud`` holds other files.
        OSError: the files cannot be written.
    """
    koder = _kontroller(fra, til, seed, kommuner, andel, format)
    goer_klar(ud)
    (ud / MAERKE).write_text(yaml.safe_dump({"rettidig_demo": 1, "land": True}), encoding="utf-8")
    valg = landets_antagelser()
    foerste_dag, sidste_dag = calendar.to_day(fra), calendar.to_day(til)
    planer = [laeg_kommuneplan(kode, valg, foerste_dag, sidste_dag, andel) for kode in koder]
    i_alt = sum(plan.personer for plan in planer)
    regnskab = _Regnskab()
    faerdige = 0
    skriver: Skriver = CsvSkriver(ud) if format == "csv" else ParquetSkriver(ud)
    with skriver, ThreadPoolExecutor(1) as traad:
        forrige: Future[None] | None = None
        for plan in planer:
            styret = lav_kommune(plan, valg, seed)
            regnskab.tilkomne += styret.tilkomne
            regnskab.afkortede += styret.afkortede
            skrevne = 0
            for tabeller in celler(styret, plan, valg, seed, belastning().registreringsdage):
                regnskab.tael(tabeller)
                # One cell is written while the next is drawn; never more than one waits.
                if forrige is not None:
                    forrige.result()
                forrige = traad.submit(_skriv, skriver, tabeller)
                skrevne += tabeller["borgere"].num_rows
                if fremdrift is not None:
                    fremdrift(faerdige + plan.personer * skrevne // styret.personer.antal, i_alt)
            faerdige += plan.personer
        if forrige is not None:
            forrige.result()
    rapport = regnskab.rapport(ud, format, koder, (fra, til), seed, andel, planer)
    (ud / MAERKE).write_text(rapport.som_yaml(), encoding="utf-8")
    return rapport


class _Regnskab:
    """Counts what is written while it is written."""

    def __init__(self) -> None:
        self.raekker: Counter[str] = Counter()
        self.ydelsesraekker: Counter[str] = Counter()
        self.tilkomne = 0
        self.afkortede = 0

    def tael(self, tabeller: Mapping[str, pa.Table]) -> None:
        for navn, tabel in tabeller.items():
            self.raekker[navn] += tabel.num_rows
        for antal in tabeller["ydelser"]["ydelse"].value_counts().to_pylist():
            self.ydelsesraekker[antal["values"]] += antal["counts"]

    def rapport(
        self,
        ud: Path,
        format_: str,
        koder: tuple[str, ...],
        tid: tuple[dt.date, dt.date],
        seed: int,
        andel: float,
        planer: list[Kommuneplan],
    ) -> LandRapport:
        dage = sorted({taelledag.dag for plan in planer for taelledag in plan.dage})
        maaneder = [calendar.to_date(calendar.month_start(dag)) for dag in dage]
        return LandRapport(
            mappe=ud,
            format=format_,
            kommuner=koder,
            borgere=self.raekker["borgere"],
            fra=tid[0],
            til=tid[1],
            seed=seed,
            andel=andel,
            raekker=dict(self.raekker),
            holdte_tal=sum(len(taelledag.oenskede) for plan in planer for taelledag in plan.dage),
            foerste_maaned=maaneder[0] if maaneder else None,
            sidste_maaned=maaneder[-1] if maaneder else None,
            tilkomne=self.tilkomne,
            afkortede=self.afkortede,
            ydelsesraekker=dict(self.ydelsesraekker),
            registrering_uger=belastning().registrering_uger,
        )


def _skriv(skriver: Skriver, tabeller: Mapping[str, pa.Table]) -> None:
    for navn, tabel in tabeller.items():
        skriver.skriv(navn, tabel)


def _kontroller(
    fra: dt.date, til: dt.date, seed: int, kommuner: int | None, andel: float, format_: str
) -> tuple[str, ...]:
    """The codes of the municipalities to make, when the wish can be met."""
    koder = tuple(sorted(kendte_kommuner(), key=int))
    kontroller_tid_og_seed(fra, til, seed)
    if kommuner is not None and not 1 <= kommuner <= len(koder):
        raise DemoFejl(tekst("demo.land.antal_kommuner", kommuner=kommuner, flest=len(koder)))
    if not 0 < andel <= HOEJESTE_ANDEL:
        raise DemoFejl(tekst("demo.land.andel_uden_for", andel=andel, hoejst=HOEJESTE_ANDEL))
    if format_ not in FORMATER:
        raise DemoFejl(tekst("demo.land.ukendt_format", format=format_, kendte=", ".join(FORMATER)))
    return koder[:kommuner]
