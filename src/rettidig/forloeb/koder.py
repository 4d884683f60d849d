"""The code lists: data files beside this module, one per list, each code with its labels and days of use."""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from rettidig.sprog import valgt_sprog


class Visitationsbrug(BaseModel):
    """A visitation that has a meaning with a benefit, and the first day it has it (``None`` = always)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kode: str
    fra: dt.date | None = None


class Kode(BaseModel):
    """One code: labels in Danish and English, first and last day of use (``None`` = no limit).

    ``visitationer`` and ``visitation_kraeves`` are used by benefits only.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kode: str
    da: str
    en: str
    fra: dt.date | None = None
    til: dt.date | None = None
    visitationer: tuple[Visitationsbrug, ...] = ()
    visitation_kraeves: bool = False

    @property
    def navn(self) -> str:
        """The label in the chosen language."""
        return self.en if valgt_sprog() == "en" else self.da


class Kodeliste(BaseModel):
    """A list of codes. In an open list a code that is not named is kept with a remark instead of being set aside."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    liste: str
    aaben: bool = False
    koder: tuple[Kode, ...]


@cache
def kodeliste(liste: str) -> Kodeliste:
    """One code list by name. Raises ``KeyError`` for a list that does not exist."""
    fil = resources.files("rettidig.forloeb").joinpath("koder", f"{liste}.yaml")
    if not fil.is_file():
        raise KeyError(liste)
    indhold: Any = yaml.safe_load(fil.read_text("utf-8"))
    return Kodeliste.model_validate(indhold)


def koder(liste: str) -> tuple[Kode, ...]:
    """The codes of one list in the list's own order. Raises ``KeyError`` for a list that does not exist."""
    return kodeliste(liste).koder


def lister() -> tuple[str, ...]:
    """The names of all code lists in alphabetical order."""
    mappe = resources.files("rettidig.forloeb").joinpath("koder")
    return tuple(sorted(fil.name.removesuffix(".yaml") for fil in mappe.iterdir() if fil.name.endswith(".yaml")))
