"""Reads what was asked: days, years, periods, numbers, switches and rules. What cannot be read is a sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from rettidig.forloeb.visning import vis
from rettidig.motor.refusion import REFUSION
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.sats import Satsregel
from rettidig.regler.indlaes import Regelsaet, hent_lov
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.svar.fejl import Brugerfejl, naer_ved, som_brugerfejl
from rettidig.svar.model import FORMATER, Format
from rettidig.tidslinje import calendar

_DATO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AAR = re.compile(r"[0-9]{4}")
_FLEST_FORSLAG = 5
ALLE_REGLER = "alle"
"""What is named to ask for every deadline rule."""
_HELTAL = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True)
class Spurgtdag:
    """A day that can be judged: as a date, as an epoch day, and the law version in force on it."""

    dato: dt.date
    dag: int
    lov: str


@dataclass(frozen=True)
class Valgte:
    """Every switch with the value to use, and the names of those away from their default."""

    alle: dict[str, str]
    fravegne: tuple[str, ...]


def lov_eller_saetning() -> Regelsaet:
    """The law that ships with Rettidig, or one sentence about the rule file that cannot be used."""
    with som_brugerfejl():
        return hent_lov()


def dato(vaerdi: str, indstilling: str) -> dt.date:
    """A date written YYYY-MM-DD."""
    if _DATO.fullmatch(vaerdi):
        try:
            return dt.date.fromisoformat(vaerdi)
        except ValueError:
            raise Brugerfejl.om("cli.umulig_dato", indstilling=indstilling, vaerdi=vaerdi) from None
    raise Brugerfejl.om("cli.ikke_en_dato", indstilling=indstilling, vaerdi=vis(vaerdi))


def i_dag() -> dt.date:
    """Today by the clock of the machine; what the commands may know of it is handed to them."""
    return dt.datetime.now().astimezone().date()


def spurgt_dag(lov: Regelsaet, vaerdi: str, indstilling: str = "--pr") -> Spurgtdag:
    """A day on which the law is coded."""
    valgt = dato(vaerdi, indstilling)
    return Spurgtdag(valgt, calendar.to_day(valgt), kodet_lov(lov, valgt))


def kodet_lov(lov: Regelsaet, dag: dt.date) -> str:
    """The id of the law version in force. Raises :class:`Brugerfejl` where there is none, or none that is coded."""
    version = lov.lovversioner.paa(dag)
    if version is None:
        foerste = lov.lovversioner.lovversioner[0].fra
        raise Brugerfejl.om("cli.foer_loven", dag=dato_i_ord(dag), foerste=dato_i_ord(foerste))
    if version.status != "kodet":
        raise Brugerfejl.om("cli.ikke_kodet", dag=dato_i_ord(dag), lov=version.id, fra=dato_i_ord(version.fra))
    return version.id


def maanedsslutning(dag: Spurgtdag) -> Spurgtdag:
    """The same day, when it is the last of a month."""
    if not calendar.is_month_end(dag.dag):
        foer = calendar.to_date(calendar.month_end_before(dag.dag))
        efter = calendar.to_date(calendar.month_end(dag.dag))
        raise Brugerfejl.om("cli.ikke_maanedsslutning", dag=dag.dato, foer=foer, efter=efter)
    return dag


def aarstal(lov: Regelsaet, vaerdi: str) -> int:
    """A year whose last day lies under a law that is coded."""
    if not _AAR.fullmatch(vaerdi) or int(vaerdi) < dt.MINYEAR:
        raise Brugerfejl.om("cli.ikke_et_aar", vaerdi=vis(vaerdi))
    aar = int(vaerdi)
    kodet_lov(lov, dt.date(aar, 12, 31))
    return aar


def refusionsperiode(lov: Regelsaet, fra: str, til: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a period the ladder is coded for."""
    foerste, sidste = dato(fra, "--fra"), dato(til, "--til")
    if sidste < foerste:
        raise Brugerfejl.om("cli.omvendt_periode", fra=fra, til=til)
    tidligst = lov.hent(REFUSION, Satsregel).versioner[0].fra
    if foerste < tidligst:
        raise Brugerfejl.om("cli.foer_trappen", dag=dato_i_ord(foerste), foerste=dato_i_ord(tidligst))
    if sidste >= lov.lovversioner.lovversioner[0].fra:
        kodet_lov(lov, sidste)
    return foerste, sidste


def decimaltal(vaerdi: str, indstilling: str) -> Decimal:
    """A number from 0 up, with decimal point or comma."""
    try:
        tal = Decimal(vaerdi.replace(",", ".").strip())
    except InvalidOperation:
        tal = Decimal("NaN")
    if not tal.is_finite() or tal < 0:
        raise Brugerfejl.om("cli.ikke_et_tal", indstilling=indstilling, vaerdi=vis(vaerdi))
    return tal


def heltal(vaerdi: str, indstilling: str) -> int:
    """A whole number from 0 up."""
    if not _HELTAL.fullmatch(vaerdi):
        raise Brugerfejl.om("cli.ikke_et_heltal", indstilling=indstilling, vaerdi=vis(vaerdi))
    return int(vaerdi)


def et_af(vaerdi: str, muligheder: Sequence[str], indstilling: str) -> str:
    """One of the words an option takes."""
    if vaerdi not in muligheder:
        liste = ", ".join(muligheder)
        raise Brugerfejl.om("cli.ikke_en_mulighed", indstilling=indstilling, vaerdi=vis(vaerdi), muligheder=liste)
    return vaerdi


ANDRE_FORMER = ("xlsx", "xls", "ods", "pdf", "docx", "html")
"""Endings that promise a kind of file no answer is written as: a table under such a name would not open."""


def svarformat(valgt: str | None, ud: Path | None) -> Format:
    """The form of the answer: the one named, else the one the file's ending names, else a table."""
    if valgt is not None:
        et_af(valgt, FORMATER, "--format")
    navn = valgt or (ud.suffix.lower().removeprefix(".") if ud is not None else "")
    if navn in ANDRE_FORMER:
        raise Brugerfejl.om("cli.kan_ikke_skrive_form", form=navn, muligheder=", ".join(FORMATER))
    return next((form for form in FORMATER if form == navn), "tabel")


def valg(lov: Regelsaet, sat: Iterable[str]) -> Valgte:
    """Every switch: as set by ``navn=vaerdi``, else at its default."""
    alle = {navn: indgang.standard for navn, indgang in lov.valg.valg.items()}
    for udsagn in sat:
        navn, lighed, vaerdi = udsagn.partition("=")
        if not lighed:
            raise Brugerfejl.om("cli.valg_form", udsagn=vis(udsagn))
        if navn not in alle:
            forslag = ", ".join(naer_ved(navn, alle) or alle)
            raise Brugerfejl.om("cli.ukendt_valg", navn=vis(navn), forslag=forslag)
        et_af(vaerdi, lov.valg.valg[navn].muligheder, f"--valg {navn}")
        alle[navn] = vaerdi
    return Valgte(alle, tuple(navn for navn, v in alle.items() if v != lov.valg.valg[navn].standard))


def fristregler(lov: Regelsaet, ider: Sequence[str]) -> tuple[Fristregel, ...] | None:
    """The deadline rules named, each once; ``None`` when none was named. Raises with those that look like it.

    ``alle`` names them all, those too that are otherwise given only when asked for.
    """
    if not ider:
        return None
    if ALLE_REGLER in ider:
        return lov.alle_frister()
    kendte = {regel.regel: regel for regel in lov.alle_frister()}
    fundne: dict[str, Fristregel] = {}
    for regel_id in ider:
        if regel_id in kendte:
            fundne[regel_id] = kendte[regel_id]
            continue
        forslag = ", ".join(naer_ved(regel_id, kendte) or list(kendte)[:_FLEST_FORSLAG])
        noegle = "cli.ikke_en_frist" if regel_id in lov.regler else "cli.ukendt_regel"
        raise Brugerfejl.om(noegle, regel=vis(regel_id), forslag=forslag)
    return tuple(fundne.values())
