"""Two laws on the same people: what is new, gone and changed, and why."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from tests.motor.sammenligning import Person, folk, som_historik, standardvalg
from tests.regler.lovkopi import kopi_af_loven, ret
from tests.uafhaengig.byg import indsats, loen, person, samtaler, ydelse

from rettidig.motor.grundlag import Grundlag
from rettidig.motor.maaling import maaling_raekker
from rettidig.motor.reform import Forskel, Proeve, Taltaeller, aarsagstekst, sammenlign
from rettidig.motor.reform.tal import TAL, talforskelle
from rettidig.motor.reform.tilstande import Spoergsmaal, maaletilstande
from rettidig.motor.svar import frist_raekker
from rettidig.regler.indlaes import Regelsaet, hent_lov, indlaes
from rettidig.regler.reform import som_altid
from rettidig.tidslinje.calendar import to_date, to_date_or_none, to_day

JOBPARAT = "jobparat"
VEJLEDNING = indsats("oevrig_vejledning", "2023-01-09", "2023-03-31")
EFTER = date(2023, 6, 30)
FOERSTE, FIRE, FM1, FM2 = "lab.102.foerste_tilbud", "lab.31.fire_samtaler", "lob.fokusmaal.1", "lob.fokusmaal.2"
Hvad = Literal["pligter", "maalte"]


def proeve(foer: Regelsaet | str, efter: Regelsaet | str, pr: date = EFTER, maaned: date | None = None) -> Proeve:
    love = [som_altid(hent_lov(), lov) if isinstance(lov, str) else lov for lov in (foer, efter)]
    return Proeve(love[0], love[1], Spoergsmaal(to_day(pr), to_day(maaned or pr), standardvalg()))


def forskelle(personer: list[Person], hvad: Hvad, *love: Regelsaet | str, pr: date = EFTER) -> list[Forskel]:
    return sammenlign(proeve(love[0], love[1], pr), hvad, som_historik(personer))


def navne(forskel: Forskel) -> list[str]:
    return [aarsag.aendring.navn for aarsag in forskel.aarsager]


def kort(forskel: Forskel) -> tuple[str, str | None, str | None]:
    foer, efter = forskel.foer, forskel.efter
    return forskel.noegle.regel, None if foer is None else foer.status, None if efter is None else efter.status


# --- Worked by hand (semantics, the examples of the first offer and of fokusmål) ---


def test_guidance_before_the_reform_and_a_placement_the_day_after_the_deadline() -> None:
    hvem = person(
        ydelse("kontanthjaelp", "2022-10-03", visitation=JOBPARAT),
        indsatser=[VEJLEDNING, indsats("virksomhedspraktik", "2023-04-10", "2023-05-07")],
    )
    (fundet,) = forskelle([hvem], "pligter", "LV2022", "LV2023A")
    assert kort(fundet) == (FOERSTE, "opfyldt", "opfyldt_for_sent")
    assert navne(fundet) == [f"{FOERSTE}:opfyldes_af.koder"]
    foer, efter = (som_altid(hent_lov(), id_) for id_ in ("LV2022", "LV2023A"))
    assert aarsagstekst(fundet.aarsager, foer, efter) == f"opfyldes af indsatser ({FOERSTE}): uden oevrig_vejledning"
    assert [a.aendring.hjemmel(foer, efter) for a in fundet.aarsager] == ["LAB § 102, stk. 6"]


def test_guidance_alone_met_the_duty_under_the_former_law_only() -> None:
    hvem = person(ydelse("kontanthjaelp", "2022-09-15", visitation=JOBPARAT), indsatser=[VEJLEDNING])
    assert [kort(f) for f in forskelle([hvem], "pligter", "LV2022", "LV2023A")] == [(FOERSTE, "opfyldt", "overskredet")]
    assert [kort(f) for f in forskelle([hvem], "pligter", "LV2023A", "LV2026C")][-1:] == [
        (FOERSTE, "overskredet", "opfyldt")
    ]


def test_the_unemployed_get_the_duties_of_the_fund_and_lose_the_four_talks() -> None:
    hvem = person(ydelse("dagpenge", "2023-01-02"), samtaler=samtaler("2023-01-16"))
    fundne = {f.noegle.regel: f for f in forskelle([hvem], "pligter", "LV2023A", "LV2024")}
    assert {regel: f.slags for regel, f in fundne.items()} == {
        FIRE: "falder_bort",
        "lab.31.akasse_foerste": "kommer_til",
        "lab.31.akasse_tre": "kommer_til",
        "lab.31.kommune_tre": "kommer_til",
    }
    assert f"{FIRE}:grupper" in navne(fundne[FIRE])
    assert navne(fundne["lab.31.akasse_tre"]) == ["lab.31.akasse_tre"]


def test_the_young_move_from_one_month_to_six() -> None:
    hvem = person(ydelse("uddannelseshjaelp", "2023-01-02", visitation="uddannelsesparat"), foedt="2001-02-03")
    fundne = {f.noegle.regel: f for f in forskelle([hvem], "pligter", "LV2023A", "LV2026C")}
    assert fundne["lab.105.foerste_tilbud"].slags == "falder_bort"
    assert fundne[FOERSTE].slags == "kommer_til"
    assert f"{FOERSTE}:grupper" in navne(fundne[FOERSTE])


def i_et_aar(**facts: Any) -> Person:
    """Someone on the benefit since 2021 with four talks in the last year."""
    talks = samtaler("2022-08-15", "2022-11-15", "2023-02-15", "2023-05-15")
    return person(ydelse("kontanthjaelp", "2021-02-01", visitation=JOBPARAT), samtaler=talks, **facts)


def test_guidance_activates_under_the_former_order_only() -> None:
    hvem = i_et_aar(indsatser=[indsats("oevrig_vejledning", "2022-11-01", "2023-02-28")])
    (fundet,) = forskelle([hvem], "maalte", "LV2022", "LV2023A")
    assert kort(fundet) == (FM1, "aktiveret", "ikke_aktiveret")
    assert navne(fundet) == [f"{FM1}:krav.ovrige_tilbud_for"]


def test_a_hundred_and_twenty_hours_activate_under_the_later_order_only() -> None:
    (fundet,) = forskelle([i_et_aar(loentimer=[loen("2023-05", "120")])], "maalte", "LV2022", "LV2023A")
    assert kort(fundet) == (FM1, "ikke_aktiveret", "aktiveret")
    assert navne(fundet) == [f"{FM1}:krav.timer"]


def test_hours_of_all_the_window_are_added_up_under_either_order() -> None:
    nok = i_et_aar(loentimer=[loen("2022-11", "150"), loen("2023-05", "80")])
    assert forskelle([nok], "maalte", "LV2022", "LV2023A") == []
    lidt = i_et_aar(loentimer=[loen("2022-11", "60"), loen("2023-05", "45")])
    (fundet,) = forskelle([lidt], "maalte", "LV2022", "LV2023A")
    assert kort(fundet) == (FM1, "ikke_aktiveret", "aktiveret")


def test_two_parameters_that_are_both_needed_are_both_named(tmp_path: Path) -> None:
    mappe = kopi_af_loven(tmp_path)
    ret(mappe / "lab" / "102_foerste_tilbud.yaml", "oevrig_vejledning]", "oevrig_vejledning, mentor]")
    ret(mappe / "lab" / "102_foerste_tilbud.yaml", "mindst_dage: 14", "mindst_dage: 7")
    hvem = person(
        ydelse("kontanthjaelp", "2022-07-04", visitation=JOBPARAT),
        indsatser=[indsats("mentor", "2022-10-03", "2022-10-12")],
    )
    (fundet,) = forskelle([hvem], "pligter", hent_lov(), indlaes(mappe))
    assert kort(fundet) == (FOERSTE, "overskredet", "opfyldt")
    assert {navn.partition(":")[2] for navn in navne(fundet)} == {"opfyldes_af.koder", "opfyldes_af.mindst_dage"}


def test_a_draft_law_is_rehearsed_from_a_copy_of_the_rule_files(tmp_path: Path) -> None:
    mappe = kopi_af_loven(tmp_path)
    ret(mappe / "lab" / "102_foerste_tilbud.yaml", "mindst_dage: 14", "mindst_dage: 28")
    hvem = person(
        ydelse("kontanthjaelp", "2022-07-04", visitation=JOBPARAT),
        indsatser=[indsats("virksomhedspraktik", "2022-10-03", "2022-10-23")],
    )
    (fundet,) = forskelle([hvem], "pligter", hent_lov(), indlaes(mappe))
    assert kort(fundet) == (FOERSTE, "opfyldt", "overskredet")
    assert navne(fundet) == [f"{FOERSTE}:opfyldes_af.mindst_dage"]


# --- Properties ---

PAR = [
    ("LV2020", "LV2022"),
    ("LV2022", "LV2023A"),
    ("LV2023A", "LV2024"),
    ("LV2024", "LV2026C"),
    ("LV2025A", "LV2025B"),
]
DAGE = {
    "LV2020": date(2021, 12, 31),
    "LV2022": EFTER,
    "LV2023A": date(2024, 2, 29),
    "LV2024": date(2026, 7, 31),
    "LV2025A": date(2026, 1, 31),
}
FOLK = folk(71, 120, paene_hver=2)


@pytest.mark.parametrize("hvad", ["pligter", "maalte"])
@pytest.mark.parametrize("id_", ["LV2020", "LV2024", "LV2026C"])
def test_a_law_held_against_itself_changes_nothing(hvad: Hvad, id_: str) -> None:
    assert forskelle(FOLK, hvad, id_, id_) == []


@pytest.mark.parametrize("hvad", ["pligter", "maalte"])
@pytest.mark.parametrize(("foer", "efter"), PAR)
def test_the_laws_swapped_give_the_mirror(hvad: Hvad, foer: str, efter: str) -> None:
    frem = forskelle(FOLK, hvad, foer, efter, pr=DAGE[foer])
    tilbage = forskelle(FOLK, hvad, efter, foer, pr=DAGE[foer])

    def spejlet(f: Forskel) -> tuple[Any, ...]:
        return f.noegle_efter, f.noegle_foer, f.efter, f.foer, tuple(sorted(navne(f)))

    def ligefrem(f: Forskel) -> tuple[Any, ...]:
        return f.noegle_foer, f.noegle_efter, f.foer, f.efter, tuple(sorted(navne(f)))

    assert Counter(map(ligefrem, frem)) == Counter(map(spejlet, tilbage))
    assert hvad == "maalte" or frem


def fuldt_svar(lov: Regelsaet, pr: date) -> Counter[tuple[Any, ...]]:
    raekker = frist_raekker(Grundlag.paa(lov, som_historik(FOLK), to_day(pr), standardvalg()))
    return Counter(
        (r["borger_id"], r["regel"], r["forloeb_start"], r["frist"], r["status"], r["opfyldt_dato"]) for r in raekker
    )


@pytest.mark.parametrize(("foer", "efter"), PAR)
def test_the_differences_are_those_of_two_full_answers(foer: str, efter: str) -> None:
    pr = DAGE[foer]
    gamle, nye = (fuldt_svar(som_altid(hent_lov(), id_), pr) for id_ in (foer, efter))
    fundne = forskelle(FOLK, "pligter", foer, efter, pr=pr)

    def raekker(side: str) -> Counter[tuple[Any, ...]]:
        svar: Counter[tuple[Any, ...]] = Counter()
        for forskel in fundne:
            stand: Any = getattr(forskel, side)
            if stand is not None:
                frist, opfyldt = to_date_or_none(stand.frist), to_date_or_none(stand.opfyldt)
                start = to_date(stand.forloeb_start)
                svar[forskel.noegle.borger_id, forskel.noegle.regel, start, frist, stand.status, opfyldt] += 1
        return svar

    assert raekker("foer") == gamle - nye
    assert raekker("efter") == nye - gamle


@pytest.mark.parametrize(("foer", "efter"), PAR)
def test_every_difference_has_a_reason_in_a_parameter_of_its_own_rule_or_of_one_it_rests_on(
    foer: str, efter: str
) -> None:
    for hvad in ("pligter", "maalte"):
        for forskel in forskelle(FOLK, hvad, foer, efter, pr=DAGE[foer]):  # type: ignore[arg-type]
            assert forskel.aarsager, forskel
            if hvad == "pligter":
                faelles = ("lab.6.", "lab.9.", "lab.31.samtale", "lab.106.")
                assert all(
                    a.aendring.regel == forskel.noegle.regel or a.aendring.regel.startswith(faelles)
                    for a in forskel.aarsager
                )


@pytest.mark.parametrize(("foer", "efter"), [("LV2022", "LV2023A"), ("LV2024", "LV2026C")])
def test_the_figures_are_those_of_the_measures_under_each_law(foer: str, efter: str) -> None:
    maaned = to_day(DAGE[foer])
    svar = []
    for id_ in (foer, efter):
        lov = som_altid(hent_lov(), id_)
        taeller = Taltaeller(lov, standardvalg(), maaned)
        for fra in range(0, len(FOLK), 50):
            taeller.tag(som_historik(FOLK[fra : fra + 50]))
        samlet = maaling_raekker(lov, som_historik(FOLK), maaned, "gaeldende", standardvalg()).raekker
        assert taeller.raekker() == samlet
        svar.append(samlet)
    fundne = talforskelle(*svar)
    assert fundne
    for fundet in fundne:
        assert fundet.foer is None or fundet.efter is None or any(fundet.foer[t] != fundet.efter[t] for t in TAL)


def test_a_version_always_in_force_measures_as_its_rule_set_did() -> None:
    """On a day whose window lies wholly under one order, the law as dated and that order always in force agree."""
    historik = som_historik(FOLK)
    for id_, dag in (("LV2022", date(2022, 12, 31)), ("LV2024", date(2024, 12, 31))):
        dag_ = to_day(dag)
        altid = maaletilstande(som_altid(hent_lov(), id_), historik, Spoergsmaal(dag_, dag_, standardvalg()))
        dateret = maaletilstande(hent_lov(), historik, Spoergsmaal(dag_, dag_, standardvalg()))
        ens = {noegle for noegle in altid if noegle.regel == FM1}
        assert {noegle: altid[noegle] for noegle in ens} == {n: s for n, s in dateret.items() if n.regel == FM1}
