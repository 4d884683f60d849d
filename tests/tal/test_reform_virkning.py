"""What a rehearsed reform does to people is told from its rows: once for each effect, divided as asked."""

from __future__ import annotations

from typing import Any

import pytest

from rettidig.tal.selectors.reform import Flytning, Skift, fordelt, skiftene, tilbud_fordelt, virkning


def raekke(borger: str = "A", **andet: Any) -> dict[str, Any]:
    return {
        "borger_id": borger,
        "regel": "lab.102.foerste_tilbud",
        "aendring": "aendret",
        "status_foer": "afventer",
        "status_efter": "afventer",
        "frist_foer": "2023-06-01",
        "frist_efter": "2023-06-01",
        "team": "T1",
        "paa": "kontanthjaelp",
    } | andet


@pytest.mark.parametrize(
    ("andet", "ventet"),
    [
        ({"aendring": "kommer_til", "frist_foer": None, "status_foer": None}, "kommer_til"),
        ({"aendring": "falder_bort", "frist_efter": None, "status_efter": None}, "falder_bort"),
        ({"frist_efter": "2023-05-31"}, "tidligere"),
        ({"frist_efter": "2023-06-02", "status_efter": "opfyldt"}, "senere"),
        ({"status_efter": "opfyldt"}, "naar"),
        ({"status_foer": "opfyldt", "status_efter": "overskredet"}, "naar_ikke"),
        ({"status_efter": "overskredet"}, "andet"),
        ({"regel": "lob.fokusmaal.1", "status_foer": "aktiveret", "status_efter": "ikke_aktiveret"}, "naar_ikke"),
        ({"slags": "tilbud", "status_foer": "lovlig", "status_efter": "ikke_lovlig"}, "bliver_ulovlig"),
        ({"slags": "tilbud", "status_foer": "ikke_lovlig", "status_efter": "ukendt"}, "bliver_uvis"),
        ({"slags": "samtale", "status_foer": "ukendt", "status_efter": "lovlig"}, "bliver_lovlig"),
        ({"slags": "naeste_samtale", "status_foer": "ukendt", "status_efter": "video"}, "andre_former"),
        ({"regel": "lob.fokusmaal.2", "status_foer": "samtaler_mangler", "status_efter": "samtaler_naaet"}, "naar"),
    ],
)
def test_every_change_has_one_effect(andet: dict[str, Any], ventet: str) -> None:
    assert virkning(raekke(**andet)) == ventet


def test_a_person_counts_once_for_each_effect_and_under_each_benefit() -> None:
    raekker = [
        raekke(frist_efter="2023-05-25", paa="dagpenge+kontanthjaelp"),
        raekke(frist_efter="2023-05-30", regel="lab.31.foerste_samtale", paa="dagpenge+kontanthjaelp"),
        raekke("B", frist_efter="2023-06-11", team=""),
    ]
    ydelser = {linje.vaerdi: linje for linje in fordelt(raekker, "paa")}
    assert (ydelser["kontanthjaelp"].borgere, ydelser["dagpenge"].borgere) == (2, 1)
    assert ydelser["kontanthjaelp"].efter["tidligere"] == 1
    assert ydelser["kontanthjaelp"].flytning == Flytning(-7, -2, 10)
    assert [linje.vaerdi for linje in fordelt(raekker, "team")] == ["", "T1"]
    assert fordelt([], "regel") == []


def test_offers_add_up_by_kind_and_by_team_and_talks_over_all() -> None:
    def talt(indsats: str, team: str, foer: str | None, efter: str | None, antal: int) -> dict[str, Any]:
        return {"indsats": indsats, "team": team, "foer": foer, "efter": efter, "antal": antal}

    talte = [
        talt("nytteindsats", "T1", None, None, 1),
        talt("virksomhedspraktik", "T1", "lovlig", "ikke_lovlig", 2),
        talt("virksomhedspraktik", "", "lovlig", "ikke_lovlig", 3),
        talt("virksomhedspraktik", "", "ukendt", "ukendt", 4),
    ]
    slags = tilbud_fordelt(talte, "indsats")
    assert [(linje.vaerdi, linje.i_gang) for linje in slags] == [("virksomhedspraktik", 9), ("nytteindsats", 1)]
    assert slags[0].skift == {("lovlig", "ikke_lovlig"): 5, ("ukendt", "ukendt"): 4}
    assert [(linje.vaerdi, linje.i_gang) for linje in tilbud_fordelt(talte, "team")] == [("", 7), ("T1", 3)]
    assert skiftene(talte) == [Skift("lovlig", "ikke_lovlig", 5), Skift("ukendt", "ukendt", 4), Skift(None, None, 1)]
