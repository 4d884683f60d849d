"""The faults a shape finds in a file, each with its line, what is wrong, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from rettidig.regler.lokalt.yamltrae import Fejl, Yamltrae
from rettidig.sprog import tekst

_VIST = 60
_EGNE = ("value_error", "assertion_error")


def skemafejl(trae: Yamltrae, model: type[BaseModel], fejl: ValidationError) -> list[Fejl]:
    """Every fault of a validation, in the order of the file."""
    fundne = [_fejl(trae, model, enkelt) for enkelt in fejl.errors(include_url=False) if not _foelgefejl(enkelt)]
    return sorted(dict.fromkeys(fundne), key=lambda f: f.linje)


def _foelgefejl(fejl: ErrorDetails) -> bool:
    """A list long enough as it is written, called too short because its members are at fault."""
    indhold = fejl["input"]
    mindst: int = fejl.get("ctx", {}).get("min_length", 0)
    return fejl["type"] == "too_short" and isinstance(indhold, list | dict) and len(indhold) >= mindst


def _fejl(trae: Yamltrae, model: type[BaseModel], fejl: ErrorDetails) -> Fejl:
    sted = _Sted(model)
    for led in fejl["loc"]:
        sted.ind(led)
    sti = tuple(sted.sti)
    slags = fejl["type"]
    navn = sti[-1] if sti else ""
    match slags:
        case "extra_forbidden" | "invalid_key":
            tilladt = sted.felter_omkring()
            saetning = tekst("lokalt.ukendt_noegle", noegle=navn, tilladt=_forslag(str(navn), tilladt))
            return Fejl(trae.navn, trae.noeglelinje(sti), saetning)
        case "missing":
            saetning = tekst("lokalt.mangler", noegle=navn, kraevet=", ".join(sted.kraevede_omkring()))
            return Fejl(trae.navn, trae.linje(sti[:-1]), saetning)
        case "union_tag_invalid":
            tilladt = [ord_.strip("' ") for ord_ in fejl.get("ctx", {})["expected_tags"].split(",")]
            diskriminator = fejl.get("ctx", {})["discriminator"].strip("'")
            fundet = fejl.get("ctx", {})["tag"]
            saetning = tekst("lokalt.ukendt_kode", vaerdi=fundet[:_VIST], tilladt=_forslag(fundet, tilladt))
            return Fejl(trae.navn, trae.linje((*sti, diskriminator)), saetning)
        case "union_tag_not_found":
            diskriminator = fejl.get("ctx", {})["discriminator"].strip("'")
            saetning = tekst("lokalt.mangler", noegle=diskriminator, kraevet=diskriminator)
            return Fejl(trae.navn, trae.linje(sti), saetning)
        case "literal_error":
            tilladt = sted.koder()
            fundet = str(fejl["input"])[:_VIST]
            saetning = tekst("lokalt.ukendt_kode", vaerdi=fundet, tilladt=_forslag(fundet, tilladt))
        case "string_pattern_mismatch":
            saetning = tekst("lokalt.forkert_form", vaerdi=_vist(fejl["input"]), form=fejl.get("ctx", {})["pattern"])
        case _ if slags in _EGNE:
            saetning = tekst("lokalt.egen_fejl", grund=str(fejl.get("ctx", {}).get("error", fejl["msg"])))
        case _:
            saetning = _art(slags, fejl)
    return Fejl(trae.navn, trae.linje(sti), saetning)


def _art(slags: str, fejl: ErrorDetails) -> str:
    """The sentence for a value of the wrong kind or size."""
    ctx: Mapping[str, Any] = fejl.get("ctx", {})
    for begyndelse, noegle in (
        ("date", "dato"),
        ("int", "heltal"),
        ("bool", "janej"),
        ("string", "ord"),
        ("tuple", "liste"),
        ("dict", "opslag"),
        ("model", "opslag"),
    ):
        if slags.startswith(begyndelse):
            return tekst("lokalt.ikke_arten", vaerdi=_vist(fejl["input"]), art=tekst(f"lokalt.art.{noegle}"))
    if slags in ("too_short", "too_long"):
        graense = ctx.get("min_length", ctx.get("max_length"))
        return tekst(f"lokalt.{slags}", antal=graense)
    if slags.startswith(("greater_than", "less_than")):
        graense = next(iter(v for n, v in ctx.items() if n in ("ge", "gt", "le", "lt")), "?")
        return tekst("lokalt.mindst" if slags.startswith("greater") else "lokalt.hoejst", graense=graense)
    return tekst("lokalt.kan_ikke_laeses", vaerdi=_vist(fejl["input"]))


def _vist(vaerdi: Any) -> str:
    match vaerdi:
        case None:
            return tekst("lokalt.intet")
        case dict() | list() | tuple():
            return tekst("lokalt.en_liste" if not isinstance(vaerdi, dict) else "lokalt.et_opslag")
        case _:
            return str(vaerdi)[:_VIST]


def _forslag(ord_: str, tilladt: Iterable[str]) -> str:
    """What is allowed, the words most like the one written first."""
    alle = list(tilladt)
    ligner = get_close_matches(ord_, alle, n=3, cutoff=0.5)
    return ", ".join([*ligner, *(led for led in alle if led not in ligner)])


class _Sted:
    """Follows a fault's place into the model and into the file: the tag of a union is a step in the model only."""

    def __init__(self, model: type[BaseModel]) -> None:
        self.art: Any = model
        self.omkring: type[BaseModel] | None = None
        self.sti: list[str | int] = []

    def ind(self, led: str | int) -> None:
        """One step further in."""
        maerkede = _maerkede(self.art)
        if maerkede is not None:
            if isinstance(led, str) and led in maerkede:
                self.art = maerkede[led]
                return
            if len(maerkede) == 1:
                self.art = next(iter(maerkede.values()))
        art = _bar(self.art)
        if isinstance(art, type) and issubclass(art, BaseModel):
            self.omkring = art
            felt = art.model_fields.get(str(led))
            self.art = None if felt is None else _med_metadata(felt)
        elif isinstance(led, int) or get_origin(art) is dict:
            if led == "[key]":
                return
            led_arter = [a for a in get_args(art) if a is not Ellipsis]
            self.art = led_arter[-1] if led_arter else None
        else:
            self.art = None
        self.sti.append(led)

    def felter_omkring(self) -> list[str]:
        """The keys allowed where the last step was taken."""
        return [] if self.omkring is None else list(self.omkring.model_fields)

    def kraevede_omkring(self) -> list[str]:
        """The keys that must be there."""
        felter = {} if self.omkring is None else self.omkring.model_fields
        return [navn for navn, felt in felter.items() if felt.is_required()]

    def koder(self) -> list[str]:
        """The words a value may be."""
        return list(_ord(self.art))


def _med_metadata(felt: FieldInfo) -> Any:
    diskriminator = felt.discriminator
    return (felt.annotation, diskriminator) if isinstance(diskriminator, str) else felt.annotation


def _bar(art: Any) -> Any:
    """A type without Annotated, without None and without the discriminator set beside it."""
    if isinstance(art, tuple):
        return _bar(art[0])
    if hasattr(art, "__metadata__"):
        return _bar(get_args(art)[0])
    if get_origin(art) in (Union, UnionType):
        led = [a for a in get_args(art) if a is not type(None)]
        return _bar(led[0]) if len(led) == 1 else art
    return art


def _maerkede(art: Any) -> dict[str, type[BaseModel]] | None:
    """The members of a tagged union by their tag; ``None`` for anything else."""
    if isinstance(art, tuple):
        art = art[0]
    while hasattr(art, "__metadata__") or get_origin(art) in (Union, UnionType):
        led = [a for a in get_args(art) if a is not type(None)]
        if get_origin(art) in (Union, UnionType) and len(led) > 1:
            modeller = [a for a in led if isinstance(a, type) and issubclass(a, BaseModel)]
            return {maerke: model for model in modeller for maerke in _maerker(model)}
        art = led[0]
    return None


def _maerker(model: type[BaseModel]) -> list[str]:
    """The words that choose a member of a union: its ``form`` (a rule) or its ``art`` (a test)."""
    for navn in ("form", "art"):
        felt = model.model_fields.get(navn)
        if felt is not None:
            return [str(ord_) for ord_ in get_args(felt.annotation)]
    return []


def _ord(art: Any) -> Iterable[str]:
    if isinstance(art, tuple):
        art = art[0]
    if get_origin(art) is Literal:
        return [str(ord_) for ord_ in get_args(art)]
    return [ord_ for led in get_args(art) for ord_ in _ord(led)]
