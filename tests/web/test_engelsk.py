"""Who has chosen English reads English on every page: no Danish sentence slips through."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger, klient
from tests.tal.egne import tag_i_brug
from tests.web.byen_i_lister import CVR
from tests.web.tal_by import FM2, byens_mappe, indlaes_byen, teams

from rettidig.regler.daekning import laes_ikke_kodede_sager, laes_sager
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import _katalog
from rettidig.web.mellemled import SPROGCOOKIE

SMAAORD = frozenset(
    re.findall(
        r"\S+",
        "og er ikke det som af har med på skal eller hvor når efter uden der hvis ingen din deres siden være kan hvad "
        "mere blev bliver kun også gem søg",
    )
)
"""Small words of Danish that are no words of English and no codes of the data contract."""
DANSKE = SMAAORD | frozenset(
    re.findall(
        r"\S+",
        "til fra hvem alle vis borger borgere borgeren frist fristen ydelse samtale tilbud måned måneder uge dage "
        "pligt regler dag",
    )
)
M = "maaned=2023-05"
EGNE = ("/tal/egen-strategi/", "/tal/egen-strategi/personer/?hvad=afgjorte")
SIDER: dict[str, tuple[str, ...]] = {
    "sagsbehandler": (
        "/",
        "/lister/?liste=sagsstamme",
        "/lister/?liste=aabne",
        "/lister/?liste=egne_frister",
        "/noedadgang/",
        "/spaerringer/",
        "/konto/2fa/",
        "/konto/logout/",
        "/findes/ikke/",
    ),
    "konsulent": (f"/?cvr={CVR}&ansatte=12",),
    "teamleder": ("/", "/start/kapacitet/", "/fordeling/"),
    "fagleder": ("/", f"/tal/personer/?{M}", f"/tal/vejen/?{M}&maaling={FM2}", "/andre-systemer/", *EGNE),
    "controller": (
        "/",
        "/indlaes/",
        "/afstemning/",
        "/laeselog/",
        f"/tal/?{M}",
        "/tal/meldt/",
        "/tal/frem/",
        f"/tal/tilbud/?{M}",
        "/tal/tilsyn/?aar=2023&ydelsesgrad=14,2&forventet=13,9",
    ),
    "leder": ("/", "/brugere/", f"/tal/refusion/?{M}"),
    "politiker": ("/", "/tal/"),
    "regelejer": (
        "/",
        "/regler/",
        "/regler/side/lab-102/",
        "/regler/side/sdl-24/",
        "/regler/reform/",
        "/regler/lokalt/",
        "/regler/lokalt/hedensted-2023/",
        "/regler/lokalt/i-brug/",
    ),
    "administrator": ("/", "/brugere/", "/brugere/ny/", "/drift/"),
    "borger": ("/mit/", "/hvem-har-set/"),
}
OM_BORGEREN = (
    "",
    "oplysninger/",
    "journal/",
    "indsigt/",
    "registrer/samtale/",
    "registrer/tilbud/",
    "registrer/haendelse/",
)


class Laeser(HTMLParser):
    """What is read, seen or heard, piece by piece, besides what a page marks as Danish or as code."""

    def __init__(self) -> None:
        super().__init__()
        self.stykker: list[str] = []
        self._udenfor = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kendte = dict(attrs)
        if self._udenfor or kendte.get("lang") == "da" or tag in {"script", "style", "code"}:
            self._udenfor += tag not in {"meta", "link", "img", "input", "br", "path", "use"}
            return
        self.stykker += [v for navn in ("aria-label", "title", "alt", "placeholder") if (v := kendte.get(navn))]

    def handle_endtag(self, tag: str) -> None:
        self._udenfor = max(0, self._udenfor - 1)

    def handle_data(self, data: str) -> None:
        if not self._udenfor and data.strip():
            self.stykker.append(unescape(data.strip()))


def dansk_paa(html: str, undtagne: frozenset[str]) -> Iterator[str]:
    """The pieces that are Danish; ``undtagne`` are names of people and teams."""
    laeser = Laeser()
    laeser.feed(html)
    for stykke in laeser.stykker:
        uden_koder = re.sub(r"\S*[_./-]\S+", " ", stykke)
        ord_ = set(re.findall(r"[a-zæøå]+", uden_koder.lower()))
        if ord_ & DANSKE and stykke not in undtagne and not stykke.startswith("CSV with "):
            yield stykke


def uden_kilder(html: str) -> str:
    """The page without the names of acts and the places in them, which are what they are in every language."""
    for kilde in hent_lov().kilder.kilder.values():
        html = html.replace(kilde.navn, "")
    return re.sub(r"(?:stk\.|nr\.|kap\.|§§?) [\d a-z]+ og (?:§ )?\d+", "", html)


@pytest.fixture
def by(store: Path, tmp_path: Path) -> Any:
    from rettidig.sager.models import Borger

    tag_i_brug()
    indlaes_byen(byens_mappe(tmp_path, 120))
    return Borger.objects.order_by("noegle").first()


def test_every_page_is_english_to_the_end(by: Any) -> None:
    navne = frozenset({*teams(), "Dansk", "csv, xlsx, parquet"})
    fundet: list[tuple[str, str, str]] = []
    for rolle, stier in SIDER.items():
        hold: dict[str, Any] = {} if rolle == "borger" else {"teams": teams()}
        k = klient(bruger(rolle, kommune="766", borger=by if rolle == "borger" else None, **hold))
        k.cookies[SPROGCOOKIE] = "en"
        om = [f"/borger/{by.noegle}/{sti}" for sti in OM_BORGEREN] if rolle == "sagsbehandler" else []
        for sti in (*stier, *om):
            svar = k.get(sti)
            assert svar.headers["Content-Language"] == "en", sti
            html = uden_kilder(svar.content.decode())
            assert '<html lang="en">' in html, sti
            fundet += [(rolle, sti, stykke) for stykke in dansk_paa(html, navne)]
    assert not fundet, "\n".join(map(str, fundet))


def test_the_english_catalogue_has_no_danish_sentence() -> None:
    koder = re.compile(r"\{[^}]*\}|`[^`]*`|\"[^\"]*\"|--\S+|\S*[_./:=]\S+")
    dansk = {
        noegle: saetninger["en"]
        for noegle, saetninger in _katalog().items()
        if set(re.findall(r"[a-zæøå]+", koder.sub(" ", saetninger["en"]).lower())) & SMAAORD
    }
    assert dansk == {}


def test_the_english_names_of_the_cases_have_no_danish_word() -> None:
    navne = {sag.id: sag.navn.en for sag in laes_sager()} | {id_: grund.en for id_, grund in laes_ikke_kodede_sager()}
    uden_koder = {id_: re.sub(r"\S*[_./:=]\S+", " ", navn) for id_, navn in navne.items()}
    dansk = {id_: navn for id_, navn in uden_koder.items() if set(re.findall(r"[a-zæøå]+", navn.lower())) & DANSKE}
    assert dansk == {}


def test_what_stays_danish_on_a_page_about_the_law_is_marked_so() -> None:
    from rettidig.sprog import paa_sprog
    from rettidig.web.regelsider.markdown import vis

    kilde = "# LAB\n\n| Case | Derivation (in Danish) | Source |\n| --- | --- | --- |\n| X1 | Fristen er 2/1 | LBK |\n"
    with paa_sprog("en"):
        assert '<td>X1</td>\n<td lang="da">Fristen er 2/1</td>\n<td lang="da">LBK</td>' in vis(kilde, str, ()).indhold
    with paa_sprog("da"):
        assert "lang=" not in vis(kilde, str, ()).indhold
