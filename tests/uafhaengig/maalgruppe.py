"""The target group of a benefit spell on a day (section 3)."""

from __future__ import annotations

from tests.uafhaengig.dage import JULI_2025
from tests.uafhaengig.person import Person, Ydelse

UKENDT = "ukendt"

_UDEN_VISITATION = {
    "dagpenge": "6.1",
    "sygedagpenge": "6.6",
    "ressourceforloebsydelse_jaf": "6.7",
    "ressourceforloebsydelse_rf": "6.8",
    "ledighedsydelse": "6.9",
    "fleksloentilskud": "6.9",
    "revalidering": "6.10",
    "foertidspension": "6.11",
    "ingen": "6.12",
}
_UDDANNELSESHJAELP = {
    None: "6.4",
    "uddannelsesparat": "6.4",
    "aabenlyst_uddannelsesparat": "6.4",
    "aktivitetsparat": "6.5",
}


def maalgruppe(person: Person, spell: Ydelse, dag: int) -> str | None:
    """The group, `ukendt` where the visitation makes no sense, `None` for benefits that belong to no group at all."""
    if spell.ydelse in _UDEN_VISITATION:
        if spell.visitation is not None:
            return UKENDT
        if spell.ydelse == "ingen" and dag < person.fylder_18:
            return "6.13"
        return _UDEN_VISITATION[spell.ydelse]
    if spell.ydelse == "uddannelseshjaelp":
        return _UDDANNELSESHJAELP.get(spell.visitation, UKENDT)
    if spell.ydelse not in ("sho", "kontanthjaelp"):
        return None
    har_ungegruppe = spell.ydelse == "sho" or dag >= JULI_2025
    if har_ungegruppe and not person.har_uddannelse and dag < person.fylder_30:
        if spell.visitation == "uddannelsesparat":
            return "6.4"
        if spell.visitation == "aktivitetsparat":
            return "6.5"
    if spell.visitation == "jobparat":
        return "6.2"
    if spell.visitation == "aktivitetsparat":
        return "6.3"
    return UKENDT
