"""The stated assumptions behind the synthetic municipality, read from ``antagelser.yaml`` into typed, checked values.

Everything that is not a published figure is stated there, each number with its mark. Source of the published figures:
:mod:`rettidig.demo.offentlige_tal`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

TILSTANDE = (
    "dagpenge",
    "kontanthjaelp",
    "uddannelseshjaelp",
    "sho",
    "sygedagpenge",
    "ressourceforloebsydelse_jaf",
    "ressourceforloebsydelse_rf",
    "ledighedsydelse",
    "revalidering",
    "foertidspension",
    "fleksloentilskud",
    "ingen",
    "su",
    "barselsdagpenge",
    "efterloen",
    "seniorjob",
    "anden_forsoergelse",
)
"""The benefits a synthetic person can be on, in the order of their numbers inside the generator."""

KONTANT = ("kontanthjaelp", "uddannelseshjaelp", "sho")
"""The benefits published together as kontanthjælp since July 2025."""

RETUR = "retur"
TILBUDSGRUPPER = (
    "jobparat",
    "aktivitetsparat",
    "ung",
    "dagpenge",
    "syg",
    "jaf_rf",
    "ledighedsydelse",
    "revalidering",
)
"""The groups whose talks and offers follow a rhythm of their own."""

TILBUDSSLAGS = ("oevrig_vejledning", "virksomhed", "ordinaer_uddannelse", "mentor", "voksenlaerling", "jobrotation")
"""Kinds of offer drawn first; ``virksomhed`` is then split by the published shares."""

INDSATSER = (
    "oevrig_vejledning",
    "virksomhedspraktik",
    "loentilskud_privat",
    "loentilskud_offentlig",
    "nytteindsats",
    "ordinaer_uddannelse",
    "mentor",
    "voksenlaerling",
    "jobrotation",
    "delvis_raskmelding",
)
"""The activity codes in use here, in the order of their numbers inside the generator."""

_TOLERANCE = 1e-9

Andel = Annotated[float, Field(ge=0, le=1)]
Blanding = tuple[tuple[Andel, Annotated[float, Field(gt=0)]], ...]


class _Fast(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Varighed(_Fast):
    """How long a benefit lasts: a mixture of exponentials (weight, mean in weeks), cut at ``loft`` weeks."""

    blanding: Blanding
    loft: int


class Person(_Fast):
    """What marks a person: shares between 0 and 1."""

    uddannet: Mapping[str, Andel]
    uddannelse_ukendt: Andel
    boern_ung: Andel
    boern_voksen: Andel
    integrationsprogram_sho: Andel
    deltidsforsikret: Andel
    ugetal_foer: Andel


class Visitation(_Fast):
    """Visitation to categories, and the mean time in weeks to a change of it."""

    aktivitetsparat_blandt_unge: Andel
    skift_uger: float
    aabenlyst: Andel
    uoplyst_uddannelseshjaelp: Andel


class Dagpenge(_Fast):
    """Unemployment benefit: part-time benefit and new benefit periods."""

    nedsat_grad: Andel
    nedsat_grad_graenser: tuple[Andel, Andel]
    ny_periode_efter_uger: int
    ny_periode: Andel


class Sygedagpenge(_Fast):
    """Sickness benefit: first day of absence, categories, partial recovery."""

    fravaer_foer_dage: int
    fravaer_foer_noejagtig: Andel
    kategori_1_uger: int
    kategori_3: Andel
    let_forloeb: Andel
    standby: Andel
    delvis_rask: Andel
    raskmeldt: Andel


class Tilbudsgruppe(_Fast):
    """One group's offers: share without any, waiting times in weeks, kinds before and long after the reform."""

    passiv: Andel
    foerste_uger: float
    pause_uger: float
    foer: tuple[Andel, ...]
    efter: tuple[Andel, ...]


class Tilbud(_Fast):
    """All that shapes the offers."""

    grupper: Mapping[str, Tilbudsgruppe]
    omstilling_uger: float
    virksomhedstilknytning: tuple[float, float]
    foer_fristen: Andel
    i_fristens_uge: Andel
    forsinkelse_uger: float
    tretten_dage: Andel
    varighed_uger: Mapping[str, float]
    loft_uger: Mapping[str, int]
    privat_loentilskud: Andel
    aaben_slutdato: Andel
    ud_over_forloebet: Andel
    uden_timer: Andel


class Samtaler(_Fast):
    """All that shapes the talks: intervals in days, forms in the order fremmoede, telefon, video, brev."""

    interval_dage: Mapping[str, tuple[float, float]]
    person_spredning: float
    foerste_til_tiden: Andel
    foerste_sen_dage: float
    status: Mapping[str, Andel]
    planlagt_dage: int
    form_foerste: tuple[Andel, Andel, Andel, Andel]
    form_foer_reform: tuple[Andel, Andel, Andel, Andel]
    form_efter_reform: tuple[Andel, Andel, Andel, Andel]
    cv_samtale: Andel
    akasse_med: Andel
    rehabiliteringsteam: Andel
    sundhedskoordinator: Andel


class Loentimer(_Fast):
    """Ordinary wage hours beside a benefit."""

    maanedlig_tilboejelighed: Andel
    middel_timer: float
    spredning: float
    hoejeste_timer: float
    fuld_maaned_timer: float


class Rate(_Fast):
    """An exemption's yearly rate per person on the benefit and its mean length in weeks."""

    pr_aar: Andel
    uger: float


class Fritagelser(_Fast):
    """Exemptions by ground."""

    barsel: Rate
    sygdom: Rate
    standby: Rate
    stu: Rate
    hjemrejsevejledning: Rate
    arbejdsfordeling: Rate
    hjemsendt: Rate
    uddannelse_inden_6_uger: Rate
    aaben_slutdato: Andel
    job_inden_6_uger_ved_afslutning: Andel
    pension_inden_6_uger_fra_alder: int


class Haendelser(_Fast):
    """Shares of courses or persons with an event."""

    vejledning_givet: Andel
    partshoering_sendt: Andel
    visiteret_jobkonsulent: Andel
    opholdstilladelse: Andel


class Undtagelser(_Fast):
    """Share of those who may be exempted from the population duty that are."""

    andel: Andel


class Kapacitet(_Fast):
    """What a team is said to have time for."""

    timer_pr_sagsbehandler: Annotated[int, Field(gt=0)]


class Antagelser(_Fast):
    """Every assumption; the file's comments say why each has its value."""

    reform: dt.date
    navneskift: dt.date
    akasse_fra: dt.date
    kategori_3_til: dt.date
    deltagelse_fra: dt.date
    bestand_pr_100_kontant: Mapping[str, float]
    bestand_aeldste_uger: int
    kontant_fordeling: Mapping[str, Andel]
    varighed: Mapping[str, Varighed]
    efter: Mapping[str, Mapping[str, Andel]]
    pause_uger: Blanding
    alder: Mapping[str, tuple[float, float, float]]
    person: Person
    visitation: Visitation
    dagpenge: Dagpenge
    sygedagpenge: Sygedagpenge
    tilbud: Tilbud
    samtaler: Samtaler
    loentimer: Loentimer
    fritagelser: Fritagelser
    haendelser: Haendelser
    undtagelser: Undtagelser
    kapacitet: Kapacitet

    @model_validator(mode="after")
    def _haenger_sammen(self) -> Self:
        for navn, kendte in (("varighed", self.varighed), ("efter", self.efter), ("alder", self.alder)):
            if set(kendte) != set(TILSTANDE):
                raise ValueError(f"{navn}: every benefit must be named once")
        for fra, til in self.efter.items():
            if not set(til) <= {*TILSTANDE, RETUR} or sum(til.values()) > 1 + _TOLERANCE:
                raise ValueError(f"efter.{fra}: unknown benefit, or shares above 1 in all")
        for navn, gruppe in self.tilbud.grupper.items():
            for andele in (gruppe.foer, gruppe.efter):
                if len(andele) != len(TILBUDSSLAGS) or abs(sum(andele) - 1) > _TOLERANCE:
                    raise ValueError(f"tilbud.grupper.{navn}: six shares that make 1")
        if set(self.tilbud.grupper) != set(TILBUDSGRUPPER) or set(self.samtaler.interval_dage) != set(TILBUDSGRUPPER):
            raise ValueError("tilbud and samtaler: every group must be named once")
        if abs(sum(self.kontant_fordeling.values()) - 1) > _TOLERANCE or set(self.kontant_fordeling) != set(KONTANT):
            raise ValueError("kontant_fordeling: three shares that make 1")
        return self


@cache
def antagelser() -> Antagelser:
    """The assumptions as shipped, read and checked once."""
    tekst = files("rettidig.demo").joinpath("antagelser.yaml").read_text(encoding="utf-8")
    return Antagelser.model_validate(yaml.safe_load(tekst))
