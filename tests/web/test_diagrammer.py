"""The pictures: what a screen reader is told, the rows beneath, and that no colour is the only sign."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

D = dt.date
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def _django(_lagring: Path) -> None:
    """The pages' settings."""


def _laest(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def _alle_tre() -> list:
    from rettidig.web.diagrammer import Kategori, Maalepunkt, Uge, belastning, tilbudsmiks, udvikling

    maaneder = [D(2023, 1, 31), D(2023, 2, 28), D(2023, 3, 31)]
    punkter = [
        Maalepunkt(dag, serie, Fraction(60 + 5 * nr + i, 100), skoen=i == 2)
        for nr, serie in enumerate(("Gamle", "Nye", "Overgang"))
        for i, dag in enumerate(maaneder)
    ]
    return [
        udvikling("Fokusmål 1", punkter, Fraction(7, 10)),
        belastning("Frister", [Uge("22", 12, 10), Uge("23", 0, 10), Uge("24", 10, 10)]),
        tilbudsmiks("Tilbud", [Kategori("Personer", art, n) for art, n in (("A", 3), ("B", 5), ("C", 2))]),
    ]


def test_every_picture_is_one_image_with_a_title_and_a_description() -> None:
    for diagram in _alle_tre():
        rod = _laest(diagram.svg)
        assert rod.get("role") == "img"
        assert not any("role" in e.attrib for e in rod.iter() if e is not rod)
        titel, beskrivelse = rod[0], rod[1]
        assert (titel.tag, titel.text) == (f"{SVG}title", diagram.titel)
        assert (beskrivelse.tag, beskrivelse.text) == (f"{SVG}desc", diagram.beskrivelse)
        assert rod.get("aria-labelledby") == f"{titel.get('id')} {beskrivelse.get('id')}"


def test_no_picture_asks_for_what_the_safety_of_the_pages_forbids() -> None:
    for diagram in _alle_tre():
        for element in _laest(diagram.svg).iter():
            assert element.tag != f"{SVG}script"
            assert not any(navn == "style" or navn.startswith("on") for navn in element.attrib)
            assert not any("http" in v for v in element.attrib.values())


def test_two_pictures_on_a_page_share_no_names() -> None:
    ider = [e.get("id") for d in _alle_tre() for e in _laest(d.svg).iter() if e.get("id")]
    assert len(ider) == len(set(ider))


def test_the_table_beneath_holds_the_rows_the_picture_was_drawn_from() -> None:
    linje, bar, miks = _alle_tre()
    assert len(linje.raekker) == 9
    assert [r["Antal"] for r in bar.raekker] == [12, 0, 10]
    assert [c[3][0] for c in miks.celler] == ["30,0 %", "50,0 %", "20,0 %"]


def test_the_lines_of_three_rule_sets_differ_in_dash_and_the_limit_is_named() -> None:
    linje = _alle_tre()[0]
    streger = {
        e.get("stroke-dasharray") for e in _laest(linje.svg).iter(f"{SVG}path") if e.get("stroke-width") == "2.5"
    }
    assert len(streger) >= 3
    assert "Grænse 70 %" in linje.svg
    assert "Grænsen er 70 %." in linje.beskrivelse


def test_a_week_with_more_than_there_is_room_for_is_marked_by_pattern_sign_and_word() -> None:
    bar = _alle_tre()[1]
    assert "12 !" in bar.svg
    assert bar.svg.count('fill="url(#') == 1
    assert bar.beskrivelse.endswith("i uge 22.")


def test_the_parts_of_a_mix_differ_in_pattern_and_carry_their_figures() -> None:
    miks = _alle_tre()[2]
    assert len({e.get("fill") for e in _laest(miks.svg).iter() if str(e.get("fill")).startswith("url")}) == 3
    assert "50,0 %" in miks.svg


def test_the_same_picture_is_a_file_of_its_own() -> None:
    for diagram in _alle_tre():
        assert diagram.fil.startswith(b"<?xml")
        assert ET.fromstring(diagram.fil).tag == f"{SVG}svg"


def test_an_empty_figure_is_drawn_and_says_nothing_false() -> None:
    from rettidig.web.diagrammer import belastning, tilbudsmiks, udvikling

    for diagram in (udvikling("T", [], None), belastning("T", []), tilbudsmiks("T", [])):
        assert _laest(diagram.svg).get("role") == "img"
        assert diagram.raekker == ()


_DAGE = st.dates(D(2019, 1, 1), D(2027, 12, 31))


@settings(max_examples=40)
@given(
    striber=st.lists(st.tuples(_DAGE, st.none() | st.integers(1, 900), st.text(min_size=1, max_size=40)), max_size=8),
    maerker=st.lists(st.tuples(_DAGE, st.text(max_size=20)), max_size=8),
    laengde=st.integers(30, 2000),
)
def test_the_picture_of_a_case_holds_whatever_the_case_holds(
    striber: list[tuple[D, int | None, str]], maerker: list[tuple[D, str]], laengde: int
) -> None:
    from rettidig.tidslinje import calendar
    from rettidig.web.diagrammer import Maerke, Spor, Stribe, borgerbillede

    def frem(dag: D, dage: int) -> D:
        return calendar.to_date(calendar.to_day(dag) + dage)

    def ren(tekst: str) -> str:
        return "".join(t for t in tekst if t.isprintable())

    fra = D(2022, 1, 1)
    spor = (
        Spor("Ydelse", tuple(Stribe(f, None if n is None else frem(f, n), ren(t), "ydelse") for f, n, t in striber)),
        Spor("Pligter", (), tuple(Maerke(d, ren(t), "overskredet") for d, t in maerker)),
    )
    billede = borgerbillede("Borgerens forløb", spor, fra, frem(fra, laengde), frem(fra, laengde // 2))
    rod = _laest(billede.svg)
    bredde = float(rod.get("width") or 0)
    assert len(billede.raekker) == len(striber) + len(maerker)
    assert 0 <= (billede.start or 0) <= 1
    for felt in rod.iter(f"{SVG}rect"):
        x, w = float(felt.get("x") or 0), float(felt.get("width") or 0)
        assert x >= 0
        assert x + w <= bredde + 4


def test_facts_of_a_lane_that_overlap_lie_in_rows_of_their_own() -> None:
    from rettidig.web.diagrammer import Spor, Stribe, borgerbillede

    spor = (
        Spor(
            "Aktiviteter",
            (
                Stribe(D(2022, 1, 1), D(2022, 6, 1), "A", "indsats"),
                Stribe(D(2022, 3, 1), D(2022, 9, 1), "B", "indsats"),
                Stribe(D(2022, 10, 1), D(2022, 12, 1), "C", "indsats"),
            ),
        ),
    )
    rod = _laest(borgerbillede("T", spor, D(2022, 1, 1), D(2023, 1, 1), D(2022, 7, 1)).svg)
    hoejder = {gruppe[0].text: float(gruppe[1].get("y") or 0) for gruppe in rod.iter(f"{SVG}g") if len(gruppe) > 1}
    assert hoejder["A"] == hoejder["C"] < hoejder["B"]


def test_what_was_known_on_an_earlier_day_is_said_in_the_picture() -> None:
    from rettidig.web.diagrammer import borgerbillede

    billede = borgerbillede("T", (), D(2022, 1, 1), D(2023, 1, 1), D(2022, 7, 1), kendt=D(2022, 6, 1))
    assert "Som det var kendt 1. juni 2022" in billede.svg


def test_a_chart_asked_for_again_is_the_same_one_and_one_with_other_figures_or_words_is_not() -> None:
    from rettidig.sprog import paa_sprog
    from rettidig.web.diagrammer import Diagram, Uge, belastning

    def tegnet(antal: int) -> Diagram:
        return belastning("Uger", [Uge("uge 1", antal, 5)])

    assert tegnet(4) is tegnet(4)
    assert tegnet(4) is not tegnet(6)
    with paa_sprog("en"):
        engelsk = tegnet(4)
    assert engelsk is not tegnet(4)
