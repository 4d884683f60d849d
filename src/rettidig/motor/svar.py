"""The rows of the answers, as the data contract lays them down: plain dictionaries, sorted by their key."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rettidig.motor.frist import STATUS, Fristsvar, vurder_frister
from rettidig.motor.grundlag import Grundlag
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.tidslinje.calendar import to_date_or_none

Raekke = dict[str, Any]

FRISTKOLONNER = (
    "borger_id",
    "maalgruppe",
    "regel",
    "frist",
    "status",
    "opfyldt_dato",
    "forloeb_start",
    "pause_dage",
    "lovversion",
    "hjemmel",
)


def frist_raekker(grundlag: Grundlag, regler: tuple[Fristregel, ...] | None = None) -> list[Raekke]:
    """One row per citizen and obligation, sorted by citizen, rule, course and deadline."""
    raekker = [raekke for svar in vurder_frister(grundlag, regler) for raekke in _fra_svar(grundlag, svar)]
    return sorted(raekker, key=fristnoegle)


def fristnoegle(raekke: Raekke) -> tuple[str, str, dt.date, dt.date]:
    """What deadline rows are sorted by; a row without a deadline comes last."""
    return (raekke["borger_id"], raekke["regel"], raekke["forloeb_start"], raekke["frist"] or dt.date.max)


def _fra_svar(grundlag: Grundlag, svar: Fristsvar) -> list[Raekke]:
    borgere = grundlag.historik.borgere
    forloeb = grundlag.forloeb
    person = forloeb.person[svar.forloeb].tolist()
    start = forloeb.start[svar.forloeb].tolist()
    hjemmel = svar.version.hjemmel.tekst
    return [
        {
            "borger_id": borgere.ider[person[nr]],
            "maalgruppe": gruppe_tekst(int(svar.gruppe[nr])),
            "regel": svar.regel.regel,
            "frist": to_date_or_none(int(svar.frist[nr])),
            "status": STATUS[svar.status[nr]],
            "opfyldt_dato": to_date_or_none(int(svar.opfyldt[nr])),
            "forloeb_start": to_date_or_none(start[nr]),
            "pause_dage": int(svar.pause_dage[nr]),
            "lovversion": lovversion_id(grundlag, int(svar.valgt_dag[nr])),
            "hjemmel": hjemmel,
        }
        for nr in range(len(svar))
    ]


def lovversion_id(grundlag: Grundlag, dag: int) -> str | None:
    """The id of the law version in force on a day."""
    dato = to_date_or_none(dag)
    version = None if dato is None else grundlag.lov.lovversioner.paa(dato)
    return None if version is None else version.id
