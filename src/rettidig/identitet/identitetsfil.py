"""Reads a file that tells who citizens are, with the tolerance of the data contract, and without repeating a value.

Columns: ``borger_id``, ``cpr``, ``navn``, ``adressebeskyttet`` (required); ``vej`` or ``adresse``, ``postnr``, ``by``,
``beskyttet_til``, ``gaelder_fra``, ``paaroerende`` (CPR numbers held apart by blanks, commas or semicolons).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from rettidig.forloeb import UbrugeligeData
from rettidig.forloeb.celler import laes_dato, laes_id, laes_janej, tekstfejl
from rettidig.forloeb.csvfil import laes_csv
from rettidig.forloeb.kilde import Datoform
from rettidig.forloeb.overskrift import ens_navn
from rettidig.forloeb.parquetfil import laes_parquet
from rettidig.forloeb.raatabel import Raatabel
from rettidig.forloeb.regneark import ENDELSER, laes_ark
from rettidig.identitet.cpr import Cpr, tyd_cpr
from rettidig.identitet.fejl import IdentitetsFejl
from rettidig.identitet.person import Adresse, Person
from rettidig.tidslinje import calendar

KRAEVEDE = ("borger_id", "cpr", "navn", "adressebeskyttet")
VALGFRI = ("vej", "postnr", "by", "beskyttet_til", "gaelder_fra", "paaroerende")
_ANDRE_NAVNE = {"adresse": "vej", "cpr-nr": "cpr", "cprnr": "cpr", "personnummer": "cpr", "postnummer": "postnr"}
_LAENGST = {"navn": 300, "vej": 300, "postnr": 20, "by": 120}
_SKIL = re.compile(r"[\s,;|]+")
_TRE_CIFRE = re.compile(r"\d{3}(?:[.,]0)?", re.ASCII)
_FIRE_CIFRE = re.compile(r"(\d{4})[.,]0", re.ASCII)
_NI_CIFRE = re.compile(r"\s*\d{9}(?:[.,]0)?\s*", re.ASCII)
_FLEST_RAEKKER = 20
_KENDTE_FILFEJL = {"tom_fil", "ikke_tekst", "kan_ikke_aabnes", "gentaget_kolonne"}

Art = Literal["sat_til_side", "advarsel"]


@dataclass(frozen=True)
class Identitetsraekke:
    """One accepted row: the citizen's key and who they are, from a day on where one is given."""

    raekke: int
    borger_id: str = field(repr=False)
    person: Person = field(repr=False)
    gaelder_fra: dt.date | None


@dataclass
class Identitetsrapport:
    """Rows read and set aside, and why, by reason and row; never a value."""

    laest: int = 0
    sat_til_side: int = 0
    grunde: dict[tuple[Art, str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    @property
    def godkendt(self) -> int:
        """Rows that are used."""
        return self.laest - self.sat_til_side

    def til_side(self, raekke: int, kode: str, kolonne: str = "") -> None:
        """A row is set aside for a reason."""
        self.sat_til_side += 1
        self.grunde["sat_til_side", kode, kolonne].append(raekke)

    def advar(self, raekke: int, kode: str, kolonne: str = "") -> None:
        """A row is used, with a remark."""
        self.grunde["advarsel", kode, kolonne].append(raekke)

    def linjer(self) -> Iterator[tuple[Art, str, str, int, str]]:
        """Kind, reason, column, how many rows, and the first of their numbers."""
        for (art, kode, kolonne), raekker in sorted(self.grunde.items()):
            viste = ", ".join(map(str, raekker[:_FLEST_RAEKKER])) + (" …" if len(raekker) > _FLEST_RAEKKER else "")
            yield art, kode, kolonne, len(raekker), viste


class _Afvist(Exception):
    def __init__(self, kode: str, kolonne: str) -> None:
        super().__init__(kode)
        self.kode = kode
        self.kolonne = kolonne


def laes_identitetsfil(sti: Path) -> tuple[list[Identitetsraekke], Identitetsrapport]:
    """The accepted rows and the report. Raises ``IdentitetsFejl``, without the file's words, for an unusable file."""
    raa = _raatabel(sti)
    kolonner = {_ANDRE_NAVNE.get(ens_navn(navn), ens_navn(navn)): kolonne for navn, kolonne in raa.kolonner.items()}
    mangler = [navn for navn in KRAEVEDE if navn not in kolonner]
    if mangler:
        raise IdentitetsFejl("mangler_kolonner", kolonner=", ".join(mangler))
    rapport = Identitetsrapport(laest=raa.antal + len(raa.afviste))
    for afvist in raa.afviste:
        rapport.til_side(afvist.raekke, afvist.kode)
    ukendte = len(kolonner.keys() - set(KRAEVEDE) - set(VALGFRI))
    if ukendte:
        rapport.advar(1, "ukendte_kolonner", str(ukendte))
    navne = [navn for navn in (*KRAEVEDE, *VALGFRI) if navn in kolonner]
    lister = [kolonner[navn].to_pylist() for navn in navne]
    laeste: list[Identitetsraekke] = []
    sete: set[str] = set()
    numre: set[Cpr] = set()
    for raekke, celler in zip(raa.raekke.tolist(), zip(*lister, strict=True), strict=True):
        vaerdier = {navn: (celle or "").strip() for navn, celle in zip(navne, celler, strict=True)}
        try:
            ny = _laes_raekke(raekke, vaerdier, rapport)
            if ny.borger_id in sete:
                raise _Afvist("gentaget_borger", "borger_id")
            if ny.person.cpr in numre:
                raise _Afvist("cpr_gentaget", "cpr")
        except _Afvist as fejl:
            rapport.til_side(raekke, fejl.kode, fejl.kolonne)
            continue
        sete.add(ny.borger_id)
        numre.add(ny.person.cpr)
        laeste.append(ny)
    return laeste, rapport


def _raatabel(sti: Path) -> Raatabel:
    kendte = frozenset((*KRAEVEDE, *VALGFRI, *_ANDRE_NAVNE))
    try:
        if not sti.is_file():
            raise IdentitetsFejl("fil_findes_ikke")
        match sti.suffix.lower():
            case ".parquet":
                return laes_parquet(sti)
            case endelse if endelse in ENDELSER:
                return laes_ark(sti, None)
            case _:
                return laes_csv(sti, kendte)
    except UbrugeligeData as fejl:
        # The reader's sentence may name the file, or a header that is no header but somebody's data.
        kode = fejl.kode if fejl.kode in _KENDTE_FILFEJL else "ubrugelig"
        raise IdentitetsFejl(f"fil_{kode}") from None
    except (OSError, ValueError):
        raise IdentitetsFejl("fil_kan_ikke_aabnes") from None


def _laes_raekke(raekke: int, vaerdier: dict[str, str], rapport: Identitetsrapport) -> Identitetsraekke:
    for kolonne, vaerdi in vaerdier.items():
        fejl = tekstfejl(vaerdi) if vaerdi else None
        if fejl:
            raise _Afvist(fejl, kolonne)
        if len(vaerdi) > _LAENGST.get(kolonne, len(vaerdi)):
            raise _Afvist("for_lang", kolonne)
    for kolonne in ("borger_id", "cpr", "navn"):
        if not vaerdier[kolonne]:
            raise _Afvist("mangler", kolonne)
    noegle = laes_id(vaerdier["borger_id"])
    if noegle.fejl or not isinstance(noegle.vaerdi, str):
        raise _Afvist("borger_id_form", "borger_id")
    cpr = _cpr(vaerdier["cpr"], "cpr")
    if _NI_CIFRE.fullmatch(vaerdier["cpr"]):
        rapport.advar(raekke, "foranstillet_nul", "cpr")
    beskyttet = laes_janej(vaerdier["adressebeskyttet"]) if vaerdier["adressebeskyttet"] else None
    if beskyttet is not None and beskyttet.fejl:
        raise _Afvist("ikke_ja_eller_nej", "adressebeskyttet")
    er_beskyttet = beskyttet is not None and beskyttet.vaerdi is True
    til = _dato(vaerdier, "beskyttet_til")
    if til is not None and not er_beskyttet:
        rapport.advar(raekke, "beskyttet_til_uden_beskyttelse", "beskyttet_til")
        til = None
    adresse = Adresse(vaerdier.get("vej", ""), _postnr(vaerdier.get("postnr", "")), vaerdier.get("by", ""))
    person = Person(
        cpr,
        " ".join(vaerdier["navn"].split()),
        adresse if adresse.linjer else None,
        er_beskyttet,
        til,
        tuple(_cpr(led, "paaroerende") for led in _SKIL.split(vaerdier.get("paaroerende", "")) if led),
    )
    return Identitetsraekke(raekke, noegle.vaerdi, person, _dato(vaerdier, "gaelder_fra"))


def _cpr(skrevet: str, kolonne: str) -> Cpr:
    try:
        return tyd_cpr(skrevet)
    except IdentitetsFejl as fejl:
        raise _Afvist(fejl.kode, kolonne) from None


def _dato(vaerdier: dict[str, str], kolonne: str) -> dt.date | None:
    skrevet = vaerdier.get(kolonne, "")
    if not skrevet:
        return None
    celle = laes_dato(skrevet, Datoform.KONTRAKT)
    if celle.fejl or not isinstance(celle.vaerdi, int):
        raise _Afvist(celle.fejl or "ulaeselig_dato", kolonne)
    return calendar.to_date(celle.vaerdi)


def _postnr(skrevet: str) -> str:
    """A Danish post code has four digits, whatever a spreadsheet made of it; a foreign one stands as it is."""
    fire = _FIRE_CIFRE.fullmatch(skrevet)
    if fire is not None:
        return fire[1]
    return f"0{skrevet[:3]}" if _TRE_CIFRE.fullmatch(skrevet) else skrevet
