"""Whatever kind of rule a draft changes, the page shows the change and what it does, or says why it cannot be tried."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from tests.adgang.proevebrugere import bruger, klient
from tests.cli.udtraek import TABELLER, skriv_udtraek
from tests.regler.udkastfiler import rettet
from tests.web.test_engelsk import dansk_paa, uden_kilder
from tests.web.test_reform_udkast import proevet, send, udkastet

from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import tekst
from rettidig.web.mellemled import SPROGCOOKIE

DAG = "2023-04-30"
KORTERE_PRAKTIK = rettet("lab/57_virksomhedspraktik.yaml", "tilbud.uger, hoejst: 4}", "tilbud.uger, hoejst: 3}")
UDEN_TELEFON = rettet(
    "lab/33_samtaleform.yaml",
    "{samtale_nr: senere, former: [fremmoede, telefon, video]}\n        forbehold: []",
    "{samtale_nr: senere, former: [fremmoede, video]}\n        forbehold: []",
)
SAMTALER = TABELLER["samtaler"] + "E1;2023-04-12;jobsamtale;telefon;afholdt;kommune\n"


def alle_slags() -> str:
    """One draft with a change of every kind: deadline, offer, talk, supervision, rate, and what is only known."""
    filer = (
        udkastet(),
        KORTERE_PRAKTIK,
        UDEN_TELEFON,
        rettet("lob/skaerpet_tilsyn.yaml", "udtager: true", "udtager: false"),
        rettet("las/35_satser_og_vejledning.yaml", "sats: 450", "sats: 475"),
        rettet("fin/fleksbidrag.yaml", "vaerdi: 30", "vaerdi: 25"),
    )
    return "regler:\n" + "".join(fil.split("regler:\n", 1)[1] for fil in filer)


@pytest.fixture
def by(store: Path, tmp_path: Path) -> Path:
    """The small invented town with one talk by telephone more, in the store; and the folder of its extract."""
    from rettidig.forloeb import laes_datasaet
    from rettidig.sager.services.indlaesning import indlaes

    for navn in ("reform", "reformudkast"):
        shutil.rmtree(store / navn, ignore_errors=True)
    mappe: Path = skriv_udtraek(tmp_path / "by", samtaler=SAMTALER)
    indlaes(laes_datasaet(mappe), "kontrakt", hvem="Bo")
    return mappe


def afproevet(skrevet: str, rolle: str = "controller", **valg: str) -> tuple[Any, str]:
    """The client, and the page of a draft that has been worked out."""
    en = bruger(rolle)
    k = klient(en)
    assert send(k, skrevet).status_code == 302
    return k, proevet(k, en, **{"dag": DAG, **valg})


def del_(side: str, anker: str) -> str:
    """The text of a part of the page, from its heading to the next of the same or a higher rank."""
    efter = side.split(f'id="{anker}"', 1)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", re.split(r"<h[23][ >]", efter, maxsplit=1)[0]).split())


def regneark(k: Any, navn: str, **valg: str) -> str:
    valgt = {"dag": DAG, "fra": "gaeldende", "til": "udkast", **valg}
    with zipfile.ZipFile(io.BytesIO(k.get(reverse(navn), valgt).content)) as bog:
        return unescape(bog.read("xl/sharedStrings.xml").decode())


def test_a_draft_of_conditions_judges_the_offers_under_way_and_opens_to_their_persons(by: Path) -> None:
    k, side = afproevet(KORTERE_PRAKTIK)
    tilbud = del_(side, "tilbud")
    assert "Intet til hinder → ikke lovligt" in tilbud
    assert "Virksomhedspraktik 1 1 0 0 0" in tilbud
    assert "det er aldrig et ja" in tilbud
    assert "Det ændrer udkastet (1)" in side
    (adresse,) = set(re.findall(r'href="(/regler/reform/\?[^"]*indsats=virksomhedspraktik[^"]*)#personer"', side))
    personer = unescape(k.get(adresse).content.decode())
    liste = personer.split('id="personer"', 1)[1]
    assert liste.count('href="/borger/') == 1
    assert ">E1</a>" in liste
    assert "Virksomhedspraktik 10.4.2023 – 7.5.2023." in liste
    assert "Højst 4 uger for 6.1" in liste
    assert "Bliver ulovligt" in liste
    ark = regneark(k, "reform_excel")
    for sagt in ("Tilbud i gang, tilbud", "ikke lovligt", "Betingelse"):
        assert sagt in ark
    assert "E1" in regneark(k, "reform_personer_excel", slags="tilbud")


def test_what_is_not_registered_is_counted_as_unknown_and_is_nobodys_yes(by: Path) -> None:
    fil = rettet("lab/57_virksomhedspraktik.yaml", "pr: 5, indtil: 50", "pr: 6, indtil: 50")
    _, side = afproevet(fil)
    assert "Virksomhedspraktik 1 1 0 0" in del_(side, "tilbud")
    assert "Kan ikke afgøres efter nogen af dem" in del_(side, "tilbud")
    assert 'id="personer"' not in side
    assert tekst("web_indlaes.reform.ingen") in side


def test_a_draft_of_the_form_of_talks_judges_talks_held_and_the_next(by: Path) -> None:
    k, side = afproevet(UDEN_TELEFON)
    samtaler = del_(side, "samtaleform")
    assert "Holdte samtaler" in samtaler
    assert "Intet til hinder Ikke lovligt 1" in del_(side, "samtaler-holdte")
    naeste = del_(side, "samtaler-naeste")
    assert "video" in naeste
    assert "Lovlige former før" in naeste
    valgt = {"dag": DAG, "fra": "gaeldende", "til": "udkast", "virkning": "bliver_ulovlig"}
    liste = unescape(k.get(reverse("reform"), valgt).content.decode()).split('id="personer"', 1)[1]
    assert ">E1</a>" in liste
    assert "telefon" in liste
    assert "samtale: senere; lovlige former: personligt fremmøde, video" in side


def test_a_draft_of_supervision_says_what_follows_if_the_result_goal_is_missed(by: Path) -> None:
    _, side = afproevet(rettet("lob/skaerpet_tilsyn.yaml", "udtager: true", "udtager: false"))
    tilsyn = del_(side, "tilsyn")
    assert "Hedensted" in tilsyn
    assert "Udtages, hvis resultatmålet ikke er nået." in tilsyn
    assert "Udtages ikke." in tilsyn
    assert "Fokusmål 1:" in tilsyn


@pytest.mark.parametrize(
    ("fil", "gammelt", "nyt", "aendring", "grund"),
    [
        ("las/35_satser_og_vejledning.yaml", "sats: 450", "sats: 475", "475 kr. fra",
         "beløbene er ikke i oplysningerne"),
        ("fin/fleksbidrag.yaml", "vaerdi: 30", "vaerdi: 25", "25 pct.", "fleksløntilskuddets beløb og lønnen"),
        ("lab/61_forlaengelse.yaml", "hoejst: 26", "hoejst: 20", "højst 20", "ikke er registreret som en oplysning"),
    ],
    ids=["satsbaand", "kendt", "forlaengelse"],
)  # fmt: skip
def test_what_cannot_be_tried_is_shown_and_the_reason_said(
    by: Path, fil: str, gammelt: str, nyt: str, aendring: str, grund: str
) -> None:
    k, side = afproevet(rettet(fil, gammelt, nyt), rolle="regelejer")
    hele = unescape(re.sub(r"<[^>]+>", " ", side))
    assert aendring in hele
    assert "Ændret, men ikke afprøvet på borgerne (1)" in hele
    assert grund in hele
    assert "Hvorfor, står ved svaret" in hele
    ark = regneark(k, "reform_excel")
    assert aendring in ark
    assert grund in ark


def test_a_draft_valid_from_2027_is_rehearsed_on_a_day_no_coded_law_reaches(by: Path) -> None:
    fra_2027 = rettet(
        "lab/33_samtaleform.yaml",
        "        forbehold: []\n      - &sdl_2020",
        "        forbehold: []\n      - <<: *lab_2020\n        fra: 2027-01-01\n        til: null\n"
        "        hjemmel: {lov: LAB, paragraf: \"33\", stk: \"1\", kilde: UDKAST}\n        ikke_bedoemt: []\n"
        "        linjer:\n          - {samtale_nr: foerste, former: [fremmoede]}\n"
        "          - {samtale_nr: senere, former: [fremmoede]}\n        forbehold: []\n      - &sdl_2020",
    )  # fmt: skip
    _, side = afproevet(fra_2027, dag="2027-01-01")
    ukodet = hent_lov().lovversioner.paa(dt.date(2027, 1, 1))
    assert ukodet is not None
    assert ukodet.aendring.da in side
    assert "er kendt, men ikke kodet" in side
    assert "Dagen er ikke kommet" in side
    assert "Udgaven fra 1. januar 2027" in side
    assert "personligt fremmøde, telefon og video personligt fremmøde" in del_(side, "samtaler-naeste").lower()
    assert tekst("web.reform.samtaler.hvad") in side


def test_a_day_far_beyond_the_coded_law_is_refused_beside_the_field(by: Path) -> None:
    svar = klient(bruger("regelejer")).get(reverse("reform"), {"dag": "2037-01-01", "fra": "LV2024", "til": "LV2026C"})
    assert svar.status_code == 422
    assert "for langt efter den kodede lov" in unescape(svar.content.decode())


def test_one_draft_with_every_kind_of_change_is_told_in_all_its_parts_and_in_english(by: Path) -> None:
    k, side = afproevet(alle_slags())
    for anker in ("tilbud", "samtaleform", "tilsyn", "fordelt-regel", "personer"):
        assert f'id="{anker}"' in side
    assert "Ændret, men ikke afprøvet på borgerne (2)" in side
    k.cookies[SPROGCOOKIE] = "en"
    valgt = {"dag": DAG, "fra": "gaeldende", "til": "udkast"}
    engelsk = unescape(k.get(reverse("reform"), valgt).content.decode()).split('id="rt-reform"', 1)[1]
    for sagt in ("What the draft changes", "Offers under way (1)", "Becomes unlawful", "At most 4 weeks for 6.1"):
        assert sagt in engelsk
    assert list(dansk_paa(uden_kilder(k.get(reverse("reform"), valgt).content.decode()), frozenset())) == []


def test_whoever_may_see_no_persons_sees_the_counts_and_no_way_to_them(by: Path) -> None:
    from rettidig.adgang.models import Laesning

    _, side = afproevet(KORTERE_PRAKTIK, rolle="regelejer")
    assert "Virksomhedspraktik 1 1 0 0 0" in del_(side, "tilbud")
    assert "slags=tilbud" not in side
    assert "/borger/" not in side
    assert not Laesning.objects.exists()
