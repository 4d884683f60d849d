"""What the pages for the rule owner show can be used as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.motor.lokalt.strategier import KODELISTER

from rettidig.regler.indlaes import hent_lov
from rettidig.regler.lokalt.indlaes import laes_strategi

ROD = Path(__file__).resolve().parents[2]
SIDER = sorted((ROD / "docs" / "regelejer").glob("*.md"))
LINK = re.compile(r"\]\(([^)#]+)\)")


def test_the_smallest_strategy_on_the_page_is_a_strategy(tmp_path: Path) -> None:
    (eksempel,) = re.findall(
        r"```yaml\n(.*?)```", (ROD / "docs/regelejer/skriv-en-strategi.md").read_text("utf-8"), re.DOTALL
    )
    fil = tmp_path / "eksempel-2025.yaml"
    fil.write_text(eksempel, encoding="utf-8")
    assert [frist.regel for frist in laes_strategi(fil, hent_lov(), KODELISTER).frister()] == [
        "eksempel.samtale.foerste_uge"
    ]


@pytest.mark.parametrize("side", SIDER, ids=lambda side: side.name)
def test_every_link_for_the_rule_owner_leads_somewhere(side: Path) -> None:
    links = LINK.findall(side.read_text("utf-8"))
    assert [link for link in links if not (side.parent / link).exists()] == []


@pytest.mark.parametrize(
    "sti", ['grupper: ["6.2"]', "udloeser: {fra: forloeb_start, dage: 10}", "regel: vel.2.velkomst"]
)
def test_the_rule_the_pages_take_apart_is_the_one_the_tests_use(sti: str) -> None:
    regelfil = (ROD / "tests/data/velkomstloven/vel/velkomst.yaml").read_text("utf-8")
    assert sti in regelfil
    assert all(sti in (ROD / "docs/regelejer" / navn).read_text("utf-8") for navn in ("laes-en-regel.md",))
