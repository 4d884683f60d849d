"""Every case beside the law and the strategies is named in both languages, and the names say the same of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from rettidig.regler.daekning import ENGELSKE_NAVNE, laes_engelske_navne, laes_ikke_kodede_sager, laes_sager
from rettidig.regler.indlaes import LOV, RegelFejl
from rettidig.regler.lokalt.indlaes import medfoelgende
from rettidig.regler.lokalt.sager import MAPPE
from rettidig.regler.lokalt.sager import laes_sager as laes_lokale

LOKALE = tuple(sag for strategi in medfoelgende() for sag in laes_lokale(strategi))
SAGER = (*laes_sager(), *LOKALE)
MAANEDER = "January|February|March|April|May|June|July|August|September|October|November|December"


def filer() -> Iterator[tuple[Path, list[str]]]:
    """Each file of cases with the ids in it, in order."""
    for fil in sorted(LOV.glob("*/sager/*.yaml")):
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        yield fil, [sag["id"] for sag in yaml.load(fil.read_text(encoding="utf-8"), Loader=loader)["sager"]]


def tal(navn: str) -> list[str]:
    """The numbers of a name, where a month is written as a number in Danish and as a word in English."""
    uden_maaneder = re.sub(r"(\d+)/\d+-(\d{4})", r"\1 \2", navn)
    return sorted(re.findall(r"\d+", uden_maaneder))


def test_every_case_has_an_english_name_in_the_file_of_its_own_and_no_name_is_without_a_case() -> None:
    fundne = dict(filer())
    assert {fil: list(laes_engelske_navne(fil)) for fil in fundne} == fundne
    oversatte = {fil.parent.parent / fil.name for fil in LOV.glob(f"*/sager/{ENGELSKE_NAVNE}/*")}
    assert oversatte == set(fundne)
    lokale = {id_ for strategi in medfoelgende() for id_ in laes_engelske_navne(MAPPE / f"{strategi}.yaml", MAPPE)}
    assert lokale == {sag.id for sag in LOKALE if "/" not in sag.id}


def test_no_english_name_is_the_danish_one() -> None:
    assert [sag.id for sag in SAGER if sag.navn.en == sag.navn.da or not sag.navn.en.strip()] == []


def test_a_case_of_a_strategy_is_named_in_the_language_of_the_reader_whoever_asked_first() -> None:
    udfald = [sag.navn for sag in LOKALE if sag.id.endswith("-ikke_opfyldt")]
    assert udfald
    assert all(navn.da.endswith(": ikke opfyldt") and navn.en.endswith(": not met") for navn in udfald)


def test_the_numbers_of_a_name_are_the_same_in_both_languages() -> None:
    assert [sag.id for sag in SAGER if tal(sag.navn.da) != tal(sag.navn.en)] == []


def test_a_date_is_written_out_in_english() -> None:
    for sag in SAGER:
        maaneder = re.findall(r"\d+/(\d+)-\d{4}", sag.navn.da)
        skrevne = [str(MAANEDER.split("|").index(m) + 1) for m in re.findall(rf"\d+ ({MAANEDER}) \d{{4}}", sag.navn.en)]
        assert maaneder == (skrevne if maaneder else []), sag.id


def test_what_is_not_coded_gives_its_reason_in_both_languages() -> None:
    assert all(grund.da.strip() and grund.en.strip() != grund.da for _, grund in laes_ikke_kodede_sager())


@pytest.mark.parametrize("indhold", ["[X1]", "X1: 5", "5", "X1: {da: a}", "'"])
def test_a_broken_file_of_names_is_named(tmp_path: Path, indhold: str) -> None:
    fil = tmp_path / "lab" / "sager" / "x.yaml"
    (fil.parent / ENGELSKE_NAVNE).mkdir(parents=True)
    (fil.parent / ENGELSKE_NAVNE / "x.yaml").write_text(indhold, encoding="utf-8")
    with pytest.raises(RegelFejl, match=r"lab/sager/en/x\.yaml"):
        laes_engelske_navne(fil, tmp_path)


def test_without_an_english_name_the_danish_stands_for_both(tmp_path: Path) -> None:
    fil = tmp_path / "lab" / "sager" / "x.yaml"
    fil.parent.mkdir(parents=True)
    fil.write_text(
        "sager: [{id: X1, navn: En prøve, grad: L, kilde: LAB, givet: {}, "
        "spoerg: [{frister: {pr: 2024-06-30, regel: lab.31.samtale}, svar: []}]}]",
        encoding="utf-8",
    )
    (sag,) = laes_sager(tmp_path)
    assert (sag.navn.da, sag.navn.en) == ("En prøve", "En prøve")
