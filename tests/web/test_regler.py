"""The pages about the law say what the generated pages say, at addresses that lead to each other."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse
from tests.adgang.proevebrugere import bruger, klient

DOCS = Path(__file__).parents[2] / "docs"
PARAGRAFFER = sorted(fil.stem for fil in (DOCS / "regler").glob("*.md") if fil.stem != "index")
STRATEGIER = sorted(fil.stem for fil in (DOCS / "lokalt").glob("*.md") if fil.stem != "index")


@pytest.fixture
def regelejer(store: Path) -> Client:
    return klient(bruger("regelejer"))


def bogstaver(html: str) -> str:
    """What is read, without tags and without spaces, which tags may stand in place of."""
    return "".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def celler(side: str) -> list[str]:
    """Every cell of every table of a page of Markdown, as it is read."""
    linjer = [linje for linje in side.splitlines() if linje.startswith("| ") and "---" not in linje]
    raa = [celle for linje in linjer for celle in re.split(r"(?<!\\)\|", linje)]
    uden_links = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", celle) for celle in raa]
    return ["".join(re.sub(r"\\(.)", r"\1", celle.replace("`", "").replace("**", "")).split()) for celle in uden_links]


def test_every_cell_of_every_page_of_the_law_is_on_the_web_page(regelejer: Client) -> None:
    for navn in PARAGRAFFER:
        svar = regelejer.get(reverse("regelside", args=[navn]))
        assert svar.status_code == 200
        vist = bogstaver(svar.content.decode())
        skrevet = (DOCS / "regler" / f"{navn}.md").read_text(encoding="utf-8")
        assert [celle for celle in celler(skrevet) if celle not in vist] == [], navn


def test_every_link_inside_the_pages_leads_to_a_page(regelejer: Client) -> None:
    sider = ["regler", "strategier", "strategier_i_brug", "ordliste", "reform"]
    adresser = {reverse(navn) for navn in sider}
    adresser |= {reverse("regelside", args=[navn]) for navn in PARAGRAFFER}
    adresser |= {reverse("strategiside", args=[navn]) for navn in STRATEGIER}
    fundne: dict[str, set[str]] = {}
    ankre: dict[str, set[str]] = {}
    for adresse in sorted(adresser):
        indhold = regelejer.get(adresse).content.decode()
        krop = indhold.split("<main", 1)[1].split("</main>")[0]
        ankre[adresse] = set(re.findall(r'id="([^"]+)"', krop))
        fundne[adresse] = {unescape(maal) for maal in re.findall(r'href="([^"]+)"', krop)}
    skemaer = {reverse("regelskema", args=[navn]) for navn in ("regler", "strategi")}
    for adresse, maal in fundne.items():
        for et_maal in maal:
            if et_maal.startswith("https://"):
                continue
            sti, _, anker = et_maal.partition("#")
            if sti.startswith(reverse("reform")) and sti not in adresser:
                assert regelejer.get(sti).status_code == 200, f"{adresse}: {et_maal}"
                continue
            assert sti in adresser | skemaer | {""}, f"{adresse}: {et_maal}"
            if anker and sti:
                assert anker in ankre[sti], f"{adresse}: {et_maal}"


def test_a_time_axis_is_a_picture_with_a_name_and_every_box_in_words(regelejer: Client) -> None:
    indhold = regelejer.get(reverse("regelside", args=["lab-102"])).content.decode()
    svg = ET.fromstring(re.search(r'<svg[^>]*class="rt-akse".*?</svg>', indhold, re.DOTALL).group())  # type: ignore[union-attr]
    rum = "{http://www.w3.org/2000/svg}"
    assert svg.findtext(f"{rum}title") == "Versioner på en tidsakse: Første tilbud efter seks måneder"
    beskrivelse = svg.findtext(f"{rum}desc") or ""
    assert beskrivelse.count("LAB § 102, stk. 1") == 3
    assert "2023-03-22 – 2026-06-30" in beskrivelse
    assert "kendt, ikke kodet" in beskrivelse


def test_a_rule_tree_is_told_in_steps_whose_numbers_are_there(regelejer: Client) -> None:
    indhold = regelejer.get(reverse("regelside", args=["lab-102"])).content.decode()
    lister = re.findall(r"<ol>(.*?)</ol>", indhold, re.DOTALL)
    assert len(lister) == 4
    for liste in lister:
        antal = len(re.findall(r"(?m)^<li>", re.sub(r"<ul>.*?</ul>", "", liste, flags=re.DOTALL)))
        assert {int(n) for n in re.findall(r"trin (\d+)", liste)} <= set(range(1, antal + 1))


@pytest.mark.parametrize(
    ("spurgt", "fundet"),
    [
        ("LAB § 102", "lab-102"),
        ("samtaleform", "lab-31-a"),
        ("§ 31 a", "lab-31-a"),
        ("<script>", None),
        ("x" * 200, None),
    ],
)
def test_a_search_finds_the_page_or_says_so(regelejer: Client, spurgt: str, fundet: str | None) -> None:
    svar = regelejer.get(reverse("regler"), {"q": spurgt})
    assert svar.status_code == 200
    indhold = svar.content.decode()
    assert "<script>" not in indhold.split("<main", 1)[1]
    resultat = indhold.split('id="fundne"', 1)[1].split("</section>")[0]
    if fundet is None:
        assert "<ul>" not in resultat
    else:
        assert f'href="{reverse("regelside", args=[fundet])}"' in resultat


def test_the_pages_are_there_in_english_too(regelejer: Client) -> None:
    regelejer.cookies["rettidig_sprog"] = "en"
    indhold = regelejer.get(reverse("regelside", args=["lab-102"])).content.decode()
    assert "Versions on a time axis" in indhold
    assert "on to step 2" in indhold


def test_an_unknown_page_is_not_found(regelejer: Client) -> None:
    for navn, sted in (("regelside", "lab-999"), ("strategiside", "intet-2023"), ("regelskema", "intet")):
        assert regelejer.get(reverse(navn, args=[sted])).status_code == 404
