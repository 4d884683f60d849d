"""Shape ``frist``: what must have happened by when: trigger, clock, offset, what meets it, what lapses or moves it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import model_validator

from rettidig.regler.former.grundform import Gruppe, Hjemmel, Regel, Streng, Tekst, Timetal, TimetalVaerdi, Version


class Udloeser(Streng):
    """When the right or duty arises: the trigger plus months, days or, for the unemployment clock, hours."""

    fra: Literal["forloeb_start", "foerste_fravaersdag", "tilbud_ophoer"]
    maaneder: int = 0
    dage: int = 0
    timer: Timetal | None = None


class PartForGrupper(Streng):
    """For these groups only talks with one of these parties count; "" is a talk without party."""

    grupper: tuple[Gruppe, ...]
    part: tuple[str, ...]


class Opfyldelse(Streng):
    """What meets the duty: a number of talks, or one offer of these kinds and this length."""

    slags: Literal["tilbud", "samtaler"]
    koder: tuple[str, ...] = ()
    mindst_dage: int = 1
    antal: int = 1
    kun_part: PartForGrupper | None = None
    efter_overdragelse: Timetal | None = None

    @model_validator(mode="after")
    def _koder_til_tilbud(self) -> Opfyldelse:
        if (self.slags == "tilbud") != bool(self.koder):
            raise ValueError("tilbud har koder, samtaler har ingen")
        return self


class Overgang(Streng):
    """Offers that also meet the duty when a switch is set to "ja" and they began before a day."""

    valg: str
    koder: tuple[str, ...]
    begyndt_foer: dt.date


class Loentilskudsfrist(Streng):
    """An offer granted in time may begin this much later."""

    koder: tuple[str, ...]
    dage: int


class Fritagelsesvirkning(Streng):
    """What an exemption does: moves the deadline to so many months after it, or lets the duty lapse."""

    omraade: Literal["tilbud", "samtaler"]
    virkning: Literal["flytter", "bortfalder"]
    maaneder: int = 0


class Loentimebortfald(Streng):
    """The duty lapses with this many ordinary wage hours in the month of the right date."""

    grupper: tuple[Gruppe, ...]
    timer: TimetalVaerdi


class IngenPligt(Streng):
    """Sick-pay states in which there is no duty at all."""

    status: tuple[str, ...]
    ophoert_inden_dage: int


class Personkreds(Streng):
    """The young without education and without children at home: only they, or all but they."""

    virkning: Literal["kun", "undtaget"]
    under_aar: int
    uden_erhvervsuddannelse: bool
    uden_hjemmeboende_boern: bool


class Hjemler(Streng):
    """The paragraph of each condition, where it is another than the rule's own."""

    ret: Hjemmel | None = None
    frist: Hjemmel | None = None
    opfyldelse: Hjemmel | None = None
    loentilskud: Hjemmel | None = None
    fritagelse: Hjemmel | None = None
    bortfald: Hjemmel | None = None


class FristVersion(Version):
    """One version of a deadline rule.

    ``vaelges_efter`` says which day must lie within ``fra``-``til`` for this version to be the one that holds, and so
    which law version the answer names. ``frist_fra`` and ``frist_til`` limit it further by the deadline itself.
    """

    vaelges_efter: Literal["retsdato", "forloeb_start", "frist"]
    frist_fra: dt.date | None = None
    frist_til: dt.date | None = None
    grupper: tuple[Gruppe, ...]
    gruppe_paa: Literal["retsdato", "foerste"]
    undtagne_ydelser: tuple[str, ...] = ()
    personkreds: Personkreds | None = None
    ingen_pligt: IngenPligt | None = None
    udloeser: Udloeser
    fristen_er: Literal["retsdato", "dagen_foer", "ugens_soendag", "maanedens_slutning"]
    opfyldes_af: Opfyldelse
    overgang: Overgang | None = None
    loentilskudsfrist: Loentilskudsfrist | None = None
    fritagelse: Fritagelsesvirkning
    bortfald_ved_loentimer: Loentimebortfald | None = None
    i_ord: Tekst
    hjemler: Hjemler = Hjemler()


class Fristregel(Regel):
    """A rule that says what must have happened by when. ``tidligst`` is the first day for which it gives rows."""

    form: Literal["frist"]
    tidligst: dt.date
    tidligst_efter: Literal["retsdato", "forloeb_start"]
    versioner: tuple[FristVersion, ...]
