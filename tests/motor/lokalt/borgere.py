"""Random citizens of Rebild, some of them elsewhere, with what its strategy counts by."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

DAGE = st.dates(dt.date(2022, 1, 1), dt.date(2023, 12, 31))


@st.composite
def perioder(draw: st.DrawFn) -> dict[str, dt.date]:
    fra = draw(DAGE)
    til = draw(st.one_of(st.none(), st.dates(fra, dt.date(2024, 12, 31))))
    return {"fra": fra} if til is None else {"fra": fra, "til": til}


@st.composite
def borgere(draw: st.DrawFn) -> dict[str, object]:
    ydelse = st.sampled_from(
        [
            {"ydelse": "dagpenge"},
            {"ydelse": "kontanthjaelp", "visitation": "jobparat"},
            {"ydelse": "kontanthjaelp", "visitation": "aktivitetsparat"},
            {"ydelse": "sho", "visitation": "jobparat"},
            {"ydelse": "sygedagpenge"},
            {"ydelse": "ressourceforloebsydelse_rf"},
            {"ydelse": "ledighedsydelse"},
        ]
    )
    indsats = st.sampled_from(["oevrig_vejledning", "virksomhedspraktik", "loentilskud_privat", "nytteindsats"])
    haendelse = st.sampled_from(
        [
            "visiteret_jobkonsulent",
            "opholdstilladelse",
            "foerste_fravaersdag",
            "jobformidler_fravalgt",
            "praktik_overvejet",
        ]
    )
    return {
        "kommune": draw(st.sampled_from(["840", "840", "766"])),
        "ydelser": [draw(ydelse) | draw(perioder()) for _ in range(draw(st.integers(1, 2)))],
        "indsatser": [{"indsats": draw(indsats)} | draw(perioder()) for _ in range(draw(st.integers(0, 3)))],
        "samtaler": [{"dato": draw(DAGE)} for _ in range(draw(st.integers(0, 4)))],
        "haendelser": [{"haendelse": draw(haendelse), "dato": draw(DAGE)} for _ in range(draw(st.integers(0, 3)))],
    }
