"""The rules that are given on request: by name, all of them at once, and never both ways."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Koer

HAENDELSER = "borger_id;haendelse;dato\nE1;hjaelpsopfoelgning;2022-12-20\n"


def regler(koer: Koer, *ord_: str | Path) -> set[str]:
    return {raekke["regel"] for raekke in koer("frister", *ord_, "--format", "json").objekt["raekker"]}


def test_all_rules_add_to_what_everybody_is_given(koer: Koer, by: Path) -> None:
    uspurgt = koer("frister", by, "--pr", "2023-06-30", "--format", "json").objekt["raekker"]
    alle = koer("frister", by, "--pr", "2023-06-30", "--alle-regler", "--format", "json").objekt["raekker"]
    kendte = {raekke["regel"] for raekke in uspurgt}
    assert [raekke for raekke in alle if raekke["regel"] in kendte] == uspurgt
    assert {raekke["regel"] for raekke in alle} > kendte


def test_a_rule_on_request_is_given_by_name(koer: Koer, by: Path) -> None:
    (by / "haendelser.csv").write_text(HAENDELSER, encoding="utf-8")
    svar = koer(
        "frister", by, "--pr", "2023-06-30", "--borger", "E1", "--regel", "las.10.opfoelgning", "--format", "csv"
    )
    assert svar.kode == 0
    assert "E1;6.2;las.10.opfoelgning;2023-01-03;opfyldt;2022-12-20" in svar.ud.replace(",", ";")


def test_it_is_explained_by_name(koer: Koer, by: Path) -> None:
    svar = koer("forklar", by, "--borger", "E1", "--pr", "2023-06-30", "--regel", "las.13a.cv_frist")
    assert svar.kode == 0
    assert "CV lagt på Jobnet" in svar.ud


def test_both_ways_at_once_is_one_sentence(koer: Koer, by: Path) -> None:
    svar = koer("frister", by, "--pr", "2023-06-30", "--alle-regler", "--regel", "las.10.opfoelgning")
    assert (svar.kode, svar.ud) == (2, "")
    assert "--alle-regler" in svar.fejl


def test_a_rule_that_is_known_and_not_computed_says_what_it_needs(koer: Koer) -> None:
    svar = koer("regler", "vis", "LOB § 22 c")
    assert "kendt, ikke beregnet; kræver: dagen for ministeriets meddelelse til kommunen" in " ".join(svar.ud.split())
