"""The groups and codes of the local rules, written off the papers once more: each list is held to its last code."""

from __future__ import annotations

from typing import Any

import pytest
from tests.motor.lokalt.strategier import STRATEGIER, strategi

from rettidig.regler.former.lokalfrist import LokalFristregel
from rettidig.regler.lokalt.faktabrug import brug

ALLE = "6.1 6.2 6.3 6.4 6.5 6.6 6.7 6.8 6.9 6.10"
LOENTILSKUD = "loentilskud_privat loentilskud_offentlig"
FRISTER = {
    "rebild.oevo.progression": (ALLE, "progression_vurderet"),
    "rebild.oevo.virksomhedsrettet_lige_efter": (ALLE, f"virksomhedspraktik {LOENTILSKUD} nytteindsats"),
    "rebild.visitation.jobparat": ("6.1 6.2", "visiteret_jobkonsulent virksomhedspraktik"),
    "rebild.visitation.aktivitetsparat": ("6.3 6.5", "visiteret_jobkonsulent"),
    "rebild.visitation.sho": ("6.2 6.3 6.4 6.5", "visiteret_jobkonsulent"),
    "rebild.ressourceforloeb.jobformidler_tilbydes": (
        "6.8",
        "jobformidler_tilbudt jobformidler_fravalgt jobformidler_tilknyttet",
    ),
    "rebild.ressourceforloeb.jobformidler_tilknyttes": (
        "6.8",
        f"jobformidler_tilknyttet | virksomhedspraktik {LOENTILSKUD}",
    ),
    "rebild.ressourceforloeb.virksomhedsrettet_inden_et_aar": ("6.8", f"virksomhedspraktik {LOENTILSKUD}"),
    "rebild.ledighedsydelse.praktik": ("6.9", "virksomhedspraktik"),
    "rebild.sygedagpenge.praktik_overvejes": ("6.6", "praktik_overvejet virksomhedspraktik"),
    "rebild.sygedagpenge.visitation": ("6.6", "visiteret_jobkonsulent"),
    "rebild.sygedagpenge.opfoelgning_niende_maaned": ("6.6", "opfoelgning_jobkonsulent | virksomhedspraktik"),
    "hedensted.samtaler.fire_om_aaret": ("6.1 6.2 6.3 6.8 6.9", ""),
}
GRUNDE = {
    "rebild.pladser.grund_til_fast": {
        "raadighedsvurdering", "fremmoedestabilitet", "afklaring_af_jobmaal", "sociale_kompetencer",
        "problemer_ud_over_ledighed",
    },
}  # fmt: skip
GRUPPER_I_VILKAAR = {
    "rebild.oevo.ikke_selvforsoergende": [(12,)],
    "rebild.pladser.individuelt_foerst": [(1, 2)],
    "rebild.sygedagpenge.delvis_raskmelding_foerst": [(6,)],
    "hedensted.samtaler.virksomhedskonsulent": [(2, 3, 9)],
}


def regel(navn: str) -> Any:
    (fundet,) = [r for egen in STRATEGIER for r in strategi(egen).regler if r.regel == navn]
    return fundet


@pytest.mark.parametrize("navn", list(FRISTER))
def test_a_local_deadline_is_for_the_groups_and_codes_the_paper_names(navn: str) -> None:
    fundet = regel(navn)
    assert isinstance(fundet, LokalFristregel)
    (version,) = fundet.versioner
    opfyldes = " ".join(kode for vej in version.opfyldes_af for kode in vej.koder)
    bortfalder = " ".join(kode for vej in version.bortfalder_ved for kode in vej.koder)
    grupper, koder = FRISTER[navn]
    assert " ".join(f"6.{gruppe}" for gruppe in version.grupper) == grupper
    assert (f"{opfyldes} | {bortfalder}" if bortfalder else opfyldes) == koder


def test_every_local_deadline_is_in_the_list() -> None:
    assert set(FRISTER) == {r.regel for navn in STRATEGIER for r in strategi(navn).frister()}


def test_the_whole_contact_course_is_all_groups_with_talks() -> None:
    ((_, ved),) = regel("hedensted.samtaler.fire_om_aaret").versioner[0].grupper_ved.items()
    assert ved == {"hele_kontaktforloebet": (1, 2, 3, 4, 5, 7, 8, 9, 10)}


@pytest.mark.parametrize("navn", list(GRUNDE))
def test_the_grounds_are_those_of_the_paper(navn: str) -> None:
    ((betingelse,),) = [version.betingelser for version in regel(navn).versioner]
    assert set(betingelse.proeve.blandt) == GRUNDE[navn]


@pytest.mark.parametrize("navn", list(GRUPPER_I_VILKAAR))
def test_a_local_condition_asks_for_the_groups_the_paper_names(navn: str) -> None:
    assert GRUPPER_I_VILKAAR[navn] == list(_grupper(regel(navn)))


def _grupper(led: Any) -> Any:
    """Every list of target groups a rule asks about."""
    if getattr(led, "art", "") == "gruppe":
        yield led.blandt
    elif isinstance(led, tuple):
        for et in led:
            yield from _grupper(et)
    elif hasattr(type(led), "model_fields"):
        for felt in type(led).model_fields:
            yield from _grupper(getattr(led, felt))


def test_the_supervision_plan_is_monthly_quarterly_and_half_yearly() -> None:
    assert regel("lejre.tilsyn.efter_risiko").versioner[0].maaneder == {"roed": 1, "gul": 3, "groen": 6}


def test_the_facts_a_colour_hangs_on_are_those_of_the_paper() -> None:
    spurgt = {
        r.regel: {b.faktum for v in r.versioner for b in brug(v.naar, ())} for r in strategi("rebild-2023").farver()
    }
    assert spurgt["rebild.farve.pris_gul"] == {"lokal.pris_pr_uge"}
    assert spurgt["rebild.farve.intern_mentor_groen"] == {"lokal.mentor"}
