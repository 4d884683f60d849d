"""The State's figures as they come: Danish numbers, hidden numbers, other names, and rows that cannot be used."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rettidig.motor.fokusmaal import FOKUSMAAL_1
from rettidig.sprog import findes
from rettidig.tal.afstemning.fejl import AfstemningsFejl
from rettidig.tal.afstemning.statskilde import PERSONFELTER, TALFELTER, Statskilde, laes_statskilde
from rettidig.tal.afstemning.statslaesning import (
    Laestmaaling,
    Sattilside,
    laes_personer,
    laes_tal,
    raekker_i_csv,
    raekker_i_svar,
)

HOVED = "kommune;ydelse;maaling;periode;naevner;taeller;andel\n"
KILDE = """
version: 1
navn: proevemaaling
kolonner: {kommune: Kommunenavn, periode: Måned, naevner: Antal, taeller: Ikke aktiverede, andel: Procent}
koder: {kommune: {Lejre Kommune: 350}}
faste: {ydelse: alle, maaling: lob.fokusmaal.1}
regelsaet: nye
skaeringsdag: 2023-06-15
definition: Uden øvrig vejledning og opkvalificering
"""


def laes(tmp_path: Path, tekst: str, kilde: Statskilde | None = None) -> tuple[list[Laestmaaling], list[Sattilside]]:
    """Read a file of figures."""
    fil = tmp_path / "tal.csv"
    fil.write_bytes(tekst.encode("cp1252"))
    kilde = kilde or Statskilde()
    return laes_tal(raekker_i_csv(fil, kilde, TALFELTER), kilde)


def test_figures_are_read_as_danish_offices_write_them(tmp_path: Path) -> None:
    tekst = HOVED + (
        "0350;kontanthjaelp;lob.fokusmaal.1;2023M05;1.234;411;33,3 %\n"
        "Lejre;Dagpenge;lob.fokusmaal.1;2023-05;12;4;0.33\n"
        "350;alle;lob.fokusmaal.2;2023-05-31;-;..;*\n"
    )
    tal, til_side = laes(tmp_path, tekst)
    assert not til_side
    assert [(m.kommune, m.ydelse, m.dag, m.naevner, m.taeller) for m in tal] == [
        ("350", "kontanthjaelp", dt.date(2023, 5, 31), 1234, 411),
        ("350", "dagpenge", dt.date(2023, 5, 31), 12, 4),
        ("350", "alle", dt.date(2023, 5, 31), None, None),
    ]


def test_rows_that_cannot_be_used_are_set_aside_with_the_reason_and_the_others_kept(tmp_path: Path) -> None:
    god = "350;alle;lob.fokusmaal.1;2023M05;10;4;\n"
    tekst = HOVED + (
        god + "999;alle;lob.fokusmaal.1;2023M05;10;4;\n"
        "350;hjaelp;lob.fokusmaal.1;2023M05;10;4;\n"
        "350;alle;lob.fokusmaal.9;2023M05;10;4;\n"
        "350;alle;lob.fokusmaal.1;2023M13;10;4;\n"
        "350;alle;lob.fokusmaal.1;2023-05-30;10;4;\n"
        "350;alle;lob.fokusmaal.1;2023M06;ti;4;\n"
        "350;alle;lob.fokusmaal.1;2023M06;4;10;\n"
        "350;alle;lob.fokusmaal.1;2023M06;10;4;70 %\n" + god
    )
    tal, til_side = laes(tmp_path, tekst)
    assert len(tal) == 1
    assert [(rad.raekke, rad.grund) for rad in til_side] == [
        (3, "kommune"),
        (4, "ydelse"),
        (5, "maaling"),
        (6, "periode"),
        (7, "periode"),
        (8, "tal"),
        (9, "umuligt"),
        (10, "andel"),
        (11, "gentaget"),
    ]
    assert all(findes(f"afstemning.raekke.{rad.grund}") for rad in til_side)


def test_a_mapping_file_gives_the_columns_and_codes_their_names(tmp_path: Path) -> None:
    (tmp_path / "kilde.yaml").write_text(KILDE, encoding="utf-8")
    kilde = laes_statskilde(str(tmp_path / "kilde.yaml"))
    tekst = "Kommunenavn;Måned;Antal;Ikke aktiverede;Procent\nLejre Kommune;2023M05;200;122;61,0\n"
    tal, til_side = laes(tmp_path, tekst, kilde)
    assert not til_side
    assert tal == [Laestmaaling("350", "alle", FOKUSMAAL_1, dt.date(2023, 5, 31), 200, 122, "61,0")]
    assert (kilde.regelsaet, kilde.skaeringsdag) == ("nye", dt.date(2023, 6, 15))


def test_a_service_answer_is_read_by_the_same_mapping() -> None:
    kilde = Statskilde(
        kolonner={"kommune": "Område", "periode": "Periode", "naevner": "Antal personer"},
        faste={"ydelse": "kontanthjaelp", "maaling": "ydelse.personer"},
    )
    kolonner = ("Område", "Periode", "Antal personer", "Fuldtidspersoner")
    svar = [["Lejre", "2026M07", 243, 236], ["Hele landet", "2026M07", 85_000, 80_000], ["Rebild", "2026M07", None, 1]]
    tal, til_side = laes_tal(raekker_i_svar("y60a02", kolonner, svar, kilde), kilde)
    assert [(m.kommune, m.naevner) for m in tal] == [("350", 243), ("840", None)]
    assert til_side == [Sattilside(2, "kommune")]


@given(st.integers(1, 3_000), st.integers(0, 3_000), st.integers(0, 2))
def test_a_numerator_is_only_worked_out_where_the_share_allows_one_alone(
    naevner: int, taeller: int, decimaler: int
) -> None:
    taeller = min(taeller, naevner)
    skrevet = f"{float(Fraction(taeller, naevner) * 100):.{decimaler}f} %".replace(".", ",")
    (fundet,), _ = laes_tal(
        [(2, dict(zip(TALFELTER, ("350", "alle", FOKUSMAAL_1, "2023M05", str(naevner), "", skrevet), strict=True)))],
        Statskilde(),
    )
    assert fundet.taeller in (None, taeller)
    if naevner < 50 * 10**decimaler:
        assert fundet.taeller == taeller


def test_a_list_of_persons_is_read_and_no_value_is_told_of_a_row_set_aside(tmp_path: Path) -> None:
    fil = tmp_path / "personer.csv"
    fil.write_text(
        "borger_id;kommune;ydelse;maaling;periode;talt\n"
        "A1;350;kontanthjaelp;lob.fokusmaal.1;2023M05;Ja\n"
        ";350;kontanthjaelp;lob.fokusmaal.1;2023M05;nej\n"
        "B2;350;kontanthjaelp;lob.fokusmaal.1;2023M05;måske\n"
        "A1;350;kontanthjaelp;lob.fokusmaal.1;2023M05;nej\n",
        encoding="utf-8",
    )
    personer, til_side = laes_personer(raekker_i_csv(fil, Statskilde(), PERSONFELTER), Statskilde())
    assert [(p.raekke, p.borger_id, p.talt) for p in personer] == [(2, "A1", True)]
    assert til_side == [Sattilside(3, "borger"), Sattilside(4, "talt"), Sattilside(5, "gentaget")]


@pytest.mark.parametrize(
    ("indhold", "kode"),
    [("a;b\n1;2\n", "mangler_kolonner"), ("", "filen_mangler"), ("%PDF", "filen_mangler")],
)
def test_a_file_that_is_something_else_is_one_sentence(tmp_path: Path, indhold: str, kode: str) -> None:
    fil = tmp_path / "tal.csv"
    fil.write_text(indhold, encoding="utf-8")
    with pytest.raises(AfstemningsFejl) as fejl:
        raekker_i_csv(fil, Statskilde(), TALFELTER)
    assert fejl.value.kode == kode


@pytest.mark.parametrize("indhold", ["a: [", "ukendt: 1", "version: 2", "regelsaet: gamle_nye", "- 1"])
def test_a_mapping_file_that_cannot_be_used_is_one_sentence(tmp_path: Path, indhold: str) -> None:
    fil = tmp_path / "kilde.yaml"
    fil.write_text(indhold, encoding="utf-8")
    with pytest.raises(AfstemningsFejl) as fejl:
        laes_statskilde(str(fil))
    assert fejl.value.kode == "ugyldig_kilde"
    with pytest.raises(AfstemningsFejl):
        laes_statskilde(str(tmp_path / "findes_ikke.yaml"))
