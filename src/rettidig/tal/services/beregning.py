"""Works some citizens out: their obligations, where they stand, how they count, and what they add to the cube."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rettidig.motor.deltagelse import DELTAGELSE, deltagelse, kan_passere
from rettidig.motor.frist import AFVENTER, OVERSKREDET, SAT_PAA_PAUSE, STATUS
from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik, byg_historik, kodenavne
from rettidig.motor.kuber import Kubeopsaetning
from rettidig.motor.kuber.optaelling import Maerketcelle, optael_efter
from rettidig.motor.kuber.udsnit import udvalgte
from rettidig.motor.opgaver import Maaleperiodeopgave, som_tekst
from rettidig.motor.opgaver.frister import fristtabel_med_forloeb
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.regler.former.maaling import REGELSAET, Deltagelsesregel
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.sager.selectors.borgerblokke import Borgerblok
from rettidig.tal.selectors.lokalstrategi import bag_valgene
from rettidig.tal.services.borgerstand import borgerstand
from rettidig.tal.services.lokalfrister import lokalfrister
from rettidig.tal.services.raekkehoved import hvis, numre
from rettidig.tidslinje import calendar, forms
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.model import Longs

ENS_FOR_ALLE = "alle"
FAAET, IKKE_FAAET, UNDTAGET = "faaet", "ikke_faaet", "undtaget"
_AABNE = [STATUS[nr] for nr in (AFVENTER, OVERSKREDET, SAT_PAA_PAUSE)]


@dataclass(frozen=True)
class Spoergsmaal:
    """What is asked of everybody: the day of the lists, the month ends of the figures, the switches.

    ``lokale`` are the choices of strategies in use, by number. Without ``med_kube`` nothing is counted into cells.
    """

    dag: dt.date
    foerste_maaned: dt.date
    sidste_maaned: dt.date
    valg: dict[str, str]
    lokale: tuple[int, ...] = ()
    med_kube: bool = True

    @property
    def opsaetning(self) -> Kubeopsaetning:
        """The month ends and rule sets of the cube."""
        dage, dag = [], calendar.to_day(self.foerste_maaned)
        while dag <= calendar.to_day(self.sidste_maaned):
            dage.append(dag)
            dag = calendar.month_end_after(dag)
        return Kubeopsaetning(tuple(dage), REGELSAET, self.valg)


@dataclass(frozen=True)
class Resultat:
    """What was worked out of a block: rows by table, in the order of citizens; cells by (municipality, team)."""

    frister: pa.Table
    lokale: pa.Table
    stand: pa.Table
    perioder: pa.Table
    celler: dict[Maerketcelle, Longs]
    borgere: dict[str, int] = field(default_factory=dict)


def beregn(blok: Borgerblok, spoergsmaal: Spoergsmaal) -> Resultat:
    """All of it, for the citizens of a block."""
    lov = hent_lov()
    historik = byg_historik(blok.data)
    with op.use(forms.choose(historik.antal)):
        grundlag = Grundlag.paa(lov, historik, calendar.to_day(spoergsmaal.dag), spoergsmaal.valg)
        kommuner = list(historik.borgere.kommune)
        return Resultat(
            _frister(lov, grundlag, blok),
            lokalfrister(grundlag, blok, bag_valgene(spoergsmaal.lokale)),
            borgerstand(historik, grundlag, blok),
            perioder(lov, historik, blok, spoergsmaal),
            celler(historik, maerker(blok, historik), spoergsmaal.opsaetning) if spoergsmaal.med_kube else {},
            {kommune: kommuner.count(kommune) for kommune in dict.fromkeys(kommuner)},
        )


def maerker(blok: Borgerblok, historik: Historik) -> list[tuple[str, str]]:
    """The municipality and team of every citizen."""
    return list(zip(historik.borgere.kommune, blok.team, strict=True))


def celler(historik: Historik, maerkede: Sequence[Any], opsaetning: Kubeopsaetning) -> dict[Maerketcelle, Longs]:
    """The cells of citizens told apart by a mark each."""
    return optael_efter(hent_lov(), historik, opsaetning, maerkede)


def _frister(lov: Regelsaet, grundlag: Grundlag, blok: Borgerblok) -> pa.Table:
    regler = tuple(lov.alle_frister())
    tabel, forloeb = fristtabel_med_forloeb(grundlag, regler)
    person = grundlag.forloeb.person[forloeb]
    tekster = som_tekst(tabel).drop_columns(["borger_id"])
    altid = pa.array([regel.regel for regel in lov.frister()], pa.string())
    er_aaben = np.isin(np.array(tekster["status"].to_pylist(), dtype=np.str_), _AABNE)
    er_aaben &= ~grundlag.ophoert[forloeb]
    ydelser = pa.array(kodenavne("ydelse"), pa.string())
    kolonner: dict[str, Any] = {
        **hvis(blok, person, grundlag.historik),
        "nr": pa.array(numre(person)),
        **{navn: tekster[navn] for navn in tekster.column_names},
        "ydelse": ydelser.take(pa.array(grundlag.forloeb.ydelse[forloeb].astype(np.int64))),
        "altid": pc.is_in(tekster["regel"], value_set=altid),
        "aaben": pa.array(er_aaben),
    }
    return pa.table(kolonner)


def perioder(lov: Regelsaet, historik: Historik, blok: Borgerblok, spoergsmaal: Spoergsmaal) -> pa.Table:
    """How the citizens count in the measures, on the month ends asked about."""
    opgave = Maaleperiodeopgave(spoergsmaal.foerste_maaned, spoergsmaal.sidste_maaned, spoergsmaal.valg)
    fundne = som_tekst(opgave.svar(historik))
    plads = {borger_id: nr for nr, borger_id in enumerate(blok.ider)}
    person = np.array([plads[borger_id] for borger_id in fundne["borger_id"].to_pylist()], dtype=np.int64)
    fundne = fundne.drop_columns(["borger_id"])
    puljen, i_puljen = _puljen(lov, historik, spoergsmaal, fundne.schema)
    alle = pa.concat_tables([fundne, puljen])
    person = np.concatenate([person, i_puljen])
    orden = np.argsort(person, kind="stable")
    alle, person = alle.take(pa.array(orden)), person[orden]
    kolonner: dict[str, Any] = {
        **hvis(blok, person, historik),
        "nr": pa.array(numre(person)),
        **{navn: alle[navn] for navn in alle.column_names},
    }
    return pa.table(kolonner)


def _puljen(lov: Regelsaet, historik: Historik, spoergsmaal: Spoergsmaal, skema: pa.Schema) -> tuple[pa.Table, Longs]:
    """The pool of the 75 % measure, month by month: each stands in it once, in the month six months are passed."""
    ydelser = kodenavne("ydelse")
    raekker: list[dict[str, Any]] = []
    person: list[int] = []
    versioner = lov.hent(DELTAGELSE, Deltagelsesregel).versioner
    for dag in spoergsmaal.opsaetning.maaneder:
        dato = calendar.to_date(dag)
        version = next((v for v in versioner if v.gaelder(dato)), None)
        mulige = np.empty(0, dtype=np.int64) if version is None else kan_passere(lov, historik, dag, version)
        if version is None or not len(mulige):
            continue
        pulje = deltagelse(lov, udvalgte(historik, mulige), dag, spoergsmaal.valg, version)
        for nr, hvem in enumerate(mulige[pulje.person].tolist()):
            uden = UNDTAGET if pulje.undtaget[nr] else IKKE_FAAET
            person.append(hvem)
            raekker.append(
                {
                    "ydelse": ydelser[int(pulje.ydelse[nr])],
                    "maaling": DELTAGELSE,
                    "regelsaet": ENS_FOR_ALLE,
                    "forloeb_start": calendar.to_date(int(pulje.skaeringsdag[nr])),
                    "maalgruppe": gruppe_tekst(int(pulje.gruppe[nr])),
                    "fra": dato,
                    "til": dato,
                    "status": FAAET if pulje.faaet[nr] else uden,
                }
            )
    return pa.Table.from_pylist(raekker, schema=skema), np.array(person, dtype=np.int64)
