"""Why one person does not count alike: what here would give the State's answer, and the fact and paragraph behind ours.

A cause is only named when trying it gives just what the State says of the person. Where nothing does, that is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rettidig.forloeb import Datasaet
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
from rettidig.motor.forklaring.fokus import fokusknude
from rettidig.motor.forklaring.knude import Knude, Raekke
from rettidig.motor.forklaring.sag import Borgerfakta, Sag
from rettidig.motor.forklaring.skrivemaade import dato
from rettidig.motor.historik import byg_historik
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst
from rettidig.tal.afstemning.dele import Personforskel
from rettidig.tal.afstemning.statstal import Noegle, Statstal
from rettidig.tal.afstemning.stillinger import Stillinger
from rettidig.tidslinje import calendar


class Aarsag(StrEnum):
    """What would make our answer the State's; ``uforklaret``: nothing that was tried."""

    REGELSAET = "andet_regelsaet"
    SENERE = "kendt_senere"
    KOMMUNE = "anden_kommune"
    YDELSE = "anden_ydelse"
    DAG = "anden_dag"
    VALG = "andet_valg"
    UFORKLARET = "uforklaret"


@dataclass(frozen=True)
class Grund:
    """A cause in words, with the paragraph and the registered rows that decide how the person counts here."""

    aarsag: str
    forklaring: str
    hjemmel: str | None
    fakta: tuple[Raekke, ...]


@dataclass(frozen=True)
class Kendt:
    """What is known: the data set, and in words when it was known."""

    data: Datasaet
    naar: str


class Aarsagssoegning:
    """Looks for the causes, one person at a time. ``da`` is what was known on the State's cut-off day."""

    def __init__(self, lov: Regelsaet, statens: Statstal, valg: Mapping[str, str], da: Kendt, nu: Kendt) -> None:
        self.lov, self.statens, self.valg = lov, statens, dict(valg)
        self.da, self.nu = da, nu

    def hos_staten(self, forskel: Personforskel) -> Grund:
        """Why the State counts a person otherwise than we did with its rules and on its day."""
        aarsag, ord_, andet = self._proevet(forskel)
        saet = (self.statens.regelsaet, *(() if andet is None else (andet,)))
        sagt, hjemmel, fakta = self._stilling(self.da, forskel.noegle, saet)
        return Grund(aarsag, f"{ord_} {sagt}".strip(), hjemmel, fakta)

    def efter_tiden(self, forskel: Personforskel, hvad: str) -> Grund:
        """Why what has been registered since changes how a person counts; ``hvad`` says what has been."""
        regelsaet = (self.statens.regelsaet,)
        foer, hjemmel, fakta_da = self._stilling(self.da, forskel.noegle, regelsaet)
        efter, ny_hjemmel, fakta = self._stilling(self.nu, forskel.noegle, regelsaet)
        ord_ = tekst("afstemning.grund.foer_og_nu", da=self.da.naar, foer=foer, efter=efter)
        return Grund("registreret_siden", f"{ord_} {hvad}".strip(), ny_hjemmel or hjemmel, fakta or fakta_da)

    def efter_regler(self, forskel: Personforskel) -> Grund:
        """Why the rules in force count a person otherwise than those the State counts by."""
        saet = (self.statens.regelsaet, "gaeldende")
        sagt, hjemmel, fakta = self._stilling(self.nu, forskel.noegle, saet)
        return Grund("regelsaet", sagt, hjemmel, fakta)

    def _proevet(self, forskel: Personforskel) -> tuple[str, str, str | None]:
        """What gives the State's answer, tried in the order of what is most likely to be meant.

        The cause, the sentence, and the rule set where it is another one.
        """
        nu = self._stillinger(self.nu, forskel.noegle.borger_id)
        da = self._stillinger(self.da, forskel.noegle.borger_id)
        if da is None:
            kom = nu is not None and nu.personer(self.statens.regelsaet).get(forskel.noegle) == forskel.foer
            return _sagt(Aarsag.SENERE, "borger_kom") if kom else _sagt(Aarsag.UFORKLARET, "ikke_her")
        for andet in (saet for saet in REGELSAET if saet != self.statens.regelsaet):
            if da.personer(andet).get(forskel.noegle) == forskel.foer:
                aarsag, ord_, _ = _sagt(Aarsag.REGELSAET, saet=tekst(f"forklar.fokus.regelsaet.{andet}"))
                return aarsag, ord_, andet
        if nu is not None and nu.personer(self.statens.regelsaet).get(forskel.noegle) == forskel.foer:
            return _sagt(Aarsag.SENERE)
        borger = da.historik.borgere
        if forskel.efter is None and borger.kommune[0] != self.statens.kommune:
            return _sagt(Aarsag.KOMMUNE, kommune=borger.kommune[0])
        if forskel.efter is None and any(n.ydelse != forskel.noegle.ydelse for n in self._alle_ydelser(da)):
            ydelser = ", ".join(sorted(n.ydelse for n in self._alle_ydelser(da)))
            return _sagt(Aarsag.YDELSE, ydelse=ydelser)
        for dag in range(da.dag - 1, calendar.month_start(da.dag) - 1, -1):
            if da.personer(self.statens.regelsaet, dag).get(forskel.noegle) == forskel.foer:
                return _sagt(Aarsag.DAG, dag=dato(dag))
        for navn, indgang in self.lov.valg.valg.items():
            for vaerdi in indgang.muligheder:
                if vaerdi != self.valg[navn] and self._med_valg(da, navn, vaerdi, forskel) == forskel.foer:
                    return _sagt(Aarsag.VALG, valg=f"{navn}={vaerdi}")
        return _sagt(Aarsag.UFORKLARET)

    def _med_valg(self, da: Stillinger, navn: str, vaerdi: str, forskel: Personforskel) -> bool | None:
        andre = Stillinger(self.lov, da.historik, self.statens, self.valg | {navn: vaerdi})
        return andre.personer(self.statens.regelsaet).get(forskel.noegle)

    def _alle_ydelser(self, da: Stillinger) -> Mapping[Noegle, bool]:
        felter = self.statens.__dict__ | {"ydelse": "alle"}
        return Stillinger(self.lov, da.historik, Statstal(**felter), self.valg).personer(self.statens.regelsaet)

    def _stillinger(self, kendt: Kendt, borger: str) -> Stillinger | None:
        """The one citizen's own; ``None`` for one who was not known."""
        if not self._kendes(kendt, borger):
            return None
        return Stillinger(self.lov, byg_historik(kendt.data, borger), self.statens, self.valg)

    @staticmethod
    def _kendes(kendt: Kendt, borger: str) -> bool:
        try:
            Borgerfakta.find(kendt.data, borger)
        except KeyError:
            return False
        return True

    def _stilling(
        self, kendt: Kendt, noegle: Noegle, regelsaet: tuple[str, ...]
    ) -> tuple[str, str | None, tuple[Raekke, ...]]:
        """How a person counts as known then: in words, with the paragraph and the rows."""
        try:
            fakta = Borgerfakta.find(kendt.data, noegle.borger_id)
        except KeyError:
            return tekst("afstemning.grund.ukendt_her"), None, ()
        sag = Sag(self.lov, fakta, noegle.borger_id, calendar.to_day(self.statens.dag), self.valg)
        if sag.alt.borgere.kommune[0] != self.statens.kommune:
            return tekst("afstemning.grund.i_kommune", kommune=sag.alt.borgere.kommune[0]), None, (sag.borgerraekke,)
        rod = fokusknude(sag)
        if rod is None or self.statens.maaling not in (FOKUSMAAL_1, FOKUSMAAL_2):
            return tekst("afstemning.grund.se_forklar"), None, ()
        knuder = afgoerende_knuder(rod, noegle.ydelse, self.statens.maaling, regelsaet)
        raekker = {(r["tabel"], r["raekke"]): r for knude in knuder for r in knude.raekker}
        hjemmel = next((knude.hjemmel for knude in knuder if knude.hjemmel), None)
        return " ".join(knude.tekst for knude in knuder), hjemmel, tuple(raekker.values())


def afgoerende_knuder(rod: Knude, ydelse: str, maaling: str, regelsaet: tuple[str, ...]) -> list[Knude]:
    """The steps of the explanation that decide the figure."""
    ikke = rod.kaldet("ikke_maalt")
    if ikke:
        return ikke
    for maalt in rod.kaldet("maalt"):
        if maalt.vaerdi["ydelse"] == ydelse.partition("#")[0]:
            if maaling == FOKUSMAAL_2:
                return [maalt, *maalt.kaldet("samtaler_i_vinduet")]
            valgte = {knude.vaerdi["regelsaet"]: knude for knude in maalt.kaldet("aktivering")}
            return [valgte[navn] for navn in dict.fromkeys(regelsaet)]
    return rod.kaldet("maalt")


def _sagt(aarsag: Aarsag, ord_: str | None = None, **felter: object) -> tuple[str, str, str | None]:
    return aarsag.value, tekst(f"afstemning.aarsag.{ord_ or aarsag.value}", **felter), None
