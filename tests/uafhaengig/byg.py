"""Short ways to write one person's history in a test."""

from __future__ import annotations

from datetime import date
from typing import Any


def dato(tekst: str) -> date:
    """A date from `YYYY-MM-DD`."""
    return date.fromisoformat(tekst)


def dato_eller_ingen(tekst: str | None) -> date | None:
    """A date from `YYYY-MM-DD`, or none."""
    return None if tekst is None else date.fromisoformat(tekst)


def ydelse(
    ydelse: str, fra: str, til: str | None = None, visitation: str | None = None, **andet: Any
) -> dict[str, Any]:
    """A benefit spell."""
    spell = {"grad": "1", "status": None, **andet}
    return {"ydelse": ydelse, "fra": dato(fra), "til": dato_eller_ingen(til), "visitation": visitation, **spell}


def indsats(indsats: str, fra: str, til: str | None = None, bevilget: str | None = None) -> dict[str, Any]:
    """An activity spell."""
    return {"indsats": indsats, "fra": dato(fra), "til": dato_eller_ingen(til), "bevilget": dato_eller_ingen(bevilget)}


def samtaler(
    *datoer: str, slags: str = "jobsamtale", status: str = "afholdt", part: str | None = "kommune"
) -> list[Any]:
    """Talks of one sort on the days given."""
    faelles = {"slags": slags, "form": "fremmoede", "status": status, "part": part}
    return [{"dato": dato(tekst), **faelles} for tekst in datoer]


def fritagelse(grund: str, fra: str, til: str | None = None) -> dict[str, Any]:
    """An exemption spell."""
    return {"grund": grund, "fra": dato(fra), "til": dato_eller_ingen(til)}


def haendelse(haendelse: str, dag: str) -> dict[str, Any]:
    """An event."""
    return {"haendelse": haendelse, "dato": dato(dag), "vaerdi": None}


def loen(maaned: str, timer: str) -> dict[str, Any]:
    """Wage hours in a month, `YYYY-MM`."""
    return {"maaned": dato(f"{maaned}-01"), "timer": timer}


def person(*ydelser: dict[str, Any], foedt: str = "1980-05-05", **dele: Any) -> dict[str, Any]:
    """A person; `borger` in `dele` overrides the citizen's columns, the other tables are given by name."""
    borger = {
        "borger_id": "P1",
        "foedselsdato": dato(foedt),
        "kommune": "766",
        "erhvervsuddannelse": None,
        "hjemmeboende_boern": None,
        "integrationsprogram": None,
        "forsikring": "fuldtid",
        "ugetal_foer": None,
        **dele.pop("borger", {}),
    }
    tomme: dict[str, Any] = {"indsatser": [], "samtaler": [], "loentimer": [], "fritagelser": [], "haendelser": []}
    return {"borger": borger, "ydelser": list(ydelser), **tomme, **dele}
