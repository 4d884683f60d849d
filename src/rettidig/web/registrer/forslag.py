"""What a form is filled in with: today, what fits the citizen's benefit, and a form of talk the law allows."""

from __future__ import annotations

import datetime as dt

from rettidig.tal.selectors.borger import Borgerbillede
from rettidig.tidslinje import calendar
from rettidig.web.registrer.slags import Slags
from rettidig.web.registrer.vilkaar import IKKE_LOVLIG, vurder

_FORMER = ("fremmoede", "telefon", "video")
_SYGEDAGPENGE = "sygedagpenge"


def forslag(slags: Slags, billede: Borgerbillede, dag: dt.date) -> dict[str, object]:
    """Sensible values for an empty form of a kind."""
    i_dag = dag.isoformat()
    match slags.navn:
        case "samtale":
            om = "opfoelgning" if _faar(billede, _SYGEDAGPENGE, dag) else "jobsamtale"
            form = _lovlig_form(billede, i_dag)
            return {"slags": om, "dato": i_dag, "form": form, "status": "afholdt", "part": "kommune"}
        case "tilbud":
            return {"indsats": "virksomhedspraktik", "fra": i_dag, "bevilget": i_dag}
        case "fritagelse":
            return {"fra": i_dag}
        case "loentimer":
            forrige = calendar.to_date(calendar.month_end_before(calendar.to_day(dag)))
            return {"maaned": f"{forrige.year}-{forrige.month:02}"}
        case _:
            return {"dato": i_dag}


def _lovlig_form(billede: Borgerbillede, dag: str) -> str:
    """The first form the law does not refuse: presence, unless it is to be another."""
    for form in _FORMER:
        svar = vurder(billede, {"handling": "samtaleform", "dato": dag, "samtale": {"dato": dag, "form": form}})
        if svar is None or svar.samlet != IKKE_LOVLIG:
            return form
    return _FORMER[0]


def _faar(billede: Borgerbillede, ydelse: str, dag: dt.date) -> bool:
    """Whether the citizen receives a benefit on a day."""
    raekker = billede.data.tabeller["ydelser"].select(["ydelse", "fra", "til"]).to_pylist()
    return any(r["ydelse"] == ydelse and r["fra"] <= dag and (r["til"] is None or dag < r["til"]) for r in raekker)
