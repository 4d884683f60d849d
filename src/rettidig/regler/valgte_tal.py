"""The numbers we have chosen: what is shown, how far one looks, when something is told of; each with its reason.

They stand beside the law as data, so that who wonders at one finds it, and who must change it changes it once.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from rettidig.regler.former.grundform import Streng, Tekst, Tillid
from rettidig.regler.indlaes import LOV, RegelFejl, laes_yaml

FIL = "valgte_tal.yaml"
Enhed = Literal[
    "borgere",
    "dage",
    "doegn",
    "klokken",
    "kopier",
    "laesninger",
    "maaneder",
    "mb",
    "minutter",
    "nummer",
    "personer",
    "procent",
    "sekunder",
    "timer",
    "uger",
]
Tal = Annotated[int, Field(gt=0)]


class _Valgt(Streng):
    titel: Tekst
    enhed: Enhed
    tillid: Tillid
    grund: Tekst
    kilde: str | None = Field(default=None, description="What the number was read in or inferred from")
    fra: dt.date | None = Field(default=None, description="The first day it holds; none for one that is of no day")

    @model_validator(mode="after")
    def _laest_et_sted(self) -> Self:
        """What is read or inferred is so from something."""
        if self.tillid in {"V", "I"} and not self.kilde:
            raise ValueError("et tal, der er læst eller udledt, har en kilde")
        return self


class Valgttal(_Valgt):
    """One number."""

    vaerdi: Tal


class Talraekke(_Valgt):
    """Some numbers of one kind to choose between, or the two ends of a span; the smallest first."""

    vaerdi: tuple[Tal, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _i_orden(self) -> Self:
        if any(lav >= hoej for lav, hoej in pairwise(self.vaerdi)):
            raise ValueError("tallene står med det mindste først")
        return self


class Valgtetal(Streng):
    """All the numbers, by name; units as each says."""

    snart_dage: Valgttal
    borgerbillede_tilbage: Valgttal
    borgerbillede_frem: Valgttal
    borgerbillede_laengst_frem: Valgttal
    uger_i_belastningen: Valgttal
    minutter_pr_samtale: Valgttal
    forslag_uden_kapacitet: Valgttal
    forslag_hoejst: Valgttal
    placering_uger: Valgttal
    lidt_mangler_timer: Valgttal
    miks_maaneder: Valgttal
    maalkort_tilbage: Valgttal
    maalkort_frem: Valgttal
    tal_tilbage: Valgttal
    tal_frem: Valgttal
    billedets_maaneder: Valgttal
    frem_maaneder: Valgttal
    tilbud_maaneder: Talraekke
    refusion_uger_frem: Talraekke
    refusion_maaneder: Valgttal
    egne_frister_maaneder: Valgttal
    aktindsigt_maaneder: Valgttal
    udeblevet_dage: Valgttal
    ligner_dage: Valgttal
    undertryk: Valgttal
    noedadgang_timer: Valgttal
    session_timer: Valgttal
    inaktiv_minutter: Valgttal
    samme_blik_minutter: Valgttal
    arbejdstid: Talraekke
    laesninger_dage: Valgttal
    stikproeve_linjer: Valgttal
    stikproeve_froe: Valgttal
    stikproeve_saerlige: Valgttal
    api_noegle_dage: Valgttal
    gammel_indlaesning_doegn: Valgttal
    gammel_kopi_doegn: Valgttal
    kopier_beholdt: Valgttal
    logdage: Valgttal
    lidt_plads_procent: Valgttal
    plads_mindst_mb: Valgttal
    plads_mindst_procent: Valgttal
    ur_forskel_sekunder: Valgttal
    svar_rolige_dage: Valgttal
    forklaring_tilbud_foer: Valgttal
    forklaring_tilbud_efter: Valgttal
    forklaring_planer: Valgttal
    forklaring_samtaler: Valgttal


@cache
def valgte_tal() -> Valgtetal:
    """The numbers that ship. Raises ``RegelFejl`` for a file that cannot be read, lacks one, or has one more."""
    try:
        return Valgtetal.model_validate(laes_yaml(LOV / FIL, FIL))
    except ValidationError as fejl:
        foerste = fejl.errors(include_url=False)[0]
        sted = " > ".join(str(led) for led in foerste["loc"])
        raise RegelFejl(f"{FIL}: {sted}: {foerste['msg']}") from fejl
