"""Stamps: what the law says, as far as a figure can rest on it.

Every slice of a cube (month end x rule set) has one stamp per rule it rests on: a hash of the numbers and codes of that
rule that can matter for the slice. A law is compared with a cube by its stamps, and only slices with another stamp are
counted anew. Where it is not certain that a number cannot matter, it is in the stamp.

Texts, reservations and paragraphs are in no stamp, nor are limits: they are read when the figures are shown. What does
not come from the rule files (the engine itself and its code lists) has one stamp for the whole cube.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.metadata import version
from typing import Any

from rettidig.forloeb.lager.lagerform import kodelister
from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2, Fokusmaal
from rettidig.motor.grundlag import FRITAGELSESREGEL, GRUPPEREGEL, MAALEFORLOEB, PLIGTFORLOEB, SAMTALEREGEL
from rettidig.motor.kuber.kube import Kubeopsaetning, Snit
from rettidig.motor.kuber.udsnit import ingen
from rettidig.regler.former.grundform import Hjemmel, Regel, Streng, Tekst
from rettidig.regler.former.maalgruppe import Maalgrupperegel
from rettidig.regler.former.maaling import Deltagelsesregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.tidslinje import calendar

Stempler = Mapping[Snit, Mapping[str, str]]
"""Slice -> rule id -> hash."""

KODEDE_LOVE = "lovversioner"
SEKS_MAANEDER = "seks_maaneders_timer"
_BOGSTAVER = 16
_UDEN_BETYDNING = frozenset({"tillid", "forbehold", "hjemler", "andel_under", "mindst_andel", "ydelser_altid_vist"})
_KILDETEKST = ("tidslinje", "tidslinje/kernels", "motor", "regler/former")
_EGEN_KILDETEKST = ("motor/kuber/optaelling.py", "motor/kuber/udsnit.py")


def stempler(lov: Regelsaet, opsaetning: Kubeopsaetning, blandt: Iterable[Snit] | None = None) -> Stempler:
    """The stamps of the slices of a cube under a law; ``blandt`` are those asked about, ``None`` all."""
    faelles = _Loven(lov, opsaetning.valg)
    return {snit: faelles.stempler(snit) for snit in (opsaetning.snit() if blandt is None else blandt)}


@cache
def motorstempel() -> str:
    """A hash of what counts: Rettidig's version, the sources of the engine, and the code lists."""
    sum_ = hashlib.sha256(version("rettidig").encode())
    sum_.update(json.dumps(kodelister(), sort_keys=True).encode())
    rod = resources.files("rettidig")
    filer = {
        f"{mappe}/{fil.name}": fil for mappe in _KILDETEKST for fil in rod.joinpath(mappe).iterdir() if fil.is_file()
    }
    filer |= {navn: rod.joinpath(navn) for navn in _EGEN_KILDETEKST}
    for navn, fil in sorted(filer.items()):
        if fil.name.endswith(".py"):
            sum_.update(f"{navn}\n".encode())
            sum_.update(fil.read_bytes())
    return sum_.hexdigest()[:_BOGSTAVER]


class _Loven:
    """One law, and what of it the slices rest on."""

    def __init__(self, lov: Regelsaet, valg: Mapping[str, str]) -> None:
        self.lov = lov
        self.maalt = Fokusmaal(lov, ingen(), valg)
        self._hele: dict[str, str] = {}

    def stempler(self, snit: Snit) -> dict[str, str]:
        """Rule id -> hash, for one slice."""
        hviler_paa: dict[str, Any] = {
            FOKUSMAAL_1: self._fokusmaal_1(snit),
            FOKUSMAAL_2: self.maalt.version_2(calendar.to_date(snit.maaned)).samtaler,
            MAALEFORLOEB: self._hel(MAALEFORLOEB),
            SAMTALEREGEL: self._hel(SAMTALEREGEL),
            GRUPPEREGEL: self._maalgrupper(snit.maaned),
            **self._deltagelse(calendar.to_date(snit.maaned)),
        }
        return {regel: _hash(indhold) for regel, indhold in hviler_paa.items()}

    def _fokusmaal_1(self, snit: Snit) -> dict[str, Any]:
        """The engine judges by two versions, on either side of the split: the offers of the later one always count.

        Hours and other offers count by the side they lie on, so a window that lies wholly on one side rests on the
        hours of that side alone.
        """
        regel = self.maalt.regel_1
        deling = calendar.to_day(regel.deling)
        gammel = self.maalt.version_1(calendar.to_date(deling - 1)).krav
        ny = self.maalt.version_1(regel.deling).krav
        vindue = calendar.add_months(calendar.month_start(snit.maaned), 1 - regel.population.vindue_maaneder)
        foer = {"ovrige": gammel.ovrige_tilbud, "timer": gammel.timer}
        efter = {"ovrige": ny.ovrige_tilbud, "for": ny.ovrige_tilbud_for}
        indhold: dict[str, Any] = {
            "population": _indhold(regel.population),
            "kan_tilvaelges": regel.kan_tilvaelges,
            "tilbud": ny.tilbud,
        }
        match snit.regelsaet:
            case "gamle":
                return {**indhold, "foer": foer}
            case "nye":
                return {**indhold, "efter": efter, "timer": ny.timer}
            case _:
                return {
                    **indhold,
                    "deling": regel.deling.isoformat(),
                    "samlet": [regel.samlet_timer, regel.samlet_timer_lav],
                    "foer": foer if vindue < deling else None,
                    "efter": efter,
                    "timer": ny.timer if snit.maaned >= deling else None,
                }

    def _maalgrupper(self, maaned: int) -> list[Any]:
        """The versions of the table begun by the month end: a later one decides no day before it."""
        versioner = self.lov.hent(GRUPPEREGEL, Maalgrupperegel).versioner
        foerste, *senere = versioner
        begyndt = [v for v in senere if calendar.to_day(v.fra) <= maaned]
        return [[v.fra.isoformat(), _indhold(v.linjer)] for v in (foerste, *begyndt)]

    def _deltagelse(self, dato: dt.date) -> dict[str, Any]:
        """Everything the duties rest on, where the 75 % measure applies."""
        versioner = self.lov.hent(DELTAGELSE, Deltagelsesregel).versioner
        gaeldende = next((v for v in versioner if v.gaelder(dato)), None)
        if gaeldende is None:
            return {DELTAGELSE: None}
        regler = (PLIGTFORLOEB, FRITAGELSESREGEL, gaeldende.tilbudsregel, *gaeldende.samtaleregler)
        return {
            DELTAGELSE: _indhold(gaeldende),
            GRUPPEREGEL: self._hel(GRUPPEREGEL),
            **{navn: self._hel(navn) for navn in regler},
            SEKS_MAANEDER: self._seks_maaneder(),
            KODEDE_LOVE: [_indhold(v.til) for v in self.lov.lovversioner.lovversioner if v.status == "kodet"],
        }

    def _seks_maaneder(self) -> list[Any]:
        """What six months are in hours: the first rule that says so decides it."""
        udloesere = [version.udloeser for regel in self.lov.frister() for version in regel.versioner]
        return [_indhold(udloeser.timer) for udloeser in udloesere if udloeser.maaneder and udloeser.timer is not None]

    def _hel(self, navn: str) -> str:
        """A hash of all that a rule says."""
        if navn not in self._hele:
            self._hele[navn] = _hash(_indhold(self.lov.regler[navn]))
        return self._hele[navn]


def _indhold(led: Any) -> Any:
    """Numbers, codes and days, without texts and paragraphs, as JSON has them."""
    if isinstance(led, Tekst | Hjemmel):
        return None
    if isinstance(led, Streng):
        uden = _UDEN_BETYDNING | ({"titel", "formaal"} if isinstance(led, Regel) else set())
        felter = {navn: getattr(led, navn) for navn in type(led).model_fields if navn not in uden}
        return {navn: _indhold(vaerdi) for navn, vaerdi in felter.items()}
    if isinstance(led, tuple):
        return [_indhold(del_) for del_ in led]
    if isinstance(led, dict):
        return {navn: _indhold(vaerdi) for navn, vaerdi in led.items()}
    return led.isoformat() if isinstance(led, dt.date) else led


def _hash(indhold: Any) -> str:
    tekst = json.dumps(indhold, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(tekst.encode()).hexdigest()[:_BOGSTAVER]
