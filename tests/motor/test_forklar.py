"""What holds for every explanation: it answers as the rows do, and nothing in it stands without paragraph or row."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from random import Random
from typing import Any

import pytest
from tests.motor.forklaringssituationer import SITUATIONER
from tests.motor.sammenligning import Person, folk, som_datasaet, som_tabeller, standardvalg
from tests.uafhaengig.byg import fritagelse, indsats, person, samtaler, ydelse

from rettidig.forloeb import Datasaet
from rettidig.motor.forklar import Forklaring, KanIkkeForklares, forklar
from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.fund import Samtaleform
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import byg_historik
from rettidig.motor.svar import frist_raekker
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import paa_sprog
from rettidig.tidslinje.calendar import to_day

LOV = hent_lov()
DAGE = (
    date(2021, 3, 31),
    date(2022, 4, 20),
    date(2023, 6, 30),
    date(2024, 9, 15),
    date(2025, 12, 31),
    date(2026, 9, 1),
)
FROE = 20_231
PERSONER = 150


def alene(en: Person) -> Datasaet:
    return som_datasaet(som_tabeller([en]))


def spurgt() -> list[tuple[Person, date]]:
    """Random people with ugly and likely histories, each on a day, and the golden situations."""
    rng = Random(FROE)
    tilfaeldige = [(en, rng.choice(DAGE)) for en in folk(FROE, PERSONER)]
    return tilfaeldige + [(hver.person, date.fromisoformat(hver.pr)) for hver in SITUATIONER.values()]


def forklaret(en: Person, dag: date, *regler: str, **valg: str) -> Forklaring:
    return forklar(LOV, alene(en), en["borger"]["borger_id"], to_day(dag), valg, regler or None)


def pligt(en: Person, pr: str, regel: str, **valg: str) -> Knude:
    (fundet,) = forklaret(en, date.fromisoformat(pr), regel, **valg).rod.kaldet("pligt")
    return fundet


@pytest.fixture(scope="module")
def forklaringer() -> list[tuple[Person, date, Forklaring]]:
    return [(en, dag, forklaret(en, dag)) for en, dag in spurgt()]


Forklaringer = list[tuple[Person, date, Forklaring]]


def test_pligterne_er_netop_fristraekkerne_i_samme_orden(forklaringer: Forklaringer) -> None:
    for en, dag, forklaring in forklaringer:
        grundlag = Grundlag.paa(LOV, byg_historik(alene(en)), to_day(dag), standardvalg(LOV))
        raekker = [{navn: _som_json(v) for navn, v in raekke.items()} for raekke in frist_raekker(grundlag)]
        assert [knude.vaerdi for knude in forklaring.rod.kaldet("pligt")] == raekker


def test_hver_knude_har_en_hjemmel_og_en_saetning(forklaringer: Forklaringer) -> None:
    for _, _, forklaring in forklaringer:
        for knude in forklaring.rod.alle():
            assert "§" in knude.hjemmel, knude
            assert knude.tekst, knude


def test_traeet_kan_skrives_som_json_og_laeses_igen(forklaringer: Forklaringer) -> None:
    for _, _, forklaring in forklaringer:
        skrevet = json.dumps(forklaring.som_json(), ensure_ascii=False)
        assert Knude.fra_json(json.loads(skrevet)) == forklaring.rod


def test_hver_naevnt_raekke_findes_i_udtraekket(forklaringer: Forklaringer) -> None:
    for en, _, forklaring in forklaringer:
        data = alene(en)
        findes = {
            (navn, raekke["raekke"]): raekke for navn, tabel in data.tabeller.items() for raekke in tabel.to_pylist()
        }
        for knude in forklaring.rod.alle():
            for raekke in knude.raekker:
                registreret = findes[raekke["tabel"], raekke["raekke"]]
                assert set(raekke) == set(registreret) - {"borger_id"} | {"tabel"}
            naevnt = re.findall(r"\((\w+), række (\d+)\)", knude.tekst)
            assert all((tabel, int(nummer)) in findes for tabel, nummer in naevnt)


def test_det_tidligste_tilbud_der_taeller_er_det_der_opfylder(forklaringer: Forklaringer) -> None:
    for _, _, forklaring in forklaringer:
        for knude in forklaring.rod.kaldet("pligt"):
            tilbud = [barn for barn in knude.alle() if barn.navn == "tilbud"]
            taeller = [barn.vaerdi["begyndt"] for barn in tilbud if barn.opfyldt or " for sent" in barn.tekst]
            if tilbud:
                assert min(taeller, default=None) == knude.vaerdi["opfyldt_dato"], forklaring.som_tekst()


def test_den_sidste_samtale_der_skal_taelles_er_den_der_opfylder(forklaringer: Forklaringer) -> None:
    for _, _, forklaring in forklaringer:
        for knude in forklaring.rod.kaldet("pligt"):
            talt = [barn.vaerdi["dato"] for barn in knude.kaldet("samtale") if barn.vaerdi["nummer"] is not None]
            (opfyldelse,) = knude.kaldet("opfyldelse")
            if isinstance(opfyldelse.vaerdi, dict):
                kraevet = opfyldelse.vaerdi["kraevet"]
                naaet = talt[kraevet - 1] if len(talt) >= kraevet else None
                assert naaet == knude.vaerdi["opfyldt_dato"], forklaring.som_tekst()


def test_urets_stilstande_er_netop_pausedagene(forklaringer: Forklaringer) -> None:
    for _, _, forklaring in forklaringer:
        for knude in forklaring.rod.kaldet("pligt"):
            stilstande = Counter(barn.vaerdi["dage"] for barn in knude.kaldet("stilstand"))
            assert sum(dage * antal for dage, antal in stilstande.items()) == knude.vaerdi["pause_dage"]


def test_hvert_forloeb_har_hver_regel_som_pligt_eller_med_en_grund(forklaringer: Forklaringer) -> None:
    alle = {regel.regel for regel in LOV.frister()}
    for _, _, forklaring in forklaringer:
        if not forklaring.rod.kaldet("forloeb"):
            continue
        pligter = {knude.vaerdi["regel"] for knude in forklaring.rod.kaldet("pligt")}
        uden = {regel for knude in forklaring.rod.kaldet("ingen_pligt") for regel in knude.vaerdi}
        assert pligter | uden == alle


def test_teksten_rummer_ingen_kodeord(forklaringer: Forklaringer) -> None:
    kodeord = re.compile(r"\b(?!ikke_)[a-z]+_[a-z_0-9]+\b")
    for _, _, forklaring in forklaringer:
        assert kodeord.findall(forklaring.som_tekst()) == []


def test_linjerne_er_korte_nok_til_en_skaerm(forklaringer: Forklaringer) -> None:
    for _, _, forklaring in forklaringer:
        assert max(map(len, forklaring.som_tekst().splitlines())) <= 120


def test_forklaringen_er_den_samme_hver_gang() -> None:
    en, dag = spurgt()[0]
    assert forklaret(en, dag).som_json() == forklaret(en, dag).som_json()


def test_engelsk_har_samme_trae_med_andre_ord(forklaringer: Forklaringer) -> None:
    def skelet(trae: dict[str, Any]) -> Any:
        felter = ("navn", "hjemmel", "maerke", "opfyldt", "vaerdi", "raekker")
        return [trae[felt] for felt in felter], [skelet(barn) for barn in trae["boern"]]

    for en, dag, forklaring in forklaringer[:40]:
        with paa_sprog("en"):
            engelsk = forklaret(en, dag)
        assert skelet(engelsk.som_json()) == skelet(forklaring.som_json())
        assert engelsk.rod.tekst != forklaring.rod.tekst


def test_en_fritagelse_over_fristen_modsiger_ikke_at_pligten_blev_opfyldt_i_tide() -> None:
    en = person(
        ydelse("kontanthjaelp", "2022-10-03", visitation="jobparat"),
        samtaler=samtaler("2022-10-07", "2022-11-14", "2023-01-09", "2023-02-20"),
        fritagelser=[fritagelse("barsel", "2023-03-20", "2023-04-30")],
    )
    knude = pligt(en, "2023-05-31", "lab.31.fire_samtaler")
    assert knude.vaerdi["status"] == "opfyldt"
    (fritaget,) = knude.kaldet("fritagelse")
    assert fritaget.tekst.endswith("Så bortfalder pligten, medmindre den er opfyldt i tide.")


def test_en_talt_samtale_i_ulovlig_form_siger_det_og_taeller_alligevel() -> None:
    en = person(
        ydelse("kontanthjaelp", "2022-10-03", visitation="jobparat"),
        samtaler=[*({**hver, "form": "brev"} for hver in samtaler("2022-10-07")), *samtaler("2022-11-14")],
    )
    foerste, anden = pligt(en, "2023-01-31", "lab.31.fire_samtaler").kaldet("samtale")
    (form,) = foerste.kaldet("samtaleform")
    assert (foerste.vaerdi["nummer"], foerste.opfyldt) == (1, True)
    assert form.hjemmel == "LAB § 31 a"
    assert form.tekst.startswith("Formen (brev) var ikke lovlig; lovligt var: personligt fremmøde")
    assert form.tekst.endswith("Samtalen tæller alligevel.")
    assert anden.kaldet("samtaleform") == []


def test_en_ulovlig_form_i_forklaringen_er_ogsaa_et_fund(forklaringer: Forklaringer) -> None:
    set_ = 0
    for en, dag, forklaring in forklaringer:
        grundlag = Grundlag.paa(LOV, byg_historik(alene(en)), to_day(dag), standardvalg(LOV))
        fund = {(raekke["dato"].isoformat(), raekke["hjemmel"]) for raekke in Samtaleform(grundlag).raekker()}
        for samtale in forklaring.rod.kaldet("samtale"):
            former = samtale.kaldet("samtaleform")
            set_ += len(former)
            assert {(samtale.vaerdi["dato"], form.hjemmel) for form in former} <= fund
    assert set_ > 0


def test_et_maaleforloeb_der_begynder_en_anden_dag_end_pligtens_siges_at_have_egne_regler() -> None:
    en = person(ydelse("sygedagpenge", "2022-11-04", "2023-03-09"), ydelse("sygedagpenge", "2023-03-14"))
    (knude,) = forklaret(en, date(2023, 5, 31)).rod.kaldet("ikke_maalt")
    assert "forløbet fra 14. marts 2023 har ikke varet 12 måneder" in knude.tekst
    assert knude.tekst.endswith("det kan begynde en anden dag end ovenfor.")
    alene_ = forklaret(person(ydelse("sygedagpenge", "2023-03-14")), date(2023, 5, 31))
    assert not alene_.rod.kaldet("ikke_maalt")[0].tekst.endswith("ovenfor.")


def test_uden_en_eneste_samtale_naevnes_hele_kravet_uden_ordet_mere() -> None:
    en = person(ydelse("kontanthjaelp", "2022-10-03", visitation="jobparat"))
    (udfald,) = pligt(en, "2023-01-31", "lab.31.fire_samtaler").kaldet("udfald")
    assert udfald.ville_opfylde == (
        "Det vil opfylde pligten: fire afholdte jobsamtaler på hver sin dag senest søndag 2. april 2023."
    )


def test_fokusmaal_paa_dagpenge_regnes_i_timer_og_ikke_i_kalendermaaneder() -> None:
    en = person(ydelse("dagpenge", "2023-01-02"))
    (knude,) = forklaret(en, date(2023, 1, 31)).rod.kaldet("ikke_maalt")
    assert "viser uret 162,8 timer ved udgangen af 31. januar 2023" in knude.tekst
    assert "12 måneder på dagpenge er 1923,96 timer. Det nås ved udgangen af 29. december 2023" in knude.tekst


def test_teksten_saetter_ikke_en_paragraf_paa_det_der_ikke_er_lov(forklaringer: Forklaringer) -> None:
    for _, _, forklaring in forklaringer:
        foerste, *_ = forklaring.som_tekst().splitlines()
        assert "§" not in foerste
        indledning = forklaring.som_tekst().partition("Målgruppe og forløb")[0]
        assert "[LAB § 9" not in indledning


def test_med_udvalgte_regler_siges_det_hvor_mange_pligter_borgeren_har() -> None:
    en = person(ydelse("kontanthjaelp", "2022-10-03", visitation="jobparat"))
    (pligter,) = forklaret(en, date(2023, 1, 31), "lab.31.fire_samtaler").rod.kaldet("pligter")
    alle = len(forklaret(en, date(2023, 1, 31)).rod.kaldet("pligt"))
    assert alle > 1
    assert pligter.tekst == f"Frister: 1 af borgerens {alle} pligter er vist"


def test_et_valg_der_afviger_naevnes_og_virker() -> None:
    en = SITUATIONER["vejledning_efter_reformen_taeller_ikke"].person
    knude = pligt(en, "2023-06-30", "lab.102.foerste_tilbud", ovo_grandfathered="ja")
    assert knude.vaerdi["status"] == "opfyldt"
    forklaring = forklaret(en, date(2023, 6, 30), ovo_grandfathered="ja")
    (valg,) = forklaring.rod.kaldet("valg")
    assert valg.vaerdi == {"valg": "ovo_grandfathered", "sat_til": "ja"}
    assert valg.maerke == "OPEN"


def test_hvert_forbehold_baerer_sit_maerke() -> None:
    knude = pligt(SITUATIONER["seks_maaneder_for_unge_fra_1_juli_2026"].person, "2026-08-15", "lab.102.foerste_tilbud")
    assert knude.maerke == "I"
    assert {barn.maerke for barn in knude.kaldet("forbehold")} == {"I", "valg"}


def test_et_tilbud_med_to_fejl_faar_begge_grunde() -> None:
    en = person(
        ydelse("kontanthjaelp", "2022-10-03", visitation="jobparat"),
        indsatser=[indsats("mentor", "2022-09-26", "2022-10-05")],
    )
    (tilbud,) = pligt(en, "2023-04-01", "lab.102.foerste_tilbud").kaldet("tilbud")
    assert tilbud.mangler is not None
    assert tilbud.mangler.count(";") == 2


def test_et_loentilskud_bevilget_for_sent_faar_sin_egen_grund() -> None:
    en = person(
        ydelse("kontanthjaelp", "2022-10-03", visitation="jobparat"),
        indsatser=[indsats("loentilskud_privat", "2023-04-20", "2023-10-19", bevilget="2023-04-04")],
    )
    (tilbud,) = pligt(en, "2023-06-01", "lab.102.foerste_tilbud").kaldet("tilbud")
    assert "bevilget 4. april 2023, efter retsdatoen 3. april 2023" in str(tilbud.mangler)


def test_en_samtale_hos_akassen_faar_sin_egen_grund() -> None:
    en = person(ydelse("dagpenge", "2023-01-02"), samtaler=samtaler("2023-03-06", part="akasse"))
    (samtale,) = pligt(en, "2023-07-31", "lab.31.fire_samtaler").kaldet("samtale")
    assert samtale.mangler == "den er holdt hos a-kassen, og her tæller kun samtaler hos kommunen"


def test_en_fritagelse_der_ikke_er_begyndt_naevnes_som_planlagt() -> None:
    en = person(
        ydelse("kontanthjaelp", "2022-10-03", visitation="jobparat"),
        fritagelser=[fritagelse("barsel", "2023-03-20", "2023-04-30")],
    )
    (grund,) = pligt(en, "2023-03-01", "lab.102.foerste_tilbud").kaldet("fritagelsesgrund")
    assert grund.opfyldt is False
    assert "ikke begyndt 1. marts 2023" in str(grund.mangler)


def test_en_borger_uden_ydelse_faar_at_vide_at_der_intet_forloeb_er() -> None:
    forklaring = forklaret(person(ydelse("kontanthjaelp", "2024-01-01", visitation="jobparat")), date(2023, 5, 15))
    assert forklaring.rod.kaldet("forloeb") == []
    assert len(forklaring.rod.kaldet("planlagt_raekke")) == 1


def test_fokusmaal_vises_kun_paa_en_maaneds_sidste_dag() -> None:
    en = SITUATIONER["fokusmaal_i_overgangen"].person
    assert forklaret(en, date(2023, 6, 29)).rod.kaldet("fokusmaal") == []
    svar = {k.vaerdi["regelsaet"]: k.opfyldt for k in forklaret(en, date(2023, 6, 30)).rod.kaldet("aktivering")}
    assert svar == {"gaeldende": True, "gamle": True, "nye": True}


def test_en_ukendt_borger_eller_regel_eller_et_ukendt_valg_afvises_med_en_saetning() -> None:
    en = person(ydelse("kontanthjaelp", "2022-10-03", visitation="jobparat"))
    dag = to_day(date(2023, 1, 31))
    with pytest.raises(KanIkkeForklares, match=r"^Borgeren X9 findes ikke i tabellen borgere\.$"):
        forklar(LOV, alene(en), "X9", dag, {})
    with pytest.raises(KanIkkeForklares, match=r"^Reglen lab\.7 findes ikke"):
        forklar(LOV, alene(en), "P1", dag, {}, ("lab.7",))
    with pytest.raises(KanIkkeForklares, match=r"^Valget gamle_dage findes ikke"):
        forklar(LOV, alene(en), "P1", dag, {"gamle_dage": "ja"})
    with pytest.raises(KanIkkeForklares, match=r"^Valget overlap_taeller kan ikke sættes til måske"):
        forklar(LOV, alene(en), "P1", dag, {"overlap_taeller": "måske"})


def _som_json(vaerdi: Any) -> Any:
    return vaerdi.isoformat() if isinstance(vaerdi, date) else vaerdi
