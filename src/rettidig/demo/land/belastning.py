"""What gives the synthetic country its size without following a published series, read from ``belastning.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field

from rettidig.demo.antagelser import Antagelser, antagelser
from rettidig.demo.traekninger import DAGE_I_UGEN


class Belastning(BaseModel):
    """Stocks (persons per 100 full-time persons on kontanthjælp) and the weeks between renewals in the registers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bestand_pr_100_kontant: Mapping[str, Annotated[float, Field(ge=0)]]
    registrering_uger: Annotated[int, Field(gt=0)]

    @property
    def registreringsdage(self) -> int:
        """Days between renewals."""
        return self.registrering_uger * DAGE_I_UGEN


@cache
def belastning() -> Belastning:
    """The load as shipped, read and checked once."""
    tekst = files("rettidig.demo.land").joinpath("belastning.yaml").read_text(encoding="utf-8")
    return Belastning.model_validate(yaml.safe_load(tekst))


@cache
def landets_antagelser() -> Antagelser:
    """The demo's assumptions with the load's stocks in place."""
    valg = antagelser()
    bestand = {**valg.bestand_pr_100_kontant, **belastning().bestand_pr_100_kontant}
    return valg.model_copy(update={"bestand_pr_100_kontant": bestand})
