"""A changed law: only the slices it can touch are counted anew, and the result is the cube counted from scratch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from tests.motor.kuber.kubefolk import byfolk, historik, i_puljen, opgave, talt
from tests.regler.lovkopi import kopi_af_loven
from tests.regler.lovkopi import ret as ret_fil

from rettidig.motor.kuber import Gemtkube, Kubekilde, Kubeopgave, Snit, beroerte, genberegn
from rettidig.regler.indlaes import hent_lov, indlaes
from rettidig.tidslinje import calendar

FOLK = [*byfolk(11, 118), *(i_puljen(f"X{nr}", dt.date(2026, 2, 15), faar=True) for nr in range(2))]
SPOERGSMAAL = opgave(dt.date(2021, 10, 1), dt.date(2026, 8, 1))
SPLIT = dt.date(2023, 3, 22)
FM1, FM2 = "lob.fokusmaal.1", "lob.fokusmaal.2"
MAALFIL, GRUPPEFIL, SAMTALEFIL = "lob/fokusmaal.yaml", "lab/6_maalgrupper.yaml", "lab/31_samtaler.yaml"


@pytest.fixture(scope="module")
def gemt() -> Gemtkube:
    return Gemtkube.ny(talt(FOLK, SPOERGSMAAL), Kubekilde("data", "by", "x"), hent_lov())


def alle_snit(regelsaet: str, fra: dt.date = dt.date.min, til: dt.date = dt.date.max) -> set[Snit]:
    """The slices of a rule set whose month ends lie between two days, both included."""
    return {
        snit
        for snit in SPOERGSMAAL.opsaetning.snit()
        if snit.regelsaet == regelsaet and fra <= calendar.to_date(snit.maaned) <= til
    }


class Vaert:
    """A host that remembers which slices it was asked to count."""

    def __init__(self) -> None:
        self.talte: list[Snit] = []

    def __call__(self, spoergsmaal: Kubeopgave) -> Iterator[pa.Table]:
        self.talte += spoergsmaal.opsaetning.snit()
        yield spoergsmaal.svar(historik(FOLK[:50]))
        yield spoergsmaal.svar(historik(FOLK[50:]))


def efter_aendring(gemt: Gemtkube, mappe: Path, fil: str, gammelt: str, nyt: str) -> set[Snit]:
    """Changes the law, and answers with the slices counted anew once the cube is shown to be right."""
    lov = kopi_af_loven(mappe)
    ret_fil(lov / fil, gammelt, nyt)
    vaert = Vaert()
    ny = genberegn(gemt, vaert, str(lov))
    assert len(vaert.talte) == len(set(vaert.talte))
    assert set(vaert.talte) == set(beroerte(gemt, indlaes(lov)))
    assert ny.kube.kontrolsum() == talt(FOLK, SPOERGSMAAL, indlaes(lov)).kontrolsum()
    assert beroerte(ny, indlaes(lov)) == {}
    assert (ny.kube == gemt.kube) is (not vaert.talte), "the change was to be felt"
    return set(vaert.talte)


def test_the_same_law_touches_nothing(gemt: Gemtkube) -> None:
    vaert = Vaert()
    assert genberegn(gemt, vaert).kube is gemt.kube
    assert vaert.talte == []


@pytest.mark.parametrize(
    ("fil", "gammelt", "nyt"),
    [
        (MAALFIL, "andel_under: 300", "andel_under: 250"),
        (MAALFIL, 'nr: "1", kilde: BST19', 'nr: "2", kilde: BST19'),
        (MAALFIL, "timer_kan_vaere_sygetimer_for: [sygedagpenge]", "timer_kan_vaere_sygetimer_for: []"),
    ],
)
def test_limits_paragraphs_and_remarks_are_in_no_figure(
    gemt: Gemtkube, tmp_path: Path, fil: str, gammelt: str, nyt: str
) -> None:
    assert efter_aendring(gemt, tmp_path, fil, gammelt, nyt) == set()


def test_the_hours_of_the_old_rules_touch_the_months_whose_window_reaches_back_before_the_split(
    gemt: Gemtkube, tmp_path: Path
) -> None:
    beroert = efter_aendring(
        gemt,
        tmp_path,
        MAALFIL,
        'ovrige_tilbud_for: alle\n          timer: "225"',
        'ovrige_tilbud_for: alle\n          timer: "60"',
    )
    assert beroert == alle_snit("gamle") | alle_snit("gaeldende", til=dt.date(2024, 2, 29))


def test_the_hours_of_the_new_rules_touch_the_months_from_the_split_on(gemt: Gemtkube, tmp_path: Path) -> None:
    beroert = efter_aendring(gemt, tmp_path, MAALFIL, '          timer: "100"', '          timer: "20"')
    assert beroert == alle_snit("nye") | alle_snit("gaeldende", fra=SPLIT)


def test_other_guidance_under_the_new_rules_does_not_touch_the_old_ones(gemt: Gemtkube, tmp_path: Path) -> None:
    beroert = efter_aendring(
        gemt,
        tmp_path,
        MAALFIL,
        'ovrige_tilbud_for: ["6.4", "6.5"]',
        'ovrige_tilbud_for: ["6.1", "6.2", "6.3", "6.6", "6.7", "6.9"]',
    )
    assert beroert == alle_snit("nye") | alle_snit("gaeldende")


def test_other_guidance_under_the_old_rules_does_not_touch_the_new_ones(gemt: Gemtkube, tmp_path: Path) -> None:
    beroert = efter_aendring(
        gemt,
        tmp_path,
        MAALFIL,
        "ovrige_tilbud: [oevrig_vejledning]\n          ovrige_tilbud_for: alle",
        "ovrige_tilbud: [mentor]\n          ovrige_tilbud_for: alle",
    )
    assert beroert == alle_snit("gamle") | alle_snit("gaeldende", til=dt.date(2024, 2, 29))


def test_the_number_of_talks_touches_the_months_of_its_version_alone(gemt: Gemtkube, tmp_path: Path) -> None:
    beroert = efter_aendring(
        gemt,
        tmp_path,
        MAALFIL,
        'til: 2025-06-30\n        hjemmel: {lov: BST, paragraf: "5", nr: "2", kilde: BST23}\n',
        'til: 2025-06-30\n        hjemmel: {lov: BST, paragraf: "5", nr: "2", kilde: BST23}\n        samtaler: 2\n',
    )
    ventet = {saet: alle_snit(saet, fra=SPLIT, til=dt.date(2025, 6, 30)) for saet in ("gaeldende", "gamle", "nye")}
    assert beroert == set().union(*ventet.values())


def test_a_rule_all_measures_rest_on_touches_every_slice(gemt: Gemtkube, tmp_path: Path) -> None:
    beroert = efter_aendring(gemt, tmp_path, MAALFIL, "mindst_maaneder: 12", "mindst_maaneder: 9")
    assert beroert == set(SPOERGSMAAL.opsaetning.snit())


def test_a_new_version_of_the_groups_touches_the_months_from_its_first_day(gemt: Gemtkube, tmp_path: Path) -> None:
    versioner = hent_lov().regler["lab.6.maalgruppe"].versioner  # type: ignore[attr-defined]
    sidste = versioner[-1].fra
    assert sidste > dt.date(2021, 12, 31)
    flyttet = calendar.to_date(calendar.add_months(calendar.to_day(sidste), -2))
    lov = kopi_af_loven(tmp_path)
    indhold = (lov / GRUPPEFIL).read_text(encoding="utf-8")
    hoved, _, hale = indhold.rpartition(f"fra: {sidste}")
    (lov / GRUPPEFIL).write_text(f"{hoved}fra: {flyttet}{hale}", encoding="utf-8")
    ny = genberegn(gemt, vaert := Vaert(), str(lov))
    assert ny.kube == talt(FOLK, SPOERGSMAAL, indlaes(lov))
    assert min(calendar.to_date(snit.maaned) for snit in vaert.talte) >= flyttet
    assert set(vaert.talte) == set().union(*(alle_snit(saet, fra=flyttet) for saet in ("gaeldende", "gamle", "nye")))


def test_a_duty_behind_the_75_percent_measure_touches_only_the_months_it_applies_to(
    gemt: Gemtkube, tmp_path: Path
) -> None:
    beroert = efter_aendring(gemt, tmp_path, "lab/102_foerste_tilbud.yaml", "mindst_dage: 14", "mindst_dage: 90")
    assert {snit.maaned for snit in beroert} == {snit.maaned for snit in alle_snit("nye", fra=dt.date(2026, 7, 1))}


def test_the_reason_is_named(gemt: Gemtkube, tmp_path: Path) -> None:
    lov = kopi_af_loven(tmp_path)
    ret_fil(lov / MAALFIL, '          timer: "100"', '          timer: "20"')
    assert set(beroerte(gemt, indlaes(lov)).values()) == {(FM1,)}


def test_another_engine_touches_everything(gemt: Gemtkube) -> None:
    aeldre = Gemtkube(gemt.kube, gemt.kilde, gemt.stempler, "en anden")
    assert beroerte(aeldre, hent_lov()) == dict.fromkeys(SPOERGSMAAL.opsaetning.snit(), ())


def test_only_the_slices_asked_about_are_compared(gemt: Gemtkube) -> None:
    snit = Snit(SPOERGSMAAL.opsaetning.maaneder[3], "nye")
    aeldre = Gemtkube(gemt.kube, gemt.kilde, gemt.stempler, "en anden")
    assert set(beroerte(aeldre, hent_lov(), [snit])) == {snit}
