"""The worked examples of the specification, and a hand-made check for each rule."""

from __future__ import annotations

from typing import Any

import pytest
from tests.uafhaengig.byg import dato, fritagelse, haendelse, indsats, loen, person, samtaler, ydelse
from tests.uafhaengig.frister import frister
from tests.uafhaengig.maalinger import fokusmaal

TILBUD = "lab.102.foerste_tilbud"
JOBPARAT_2022 = ydelse("kontanthjaelp", "2022-10-03", visitation="jobparat")


def raekker(p: dict[str, Any], pr: str, regel: str, **valg: Any) -> list[dict[str, Any]]:
    return [r for r in frister(p, dato(pr), valg) if r["regel"] == regel]


def svar(p: dict[str, Any], pr: str, regel: str, **valg: Any) -> tuple[str | None, str, str | None]:
    """Deadline, status and day met of the one row there is."""
    (r,) = raekker(p, pr, regel, **valg)
    frist, opfyldt = r["frist"], r["opfyldt_dato"]
    return (frist and frist.isoformat(), r["status"], opfyldt and opfyldt.isoformat())


def starter(p: dict[str, Any], pr: str, regel: str = "lab.31.foerste_samtale") -> list[str]:
    return [r["forloeb_start"].isoformat() for r in raekker(p, pr, regel)]


# Section 5: the first offer within six months


def test_eksempel_1_vejledning_begyndt_foer_lovaendringen_opfylder_ikke_en_senere_ret() -> None:
    vejledning = indsats("oevrig_vejledning", "2023-01-09", "2023-03-31")
    p = person(JOBPARAT_2022, indsatser=[vejledning])
    assert svar(p, "2023-04-09", TILBUD) == ("2023-04-09", "afventer", None)
    assert svar(p, "2023-04-10", TILBUD) == ("2023-04-09", "overskredet", None)
    praktik = indsats("virksomhedspraktik", "2023-04-10", "2023-05-07")
    for_sent = person(JOBPARAT_2022, indsatser=[vejledning, praktik])
    assert svar(for_sent, "2023-05-31", TILBUD) == ("2023-04-09", "opfyldt_for_sent", "2023-04-10")


def test_en_kommune_kan_lade_den_gamle_vejledning_taelle() -> None:
    p = person(JOBPARAT_2022, indsatser=[indsats("oevrig_vejledning", "2023-01-09", "2023-03-31")])
    assert svar(p, "2023-06-30", TILBUD, ovo_grandfathered=True) == ("2023-04-09", "opfyldt", "2023-01-09")


def test_eksempel_2_vejledning_opfylder_en_ret_foer_22_marts_2023() -> None:
    p = person(
        ydelse("kontanthjaelp", "2022-09-15", visitation="jobparat"),
        indsatser=[indsats("oevrig_vejledning", "2023-01-09", "2023-03-31")],
    )
    assert svar(p, "2023-06-30", TILBUD) == ("2023-03-19", "opfyldt", "2023-01-09")
    assert raekker(p, "2023-06-30", TILBUD)[0]["lovversion"] == "LV2022"


@pytest.mark.parametrize(("dage", "status"), [("2023-02-13", "overskredet"), ("2023-02-14", "opfyldt")])
def test_et_tilbud_skal_vare_fjorten_dage(dage: str, status: str) -> None:
    p = person(JOBPARAT_2022, indsatser=[indsats("virksomhedspraktik", "2023-02-01", dage)])
    assert svar(p, "2023-06-30", TILBUD)[1] == status


def test_et_tilbud_begyndt_foer_forloebet_opfylder_ikke() -> None:
    p = person(JOBPARAT_2022, indsatser=[indsats("virksomhedspraktik", "2022-10-02", "2023-02-01")])
    assert svar(p, "2023-06-30", TILBUD)[1] == "overskredet"


@pytest.mark.parametrize(
    ("fra", "bevilget", "status"),
    [
        ("2023-04-30", "2023-04-03", "opfyldt"),
        ("2023-05-01", "2023-04-03", "opfyldt_for_sent"),
        ("2023-04-30", "2023-04-04", "opfyldt_for_sent"),
        ("2023-04-30", None, "opfyldt_for_sent"),
    ],
)
def test_loentilskud_bevilget_i_tide_maa_begynde_tre_uger_efter_fristen(fra: str, bevilget: str, status: str) -> None:
    p = person(JOBPARAT_2022, indsatser=[indsats("loentilskud_privat", fra, "2023-08-31", bevilget)])
    assert svar(p, "2023-06-30", TILBUD) == ("2023-04-09", status, fra)


def test_loentilskud_i_tide_redder_fristen_selv_om_et_sent_tilbud_begyndte_foer() -> None:
    tilbud = [
        indsats("virksomhedspraktik", "2023-04-11", "2023-04-28"),
        indsats("loentilskud_privat", "2023-04-20", "2023-08-31", "2023-03-01"),
    ]
    assert svar(person(JOBPARAT_2022, indsatser=tilbud), "2023-06-30", TILBUD) == (
        "2023-04-09",
        "opfyldt",
        "2023-04-11",
    )


def test_en_fritagelse_paa_retsdagen_flytter_fristen_til_en_maaned_efter_dens_slut() -> None:
    p = person(JOBPARAT_2022, fritagelser=[fritagelse("barsel", "2023-04-01", "2023-08-31")])
    assert svar(p, "2023-06-30", TILBUD) == ("2023-09-30", "afventer", None)
    efter = person(JOBPARAT_2022, fritagelser=[fritagelse("barsel", "2023-04-04", "2023-08-31")])
    assert svar(efter, "2023-06-30", TILBUD) == ("2023-04-09", "overskredet", None)


def test_en_fritagelse_uden_slut_saetter_fristen_paa_pause() -> None:
    p = person(JOBPARAT_2022, fritagelser=[fritagelse("job_inden_6_uger", "2023-04-01")])
    assert svar(p, "2023-06-30", TILBUD) == (None, "sat_paa_pause", None)
    p["indsatser"] = [indsats("nytteindsats", "2023-05-01", "2023-05-31")]
    assert svar(p, "2023-06-30", TILBUD) == (None, "opfyldt", "2023-05-01")


def test_standby_og_sygdom_fritager_ikke_for_tilbud() -> None:
    p = person(JOBPARAT_2022, fritagelser=[fritagelse("standby", "2023-01-01"), fritagelse("sygdom", "2023-01-01")])
    assert svar(p, "2023-06-30", TILBUD)[1] == "overskredet"


def test_pligten_bortfalder_naar_forloebet_slutter_foer_fristen() -> None:
    p = person(ydelse("kontanthjaelp", "2022-10-03", "2023-04-08", "jobparat"))
    assert svar(p, "2023-04-08", TILBUD)[1] == "afventer"
    assert svar(p, "2023-04-09", TILBUD)[1] == "bortfaldet"
    paa_dagen = person(ydelse("kontanthjaelp", "2022-10-03", "2023-04-09", "jobparat"))
    assert svar(paa_dagen, "2023-04-10", TILBUD)[1] == "overskredet"


def test_seks_maaneder_efter_den_31_er_den_sidste_dag_i_maaneden() -> None:
    p = person(ydelse("kontanthjaelp", "2023-08-31", visitation="jobparat"))
    assert svar(p, "2024-01-31", TILBUD)[0] == "2024-03-03"


def test_fra_juli_2026_faar_de_uddannelsesparate_seksmaanedersreglen_og_vejledning_taeller() -> None:
    p = person(
        ydelse("kontanthjaelp", "2026-01-01", visitation="uddannelsesparat"),
        foedt="2002-02-02",
        indsatser=[indsats("oevrig_vejledning", "2026-03-02", "2026-04-30")],
    )
    assert svar(p, "2026-07-10", TILBUD) == ("2026-07-05", "opfyldt", "2026-03-02")
    assert raekker(p, "2026-07-10", TILBUD)[0]["maalgruppe"] == "6.4"
    assert svar(p, "2026-07-10", "lab.105.foerste_tilbud") == ("2026-02-01", "opfyldt_for_sent", "2026-03-02")
    assert raekker(p, "2026-07-10", "lab.105.naeste_tilbud") == []


# Section 4: courses


def test_eksempel_3_en_hel_kalendermaaned_uden_ydelse_bryder_forloebet() -> None:
    foer = ydelse("kontanthjaelp", "2022-01-10", "2022-05-15", "jobparat")
    brudt = person(foer, ydelse("kontanthjaelp", "2022-07-10", visitation="jobparat"))
    samlet = person(foer, ydelse("kontanthjaelp", "2022-06-20", visitation="jobparat"))
    assert starter(brudt, "2022-08-01") == ["2022-01-10", "2022-07-10"]
    assert starter(samlet, "2022-08-01") == ["2022-01-10"]


def test_en_maaned_med_en_dag_i_loentilskud_bryder_ikke_for_pligterne_men_for_maalingerne() -> None:
    p = person(
        ydelse("kontanthjaelp", "2022-01-10", "2022-05-15", "jobparat"),
        ydelse("kontanthjaelp", "2022-07-10", visitation="jobparat"),
        indsatser=[indsats("loentilskud_privat", "2022-06-30", "2022-06-30")],
    )
    assert starter(p, "2022-08-01") == ["2022-01-10"]
    assert fokusmaal(p, dato("2023-05-31"), "gaeldende") == []
    assert [y for y, *_ in fokusmaal(p, dato("2023-07-31"), "gaeldende")] == ["kontanthjaelp"]


def test_sho_fortsaetter_som_kontanthjaelp_kun_naar_opholdskravet_blev_opfyldt_den_dag() -> None:
    spells = (
        ydelse("sho", "2022-01-10", "2022-06-14", "jobparat"),
        ydelse("kontanthjaelp", "2022-06-15", visitation="jobparat"),
    )
    assert starter(person(*spells), "2022-08-01") == ["2022-01-10", "2022-06-15"]
    naaet = person(*spells, haendelser=[haendelse("opholdskrav_opfyldt", "2022-06-15")])
    assert starter(naaet, "2022-08-01") == ["2022-01-10"]
    dagen_efter = person(*spells, haendelser=[haendelse("opholdskrav_opfyldt", "2022-06-16")])
    assert starter(dagen_efter, "2022-08-01") == ["2022-01-10", "2022-06-15"]


def test_omdoebningen_1_juli_2025_begynder_intet_nyt_forloeb() -> None:
    p = person(
        ydelse("uddannelseshjaelp", "2025-03-01", "2025-06-30", "uddannelsesparat"),
        ydelse("kontanthjaelp", "2025-07-01", visitation="uddannelsesparat"),
        foedt="2003-03-03",
    )
    assert starter(p, "2025-08-01") == ["2025-03-01"]


def test_en_ny_visitation_fra_uddannelsesparat_til_jobparat_begynder_et_nyt_forloeb_men_en_foedselsdag_goer_ikke() -> (
    None
):
    flyttet = person(
        ydelse("sho", "2022-01-10", "2022-06-14", "uddannelsesparat"),
        ydelse("sho", "2022-06-15", visitation="jobparat"),
        foedt="2000-01-01",
    )
    assert starter(flyttet, "2022-08-01") == ["2022-01-10", "2022-06-15"]
    fylder_30 = person(ydelse("sho", "2022-01-10", visitation="aktivitetsparat"), foedt="1992-06-15")
    assert starter(fylder_30, "2022-08-01") == ["2022-01-10"]


def test_visitation_uden_mening_giver_ingen_pligter() -> None:
    assert frister(person(ydelse("kontanthjaelp", "2023-01-02")), dato("2024-01-01")) == []
    assert frister(person(ydelse("dagpenge", "2023-01-02", visitation="jobparat")), dato("2024-01-01")) == []


# Dagpenge: the clock of hours


def test_fuld_tid_paa_dagpenge_naar_seks_maaneder_paa_hverdag_nummer_130() -> None:
    p = person(ydelse("dagpenge", "2024-01-01"))
    (r,) = raekker(p, "2024-03-01", TILBUD)
    assert (r["frist"], r["status"], r["pause_dage"]) == (dato("2024-06-30"), "afventer", 0)


def test_halv_tid_og_deltidsforsikring_flytter_retten() -> None:
    halv = person(ydelse("dagpenge", "2024-01-01", grad="0.5"))
    assert svar(halv, "2024-03-01", TILBUD)[0] == "2024-12-29"
    deltid = person(ydelse("dagpenge", "2024-01-01"), borger={"forsikring": "deltid"})
    assert svar(deltid, "2024-03-01", TILBUD)[0] == "2024-06-30"


def test_coronaperioderne_taeller_ikke_for_pligterne() -> None:
    p = person(ydelse("dagpenge", "2020-02-03"))
    (r,) = raekker(p, "2020-02-28", TILBUD)
    assert (r["frist"], r["pause_dage"]) == (dato("2021-08-01"), 184 + 181)


def test_uden_for_ydelsen_staar_dagpengeuret_stille() -> None:
    p = person(ydelse("dagpenge", "2024-01-01", "2024-03-31"))
    (r,) = raekker(p, "2024-05-01", TILBUD)
    assert (r["frist"], r["status"], r["pause_dage"]) == (None, "sat_paa_pause", 31)
    igen = person(ydelse("dagpenge", "2024-01-01", "2024-03-31"), ydelse("dagpenge", "2024-05-01"))
    (r,) = raekker(igen, "2024-05-01", TILBUD)
    assert (r["frist"], r["pause_dage"]) == (dato("2024-08-04"), 30)


def test_en_ny_dagpengeperiode_begynder_et_nyt_forloeb_midt_i_en_ydelse() -> None:
    p = person(ydelse("dagpenge", "2023-01-02"), haendelser=[haendelse("ny_dagpengeperiode", "2023-03-01")])
    assert starter(p, "2023-04-01", "lab.31.fire_samtaler") == ["2023-01-02", "2023-03-01"]


def test_halvfems_loentimer_i_rettens_maaned_lader_pligten_bortfalde() -> None:
    spell = ydelse("dagpenge", "2024-01-01")
    assert svar(person(spell, loentimer=[loen("2024-06", "86.66")]), "2024-09-01", TILBUD)[1] == "overskredet"
    assert svar(person(spell, loentimer=[loen("2024-06", "86.67")]), "2024-09-01", TILBUD)[1] == "bortfaldet"
    assert svar(person(spell, loentimer=[loen("2024-07", "86.67")]), "2024-09-01", TILBUD)[1] == "overskredet"


# Section 6: the young


def test_de_unge_skal_have_tilbud_efter_en_maaned_og_igen_fire_maaneder_efter_det_slutter() -> None:
    p = person(
        ydelse("uddannelseshjaelp", "2023-01-02", visitation="uddannelsesparat"),
        foedt="2000-01-01",
        indsatser=[
            indsats("oevrig_vejledning", "2023-02-05", "2023-02-28"),
            indsats("virksomhedspraktik", "2023-03-01", "2023-03-31"),
            indsats("oevrig_vejledning", "2023-08-01", "2023-08-01"),
        ],
    )
    assert svar(p, "2023-07-01", "lab.105.foerste_tilbud") == ("2023-02-05", "opfyldt", "2023-02-05")
    assert svar(p, "2023-07-31", "lab.105.naeste_tilbud") == ("2023-07-31", "afventer", None)
    naeste = raekker(p, "2023-12-02", "lab.105.naeste_tilbud")
    assert [(r["frist"].isoformat(), r["status"]) for r in naeste] == [
        ("2023-07-31", "opfyldt_for_sent"),
        ("2023-12-01", "overskredet"),
    ]


@pytest.mark.parametrize(("slut", "frist"), [("2021-12-03", "2021-12-31"), ("2021-12-04", "2022-04-04")])
def test_naeste_tilbud_fulgte_fire_uger_til_udgangen_af_2021(slut: str, frist: str) -> None:
    p = person(
        ydelse("uddannelseshjaelp", "2021-06-01", visitation="aktivitetsparat"),
        foedt="2000-01-01",
        indsatser=[indsats("mentor", "2021-06-01"), indsats("nytteindsats", "2021-07-01", slut)],
    )
    assert svar(p, "2021-12-20", "lab.105.naeste_tilbud")[0] == frist


# Section 7: talks


def test_foerste_samtale_inden_en_uge_og_fire_inden_seks_maaneder() -> None:
    holdt = ("2022-10-10", "2022-11-10", "2023-01-10", "2023-04-02")
    p = person(JOBPARAT_2022, samtaler=samtaler(*holdt))
    assert svar(p, "2023-05-01", "lab.31.foerste_samtale") == ("2022-10-10", "opfyldt", "2022-10-10")
    assert svar(p, "2023-05-01", "lab.31.fire_samtaler") == ("2023-04-02", "opfyldt", "2023-04-02")


def test_to_samtaler_paa_en_dag_taeller_en_gang_og_udeblivelser_slet_ikke() -> None:
    holdt = samtaler("2022-10-10", "2022-10-10", "2022-11-10", "2023-01-10") + samtaler(
        "2023-02-01", status="udeblevet"
    )
    assert svar(person(JOBPARAT_2022, samtaler=holdt), "2023-05-01", "lab.31.fire_samtaler")[1] == "overskredet"


def test_en_fritagelse_paa_fristen_lader_samtalen_bortfalde() -> None:
    p = person(JOBPARAT_2022, fritagelser=[fritagelse("standby", "2022-10-10", "2022-10-10")])
    assert svar(p, "2022-11-01", "lab.31.foerste_samtale")[1] == "bortfaldet"


def test_foer_2024_taeller_kun_kommunens_samtaler_paa_dagpenge() -> None:
    datoer = ("2023-01-10", "2023-02-10", "2023-03-10", "2023-04-11")
    spell = ydelse("dagpenge", "2023-01-02")
    assert svar(person(spell, samtaler=samtaler(*datoer)), "2023-08-01", "lab.31.fire_samtaler")[1] == "opfyldt"
    hos_a_kassen = person(spell, samtaler=samtaler(*datoer, part="akasse"))
    assert svar(hos_a_kassen, "2023-08-01", "lab.31.fire_samtaler")[1] == "overskredet"


def test_a_kassens_tid_slutter_med_maaneden_for_410_timer() -> None:
    p = person(
        ydelse("dagpenge", "2024-01-01"), samtaler=samtaler("2024-01-15", "2024-02-15", "2024-03-31", part="akasse")
    )
    assert svar(p, "2024-05-01", "lab.31.akasse_foerste") == ("2024-01-15", "opfyldt", "2024-01-15")
    assert svar(p, "2024-05-01", "lab.31.akasse_tre") == ("2024-03-31", "opfyldt", "2024-03-31")
    assert svar(p, "2024-05-01", "lab.31.kommune_tre") == ("2024-06-27", "afventer", None)


def test_unge_uden_uddannelse_og_boern_skal_have_seks_samtaler_hos_kommunen() -> None:
    spell = ydelse("dagpenge", "2024-01-01")
    assert {r["regel"] for r in frister(person(spell, foedt="1999-01-02"), dato("2024-05-01"))} == {
        TILBUD,
        "lab.31.akasse_foerste",
        "lab.31.kommune_seks",
    }
    assert raekker(person(spell, foedt="1999-01-01"), "2024-05-01", "lab.31.kommune_seks") == []


def test_fra_juli_2026_staar_samtalekravet_kun_ved_jobparate_ledighedsydelse_og_dagpenge() -> None:
    def regler(*ydelser: dict[str, Any]) -> set[str]:
        return {r["regel"] for r in frister(person(*ydelser), dato("2026-06-01")) if r["regel"].startswith("lab.31")}

    begge = {"lab.31.foerste_samtale", "lab.31.fire_samtaler"}
    assert regler(ydelse("kontanthjaelp", "2026-01-01", visitation="aktivitetsparat")) == begge
    assert regler(ydelse("kontanthjaelp", "2026-01-02", visitation="aktivitetsparat")) == {"lab.31.foerste_samtale"}
    assert regler(ydelse("kontanthjaelp", "2026-01-02", visitation="jobparat")) == begge
    assert regler(ydelse("ledighedsydelse", "2026-01-02")) == {"lab.31.fire_samtaler"}
    assert regler(ydelse("dagpenge", "2026-05-01")) == {
        "lab.31.akasse_foerste",
        "lab.31.akasse_to",
        "lab.31.kommune_to",
    }


def test_opfoelgning_i_sygedagpenge_regnes_fra_foerste_fravaersdag() -> None:
    p = person(
        ydelse("sygedagpenge", "2023-01-31", status="kategori_2"),
        samtaler=samtaler("2023-02-25", slags="opfoelgning"),
        haendelser=[haendelse("foerste_fravaersdag", "2023-01-01")],
    )
    assert svar(p, "2023-05-01", "sdl.13b.foerste_opfoelgning") == ("2023-02-25", "opfyldt", "2023-02-25")
    assert svar(p, "2023-05-01", "sdl.13b.fire_opfoelgninger")[:2] == ("2023-06-30", "afventer")
    for status in ("kategori_1", "let_forloeb"):
        assert frister(person(ydelse("sygedagpenge", "2023-01-31", status=status)), dato("2023-05-01")) == []


def test_sygdom_der_slutter_inden_otte_uger_udloeser_ingen_opfoelgning() -> None:
    assert frister(person(ydelse("sygedagpenge", "2023-01-02", "2023-02-26")), dato("2023-05-01")) == []
    assert len(frister(person(ydelse("sygedagpenge", "2023-01-02", "2023-02-27")), dato("2023-05-01"))) == 2


def test_hvad_der_endnu_ikke_er_begyndt_taeller_ikke() -> None:
    assert frister(person(JOBPARAT_2022), dato("2022-10-02")) == []
    praktik = indsats("virksomhedspraktik", "2023-04-05", "2023-05-07")
    p = person(JOBPARAT_2022, indsatser=[praktik])
    assert svar(p, "2023-04-04", TILBUD)[1] == "afventer"
    assert svar(p, "2023-04-05", TILBUD)[1] == "opfyldt"
