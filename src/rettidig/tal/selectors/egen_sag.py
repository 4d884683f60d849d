"""What citizens are told of their own case: the next talk and its form, what is agreed, duties, what absence can cost.

Everything rests on the coded law and the registered facts; where the law is not coded for a benefit, nothing is said of
it. To read a citizen is to be noted (``adgang.services.laesninger``) by whoever shows it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from rettidig.motor.vilkaar import Vurdering
from rettidig.motor.vilkaar.udtraek import FORMFRAVIGELSE, FORMVALG
from rettidig.regler.former.kendt import Kendtregel, KendtVersion
from rettidig.regler.former.maalgruppe import gruppe_tekst
from rettidig.regler.former.proever import IGruppe
from rettidig.regler.former.satsbaand import Satsbaandregel, SatsbaandVersion
from rettidig.regler.former.vilkaar import Betingelse, Vilkaarsregel, VilkaarVersion
from rettidig.regler.indlaes import hent_lov
from rettidig.tal.selectors.borger import Borgerbillede
from rettidig.tal.selectors.borger import borger as hent_billede
from rettidig.tal.selectors.borgerside import Borgerside, Pligtlinje
from rettidig.tidslinje import calendar

V = TypeVar("V", VilkaarVersion, KendtVersion, SatsbaandVersion)

VALGFRI = ("fremmoede", "telefon", "video")
"""The forms a citizen can choose between, where the law allows them."""
SAMTALER = frozenset({"jobsamtale", "opfoelgning"})
"""The talks whose form the law gives a choice of."""
UDEBLIVELSE = ("las.35.sanktion", "las.39.antal_satser", "las.35.satser")
MED_SANKTION = frozenset({"6.2", "6.3", "6.4", "6.5"})
"""The groups whose sanctions are coded."""
_OERE = 100


@dataclass(frozen=True)
class Samtale:
    """A planned talk; ``form`` is ``None`` where none is registered."""

    dato: dt.date
    slags: str
    form: str | None
    part: str


@dataclass(frozen=True)
class Aftale:
    """An offer or an exemption, running or to come. ``til`` is its last day, ``None`` where it has no known end."""

    kode: str
    fra: dt.date
    til: dt.date | None
    begyndt: bool
    timer_pr_uge: int | None = None
    sted: str = ""


@dataclass(frozen=True)
class Fravigelse:
    """A talk in another form than the citizen chose. ``grund`` is the concrete assessment, empty where none is known;
    ``hjemmel`` the paragraph that asks for it."""

    valgt: str
    form: str
    grund: str
    hjemmel: str


@dataclass(frozen=True)
class Formvalg:
    """The forms the law lets the citizen choose between for the next talk, and what was chosen last.

    ``foerste`` is the first talk, after which there is a choice. ``hjemmel`` is empty where the law judges nothing.
    """

    lovlige: tuple[str, ...]
    hjemmel: str
    foerste: bool
    valgt: str | None
    valgt_den: dt.date | None

    @property
    def frit(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.lovlige) > 1


@dataclass(frozen=True)
class Udeblivelse:
    """What the coded law says of absence without a ground. Amounts in whole kroner; ``krav`` are the conditions of a
    sanction as (id, paragraph)."""

    satser_pr_dag: int
    laveste: int
    hoejeste: int
    hjemmel_satser: str
    krav: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class EgenSag:
    """One citizen's case as they may read it themselves."""

    side: Borgerside

    @property
    def billede(self) -> Borgerbillede:
        """The facts and the engine's answers."""
        return self.side.billede

    @property
    def dag(self) -> dt.date:
        """The day of the page."""
        return self.billede.dag

    @property
    def maalgruppe(self) -> str:
        """The group of the course running on the day; empty where there is none."""
        return str(self.side.stand["maalgruppe"] or "")

    @property
    def ydelser(self) -> tuple[str, ...]:
        """The codes of what is received on the day."""
        return tuple(kode for kode in str(self.side.stand["ydelse"] or "").split("+") if kode)

    @cached_property
    def samtaler(self) -> tuple[Samtale, ...]:
        """The planned talks from the day on, the next first."""
        planlagte = [r for r in self._raekker("samtaler") if r["status"] == "planlagt" and r["dato"] >= self.dag]
        return tuple(
            Samtale(r["dato"], r["slags"], r["form"], r["part"] or "kommune")
            for r in sorted(planlagte, key=lambda r: r["dato"])
        )

    @property
    def naeste(self) -> Samtale | None:
        """The next talk."""
        return self.samtaler[0] if self.samtaler else None

    @cached_property
    def tilbud(self) -> tuple[Aftale, ...]:
        """Offers that run or are to come, by first day."""
        return tuple(
            Aftale(r["indsats"], r["fra"], til, r["fra"] <= self.dag, r["timer_pr_uge"], r["leverandoer"] or "")
            for r, til in self._loebende("indsatser")
        )

    @cached_property
    def fritagelser(self) -> tuple[Aftale, ...]:
        """Exemptions that run or are to come."""
        return tuple(
            Aftale(r["grund"], r["fra"], til, r["fra"] <= self.dag) for r, til in self._loebende("fritagelser")
        )

    @property
    def pligter(self) -> list[Pligtlinje]:
        """What is still to be done, the most urgent first."""
        return [pligt for pligt in self.side.pligter if pligt.aaben]

    @cached_property
    def formvalg(self) -> Formvalg:
        """The choice of form for the next talk, or for one on the page's day where none is planned."""
        valgt, den = self._valgt
        samtale = self.naeste
        if samtale is not None and (samtale.slags not in SAMTALER or samtale.part != "kommune"):
            return Formvalg((), "", False, valgt, den)
        dag = self.dag if samtale is None else samtale.dato
        lovlige, hjemmel, nummer = self._lovlige(dag)
        senere = self._lovlige(dag, nummer=2)[0] if nummer == 1 else ()
        return Formvalg(lovlige, hjemmel, nummer == 1 and len(senere) > 1, valgt, den)

    @cached_property
    def fravigelse(self) -> Fravigelse | None:
        """The next talk held in another form than chosen, where the law gave a choice; else ``None``."""
        samtale, valg = self.naeste, self.formvalg
        if samtale is None or samtale.form is None or not valg.frit or valg.valgt in {None, samtale.form}:
            return None
        vurdering = self._vurderet(samtale.dato, samtale.form, str(valg.valgt))
        hjemler = [s.betingelse.hjemmel.tekst for s in vurdering.relevante if s.betingelse.id.startswith("fravigelse")]
        grunde = [r["vaerdi"] for r in self._haendelser(FORMFRAVIGELSE) if r["dato"] == samtale.dato and r["vaerdi"]]
        return Fravigelse(str(valg.valgt), samtale.form, grunde[-1] if grunde else "", hjemler[0] if hjemler else "")

    @cached_property
    def udeblivelse(self) -> Udeblivelse | None:
        """What absence can cost by the law of the page's day; ``None`` where no rule is coded for the citizen."""
        if self.maalgruppe not in MED_SANKTION:
            return None
        lov = hent_lov()
        vilkaar = _paa(lov.hent(UDEBLIVELSE[0], Vilkaarsregel).versioner, self.dag)
        antal = _paa(lov.hent(UDEBLIVELSE[1], Kendtregel).versioner, self.dag)
        satser = _paa(lov.hent(UDEBLIVELSE[2], Satsbaandregel).versioner, self.dag)
        if vilkaar is None or antal is None or satser is None:
            return None
        beloeb = [baand.sats // _OERE for baand in satser.baand]
        return Udeblivelse(
            next(tal.vaerdi for tal in antal.tal if tal.navn == "periodesanktion"),
            min(beloeb),
            max(beloeb),
            satser.hjemmel.tekst,
            tuple((b.id, b.hjemmel.tekst) for b in vilkaar.betingelser if self._vedroerer(b)),
        )

    def _vedroerer(self, betingelse: Betingelse) -> bool:
        """Whether a condition can concern the citizen's group; other limits hang on the single act."""
        naar = betingelse.naar
        return not isinstance(naar, IGruppe) or self.maalgruppe in {gruppe_tekst(nr) for nr in naar.blandt}

    @cached_property
    def _valgt(self) -> tuple[str | None, dt.date | None]:
        valg = [r for r in self._haendelser(FORMVALG) if r["dato"] <= self.dag and r["vaerdi"] in VALGFRI]
        return (valg[-1]["vaerdi"], valg[-1]["dato"]) if valg else (None, None)

    def _lovlige(self, dag: dt.date, nummer: int | None = None) -> tuple[tuple[str, ...], str, int | None]:
        """The lawful forms of a talk on a day, the paragraph they rest on, and the talk's number."""
        lovlige: list[str] = []
        hjemmel = ""
        for form in VALGFRI:
            vurdering = self._vurderet(dag, form, form, nummer)
            svar = [s for s in vurdering.relevante if s.betingelse.id.startswith("form")]
            if svar and all(s.status == "opfyldt" for s in svar):
                lovlige.append(form)
            hjemmel = hjemmel or next((s.betingelse.hjemmel.tekst for s in svar), "")
        talt = vurdering.fakta.get("samtale.nummer")
        return tuple(lovlige), hjemmel, talt if isinstance(talt, int) else None

    def _vurderet(self, dag: dt.date, form: str, valgt: str, nummer: int | None = None) -> Vurdering:
        samtale: dict[str, object] = {"dato": dag.isoformat(), "form": form, "borgers_valg": valgt}
        if nummer is not None:
            samtale["nummer"] = nummer
        handling = {"handling": "samtaleform", "dato": dag.isoformat(), "samtale": samtale}
        return self.billede.vilkaar(handling)[0]

    def _haendelser(self, haendelse: str) -> list[dict[str, Any]]:
        fundne = [r for r in self._raekker("haendelser") if r["haendelse"] == haendelse]
        return sorted(fundne, key=lambda r: r["dato"])

    def _loebende(self, tabel: str) -> Iterable[tuple[dict[str, Any], dt.date | None]]:
        """The rows that are not over on the day, each with its last day, by first day."""
        for raekke in sorted(self._raekker(tabel), key=lambda r: r["fra"]):
            til = raekke["til"]
            if til is None or til > self.dag:
                yield raekke, None if til is None else _dagen_foer(til)

    def _raekker(self, tabel: str) -> list[dict[str, Any]]:
        return list(self.billede.data.tabeller[tabel].to_pylist())


def egen_sag(pk: int, dag: dt.date) -> EgenSag:
    """The case of one citizen on a day as known now. Raises ``TalFejl`` for one who is not known."""
    return EgenSag(Borgerside(hent_billede(pk, dag)))


def _paa(versioner: Sequence[V], dag: dt.date) -> V | None:
    return next((version for version in versioner if version.gaelder(dag)), None)


def _dagen_foer(dag: dt.date) -> dt.date:
    return calendar.previous_date(dag)
