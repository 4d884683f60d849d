"""The focus goals as a head of department reads them: the active share against the demand, by rule set and by month."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from rettidig.cli.bestilling import skaermbredde
from rettidig.cli.tabel import lagt_i_kolonner
from rettidig.demo.offentlige_tal import kommuner
from rettidig.forloeb import koder
from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
from rettidig.motor.historik import Historik
from rettidig.motor.maaling import ALLE, Maalesvar, Maalinger
from rettidig.motor.noter import Note
from rettidig.regler.former.maaling import REGELSAET, Fokusmaal1Regel
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import noegler, tekst, valgt_sprog
from rettidig.svar.dansk_form import INGEN, antal, dato_i_ord, hele_procent, maaned_kort, procent
from rettidig.svar.model import Kolonne, Slags
from rettidig.svar.spoergsmaal import Spurgtdag
from rettidig.tidslinje import calendar

Raekke = dict[str, Any]
_ORDEN = ("gamle", "gaeldende", "nye")
_MAANEDER = 18
_MAANEDER_FOER_REFORMEN, _MAANEDER_EFTER_REFORMEN = 8, 9
_BREDESTE_SOEJLE, _SMALLESTE_SOEJLE = 16, 4
VANLIG_BREDDE = 100
_OTTENDEDELE = " ▏▎▍▌▋▊▉"
_FULD, _KRAV = "█", "┊"


class Maalbillede:
    """The measures of the largest municipality in the extract, around one month end."""

    def __init__(self, lov: Regelsaet, historik: Historik, dag: Spurgtdag, valg: Mapping[str, str]) -> None:
        self.lov = lov
        self.dag = dag
        self.maanedsslut = calendar.month_end_by(dag.dag)
        self.noter: list[Note] = []
        self._maalinger = Maalinger(lov, historik, valg)
        talte = Counter(historik.borgere.kommune)
        self._kommuner = len(talte)
        self._kommune = min(talte, key=lambda kode: (-talte[kode], kode)) if talte else ""
        self._kommunenavn = f"{self._kommune} {kommuner().get(self._kommune, '')}".strip()
        self._svar: dict[tuple[int, str], Maalesvar] = {}

    @property
    def _deling(self) -> int:
        """The day the new rules take effect."""
        return calendar.to_day(self.lov.hent(FOKUSMAAL_1, Fokusmaal1Regel).deling)

    def side_om_side(self) -> str:
        """Both focus goals by benefit, under the old, the lawful and the new rules."""
        maanedsslut = calendar.to_date(self.maanedsslut)
        dele = [tekst("cli.koer.maalt", kommune=self._kommunenavn, dag=dato_i_ord(maanedsslut))]
        if self.maanedsslut != self.dag.dag:
            dele.append(tekst("cli.koer.ikke_maanedsslutning", dag=dato_i_ord(self.dag.dato)))
        if self._kommuner > 1:
            dele.append(tekst("cli.koer.flere_kommuner", antal=antal(self._kommuner), kommune=self._kommunenavn))
        for regel in (FOKUSMAAL_1, FOKUSMAAL_2):
            dele += ["", self.lov.regler[regel].titel.paa(valgt_sprog()), tekst(f"cli.koer.om.{regel}")]
            dele += [*self._hovedtal(regel), "", self._tabel(regel)]
        return "\n".join(dele)

    def udvikling(self, sidste: dt.date) -> str:
        """Focus goal 1 for all benefits month by month; ``sidste`` is the last month end the extract covers."""
        maaneder = self._maaneder(sidste)
        deling = self._deling
        bredde = min(skaermbredde() or VANLIG_BREDDE, VANLIG_BREDDE)
        soejle = max(_SMALLESTE_SOEJLE, min(_BREDESTE_SOEJLE, (bredde - 12) // 3 - 10))
        felt = soejle + 9
        linjer = [tekst("cli.koer.udvikling_om", kommune=self._kommunenavn)]
        hoved = "".join(tekst(f"cli.regelsaet.{navn}").ljust(felt)[:felt] for navn in _ORDEN)
        linjer += ["", " " * 11 + hoved.rstrip()]
        forrige: int | None = None
        for dag in maaneder:
            if forrige is not None and forrige < deling <= dag:
                maerke = f"── {tekst('cli.koer.reformen', dag=dato_i_ord(calendar.to_date(deling)))} "
                linjer.append(maerke.ljust(11 + 3 * felt - 2, "─"))
            felter = [self._soejlefelt(dag, navn, soejle) for navn in _ORDEN]
            markering = "▸" if dag == self.maanedsslut else " "
            navn = maaned_kort(calendar.to_date(dag)).ljust(10)
            linjer.append(f"{navn}{markering}" + "  ".join(felter).rstrip())
            forrige = dag
        return "\n".join([*linjer, "", tekst("cli.koer.udvikling_note", tegn=_KRAV)])

    def _hovedtal(self, regel: str) -> Iterator[str]:
        """All benefits together, a line for each rule set: the share, the demand, and whether it is met."""
        for navn in _ORDEN:
            raekke = self._raekker(self.maanedsslut, navn, regel).get(ALLE)
            if raekke is None or raekke["andel"] is None:
                continue
            krav = tekst("cli.koer.krav", krav=hele_procent(1 - raekke["graense"]))
            naaet = tekst("cli.koer.naaet" if raekke["opfyldt"] else "cli.koer.ikke_naaet")
            aktive = tekst("cli.koer.aktive", andel=procent(1 - raekke["andel"]))
            yield f"  {tekst(f'cli.regelsaet.{navn}')}: {aktive}, {krav} - {naaet}"

    def _tabel(self, regel: str) -> str:
        raekker = {navn: self._raekker(self.maanedsslut, navn, regel) for navn in _ORDEN}
        hoveder = [Kolonne(tekst("cli.koer.ydelse")), Kolonne(tekst("cli.koer.personer"), Slags.HELTAL)]
        hoveder += [Kolonne(tekst(f"cli.regelsaet.{navn}")) for navn in _ORDEN]
        celler = []
        for ydelse, raekke in raekker["gaeldende"].items():
            if raekke["naevner"] or ydelse == ALLE:
                felter = [_med_ord(raekker[navn][ydelse]) for navn in _ORDEN]
                celler.append([_ydelsesnavn(ydelse), antal(raekke["naevner"]), *felter])
        return lagt_i_kolonner(hoveder, celler, skaermbredde())

    def _soejlefelt(self, dag: int, regelsaet: str, bredde: int) -> str:
        raekke = self._raekker(dag, regelsaet, FOKUSMAAL_1).get(ALLE)
        if raekke is None or raekke["andel"] is None:
            return INGEN.rjust(7) + " " * bredde
        aktive = 1 - raekke["andel"]
        return procent(aktive).rjust(7) + " " + soejle(aktive, 1 - raekke["graense"], bredde - 1)

    def _raekker(self, dag: int, regelsaet: str, regel: str) -> dict[str, Raekke]:
        noegle = (dag, regelsaet)
        if noegle not in self._svar:
            svar = self._maalinger.maaned(dag, regelsaet)
            self._svar[noegle] = svar
            if dag == self.maanedsslut and regelsaet == REGELSAET[0]:
                self.noter = list(svar.noter)
        return {
            raekke["ydelse"]: raekke
            for raekke in self._svar[noegle].raekker
            if raekke["kommune"] == self._kommune and raekke["maaling"] == regel
        }

    def _maaneder(self, sidste: dt.date) -> list[int]:
        """The months around the reform where the day asked about lies there, else those up to that day."""
        reform = calendar.month_start(self._deling)
        foerste = calendar.month_end(calendar.add_months(reform, -_MAANEDER_FOER_REFORMEN))
        slut = calendar.month_end(calendar.add_months(reform, _MAANEDER_EFTER_REFORMEN))
        if foerste <= self.maanedsslut <= slut:
            slut = max(self.maanedsslut, min(calendar.to_day(sidste), slut))
        else:
            slut = self.maanedsslut
            foerste = calendar.month_end(calendar.add_months(calendar.month_start(slut), 1 - _MAANEDER))
        tidligst = calendar.to_day(self.lov.lovversioner.lovversioner[0].fra)
        return [dag for dag in _maanedsslutninger(foerste, slut) if dag >= tidligst]


def soejle(andel: Fraction, krav: Fraction, bredde: int) -> str:
    """A bar of ``bredde`` places from 0 to 100 %, the demand marked where the bar does not reach it."""
    ottendedele = int(andel * bredde * 8 + Fraction(1, 2))
    fulde, rest = divmod(min(ottendedele, bredde * 8), 8)
    tegn = _FULD * fulde + (_OTTENDEDELE[rest] if rest else "")
    sted = min(int(krav * bredde), bredde - 1)
    felt = list(tegn.ljust(bredde))
    if felt[sted] == " ":
        felt[sted] = _KRAV
    return "".join(felt)


def _maanedsslutninger(foerste: int, sidste: int) -> Iterator[int]:
    dag = foerste
    while dag <= sidste:
        yield dag
        dag = calendar.month_end_after(dag)


def _med_ord(raekke: Raekke) -> str:
    if raekke["andel"] is None:
        return INGEN
    ord_ = tekst("cli.koer.naaet" if raekke["opfyldt"] else "cli.koer.ikke_naaet")
    return f"{procent(1 - raekke['andel']):>7}  {ord_}"


def _ydelsesnavn(kode: str) -> str:
    if kode == ALLE:
        return tekst("cli.koer.alle")
    if f"cli.ydelse.{kode}" in noegler():
        return tekst(f"cli.ydelse.{kode}")
    indgang = next(indgang for indgang in koder("ydelse") if indgang.kode == kode)
    return str(indgang.da if valgt_sprog() == "da" else indgang.en)
