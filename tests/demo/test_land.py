"""The synthetic country: published counts to the person, same bytes, every municipality, a valid contract."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
import yaml
from tests.demo.laesning import TABELLER, Raekke, dag, fingeraftryk, raekker, sidste

import rettidig.demo.offentlige_tal as offentlige
from rettidig.demo import DemoFejl, LandRapport, lav_demo, lav_land
from rettidig.forloeb import laes_datasaet
from rettidig.sprog import paa_sprog

FAMILIE = {
    "dagpenge": "dagpenge",
    "kontanthjaelp": "kontant",
    "uddannelseshjaelp": "kontant",
    "sho": "kontant",
}
ANDEL = 0.002
FRA, TIL = dt.date(2021, 1, 1), dt.date(2025, 12, 31)


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LandRapport]:
    ud = tmp_path_factory.mktemp("land")
    return ud, lav_land(ud, andel=ANDEL, format="csv")


def offentliggjorte() -> list[Raekke]:
    """The shipped series, read without the generator's own reader."""
    sti = Path(offentlige.__file__).parent / "tal" / "fuldtidspersoner.csv"
    linjer = [linje for linje in sti.read_text(encoding="utf-8").splitlines() if not linje.startswith("#")]
    return [raekke for raekke in csv.DictReader(linjer, delimiter=";") if raekke["kommune"] != "landet"]


def taelledag(maaned: str) -> dt.date:
    return dag(f"{maaned}-15")


def oensket(tal: str, andel: float) -> int:
    return int((Decimal(tal) * Decimal(str(andel))).to_integral_value(ROUND_HALF_UP))


def personer_paa_taelledage(ud: Path, fra: dt.date, til: dt.date) -> dict[tuple[str, str, dt.date], int]:
    """(municipality, published benefit, counting day) -> distinct persons with a running spell, counted in SQL."""
    dage = sorted({taelledag(r["maaned"]) for r in offentliggjorte() if fra <= taelledag(r["maaned"]) <= til})
    sager = " ".join(f"when ydelse = '{ydelse}' then '{familie}'" for ydelse, familie in FAMILIE.items())
    laes = f"read_csv('{ud}/{{}}.csv', delim=';', header=true, all_varchar=true)"
    talte = duckdb.execute(
        f"""
        with y as (select borger_id, case {sager} end as familie, fra::date fra, til::date til
                   from {laes.format("ydelser")}),
             b as (select borger_id, kommune from {laes.format("borgere")}),
             d as (select unnest(?::date[]) as dagen)
        select kommune, familie, dagen, count(distinct borger_id)
        from d join y on y.fra <= dagen and (y.til is null or y.til >= dagen) join b using (borger_id)
        where familie is not null group by all
        """,
        [dage],
    ).fetchall()
    return {(kommune, familie, dagen): antal for kommune, familie, dagen, antal in talte}


def test_on_every_counting_day_each_municipality_has_exactly_the_published_number_of_persons(
    land: tuple[Path, LandRapport],
) -> None:
    ud, rapport = land
    talte = personer_paa_taelledage(ud, FRA, TIL)
    holdte = 0

    for r in offentliggjorte():
        if not FRA <= taelledag(r["maaned"]) <= TIL:
            continue
        for familie in ("dagpenge", "kontant"):
            fundet = talte.get((r["kommune"], familie, taelledag(r["maaned"])), 0)
            assert fundet == oensket(r[familie], ANDEL), (r["kommune"], familie, r["maaned"])
            holdte += 1
    assert holdte == rapport.holdte_tal == 98 * 2 * 53
    assert (rapport.foerste_maaned, rapport.sidste_maaned) == (dt.date(2021, 8, 1), dt.date(2025, 12, 1))


@pytest.mark.parametrize("seed", [2, 3])
@pytest.mark.parametrize(
    ("fra", "til"),
    [
        (dt.date(2021, 8, 15), dt.date(2022, 3, 15)),
        (dt.date(2024, 11, 16), dt.date(2026, 7, 31)),
        (dt.date(2025, 6, 14), dt.date(2025, 7, 16)),
    ],
)
def test_the_counts_are_kept_whatever_the_seed_the_size_and_the_time(
    tmp_path: Path, seed: int, fra: dt.date, til: dt.date
) -> None:
    rapport = lav_land(tmp_path, fra, til, seed=seed, kommuner=4, andel=0.35, format="csv")
    talte = personer_paa_taelledage(tmp_path, fra, til)
    holdte = 0

    for r in offentliggjorte():
        if r["kommune"] in rapport.kommuner and fra <= taelledag(r["maaned"]) <= til:
            for familie in ("dagpenge", "kontant"):
                assert talte[r["kommune"], familie, taelledag(r["maaned"])] == oensket(r[familie], 0.35)
                holdte += 1
    assert holdte == rapport.holdte_tal > 0


def test_every_municipality_is_there_and_every_person_bears_its_code(land: tuple[Path, LandRapport]) -> None:
    ud, rapport = land
    borgere = raekker(ud, "borgere")

    assert {r["kommune"] for r in borgere} == set(offentlige.kommuner()) == set(rapport.kommuner)
    assert all(r["borger_id"].startswith(f"L{r['kommune']}") for r in borgere)
    assert len({r["borger_id"] for r in borgere}) == len(borgere) == rapport.borgere


def test_the_projects_own_reader_sets_nothing_aside(land: tuple[Path, LandRapport]) -> None:
    ud, rapport = land
    laest = laes_datasaet(ud).rapport

    assert {tabel: tal.sat_til_side for tabel, tal in laest.tal.items()} == dict.fromkeys(TABELLER, 0)
    assert {tabel: tal.godkendt for tabel, tal in laest.tal.items()} == rapport.raekker
    assert {fund.tabel for fund in laest.fund} <= {"indsatser"}


def test_spells_of_one_person_never_overlap_and_every_person_has_one(land: tuple[Path, LandRapport]) -> None:
    ud, _ = land
    perioder: dict[str, list[tuple[dt.date, dt.date]]] = defaultdict(list)
    foedt = {r["borger_id"]: dag(r["foedselsdato"]) for r in raekker(ud, "borgere")}
    for r in raekker(ud, "ydelser"):
        assert foedt[r["borger_id"]] < dag(r["fra"]) <= min(sidste(r), TIL)
        perioder[r["borger_id"]].append((dag(r["fra"]), sidste(r)))

    assert set(perioder) == set(foedt)
    for forloeb in perioder.values():
        assert all(foer[1] < efter[0] for foer, efter in pairwise(sorted(forloeb)))


def test_the_ids_of_offers_are_the_countrys_own(land: tuple[Path, LandRapport]) -> None:
    ider = [r["indsats_id"] for r in raekker(land[0], "indsatser")]

    assert len(set(ider)) == len(ider)


def test_uddannelseshjaelp_ends_with_the_thirtieth_birthday_also_for_those_who_came_through_the_steering(
    land: tuple[Path, LandRapport],
) -> None:
    ud, _ = land
    foedt = {r["borger_id"]: dag(r["foedselsdato"]) for r in raekker(ud, "borgere")}

    for r in raekker(ud, "ydelser"):
        if r["ydelse"] == "uddannelseshjaelp":
            f, s = foedt[r["borger_id"]], sidste(r)
            assert (s.year - f.year, s.month, s.day) <= (30, f.month, f.day)


def test_the_same_seed_gives_the_same_bytes_in_either_format(tmp_path: Path) -> None:
    for format_ in ("parquet", "csv"):
        a, b = tmp_path / f"{format_}-a", tmp_path / f"{format_}-b"
        lav_land(a, kommuner=3, andel=0.01, format=format_)
        with paa_sprog("en"):
            lav_land(b, kommuner=3, andel=0.01, format=format_)

        assert fingeraftryk(a) == fingeraftryk(b)


def test_another_seed_gives_other_histories(tmp_path: Path) -> None:
    lav_land(tmp_path / "a", kommuner=2, andel=0.01)
    lav_land(tmp_path / "b", kommuner=2, andel=0.01, seed=2)

    a, b = fingeraftryk(tmp_path / "a"), fingeraftryk(tmp_path / "b")
    assert all(a[f"{tabel}.parquet"] != b[f"{tabel}.parquet"] for tabel in TABELLER if tabel != "undtagelser")


def test_a_municipalitys_rows_do_not_depend_on_which_others_are_made(tmp_path: Path) -> None:
    lav_land(tmp_path / "faa", kommuner=2, andel=0.005, format="csv")
    lav_land(tmp_path / "flere", kommuner=5, andel=0.005, format="csv")

    for tabel in TABELLER:
        faa = (tmp_path / "faa" / f"{tabel}.csv").read_bytes()
        assert (tmp_path / "flere" / f"{tabel}.csv").read_bytes().startswith(faa), tabel


def test_parquet_and_csv_hold_the_same_data(tmp_path: Path) -> None:
    lav_land(tmp_path / "csv", kommuner=2, andel=0.01, til=dt.date(2026, 10, 31), format="csv")
    lav_land(tmp_path / "parquet", kommuner=2, andel=0.01, til=dt.date(2026, 10, 31), format="parquet")
    a, b = laes_datasaet(tmp_path / "csv"), laes_datasaet(tmp_path / "parquet")

    assert b.rapport.sat_til_side == 0
    for tabel in TABELLER:
        assert a.tabeller[tabel].num_rows > 0
        assert a.tabeller[tabel].equals(b.tabeller[tabel]), tabel


def test_a_municipality_larger_than_a_cell_is_written_whole(tmp_path: Path) -> None:
    meldt: list[tuple[int, int]] = []
    rapport = lav_land(
        tmp_path, dt.date(2025, 1, 1), TIL, kommuner=1, andel=0.25, fremdrift=lambda *trin: meldt.append(trin)
    )

    assert rapport.borgere > 16_384
    assert len(meldt) == 2
    assert meldt[-1][0] == meldt[-1][1]
    assert laes_datasaet(tmp_path).rapport.sat_til_side == 0


def test_the_mark_tells_what_is_kept_and_what_is_load(land: tuple[Path, LandRapport]) -> None:
    ud, rapport = land
    maerke = yaml.safe_load((ud / "demo.yaml").read_text(encoding="utf-8"))

    assert maerke["bevaret"]["saetninger"] == list(rapport.bevaret)
    assert "præcis" in rapport.bevaret[0]
    assert "gange 0,002" in rapport.bevaret[0]
    assert maerke["belastning"]["saetninger"] == list(rapport.belastning)
    assert len(rapport.belastning) == 4
    assert "STAR, jobindsats.dk" in maerke["kilde"]
    antal = Counter(r["ydelse"] for r in raekker(ud, "ydelser"))
    assert maerke["belastning"]["ydelsesraekker"] == antal == rapport.ydelsesraekker
    assert rapport.belastede_raekker == sum(tal for ydelse, tal in antal.items() if ydelse not in FAMILIE)
    with paa_sprog("en"):
        assert "exactly" in rapport.bevaret[0]


def test_a_time_without_published_months_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    rapport = lav_land(tmp_path, dt.date(2015, 1, 1), dt.date(2016, 12, 31), kommuner=2, andel=0.01)

    assert rapport.holdte_tal == 0
    assert "intet tal" in rapport.bevaret[0]
    assert laes_datasaet(tmp_path).rapport.sat_til_side == 0


def test_a_town_and_a_country_may_take_each_others_place_in_a_folder(tmp_path: Path) -> None:
    lav_land(tmp_path, kommuner=1, andel=0.001)
    lav_demo(20, "766", FRA, TIL, tmp_path)
    assert not list(tmp_path.glob("*.parquet"))

    lav_land(tmp_path, kommuner=1, andel=0.001)
    assert not list(tmp_path.glob("*.csv"))


@pytest.mark.parametrize(
    ("oenske", "saetning"),
    [
        ({"kommuner": 0}, "mellem 1 og 98"),
        ({"kommuner": 99}, "mellem 1 og 98"),
        ({"andel": 0.0}, "over 0 og højst"),
        ({"andel": float("nan")}, "over 0 og højst"),
        ({"andel": 3.0}, "over 0 og højst"),
        ({"format": "xlsx"}, "Formatet xlsx kendes ikke"),
        ({"fra": TIL}, "er ikke før"),
        ({"seed": -1}, "fra 0 og op"),
    ],
)
def test_a_country_that_cannot_be_made_is_one_clear_sentence(
    tmp_path: Path, oenske: dict[str, object], saetning: str
) -> None:
    with pytest.raises(DemoFejl, match=saetning):
        lav_land(tmp_path / "ny", **oenske)  # type: ignore[arg-type]

    assert not (tmp_path / "ny").exists()


def test_a_strangers_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ydelser.parquet").write_bytes(b"mine egne")

    with pytest.raises(DemoFejl, match="indeholder andre filer"):
        lav_land(tmp_path, kommuner=1, andel=0.001)
    assert (tmp_path / "ydelser.parquet").read_bytes() == b"mine egne"
