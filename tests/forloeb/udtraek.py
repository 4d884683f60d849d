"""Small extracts written to disk for the tests: contract rows as plain text, in every form a source may take."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from rettidig.forloeb import Datasaet, Fund, kontrakt, laes_datasaet

Raekke = Mapping[str, str]

BORGERE = "borger_id;foedselsdato;kommune\nb1;1980-01-02;766\nb2;1990-03-04;350\n"
YDELSER = "borger_id;ydelse;fra;til;visitation\nb1;kontanthjaelp;2022-01-01;2022-06-30;jobparat\n"


def skriv(mappe: Path, /, **filer: str | bytes) -> Path:
    """Write CSV files by table name; ``borgere`` and ``ydelser`` are filled in when they are not given."""
    for navn, indhold in ({"borgere": BORGERE, "ydelser": YDELSER} | filer).items():
        raa = indhold if isinstance(indhold, bytes) else indhold.encode("utf-8")
        (mappe / f"{navn}.csv").write_bytes(raa)
    return mappe


def laes(mappe: Path, /, **filer: str | bytes) -> Datasaet:
    """Write CSV files and read them back."""
    return laes_datasaet(skriv(mappe, **filer))


def alene(datasaet: Datasaet, kode: str) -> Fund:
    """The only finding with this machine id."""
    fundne = [fund for fund in datasaet.rapport.fund if fund.kode == kode]
    assert len(fundne) == 1, [fund.kode for fund in datasaet.rapport.fund]
    return fundne[0]


def koder_i(datasaet: Datasaet) -> list[str]:
    """Machine ids of all findings, in the order of the report."""
    return [fund.kode for fund in datasaet.rapport.fund]


def gaar_op(datasaet: Datasaet) -> bool:
    """True when every row read is either accepted or set aside, and the tables hold the accepted ones."""
    return all(
        tal.laest == tal.godkendt + tal.sat_til_side
        and tal.godkendt == datasaet.tabeller[navn].num_rows
        and datasaet.tabeller[navn].schema == kontrakt().tabeller[navn].skema()
        for navn, tal in datasaet.rapport.tal.items()
    )


def som_csv(
    raekker: Sequence[Raekke],
    kolonner: Sequence[str],
    separator: str = ";",
    linjeskift: str = "\n",
    alt_i_anfoerselstegn: bool = False,
) -> str:
    """Rows as CSV text."""
    ud = io.StringIO(newline="")
    skriver = (
        csv.writer(ud, delimiter=separator, lineterminator=linjeskift, quoting=csv.QUOTE_ALL)
        if alt_i_anfoerselstegn
        else csv.writer(ud, delimiter=separator, lineterminator=linjeskift)
    )
    skriver.writerow(kolonner)
    skriver.writerows([raekke.get(kolonne, "") for kolonne in kolonner] for raekke in raekker)
    return ud.getvalue()


def som_parquet(sti: Path, raekker: Sequence[Raekke], kolonner: Sequence[str], datokolonner: Sequence[str]) -> None:
    """Rows as a Parquet file with real dates and otherwise text."""
    felter: dict[str, pa.Array] = {}
    for kolonne in kolonner:
        vaerdier = [raekke.get(kolonne) or None for raekke in raekker]
        if kolonne in datokolonner:
            felter[kolonne] = pa.array([dt.date.fromisoformat(v) if v else None for v in vaerdier], pa.date32())
        else:
            felter[kolonne] = pa.array(vaerdier, pa.string())
    pq.write_table(pa.table(felter), sti)


def som_projektmappe(sti: Path, ark: Mapping[str, tuple[Sequence[Raekke], Sequence[str], Sequence[str]]]) -> None:
    """A workbook with a sheet per table: real dates, numbers as numbers (ids and codes as text)."""
    bog = xlsxwriter.Workbook(sti)
    dato = bog.add_format({"num_format": "dd-mm-yyyy"})
    for navn, (raekker, kolonner, datokolonner) in ark.items():
        blad = bog.add_worksheet(navn)
        blad.write_row(0, 0, kolonner)
        for nummer, raekke in enumerate(raekker, start=1):
            for plads, kolonne in enumerate(kolonner):
                vaerdi = raekke.get(kolonne, "")
                if not vaerdi:
                    continue
                if kolonne in datokolonner:
                    blad.write_datetime(nummer, plads, dt.datetime.fromisoformat(vaerdi), dato)
                elif kolonne in ("grad", "timer", "timer_pr_uge", "pris_pr_uge", "ugetal_foer"):
                    blad.write_number(nummer, plads, float(vaerdi))
                else:
                    blad.write_string(nummer, plads, vaerdi)
    bog.close()
