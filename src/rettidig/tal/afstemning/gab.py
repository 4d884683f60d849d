"""The gap between the State's figure and ours, explained: the parts, the persons, and what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from rettidig.motor.deltagelse import DELTAGELSE
from rettidig.motor.fokusmaal import FOKUSMAAL_2
from rettidig.motor.forklaring.knude import Raekke
from rettidig.motor.historik import byg_historik
from rettidig.regler.indlaes import Regelsaet
from rettidig.tal.afstemning.aarsager import Aarsag, Aarsagssoegning, Grund, Kendt
from rettidig.tal.afstemning.dele import Del, Led, Personforskel, Trin, dele
from rettidig.tal.afstemning.fejl import AfstemningsFejl
from rettidig.tal.afstemning.statstal import MAALINGER, YDELSESPERSONER, Opgoerelse, Personliste, Statstal, Tal
from rettidig.tal.afstemning.stillinger import Stillinger, i_alt
from rettidig.tidslinje import calendar, forms, operations

GAELDENDE = "gaeldende"
Siden = Callable[[str], str]
"""What has been registered of a citizen since the State's cut-off day, as a sentence."""


@dataclass(frozen=True)
class Personlinje:
    """One person in one part: how the person counted before and after the step, and why."""

    trin: Trin
    forskel: Personforskel
    grund: Grund


class Post(NamedTuple):
    """A line of the account: the step, the cause within it, what it makes up, and of how many persons.

    ``personer`` is ``None`` where that cannot be known. ``uforklaret`` says that nothing here explains it.
    """

    trin: Trin
    aarsag: str
    tal: Tal
    personer: int | None
    uforklaret: bool


@dataclass(frozen=True)
class Gab:
    """Both figures and the way between them. The numbers of ``poster`` add up to ``forskel`` exactly.

    ``kendt_da`` and ``kendt_nu`` say in words when what was counted was known. Where ``kendt_da`` is ``None``,
    ``hvorfor_ikke_da`` is the reason: the key ``afstemning.tekst.<hvorfor_ikke_da>`` of the catalogue.
    """

    statens: Statstal
    statens_tal: Tal
    vores: Tal
    poster: tuple[Post, ...]
    personer: tuple[Personlinje, ...]
    kendt_da: str | None
    kendt_nu: str
    med_liste: bool
    hvorfor_ikke_da: str

    @property
    def forskel(self) -> Tal:
        """Ours less the State's."""
        return self.vores.minus(self.statens_tal)

    @property
    def uforklaret(self) -> Tal:
        """What nothing here explains."""
        rest = [post.tal for post in self.poster if post.uforklaret]
        return Tal(sum(t.naevner for t in rest), sum(t.taeller for t in rest))


def forklar_gab(
    lov: Regelsaet,
    statens: Statstal,
    nu: Kendt,
    da: Kendt | None,
    valg: Mapping[str, str],
    liste: Personliste | None = None,
    siden: Siden = lambda _: "",
    hvorfor_ikke_da: str = "uden_skaering",
    *,
    med_tekst: bool = True,
) -> Gab:
    """Take the gap apart.

    ``da`` is what was known on the State's cut-off day, ``None`` where that cannot be told: then what has been
    registered since cannot be told from the rest. Without ``med_tekst`` only the causes are looked for that the account
    needs: of many persons their reasons in words take most of the time. Raises :class:`AfstemningsFejl` for a figure
    that is not shown, that is of no month end or of no measure made here, and for a list of persons with a mean of
    days.
    """
    tal = _kontrolleret(statens, liste)
    dengang = da or nu
    foer = Stillinger(lov, byg_historik(dengang.data), statens, valg)
    efter = foer if da is None else Stillinger(lov, byg_historik(nu.data), statens, valg)
    vejen = _vejen(foer, efter, statens, liste, med_tid=da is not None)
    soegning = Aarsagssoegning(lov, statens, valg, dengang, nu)
    linjer: list[Personlinje] = []
    poster: list[Post] = []
    with operations.use(forms.choose(1)):  # from here on one citizen at a time
        for del_ in dele(tal, vejen):
            egne = [
                Personlinje(del_.trin, f, _grund(soegning, del_.trin, f, siden, med_tekst=med_tekst))
                for f in del_.personer or ()
            ]
            linjer += egne
            poster += _poster(del_, egne)
    if liste is not None and liste.ukendte:
        poster = _med_ukendte(poster, liste)
    return Gab(
        statens,
        tal,
        vejen[-1].tal,
        tuple(poster),
        tuple(linjer),
        None if da is None else da.naar,
        nu.naar,
        liste is not None,
        hvorfor_ikke_da,
    )


def _kontrolleret(statens: Statstal, liste: Personliste | None) -> Tal:
    if statens.maaling not in MAALINGER:
        raise AfstemningsFejl("ukendt_maaling", maaling=statens.maaling, kendte=", ".join(MAALINGER))
    if not calendar.is_month_end(calendar.to_day(statens.dag)):
        raise AfstemningsFejl("ikke_maanedsslutning", dag=statens.dag.isoformat())
    if liste is not None and statens.opgoerelse is Opgoerelse.GENNEMSNIT:
        raise AfstemningsFejl("liste_og_gennemsnit")
    if statens.tal is None:
        raise AfstemningsFejl("ikke_vist")
    return statens.tal


def _vejen(
    foer: Stillinger, efter: Stillinger, statens: Statstal, liste: Personliste | None, *, med_tid: bool
) -> list[Led]:
    """The figures from the State's to ours."""
    vejen: list[Led] = []
    vores_da = foer.personer(statens.regelsaet)
    if liste is not None:
        kendte = i_alt(liste.kendte)
        med_ukendte = Tal(kendte.naevner + len(liste.ukendte), kendte.taeller + sum(liste.ukendte.values()))
        vejen += [Led(Trin.LISTEN, med_ukendte), Led.af(Trin.UKENDTE, liste.kendte), Led.af(Trin.PERSONER, vores_da)]
    elif statens.opgoerelse is Opgoerelse.GENNEMSNIT:
        vejen += [Led(Trin.UFORKLARET, foer.gennemsnit(statens.regelsaet)), Led.af(Trin.OPGOERELSE, vores_da)]
    else:
        vejen.append(Led.af(Trin.UFORKLARET, vores_da))
    if med_tid:
        vejen.append(Led.af(Trin.TIDSPUNKT, efter.personer(statens.regelsaet)))
    # The rule sets part only where the offers are counted; talks and the 75 % measure are the same under each.
    if statens.regelsaet != GAELDENDE and statens.maaling not in (FOKUSMAAL_2, DELTAGELSE, YDELSESPERSONER):
        vejen.append(Led.af(Trin.REGELSAET, efter.personer(GAELDENDE)))
    return vejen


def _grund(soegning: Aarsagssoegning, trin: Trin, forskel: Personforskel, siden: Siden, *, med_tekst: bool) -> Grund:
    if not med_tekst and trin in (Trin.TIDSPUNKT, Trin.REGELSAET):
        return Grund(trin.value, "", None, ())
    match trin:
        case Trin.TIDSPUNKT:
            return soegning.efter_tiden(forskel, siden(forskel.noegle.borger_id))
        case Trin.REGELSAET:
            return soegning.efter_regler(forskel)
        case _:
            return soegning.hos_staten(forskel)


def _poster(del_: Del, linjer: list[Personlinje]) -> list[Post]:
    """A part's lines: one, or one for each cause among its persons."""
    if del_.personer is None:
        if del_.tal == Tal(0, 0) and del_.trin in (Trin.LISTEN, Trin.UKENDTE):
            return []
        uforklaret = del_.trin in (Trin.UFORKLARET, Trin.LISTEN, Trin.UKENDTE)
        return [Post(del_.trin, del_.trin.value, del_.tal, None, uforklaret)]
    if del_.trin is not Trin.PERSONER:
        return [Post(del_.trin, del_.trin.value, del_.tal, len(linjer), uforklaret=False)]
    aarsager = Counter(linje.grund.aarsag for linje in linjer)
    return [_samlet(aarsag, [li for li in linjer if li.grund.aarsag == aarsag]) for aarsag in _i_orden(aarsager)]


def _samlet(aarsag: str, linjer: list[Personlinje]) -> Post:
    naevner = sum(linje.forskel.tal.naevner for linje in linjer)
    taeller = sum(linje.forskel.tal.taeller for linje in linjer)
    uforklaret = aarsag == Aarsag.UFORKLARET
    return Post(Trin.PERSONER, aarsag, Tal(naevner, taeller), len(linjer), uforklaret)


def _i_orden(aarsager: Mapping[str, int]) -> list[str]:
    return [aarsag.value for aarsag in Aarsag if aarsag.value in aarsager]


def _med_ukendte(poster: list[Post], liste: Personliste) -> list[Post]:
    """The persons not known here, counted."""
    return [post._replace(personer=len(liste.ukendte)) if post.trin is Trin.UKENDTE else post for post in poster]


def fakta_i_ord(fakta: tuple[Raekke, ...]) -> str:
    """The registered rows that decide, by table and row: what they say stands in the sentence."""
    return ", ".join(f"{raekke['tabel']} {raekke['raekke']}" for raekke in fakta)


def uden_personer(gab: Gab) -> Gab:
    """The same account for those who may see figures but no persons."""
    return replace(gab, personer=())
