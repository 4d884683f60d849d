"""Who could be placed at a company: those in a course with no offer, how long the law lets each be placed, or why not.

It is asked of the coded law as ``vilkaar`` asks it, for a place that begins on the day. Only what concerns the citizen
and the length is asked here; the purpose, the ratio and the application belong to the act and are asked when it is
registered. Nothing is decided, and the order is stated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery

from rettidig.motor.vilkaar import Betingelsessvar, Handling, handling_fra, vurder
from rettidig.motor.vilkaar.udtraek import med_udtraek
from rettidig.regler.arbejdslister import arbejdslister
from rettidig.regler.former.grundform import Tekst
from rettidig.regler.former.vilkaar import Vilkaarsregel
from rettidig.regler.indlaes import hent_lov
from rettidig.regler.valgte_tal import valgte_tal
from rettidig.sager.selectors.borgerblokke import hent_borgere
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.sprog import SPROG
from rettidig.tal.models import Borgerstand, Fristraekke
from rettidig.tal.selectors.lister import STANDFELTER, med_noegle
from rettidig.tal.services.stempel import standardvalg
from rettidig.tidslinje import calendar, forms
from rettidig.tidslinje import operations as op

ORDEN = ("tilbudsfrist", "laengste_forloeb", "nummer")
"""The oldest deadline of an offer first; then, and where there is none, the longest course; on the same day by the
citizen's number in the store."""
PR_SIDE = 20
_PAA_EN_GANG = 200
"""Citizens whose facts are held at once, however many are asked about."""
_REGLER = ("lab.57.virksomhedspraktik", "lab.66.loentilskud", "lab.82.nytteindsats")
_HANDLING = "bevil_tilbud"
_BORGER = "borger."
"""What the names of facts about the citizen begin with; all else is about the place and the act."""
_I_FORLOEB = Q(forloeb_start__isnull=False)
_KAN_SPOERGES = _I_FORLOEB & Q(fritaget_grund="", tilbud="", naeste_tilbud__isnull=True)


@dataclass(frozen=True)
class Grund:
    """A condition of the law that stands in the way, or that what is registered cannot settle; with its paragraph.

    ``mangler`` names what would settle it, in each language.
    """

    krav: dict[str, str]
    hjemmel: str
    mangler: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class Kandidat:
    """One citizen: a row of the list, and the law's answer.

    ``uger`` is how many weeks the place may last at most, none where it cannot be given at all or is not limited;
    ``graense`` is what limits it. ``nej`` says why it cannot be given, ``uvist`` what is not known of the citizen.
    """

    raekke: Mapping[str, Any]
    uger: int | None
    graense: Grund | None
    nej: tuple[Grund, ...]
    uvist: tuple[Grund, ...]

    @property
    def svar(self) -> str:
        """``kan``, ``kan_ikke`` or ``uvist``."""
        return "kan_ikke" if self.nej else "uvist" if self.uvist else "kan"


@dataclass(frozen=True)
class Placering:
    """One page of the list, how many could be asked about in all, and how many in a course are not, and why."""

    kandidater: tuple[Kandidat, ...]
    antal: int
    i_tilbud: int
    paa_vej: int
    fritagne: int


def slags_pladser() -> tuple[str, ...]:
    """The kinds of place that can be asked about."""
    return tuple(arbejdslister().pladser.indsatser)


def hvem_kan_placeres(kun: Q, dag: dt.date, slags: str, *, foerst: int = 0, antal: int = PR_SIDE) -> Placering:
    """Those who could be asked, in the stated order, each with the law's answer on a place from the day on."""
    egne = Borgerstand.objects.filter(kun)
    with klare_fejl():
        talt = egne.filter(_I_FORLOEB).aggregate(
            kan=Count("id", filter=_KAN_SPOERGES),
            i_tilbud=Count("id", filter=~Q(tilbud="")),
            paa_vej=Count("id", filter=Q(tilbud="", naeste_tilbud__isnull=False)),
            fritagne=Count("id", filter=Q(tilbud="", naeste_tilbud__isnull=True) & ~Q(fritaget_grund="")),
        )
        valgte = egne.filter(_KAN_SPOERGES).annotate(tilbudsfrist=_tilbudsfrist())
        ordnet = valgte.order_by(F("tilbudsfrist").asc(nulls_last=True), "forloeb_start", "borger_id", "id")
        raekker = med_noegle(list(ordnet.values(*STANDFELTER, "tilbudsfrist")[foerst : foerst + antal]))
    return Placering(_vurderede(raekker, dag, slags), talt["kan"], talt["i_tilbud"], talt["paa_vej"], talt["fritagne"])


def _tilbudsfrist() -> Subquery:
    """The oldest deadline of an offer that is still to be met."""
    pligter = Fristraekke.objects.filter(
        borger_id=OuterRef("borger_id"), aaben=True, frist__isnull=False, regel__in=arbejdslister().tilbud.regler
    )
    return Subquery(pligter.order_by("frist").values("frist")[:1])


def _vurderede(raekker: Sequence[Mapping[str, Any]], dag: dt.date, slags: str) -> tuple[Kandidat, ...]:
    """Each row with the law's answer; what is known of the citizens is read for so many at a time."""
    kendt = kendt_nu() if raekker else None
    dele = (raekker[nr : nr + _PAA_EN_GANG] for nr in range(0, len(raekker), _PAA_EN_GANG))
    return tuple(kandidat for del_ in dele for kandidat in _del(del_, dag, slags, kendt))


def _del(raekker: Sequence[Mapping[str, Any]], dag: dt.date, slags: str, kendt: Any) -> Iterable[Kandidat]:
    lov, valg = hent_lov(), standardvalg()
    blok = hent_borgere(kendt, [raekke["borger_id"] for raekke in raekker])
    ider = dict(zip(blok.pk, blok.ider, strict=True))
    beskrevet = {"handling": _HANDLING, "dato": dag.isoformat(), "tilbud": {"slags": slags, "fra": dag.isoformat()}}
    for raekke in raekker:
        if raekke["borger_id"] not in ider:
            continue
        handling = handling_fra({**beskrevet, "borger_id": ider[raekke["borger_id"]]}, lov.fakta)
        with op.use(forms.choose(1)):
            udfyldt, _, _ = med_udtraek(lov, handling, blok.data, valg)
        yield _kandidat(raekke, udfyldt, dag)


def _kandidat(raekke: Mapping[str, Any], handling: Handling, dag: dt.date) -> Kandidat:
    """The longest the place may last: longer is never lawful where shorter is not, so the weeks are halved."""
    kortest = _paa(handling, dag, 1)
    nej = _grunde(svar for svar in kortest if svar.status == "ikke_opfyldt")
    uvist = _grunde(svar for svar in kortest if svar.status == "ukendt" and _om_borgeren(svar))
    if nej or uvist:
        return Kandidat(raekke, None, None, nej, () if nej else uvist)
    kan, kan_ikke = 1, valgte_tal().placering_uger.vaerdi + 1
    graense: tuple[Grund, ...] = ()
    while kan_ikke - kan > 1:
        midt = (kan + kan_ikke) // 2
        brudt = _grunde(svar for svar in _paa(handling, dag, midt) if svar.status == "ikke_opfyldt")
        if brudt:
            kan_ikke, graense = midt, brudt
        else:
            kan = midt
    return Kandidat(raekke, kan if graense else None, graense[0] if graense else None, (), ())


def _paa(handling: Handling, dag: dt.date, uger: int) -> tuple[Betingelsessvar, ...]:
    lov = hent_lov()
    sidste = calendar.previous_date(calendar.to_date(calendar.add_weeks(calendar.to_day(dag), uger)))
    spurgt = replace(handling, fakta={**handling.fakta, "tilbud.til": sidste})
    return vurder(lov, spurgt, [lov.hent(navn, Vilkaarsregel) for navn in _REGLER]).relevante


def _om_borgeren(svar: Betingelsessvar) -> bool:
    return any(navn.startswith(_BORGER) for navn in svar.mangler)


def _grunde(fundne: Iterable[Betingelsessvar]) -> tuple[Grund, ...]:
    kendte = hent_lov().fakta.efter_navn()
    return tuple(
        Grund(
            _paa_begge(svar.betingelse.krav),
            svar.betingelse.hjemmel.tekst,
            tuple(_paa_begge(kendte[navn].titel) for navn in svar.mangler if navn.startswith(_BORGER)),
        )
        for svar in fundne
    )


def _paa_begge(ord_: Tekst) -> dict[str, str]:
    return {sprog: ord_.paa(sprog) for sprog in SPROG}
