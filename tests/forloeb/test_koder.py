"""The code lists follow the contract, and every code has its labels and days of use."""

from __future__ import annotations

import pytest

from rettidig.forloeb import koder, kontrakt, lister
from rettidig.forloeb.koder import kodeliste
from rettidig.sprog import paa_sprog

KONTRAKTENS = {
    "ydelse": "dagpenge kontanthjaelp uddannelseshjaelp sho sygedagpenge ressourceforloebsydelse_jaf "
    "ressourceforloebsydelse_rf ledighedsydelse revalidering foertidspension fleksloentilskud ingen su "
    "barselsdagpenge efterloen seniorjob anden_forsoergelse",
    "indsats": "virksomhedspraktik loentilskud_privat loentilskud_offentlig nytteindsats ordinaer_uddannelse "
    "oevrig_vejledning mentor delvis_raskmelding voksenlaerling jobrotation",
    "visitation": "jobparat aktivitetsparat uddannelsesparat aabenlyst_uddannelsesparat",
    "slags": "jobsamtale opfoelgning rehabiliteringsteam sundhedskoordinator cv",
    "form": "fremmoede telefon video brev",
    "samtalestatus": "planlagt afholdt udeblevet aflyst",
    "part": "kommune akasse",
    "forsikring": "fuldtid deltid",
}


@pytest.mark.parametrize("liste", sorted(KONTRAKTENS))
def test_a_list_holds_the_contracts_codes_in_the_contracts_order(liste: str) -> None:
    assert [kode.kode for kode in koder(liste)] == KONTRAKTENS[liste].split()


def test_the_grounds_the_rules_use_are_all_there() -> None:
    brugte = (
        "job_inden_6_uger pension_inden_6_uger uddannelse_inden_6_uger hjemsendt arbejdsfordeling barsel standby stu"
    )
    assert {*brugte.split(), "hjemrejsevejledning", "sygdom"} <= {kode.kode for kode in koder("grund")}


@pytest.mark.parametrize("liste", lister())
def test_every_code_stands_once_has_both_labels_and_days_in_order(liste: str) -> None:
    navne = [kode.kode for kode in koder(liste)]
    assert len(navne) == len(set(navne))
    assert kodeliste(liste).liste == liste
    for kode in koder(liste):
        assert kode.kode == kode.kode.casefold()
        assert kode.kode.isascii()
        assert kode.da
        assert kode.en
        assert kode.fra is None or kode.til is None or kode.fra <= kode.til


def test_every_list_a_column_names_exists() -> None:
    naevnte = {kolonne.liste for tabel in kontrakt().tabeller.values() for kolonne in tabel.kolonner.values()}
    assert naevnte - {None} == set(lister())


def test_visitations_named_by_benefits_are_visitations() -> None:
    kendte = {kode.kode for kode in koder("visitation")}
    assert {brug.kode for ydelse in koder("ydelse") for brug in ydelse.visitationer} <= kendte


def test_only_the_list_of_events_is_open() -> None:
    assert [liste for liste in lister() if kodeliste(liste).aaben] == ["haendelse"]


def test_a_label_follows_the_chosen_language() -> None:
    assert koder("part")[0].navn == "Kommunen"
    with paa_sprog("en"):
        assert koder("part")[0].navn == "The municipality"


def test_a_list_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        koder("findes_ikke")
