"""The situations of the golden explanations: one made-up citizen each, and the day on which the question is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.uafhaengig.byg import fritagelse, haendelse, indsats, loen, person, samtaler, ydelse

JOBPARAT = "jobparat"
KONTANTHJAELP_2022 = ydelse("kontanthjaelp", "2022-10-03", visitation=JOBPARAT)
VEJLEDNING = indsats("oevrig_vejledning", "2023-01-09", "2023-03-31")
TILBUD = ("lab.102.foerste_tilbud",)
FIRE = ("lab.31.fire_samtaler",)


@dataclass(frozen=True)
class Situation:
    """A citizen, a day, and the rules asked about (all when ``None``)."""

    person: dict[str, Any]
    pr: str
    regler: tuple[str, ...] | None = None


SITUATIONER: dict[str, Situation] = {
    "vejledning_efter_reformen_taeller_ikke": Situation(
        person(
            KONTANTHJAELP_2022,
            indsatser=[VEJLEDNING, indsats("virksomhedspraktik", "2023-04-10", "2023-05-07")],
            samtaler=samtaler("2022-10-06"),
        ),
        "2023-06-30",
    ),
    "vejledning_foer_reformen_taeller": Situation(
        person(ydelse("kontanthjaelp", "2022-09-15", visitation=JOBPARAT), indsatser=[VEJLEDNING]),
        "2023-06-30",
        TILBUD,
    ),
    "fritagelse_over_retsdatoen": Situation(
        person(
            KONTANTHJAELP_2022,
            fritagelser=[
                fritagelse("job_inden_6_uger", "2023-03-20", "2023-04-30"),
                fritagelse("sygdom", "2023-04-01", "2023-04-20"),
                fritagelse("barsel", "2023-05-08", "2023-05-20"),
            ],
        ),
        "2023-05-15",
        TILBUD,
    ),
    "fritagelse_uden_slutdato": Situation(
        person(KONTANTHJAELP_2022, fritagelser=[fritagelse("barsel", "2023-03-01")]), "2023-06-30", TILBUD
    ),
    "loentilskud_tre_uger_efter_fristen": Situation(
        person(
            KONTANTHJAELP_2022,
            indsatser=[
                indsats("virksomhedspraktik", "2023-04-17", "2023-04-28"),
                indsats("loentilskud_privat", "2023-04-30", "2023-10-29", bevilget="2023-03-31"),
            ],
        ),
        "2023-06-30",
        TILBUD,
    ),
    "tilbud_paa_tretten_dage": Situation(
        person(
            KONTANTHJAELP_2022,
            indsatser=[
                indsats("virksomhedspraktik", "2022-09-12", "2022-09-30"),
                indsats("virksomhedspraktik", "2023-02-01", "2023-02-13"),
                indsats("mentor", "2023-02-20", "2023-06-30"),
                indsats("nytteindsats", "2023-05-22", "2023-07-02"),
            ],
        ),
        "2023-05-15",
        TILBUD,
    ),
    "dagpenge_med_corona_og_loentimer": Situation(
        person(
            ydelse("dagpenge", "2020-11-02"),
            loentimer=[loen("2021-10", "90")],
            indsatser=[indsats("virksomhedspraktik", "2021-12-01", "2021-12-31")],
        ),
        "2021-12-31",
        ("lab.102.foerste_tilbud", "lab.31.fire_samtaler"),
    ),
    "dagpenge_fremskrevet_retsdato": Situation(
        person(ydelse("dagpenge", "2023-01-02", grad="0.5")), "2023-03-31", ("lab.102.foerste_tilbud",)
    ),
    "dagpenge_uden_for_ydelse_paa_pause": Situation(
        person(ydelse("dagpenge", "2023-01-02", "2023-02-28")), "2023-06-15", TILBUD
    ),
    "naeste_tilbud_for_unge": Situation(
        person(
            ydelse("uddannelseshjaelp", "2022-03-01", visitation="uddannelsesparat"),
            foedt="2001-02-03",
            indsatser=[
                indsats("oevrig_vejledning", "2022-03-28", "2022-05-31"),
                indsats("virksomhedspraktik", "2022-06-01", "2022-06-30"),
                indsats("nytteindsats", "2022-11-07", "2022-12-04"),
            ],
        ),
        "2023-04-20",
        ("lab.105.foerste_tilbud", "lab.105.naeste_tilbud"),
    ),
    "fire_samtaler_med_udeblivelser": Situation(
        person(
            KONTANTHJAELP_2022,
            samtaler=[
                *samtaler("2022-09-29", "2022-10-07", "2022-11-14", "2022-11-14", "2023-02-20"),
                *samtaler("2022-12-19", "2023-01-23", status="udeblevet"),
                *samtaler("2023-03-06", slags="cv"),
                *samtaler("2023-04-24", status="planlagt"),
            ],
        ),
        "2023-03-31",
        ("lab.31.foerste_samtale", "lab.31.fire_samtaler"),
    ),
    "overdragelse_fra_akassen": Situation(
        person(
            ydelse("dagpenge", "2024-01-15"),
            samtaler=[
                *samtaler("2024-01-25", "2024-02-22", "2024-03-21", part="akasse"),
                *samtaler("2024-05-06", "2024-06-10"),
            ],
        ),
        "2024-06-30",
        (
            "lab.31.akasse_foerste",
            "lab.31.akasse_tre",
            "lab.31.akasse_to",
            "lab.31.kommune_tre",
            "lab.31.kommune_seks",
            "lab.31.fire_samtaler",
        ),
    ),
    "foer_2024_taeller_kun_kommunens_samtaler": Situation(
        person(
            ydelse("dagpenge", "2023-01-02"),
            samtaler=[*samtaler("2023-01-16", "2023-04-11", "2023-06-05"), *samtaler("2023-03-06", part="akasse")],
        ),
        "2023-07-31",
        FIRE,
    ),
    "sygedagpenge_kategori_1": Situation(
        person(ydelse("sygedagpenge", "2023-02-06", status="kategori_1")), "2023-05-15"
    ),
    "sygedagpenge_med_foerste_fravaersdag": Situation(
        person(
            ydelse("sygedagpenge", "2023-02-06", status="kategori_2"),
            haendelser=[haendelse("foerste_fravaersdag", "2023-01-09")],
            samtaler=samtaler("2023-03-01", "2023-04-17", slags="opfoelgning"),
            fritagelser=[fritagelse("standby", "2023-06-19", "2023-07-30")],
        ),
        "2023-07-31",
    ),
    "ukendt_maalgruppe": Situation(person(ydelse("kontanthjaelp", "2023-01-02")), "2023-06-15"),
    "opholdskrav_opfyldt": Situation(
        person(
            ydelse("sho", "2022-11-01", "2023-02-28", visitation=JOBPARAT),
            ydelse("kontanthjaelp", "2023-03-01", visitation=JOBPARAT),
            haendelser=[haendelse("opholdskrav_opfyldt", "2023-03-01")],
        ),
        "2023-05-15",
        TILBUD,
    ),
    "hel_kalendermaaned_bryder": Situation(
        person(
            ydelse("kontanthjaelp", "2022-01-10", "2022-05-15", visitation=JOBPARAT),
            ydelse("kontanthjaelp", "2022-07-10", visitation=JOBPARAT),
        ),
        "2022-12-31",
        TILBUD,
    ),
    "loentilskud_holder_forloebet_sammen": Situation(
        person(
            ydelse("kontanthjaelp", "2022-01-10", "2022-05-15", visitation=JOBPARAT),
            ydelse("kontanthjaelp", "2022-07-10", visitation=JOBPARAT),
            indsatser=[indsats("loentilskud_privat", "2022-05-16", "2022-07-09", bevilget="2022-05-02")],
        ),
        "2022-12-31",
        TILBUD,
    ),
    "seks_maaneder_for_unge_fra_1_juli_2026": Situation(
        person(
            ydelse("kontanthjaelp", "2026-02-09", visitation="uddannelsesparat"),
            foedt="2003-06-01",
            indsatser=[indsats("oevrig_vejledning", "2026-08-03", "2026-09-27")],
        ),
        "2026-08-15",
        ("lab.102.foerste_tilbud", "lab.105.foerste_tilbud"),
    ),
    "fokusmaal_i_overgangen": Situation(
        person(
            ydelse("kontanthjaelp", "2021-11-01", visitation=JOBPARAT),
            indsatser=[indsats("oevrig_vejledning", "2022-11-01", "2023-02-28")],
            loentimer=[loen("2022-11", "120")],
            samtaler=samtaler("2022-08-15", "2022-11-15", "2023-02-15", "2023-05-15"),
        ),
        "2023-06-30",
    ),
    "fokusmaal_efter_mindre_end_et_aar": Situation(person(KONTANTHJAELP_2022), "2023-05-31"),
    "ny_dagpengeperiode": Situation(
        person(
            ydelse("dagpenge", "2021-08-02", "2021-12-31"),
            ydelse("dagpenge", "2022-09-01"),
            haendelser=[haendelse("ny_dagpengeperiode", "2022-09-01")],
            indsatser=[indsats("loentilskud_offentlig", "2022-11-01", "2022-12-31")],
        ),
        "2023-04-30",
        TILBUD,
    ),
}
