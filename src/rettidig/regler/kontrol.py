"""Checks across the rule files: no overlap or gap between versions, sources and switches that exist."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rettidig.regler.former.frist import FristVersion
from rettidig.regler.former.grundform import Hjemmel, Regel, Streng, Version
from rettidig.regler.former.maaling import Fokusmaal1Regel, Fokusmaal2Regel
from rettidig.regler.former.tabeller import SamtaleformVersion
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.lovversion import Lovversion
from rettidig.regler.vilkaarskontrol import fejl_i_vilkaar
from rettidig.tidslinje.calendar import next_date


def versioner(regel: Regel) -> tuple[Version, ...]:
    """The versions of any rule, in the order of the file."""
    fundne: tuple[Version, ...] = getattr(regel, "versioner", ())
    return fundne


def hjemler(version: Version) -> list[Hjemmel]:
    """Every paragraph a version points to: its own and those of its conditions."""
    fundne = [version.hjemmel]
    rest: list[object] = [version]
    while rest:
        led = rest.pop()
        if isinstance(led, Hjemmel):
            fundne.append(led)
        elif isinstance(led, Streng):
            rest.extend(getattr(led, navn) for navn in type(led).model_fields)
        elif isinstance(led, tuple):
            rest.extend(led)
    return fundne


def kontroller(lov: Regelsaet) -> list[str]:
    """Every fault found, one sentence each; an empty list when the rule files hold together."""
    return [*regelfejl(lov), *_ubrugte_kilder(lov)]


def regelfejl(lov: Regelsaet) -> list[str]:
    """The faults of the rules alone, one sentence each. A source that no rule uses is none of these."""
    fejl = list(_perioder("lovversioner", lov.lovversioner.lovversioner))
    for regel_id, regel in lov.regler.items():
        for version in versioner(regel):
            fejl.extend(_henvisninger(lov, regel_id, version))
        for spor in _spor(versioner(regel)):
            fejl.extend(_perioder(f"{lov.filer[regel_id]}: {regel_id}", spor))
    fejl.extend(_samme_population(lov))
    fakta = lov.fakta.efter_navn()
    for regel in lov.vilkaar():
        fejl.extend(fejl_i_vilkaar(regel, fakta, lov.regler, lov.filer[regel.regel]))
    return fejl


def _ubrugte_kilder(lov: Regelsaet) -> list[str]:
    ubrugte = sorted(set(lov.kilder.kilder) - _brugte_kilder(lov))
    return [f"kilder.yaml: {navn} bruges ikke af nogen regel" for navn in ubrugte]


def skiftedage(lov: Regelsaet) -> list[dt.date]:
    """Every date on which some version begins, ends, or is limited: the dates a sweep must visit."""
    dage: set[dt.date] = set()
    gyldige: list[Version | Lovversion] = [*lov.lovversioner.lovversioner]
    gyldige.extend(version for regel in lov.regler.values() for version in versioner(regel))
    for version in gyldige:
        dage.add(version.fra)
        if version.til is not None:
            dage.update((version.til, next_date(version.til)))
        if isinstance(version, FristVersion) and version.frist_til is not None:
            dage.update((version.frist_til, next_date(version.frist_til)))
    return sorted(dage)


def _spor(alle: Sequence[Version]) -> Iterable[list[Version]]:
    """Versions that compete for the same dates: a deadline chosen by another day, or other groups, is another track."""
    spor: dict[object, list[Version]] = defaultdict(list)
    for version in alle:
        noegle: object = None
        if isinstance(version, FristVersion):
            noegle = version.vaelges_efter
        elif isinstance(version, SamtaleformVersion):
            noegle = version.grupper
        spor[noegle].append(version)
    return spor.values()


def _perioder(navn: str, alle: Sequence[Version | Lovversion]) -> Iterable[str]:
    for foer, efter in pairwise(alle):
        slut, start = foer.til, efter.fra
        if slut is None or start <= slut:
            yield f"{navn}: versionen fra {start:%d-%m-%Y} overlapper den foregående"
        elif start != next_date(slut):
            yield f"{navn}: der er et hul mellem {slut:%d-%m-%Y} og {start:%d-%m-%Y}"


def _samme_population(lov: Regelsaet) -> Iterable[str]:
    """Both focus goals are measured on one population; the engine reads it from the first."""
    maalte = [regel for regel in lov.regler.values() if isinstance(regel, Fokusmaal1Regel | Fokusmaal2Regel)]
    for foer, efter in pairwise(maalte):
        if foer.population != efter.population:
            yield f"{lov.filer[efter.regel]}: {efter.regel} måles på en anden population end {foer.regel}"


def _henvisninger(lov: Regelsaet, regel_id: str, version: Version) -> Iterable[str]:
    for hjemmel in hjemler(version):
        if hjemmel.kilde not in lov.kilder.kilder:
            yield f"{lov.filer[regel_id]}: {regel_id}: kilden {hjemmel.kilde} står ikke i kilder.yaml"
    for forbehold in version.forbehold:
        if forbehold.valg is not None and forbehold.valg not in lov.valg.valg:
            yield f"{lov.filer[regel_id]}: {regel_id}: valget {forbehold.valg} står ikke i valg.yaml"
    if version.tillid in {"I", "OPEN"} and not version.forbehold:
        yield f"{lov.filer[regel_id]}: {regel_id}: en version med mærket {version.tillid} skal have et forbehold"


def _brugte_kilder(lov: Regelsaet) -> set[str]:
    brugt = {
        hjemmel.kilde for regel in lov.regler.values() for version in versioner(regel) for hjemmel in hjemler(version)
    }
    return brugt | {version.kilde for version in lov.lovversioner.lovversioner} | {lov.helligdage.kilde}
