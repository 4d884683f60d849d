"""Mapping files: how one case system's extract is turned into the contract.

A mapping file is YAML. Keys it does not know are errors; so are tables, columns and codes the contract does not know.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.koder import kodeliste
from rettidig.forloeb.kontrakt import Type, kontrakt
from rettidig.sprog import tekst

STANDARD = "kontrakt"


class Datoform(StrEnum):
    """How dates are written. ``kontrakt`` takes YYYY-MM-DD, DD-MM-YYYY and DD.MM.YYYY, the others only themselves."""

    KONTRAKT = "kontrakt"
    AAR_FOERST = "YYYY-MM-DD"
    BINDESTREG = "DD-MM-YYYY"
    PUNKTUM = "DD.MM.YYYY"
    SKRAASTREG = "DD/MM/YYYY"
    SAMMENSKREVET = "YYYYMMDD"


class Decimaltegn(StrEnum):
    """The decimal mark; ``begge`` takes either, the other two take the opposite mark as thousands separator."""

    BEGGE = "begge"
    KOMMA = "komma"
    PUNKTUM = "punktum"


class ManglendeSlut(StrEnum):
    """What an empty end date means."""

    LOEBENDE = "loebende"
    SAMME_DAG = "samme_dag"
    MAANEDENS_SLUTNING = "maanedens_slutning"
    FEJL = "fejl"


class SlutEr(StrEnum):
    """Whether the end date is the last day included or the first day after."""

    INKLUSIV = "inklusiv"
    EKSKLUSIV = "eksklusiv"


def _som_tekst(vaerdi: Any) -> Any:
    """YAML reads 01 and ja-like words as numbers and truth values; in a mapping file a bare number is its digits."""
    return str(vaerdi) if isinstance(vaerdi, int) and not isinstance(vaerdi, bool) else vaerdi


Tekst = Annotated[str, BeforeValidator(_som_tekst)]


class Tabelkilde(BaseModel):
    """Where one contract table comes from.

    ``kilde`` is the file name without extension or the sheet name. ``kolonner`` maps contract column to source column;
    left out, the source uses the contract's names. ``koder`` maps contract column to {source code: contract code}, a
    null meaning "empty". ``faste`` gives a column the same value in all rows. ``kun`` keeps only rows in which the
    source column has one of the values. ``slut_aaben`` lists end dates, as written, that mean "no end".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kilde: str = Field(min_length=1)
    kolonner: dict[str, Tekst] | None = None
    koder: dict[str, dict[Tekst, Tekst | None]] = {}
    faste: dict[str, Tekst] = {}
    kun: dict[str, list[Tekst]] = {}
    datoform: Datoform | None = None
    decimaltegn: Decimaltegn | None = None
    slut_er: SlutEr | None = None
    mangler_slut: ManglendeSlut | None = None
    slut_aaben: list[Tekst] | None = None


class Kilde(BaseModel):
    """One mapping file. The settings at the top hold for every table that does not say otherwise."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    navn: str
    beskrivelse: dict[str, str] = {}
    datoform: Datoform = Datoform.KONTRAKT
    decimaltegn: Decimaltegn = Decimaltegn.BEGGE
    slut_er: SlutEr = SlutEr.INKLUSIV
    mangler_slut: ManglendeSlut = ManglendeSlut.LOEBENDE
    slut_aaben: list[Tekst] = []
    tabeller: dict[str, Tabelkilde]

    def samlet(self, tabel: str) -> Tabelkilde:
        """One table's settings with the file's own filled in where the table is silent, columns written out."""
        egen = self.tabeller[tabel]
        navne = kontrakt().tabeller[tabel].kolonner
        return egen.model_copy(
            update={
                "kolonner": egen.kolonner
                if egen.kolonner is not None
                else {n: n for n in navne if n not in egen.faste},
                "datoform": egen.datoform or self.datoform,
                "decimaltegn": egen.decimaltegn or self.decimaltegn,
                "slut_er": egen.slut_er or self.slut_er,
                "mangler_slut": egen.mangler_slut or self.mangler_slut,
                "slut_aaben": self.slut_aaben if egen.slut_aaben is None else egen.slut_aaben,
            }
        )


def medfoelgende_kilder() -> tuple[str, ...]:
    """Names of the mapping files that ship with the project."""
    mappe = resources.files("rettidig.forloeb").joinpath("kilder")
    return tuple(sorted(fil.name.removesuffix(".yaml") for fil in mappe.iterdir() if fil.name.endswith(".yaml")))


def laes_kilde(kilde: str | Path | None = None) -> Kilde:
    """Read a mapping file: a path, the name of one that ships with the project, or ``None`` for the contract itself.

    Raises ``UbrugeligeData`` naming the file and the key that is wrong.
    """
    valgt = STANDARD if kilde is None else kilde
    if isinstance(valgt, str) and valgt in medfoelgende_kilder():
        fil = f"{valgt}.yaml"
        raa = resources.files("rettidig.forloeb").joinpath("kilder", fil).read_bytes()
    else:
        fil = Path(valgt).name
        try:
            raa = Path(valgt).read_bytes()
        except (OSError, ValueError):
            kendte = ", ".join(medfoelgende_kilder())
            raise UbrugeligeData("kildefil_mangler", fil=str(valgt), kendte=kendte) from None
    try:
        indhold: Any = yaml.safe_load(raa.decode("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        raise UbrugeligeData("kildefil_ikke_yaml", fil=fil) from None
    try:
        laest = Kilde.model_validate(indhold)
    except ValidationError as fejl:
        foerste = fejl.errors()[0]
        noegle = ".".join(str(led) for led in foerste["loc"]) or "-"
        kode = "kildefil_ukendt_noegle" if foerste["type"] == "extra_forbidden" else "kildefil_forkert_vaerdi"
        raise UbrugeligeData(kode, fil=fil, noegle=noegle, grund=_grund(foerste)) from None
    _kontroller_mod_kontrakten(laest, fil)
    return laest


def _grund(fejl: ErrorDetails) -> str:
    """What is wrong with a value, in the chosen language; the validator itself speaks English only."""
    slags = fejl["type"]
    if slags == "missing":
        return tekst("forloeb.kildegrund.mangler")
    if slags in ("model_type", "dict_type"):
        return tekst("forloeb.kildegrund.noegler")
    if slags in ("literal_error", "enum"):
        return tekst(
            "forloeb.kildegrund.en_af", muligheder=fejl.get("ctx", {}).get("expected", "").replace(" or ", ", ")
        )
    if slags in ("list_type", "tuple_type"):
        return tekst("forloeb.kildegrund.liste")
    return tekst("forloeb.kildegrund.tekst" if slags == "string_type" else "forloeb.kildegrund.andet")


def _kontroller_mod_kontrakten(kilde: Kilde, fil: str) -> None:
    if kilde.version != kontrakt().version:
        raise UbrugeligeData("kildefil_version", fil=fil, version=kilde.version, kendt=kontrakt().version)
    for navn, tabel in kilde.tabeller.items():
        if navn not in kontrakt().tabeller:
            raise UbrugeligeData("kildefil_ukendt_noegle", fil=fil, noegle=f"tabeller.{navn}")
        kolonner = kontrakt().tabeller[navn].kolonner
        for felt in ("kolonner", "koder", "faste"):
            for kolonne in getattr(tabel, felt) or {}:
                if kolonne not in kolonner:
                    raise UbrugeligeData("kildefil_ukendt_noegle", fil=fil, noegle=f"tabeller.{navn}.{felt}.{kolonne}")
        for kolonne in set(tabel.faste) & set(tabel.kolonner or {}):
            raise UbrugeligeData("kildefil_dobbelt", fil=fil, noegle=f"tabeller.{navn}.faste.{kolonne}")
        for kolonne, oversaettelse in tabel.koder.items():
            _kontroller_koder(kolonner[kolonne].type, kolonner[kolonne].liste, oversaettelse, fil, navn, kolonne)


def _kontroller_koder(
    slags: Type, liste: str | None, oversaettelse: dict[str, str | None], fil: str, tabel: str, kolonne: str
) -> None:
    if liste is None:
        gyldige = {"ja", "nej"} if slags is Type.JANEJ else None
    else:
        gyldige = None if kodeliste(liste).aaben else {kode.kode for kode in kodeliste(liste).koder}
    for fremmed, egen in oversaettelse.items():
        if gyldige is not None and egen is not None and egen not in gyldige:
            noegle = f"tabeller.{tabel}.koder.{kolonne}.{fremmed}"
            raise UbrugeligeData("kildefil_ukendt_kode", fil=fil, noegle=noegle, til=egen)
