"""The ready lists: what each holds on a day, how many, and in which order it can be shown.

A list holds duties or citizens. Each has a rule of its own and nothing else: no estimate of anybody. ``kun`` is the
condition of whom the user may see, always asked for. Rows hold for the day and the knowledge of ``tilstand``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, OrderBy, Q, QuerySet

from rettidig.adgang.omfang import Omfang
from rettidig.adgang.roller import Bredde
from rettidig.regler.arbejdslister import arbejdslister
from rettidig.sager.models import Samtale
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.tal.models import Borgerstand, Fristraekke, Lokalfrist
from rettidig.tal.selectors.lister import (
    ALT,
    FRISTFELTER,
    PR_SIDE,
    STANDFELTER,
    Filter,
    Side,
    med_noegle,
    personvalg,
    pligtvalg,
)
from rettidig.tal.selectors.tilstand import Stand
from rettidig.tal.selectors.ugens_arbejde import kommende_mandage, ugen_fra
from rettidig.tidslinje import calendar

UGERNES_LISTE = "naeste_uger"
"""What is due in the weeks ahead: the list that a week of the leader's load opens to."""
EGNE_FRISTER = "egne_frister"
"""What the municipality's own strategy asks for: never among the law's duties, and only where one is in use."""
_HAR_FRIST = Q(status__in=("afventer", "overskredet"))
_I_FORLOEB = Q(forloeb_start__isnull=False)
_INTET_AFTALT = Q(fritaget_grund="", tilbud="", naeste_tilbud__isnull=True, naeste_samtale__isnull=True)


def _aftalt(dag: dt.date) -> QuerySet:
    """The citizens with a talk agreed on a day, by the facts: what is kept knows only of days to come."""
    aftalte = Samtale.objects.filter(lukket_af=None, status="planlagt", periode__startswith=dag)
    return aftalte.values("borger_id")


@dataclass(frozen=True)
class Listedage:
    """The days a list is about, from the day the figures hold for."""

    dag: dt.date

    @property
    def soendag(self) -> dt.date:
        """The last day of the week."""
        return calendar.to_date(calendar.week_end(calendar.to_day(self.dag)))

    @property
    def frem(self) -> dt.date:
        """The last day a list looks ahead to."""
        return calendar.to_date(calendar.add_weeks(calendar.to_day(self.dag), arbejdslister().uger.frem))

    @property
    def ugerne(self) -> tuple[dt.date, ...]:
        """The Mondays of the weeks that lie ahead, this week's first."""
        return kommende_mandage(self.dag)

    @property
    def ugernes_slut(self) -> dt.date:
        """The last day of those weeks."""
        return ugen_fra(self.ugerne[-1])[1]

    @property
    def siden(self) -> dt.date:
        """The first day of a course that is new."""
        return calendar.to_date(calendar.add_weeks(calendar.to_day(self.dag), -arbejdslister().uger.tilbage))


@dataclass(frozen=True)
class Listeform:
    """One list: whether its rows are duties, whom it holds, how it is ordered first, and how it can be ordered."""

    navn: str
    frister: bool
    hvem: Callable[[Listedage], Q]
    orden: str
    alle_regler: bool = False
    af_fakta: bool = False
    """Whether it asks the facts, and not only what is kept."""
    lokal: bool = False
    """Whether its duties are the municipality's own, and not the law's."""

    @property
    def sorteringer(self) -> tuple[str, ...]:
        """The columns it can be ordered by."""
        return SORTERINGER[self.frister]


def _intet_aftalt(d: Listedage) -> Q:
    return _I_FORLOEB & _INTET_AFTALT & ~Q(borger_id__in=_aftalt(d.dag))


_FAELLES = ("borger", "ydelse", "maalgruppe", "team", "sagsbehandler")
SORTERINGER: Mapping[bool, tuple[str, ...]] = {
    True: ("frist", "regel", "status", *_FAELLES),
    False: ("forloeb_start", "seneste_samtale", "naeste_samtale", "tilbud_til", "fritaget_til", *_FAELLES),
}
_FELT = {"borger": "borger__noegle"}

_ALLE = (
    Listeform("overskredne", True, lambda _: Q(status="overskredet"), "frist"),
    Listeform("denne_uge", True, lambda d: Q(status="afventer", frist__range=(d.dag, d.soendag)), "frist"),
    Listeform("samtale_i_dag", False, lambda d: Q(borger_id__in=_aftalt(d.dag)), "borger", af_fakta=True),
    Listeform(
        "mangler_foerste_samtale",
        True,
        lambda _: Q(regel__in=arbejdslister().foerste_samtaler.regler) & _HAR_FRIST,
        "frist",
    ),
    Listeform(
        "venter_paa_os",
        True,
        lambda d: Q(regel__in=arbejdslister().venter_paa_os.regler) & _HAR_FRIST & Q(frist__lte=d.frem),
        "frist",
        alle_regler=True,
    ),
    Listeform(
        EGNE_FRISTER,
        True,
        lambda d: Q(status="overskredet") | Q(status="afventer", frist__range=(d.dag, d.frem)),
        "frist",
        alle_regler=True,
        lokal=True,
    ),
    Listeform("intet_aftalt", False, _intet_aftalt, "forloeb_start"),
    Listeform("nye", False, lambda d: Q(forloeb_start__gte=d.siden), "-forloeb_start"),
    Listeform("fritagelse_ophoerer", False, lambda d: Q(fritaget_til__range=(d.dag, d.frem)), "fritaget_til"),
    Listeform("tilbud_ophoerer", False, lambda d: Q(tilbud_til__range=(d.dag, d.frem)), "tilbud_til"),
    Listeform(UGERNES_LISTE, True, lambda d: Q(status="afventer", frist__range=(d.dag, d.ugernes_slut)), "frist"),
    Listeform("aabne", True, lambda _: Q(), "frist"),
    Listeform("sagsstamme", False, lambda _: _I_FORLOEB, "forloeb_start"),
)
LISTER: Mapping[str, Listeform] = {form.navn: form for form in _ALLE}
"""Every ready list, in the order one works through them."""
PAA_FORSIDEN = tuple(
    navn for navn in LISTER if navn not in {"tilbud_ophoerer", UGERNES_LISTE, "aabne", "sagsstamme", EGNE_FRISTER}
)


def i_brug(navne: Iterable[str], stand: Stand) -> tuple[str, ...]:
    """The lists there is something to have in: that of the municipality's own deadlines only where there are any."""
    return tuple(navn for navn in navne if stand.lokale or not LISTER[navn].lokal)


def taelling(kun: Q, dag: dt.date, filter_: Filter = ALT, navne: Sequence[str] = PAA_FORSIDEN) -> dict[str, int]:
    """How many rows each list has: three queries, however many lists, and a fourth for the municipality's own."""
    former = [LISTER[navn] for navn in navne]
    dage = Listedage(dag)
    talt: dict[str, int] = {}
    with klare_fejl():
        for egne in (
            [form for form in former if form.frister and not form.lokal],
            [form for form in former if form.lokal],
            [form for form in former if not form.frister and not form.af_fakta],
            *([form] for form in former if form.af_fakta),
        ):
            if egne:
                talt |= _talt(_grund(kun, egne[0], filter_), egne, dage, filter_)
    return {navn: talt[navn] for navn in navne}


def _talt(grund: QuerySet, former: Sequence[Listeform], dage: Listedage, filter_: Filter) -> dict[str, int]:
    """The rows of some lists of one kind. Of many rows only what is in one of them is looked at, by the indexes."""
    valgt = {form.navn: _valgt(form, dage, filter_) for form in former}
    if filter_.sagsbehandler is None or not former[0].frister:
        grund = grund.filter(reduce(or_, valgt.values()))
    talt: dict[str, int] = grund.aggregate(**{n: Count("borger_id", filter=q) for n, q in valgt.items()})
    return talt


def hent(
    kun: Q,
    navn: str,
    dag: dt.date,
    filter_: Filter = ALT,
    *,
    sorter: str = "",
    foerst: int = 0,
    antal: int = PR_SIDE,
) -> Side:
    """Some rows of a list. ``sorter`` is one of its columns, with ``-`` before it for the last first."""
    form = LISTER[navn]
    raekker = _grund(kun, form, filter_).filter(_valgt(form, Listedage(dag), filter_))
    ordnet = raekker.order_by(*_orden(form, sorter))
    felter = (*FRISTFELTER, *(["pligt"] if form.lokal else [])) if form.frister else STANDFELTER
    with klare_fejl():
        fundne = list(ordnet.values(*felter)[foerst : foerst + antal])
        hele = len(fundne) if not foerst and len(fundne) < antal else raekker.count()
        return Side(med_noegle(fundne), hele)


def naeste_pligt(kun: Q, borgere: Sequence[int]) -> dict[int, dict[str, Any]]:
    """For each of some citizens the duty that is most urgent, of the rules that are always given; else nothing."""
    raekker = Fristraekke.objects.filter(kun, _HAR_FRIST, borger_id__in=list(borgere), aaben=True, altid=True)
    ordnet = raekker.order_by("borger_id", F("frist").asc(nulls_last=True), "nr").distinct("borger_id")
    with klare_fejl():
        return {raekke["borger_id"]: raekke for raekke in ordnet.values(*FRISTFELTER)}


@dataclass(frozen=True)
class Muligheder:
    """What lists can be narrowed to: the values there are among those in a course."""

    teams: tuple[str, ...]
    sagsbehandlere: tuple[str, ...]
    ydelser: tuple[str, ...]
    grupper: tuple[str, ...]


def muligheder(omfang: Omfang, kendt: dt.datetime | None, dag: dt.date | None) -> Muligheder:
    """The choices for a user. Kept until something is registered or the day changes; they name no citizen."""
    if omfang.bredde not in (Bredde.EGNE_TEAMS, Bredde.KOMMUNEN):
        return Muligheder((), (), (), ())
    teams = omfang.teams if omfang.bredde is Bredde.EGNE_TEAMS else None
    return _muligheder(teams, omfang.kommune, kendt, dag)


@lru_cache(maxsize=256)
def _muligheder(
    teams: tuple[str, ...] | None, kommune: str, _kendt: dt.datetime | None, _dag: dt.date | None
) -> Muligheder:
    hvem = personvalg(Filter(teams=teams, kommune=kommune or None))
    with klare_fejl():
        fundet = Borgerstand.objects.filter(_I_FORLOEB, hvem).aggregate(
            **{
                felt: ArrayAgg(felt, distinct=True, default=[])
                for felt in ("team", "sagsbehandler", "ydelse", "maalgruppe")
            }
        )
    uden_tom = {felt: tuple(sorted(filter(None, vaerdier))) for felt, vaerdier in fundet.items()}
    return Muligheder(uden_tom["team"], uden_tom["sagsbehandler"], uden_tom["ydelse"], uden_tom["maalgruppe"])


def _grund(kun: Q, form: Listeform, filter_: Filter) -> Any:
    """Everything the lists of one kind are taken from."""
    egne = Q() if filter_.ydelser is None else Q(ydelse__in=filter_.ydelser)
    if form.frister:
        pligter = Lokalfrist.objects if form.lokal else Fristraekke.objects
        return pligter.filter(kun, personvalg(filter_), egne, aaben=True)
    return Borgerstand.objects.filter(kun, personvalg(filter_), egne)


def _valgt(form: Listeform, dage: Listedage, filter_: Filter) -> Q:
    hvem = form.hvem(dage)
    if not form.frister:
        return hvem
    if form.alle_regler:
        return hvem if filter_.regler is None else hvem & Q(regel__in=filter_.regler)
    return hvem & pligtvalg(filter_)


def _orden(form: Listeform, sorter: str) -> list[str | OrderBy]:
    kolonne = sorter.removeprefix("-")
    if kolonne not in form.sorteringer:
        sorter, kolonne = form.orden, form.orden.removeprefix("-")
    felt = F(_FELT.get(kolonne, kolonne))
    foerst = felt.desc(nulls_last=True) if sorter.startswith("-") else felt.asc(nulls_last=True)
    return [foerst, *(["frist"] if form.frister and kolonne != "frist" else []), "borger_id", "id"]
