"""Whatever the bytes are, the answer is a dataset in which every row is accounted for, or one clear sentence."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.forloeb.udtraek import BORGERE, YDELSER, gaar_op, skriv

from rettidig.forloeb import UbrugeligeData, laes_datasaet
from rettidig.forloeb.visning import MAKS_TEGN, vis

STUMPER = [
    *(b'"', b";", b",", b"\n", b"\r", b"\r\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x81", b'""', b"b1", b"=A1"),
    *(
        b"2022-01-01",
        b"31-02-2022",
        b"9999-12-31",
        b"1E+400",
        b"-0",
        b"1" * 40,
        b"\xe6\xf8\xe5",
        b"300270-1234",
        b"#REF!",
    ),
    *(b"kontanthjaelp", b"jobparat", b";;;;;;;;;", b"borger_id", b"sep=,\n", b"0000-00-00", b"NaN", "٣".encode(), b" "),
]


def er_et_svar(mappe: Path) -> bool:
    try:
        datasaet = laes_datasaet(mappe)
    except UbrugeligeData as fejl:
        return str(fejl).endswith(".") and len(str(fejl).splitlines()) == 1
    assert gaar_op(datasaet)
    for fund in datasaet.rapport.fund:
        assert fund.tekst()
        assert fund.vaerdi is None or len(fund.vaerdi) <= MAKS_TEGN
        assert fund.art in ("sat_til_side", "advarsel")
    satte = {(fund.tabel, fund.raekke) for fund in datasaet.rapport.fund if fund.art == "sat_til_side"}
    assert len(satte) == datasaet.rapport.sat_til_side
    return True


@given(st.binary(max_size=400))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b'"')
@example(b"borger_id;ydelse;fra\n" + b"x" * 100)
def test_random_bytes_never_give_anything_but_an_answer(raa: bytes) -> None:
    with tempfile.TemporaryDirectory() as mappe:
        assert er_et_svar(skriv(Path(mappe), ydelser=raa))


@given(
    indsat=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 4), st.sampled_from(STUMPER)), max_size=12),
    tabel=st.sampled_from(["borgere", "ydelser"]),
)
@settings(max_examples=250)
def test_a_damaged_csv_never_gives_anything_but_an_answer(indsat: list[tuple[int, int, bytes]], tabel: str) -> None:
    filer = {"borgere": BORGERE.encode() * 1, "ydelser": (YDELSER + "b2;dagpenge;2022-01-01;;\n" * 2).encode()}
    raa = filer[tabel]
    for sted, slettet, stump in indsat:
        raa = raa[:sted] + stump + raa[sted + slettet :]
    with tempfile.TemporaryDirectory() as mappe:
        assert er_et_svar(skriv(Path(mappe), **{tabel: raa}))


@given(st.lists(st.sampled_from(STUMPER), max_size=25).map(b"".join))
@settings(max_examples=250)
def test_scraps_under_a_good_header_never_give_anything_but_an_answer(krop: bytes) -> None:
    with tempfile.TemporaryDirectory() as mappe:
        hoved = b"borger_id;ydelse;fra;til;visitation;grad;status\n"
        assert er_et_svar(skriv(Path(mappe), ydelser=hoved + krop))


@given(st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=4)), min_size=1, max_size=6), st.booleans())
@example([(1512, b"\x00\x00")], True)
@example([(30, b"\x80")], False)
@settings(max_examples=100)
def test_a_damaged_parquet_or_excel_file_never_gives_anything_but_an_answer(
    skader: list[tuple[int, bytes]], excel: bool
) -> None:
    with tempfile.TemporaryDirectory() as navn:
        mappe = Path(navn)
        fil = mappe / ("borgere.xlsx" if excel else "borgere.parquet")
        if excel:
            bog = xlsxwriter.Workbook(fil)
            ark = bog.add_worksheet("borgere")
            for nummer, linje in enumerate(BORGERE.split()):
                ark.write_row(nummer, 0, linje.split(";"))
            bog.close()
        else:
            raekker = [linje.split(";") for linje in BORGERE.split()]
            pq.write_table(pa.table(dict(zip(raekker[0], zip(*raekker[1:], strict=True), strict=True))), fil)
        raa = fil.read_bytes()
        for sted, skade in skader:
            raa = raa[: sted % len(raa)] + skade + raa[sted % len(raa) + len(skade) :]
        fil.write_bytes(raa)
        (mappe / "ydelser.csv").write_text(YDELSER, encoding="utf-8")
        assert er_et_svar(mappe)


@given(st.text(max_size=300))
def test_a_shown_value_is_short_and_on_one_line(tekst: str) -> None:
    vist = vis(tekst)
    assert vist is not None
    assert len(vist) <= MAKS_TEGN
    assert len(vist.splitlines()) <= 1


@given(st.text(alphabet="ab ;-", max_size=80), st.text(alphabet="ab ;-", max_size=80))
def test_a_shown_value_never_holds_a_cpr_number(foer: str, efter: str) -> None:
    for cpr in ("3002701234", "300270-1234", "310470 1234"):
        assert "1234" not in str(vis(f"{foer}{cpr}{efter}"))
