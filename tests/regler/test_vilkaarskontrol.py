"""A condition that asks about what no act can state, or in a way that makes no sense, is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from tests.regler.lovkopi import kopi_af_loven, ret

from rettidig.regler.former.fakta import Faktaregister
from rettidig.regler.former.proever import Proeve
from rettidig.regler.indlaes import RegelFejl, hent_lov, indlaes
from rettidig.regler.kontrol import kontroller
from rettidig.regler.vilkaarskontrol import brugte_fakta, proever

PRAKTIK = "lab/57_virksomhedspraktik.yaml"
SANKTION = "las/35_sanktion.yaml"
TITEL = {"da": "x", "en": "x"}


@pytest.mark.parametrize(
    ("fil", "gammelt", "nyt", "ventet"),
    [
        (
            PRAKTIK,
            "faktum: tilbud.formaal",
            "faktum: tilbud.formaalet",
            "faktum tilbud.formaalet står ikke i registeret",
        ),
        (
            PRAKTIK,
            "art: ja, faktum: tilbud.anden_funktion",
            "art: ja, faktum: tilbud.formaal",
            "er tekst, men prøven ja",
        ),
        (PRAKTIK, "art: tal, faktum: tilbud.uger", "art: tal, faktum: tilbud.fra", "er dato, men prøven tal"),
        (PRAKTIK, "blandt: [virksomhedspraktik]", "blandt: [praktikant]", "har ikke koden praktikant; tilladt er"),
        (
            PRAKTIK,
            "tillid: I\n            forbehold: [{",
            "tillid: I\n            #: [{",
            "mærket I skal have et forbehold",
        ),
        (
            SANKTION,
            "vaelges_efter: sanktion.forseelse",
            "vaelges_efter: sanktion.slags",
            "er ikke et faktum af typen dato",
        ),
        (SANKTION, "{sats: 400, fra: 5633}", "{sats: 400, fra: 9999}", "båndene fra 01-01-2021 stiger ikke"),
        (SANKTION, "{sats: 200, fra: 0}", "{sats: 200, fra: 1}", "det laveste bånd fra 01-01-2020 begynder ikke ved 0"),
        (
            SANKTION,
            "til: 2020-12-31\n                  baand",
            "til: 2021-01-31\n                  baand",
            "overlapper den foregående",
        ),
        (
            SANKTION,
            "led: [sanktion.dage, sanktion.sats]",
            "led: [sanktion.dage]",
            "kan ikke sammenlignes med sanktion.dage",
        ),
        (
            "lab/33_valg_af_form.yaml",
            "regel: lab.33.samtaleform}",
            "regel: lab.33.samtaler}",
            "findes ikke med formen samtaleform",
        ),
    ],
)
def test_a_fault_in_a_condition_is_named_with_file_and_rule(
    tmp_path: Path, fil: str, gammelt: str, nyt: str, ventet: str
) -> None:
    kopi = kopi_af_loven(tmp_path)
    ret(kopi / fil, gammelt, nyt)
    fundet = [fejl for fejl in kontroller(indlaes(kopi)) if ventet in fejl]
    assert fundet
    assert all(fejl.startswith(fil) for fejl in fundet)


@pytest.mark.parametrize(
    ("gammelt", "nyt", "ventet"),
    [
        ("id: formaal\n", "id: maalgruppe\n", "betingelsen står to gange: maalgruppe"),
        ("art: ja, faktum: tilbud.aftalt_af_alle", "art: maaske, faktum: tilbud.aftalt_af_alle", "maaske"),
        ("art: tal, faktum: tilbud.uger, hoejst: 4", "art: tal, faktum: tilbud.uger", "har ingen grænse"),
        ("id: parallelle_timer\n", "id: parallelle_timer\n            undtagen: x\n", "betingelser > 2 > undtagen"),
        ("handlinger: [bevil_tilbud, omregistrer]", "handlinger: [bevil]", "handlinger > 0"),
        ("pr: 5,", "pr: 0,", "greater than 0"),
    ],
)
def test_what_the_shape_does_not_know_is_refused_with_file_and_place(
    tmp_path: Path, gammelt: str, nyt: str, ventet: str
) -> None:
    kopi = kopi_af_loven(tmp_path)
    ret(kopi / PRAKTIK, gammelt, nyt)
    with pytest.raises(RegelFejl, match=ventet) as fanget:
        indlaes(kopi)
    assert str(fanget.value).startswith(f"{PRAKTIK}: ")


@pytest.mark.parametrize(
    "proeve",
    [
        {"art": "alle", "led": []},
        {"art": "dato", "faktum": "dato"},
        {"art": "dato", "faktum": "dato", "senest": {}},
        {"art": "dato", "faktum": "dato", "senest": {"dato": "2023-01-01", "faktum": "tilbud.fra"}},
        {"art": "dato", "faktum": "dato", "senest": {"faktum": "tilbud.fra", "dage": 1, "arbejdsdage": 1}},
        {"art": "kroner", "faktum": "a.b", "hoejst": 22.5},
        {"art": "kroner", "faktum": "a.b", "hoejst": "22.505"},
        {"art": "gruppe", "blandt": ["6.14"]},
        {"art": "ja", "faktum": "Tilbud.Slags"},
    ],
)
def test_a_test_that_makes_no_sense_cannot_be_written(proeve: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Proeve).validate_python(proeve)


@pytest.mark.parametrize(
    "fakta",
    [
        [{"navn": "a.b", "type": "janej", "titel": TITEL}, {"navn": "a.b", "type": "heltal", "titel": TITEL}],
        [{"navn": "a.b", "type": "janej", "titel": TITEL}, {"navn": "a", "type": "heltal", "titel": TITEL}],
        [{"navn": "a.b", "type": "kode", "titel": TITEL}],
        [{"navn": "a.b", "type": "janej", "koder": ["x"], "titel": TITEL}],
    ],
)
def test_a_register_of_facts_with_a_name_twice_or_codes_astray_is_refused(fakta: list[dict[str, Any]]) -> None:
    with pytest.raises(ValidationError):
        Faktaregister.model_validate({"fakta": fakta})


def test_two_registers_become_one_and_a_name_in_both_is_refused() -> None:
    lov = hent_lov().fakta
    eget = Faktaregister.model_validate({"fakta": [{"navn": "lokal.maal", "type": "tekst", "titel": TITEL}]})
    assert set(lov.sammen_med(eget).efter_navn()) == set(lov.efter_navn()) | {"lokal.maal"}
    with pytest.raises(ValidationError, match="to gange"):
        lov.sammen_med(lov)


def test_every_test_inside_another_is_found() -> None:
    proeve = TypeAdapter(Proeve).validate_python(
        {
            "art": "tabel",
            "linjer": [{"naar": {"art": "ja", "faktum": "a.b"}, "saa": {"art": "ikke", "led": {"art": "uafklaret"}}}],
            "ellers": "ukendt",
        }
    )
    assert [led.model_dump()["art"] for led in proever(proeve)] == ["tabel", "ja", "ikke", "uafklaret"]
    assert brugte_fakta(proeve) == ("a.b",)
