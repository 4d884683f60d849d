"""A described act is read whole or refused, and every fault is named with its place and what is allowed."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.motor.vilkaar.handlingssager import alle_handlingsspoergsmaal, laest

from rettidig.motor.vilkaar import Handling, UbrugeligHandling, handling_fra, laes_handling, vurder
from rettidig.motor.vilkaar.fakta import INGEN
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import paa_sprog

LOV = hent_lov()
GOD = """\
handling: bevil_tilbud
dato: 2023-06-01
borger:
  maalgruppe: "6.2"
tilbud:
  slags: virksomhedspraktik
  fra: 2023-06-05
  timer_pr_uge: 18.5
vitas: {ansoegt: ingen, godkendt: ja}
"""


def fra_fil(mappe: Path, indhold: str, navn: str = "h.yaml") -> Handling:
    fil = mappe / navn
    fil.write_text(indhold, encoding="utf-8")
    return laes_handling(fil, LOV.fakta)


def fejlen(mappe: Path, indhold: str, navn: str = "h.yaml") -> str:
    with pytest.raises(UbrugeligHandling) as fanget:
        fra_fil(mappe, indhold, navn)
    return str(fanget.value)


def test_values_are_read_exactly(tmp_path: Path) -> None:
    handling = fra_fil(tmp_path, GOD)
    assert handling.slags == "bevil_tilbud"
    assert handling.fakta == {
        "dato": dt.date(2023, 6, 1),
        "borger.maalgruppe": 2,
        "tilbud.slags": "virksomhedspraktik",
        "tilbud.fra": dt.date(2023, 6, 5),
        "tilbud.timer_pr_uge": 185_000,
        "vitas.ansoegt": INGEN,
        "vitas.godkendt": True,
    }


def test_json_says_the_same_as_yaml(tmp_path: Path) -> None:
    som_json = json.dumps(yaml.safe_load(GOD), default=str, indent="\t")
    assert fra_fil(tmp_path, som_json, "h.json") == fra_fil(tmp_path, GOD)


def test_a_fact_left_empty_is_not_stated(tmp_path: Path) -> None:
    assert "tilbud.til" not in fra_fil(tmp_path, GOD.replace("  fra:", "  til:\n  fra:")).fakta


@pytest.mark.parametrize(
    ("gammelt", "nyt", "ventet"),
    [
        ("  fra:", "  frå:", "h.yaml, linje 7: kender ikke tilbud.frå; tilladt er slags, fra, til"),
        ("vitas:", "vitass:", "h.yaml, linje 9: kender ikke vitass; tilladt er handling, borger_id, dato, borger"),
        ("bevil_tilbud", "bevilg", "h.yaml, linje 1: handling er en af bevil_tilbud, forlaeng_tilbud"),
        ("handling: bevil_tilbud\n", "", "h.yaml: mangler handling; tilladt er bevil_tilbud"),
        ('"6.2"', "6.10", 'linje 4: borger.maalgruppe: skal være en målgruppe fra "6.1" til "6.13", i anførselstegn'),
        ('"6.2"', '"6.14"', "borger.maalgruppe: skal være en målgruppe"),
        ("virksomhedspraktik", "praktik", "linje 6: tilbud.slags: skal være en af virksomhedspraktik"),
        ("2023-06-05", "05-06-2023", "linje 7: tilbud.fra: skal være en dato skrevet ÅÅÅÅ-MM-DD"),
        ("2023-06-05", "2023-02-30", "tilbud.fra: skal være en dato"),
        ("2023-06-05", "2023-06-05 10:00:00", "tilbud.fra: skal være en dato"),
        ("2023-06-05", "9999-01-01", "tilbud.fra: skal være en dato"),
        ("18.5", "18.55555", "linje 8: tilbud.timer_pr_uge: skal være et antal timer"),
        ("18.5", "-1", "tilbud.timer_pr_uge: skal være et antal timer"),
        ("18.5", ".nan", "tilbud.timer_pr_uge: skal være et antal timer"),
        ("godkendt: ja", "godkendt: måske", "vitas.godkendt: skal være ja eller nej"),
        ("  slags:", "  fra: 2023-01-01\n  slags:", "h.yaml, linje 8: tilbud.fra står to gange"),
        ("{ansoegt: ingen,", "{ansoegt: ingen, ansoegt: 2023-01-01,", "h.yaml, linje 9: vitas.ansoegt står to gange"),
        ("vitas: {", "vitas: [", "h.yaml, linje 9: filen er ikke gyldig YAML"),
        ("vitas: {ansoegt: ingen, godkendt: ja}", "vitas: ja", "linje 9: vitas er et afsnit med felterne ansoegt"),
        ("dato:", "borger_id: 17\ndato:", "borger_id er tekst"),
    ],
)
def test_a_fault_is_named_with_line_and_what_is_allowed(tmp_path: Path, gammelt: str, nyt: str, ventet: str) -> None:
    assert gammelt in GOD
    assert ventet in fejlen(tmp_path, GOD.replace(gammelt, nyt, 1))


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    fejl = fejlen(tmp_path, GOD.replace("fra:", "frå:").replace("godkendt: ja", "godkendt: 7"))
    assert len(fejl.splitlines()) == 2


def test_the_faults_are_told_in_english_too(tmp_path: Path) -> None:
    with paa_sprog("en"):
        assert "line 7: does not know tilbud.frå; allowed are" in fejlen(tmp_path, GOD.replace("  fra:", "  frå:"))


@pytest.mark.parametrize(
    "tilbud",
    [
        "{fra: 2023-07-05, til: 2023-12-31, uger: 4}",
        "{fra: 2023-07-05, til: 2023-07-04}",
        "{fra: 2023-07-05, til: 2023-08-05, maaneder: 1}",
    ],
)
def test_dates_and_a_length_that_contradict_each_other_are_refused(tmp_path: Path, tilbud: str) -> None:
    sagt = fejlen(tmp_path, f"handling: bevil_tilbud\ndato: 2023-07-01\ntilbud: {tilbud}\n")
    assert sagt.startswith("h.yaml, linje 3: ")
    assert "passer ikke sammen" in sagt


@pytest.mark.parametrize(
    ("indhold", "navn"),
    [
        ("", "h.yaml"),
        ("[1, 2]", "h.yaml"),
        ("bare tekst", "h.yaml"),
        ("{", "h.json"),
        ('{"handling": "sanktion", "handling": "sanktion"}', "h.json"),
        ('{"handling": NaN}', "h.json"),
        ("a: " + "[" * 5_000, "h.yaml"),
        ("[" * 100_000, "h.json"),
        ("? [a, b]\n: 1\n", "h.yaml"),
        ("1: 2\nhandling: sanktion\n", "h.yaml"),
        ("a: &a [*a]\n", "h.yaml"),
        ("!!python/object:os.system {}", "h.yaml"),
        ("handling: sanktion\n---\nhandling: sanktion\n", "h.yaml"),
    ],
)
def test_what_is_no_act_is_refused_in_one_sentence(tmp_path: Path, indhold: str, navn: str) -> None:
    assert fejlen(tmp_path, indhold, navn)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UbrugeligHandling, match="kan ikke læses"):
        laes_handling(tmp_path / "findes-ikke.yaml", LOV.fakta)
    with pytest.raises(UbrugeligHandling, match="kan ikke læses"):
        laes_handling(tmp_path, LOV.fakta)
    (tmp_path / "h.yaml").write_bytes(b"titel: m\xe5neder")
    with pytest.raises(UbrugeligHandling, match="UTF-8"):
        laes_handling(tmp_path / "h.yaml", LOV.fakta)


def test_a_file_too_large_to_be_an_act_is_refused_unread(tmp_path: Path) -> None:
    assert "for stor" in fejlen(tmp_path, "#" * 1_000_001)


SKALARER: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.dates(), st.binary(max_size=8)
)
TRAER = st.recursive(
    SKALARER,
    lambda indre: st.lists(indre, max_size=4) | st.dictionaries(st.text(max_size=8) | st.integers(), indre, max_size=4),
    max_leaves=12,
)
NAVNE = st.sampled_from([faktum.navn for faktum in LOV.fakta.fakta])


def laest_eller_saetning(laes: Callable[[], Handling]) -> Handling | str:
    try:
        return laes()
    except UbrugeligHandling as fejl:
        return str(fejl)


@given(st.text(max_size=300), st.sampled_from(["h.yaml", "h.json"]))
def test_any_text_is_an_act_or_refused_and_never_a_traceback(indhold: str, navn: str) -> None:
    with tempfile.TemporaryDirectory() as mappe:
        fil = Path(mappe) / navn
        fil.write_text(indhold, encoding="utf-8")
        assert laest_eller_saetning(lambda: laes_handling(fil, LOV.fakta))


@given(TRAER)
def test_any_tree_is_an_act_or_refused(raat: Any) -> None:
    assert laest_eller_saetning(lambda: handling_fra(raat, LOV.fakta))


@given(st.sampled_from(alle_handlingsspoergsmaal()), st.lists(st.tuples(NAVNE, TRAER), min_size=1, max_size=4))
def test_an_act_with_facts_exchanged_at_random_is_judged_or_refused(
    spoergsmaal: Any, ombyttet: list[tuple[str, Any]]
) -> None:
    raat = json.loads(json.dumps(spoergsmaal.handling, default=str))
    for navn, vaerdi in ombyttet:
        afsnit, punktum, felt = navn.partition(".")
        if punktum:
            raat.setdefault(afsnit, {})[felt] = vaerdi
        else:
            raat[navn] = vaerdi
    fundet = laest_eller_saetning(lambda: handling_fra(raat, LOV.fakta))
    if isinstance(fundet, Handling):
        assert vurder(LOV, fundet).samlet in {"lovlig", "ikke_lovlig", "ukendt"}
    else:
        assert fundet


@pytest.mark.parametrize("dato", [dt.date(1900, 1, 1), dt.date(2199, 12, 31)])
def test_the_first_and_last_date_that_can_be_written_can_be_judged(dato: dt.date) -> None:
    datoer = {faktum.navn for faktum in LOV.fakta.fakta if faktum.type == "dato"}
    for handling in ("bevil_tilbud", "forlaeng_tilbud", "omregistrer", "samtaleform", "sanktion"):
        raat: dict[str, Any] = {"handling": handling, "tilbud": {"slags": "virksomhedspraktik"}}
        for navn in datoer:
            afsnit, punktum, felt = navn.partition(".")
            (raat.setdefault(afsnit, {}) if punktum else raat)[felt if punktum else navn] = dato
        assert vurder(LOV, laest(raat)).samlet == "ukendt"
