"""The numbers we have chosen stand with their reason, are all asked for, and stand nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rettidig.regler import valgte_tal as modul
from rettidig.regler.indlaes import LOV, RegelFejl
from rettidig.regler.valgte_tal import FIL, Valgttal, valgte_tal
from rettidig.regler.valgte_tal_side import valgte_tal_side
from rettidig.sprog import findes, paa_sprog, tekst

KILDE = Path(modul.__file__).parents[1]
RUM = ("web", "tal", "adgang", "sager", "api", "drift")
ANDET = {"tal/selectors/maalkort.py": {12}, "tal/selectors/refusion.py": {6}}
"""The same figure in another sense: the year's last month, and the days from a month's first to its first Monday."""
SMAA = {0, 1, 2}
VALGTE = {n: (v.vaerdi,) if isinstance(v, Valgttal) else v.vaerdi for n, v in valgte_tal()}
_SPOERGER = re.compile(r"valgte_tal\(\)")
_TIDSORD = re.compile(r"_(?:DAGE|UGER|MAANEDER|MINUTTER|TIMER|DOEGN|TILBAGE|FREM|SNART|GAMMEL|GAMMELT)(?:_|\b)")
TEKNISKE_TIDER = {
    "adgang/selectors/driftsbidrag.py: _ET_DOEGN",
    "tal/selectors/ugens_arbejde.py: _MINUTTER",
    "tal/services/arbejdslister.py: _MINUTTER",
    "tal/services/arbejdslister.py: _TIMER",
    "tal/services/reformproeve.py: LAENGST_FREM",
    "web/demo/personer.py: _DAGE",
    "web/demo/personer.py: _MAANEDER",
    "web/diagrammer/figurer.py: _FAA_MAANEDER",
    "web/tilstandsord.py: _DOEGN",
}
"""Conversions, the most a person may write in a field, made-up persons, and how a picture is drawn."""


def traeer(tegn: re.Pattern[str], *rum: str) -> Iterator[tuple[str, ast.Module]]:
    """The modules whose text holds a sign; the others are not worth parsing."""
    for rummet in rum:
        for fil in sorted((KILDE / rummet).rglob("*.py")):
            skrevet = fil.read_text(encoding="utf-8")
            if tegn.search(skrevet):
                yield fil.relative_to(KILDE).as_posix(), ast.parse(skrevet)


def navne_i(trae: ast.Module) -> set[str]:
    return {led.attr for led in ast.walk(trae) if isinstance(led, ast.Attribute)}


def tal_i(trae: ast.AST) -> set[float]:
    return {
        led.value
        for led in ast.walk(trae)
        if isinstance(led, ast.Constant) and type(led.value) in {int, float} and led.value not in {0, 1}
    }


def test_every_number_in_the_file_is_asked_for_by_name() -> None:
    spurgt = set().union(*(navne_i(trae) for _, trae in traeer(_SPOERGER, *RUM, "motor", "cli")))
    assert set(modul.Valgtetal.model_fields) - spurgt == set()


def test_who_asks_for_a_chosen_number_does_not_write_it_too() -> None:
    skrevet = {
        navn: tal_i(trae) & spurgt - ANDET.get(navn, set())
        for navn, trae in traeer(_SPOERGER, *RUM, "motor", "cli")
        if (spurgt := {tal for felt in navne_i(trae) & set(VALGTE) for tal in VALGTE[felt]} - SMAA)
    }
    assert len(skrevet) > 25
    assert {navn: tal for navn, tal in skrevet.items() if tal} == {}


def test_no_room_keeps_a_span_of_time_in_a_constant() -> None:
    skrevet = {
        f"{navn}: {maal.id}"
        for navn, trae in traeer(_TIDSORD, *RUM)
        for led in trae.body
        if isinstance(led, ast.Assign) and tal_i(led.value)
        for ydre in led.targets
        for maal in ast.walk(ydre)
        if isinstance(maal, ast.Name) and _TIDSORD.search(f"_{maal.id}")
    }
    assert skrevet - TEKNISKE_TIDER == set()


def test_the_page_tells_every_number_with_its_reason_in_both_languages() -> None:
    for sprog in ("da", "en"):
        with paa_sprog(sprog):
            side = "\n".join(valgte_tal_side())
            for navn, valgt in valgte_tal():
                assert f"`{navn}`" in side
                assert valgt.grund.paa(sprog) in side
                assert valgt.titel.paa(sprog) in side


def test_a_text_that_says_a_chosen_number_says_the_one_chosen() -> None:
    valgt = valgte_tal()
    assert f" {valgt.lidt_mangler_timer.vaerdi} " in tekst("web.lister.forslag.trin.mangler_lidt")
    assert [n for n in valgt.tilbud_maaneder.vaerdi if not findes(f"web.tal.tilbud.periode.{n}")] == []


def test_what_is_told_of_is_told_of_before_the_program_stops() -> None:
    valgt = valgte_tal()
    assert valgt.lidt_plads_procent.vaerdi > valgt.plads_mindst_procent.vaerdi
    assert valgt.inaktiv_minutter.vaerdi < valgt.session_timer.vaerdi * 60
    assert valgt.samme_blik_minutter.vaerdi <= valgt.inaktiv_minutter.vaerdi
    assert valgt.borgerbillede_frem.vaerdi <= valgt.borgerbillede_laengst_frem.vaerdi
    assert all(en.vaerdi <= 100 for _, en in valgt if isinstance(en, Valgttal) and en.enhed == "procent")


@pytest.mark.parametrize(
    ("gammelt", "nyt", "saetning"),
    [
        ("vaerdi: 45", "vaerdi: 0", "minutter_pr_samtale.*greater than 0"),
        ("vaerdi: 45", 'vaerdi: "45.5"', "minutter_pr_samtale"),
        ("vaerdi: [4, 8]", "vaerdi: [8, 4]", "refusion_uger_frem.*det mindste først"),
        ("snart_dage:", "snart_uger:", "snart_"),
        ("tillid: I\n  kilde:", "tillid: I\n  fra: 2020-01-01\n  titlen:", "placering_uger"),
        ('tillid: I\n  kilde: "LAB §§ 61, 66 og 82"\n', "tillid: I\n", "placering_uger.*har en kilde"),
    ],
)
def test_a_number_that_is_none_has_no_source_or_is_missing_is_refused_by_its_name(
    gammelt: str, nyt: str, saetning: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skrevet = (LOV / FIL).read_text(encoding="utf-8")
    assert gammelt in skrevet
    (tmp_path / FIL).write_text(skrevet.replace(gammelt, nyt, 1), encoding="utf-8")
    monkeypatch.setattr(modul, "LOV", tmp_path)
    with pytest.raises(RegelFejl, match=saetning):
        valgte_tal.__wrapped__()
