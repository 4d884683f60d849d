"""Finds rules from what a person writes: ``LAB § 102``, ``§ 31``, ``lab.102.foerste_tilbud``, ``samtaleform``."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from rettidig.regler.former.frist import FristVersion
from rettidig.regler.former.grundform import Hjemmel, Regel, Streng, Tekst, Version
from rettidig.regler.former.tabeller import SamtaleformVersion
from rettidig.regler.indlaes import LOV, RegelFejl, Regelsaet, laes_yaml
from rettidig.regler.kontrol import hjemler, versioner
from rettidig.sprog import tekst

IKKE_KODEDE = "ikke_kodede_paragraffer.yaml"
ANDRE_LOVNAVNE = {"BLAB": "BAB"}
MANGE_FORSLAG = 5

_SPOERGSMAAL = re.compile(
    r"^(?:(?P<lov>[a-zæøå]+)\s*)?(?:§+\s*)?(?P<paragraf>\d+(?:\s*[a-zæøå](?![a-zæøå]))?)"
    r"(?:\s*,?\s*stk\.?\s*(?P<stk>\d+))?(?:\s*,?\s*nr\.?\s*(?P<nr>\d+))?\s*\.?$"
)


class UkendtParagraf(RegelFejl):
    """No coded rule, and no paragraph known but not coded, answers to what was asked; near matches are named."""


class IkkeKodet(Streng):
    """A paragraph that is known and not coded, and why."""

    lov: str
    paragraf: str
    titel: Tekst
    grund: Tekst

    @property
    def navn(self) -> str:
        """As a lawyer cites it."""
        return paragrafnavn(self.lov, self.paragraf)


class IkkeKodedeParagraffer(Streng):
    """The register of paragraphs known and not coded."""

    paragraffer: tuple[IkkeKodet, ...]


@dataclass(frozen=True, slots=True)
class Opslag:
    """What was found. ``sted`` names a stk. or nr. not coded by itself, where the whole paragraph is shown instead."""

    navn: str
    regler: tuple[Regel, ...]
    ikke_kodede: tuple[IkkeKodet, ...] = ()
    sted: str | None = None
    paragraf: tuple[str | None, str] | None = None

    def hoerer_til(self, version: Version) -> bool:
        """Whether a version stands under the paragraph asked for; true for a question that named none."""
        if self.paragraf is None:
            return True
        act, nummer = self.paragraf
        return version.hjemmel.paragraf == nummer and act in (None, version.hjemmel.lov)


def paragrafnavn(lov: str, paragraf: str) -> str:
    """As a lawyer cites it: ``LAB § 102``."""
    return f"{lov} § {paragraf}"


def paragraffer(lov: Regelsaet) -> dict[tuple[str, str], tuple[Regel, ...]]:
    """The paragraphs that some rule version stands under, sorted as a reader expects, each with its rules."""
    fundne: dict[tuple[str, str], dict[str, Regel]] = defaultdict(dict)
    for regel in lov.regler.values():
        for version in versioner(regel):
            fundne[version.hjemmel.lov, version.hjemmel.paragraf][regel.regel] = regel
    return {noegle: tuple(fundne[noegle].values()) for noegle in sorted(fundne, key=paragrafnoegle)}


def paragrafnoegle(paragraf: tuple[str, str]) -> tuple[str, int, str]:
    """The order of paragraphs: act, number, letter."""
    navn, nummer = paragraf
    tal, _, bogstav = nummer.partition(" ")
    return navn, int(tal), bogstav


@cache
def ikke_kodede(mappe: Path = LOV) -> tuple[IkkeKodet, ...]:
    """The paragraphs known and not coded. Raises ``RegelFejl`` when the register cannot be read."""
    try:
        return IkkeKodedeParagraffer.model_validate(laes_yaml(mappe / IKKE_KODEDE, IKKE_KODEDE)).paragraffer
    except ValidationError as fejl:
        raise RegelFejl(f"{IKKE_KODEDE}: {fejl.errors(include_url=False)[0]['msg']}") from fejl


def find(lov: Regelsaet, spoergsmaal: str) -> Opslag:
    """The rules a question means. Raises :class:`UkendtParagraf` with near matches when there are none.

    A paragraph is sought first among those the versions stand under, then among those of their conditions. Without
    the name of an act all acts are searched.
    """
    renset = " ".join(spoergsmaal.split())
    efter_id = _efter_id(lov, renset.lower())
    if efter_id:
        return Opslag(renset.lower(), efter_id)
    svar = _SPOERGSMAAL.match(renset.lower())
    if svar is not None:
        act = None if svar["lov"] is None else ANDRE_LOVNAVNE.get(svar["lov"].upper(), svar["lov"].upper())
        nummer = re.sub(r"(\d)\s*([^\d\s])", r"\1 \2", svar["paragraf"])
        opslag = _efter_paragraf(lov, act, nummer, svar["stk"], svar["nr"])
        if opslag is not None:
            return opslag
    ord_i_id = renset.lower().replace(" ", "_")
    efter_ord = tuple(regel for navn, regel in lov.regler.items() if ord_i_id and ord_i_id in navn)
    if efter_ord:
        return Opslag(renset.lower(), efter_ord)
    forslag = ", ".join(naermeste(lov, renset))
    raise UkendtParagraf(tekst("regler.ukendt_paragraf", spoergsmaal=spoergsmaal, forslag=forslag))


def gaeldende(regel: Regel, dag: dt.date) -> list[Version]:
    """The versions that hold for what is decided on a day; at most one for each track (see :func:`spor`)."""
    return [version for version in versioner(regel) if version.gaelder(dag) and not _kun_foer(version, dag)]


def sidste_dag(version: Version) -> dt.date | None:
    """The last day a version decides anything: its own last day, or that of the last deadlines it covers."""
    frist_til = version.frist_til if isinstance(version, FristVersion) else None
    return min((dag for dag in (version.til, frist_til) if dag is not None), default=None)


def spor(regel: Regel) -> list[list[Version]]:
    """The versions by track. Those of a track follow each other in time; a deadline chosen by another day, or forms
    of talk for other groups, is another track."""
    fundne: dict[object, list[Version]] = defaultdict(list)
    for version in versioner(regel):
        noegle: object = None
        if isinstance(version, FristVersion):
            noegle = version.vaelges_efter
        elif isinstance(version, SamtaleformVersion):
            noegle = version.grupper
        fundne[noegle].append(version)
    return list(fundne.values())


def naermeste(lov: Regelsaet, spoergsmaal: str) -> list[str]:
    """The paragraphs and rule ids most like a question; the first known paragraphs when nothing is like it."""
    navne = [paragrafnavn(*noegle) for noegle in paragraffer(lov)] + [mangler.navn for mangler in ikke_kodede()]
    kendte = {navn.lower(): navn for navn in [*navne, *lov.regler]}
    naer = get_close_matches(spoergsmaal.lower(), kendte, n=MANGE_FORSLAG, cutoff=0.5)
    return [kendte[navn] for navn in naer] or navne[:MANGE_FORSLAG]


def _kun_foer(version: Version, dag: dt.date) -> bool:
    """Whether a version covers only deadlines that lie before a day."""
    return isinstance(version, FristVersion) and version.frist_til is not None and version.frist_til < dag


def _efter_id(lov: Regelsaet, navn: str) -> tuple[Regel, ...]:
    return tuple(regel for id_, regel in lov.regler.items() if id_ == navn or id_.startswith(f"{navn}."))


def _efter_paragraf(lov: Regelsaet, act: str | None, nummer: str, stk: str | None, nr: str | None) -> Opslag | None:
    def rammer(hjemmel: Hjemmel) -> bool:
        return hjemmel.paragraf == nummer and act in (None, hjemmel.lov)

    def rammer_sted(hjemmel: Hjemmel) -> bool:
        return rammer(hjemmel) and stk in (None, hjemmel.stk) and nr in (None, hjemmel.nr)

    alle = {regel.regel: [h for v in versioner(regel) for h in hjemler(v)] for regel in lov.regler.values()}
    egne = {regel.regel: [v.hjemmel for v in versioner(regel)] for regel in lov.regler.values()}
    mangler = tuple(m for m in ikke_kodede() if m.paragraf == nummer and act in (None, m.lov))
    if stk is not None or nr is not None:
        paa_stedet = _med(lov, alle, rammer_sted)
        if paa_stedet:
            return Opslag(_sted(act, nummer, stk, nr), paa_stedet, paragraf=(act, nummer))
    fundne = _med(lov, egne, rammer) or _med(lov, alle, rammer)
    if not fundne and not mangler:
        return None
    sted = _sted(act, nummer, stk, nr) if fundne and (stk is not None or nr is not None) else None
    return Opslag(_sted(act, nummer, None, None), fundne, mangler, sted, (act, nummer))


def _med(lov: Regelsaet, steder: dict[str, list[Hjemmel]], rammer: Callable[[Hjemmel], bool]) -> tuple[Regel, ...]:
    return tuple(regel for navn, regel in lov.regler.items() if any(rammer(hjemmel) for hjemmel in steder[navn]))


def _sted(act: str | None, nummer: str, stk: str | None, nr: str | None) -> str:
    dele = [f"{act} § {nummer}" if act else f"§ {nummer}"]
    dele.extend(f"{navn} {tal}" for navn, tal in (("stk.", stk), ("nr.", nr)) if tal)
    return ", ".join(dele)


def alle_paragraffer(regler: Sequence[Regel]) -> list[tuple[str, str]]:
    """The paragraphs that rules stand under, in the order of a reader."""
    return sorted({(v.hjemmel.lov, v.hjemmel.paragraf) for r in regler for v in versioner(r)}, key=paragrafnoegle)
