"""A rule that changes and cannot be tried on the facts is named with the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.regler.udkastfiler import laes, rettet

from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.regler.reformraekkevidde import kun_paa_siden, uden_proeve
from rettidig.regler.udkast import lagt_over


def efter(fil: str, gammelt: str, nyt: str) -> Regelsaet:
    return lagt_over(hent_lov(), laes(rettet(fil, gammelt, nyt)))


@pytest.mark.parametrize(
    ("fil", "gammelt", "nyt", "ventet"),
    [
        ("fin/fleksbidrag.yaml", "vaerdi: 30", "vaerdi: 25", [("fin.7.fleksbidrag", "kendt")]),
        ("las/35_satser_og_vejledning.yaml", "sats: 450", "sats: 475", [("las.35.satser", "satsbaand")]),
        ("lab/61_forlaengelse.yaml", "hoejst: 26", "hoejst: 20", [("lab.61.forlaengelse", "handling")]),
        ("lab/57_virksomhedspraktik.yaml", "tilbud.uger, hoejst: 4}", "tilbud.uger, hoejst: 3}", []),
        ("lob/skaerpet_tilsyn.yaml", "udtager: true", "udtager: false", []),
        ("lab/102_foerste_tilbud.yaml", "maaneder: 6, timer", "maaneder: 4, timer", []),
    ],
)
def test_what_has_no_rehearsal_is_named_with_its_reason(
    fil: str, gammelt: str, nyt: str, ventet: list[tuple[str, str]]
) -> None:
    fundne = uden_proeve(hent_lov(), efter(fil, gammelt, nyt))
    assert [(en.regel, en.grund) for en in fundne] == ventet
    assert all((en.kraever is not None) == (en.grund == "kendt") for en in fundne)


def test_an_obligation_given_on_request_is_named_unless_the_draft_asks_for_it() -> None:
    lov = hent_lov()
    navn = next(regel.regel for regel in lov.alle_frister() if regel.vises != "altid")
    andet = replace(lov, regler={**lov.regler, navn: lov.regler[navn].model_copy(update={"versioner": ()})})
    assert [(en.regel, en.grund) for en in uden_proeve(lov, andet)] == [(navn, "forespoergsel")]
    assert uden_proeve(lov, andet, (navn,)) == []


def test_what_the_pages_alone_try_is_named_for_whoever_answers_with_obligations_and_measures() -> None:
    lov = hent_lov()
    kortere = efter("lab/57_virksomhedspraktik.yaml", "tilbud.uger, hoejst: 4}", "tilbud.uger, hoejst: 3}")
    assert kun_paa_siden(lov, kortere) == ["lab.57.virksomhedspraktik"]
    assert kun_paa_siden(lov, efter("lob/skaerpet_tilsyn.yaml", "udtager: true", "udtager: false")) == [
        "lob.22b.skaerpet_tilsyn"
    ]
    assert kun_paa_siden(lov, efter("lab/61_forlaengelse.yaml", "hoejst: 26", "hoejst: 20")) == []
    assert kun_paa_siden(lov, lov) == []
