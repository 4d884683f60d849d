"""The coverage register: which paragraph is coded under which law version, and how many cases try it, by grade."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from rettidig.regler.former.grundform import Regel, Tekst, Version
from rettidig.regler.former.kendt import Kendtregel
from rettidig.regler.indlaes import LOV, RegelFejl, Regelsaet, laes_yaml
from rettidig.regler.kontrol import versioner
from rettidig.regler.lovversion import Lovversion
from rettidig.regler.opslag import paragraffer
from rettidig.sprog import tekst

GRADER = ("A", "B", "C", "D", "L")
IKKE_KODEDE_SAGER = "ikke_kodede_sager.yaml"
ENGELSKE_NAVNE = "en"
"""The folder beside the case files with a file of the same name as each: the id of a case -> its name in English."""
REGEL_FOR_SPOERGSMAAL = {
    "refusion": "fin.refusion",
    "tilsyn": "lob.22b.skaerpet_tilsyn",
    "maalgruppe": "lab.6.maalgruppe",
}
REGEL_FOR_FORMAAL = {"frister": "lab.9.forloeb", "fokusmaal": "lob.22b.forloeb"}
REGEL_FOR_FAKTA = {"fritagelser": "lab.106.fritagelser", "samtaler": "lab.31.samtale"}
"""The tables that deadlines share: a case about a deadline tries them too when it has such facts."""

Status = Literal["kodet", "kendt_ikke_beregnet", "kendt_ikke_kodet", "ingen"]


@dataclass(frozen=True, slots=True)
class Spoergsmaal:
    """What a case asks: one rule on one day, or under the law versions its answer names."""

    regel: str
    dag: dt.date | None
    lovversioner: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sag:
    """A case as the pages show it. ``grad`` is A, B, C, D or L; ``fil`` its file under ``lov/``."""

    id: str
    navn: Tekst
    grad: str
    kilde: str
    udledning: str
    fil: str
    spoergsmaal: tuple[Spoergsmaal, ...]

    @property
    def regler(self) -> frozenset[str]:
        """The rules the case tries."""
        return frozenset(spoergsmaal.regel for spoergsmaal in self.spoergsmaal)


@dataclass(frozen=True, slots=True)
class Daekning:
    """One cell of the register: a paragraph under a law version, its status and number of cases by grade."""

    lov: str
    paragraf: str
    lovversion: str
    status: Status
    antal: Mapping[str, int]


def laes_sager(mappe: Path = LOV) -> tuple[Sag, ...]:
    """The cases beside the rules, in the order of the files; without an English name the Danish stands for both.

    Raises ``RegelFejl`` when a file cannot be read.
    """
    fundne: list[Sag] = []
    for fil in sorted(mappe.glob("*/sager/*.yaml")):
        navn = fil.relative_to(mappe).as_posix()
        indhold = laes_yaml(fil, navn)
        if not isinstance(indhold, dict) or not isinstance(indhold.get("sager"), list):
            raise RegelFejl(tekst("regler.side.ikke_en_sag", fil=navn, sted="sager"))
        engelske = laes_engelske_navne(fil, mappe)
        fundne.extend(_sag(navn, nummer, sag, engelske) for nummer, sag in enumerate(indhold["sager"], start=1))
    return tuple(fundne)


def laes_engelske_navne(fil: Path, mappe: Path = LOV) -> dict[str, str]:
    """The English names of a file's cases by id; none without a file of them. Raises ``RegelFejl`` on a broken one."""
    engelsk = fil.parent / ENGELSKE_NAVNE / fil.name
    if not engelsk.exists():
        return {}
    navn = engelsk.relative_to(mappe).as_posix()
    indhold = laes_yaml(engelsk, navn)
    if not isinstance(indhold, dict) or not all(isinstance(ord_, str) for par in indhold.items() for ord_ in par):
        raise RegelFejl(tekst("regler.side.ikke_en_sag", fil=navn, sted=ENGELSKE_NAVNE))
    return indhold


def laes_ikke_kodede_sager(mappe: Path = LOV) -> tuple[tuple[str, Tekst], ...]:
    """Known cases without a coded rule: id and why. Raises ``RegelFejl`` when the register cannot be read."""
    fil = mappe / IKKE_KODEDE_SAGER
    if not fil.exists():
        return ()
    indhold = laes_yaml(fil, IKKE_KODEDE_SAGER)
    try:
        return tuple((str(sag["id"]), Tekst.model_validate(sag["grund"])) for sag in indhold["ikke_kodede"])
    except (KeyError, TypeError, ValueError) as fejl:
        sted = "ikke_kodede"
        raise RegelFejl(tekst("regler.side.ikke_en_sag", fil=IKKE_KODEDE_SAGER, sted=sted)) from fejl


def daekning(lov: Regelsaet, sager: Sequence[Sag]) -> list[Daekning]:
    """Every paragraph under every law version.

    A case counts once in a cell, under the law versions its answers name, else under that of the day it asks about.
    """
    celler = []
    for (act, nummer), regler in paragraffer(lov).items():
        for lovversion in lov.lovversioner.lovversioner:
            gaeldende = {regel.regel for regel in regler if _kodet(regel, (act, nummer), lovversion)}
            antal = antal_efter_grad(sag for sag in sager if _under(lov, sag, gaeldende, lovversion))
            kendte = {regel.regel for regel in regler if isinstance(regel, Kendtregel)}
            celler.append(Daekning(act, nummer, lovversion.id, _status(lovversion, gaeldende, kendte), antal))
    return celler


def antal_efter_grad(sager: Iterable[Sag]) -> dict[str, int]:
    """The number of cases of each grade that occurs, in the order of the grades."""
    talt = Counter(sag.grad for sag in sager)
    return {grad: talt[grad] for grad in GRADER if talt[grad]}


def _status(lovversion: Lovversion, gaeldende: set[str], kendte: set[str]) -> Status:
    if lovversion.status == "kendt_ikke_kodet":
        return "kendt_ikke_kodet"
    if gaeldende and gaeldende <= kendte:
        return "kendt_ikke_beregnet"
    return "kodet" if gaeldende else "ingen"


def _kodet(regel: Regel, paragraf: tuple[str, str], lovversion: Lovversion) -> bool:
    return lovversion.status == "kodet" and any(
        (version.hjemmel.lov, version.hjemmel.paragraf) == paragraf and overlapper(version, lovversion)
        for version in versioner(regel)
    )


def overlapper(version: Version, lovversion: Lovversion) -> bool:
    """Whether a rule version holds on some day of a law version."""
    slutter_foer = version.til is not None and version.til < lovversion.fra
    return not slutter_foer and (lovversion.til is None or version.fra <= lovversion.til)


def _under(lov: Regelsaet, sag: Sag, regler: set[str], lovversion: Lovversion) -> bool:
    return any(
        spoergsmaal.regel in regler and lovversion.id in (spoergsmaal.lovversioner or _paa(lov, spoergsmaal.dag))
        for spoergsmaal in sag.spoergsmaal
    )


def _paa(lov: Regelsaet, dag: dt.date | None) -> frozenset[str]:
    version = None if dag is None else lov.lovversioner.paa(dag)
    return frozenset() if version is None else frozenset({version.id})


def _sag(fil: str, nummer: int, sag: Any, engelske: Mapping[str, str]) -> Sag:
    try:
        dansk = str(sag["navn"])
        fakta = {tabel for borger in sag["givet"].get("borgere", ()) for tabel in borger}
        spoergsmaal = tuple(enkelt for led in sag["spoerg"] for enkelt in _spoergsmaal(led, fakta))
        return Sag(
            id=str(sag["id"]),
            navn=Tekst(da=dansk, en=engelske.get(str(sag["id"]), dansk)),
            grad=str(sag["grad"]),
            kilde=str(sag["kilde"]),
            udledning=str(sag.get("udledning") or ""),
            fil=fil,
            spoergsmaal=spoergsmaal,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fejl:
        sted = sag.get("id", nummer) if isinstance(sag, dict) else nummer
        raise RegelFejl(tekst("regler.side.ikke_en_sag", fil=fil, sted=f"sager > {sted}")) from fejl


def _spoergsmaal(led: Mapping[str, Any], fakta: set[str]) -> Iterator[Spoergsmaal]:
    slags = next((noegle for noegle in led if noegle != "svar"), "")
    felter: Mapping[str, Any] = led[slags]
    match slags:
        case "frister" | "fund" | "kendt" | "satsbaand":
            regler = [str(felter["regel"])]
        case "maalinger":
            regler = [str(felter["maaling"])]
        case "vilkaar":
            yield from _om_handling(felter, led["svar"])
            return
        case "forloeb":
            regler = [REGEL_FOR_FORMAAL[felter["formaal"]]]
        case _:
            regler = [REGEL_FOR_SPOERGSMAAL[slags]]
    if slags == "frister":
        regler.extend(regel for tabel, regel in REGEL_FOR_FAKTA.items() if tabel in fakta)
    raekker = led["svar"] if isinstance(led["svar"], list) else [led["svar"]]
    navngivne = {raekke["lovversion"] for raekke in raekker if isinstance(raekke, dict) and raekke.get("lovversion")}
    for regel in regler:
        yield Spoergsmaal(regel, _dag(felter), frozenset(str(navn) for navn in navngivne))


def _om_handling(felter: Mapping[str, Any], svar: Any) -> Iterator[Spoergsmaal]:
    """A question about an act: on its day, or with ``hver: pr`` on each day that the answer names."""
    dage = list(svar) if felter.get("hver") == "pr" else [felter["pr"]]
    yield from (Spoergsmaal(str(felter["regel"]), _dag({"pr": dag}), frozenset()) for dag in dage)


def _dag(felter: Mapping[str, Any]) -> dt.date | None:
    for navn in ("pr", "dag", "til", "fra"):
        dag = felter.get(navn)
        if isinstance(dag, dt.date):
            return dag
    aar = felter.get("aar")
    return None if aar is None else dt.date(int(aar), 12, 31)
