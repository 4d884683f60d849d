"""A draft act is read as data alone, held against the law, and laid over it without touching it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from tests.regler.udkastfiler import laes

from rettidig.regler.former.frist import Fristregel
from rettidig.regler.indlaes import LOV, hent_lov, indlaes, regelfiler
from rettidig.regler.reform import aendringer
from rettidig.regler.udkast import FLEST_FEJL, STOERSTE, Udkastfejl, altid_lagt_over, lagt_over

TILBUD = LOV / "lab" / "102_foerste_tilbud.yaml"
REGEL = "lab.102.foerste_tilbud"


def fejl_i(skrevet: str | bytes) -> str:
    with pytest.raises(Udkastfejl) as fejl:
        laes(skrevet)
    return str(fejl.value)


def rettet(gammelt: str, nyt: str) -> str:
    """The file of the first offer with one thing written otherwise."""
    skrevet = TILBUD.read_text(encoding="utf-8")
    assert gammelt in skrevet
    return skrevet.replace(gammelt, nyt)


@pytest.mark.parametrize("fil", regelfiler(LOV), ids=lambda fil: fil.stem)
def test_every_file_of_the_law_is_a_draft_that_changes_nothing(fil: Path) -> None:
    udkast = laes(fil.read_bytes(), fil.name)
    assert udkast.regler
    assert aendringer(hent_lov(), lagt_over(hent_lov(), udkast)) == ()


def test_a_draft_laid_over_the_law_is_the_folder_the_command_line_reads(tmp_path: Path) -> None:
    skrevet = rettet("maaneder: 6, timer", "maaneder: 4, timer")
    kopi = tmp_path / "lov"
    shutil.copytree(LOV, kopi)
    (kopi / "lab" / TILBUD.name).write_text(skrevet, encoding="utf-8")
    foer = dict(hent_lov().regler)
    lagt = lagt_over(hent_lov(), laes(skrevet))
    assert dict(lagt.regler) == dict(indlaes(kopi).regler)
    assert {en.navn for en in aendringer(hent_lov(), lagt)} == {f"{REGEL}:udloeser.maaneder"}
    assert hent_lov().regler == foer


def test_a_draft_beside_a_law_version_always_holds_as_its_latest_version_has_it() -> None:
    udkast = laes(rettet("maaneder: 6, timer", "maaneder: 4, timer"))
    regel = altid_lagt_over(hent_lov(), udkast, "LV2022").regler[REGEL]
    assert isinstance(regel, Fristregel)
    nyeste = udkast.regler[REGEL]
    assert isinstance(nyeste, Fristregel)
    assert [v.opfyldes_af for v in regel.versioner] == [nyeste.versioner[-1].opfyldes_af]
    assert regel.versioner[0].til is None


@pytest.mark.parametrize(
    ("gammelt", "nyt", "saetning"),
    [
        ("form: frist", "form: fristt", "mit.yaml, linje 3: fristt kendes ikke"),
        ("tillid: V", "tilid: V", "nøglen tilid kendes ikke her"),
        ("regler:\n", "reglr:\n", "nøglen regler mangler"),
        ("koder: [virksomhedspraktik,", "koder: [virksomhedspraktikk,", "linje 21: virksomhedspraktikk er hverken"),
        ("maaneder: 6, timer", "maaneder: 600000, timer", "linje 17: tallet er for stort"),
        ("fra: 2020-01-01\n        til: 2023-03-21", "fra: 0020-01-01\n        til: 2023-03-21", "linje 10: dagen"),
        ("til: 2023-03-21", "til: 2023-04-21", "overlapper den foregående"),
        ("til: 2023-03-21", "til: 2023-02-21", "der er et hul"),
        ("kilde: BAB21}", "kilde: BAB99}", "kilden BAB99 står ikke i kilder.yaml"),
        ("valg: ovo_grandfathered\n", "valg: findes_ikke\n", "valget findes_ikke står ikke i valg.yaml"),
        ('grupper: ["6.1", "6.2", "6.3"]', 'grupper: ["6.1", "6.99"]', 'en målgruppe skrives "6.1" til "6.13"'),
        ("regel: lab.102.foerste_tilbud", "regel: lob.fokusmaal.1", "skal have samme form"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence_with_its_line(gammelt: str, nyt: str, saetning: str) -> None:
    assert saetning in fejl_i(rettet(gammelt, nyt))


def test_a_new_rule_is_taken_only_in_a_shape_the_engine_goes_through() -> None:
    ny = laes(rettet("regel: lab.102.foerste_tilbud", "regel: lab.102.endnu_et_tilbud"))
    assert "lab.102.endnu_et_tilbud" in {regel.regel for regel in lagt_over(hent_lov(), ny).frister()}
    fokus = (LOV / "lob" / "fokusmaal.yaml").read_text(encoding="utf-8")
    assert "en ny regel kan kun have formen frist" in fejl_i(fokus.replace("lob.fokusmaal.1", "lob.fokusmaal.3"))


def test_a_source_of_the_drafts_own_is_named_udkast() -> None:
    laes(rettet("kilde: LAB22}", "kilde: UDKAST}"))


def test_a_draft_knows_whether_it_begins_beyond_a_day() -> None:
    udkast = laes(TILBUD.read_bytes())
    assert udkast.begynder_efter(dt.date(2026, 6, 30))
    assert not udkast.begynder_efter(dt.date(2026, 7, 1))


BOMBE = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(8)
)


@pytest.mark.parametrize(
    "skrevet",
    [
        b"",
        b"\xff\xfe\x00",
        b"regler: []\n",
        b"- en liste\n",
        b"regler: [\n",
        b"regler: 1\n---\nregler: 2\n",
        b"regler: !!python/object/apply:os.system ['true']\n",
        b"regler: !!python/name:os.system\n",
        b"regler: &a [*a]\n",
        b"regler:\n  - null\n",
        b"regler: {a: 1, a: 2}\n",
        b"[" * 2000,
        b"x" * (STOERSTE + 1),
        BOMBE.encode(),
        b"regler:\n" + b"  - {regel: x}\n" * 500,
    ],
    ids=range(15),
)
def test_what_is_no_draft_is_refused_with_few_sentences(skrevet: bytes) -> None:
    saetninger = fejl_i(skrevet).splitlines()
    assert 1 <= len(saetninger) <= FLEST_FEJL
    assert all(linje.startswith("mit.yaml") for linje in saetninger)


def test_a_rule_written_twice_is_refused() -> None:
    regel = (LOV / "fin" / "refusion.yaml").read_text(encoding="utf-8").removeprefix("regler:\n")
    assert "står to gange" in fejl_i(f"regler:\n{regel}{regel}")
