"""Every word of rules, data and answers is in the glossary, and every part of the shapes has a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml
from tests.motor.lokalt.strategier import KODELISTER

from rettidig.motor.frist import STATUS
from rettidig.motor.svar import FRISTKOLONNER
from rettidig.regler import vilkaarskontrol
from rettidig.regler.former import proever
from rettidig.regler.former.grundform import Streng
from rettidig.regler.indlaes import Regelfil, hent_lov
from rettidig.regler.kontrol import hjemler, versioner
from rettidig.regler.lokalt.indlaes import laes_strategi, medfoelgende
from rettidig.regler.ordliste import kode_i_ord, ordliste
from rettidig.regler.proeveord import i_ord
from rettidig.sprog import noegler, paa_sprog, tekst

LOV = hent_lov()
TAL = re.compile(r"\d+[a-z]?")
RAMME = {"fra", "til", "hjemmel", "tillid", "forbehold", "hjemler", "hjemmel_uger", "hjemmel_nulstilling"}
RAMME_REGEL = {"regel", "titel", "formaal", "form", "versioner", "regler"}
UDEN_NAVN = {"Hjemmel", "Tekst", "Forbehold", "Hjemler", "Betingelse"}


def modeller(art: Any = Regelfil, sete: set[type] | None = None) -> Iterator[type[Streng]]:
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


def faste_vaerdier(art: Any) -> set[str]:
    if get_origin(art) is Literal:
        return set(get_args(art))
    return {vaerdi for led in get_args(art) for vaerdi in faste_vaerdier(led)}


def kontrakt() -> dict[str, Any]:
    indhold: dict[str, Any] = yaml.safe_load(
        resources.files("rettidig.forloeb").joinpath("kontrakt.yaml").read_text("utf-8")
    )["tabeller"]
    return indhold


def test_what_a_strategy_that_ships_can_be_set_to_is_read_from_the_glossary_and_no_letters_are_guessed() -> None:
    strategier = [laes_strategi(fil, LOV, KODELISTER) for fil in medfoelgende().values()]
    muligheder = {m for strategi in strategier for valg in strategi.valg.values() for m in valg.muligheder}
    assert muligheder - set(ordliste()) == set()
    assert kode_i_ord("hele_kontaktforloebet") == "hele kontaktforløbet"
    with paa_sprog("en"):
        assert kode_i_ord("hele_kontaktforloebet") == "the whole contact course"
    assert kode_i_ord("efter_michael_og_noel_aaroe") == "efter michael og noel aaroe"


def test_every_word_of_a_rule_id_is_in_the_glossary() -> None:
    ord_i_id = {led for regel in LOV.regler for led in regel.split(".") if not TAL.fullmatch(led)}
    assert ord_i_id - set(ordliste()) == set()


def test_every_act_is_in_the_glossary() -> None:
    love = {h.lov.lower() for regel in LOV.regler.values() for v in versioner(regel) for h in hjemler(v)}
    assert love - set(ordliste()) == set()


def test_every_table_and_column_of_the_data_is_in_the_glossary() -> None:
    tabeller = kontrakt()
    kolonner = {kolonne for tabel in tabeller.values() for kolonne in tabel["kolonner"]}
    assert (set(tabeller) | kolonner) - set(ordliste()) == set()


def test_every_column_and_status_of_a_deadline_is_in_the_glossary() -> None:
    assert (set(FRISTKOLONNER) | set(STATUS)) - set(ordliste()) == set()


def test_every_explanation_explains_a_word_of_the_glossary() -> None:
    forklarede = {n.removeprefix("ordliste.forklaring.") for n in noegler() if n.startswith("ordliste.forklaring.")}
    assert forklarede - set(ordliste()) == set()


@pytest.mark.parametrize("ord_", sorted(ordliste()))
def test_a_word_is_explained_in_both_languages_or_in_neither(ord_: str) -> None:
    opslag = ordliste()[ord_]
    assert opslag.da
    assert opslag.en
    assert bool(opslag.forklaring_da) == bool(opslag.forklaring_en)


@pytest.mark.parametrize("sprog", ["da", "en"])
def test_every_field_and_fixed_value_of_the_shapes_has_a_name(sprog: str) -> None:
    with paa_sprog(sprog):
        for model in modeller():
            if model.__name__ in UDEN_NAVN or model.__module__ == proever.__name__:
                continue
            for felt, info in model.model_fields.items():
                if felt == "form":
                    assert all(tekst(f"regler.form.{form}") for form in faste_vaerdier(info.annotation))
                elif felt not in RAMME | RAMME_REGEL:
                    assert tekst(f"regler.felt.{felt}")
                    assert all(tekst(f"regler.vaerdi.{vaerdi}") for vaerdi in faste_vaerdier(info.annotation))


def test_every_kind_of_test_can_be_said_in_both_languages() -> None:
    kendte = {model for model in modeller() if model.__module__ == proever.__name__ and "art" in model.model_fields}
    brugte = {type(proeve) for regel in LOV.vilkaar() for proeve in vilkaarskontrol.proever(regel)}
    assert {model.__name__ for model in kendte - brugte} == {"Timer", "Kroner"}
    for sprog in ("da", "en"):
        with paa_sprog(sprog):
            assert all(i_ord(p) for regel in LOV.vilkaar() for p in vilkaarskontrol.proever(regel) if type(p) in kendte)


def test_no_name_of_a_field_is_left_over() -> None:
    felter = {felt for model in modeller() for felt in model.model_fields}
    navne = {noegle.removeprefix("regler.felt.") for noegle in noegler() if noegle.startswith("regler.felt.")}
    assert navne - felter == set()
