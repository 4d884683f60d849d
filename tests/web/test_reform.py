"""A reform rehearsed on the pages: the command line's rows, and persons only to those who may see them."""

from __future__ import annotations

import json
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from tests.adgang.proevebrugere import bruger, klient
from tests.cli.udtraek import skriv_udtraek

VALG = {"dag": "2023-06-30", "fra": "LV2022", "til": "LV2023A"}


@pytest.fixture
def by(store: Path, tmp_path: Path) -> Path:
    """The small invented town in the store, and the folder of its extract."""
    from rettidig.forloeb import laes_datasaet
    from rettidig.sager.services.indlaesning import indlaes

    shutil.rmtree(store / "reform", ignore_errors=True)
    mappe: Path = skriv_udtraek(tmp_path / "by")
    indlaes(laes_datasaet(mappe), "kontrakt", hvem="Bo")
    return mappe


def oensket() -> Any:
    import datetime as dt

    from rettidig.tal.services.reformproeve import Oensket

    return Oensket(dt.date(2023, 6, 30), "LV2022", "LV2023A")


def regnet(k: Any) -> str:
    """The page when it has been worked out."""
    from rettidig.tal.services.reformproeve import vent

    svar = k.post(reverse("reform"), VALG)
    assert svar.status_code == 302
    vent(oensket(), None)
    return unescape(k.get(svar.headers["Location"]).content.decode())


def test_what_is_worked_out_is_what_the_command_line_says(by: Path, capsysbinary: Any) -> None:
    from rettidig.cli import main
    from rettidig.tal.services.reformproeve import personer, proevet

    regnet(klient(bruger("regelejer")))
    fundet = proevet(oensket())
    assert fundet is not None
    egne = {
        "regler": fundet.regler,
        "tal": fundet.tal,
        **{
            hvad: [{k: v for k, v in r.items() if k != "borger_pk"} for r in personer(oensket(), hvad)]
            for hvad in ("pligter", "maalte")
        },
    }
    for vis, raekker in egne.items():
        capsysbinary.readouterr()
        ord_ = ["--pr", "2023-06-30", "--fra-version", "LV2022", "--til-version", "LV2023A", "--vis", vis]
        assert main(["sammenlign", str(by), *ord_, "--format", "json"]) == 0
        deres = json.loads(capsysbinary.readouterr().out)["raekker"]
        assert len(raekker) == len(deres) > 0
        for egen, deres_ in zip(raekker, deres, strict=True):
            faelles = [k for k in deres_ if not k.startswith(("andel", "graense"))]
            assert [egen[k] for k in faelles] == [deres_[k] for k in faelles]


def test_persons_are_shown_only_with_the_right_in_ones_own_scope_and_noted(by: Path) -> None:
    from rettidig.adgang.models import Laesning
    from rettidig.sager.models import Borgeroplysning

    teams = dict(Borgeroplysning.objects.values_list("borger__noegle", "team"))
    assert "E1" not in regnet(klient(bruger("regelejer")))
    assert "E1" not in regnet(klient(bruger("leder")))
    assert not Laesning.objects.exists()
    controller = regnet(klient(bruger("controller")))
    assert all(f">{noegle}</a>" in controller for noegle in ("E1", "E2", "E4"))
    assert Laesning.objects.get().hvad == "liste.reform"
    uden_team = regnet(klient(bruger("sagsbehandler", teams=["findes ikke"])))
    assert not any(f">{noegle}</a>" in uden_team for noegle in teams)


def test_small_figures_are_kept_from_politicians(by: Path) -> None:
    from rettidig.sprog import tekst

    side = regnet(klient(bruger("politiker")))
    assert tekst("web_indlaes.reform.skjult", graense=5) in side
    assert tekst("web_indlaes.reform.tal") not in side


@pytest.mark.parametrize("valg", [{"dag": "1950-01-01"}, {"dag": "i går"}, {"fra": "LV1900"}, {"til": "../x"}])
def test_what_cannot_be_worked_out_is_refused_beside_the_field(by: Path, valg: dict[str, str]) -> None:
    k = klient(bruger("regelejer"))
    for metode in (k.get, k.post):
        svar = metode(reverse("reform"), {**VALG, **valg})
        assert svar.status_code == 422
        assert "form-error-message" in svar.content.decode()
    assert k.get(reverse("reform")).status_code == 200


def test_the_part_is_what_the_page_shows(by: Path) -> None:
    k = klient(bruger("controller"))
    hele = regnet(k)
    del_ = unescape(k.get(reverse("reform"), VALG, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="rt-reform").content.decode())
    assert "<html" not in del_
    assert [linje for linje in del_.splitlines() if "csrf" not in linje and linje not in hele] == []
