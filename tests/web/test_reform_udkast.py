"""A draft act on the pages: sent, refused with sentences, rehearsed by its sender alone, gone again."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import shutil
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from tests.adgang.proevebrugere import bruger, klient
from tests.cli.udtraek import skriv_udtraek

from rettidig.regler.indlaes import LOV, hent_lov

DAG = "2023-06-30"
VALG = {"dag": DAG, "fra": "gaeldende", "til": "udkast"}
TILBUD = LOV / "lab" / "102_foerste_tilbud.yaml"


@pytest.fixture
def by(store: Path, tmp_path: Path) -> Path:
    """The small invented town in the store, and the folder of its extract."""
    from rettidig.forloeb import laes_datasaet
    from rettidig.sager.services.indlaesning import indlaes

    for navn in ("reform", "reformudkast"):
        shutil.rmtree(store / navn, ignore_errors=True)
    mappe: Path = skriv_udtraek(tmp_path / "by")
    indlaes(laes_datasaet(mappe), "kontrakt", hvem="Bo")
    return mappe


def udkastet() -> str:
    """The first offer two months earlier, and guidance counting again."""
    skrevet = TILBUD.read_text(encoding="utf-8")
    skrevet = skrevet.replace("maaneder: 6, timer", "maaneder: 4, timer")
    return skrevet.replace(
        "nytteindsats, ordinaer_uddannelse]", "nytteindsats, ordinaer_uddannelse, oevrig_vejledning]"
    )


def send(k: Any, skrevet: str | bytes, navn: str = "udkast.yaml") -> Any:
    fil = io.BytesIO(skrevet if isinstance(skrevet, bytes) else skrevet.encode())
    fil.name = navn
    return k.post(reverse("reform_udkast"), {"fil": fil})


def mapper(store: Path) -> list[Path]:
    rod = store / "reformudkast"
    return sorted(rod.iterdir()) if rod.is_dir() else []


def proevet(k: Any, en: Any, **valg: str) -> str:
    """The page of the rehearsal when it has been worked out."""
    from rettidig.tal.services.reformproeve import Oensket, vent
    from rettidig.tal.services.reformudkast import egne

    spurgt = {**VALG, **valg}
    svar = k.post(reverse("reform"), spurgt)
    assert svar.status_code == 302
    gemt = egne(en.pk)
    assert gemt is not None
    vent(Oensket(dt.date.fromisoformat(spurgt["dag"]), spurgt["fra"], spurgt["til"], gemt.id), None)
    return unescape(k.get(svar.headers["Location"]).content.decode())


def test_a_draft_is_rehearsed_as_the_command_line_does_with_a_folder(
    by: Path, tmp_path: Path, capsysbinary: Any
) -> None:
    from rettidig.cli import main
    from rettidig.tal.services.reformproeve import Oensket, personer
    from rettidig.tal.services.reformproeve import proevet as det_proevede
    from rettidig.tal.services.reformudkast import egne

    lov = dict(hent_lov().regler)
    en = bruger("controller")
    k = klient(en)
    assert send(k, udkastet()).status_code == 302
    proevet(k, en)
    kopi = tmp_path / "lov"
    shutil.copytree(LOV, kopi)
    (kopi / "lab" / TILBUD.name).write_text(udkastet(), encoding="utf-8")
    oensket = Oensket(dt.date.fromisoformat(DAG), "gaeldende", "udkast", egne(en.pk).id)  # type: ignore[union-attr]
    fundet = det_proevede(oensket)
    assert fundet is not None
    for vis, raekker in {"regler": fundet.regler, "pligter": personer(oensket, "pligter"), "tal": fundet.tal}.items():
        capsysbinary.readouterr()
        ord_ = ["--pr", DAG, "--fra-version", "gaeldende", "--til-version", str(kopi), "--vis", vis, "--format", "json"]
        assert main(["sammenlign", str(by), *ord_]) == 0
        deres = json.loads(capsysbinary.readouterr().out)["raekker"]
        kolonner = [navn for navn in (deres[0] if deres else {}) if not navn.startswith(("andel", "graense"))]
        assert [[r[n] for n in kolonner] for r in raekker] == [[r[n] for n in kolonner] for r in deres]
        assert bool(deres) == (vis != "tal")
    assert hent_lov().regler == lov


def test_the_page_says_who_gains_who_loses_and_why_without_codes(by: Path) -> None:
    en = bruger("controller")
    k = klient(en)
    send(k, udkastet())
    side = proevet(k, en)
    indhold = re.sub(r"<[^>]+>", " ", side.split('id="rt-reform"', 1)[1])
    assert "Tidligere frist" in indhold
    assert "Første tilbud efter seks måneder" in indhold
    assert "Kontanthjælp" in indhold
    assert "Retten indtræder måneder: før 6, nu 4" in indhold
    assert not re.search(r"\b(lab|lob|sdl|las)\.\d|_tilbud|_vejledning|udloeser", indhold)
    smal = k.get(reverse("reform"), {**VALG, "virkning": "tidligere", "paa": "kontanthjaelp"}).content.decode()
    assert 0 < smal.count('href="/borger/') <= side.count('href="/borger/')
    assert k.get(reverse("reform"), {**VALG, "virkning": "falder_bort"}).content.decode().count('href="/borger/') == 0


def test_a_draft_beside_a_law_version_is_tried_as_if_it_always_held(by: Path) -> None:
    en = bruger("controller")
    k = klient(en)
    send(k, udkastet())
    assert "som om den altid" in proevet(k, en, fra="LV2022")


def test_a_ladder_in_a_draft_is_told_in_weeks(by: Path) -> None:
    en = bruger("controller")
    k = klient(en)
    trappe = (LOV / "fin" / "refusion.yaml").read_text(encoding="utf-8")
    send(k, trappe.replace("{fra_uge: 53, sats: 20}", "{fra_uge: 53, sats: 10}"))
    side = proevet(k, en)
    del_ = side.split('aria-labelledby="refusion"', 1)[1].split("</table>", maxsplit=1)[0]
    tal = [re.findall(r">([^<>]+)</t[hd]>", linje) for linje in del_.split("</tr>")]
    uger = {linje[0]: linje[1:] for linje in tal if linje}
    assert uger["20 %"][0] == uger["10 %"][1] != "0"
    assert float(uger["Kommunens andel i uger"][0].replace(",", ".")) < float(
        uger["Kommunens andel i uger"][1].replace(",", ".")
    )
    assert "samme refusionstrappe" not in side


def test_nobody_else_sees_the_draft_or_what_was_worked_out_with_it(by: Path) -> None:
    en, anden = bruger("controller"), bruger("controller", navn="en-anden")
    k = klient(en)
    send(k, udkastet())
    proevet(k, en)
    fremmed = klient(anden)
    assert fremmed.get(reverse("reform"), VALG).status_code == 422
    assert "udkast.yaml" not in fremmed.get(reverse("reform")).content.decode()
    assert fremmed.get(reverse("reform_personer_excel"), VALG).status_code == 404
    assert "udkast.yaml" in k.get(reverse("reform")).content.decode()


def test_persons_in_a_draft_are_shown_only_with_the_right_and_noted(by: Path) -> None:
    from rettidig.adgang.models import Laesning

    ejer = bruger("regelejer")
    k = klient(ejer)
    send(k, udkastet())
    assert "/borger/" not in proevet(k, ejer)
    assert k.get(reverse("reform_personer_excel"), VALG).status_code == 403
    assert k.get(reverse("reform_excel"), VALG).status_code == 200
    assert not Laesning.objects.exists()
    en = bruger("controller")
    k = klient(en)
    send(k, udkastet())
    proevet(k, en)
    svar = k.get(reverse("reform_personer_excel"), VALG)
    with zipfile.ZipFile(io.BytesIO(svar.content)) as bog:
        assert b">E1<" in bog.read("xl/sharedStrings.xml")
    assert set(Laesning.objects.values_list("hvad", flat=True)) == {"liste.reform", "udtraek.reform"}


@pytest.mark.parametrize(
    ("skrevet", "saetning"),
    [
        ("regler:\n  - regel: x\n", "udkast.yaml, linje 2"),
        ("regler: !!python/name:os.system\n", "udkast.yaml, linje 1"),
        ("x" * 200_001, "større end 200 kB"),
        ("a: [\n", "udkast.yaml, linje"),
    ],
)
def test_a_draft_with_faults_is_told_what_is_wrong_and_nothing_is_kept(
    by: Path, store: Path, skrevet: str, saetning: str
) -> None:
    k = klient(bruger("regelejer"))
    svar = send(k, skrevet)
    assert svar.status_code == 422
    side = unescape(svar.content.decode())
    assert "Udkastet kan ikke bruges" in side
    assert saetning in side
    assert mapper(store) == []


def test_a_draft_goes_when_another_is_sent_when_it_is_taken_away_and_at_logout(by: Path, store: Path) -> None:
    en = bruger("regelejer")
    k = klient(en)
    send(k, udkastet())
    foerste = mapper(store)
    assert len(foerste) == 1
    assert foerste[0].stat().st_mode & 0o777 == 0o700
    send(k, "regler: []\n")
    assert mapper(store) == foerste
    send(k, udkastet(), "../../andet.yaml")
    assert len(mapper(store)) == 1
    assert mapper(store) != foerste
    assert ">andet.yaml" not in k.get(reverse("reform")).content.decode()
    assert "andet.yaml" in k.get(reverse("reform")).content.decode()
    k.post(reverse("reform_udkast_fjern"))
    assert mapper(store) == []
    send(k, udkastet())
    proevet(k, en)
    k.post("/konto/logout/")
    assert mapper(store) == []


def test_a_draft_is_gone_when_its_hours_are_over_and_so_is_what_was_worked_out(by: Path, store: Path) -> None:
    from rettidig.tal.services.reformudkast import egne

    en = bruger("regelejer")
    send(klient(en), udkastet())
    assert egne(en.pk) is not None
    _laeg_tilbage_i_tid(mapper(store)[0] / "udkast.json")
    assert egne(en.pk) is None
    assert mapper(store) == []


def test_a_draft_nobody_asks_for_again_goes_with_the_nights_run(by: Path, store: Path) -> None:
    from rettidig.cli.talkommandoer import koer

    send(klient(bruger("regelejer")), udkastet())
    _laeg_tilbage_i_tid(mapper(store)[0] / "udkast.json")
    koer(DAG, ())
    assert mapper(store) == []


def _laeg_tilbage_i_tid(kort: Path) -> None:
    from rettidig.sager.opbevaring import opbevaring

    indhold = json.loads(kort.read_text(encoding="utf-8"))
    timer = dt.timedelta(hours=opbevaring().mellemstation.timer, minutes=1)
    indhold["sendt"] = (dt.datetime.fromisoformat(indhold["sendt"]) - timer).isoformat()
    kort.write_text(json.dumps(indhold), encoding="utf-8")


def test_a_politician_sends_no_draft(by: Path) -> None:
    k = klient(bruger("politiker"))
    assert send(k, udkastet()).status_code == 404
    assert "udkastfil" not in k.get(reverse("reform")).content.decode()
    assert k.get(reverse("reform_excel"), {**VALG, "fra": "LV2022", "til": "LV2023A"}).status_code == 404


def test_a_rule_file_in_force_is_got_as_it_is_and_no_other_file(by: Path) -> None:
    k = klient(bruger("regelejer"))
    svar = k.get(reverse("regelfil", args=["lab-102_foerste_tilbud"]))
    assert svar.content == TILBUD.read_bytes()
    assert k.get(reverse("regelfil", args=["kilder"])).status_code == 404


def test_a_page_of_the_law_leads_to_the_rehearsal_of_its_changes(by: Path) -> None:
    k = klient(bruger("regelejer"))
    side = unescape(k.get(reverse("regelside", args=["lab-102"])).content.decode())
    adresser = re.findall(r'href="(/regler/reform/\?[^"]+)"', side)
    assert adresser
    for adresse in adresser:
        assert k.get(adresse).status_code == 200
