"""Reads a described act: YAML or JSON, whole or not at all, every fault named with its place and what is allowed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, create_model

from rettidig.motor.vilkaar.fakta import Fakta, Vaerdi, laes_vaerdi
from rettidig.motor.vilkaar.udledning import modstridende
from rettidig.regler.former.fakta import HANDLINGER, Faktaregister, Faktum, Handlingstype
from rettidig.sprog import tekst

STOERSTE_FIL = 1_000_000
FLEST_FEJL = 20
_HANDLING, _BORGER_ID = "handling", "borger_id"


class UbrugeligHandling(Exception):
    """The described act cannot be used; the message names every fault, one a line."""


@dataclass(frozen=True)
class Handling:
    """What is to be judged: the kind of act, the facts stated, and perhaps whose they are."""

    slags: Handlingstype
    fakta: Fakta
    borger_id: str | None = None


def laes_handling(sti: Path, register: Faktaregister) -> Handling:
    """Reads a file. Raises :class:`UbrugeligHandling` when it cannot be read or says what no register knows."""
    navn = sti.name
    try:
        if sti.stat().st_size > STOERSTE_FIL:
            raise UbrugeligHandling(tekst("vilkaar.fejl.for_stor", fil=navn))
        indhold = sti.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise UbrugeligHandling(tekst("vilkaar.fejl.kan_ikke_laeses", fil=navn)) from None
    try:
        raat, linjer = _fra_json(indhold) if sti.suffix.lower() == ".json" else _fra_yaml(indhold)
    except yaml.MarkedYAMLError as fejl:
        linje = fejl.problem_mark.line + 1 if fejl.problem_mark else 1
        raise UbrugeligHandling(tekst("vilkaar.fejl.yaml", fil=navn, linje=linje)) from None
    except json.JSONDecodeError as fejl:
        raise UbrugeligHandling(tekst("vilkaar.fejl.json", fil=navn, linje=fejl.lineno)) from None
    except _Gentaget as fejl:
        raise UbrugeligHandling(tekst("vilkaar.fejl.gentaget", sted=_sted(navn, fejl.linje), navn=fejl.navn)) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise UbrugeligHandling(tekst("vilkaar.fejl.yaml", fil=navn, linje=1)) from None
    handling = handling_fra(raat, register, navn, linjer)
    if uenig := next(modstridende(handling.fakta), None):
        sted = _sted(navn, linjer.get(tuple(uenig.til.split("."))))
        raise UbrugeligHandling(
            tekst("vilkaar.fejl.modstrid", sted=sted, fra=uenig.fra, til=uenig.til, laengde=uenig.navn)
        )
    return handling


def handling_fra(
    raat: object, register: Faktaregister, navn: str = "", linjer: Mapping[tuple[str, ...], int] | None = None
) -> Handling:
    """The act in plain dictionaries and lists, as a file holds it. ``linjer`` tells where each key stands."""
    if not isinstance(raat, dict):
        raise UbrugeligHandling(tekst("vilkaar.fejl.ikke_en_handling", sted=navn or "?"))
    try:
        laest = _model(register).model_validate(raat)
    except ValidationError as fejl:
        saetninger = list(dict.fromkeys(_saetninger(fejl, register, navn, linjer or {})))
        raise UbrugeligHandling("\n".join(saetninger[:FLEST_FEJL])) from None
    fakta: dict[str, Vaerdi] = {}
    for faktum in register.fakta:
        afsnit, punktum, felt = faktum.navn.partition(".")
        kilde = getattr(laest, afsnit) if punktum else laest
        vaerdi = None if kilde is None else getattr(kilde, felt if punktum else afsnit)
        if vaerdi is not None:
            fakta[faktum.navn] = vaerdi
    slags = cast(Handlingstype, getattr(laest, _HANDLING))
    return Handling(slags, fakta, getattr(laest, _BORGER_ID))


@lru_cache(maxsize=4)
def _model(register: Faktaregister) -> type[BaseModel]:
    """The shape of an act: one optional field per fact, one part per section, unknown keys forbidden."""
    lukket = ConfigDict(extra="forbid", frozen=True)
    afsnit: dict[str, dict[str, Any]] = {}
    felter: dict[str, Any] = {
        _HANDLING: (Literal[HANDLINGER], ...),
        _BORGER_ID: (Annotated[str | None, BeforeValidator(_borger_id)], None),
    }
    for faktum in register.fakta:
        sektion, punktum, felt = faktum.navn.partition(".")
        maal = afsnit.setdefault(sektion, {}) if punktum else felter
        maal[felt if punktum else sektion] = (Annotated[Any, BeforeValidator(_laeser(faktum))], None)
    for sektion, egne in afsnit.items():
        felter[sektion] = (create_model(sektion, __config__=lukket, **egne) | None, None)
    return cast(type[BaseModel], create_model("Handlingsfil", __config__=lukket, **felter))


def _laeser(faktum: Faktum) -> Any:
    return lambda skrevet: None if skrevet is None else laes_vaerdi(faktum, skrevet)


def _borger_id(skrevet: object) -> str | None:
    if skrevet is None or isinstance(skrevet, str):
        return skrevet
    raise ValueError(tekst("vilkaar.fejl.borger_id"))


def _saetninger(
    fejl: ValidationError, register: Faktaregister, navn: str, linjer: Mapping[tuple[str, ...], int]
) -> Iterator[str]:
    for enkelt in fejl.errors(include_url=False):
        sti = tuple(str(led) for led in enkelt["loc"])
        sted = _sted(navn, linjer.get(sti))
        felt = ".".join(sti)
        match enkelt["type"]:
            case "extra_forbidden":
                yield tekst("vilkaar.fejl.ukendt_noegle", sted=sted, navn=felt, tilladt=_tilladt(register, sti[:-1]))
            case "missing":
                yield tekst("vilkaar.fejl.mangler", sted=sted, navn=felt, tilladt=", ".join(HANDLINGER))
            case "literal_error":
                yield tekst("vilkaar.fejl.handling", sted=sted, tilladt=", ".join(HANDLINGER))
            case "value_error":
                yield f"{sted}: {felt}: {enkelt['ctx']['error']}"
            case _:
                yield tekst("vilkaar.fejl.ikke_et_afsnit", sted=sted, navn=felt, tilladt=_tilladt(register, sti))


def _tilladt(register: Faktaregister, sti: tuple[str, ...]) -> str:
    """The keys that may stand in a part of the act."""
    navne = [faktum.navn for faktum in register.fakta]
    if not sti:
        return ", ".join(dict.fromkeys([_HANDLING, _BORGER_ID, *(navn.partition(".")[0] for navn in navne)]))
    foran = f"{sti[0]}."
    return ", ".join(navn.removeprefix(foran) for navn in navne if navn.startswith(foran))


def _sted(navn: str, linje: int | None) -> str:
    return tekst("vilkaar.fejl.sted", fil=navn or "?", linje=linje) if linje else navn or "?"


# --- The two kinds of file ---


class _Gentaget(Exception):
    """A key stands twice in one part."""

    def __init__(self, navn: str, linje: int | None) -> None:
        super().__init__(navn)
        self.navn, self.linje = navn, linje


class _Laeser(yaml.SafeLoader):
    """Plain YAML in which a date stays the text it was written as, so that an impossible one is named in its place."""


_Laeser.yaml_implicit_resolvers = {
    tegn: [(maerke, moenster) for maerke, moenster in kendte if maerke != "tag:yaml.org,2002:timestamp"]
    for tegn, kendte in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _fra_yaml(indhold: str) -> tuple[object, dict[tuple[str, ...], int]]:
    linjer: dict[tuple[str, ...], int] = {}
    rod = yaml.compose(indhold, Loader=_Laeser)
    if rod is not None:
        _noter_linjer(rod, (), linjer)
    return yaml.load(indhold, Loader=_Laeser), linjer


def _noter_linjer(knude: yaml.Node, sti: tuple[str, ...], linjer: dict[tuple[str, ...], int]) -> None:
    if not isinstance(knude, yaml.MappingNode):
        return
    for noegle, vaerdi in knude.value:
        her = (*sti, str(noegle.value))
        linje = noegle.start_mark.line + 1
        if her in linjer:
            raise _Gentaget(".".join(her), linje)
        linjer[her] = linje
        if len(her) < _DYBEST:
            _noter_linjer(vaerdi, her, linjer)


_DYBEST = 3
"""An act has sections and facts; what lies deeper is refused by the model anyway."""


def _fra_json(indhold: str) -> tuple[object, dict[tuple[str, ...], int]]:
    return json.loads(indhold, object_pairs_hook=_uden_gentagelse, parse_constant=_intet_tal), {}


def _uden_gentagelse(par: list[tuple[str, object]]) -> dict[str, object]:
    fundet: dict[str, object] = {}
    for noegle, vaerdi in par:
        if noegle in fundet:
            raise _Gentaget(noegle, None)
        fundet[noegle] = vaerdi
    return fundet


def _intet_tal(navn: str) -> dt.date:
    raise ValueError(navn)
