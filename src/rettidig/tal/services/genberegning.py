"""A figure counted again from the facts, as they were known at any time: what a kept figure is held against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from rettidig.motor.historik import byg_historik
from rettidig.motor.kuber import Kubeopsaetning, laeg_sammen, maaling_af_kube, optael, tabel_af_kube
from rettidig.motor.maaleraekker import Maalesvar
from rettidig.regler.indlaes import hent_lov
from rettidig.sager.selectors.borgerblokke import i_blokke
from rettidig.tal.services.stillinger import AD_GANGEN
from rettidig.tidslinje import calendar


def som_kendt(kendt: dt.datetime, maaned: dt.date, regelsaet: str, valg: Mapping[str, str]) -> Maalesvar:
    """The measures on a month end as known at a time, with the program and the law there are now.

    Raises ``ValueError`` for a day that is no month end.
    """
    lov, dag = hent_lov(), calendar.to_day(maaned)
    opsaetning = Kubeopsaetning((dag,), (regelsaet,), dict(valg))
    talt = (tabel_af_kube(optael(lov, byg_historik(blok.data), opsaetning)) for blok in i_blokke(kendt, AD_GANGEN))
    return maaling_af_kube(laeg_sammen(talt, opsaetning), lov, dag, regelsaet)
