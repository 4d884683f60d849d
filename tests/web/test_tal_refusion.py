"""The reimbursement ladder on its page: the command line's weeks, opened to those the user may see and to no others."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger, klient
from tests.web.tal_by import DAG, byens_mappe, indlaes_byen, teams

MAANED = "2023-05"
MANDAG, SIDST = "2023-05-01", "2023-05-31"


@pytest.fixture
def by(store: Path, tmp_path: Path) -> Path:
    ud = byens_mappe(tmp_path)
    indlaes_byen(ud)
    return ud


def hent(en: Any, sti: str = "/tal/refusion/", **felter: Any) -> str:
    svar = klient(en).get(sti, felter)
    assert svar.status_code == 200, (sti, svar.status_code)
    return unescape(svar.content.decode())


def tabel(side: str, id_: str) -> list[list[str]]:
    """The rows of the table under a heading, as texts."""
    del_ = side.split(f'aria-labelledby="{id_}"', 1)[1].split("</table>", 1)[0].split("<tbody>", 1)[1]
    celler = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", raekke, re.DOTALL) for raekke in del_.split("</tr>")[:-1]]
    return [[re.sub(r"<[^>]+>", "", celle).strip() for celle in raekke] for raekke in celler]


def kommandolinjen(ud: Path, fra: str, til: str, capsysbinary: Any) -> list[dict[str, Any]]:
    from rettidig.cli import main

    capsysbinary.readouterr()
    assert main(["refusion", str(ud), "--fra", fra, "--til", til, "--format", "json"]) == 0
    return list(json.loads(capsysbinary.readouterr().out)["raekker"])


def test_the_month_is_the_command_lines_weeks_by_step_benefit_and_team(by: Path, capsysbinary: Any) -> None:
    from rettidig.sager.models import Borgeroplysning
    from rettidig.tal.selectors.refusion import kommunens
    from rettidig.web.talsider.refusionstabeller import trinnavn, ydelser_i_ord

    raekker = kommandolinjen(by, MANDAG, SIDST, capsysbinary)
    assert {r["uge"] for r in raekker} == {f"2023-W{nr}" for nr in range(18, 23)}
    side = hent(bruger("leder", kommune="766"), maaned=MAANED)
    uger = Counter(r["sats"] for r in raekker)
    hvem: dict[int, set[str]] = defaultdict(set)
    for r in raekker:
        hvem[r["sats"]].add(r["borger_id"])
    fundne = {linje[0]: (int(linje[2]), int(linje[3])) for linje in tabel(side, "refusion-trin")}
    assert fundne.pop("I alt") == (len({r["borger_id"] for r in raekker}), len(raekker))
    assert fundne == {trinnavn(sats): (len(hvem[sats]), uger[sats]) for sats in (80, 40, 30, 20)}
    assert all(uger[sats] for sats in (80, 40, 30, 20))
    # What the State does not pay of a week is the municipality's, in whole weeks: the tenth parts add up exactly.
    egne = sum(100 - sats for sats in uger.elements())
    assert tabel(side, "refusion-trin")[-1][-1].replace(".", "").replace(",", ".") == f"{egne / 100:.1f}"
    assert kommunens(uger) == Decimal(egne) / 100
    efter_ydelse = Counter(ydelser_i_ord(r["ydelse"]) for r in raekker)
    assert {linje[0]: int(linje[-2]) for linje in tabel(side, "efter-ydelse")} == efter_ydelse
    hold = dict(Borgeroplysning.objects.values_list("borger__noegle", "team"))
    assert {linje[0]: int(linje[-2]) for linje in tabel(side, "efter-team")} == Counter(
        hold[r["borger_id"]] or "Uden team" for r in raekker
    )


def test_a_benefit_and_a_team_choose_their_weeks_alone(by: Path, capsysbinary: Any) -> None:
    from rettidig.sager.models import Borgeroplysning

    raekker = kommandolinjen(by, MANDAG, SIDST, capsysbinary)
    hold = dict(Borgeroplysning.objects.values_list("borger__noegle", "team"))
    team = teams()[0]
    side = hent(bruger("leder", kommune="766"), maaned=MAANED, ydelse="kontanthjaelp", team=team)
    ventet = [r for r in raekker if "kontanthjaelp" in r["ydelse"].split("+") and hold[r["borger_id"]] == team]
    assert ventet
    assert int(tabel(side, "refusion-trin")[-1][3]) == len(ventet)


@pytest.mark.parametrize("uger", [4, 8])
def test_those_who_pass_are_the_command_lines_first_weeks_of_a_step(by: Path, uger: int, capsysbinary: Any) -> None:
    from rettidig.tal.selectors.refusion import skifter

    mandag = dt.date(2023, 6, 19)
    assert mandag > DAG
    sidst = dt.date.fromordinal(mandag.toordinal() + 7 * uger - 1)
    linjer = kommandolinjen(by, mandag.isoformat(), sidst.isoformat(), capsysbinary)
    ventet = sorted((r["uge"], r["borger_id"], r["sats"]) for r in linjer if r["ugenummer"] in {5, 27, 53})
    assert sorted((r["ugenavn"], r["noegle"], r["sats"]) for r in skifter(DAG, uger)) == ventet
    assert ventet
    side = hent(bruger("controller", kommune="766"), maaned=MAANED, uger=uger)
    assert sum(map(int, tabel(side, "refusion-frem")[-1][2:])) == len(ventet)


def test_persons_are_shown_only_with_the_right_in_ones_own_scope_and_noted(by: Path) -> None:
    from rettidig.adgang.models import Laesning
    from rettidig.sager.models import Borgeroplysning
    from rettidig.tal.selectors.refusion import skifter

    hold = dict(Borgeroplysning.objects.values_list("borger__noegle", "team"))
    alle = {r["noegle"] for r in skifter(DAG, 8)}
    for rolle in ("leder", "konsulent"):
        side = hent(bruger(rolle, kommune="766"), maaned=MAANED, uger=8)
        assert "/borger/" not in side
        k = klient(bruger(rolle, kommune="766", navn=f"{rolle}-2"))
        assert k.get("/tal/refusion/personer/", {"maaned": MAANED, "trin": "20"}).status_code == 403
        assert k.get("/tal/refusion/naeste-trin/excel/").status_code == 403
    assert not Laesning.objects.exists()
    team = next(hold[noegle] for noegle in sorted(alle))
    en = bruger("sagsbehandler", kommune="766", teams=[team])
    fundne = set(re.findall(r'href="/borger/([^/"]+)/', hent(en, maaned=MAANED, uger=8)))
    assert fundne == {noegle for noegle in alle if hold[noegle] == team} != alle
    assert Laesning.objects.get().hvad == "liste.tal_refusion"


def test_a_step_opens_to_exactly_its_persons(by: Path, capsysbinary: Any) -> None:
    raekker = kommandolinjen(by, MANDAG, SIDST, capsysbinary)
    en = bruger("controller", kommune="766")
    for sats in (80, 40):
        ventet = {r["borger_id"] for r in raekker if r["sats"] == sats}
        fundne: set[str] = set()
        for nr in range(1, -(-len(ventet) // 50) + 1):
            side = hent(en, "/tal/refusion/personer/", maaned=MAANED, trin=sats, side=nr)
            fundne |= set(re.findall(r'href="/borger/([^/"]+)/', side))
        assert fundne == ventet
    assert klient(en).get("/tal/refusion/personer/", {"maaned": MAANED, "trin": "33"}).status_code == 404


def ark(svar: Any) -> str:
    with zipfile.ZipFile(io.BytesIO(svar.content)) as bog:
        return bog.read("xl/worksheets/sheet1.xml").decode() + bog.read("xl/sharedStrings.xml").decode()


def test_the_workbooks_hold_ids_and_no_names_and_the_reading_is_written_down(by: Path) -> None:
    from rettidig.adgang.models import Laesning
    from rettidig.tal.selectors.refusion import skifter

    k = klient(bruger("controller", kommune="766"))
    assert k.get("/tal/refusion/excel/", {"maaned": MAANED}).status_code == 200
    assert not Laesning.objects.exists()
    bog = ark(k.get("/tal/refusion/naeste-trin/excel/", {"maaned": MAANED, "uger": "8"}))
    assert all(f">{r['noegle']}<" in bog for r in skifter(DAG, 8))
    assert k.get("/tal/refusion/personer/excel/", {"maaned": MAANED, "trin": "20"}).status_code == 200
    assert set(Laesning.objects.values_list("hvad", flat=True)) == {"udtraek.tal_refusion"}


def test_it_is_not_for_those_kept_from_small_figures(by: Path) -> None:
    assert klient(bruger("politiker", kommune="766")).get("/tal/refusion/").status_code == 404
    assert "/tal/refusion/" not in hent(bruger("politiker", kommune="766", navn="p2"), "/tal/")
    assert "/tal/refusion/" in hent(bruger("leder", kommune="766"), "/tal/")


def test_a_correction_is_seen_at_once_and_what_is_kept_equals_what_is_worked_out_anew(by: Path) -> None:
    import numpy as np

    from rettidig.sager.models import Ydelse
    from rettidig.sager.services.rettelser import afslut
    from rettidig.tal.services import refusionsuger

    fra, til = dt.date(2023, 5, 1), dt.date(2023, 5, 31)
    foer = refusionsuger.ugerne(fra, til)
    egne = Ydelse.objects.filter(lukket_af=None, borger_id=int(foer.borger[0]), periode__overlap=(fra, til))
    for en in egne:
        afslut("ydelser", en.pk, hvem="Bo", hvorfor="fejl")
    efter = refusionsuger.ugerne(fra, til)
    assert 0 < len(efter) < len(foer)
    refusionsuger._gemte.clear()
    forfra = refusionsuger.ugerne(fra, til)
    for navn in ("borger", "uge", "ydelser", "nummer"):
        assert np.array_equal(getattr(efter, navn), getattr(forfra, navn))


def test_nobody_is_told_of_weeks_the_ladder_is_not_coded_for(store: Path) -> None:
    from rettidig.tal.selectors.refusion import er_kodet, kan_se_til, maanedens_uger
    from rettidig.tidslinje import calendar

    assert kan_se_til(dt.date(2026, 12, 1), 8) == calendar.to_day(dt.date(2026, 12, 31))
    assert kan_se_til(dt.date(2026, 6, 1), 4) == calendar.to_day(dt.date(2026, 7, 5))
    assert (er_kodet(dt.date(2026, 12, 31)), er_kodet(dt.date(2027, 1, 31))) == (True, False)
    assert maanedens_uger(dt.date(2026, 12, 31)) == (dt.date(2026, 12, 7), dt.date(2027, 1, 3))


def test_the_page_asks_the_store_no_more_for_many_persons_than_for_few(by: Path) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    k = klient(bruger("controller", kommune="766"))
    talt = []
    for uger in (4, 8, 4, 8):
        with CaptureQueriesContext(connection) as spurgt:
            side = k.get("/tal/refusion/", {"maaned": MAANED, "uger": uger}).content.decode()
        talt.append((side.count('href="/borger/'), len(spurgt)))
    assert talt[2][0] < talt[3][0]
    assert talt[2][1] == talt[3][1]
