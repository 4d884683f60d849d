"""Shape ``frist``: what must have happened by when: trigger, clock, offset, what meets it, what lapses or moves it."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import model_validator

from rettidig.regler.former.grundform import Gruppe, Hjemmel, Regel, Streng, Tekst, Timetal, TimetalVaerdi, Version

Udloesning = Literal[
    "forloeb_start",
    "foerste_fravaersdag",
    "tilbud_ophoer",
    "foerste_samtale",
    "haendelse",
    "fritagelse_slutter",
    "ydelsesuger",
]
"""``ydelsesuger`` is the month end on which more weeks of the benefit have been paid than a limit."""


class Ydelsesuger(Streng):
    """More than so many weeks of benefit within the calendar months that end with a month, some days left out."""

    mere_end_uger: int
    vindue_maaneder: int
    uden_foerste_dage: int
    uden_grunde: tuple[str, ...] = ()
    uden_helligdage: bool = False


class Udloeser(Streng):
    """When the right or duty arises: the trigger plus months, days or, for the unemployment clock, hours.

    With ``haendelser`` every such event in the course sets the duty off, beside the trigger itself where that is the
    start of the course. ``fast_dag`` is a right date the law names outright; a trigger before ``tidligst`` works from
    that day, in courses that still run on it.
    """

    fra: Udloesning
    maaneder: int = 0
    dage: int = 0
    timer: Timetal | None = None
    haendelser: tuple[str, ...] = ()
    grunde: tuple[str, ...] = ()
    ydelsesuger: Ydelsesuger | None = None
    fast_dag: dt.date | None = None
    tidligst: dt.date | None = None

    @model_validator(mode="after")
    def _felter_til_udloeseren(self) -> Udloeser:
        if self.fra == "haendelse" and not self.haendelser:
            raise ValueError("udløseren haendelse har haendelser")
        if self.haendelser and self.fra not in ("haendelse", "forloeb_start"):
            raise ValueError("haendelser hører til udløserne haendelse og forloeb_start")
        if (self.fra == "fritagelse_slutter") != bool(self.grunde):
            raise ValueError("grunde hører til udløseren fritagelse_slutter, og kun til den")
        if (self.fra == "ydelsesuger") != (self.ydelsesuger is not None):
            raise ValueError("ydelsesuger hører til udløseren ydelsesuger, og kun til den")
        return self


class PartForGrupper(Streng):
    """For these groups only talks with one of these parties count; "" is a talk without party."""

    grupper: tuple[Gruppe, ...]
    part: tuple[str, ...]


class Fakta(Streng):
    """Facts of which one is enough: a meeting held, an event, an activity begun, a spell begun with a visitation or a
    state. With ``indsatser_til_fristen`` an activity begun after the deadline meets nothing."""

    moeder: tuple[str, ...] = ()
    haendelser: tuple[str, ...] = ()
    indsatser: tuple[str, ...] = ()
    indsatser_til_fristen: bool = False
    visitationer: tuple[str, ...] = ()
    statusser: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _mindst_et(self) -> Fakta:
        if not (self.moeder or self.haendelser or self.indsatser or self.visitationer or self.statusser):
            raise ValueError("mindst ét slags faktum skal kunne opfylde pligten")
        return self


class Vinduesstart(Streng):
    """From when on what meets the duty counts, where that is not the first day of the course.

    The trigger moved by months or days (negative: before it), the day after it, or the day the unemployment clock
    shows some hours.
    """

    efter_udloeser: bool = False
    maaneder: int | None = None
    dage: int | None = None
    timer: Timetal | None = None

    @model_validator(mode="after")
    def _en_slags(self) -> Vinduesstart:
        if sum((self.efter_udloeser, self.maaneder is not None, self.dage is not None, self.timer is not None)) != 1:
            raise ValueError("vinduet begynder på én måde")
        return self


class Opfyldelse(Streng):
    """What meets the duty: a number of talks, one offer of these kinds and this length, or one of several facts.

    With ``loebende_taeller`` an offer that already runs on the first day that counts meets the duty on that day.
    """

    slags: Literal["tilbud", "samtaler", "fakta"]
    koder: tuple[str, ...] = ()
    mindst_dage: int = 1
    loebende_taeller: bool = False
    antal: int = 1
    kun_part: PartForGrupper | None = None
    efter_overdragelse: Timetal | None = None
    fakta: Fakta | None = None
    tidligst: Vinduesstart | None = None

    @model_validator(mode="after")
    def _koder_til_tilbud(self) -> Opfyldelse:
        if (self.slags == "tilbud") != bool(self.koder):
            raise ValueError("tilbud har koder, samtaler har ingen")
        if (self.slags == "fakta") != (self.fakta is not None):
            raise ValueError("slagsen fakta har fakta, de andre har ingen")
        return self


class Overgang(Streng):
    """Offers that also meet the duty when a switch is set to "ja" and, where a day is named, they began before it."""

    valg: str
    koder: tuple[str, ...]
    begyndt_foer: dt.date | None = None


class Valgkrav(Streng):
    """A switch that must be set so for there to be a duty at all."""

    valg: str
    vaerdi: str


class Loentilskudsfrist(Streng):
    """An offer granted in time may begin this much later."""

    koder: tuple[str, ...]
    dage: int


class Fritagelsesvirkning(Streng):
    """What an exemption does: moves the deadline to so many months after it, lets the duty lapse, or nothing."""

    omraade: Literal["tilbud", "samtaler"]
    virkning: Literal["flytter", "bortfalder", "ingen"]
    maaneder: int = 0


class Loentimebortfald(Streng):
    """The duty lapses with this many ordinary wage hours in the month of the right date."""

    grupper: tuple[Gruppe, ...]
    timer: TimetalVaerdi


class IngenPligt(Streng):
    """Where there is no duty at all: sick-pay states, courses that ended within so many days of the trigger, and
    courses that came straight from a spell with a state."""

    status: tuple[str, ...] = ()
    ophoert_inden_dage: int = 0
    kommer_fra_status: tuple[str, ...] = ()


class KunMed(Streng):
    """Only those whose spell, on the deadline or on the day while that is ahead, has such a visitation or state."""

    visitation: tuple[str, ...] = ()
    status: tuple[str, ...] = ()


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
    which law version the answer names. ``frist_fra`` and ``frist_til`` limit it further by the deadline itself. With
    ``undtagne_til_naeste`` those on an excepted benefit are left to the next version instead of having no duty.
    """

    vaelges_efter: Literal["retsdato", "forloeb_start", "frist", "udloeser"]
    frist_fra: dt.date | None = None
    frist_til: dt.date | None = None
    grupper: tuple[Gruppe, ...]
    gruppe_paa: Literal["retsdato", "foerste"]
    undtagne_ydelser: tuple[str, ...] = ()
    undtagne_til_naeste: bool = False
    kun_ved_valg: Valgkrav | None = None
    kun_med: KunMed | None = None
    personkreds: Personkreds | None = None
    ingen_pligt: IngenPligt | None = None
    udloeser: Udloeser
    fristen_er: Literal["retsdato", "dagen_foer", "ugens_soendag", "maanedens_slutning"]
    opfyldes_af: Opfyldelse
    overgang: Overgang | None = None
    loentilskudsfrist: Loentilskudsfrist | None = None
    fritagelse: Fritagelsesvirkning
    bortfald_ved_loentimer: Loentimebortfald | None = None
    ophoer_paa_fristen_bortfalder: bool = False
    i_ord: Tekst
    hjemler: Hjemler = Hjemler()


class Fristregel(Regel):
    """A rule that says what must have happened by when. ``tidligst`` is the first day for which it gives rows.

    A rule ``paa_forespoergsel`` is not among the deadlines everybody is given: it answers when it is named, or when
    all rules are asked for.
    """

    form: Literal["frist"]
    tidligst: dt.date
    tidligst_efter: Literal["retsdato", "forloeb_start"]
    vises: Literal["altid", "paa_forespoergsel"] = "altid"
    versioner: tuple[FristVersion, ...]
