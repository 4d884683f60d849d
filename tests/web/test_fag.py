"""What the consultant, the controller and the administrator have beside the lists: places, samples, users."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger, klient
from tests.sager.udtraek import lille, ydelse
from tests.web.byen_i_lister import CVR, DAG, kontoret
from tests.web.tal_by import FM1, byens_mappe, indlaes_byen

D = dt.date


def ark(indhold: bytes) -> str:
    """All the words of a workbook."""
    with zipfile.ZipFile(io.BytesIO(indhold)) as pakke:
        return "".join(pakke.read(navn).decode() for navn in pakke.namelist() if navn.endswith(".xml"))


def placeringen(k: Any, slags: str = "virksomhedspraktik", **andet: str) -> str:
    """The part of the start page that says who could be placed."""
    svar = k.get("/", {"cvr": CVR, "ansatte": "12", "hvem": slags, **andet})
    assert svar.status_code == 200
    indhold: str = svar.content.decode()
    return indhold.split('id="placering-navn"', 1)[1].split('id="virksomhed-regler"', 1)[0]


def test_those_without_an_offer_are_asked_about_and_the_others_are_counted_out_with_the_reason(store: Path) -> None:
    from rettidig.tal.models import Listebrug
    from rettidig.tal.selectors.placering import ORDEN

    kontoret(antal=6)
    k = klient(bruger("konsulent", kommune="766"))
    del_ = placeringen(k)
    assert set(re.findall(r'href="/borger/([^/"]+)/"', del_)) == {"A", "B", "N0", "N1"}
    assert "4 borgere er i forløb uden tilbud" in del_
    assert "1 er i tilbud, 0 har et på vej, og 1 er fritaget" in del_
    brug = Listebrug.objects.get()
    assert (brug.liste, tuple(brug.orden), brug.antal) == ("placering", ORDEN, 4)
    assert 'id="placering-navn"' in k.get("/", {"cvr": CVR, "hvem": "noget-andet"}).content.decode()
    assert Listebrug.objects.count() == 1, "what is not asked is not used"


def test_the_longest_lawful_place_is_the_one_the_law_answers_with(store: Path) -> None:
    from rettidig.sager.models import Borger
    from rettidig.tal.selectors.borger import borger
    from rettidig.tidslinje import calendar

    kontoret(antal=4)
    del_ = placeringen(klient(bruger("konsulent", kommune="766")))
    raekke = re.search(r"<tr><th[^>]*><a href=\"/borger/A/\".*?</tr>", del_, re.DOTALL)
    assert raekke is not None
    (uger,) = re.findall(r"Ja, højst (\d+) uger", raekke[0])
    assert "LAB § 61" in raekke[0]
    billede = borger(Borger.objects.get(noegle="A").pk, DAG)

    def brudte(laengde: int) -> list[str]:
        sidste = calendar.to_date(calendar.add_weeks(calendar.to_day(DAG), laengde) - 1)
        tilbud = {"slags": "virksomhedspraktik", "fra": DAG.isoformat(), "til": sidste.isoformat()}
        vurdering, _, _ = billede.vilkaar({"handling": "bevil_tilbud", "dato": DAG.isoformat(), "tilbud": tilbud})
        return [svar.betingelse.id for svar in vurdering.relevante if svar.status == "ikke_opfyldt"]

    assert brudte(int(uger)) == []
    assert brudte(int(uger) + 1) == ["varighed"]


def test_who_cannot_be_placed_is_told_with_the_condition_and_gets_no_way_to_register(store: Path) -> None:
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.services.koersel import koer

    syg = ydelse(borger="B", ydelse="sygedagpenge", visitation=None)
    indlaes(lille(ydelser=[ydelse(), syg]), kilde="proeve", hvem="proeve")
    koer(DAG)
    del_ = placeringen(klient(bruger("konsulent", kommune="766")), "nytteindsats")
    raekker = {
        noegle: raekke for raekke in del_.split("<tr>") for noegle in re.findall(r'href="/borger/(\w)/"', raekke)
    }
    assert "Ja, højst 13 uger" in raekker["A"]
    assert "Registrér her" in raekker["A"]
    assert "Ikke opfyldt: Borgeren er i 6.1-6.5." in raekker["B"]
    assert "LAB § 82" in raekker["B"]
    assert "Registrér her" not in raekker["B"]


def test_the_company_follows_to_the_form_but_stands_in_no_address(store: Path) -> None:
    kontoret(antal=4)
    k = klient(bruger("konsulent", kommune="766"))
    del_ = placeringen(k)
    adresser = [a for a in re.findall(r'href="(/borger/[^"]+)"', del_) if "registrer" in a]
    assert adresser
    assert not [a for a in adresser if CVR in a]
    form = k.get(adresser[0].replace("&amp;", "&")).content.decode()
    assert f'value="{CVR}"' in form
    assert 'value="12"' in form
    uden = k.get("/borger/A/registrer/tilbud/").content.decode()
    assert f'value="{CVR}"' not in uden


def test_a_companys_lists_are_workbooks_of_ids_and_only_of_those_one_may_see(store: Path) -> None:
    from rettidig.adgang.models import Laesning

    kontoret(antal=6)
    k = klient(bruger("konsulent", kommune="766"))
    valg = {"cvr": CVR, "ansatte": "12", "hvem": "virksomhedspraktik"}
    pladser = ark(k.get("/start/virksomhed/excel/pladser/", valg).content)
    assert ">D<" in pladser
    assert Laesning.objects.filter(hvad="udtraek.virksomhed").count() == 1
    hvem = ark(k.get("/start/virksomhed/excel/placering/", valg).content)
    assert {"A", "B", "N0", "N1"} <= set(re.findall(r">([^<>]+)</t>", hvem))
    assert Laesning.objects.filter(hvad="udtraek.placering").count() == 1
    assert k.get("/start/virksomhed/excel/placering/", {"cvr": CVR}).status_code == 404
    assert k.get("/start/virksomhed/excel/andet/", valg).status_code == 404
    assert k.get("/start/virksomhed/excel/pladser/").status_code == 404
    syd = klient(bruger("sagsbehandler", teams=["Syd"], kommune="766"))
    assert not set(re.findall(r">(A|B|N0|N1)</t>", ark(syd.get("/start/virksomhed/excel/placering/", valg).content)))
    assert klient(bruger("leder", kommune="766")).get("/start/virksomhed/excel/pladser/", valg).status_code == 403


def test_the_workbook_of_who_could_be_placed_holds_them_all_in_order_and_all_are_noted(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rettidig.adgang.models import Laesning
    from rettidig.tal.models import Listebrug
    from rettidig.tal.selectors import placering

    kontoret(antal=24)
    k = klient(bruger("konsulent", kommune="766"))
    paa_siderne = [
        b for nr in "12" for b in re.findall(r'<th[^>]*><a href="/borger/([^/"]+)/"', placeringen(k, side=nr))
    ]
    assert len(paa_siderne) > placering.PR_SIDE
    valg = {"cvr": CVR, "ansatte": "12", "hvem": "virksomhedspraktik"}
    svar = ark(k.get("/start/virksomhed/excel/placering/", valg).content)
    monkeypatch.setattr(placering, "_PAA_EN_GANG", 7)
    i_dele = ark(k.get("/start/virksomhed/excel/placering/", valg).content)
    for indhold in (svar, i_dele):
        assert [t for t in re.findall(r">([^<>]+)</t>", indhold) if t in paa_siderne] == paa_siderne
        assert "De første" not in indhold
    noteret = Laesning.objects.filter(hvad="udtraek.placering")
    assert [laesning.borgere.count() for laesning in noteret] == [len(paa_siderne)] * 2
    assert Listebrug.objects.latest("id").antal == len(paa_siderne)


def test_who_could_be_placed_takes_no_more_queries_for_more_citizens(store: Path) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    kontoret(antal=24)
    k = klient(bruger("konsulent", kommune="766"))
    placeringen(k)
    assert "Side 1 af 2" in placeringen(k, side="0")
    assert "Side 2 af 2" in placeringen(k, side="2")
    assert "Side 1 af 2" in placeringen(k, side="99")
    with CaptureQueriesContext(connection) as en_side:
        placeringen(k)
    with CaptureQueriesContext(connection) as faa:
        placeringen(k, side="2")
    assert len(en_side) <= len(faa) + 2
    assert len(en_side) < 60


@pytest.fixture
def by(store: Path, tmp_path: Path) -> None:
    indlaes_byen(byens_mappe(tmp_path))


def test_a_difference_and_a_years_supervision_can_be_taken_along(by: None) -> None:
    from rettidig.sager.services.rettelser import registrer

    k = klient(bruger("controller", kommune="766"))
    personer = k.get(
        "/tal/personer/", {"maaned": "2023-05", "maaling": FM1, "gruppe": "ikke_aktiveret"}
    ).content.decode()
    noegle = re.findall(r'href="/borger/([^/"]+)/"', personer)[0]
    raekke = {"borger_id": noegle, "indsats": "virksomhedspraktik", "fra": "2023-05-01", "til": "2023-05-28"}
    registrer("indsatser", raekke, hvem="anna", hvorfor="proeve")
    start = k.get("/").content.decode()
    (vej,) = {a for a in re.findall(r'href="(/tal/meldt/forskel/[^"]+)"', start) if FM1 in a and "ydelse=alle" in a}
    side = k.get(vej.replace("&amp;", "&")).content.decode()
    (hent,) = re.findall(r'href="(/tal/meldt/forskel/excel/[^"]+)"', side)
    hentet = ark(k.get(hent.replace("&amp;", "&")).content)
    assert noegle in hentet
    assert "Uden aktiv indsats" in hentet
    assert re.search(r"Rettet [^<]*, anna", hentet)
    assert klient(bruger("leder", kommune="766")).get(hent.replace("&amp;", "&")).status_code == 403

    valg = {"aar": "2022", "ydelsesgrad": "5,1", "forventet": "5,0"}
    tilsyn = k.get("/tal/tilsyn/", valg).content.decode()
    (hent,) = re.findall(r'href="(/tal/tilsyn/excel/[^"]+)"', tilsyn)
    hentet = ark(k.get(hent.replace("&amp;", "&")).content)
    assert "0.051" in hentet
    assert "skærpet tilsyn for 2022" in hentet
    assert k.get("/tal/tilsyn/excel/", {"aar": "2022"}).status_code == 404
    assert klient(bruger("politiker", kommune="766")).get("/tal/tilsyn/excel/", valg).status_code == 404


def test_the_sample_speaks_to_the_controller_and_keeps_its_findings_with_who_made_them(store: Path) -> None:
    kontoret()
    klient(bruger("sagsbehandler", navn="sara", teams=["Nord"], kommune="766")).get("/")
    k = klient(bruger("controller", navn="carl", kommune="766"))
    i_dag = dt.date.today()  # noqa: DTZ011 - a wide period round it
    valg = {"fra": i_dag - dt.timedelta(days=2), "til": i_dag + dt.timedelta(days=2), "froe": 1, "antal": 20}
    side = k.get("/laeselog/", valg).content.decode()
    assert "Sagsbehandling" in side
    assert "din sag" not in side
    laest = re.findall(r'name="laest" value="(\d+)"', side)[0]
    k.post("/laeselog/", valg | {"laest": laest, "vurdering": "uafklaret", "bemaerkning": "spørg Sara"})
    side = k.get("/laeselog/", valg).content.decode()
    assert re.search(r"1 af \d+ opslag er vurderet: 0 i orden, 1 uafklaret, 0 uberettiget", side)
    assert "spørg Sara" in side
    hentet = ark(k.get("/laeselog/excel/", valg).content)
    assert "spørg Sara" in hentet
    assert "1 uafklaret" in hentet
    assert k.get("/laeselog/excel/").status_code == 404
    assert klient(bruger("administrator")).get("/laeselog/excel/", valg).status_code == 403


def test_users_are_found_and_nobody_is_offered_to_change_their_own_access(store: Path) -> None:
    from rettidig.adgang.models import Bruger

    k = klient(bruger("administrator", navn="rod"))
    bruger("sagsbehandler", navn="sara", teams=["Nord"], initialer="SAX", kommune="766")
    bruger("controller", navn="carl", kommune="766")

    def fundet(**valg: str) -> set[str]:
        return set(re.findall(r'<a href="/brugere/\d+/">([^<]+)</a>', k.get("/brugere/", valg).content.decode()))

    assert fundet() == {"rod", "sara", "carl"}
    assert fundet(q="Nord") == fundet(q="sax") == fundet(rolle="sagsbehandler") == {"sara"}
    assert fundet(tilstand="lukket") == set()
    assert k.get("/brugere/", {"rolle": "kejser"}).status_code == 400
    mig = Bruger.objects.get(username="rod")
    assert "Gem ændringer" not in k.get(f"/brugere/{mig.pk}/").content.decode()
    sara = Bruger.objects.get(username="sara")
    med_link = k.post(f"/brugere/{sara.pk}/link/").content.decode()
    assert re.search(r'value="sagsbehandler"[^>]* checked', med_link), (
        "the form beside the link shows the access there is"
    )
    assert 'value="Nord"' in med_link
    assert 'value="sara"' in k.get("/spaerringer/", {"bruger": "sara"}).content.decode()
    data = {"roller": ["sagsbehandler"], "teams": "Nord", "initialer": "SAX", "hvorfor": "Flyttet"}
    k.post(f"/brugere/{sara.pk}/", data)
    assert Bruger.objects.get(pk=sara.pk).kommune == "766", "what is not sent stays"
    k.post(f"/brugere/{sara.pk}/", data | {"kommune": "101"})
    assert Bruger.objects.get(pk=sara.pk).kommune == "101"


def test_the_administrator_begins_with_what_somebody_must_look_at(store: Path) -> None:
    kontoret()
    start = klient(bruger("administrator")).get("/").content.decode()
    assert "Nogen skal se på det" in start
    assert "Der er ikke taget en sikkerhedskopi" in start


def test_the_rule_owner_begins_with_the_versions_on_a_time_axis(store: Path) -> None:
    from rettidig.regler.indlaes import hent_lov

    kontoret()
    start = klient(bruger("regelejer")).get("/").content.decode()
    billede = start.split('class="rt-akse"', 1)[1].split("</svg>", 1)[0]
    for version in hent_lov().lovversioner.lovversioner:
        assert version.id in billede
