"""What is kept of a small town, told so that it can be held against what the engine and the command line answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.motor.sammenligning import standardvalg

from rettidig.motor.historik import byg_historik
from rettidig.motor.maaling import maaling_raekker
from rettidig.motor.opgaver import Fristopgave
from rettidig.motor.svar import FRISTKOLONNER
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje import calendar

HVEM = {"hvem": "proeve", "hvorfor": "proeve"}
SAET = ("gaeldende", "gamle", "nye")
HVER = {"lob.fokusmaal.1": "ikke_aktiveret", "lob.fokusmaal.2": "samtaler_mangler", "lab.deltagelse.75": "faaet"}


def holdte_frister() -> list[dict[str, Any]]:
    """Every kept obligation of the rules that are always given, as rows of the contract in its order."""
    from django.db.models import F

    from rettidig.tal.models import Fristraekke

    raekker = Fristraekke.objects.filter(altid=True).annotate(id_=F("borger__noegle")).order_by("borger__noegle", "nr")
    return [
        {"borger_id": r.pop("id_"), **r}
        for r in raekker.values("id_", *(navn for navn in FRISTKOLONNER if navn != "borger_id"))
    ]


def regnede_frister(dag: dt.date) -> list[dict[str, Any]]:
    """What the command line answers from the store."""
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu

    return list(Fristopgave(dag, standardvalg()).svar(byg_historik(hent_datasaet(kendt_nu()))).to_pylist())


def regnede_maalinger(maaned: dt.date, regelsaet: str, kendt: dt.datetime | None = None) -> list[dict[str, Any]]:
    """The measures counted by the engine over the facts as known at a time."""
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu

    historik = byg_historik(hent_datasaet(kendt_nu() if kendt is None else kendt))
    dag = calendar.to_day(maaned)
    return list(maaling_raekker(hent_lov(), historik, dag, regelsaet, standardvalg()).raekker)


def alt_holdt() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of everything kept, but for the numbers of the rows."""
    from rettidig.tal.models import Borgerstand, Fristraekke, Kubecelle, Lokalfrist, Maaleperiode

    return {
        model.__name__: sorted(
            model.objects.values_list(*(f.attname for f in model._meta.concrete_fields if not f.primary_key)),
            key=repr,
        )
        for model in (Borgerstand, Fristraekke, Lokalfrist, Maaleperiode, Kubecelle)
    }
