"""Questions of the cases about numbers no facts decide: what is known and not computed, and rates by bands."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rettidig.motor.historik import Historik
from rettidig.motor.vilkaar.proever import satser
from rettidig.regler.former.kendt import Kendtregel
from rettidig.regler.former.proever import Satsperiode
from rettidig.regler.former.satsbaand import Satsbaandregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.parametre import OERE

Raekke = Mapping[str, Any]


def kendt(lov: Regelsaet, _: Historik, felter: Raekke) -> Raekke | None:
    """The numbers of a rule that is known and not computed, in the version in force on a day."""
    regel = lov.hent(felter["regel"], Kendtregel)
    gaeldende = [version for version in regel.versioner if version.gaelder(felter["dag"])]
    if not gaeldende:
        return None
    (version,) = gaeldende
    return {
        "hjemmel": version.hjemmel.tekst,
        "grupper": [f"6.{gruppe}" for gruppe in version.grupper],
        "tal": {tal.navn: f"{tal.vaerdi} {tal.enhed}" for tal in version.tal},
    }


def satsbaand(lov: Regelsaet, _: Historik, felter: Raekke) -> Raekke:
    """The rates in kroner an amount may lead to: on a day, or by the act's own bands where a price level is named."""
    regel = lov.hent(felter["regel"], Satsbaandregel)
    oere = int(Decimal(str(felter["beloeb"])) * OERE)
    for version in regel.versioner:
        perioder: list[Satsperiode] = []
        if "dag" in felter:
            dag = felter["dag"]
            perioder = [p for p in version.perioder if p.fra <= dag and (p.til is None or dag <= p.til)]
        elif version.niveau_aar == felter["niveau_aar"]:
            perioder = [Satsperiode.model_construct(fra=version.fra, til=version.til, baand=version.baand)]
        if perioder:
            return {"satser": [sats // OERE for sats in satser(perioder[0], oere)]}
    return {"satser": []}
