"""People for the cubes: random histories in a few municipalities, and changes to them."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from tests.motor.sammenligning import Person, folk, som_historik, standardvalg

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.historik import Historik
from rettidig.motor.kuber import Kube, Kubeopgave, optael
from rettidig.motor.kuber.udsnit import ingen
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.tidslinje import calendar

KOMMUNER = ("101", "147", "766", "787")
FAKTA = ("ydelser", "indsatser", "samtaler", "loentimer", "fritagelser", "undtagelser", "haendelser")


def byfolk(froe: int, antal: int, *, paene_hver: int = 2) -> list[Person]:
    """So many random people, dealt out to the municipalities."""
    personer = folk(froe, antal, paene_hver=paene_hver)
    for nr, person in enumerate(personer):
        person["borger"]["kommune"] = KOMMUNER[nr % len(KOMMUNER)]
        if nr % 3 == 0:
            undtagelse = {"regel": DELTAGELSE, "dato": dt.date(2026, 7, 10), "begrundelse": "aftalt"}
            person.setdefault("undtagelser", []).append(undtagelse)
    return personer


def i_puljen(borger_id: str, start: dt.date, *, faar: bool) -> Person:
    """Someone ready for work whose six months pass under the 75 % measure, with or without talks and an offer."""
    talks = [calendar.to_date(calendar.add_weeks(calendar.to_day(start), uger)) for uger in (1, 5, 9, 13)]
    return {
        "borger": {
            "borger_id": borger_id,
            "foedselsdato": dt.date(1980, 5, 1),
            "kommune": KOMMUNER[0],
            "erhvervsuddannelse": True,
        },
        "ydelser": [{"ydelse": "kontanthjaelp", "fra": start, "til": None, "visitation": "jobparat"}],
        "indsatser": [{"indsats": "virksomhedspraktik", "fra": talks[0], "til": talks[2]}] if faar else [],
        "samtaler": [
            {"dato": dag, "slags": "jobsamtale", "form": "fremmoede", "status": "afholdt", "part": "kommune"}
            for dag in talks
            if faar
        ],
    }


def historik(personer: Sequence[Person]) -> Historik:
    """The engine's view of the people, of whom there may be none."""
    return som_historik(personer) if personer else ingen()


def opgave(fra: dt.date, til: dt.date, **valg: str) -> Kubeopgave:
    """Every month end of a period and all rule sets, with some switches away from their default."""
    return Kubeopgave.for_perioden(fra, til, standardvalg() | valg)


def talt(personer: Sequence[Person], spoergsmaal: Kubeopgave, lov: Regelsaet | None = None) -> Kube:
    """The cube counted in one go."""
    return optael(lov or hent_lov(), historik(personer), spoergsmaal.opsaetning)


@st.composite
def aendringer(draw: st.DrawFn, personer: Sequence[Person], fremmede: Sequence[Person]) -> list[Person]:
    """The people after a few changes: someone added, removed, moved, or with facts added, removed or altered."""
    nye = {person["borger"]["borger_id"]: copy.deepcopy(person) for person in personer}
    for _ in range(draw(st.integers(1, 4))):
        ider = sorted(nye)
        hvad = draw(st.sampled_from(["kom", "gik", "flyttede", "mistede", "fik", "aendrede"]))
        if hvad == "kom" or not ider:
            ny = copy.deepcopy(draw(st.sampled_from(fremmede)))
            ny["borger"]["borger_id"] = f"N{draw(st.integers(0, 3))}"
            nye[ny["borger"]["borger_id"]] = ny
            continue
        person = nye[draw(st.sampled_from(ider))]
        tabel = draw(st.sampled_from(FAKTA))
        egne: list[dict[str, Any]] = person.setdefault(tabel, [])
        match hvad:
            case "gik":
                del nye[person["borger"]["borger_id"]]
            case "flyttede":
                person["borger"]["kommune"] = draw(st.sampled_from((*KOMMUNER, "999")))
            case "mistede" if egne:
                del egne[draw(st.integers(0, len(egne) - 1))]
            case "fik":
                anden = draw(st.sampled_from(fremmede))
                egne.extend(copy.deepcopy(anden.get(tabel, [])[:2]))
            case "aendrede" if person.get("ydelser"):
                raekke = draw(st.sampled_from(person["ydelser"]))
                raekke["til"] = None if draw(st.booleans()) else max(raekke["fra"], dt.date(2023, 5, 17))
    return list(nye.values())
