"""Across all rules and all dates: one version or a stated none, sources that can be found, codes that exist."""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any, Union, get_args, get_origin

import pytest

from rettidig.forloeb.koder import koder
from rettidig.regler.former.grundform import Streng
from rettidig.regler.indlaes import Regelfil, hent_lov
from rettidig.regler.kontrol import hjemler, skiftedage, versioner
from rettidig.regler.opslag import gaeldende, ikke_kodede, paragraffer, spor
from rettidig.regler.vilkaarskontrol import brugte_fakta
from rettidig.tidslinje.calendar import next_date, to_date, to_day

LOV = hent_lov()
REGLER = sorted(LOV.regler)

KODER = {
    "Linje.ydelser": "ydelse",
    "Linje.visitation": "visitation",
    "ForloebVersion.loentilskud": "indsats",
    "Brud.ydelser": "ydelse",
    "Fortsaettelse.fra_ydelser": "ydelse",
    "Fortsaettelse.til_ydelser": "ydelse",
    "Fortsaettelse.haendelse": "haendelse",
    "Gruppeskift.ydelser": "ydelse",
    "Ledighedsur.ydelse": "ydelse",
    "Ledighedsur.loentilskud": "indsats",
    "Ledighedsur.nulstilles_af": "haendelse",
    "FristVersion.undtagne_ydelser": "ydelse",
    "IngenPligt.status": "status",
    "IngenPligt.kommer_fra_status": "status",
    "KunMed.visitation": "visitation",
    "KunMed.status": "status",
    "Udloeser.haendelser": "haendelse",
    "Udloeser.grunde": "grund",
    "Ydelsesuger.uden_grunde": "grund",
    "Fakta.moeder": "slags",
    "Fakta.haendelser": "haendelse",
    "Fakta.indsatser": "indsats",
    "Fakta.visitationer": "visitation",
    "Fakta.statusser": "status",
    "Opfyldelse.koder": "indsats",
    "PartForGrupper.part": "part",
    "Overgang.koder": "indsats",
    "Loentilskudsfrist.koder": "indsats",
    "SamtaleVersion.status": "samtalestatus",
    "SamtaleVersion.slags": "slags",
    "SamtaleVersion.slags_for_gruppe": "slags",
    "PartLinje.part": "part",
    "Grund.grund": "grund",
    "Situation.indsatser": "indsats",
    "Situation.fritagelser": "grund",
    "Situation.haendelse": "haendelse",
    "Formlinje.former": "form",
    "Fokusmaal1Regel.kan_tilvaelges": "indsats",
    "Fokusmaal1Regel.timer_kan_vaere_sygetimer_for": "ydelse",
    "Population.ydelser": "ydelse",
    "DeltagelseVersion.ydelser_altid_vist": "ydelse",
    "Indsatskrav.tilbud": "indsats",
    "Indsatskrav.ovrige_tilbud": "indsats",
    "SatsVersion.uden_for_trappen": "ydelse",
    "SatsVersion.spaerrer": "ydelse",
    "SatsVersion.spaerrer_indsatser": "indsats",
    "SatsVersion.taeller_indsatser": "indsats",
}
REGELNAVNE = {"Grund.kun_regler", "DeltagelseVersion.tilbudsregel", "DeltagelseVersion.samtaleregler"}
REGELNAVNE |= {"TilsynVersion.taeller_alene"}
VALG = {"Linje.valg", "Overgang.valg", "Forbehold.valg", "Valgkrav.valg"}
FAKTA = {"Vilkaarsregel.vaelges_efter", "Tidspunkt.faktum", "Samme.som", "HoejstFaktum.led"}
FAKTA |= {f"{model}.faktum" for model in ("Ja", "Udfyldt", "Kode", "Samme", "IGruppe", "Tal", "Timer", "Kroner")}
FAKTA |= {f"{model}.faktum" for model in ("HoejstFaktum", "Dato", "GangeIMaaned", "GangeInden", "UdenOphold")}
FAKTA |= {"GangeIMaaned.dato", "GangeInden.dato", "UdenOphold.fra", "UdenOphold.til"}
FAKTA |= {f"Forholdstal.{felt}" for felt in ("ansatte", "optaget", "nye")}
FAKTA |= {f"Satsbaand.{felt}" for felt in ("sats", "beloeb", "dato")}
KODER_FOR_FAKTUM = {"Kode.blandt"}
FRI_TEKST = {"Tekst.da", "Tekst.en", "SatsVersion.indsats_navn", "Betingelse.id", "Kendttal.navn", "Valgkrav.vaerdi"}
FRI_TEKST |= {f"Hjemmel.{felt}" for felt in ("lov", "paragraf", "stk", "nr", "kilde")}


def modeller(art: Any = Regelfil, sete: set[type] | None = None) -> Iterator[type[Streng]]:
    """Every shape a rule file can hold, each once."""
    sete = set() if sete is None else sete
    if isinstance(art, type) and issubclass(art, Streng):
        if art not in sete:
            sete.add(art)
            yield art
            for felt in art.model_fields.values():
                yield from modeller(felt.annotation, sete)
    else:
        for led in get_args(art):
            yield from modeller(led, sete)


def er_fri_tekst(art: Any) -> bool:
    """Whether a field holds texts that no fixed list of the shapes limits."""
    if art is str:
        return True
    if get_origin(art) is Annotated:
        return er_fri_tekst(get_args(art)[0])
    if get_origin(art) in (tuple, Union, types.UnionType):
        return any(er_fri_tekst(led) for led in get_args(art))
    return get_origin(art) is dict and er_fri_tekst(get_args(art)[1])


def dele(led: object) -> Iterator[Streng]:
    """A model and every part of it."""
    if isinstance(led, Streng):
        yield led
        for felt in type(led).model_fields:
            yield from dele(getattr(led, felt))
    elif isinstance(led, tuple):
        for et in led:
            yield from dele(et)
    elif isinstance(led, dict):
        for et in led.values():
            yield from dele(et)


def tekster(indhold: object) -> set[str]:
    if isinstance(indhold, str):
        return {indhold}
    led = indhold.values() if isinstance(indhold, dict) else indhold if isinstance(indhold, tuple) else ()
    return {tekst for et in led for tekst in tekster(et)}


def indhold(felter: set[str]) -> Iterator[tuple[str, str]]:
    """Rule id and text of every occurrence of some fields."""
    for navn, regel in LOV.regler.items():
        for del_ in dele(regel):
            for felt in type(del_).model_fields:
                if f"{type(del_).__name__}.{felt}" in felter:
                    yield from ((navn, tekst) for tekst in tekster(getattr(del_, felt)))


def test_every_text_of_the_shapes_is_a_known_code_a_rule_a_switch_or_free() -> None:
    fundne = {
        f"{model.__name__}.{felt}"
        for model in modeller()
        for felt, info in model.model_fields.items()
        if er_fri_tekst(info.annotation) and felt != "regel"
    }
    delvist_faste = {"Indsatskrav.ovrige_tilbud_for", "Formlinje.naar"}
    assert fundne - delvist_faste == set(KODER) | REGELNAVNE | VALG | FAKTA | KODER_FOR_FAKTUM | FRI_TEKST


def test_every_fact_that_a_rule_asks_about_is_in_the_register() -> None:
    kendte = set(LOV.fakta.efter_navn())
    assert {(regel, navn) for regel, navn in indhold(FAKTA) if navn not in kendte} == set()


def test_every_fact_in_the_register_is_asked_about_or_leads_to_one_that_is() -> None:
    spurgt = {navn for regel in LOV.vilkaar() for navn in brugte_fakta(regel)} | {"dato"}
    situationer = {f"samtale.{navn}" for navn in getattr(LOV.regler["lab.33.samtaleform"], "situationer", {})}
    leder_til = {"tilbud.til", "tilbud.timer_pr_uge", "arbejdsplads.ansatte_fire_maaneder"}
    leder_til |= {"forlaengelse.fra", "forlaengelse.til"}
    assert set(LOV.fakta.efter_navn()) == spurgt | situationer | leder_til


@pytest.mark.parametrize(
    ("faktum", "liste"),
    [("borger.visitation", "visitation"), ("samtale.form", "form"), ("tilbud.slags", "indsats")],
)
def test_a_fact_that_the_data_also_hold_has_codes_of_the_data(faktum: str, liste: str) -> None:
    assert set(LOV.fakta.efter_navn()[faktum].koder) <= {kode.kode for kode in koder(liste)}


@pytest.mark.parametrize("felt", sorted(KODER))
def test_every_code_in_a_rule_is_in_the_code_list_of_the_data(felt: str) -> None:
    kendte = {kode.kode for kode in koder(KODER[felt])} | {""}
    assert {(regel, kode) for regel, kode in indhold({felt}) if kode not in kendte} == set()


def test_every_rule_that_a_rule_names_exists() -> None:
    assert {navn for _, navn in indhold(REGELNAVNE)} <= set(LOV.regler)


def test_every_situation_a_form_of_talk_names_is_described() -> None:
    regel = LOV.regler["lab.33.samtaleform"]
    assert {navn for _, navn in indhold({"Formlinje.naar"})} == set(getattr(regel, "situationer", {}))


def test_every_switch_is_used_and_every_switch_used_exists() -> None:
    assert {navn for _, navn in indhold(VALG)} == set(LOV.valg.valg)


def test_the_default_of_every_switch_may_be_chosen() -> None:
    assert {navn for navn, valg in LOV.valg.valg.items() if valg.standard not in valg.muligheder} == set()


def dage_ved_hvert_skift() -> list[dt.date]:
    return sorted({to_date(to_day(dag) + skridt) for dag in skiftedage(LOV) for skridt in (-1, 0, 1)})


@pytest.mark.parametrize("regel_id", REGLER)
def test_on_every_date_of_change_a_rule_has_one_version_on_each_track_or_a_stated_none(regel_id: str) -> None:
    regel = LOV.regler[regel_id]
    for et_spor in spor(regel):
        foerste, sidste = et_spor[0].fra, et_spor[-1].til
        for dag in dage_ved_hvert_skift():
            antal = sum(version.gaelder(dag) for version in et_spor)
            assert antal == (foerste <= dag and (sidste is None or dag <= sidste)), dag


@pytest.mark.parametrize("regel_id", REGLER)
def test_after_the_last_coded_law_no_rule_answers(regel_id: str) -> None:
    sidste = max(v.til for v in LOV.lovversioner.lovversioner if v.status == "kodet" and v.til is not None)
    assert gaeldende(LOV.regler[regel_id], next_date(sidste)) == []
    efter = LOV.lovversioner.paa(next_date(sidste))
    assert efter is not None
    assert efter.status == "kendt_ikke_kodet"


def test_the_law_versions_follow_each_other_without_gap_and_the_last_has_no_end() -> None:
    alle = LOV.lovversioner.lovversioner
    assert [efter.fra for _, efter in pairwise(alle)] == [next_date(foer.til) for foer, _ in pairwise(alle) if foer.til]
    assert alle[-1].til is None
    assert len({version.id for version in alle}) == len(alle)


@pytest.mark.parametrize("regel_id", REGLER)
def test_every_version_has_a_source_with_an_address_or_a_named_page(regel_id: str) -> None:
    for version in versioner(LOV.regler[regel_id]):
        for hjemmel in hjemler(version):
            kilde = LOV.kilder.kilder[hjemmel.kilde]
            if kilde.adresse is None:
                assert kilde.navn.startswith("STAR, ")
            else:
                assert re.fullmatch(r"https://www\.retsinformation\.dk/eli/lta/20\d\d/\d+", kilde.adresse)
                assert f"{kilde.nummer}/{kilde.aar}" in kilde.navn


@pytest.mark.parametrize("regel_id", REGLER)
def test_what_is_inferred_or_open_carries_a_reservation(regel_id: str) -> None:
    uden = [v for v in versioner(LOV.regler[regel_id]) if v.tillid in {"I", "OPEN"} and not v.forbehold]
    assert uden == []


@pytest.mark.parametrize("regel_id", REGLER)
def test_every_text_is_in_danish_and_english(regel_id: str) -> None:
    for del_ in dele(LOV.regler[regel_id]):
        if type(del_).__name__ == "Tekst":
            assert getattr(del_, "da", "").strip()
            assert getattr(del_, "en", "").strip()


def test_a_paragraph_is_coded_or_known_as_not_coded_but_never_both() -> None:
    assert {(mangler.lov, mangler.paragraf) for mangler in ikke_kodede()} & set(paragraffer(LOV)) == set()
