"""One obligation as plain numbers: a single entry of the engine's answer, ready to be told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from rettidig.motor.forklaring.sag import Sag
from rettidig.motor.forklaring.skrivemaade import iso
from rettidig.motor.frist import STATUS, Fristsvar
from rettidig.motor.historik import kodenavne
from rettidig.motor.svar import lovversion_id
from rettidig.regler.former.frist import Fristregel, FristVersion
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sprog import tekst
from rettidig.tidslinje import calendar
from rettidig.tidslinje import operations as op
from rettidig.tidslinje.calendar import NO_DAY

INGEN_RAEKKE = -1


@dataclass(frozen=True)
class Pligt:
    """Entry ``nr`` of an answer. Days are epoch days, ``NO_DAY`` for none."""

    sag: Sag
    svar: Fristsvar
    nr: int

    def _dag(self, navn: str) -> int:
        return int(getattr(self.svar, navn)[self.nr])

    @property
    def regel(self) -> Fristregel:
        """The rule."""
        return self.svar.regel

    @cached_property
    def version(self) -> FristVersion:
        """The version of the rule that holds."""
        return self.svar.version

    @cached_property
    def forloeb(self) -> int:
        """The course in which the duty arose."""
        return self._dag("forloeb")

    @cached_property
    def start(self) -> int:
        """The first day of the course."""
        return int(self.sag.grundlag.forloeb.start[self.forloeb])

    @cached_property
    def slut(self) -> int:
        """The exclusive end of the course's last known spell."""
        return int(self.sag.grundlag.forloeb.slut[self.forloeb])

    @cached_property
    def ydelse(self) -> str:
        """The benefit the course began with."""
        return kodenavne("ydelse")[int(self.sag.grundlag.forloeb.ydelse[self.forloeb])]

    @cached_property
    def maalt_i_timer(self) -> bool:
        """Whether the right date is found by the clock of hours."""
        return self.version.udloeser.timer is not None and self.er_dagpenge

    @cached_property
    def er_dagpenge(self) -> bool:
        """Whether the course has a clock of hours."""
        return bool(self.sag.grundlag.er_dagpenge[self.forloeb])

    @cached_property
    def gruppe(self) -> int:
        """The target group that decided."""
        return self._dag("gruppe")

    @cached_property
    def udloeser(self) -> int:
        """The day that set the duty off."""
        return self._dag("udloeser")

    @cached_property
    def retsdato(self) -> int:
        """The day the right arises."""
        return self._dag("retsdato")

    @cached_property
    def frist(self) -> int:
        """The last day on which the duty is met in time."""
        return self._dag("frist")

    @cached_property
    def frist_foer_fritagelse(self) -> int:
        """The deadline before an exemption moved it."""
        return self._dag("frist_foer_fritagelse")

    @cached_property
    def vindue_fra(self) -> int:
        """The first day on which what meets the duty may begin."""
        return self._dag("vindue_fra")

    @cached_property
    def opfyldt(self) -> int:
        """The day the duty was met."""
        return self._dag("opfyldt")

    @cached_property
    def valgt_dag(self) -> int:
        """The day that chose the version."""
        return self._dag("valgt_dag")

    @cached_property
    def planer_til(self) -> int:
        """How far ahead planned things are told: some months after the deadline or the day, whichever is later."""
        return calendar.add_months(max(self.frist, self.sag.dag), valgte_tal().forklaring_planer.vaerdi)

    @cached_property
    def fremskrevet(self) -> bool:
        """Whether the right date is a projection."""
        return bool(self.svar.fremskrevet[self.nr])

    @cached_property
    def ophoert(self) -> bool:
        """Whether the course ended before the deadline."""
        return bool(self.svar.ophoert[self.nr])

    @cached_property
    def bortfald_loentimer(self) -> bool:
        """Whether ordinary wage hours lifted the duty."""
        return bool(self.svar.bortfald_loentimer[self.nr])

    @cached_property
    def loentimer(self) -> int:
        """Ordinary wage hours in the month of the right date, in 1/10,000."""
        return self._dag("loentimer")

    @cached_property
    def pause_dage(self) -> int:
        """Days on which the clock stood still."""
        return self._dag("pause_dage")

    @cached_property
    def flyttende_fritagelse(self) -> int:
        """The position of the exemption that moved the deadline; -1 for none."""
        return self._dag("fritagelse")

    @cached_property
    def ophaevende_fritagelse(self) -> int:
        """The position of the exemption that lifted the duty; -1 for none."""
        return self._dag("bortfald_fritagelse")

    @cached_property
    def opfyldt_raekke(self) -> int:
        """The position of the earliest offer that met the duty; -1 for none."""
        return self._dag("opfyldt_raekke")

    @cached_property
    def loentilskud_raekke(self) -> int:
        """The position of the løntilskud that is in time by the weeks of grace; -1 for none."""
        return self._dag("loentilskud_raekke")

    @cached_property
    def status(self) -> str:
        """The status."""
        return STATUS[int(self.svar.status[self.nr])]

    @cached_property
    def retsdagens_navn(self) -> str:
        """What the right date is called in a sentence: the deadline itself, where the two are one."""
        return tekst("forklar.retsdagen.frist" if self.version.fristen_er == "retsdato" else "forklar.retsdagen.ret")

    def hjemmel(self, betingelse: str = "") -> str:
        """The paragraph of a condition (a field of ``Hjemler``), or the rule's own."""
        egen = getattr(self.version.hjemler, betingelse) if betingelse else None
        return str((egen or self.version.hjemmel).tekst)

    def ydelsesraekke(self, dag: int) -> int:
        """The position of the benefit row held on a day or last held before it; -1 for none."""
        raekker = self.sag.grundlag.forloeb.raekker
        return int(op.value_held(raekker, np.array([self.forloeb]), np.array([dag], dtype=np.int32), INGEN_RAEKKE)[0])

    def gruppedag(self) -> int:
        """The day on which the group was read: the right date, or the day while that lies ahead."""
        dag = self.sag.dag
        return dag if self.retsdato == NO_DAY or self.retsdato > dag else self.retsdato

    def kontraktraekke(self) -> dict[str, Any]:
        """The obligation as the data contract gives it, dates as text."""
        return {
            "borger_id": self.sag.borger,
            "maalgruppe": gruppe_tekst(self.gruppe),
            "regel": self.regel.regel,
            "frist": iso(self.frist),
            "status": self.status,
            "opfyldt_dato": iso(self.opfyldt),
            "forloeb_start": iso(self.start),
            "pause_dage": self.pause_dage,
            "lovversion": lovversion_id(self.sag.grundlag, self.valgt_dag),
            "hjemmel": self.version.hjemmel.tekst,
        }
