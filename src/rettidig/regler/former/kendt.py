"""Shape ``kendt``: a duty that is read and held as data, with what the data would have to say before it is computed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rettidig.regler.former.grundform import Gruppe, Regel, Streng, Tekst, Version

Enhed = Literal["antal", "dage", "uger", "maaneder", "aar", "timer", "procent", "kroner"]


class Kendttal(Streng):
    """One number of the law, whole, in its unit."""

    navn: str = Field(pattern=r"^[a-z0-9_]+$")
    titel: Tekst
    vaerdi: int
    enhed: Enhed


class KendtVersion(Version):
    """What the law says while it holds, in words and numbers; ``kraever`` is the fact the data do not have."""

    grupper: tuple[Gruppe, ...] = ()
    i_ord: Tekst
    tal: tuple[Kendttal, ...] = ()
    kraever: Tekst


class Kendtregel(Regel):
    """A rule that is known and not computed: shown with its numbers and what it needs, never answered."""

    form: Literal["kendt"]
    versioner: tuple[KendtVersion, ...] = Field(min_length=1)
