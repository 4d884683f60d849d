"""Contract rows written in any form a source may take read back to the very same rows."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forloeb.kontraktraekker import Skrivemaade, Udtraek, forventet, som_tekst, udtraek
from tests.forloeb.udtraek import gaar_op, som_csv, som_parquet, som_projektmappe

from rettidig.forloeb import Datasaet, kontrakt, laes_datasaet
from rettidig.forloeb.kontrakt import Type

DATOFORMER = {
    "iso": dt.date.isoformat,
    "bindestreg": lambda dag: f"{dag:%d-%m-%Y}",
    "punktum": lambda dag: f"{dag.day}.{dag.month}.{dag:%Y}",
    "midnat": lambda dag: f"{dag.isoformat()} 00:00:00",
}
JANEJ = ({True: "ja", False: "nej"}, {True: "JA", False: "Nej"}, {True: "true", False: "False"})
ISO = Skrivemaade(dt.date.isoformat, ".", JANEJ[0])


def kolonner(tabel: str) -> list[str]:
    return list(kontrakt().tabeller[tabel].kolonner)


def datokolonner(tabel: str) -> list[str]:
    slags = (Type.DATO, Type.SLUTDATO)
    return [navn for navn, spec in kontrakt().tabeller[tabel].kolonner.items() if spec.type in slags]


def er_de_samme(laest: Datasaet, skrevet: Udtraek) -> bool:
    return gaar_op(laest) and all(
        laest.tabeller[navn].drop_columns(["raekke"]).to_pylist() == forventet(raekker)
        for navn, raekker in skrevet.items()
    )


@given(
    skrevet=udtraek(),
    separator=st.sampled_from([";", ",", "\t"]),
    kodning=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    linjeskift=st.sampled_from(["\n", "\r\n"]),
    dato=st.sampled_from(sorted(DATOFORMER)),
    decimaltegn=st.sampled_from([",", "."]),
    janej=st.sampled_from(JANEJ),
    citat=st.booleans(),
    store=st.booleans(),
)
def test_csv_in_every_form_reads_back_to_the_rows_written(
    skrevet: Udtraek,
    separator: str,
    kodning: str,
    linjeskift: str,
    dato: str,
    decimaltegn: str,
    janej: dict[bool, str],
    citat: bool,
    store: bool,
) -> None:
    maade = Skrivemaade(DATOFORMER[dato], decimaltegn, janej)
    with tempfile.TemporaryDirectory() as mappe:
        for navn, raekker in skrevet.items():
            tekster = [som_tekst(navn, raekke, maade) for raekke in raekker]
            indhold = som_csv(tekster, kolonner(navn), separator, linjeskift, citat)
            hoved, skift, rest = indhold.partition(linjeskift)
            indhold = (hoved.upper() if store else hoved) + skift + rest
            (Path(mappe) / f"{navn}.csv").write_bytes(indhold.encode(kodning))
        assert er_de_samme(laes_datasaet(mappe), skrevet)


@given(skrevet=udtraek())
@settings(max_examples=25)
def test_parquet_reads_back_to_the_rows_written(skrevet: Udtraek) -> None:
    with tempfile.TemporaryDirectory() as mappe:
        for navn, raekker in skrevet.items():
            tekster = [som_tekst(navn, raekke, ISO) for raekke in raekker]
            som_parquet(Path(mappe) / f"{navn}.parquet", tekster, kolonner(navn), datokolonner(navn))
        assert er_de_samme(laes_datasaet(mappe), skrevet)


@given(skrevet=udtraek(), samlet=st.booleans())
@settings(max_examples=25)
def test_excel_reads_back_to_the_rows_written(skrevet: Udtraek, samlet: bool) -> None:
    ark = {
        navn: ([som_tekst(navn, raekke, ISO) for raekke in raekker], kolonner(navn), datokolonner(navn))
        for navn, raekker in skrevet.items()
    }
    with tempfile.TemporaryDirectory() as mappe:
        if samlet:
            som_projektmappe(Path(mappe) / "udtræk.xlsx", ark)
        else:
            for navn, indhold in ark.items():
                som_projektmappe(Path(mappe) / f"{navn}.xlsx", {navn: indhold})
        assert er_de_samme(laes_datasaet(mappe), skrevet)
