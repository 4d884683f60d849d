"""Reads the rule files: every YAML file under ``lov/``, validated whole before any of it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, Field, ValidationError

from rettidig.regler.former.fakta import Faktaregister
from rettidig.regler.former.forloeb import Forloebsregel
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.former.grundform import Regel, Streng
from rettidig.regler.former.kendt import Kendtregel
from rettidig.regler.former.maalgruppe import Maalgrupperegel
from rettidig.regler.former.maaling import Deltagelsesregel, Fokusmaal1Regel, Fokusmaal2Regel, Tilsynsregel
from rettidig.regler.former.sats import Satsregel
from rettidig.regler.former.satsbaand import Satsbaandregel
from rettidig.regler.former.tabeller import Fritagelsesregel, Samtaleformregel, Samtaleregel
from rettidig.regler.former.vilkaar import Vilkaarsregel
from rettidig.regler.helligdage import Helligdagsregister
from rettidig.regler.lovversion import Kilder, Lovversioner, Valgliste

LOV = Path(__file__).parent / "lov"

EnhverRegel = Annotated[
    Maalgrupperegel
    | Forloebsregel
    | Fristregel
    | Samtaleregel
    | Fritagelsesregel
    | Samtaleformregel
    | Fokusmaal1Regel
    | Fokusmaal2Regel
    | Tilsynsregel
    | Deltagelsesregel
    | Satsregel
    | Satsbaandregel
    | Kendtregel
    | Vilkaarsregel,
    Field(discriminator="form"),
]

R = TypeVar("R", bound=Regel)
M = TypeVar("M", bound=BaseModel)


class RegelFejl(Exception):
    """A rule file cannot be used; the message names the file, the place in it and what is wrong."""


class Regelfil(Streng):
    """One rule file: the rules of a paragraph or a group of paragraphs."""

    regler: tuple[EnhverRegel, ...]


@dataclass(frozen=True)
class Regelsaet:
    """All coded law: rules by id, the file each stands in, and the registers."""

    regler: Mapping[str, Regel]
    filer: Mapping[str, str]
    lovversioner: Lovversioner
    kilder: Kilder
    valg: Valgliste
    fakta: Faktaregister
    helligdage: Helligdagsregister

    def hent(self, regel: str, slags: type[R]) -> R:
        """The rule with an id and a shape. Raises ``KeyError`` when there is none of that shape."""
        fundet = self.regler[regel]
        if not isinstance(fundet, slags):
            raise KeyError(f"{regel} har ikke formen {slags.__name__}")
        return fundet

    def vilkaar(self) -> tuple[Vilkaarsregel, ...]:
        """All rules of when an act is lawful, in the order of the files."""
        return tuple(regel for regel in self.regler.values() if isinstance(regel, Vilkaarsregel))

    def frister(self) -> tuple[Fristregel, ...]:
        """The deadline rules everybody is given, in the order of the files."""
        return tuple(regel for regel in self.alle_frister() if regel.vises == "altid")

    def alle_frister(self) -> tuple[Fristregel, ...]:
        """All deadline rules, those given on request too, in the order of the files."""
        return tuple(regel for regel in self.regler.values() if isinstance(regel, Fristregel))


@cache
def hent_lov() -> Regelsaet:
    """The law that ships with Rettidig, read once."""
    return indlaes(LOV)


def indlaes(mappe: Path) -> Regelsaet:
    """Reads a folder of rule files.

    Raises :class:`RegelFejl` at the first file that is no valid YAML, has an unknown key or value, or repeats a rule
    id. Nothing is half-loaded.
    """
    regler: dict[str, Regel] = {}
    filer: dict[str, str] = {}
    for fil in regelfiler(mappe):
        navn = fil.relative_to(mappe).as_posix()
        for regel in _valider(Regelfil, laes_yaml(fil, navn), navn).regler:
            if regel.regel in regler:
                raise RegelFejl(f"{navn}: reglen {regel.regel} står også i {filer[regel.regel]}")
            regler[regel.regel] = regel
            filer[regel.regel] = navn
    return Regelsaet(
        regler,
        filer,
        _register(Lovversioner, mappe, "lovversioner.yaml"),
        _register(Kilder, mappe, "kilder.yaml"),
        _register(Valgliste, mappe, "valg.yaml"),
        _register(Faktaregister, mappe, "fakta.yaml"),
        _register(Helligdagsregister, mappe, "helligdage.yaml"),
    )


def regelfiler(mappe: Path) -> list[Path]:
    """The rule files of a folder: the YAML files of each act, not the cases and not the registers."""
    return sorted(fil for fil in mappe.glob("*/*.yaml") if fil.parent.name != "sager")


def laes_yaml(fil: Path, navn: str) -> Any:
    """The content of a YAML file; :class:`RegelFejl` with file and line when it cannot be read as one."""
    try:
        return yaml.load(fil.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as fejl:
        linje = fejl.problem_mark.line + 1 if fejl.problem_mark else 0
        raise RegelFejl(f"{navn}, linje {linje}: {fejl.problem or 'ikke gyldig YAML'}") from fejl
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fejl:
        raise RegelFejl(f"{navn}: filen kan ikke læses som YAML i UTF-8") from fejl


def _register(model: type[M], mappe: Path, navn: str) -> M:
    return _valider(model, laes_yaml(mappe / navn, navn), navn)


def _valider(model: type[M], indhold: Any, navn: str) -> M:
    try:
        return model.model_validate(indhold)
    except ValidationError as fejl:
        foerste = fejl.errors(include_url=False)[0]
        sted = " > ".join(str(led) for led in foerste["loc"])
        raise RegelFejl(f"{navn}: {sted}: {foerste['msg']}") from fejl
