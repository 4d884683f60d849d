"""CPR numbers: read strictly, shown as the birth date alone.

A number is ten digits: day, month and year of birth, and four digits of which the first tells the century. Replacement
numbers have 60 added to the day. The check digit (modulus 11) decides nothing: since 2007 numbers are issued without.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from stdnum.dk import cpr as stdnum_cpr
from stdnum.exceptions import ValidationError

from rettidig.identitet.fejl import IdentitetsFejl

_ERSTATNINGSDAG = 60
_SKREVET = re.compile(r"(\d{2})[ ./-]?(\d{2})[ ./-]?(\d{2})[ ./-]{0,3}(\d{4})", re.ASCII)
_REGNEARK = re.compile(r"(\d{9,10})(?:[.,]0)?", re.ASCII)
_LAENGDE = 10
SKJULT: Final = "••••"


class Cpr:
    """One CPR number. However it is printed, only the birth date is seen; ``cifre`` has to be asked for."""

    __slots__ = ("_cifre", "foedselsdato")

    def __init__(self, cifre: str) -> None:
        """Raises ``IdentitetsFejl`` for what is not ten digits beginning with a possible date that has been."""
        if len(cifre) != _LAENGDE or not (cifre.isascii() and cifre.isdigit()):
            raise IdentitetsFejl("cpr_form")
        dag = int(cifre[:2])
        uden_tillaeg = f"{dag - _ERSTATNINGSDAG:02d}{cifre[2:]}" if dag > _ERSTATNINGSDAG else cifre
        try:
            self.foedselsdato: dt.date = stdnum_cpr.get_birth_date(uden_tillaeg)
        except ValidationError:
            raise IdentitetsFejl("cpr_dato") from None
        if self.foedselsdato > dt.datetime.now(tz=dt.UTC).date():
            raise IdentitetsFejl("cpr_fremtid")
        self._cifre = cifre

    @property
    def cifre(self) -> str:
        """The ten digits."""
        return self._cifre

    @property
    def skrevet(self) -> str:
        """The whole number as it is written, for a reveal that has been logged."""
        return f"{self._cifre[:6]}-{self._cifre[6:]}"

    @property
    def maske(self) -> str:
        """The birth date as it stands in the number, the rest hidden."""
        return f"{self._cifre[:6]}-{SKJULT}"

    @property
    def er_erstatning(self) -> bool:
        """Whether it is a replacement number."""
        return int(self._cifre[:2]) > _ERSTATNINGSDAG

    def __str__(self) -> str:
        """The masked number."""
        return self.maske

    def __repr__(self) -> str:
        """Nothing of the number."""
        return "Cpr(••••••-••••)"

    def __eq__(self, andet: object) -> bool:
        """Whether it is the same number."""
        return isinstance(andet, Cpr) and self._cifre == andet._cifre

    def __hash__(self) -> int:
        """By the number."""
        return hash(self._cifre)

    def __reduce__(self) -> str:
        """A number is not packed into anything that may be written somewhere."""
        raise TypeError("a CPR number is not pickled")


def tyd_cpr(skrevet: str) -> Cpr:
    """A number as people and spreadsheets write it. Raises ``IdentitetsFejl``, without the text, for anything else.

    A spreadsheet may have dropped a leading zero; nine digits get it back.
    """
    rent = skrevet.replace("\u00a0", " ").strip()
    led = _SKREVET.fullmatch(rent)
    if led is not None:
        return Cpr("".join(led.groups()))
    tal = _REGNEARK.fullmatch(rent)
    if tal is None:
        raise IdentitetsFejl("cpr_form")
    return Cpr(tal[1].zfill(_LAENGDE))
