"""The roles, what each may do and with whom: read from ``roller.yaml``, where everything not written is refused.

A role is a Django group of the same name. A user with several roles has the rights of all of them, each as wide as the
widest role makes it. ``is_superuser`` and ``is_staff`` give nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from importlib import resources
from typing import Any

import yaml

from rettidig.regler.valgte_tal import valgte_tal


class Rolle(StrEnum):
    """Who people are."""

    SAGSBEHANDLER = "sagsbehandler"
    KONSULENT = "konsulent"
    TEAMLEDER = "teamleder"
    FAGLEDER = "fagleder"
    CONTROLLER = "controller"
    LEDER = "leder"
    POLITIKER = "politiker"
    REGELEJER = "regelejer"
    ADMINISTRATOR = "administrator"
    BORGER = "borger"


class Ret(StrEnum):
    """What can be allowed."""

    SE_BORGER = "SE_BORGER"
    SE_LISTER = "SE_LISTER"
    REGISTRER = "REGISTRER"
    GODKEND = "GODKEND"
    SE_TAL = "SE_TAL"
    SE_TALPERSONER = "SE_TALPERSONER"
    INDLAES = "INDLAES"
    FORTRYD = "FORTRYD"
    AFSTEM = "AFSTEM"
    SE_REGLER = "SE_REGLER"
    SE_LAESELOG = "SE_LAESELOG"
    STYR_BRUGERE = "STYR_BRUGERE"
    SE_DRIFT = "SE_DRIFT"
    SE_EGET = "SE_EGET"
    SLET = "SLET"
    SE_IDENTITET = "SE_IDENTITET"
    FORDEL = "FORDEL"
    STYR_LOKALT = "STYR_LOKALT"


class Bredde(IntEnum):
    """Whose citizens a right reaches, from nobody's to the municipality's."""

    UDEN_BORGERE = 0
    EGEN_SAG = 1
    EGNE_TEAMS = 2
    KOMMUNEN = 3


class Beskyttede(IntEnum):
    """What is seen of citizens with a protected address, from nothing to all."""

    SKJULT = 0
    FINDES = 1
    SE = 2


@dataclass(frozen=True)
class Rolleregel:
    """What one role may do: ``rettigheder`` gives each right its width."""

    rettigheder: dict[Ret, Bredde]
    beskyttede: Beskyttede
    noedadgang: bool
    undertryk: bool
    formaal: str


@dataclass(frozen=True)
class Graenser:
    """The numbers of this room: what is chosen among the rules, and how much may be sent along, in ``roller.yaml``."""

    undertryk: int
    noedadgang_timer: int
    session_timer: int
    inaktiv_minutter: int
    samme_blik_minutter: int
    aaben_krop_kb: int
    krop_kb: int
    arbejdstid: tuple[int, int]


@cache
def rolleregler() -> dict[Rolle, Rolleregel]:
    """Every role's rule. A role without one, and one without a role, is a fault in the program's data."""
    skrevet = _data()["roller"]
    if set(skrevet) != set(Rolle):
        raise ValueError("roller.yaml must name exactly the roles there are")
    return {rolle: _regel(skrevet[rolle.value]) for rolle in Rolle}


@cache
def graenser() -> Graenser:
    """The numbers chosen."""
    valgt = valgte_tal()
    fra, til = valgt.arbejdstid.vaerdi
    return Graenser(
        undertryk=valgt.undertryk.vaerdi,
        noedadgang_timer=valgt.noedadgang_timer.vaerdi,
        session_timer=valgt.session_timer.vaerdi,
        inaktiv_minutter=valgt.inaktiv_minutter.vaerdi,
        samme_blik_minutter=valgt.samme_blik_minutter.vaerdi,
        arbejdstid=(fra, til),
        **_data()["graenser"],
    )


def roller(bruger: Any) -> frozenset[Rolle]:
    """The user's roles; none for nobody and for a user who is shut out."""
    if not getattr(bruger, "is_authenticated", False) or not bruger.is_active:
        return frozenset()
    kendt: frozenset[Rolle] | None = bruger.__dict__.get("_rettidig_roller")
    if kendt is None:
        navne = set(bruger.groups.values_list("name", flat=True))
        kendt = frozenset(rolle for rolle in Rolle if rolle.value in navne)
        bruger.__dict__["_rettidig_roller"] = kendt
    return kendt


def glem_roller(bruger: Any) -> None:
    """Forget what is kept on the object, after its groups have been changed."""
    bruger.__dict__.pop("_rettidig_roller", None)


def rettigheder(bruger: Any) -> frozenset[Ret]:
    """What the user may do at all; with whom is for :mod:`rettidig.adgang.omfang` to say."""
    return frozenset(ret for rolle in roller(bruger) for ret in rolleregler()[rolle].rettigheder)


def bredde(bruger: Any, ret: Ret) -> Bredde | None:
    """How far the right reaches for the user; ``None`` where the user does not have it."""
    fundet = [regel.rettigheder[ret] for rolle in roller(bruger) if ret in (regel := rolleregler()[rolle]).rettigheder]
    return max(fundet, default=None)


def skal_undertrykkes(bruger: Any) -> bool:
    """Whether small figures are kept from the user: where one role says so, no other takes it back."""
    egne = roller(bruger)
    return not egne or any(rolleregler()[rolle].undertryk for rolle in egne)


def standardformaal(bruger: Any) -> str:
    """The purpose a reading has when the user has not been asked for another: that of the first role by the list."""
    egne = roller(bruger)
    return next((rolleregler()[rolle].formaal for rolle in Rolle if rolle in egne), "drift")


def _regel(data: dict[str, Any]) -> Rolleregel:
    ukendte = set(data) - {"rettigheder", "beskyttede", "noedadgang", "undertryk", "formaal"}
    if ukendte:
        raise ValueError(f"roller.yaml: unknown keys {sorted(ukendte)}")
    return Rolleregel(
        rettigheder={Ret(ret): Bredde[b.upper()] for ret, b in data["rettigheder"].items()},
        beskyttede=Beskyttede[data["beskyttede"].upper()],
        noedadgang=bool(data["noedadgang"]),
        undertryk=bool(data.get("undertryk", False)),
        formaal=str(data["formaal"]),
    )


@cache
def _data() -> dict[str, Any]:
    fil = resources.files("rettidig.adgang").joinpath("roller.yaml")
    data: dict[str, Any] = yaml.safe_load(fil.read_text(encoding="utf-8"))
    return data
