"""The law as if one version always held, and what two laws differ in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from tests.regler.lovkopi import kopi_af_loven, ret

from rettidig.regler.former.forloeb import Forloebsregel
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.maaling import Fokusmaal1Regel
from rettidig.regler.former.tabeller import Samtaleregel
from rettidig.regler.indlaes import Regelsaet, hent_lov, indlaes
from rettidig.regler.kontrol import versioner
from rettidig.regler.opslag import gaeldende
from rettidig.regler.reform import (
    ALTID_FRA,
    ALTID_TIL,
    UkendtLovversion,
    aendringer,
    fortsat,
    ikke_kodet,
    kodede_versioner,
    med,
    som_altid,
)

ALLE = kodede_versioner(hent_lov())
FOERSTE_TILBUD = "lab.102.foerste_tilbud"


def altid(id_: str) -> Regelsaet:
    return som_altid(hent_lov(), id_)


@pytest.mark.parametrize("id_", ALLE)
def test_one_version_of_each_rule_is_left_and_holds_on_every_day(id_: str) -> None:
    lov = altid(id_)
    dag = next(v.fra for v in hent_lov().lovversioner.lovversioner if v.id == id_)
    for navn, regel in lov.regler.items():
        i_kraft = gaeldende(hent_lov().regler[navn], dag)
        assert len(versioner(regel)) == len(i_kraft), navn
        for version, oprindelig in zip(versioner(regel), i_kraft, strict=True):
            assert version.gaelder(dt.date(1900, 1, 1)), navn
            assert version.gaelder(dt.date(2100, 1, 1)), navn
            assert version.hjemmel == oprindelig.hjemmel
    assert [(v.id, v.fra, v.til) for v in lov.lovversioner.lovversioner] == [(id_, ALTID_FRA, ALTID_TIL)]


def test_the_law_itself_is_left_as_it_was() -> None:
    foer = dict(hent_lov().regler)
    altid("LV2022")
    assert dict(hent_lov().regler) == foer


def test_other_guidance_meets_the_first_offer_under_the_versions_the_law_says() -> None:
    taeller = {
        id_: "oevrig_vejledning" in altid(id_).hent(FOERSTE_TILBUD, Fristregel).versioner[0].opfyldes_af.koder
        for id_ in ("LV2020", "LV2022", "LV2023A", "LV2026B", "LV2026C")
    }
    assert taeller == {"LV2020": True, "LV2022": True, "LV2023A": False, "LV2026B": False, "LV2026C": True}


def test_a_rule_not_in_force_has_no_versions() -> None:
    assert altid("LV2023A").hent("lab.31.akasse_foerste", Fristregel).versioner == ()
    assert altid("LV2026C").hent("lab.105.foerste_tilbud", Fristregel).versioner == ()
    assert len(altid("LV2024").hent("lab.31.akasse_foerste", Fristregel).versioner) == 1


def test_a_limit_on_the_deadlines_of_a_version_falls_away() -> None:
    (version,) = altid("LV2026B").hent("lab.105.foerste_tilbud", Fristregel).versioner
    assert (version.frist_fra, version.frist_til) == (None, None)


def test_dates_inside_a_rule_are_settled_by_the_version() -> None:
    def parter(id_: str) -> int:
        return len(altid(id_).hent("lab.31.samtale", Samtaleregel).versioner[0].kun_part)

    def fortsaettelser(id_: str) -> list[dt.date | None]:
        return [f.fra for f in altid(id_).hent("lab.9.forloeb", Forloebsregel).versioner[0].fortsaettelser]

    assert (parter("LV2023A"), parter("LV2024")) == (1, 0)
    assert (fortsaettelser("LV2025A"), fortsaettelser("LV2025B")) == ([None], [None, None])
    assert altid("LV2022").hent("lob.fokusmaal.1", Fokusmaal1Regel).deling < dt.date(2000, 1, 1)


def test_the_months_the_clock_stood_still_are_facts_and_stay() -> None:
    ur = altid("LV2026C").hent("lab.9.forloeb", Forloebsregel).versioner[0].ledighedsur
    assert len(ur.staar_stille) == 2


@pytest.mark.parametrize("id_", ["LV2027", "LV1999", ""])
def test_a_version_that_is_not_coded_is_refused_with_those_that_are(id_: str) -> None:
    with pytest.raises(UkendtLovversion) as fejl:
        altid(id_)
    assert fejl.value.kendte == ALLE


@pytest.mark.parametrize("id_", ALLE)
def test_a_law_does_not_differ_from_itself(id_: str) -> None:
    assert aendringer(altid(id_), altid(id_)) == ()


@pytest.mark.parametrize(("foer", "efter"), [("LV2022", "LV2023A"), ("LV2023A", "LV2024"), ("LV2020", "LV2026C")])
def test_all_differences_together_turn_the_one_law_into_the_other(foer: str, efter: str) -> None:
    lov, maal = altid(foer), altid(efter)
    fundne = aendringer(lov, maal)
    assert fundne
    for aendring in fundne:
        lov = med(lov, aendring, maal)
    assert aendringer(lov, maal) == ()


@pytest.mark.parametrize(("foer", "efter"), [("LV2022", "LV2023A"), ("LV2025A", "LV2026C")])
def test_the_differences_are_the_same_both_ways(foer: str, efter: str) -> None:
    assert set(aendringer(altid(foer), altid(efter))) == set(aendringer(altid(efter), altid(foer)))


def test_one_difference_alone_changes_nothing_else() -> None:
    foer, efter = altid("LV2022"), altid("LV2023A")
    for aendring in aendringer(foer, efter):
        assert aendringer(foer, med(foer, aendring, efter)) == (aendring,)


def test_a_difference_is_told_with_its_values_and_its_paragraph() -> None:
    foer, efter = altid("LV2022"), altid("LV2023A")
    (koder,) = [a for a in aendringer(foer, efter) if a.navn == f"{FOERSTE_TILBUD}:opfyldes_af.koder"]
    navn, gammel, ny = koder.i_ord(foer, efter)
    assert navn == "opfyldes af indsatser"
    assert gammel is not None
    assert ny is not None
    assert set(gammel.split(", ")) - set(ny.split(", ")) == {"oevrig_vejledning"}
    assert koder.hjemmel(foer, efter) == "LAB § 102, stk. 6"


def test_a_draft_of_the_law_differs_in_what_was_changed_in_it(tmp_path: Path) -> None:
    mappe = kopi_af_loven(tmp_path)
    ret(mappe / "lab" / "105_tilbud.yaml", "dage: 28", "dage: 21")
    (aendring,) = aendringer(hent_lov(), indlaes(mappe))
    assert aendring.navn == "lab.105.naeste_tilbud:udloeser.dage"
    assert aendring.i_ord(hent_lov(), indlaes(mappe))[1:] == ("28", "21")


# --- Beyond the coded law ---

SIDSTE, NAESTE = dt.date(2026, 12, 31), dt.date(2027, 1, 1)


def test_the_law_carried_on_holds_what_was_in_force_on_the_last_coded_day() -> None:
    lov, videre = hent_lov(), fortsat(hent_lov())
    for navn, regel in videre.regler.items():
        gjaldt = [(v.fra, v.hjemmel) for v in versioner(lov.regler[navn]) if v.gaelder(SIDSTE)]
        assert [(v.fra, v.hjemmel) for v in versioner(regel) if v.gaelder(NAESTE)] == gjaldt, navn
        assert [v for v in versioner(regel) if not v.gaelder(NAESTE)] == [
            v for v in versioner(lov.regler[navn]) if not v.gaelder(SIDSTE)
        ]
    assert videre.lovversioner.paa(NAESTE) is not None
    assert ikke_kodet(videre, NAESTE) is None
    assert fortsat(videre) == videre


def test_a_version_that_begins_beyond_the_coded_law_takes_over_from_the_one_before() -> None:
    lov = hent_lov()
    regel = lov.regler[FOERSTE_TILBUD]
    nyt = versioner(regel)[-1].model_copy(update={"fra": NAESTE, "til": None})
    med_nyt = regel.model_copy(update={"versioner": (*versioner(regel), nyt)})
    videre = fortsat(replace(lov, regler={**lov.regler, FOERSTE_TILBUD: med_nyt}))
    assert [v.fra for v in versioner(videre.regler[FOERSTE_TILBUD]) if v.gaelder(NAESTE)] == [NAESTE]


def test_what_is_known_and_not_coded_is_named_and_what_is_coded_is_not() -> None:
    fundet = ikke_kodet(hent_lov(), NAESTE)
    assert fundet is not None
    assert fundet.id == "LV2027"
    assert ikke_kodet(hent_lov(), SIDSTE) is None
