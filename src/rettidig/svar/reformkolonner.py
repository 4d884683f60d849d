"""The columns of a rehearsed reform, by what is shown."""

from __future__ import annotations

from collections.abc import Mapping

from rettidig.svar.model import Kolonne, Slags

VISNINGER = ("pligter", "maalte", "tal", "regler")
_AARSAG = (Kolonne("aarsag"), Kolonne("parametre"))


def _pligt(navn: str) -> tuple[Kolonne, ...]:
    return (
        Kolonne(f"maalgruppe_{navn}"),
        Kolonne(f"forloeb_start_{navn}", Slags.DATO),
        Kolonne(f"frist_{navn}", Slags.DATO),
        Kolonne(f"status_{navn}"),
        Kolonne(f"opfyldt_{navn}", Slags.DATO),
    )


def _tal(navn: str) -> tuple[Kolonne, ...]:
    return (
        Kolonne(f"naevner_{navn}", Slags.HELTAL),
        Kolonne(f"taeller_{navn}", Slags.HELTAL),
        Kolonne(f"andel_{navn}", Slags.ANDEL),
        Kolonne(f"graense_{navn}", Slags.ANDEL),
        Kolonne(f"opfyldt_{navn}", Slags.JANEJ),
    )


KOLONNER: Mapping[str, tuple[Kolonne, ...]] = {
    "pligter": (
        Kolonne("borger_id"),
        Kolonne("regel"),
        Kolonne("aendring"),
        *_pligt("foer"),
        *_pligt("efter"),
        *_AARSAG,
        Kolonne("hjemmel"),
    ),
    "maalte": (
        Kolonne("borger_id"),
        Kolonne("regel"),
        Kolonne("kommune"),
        Kolonne("ydelse"),
        Kolonne("aendring"),
        Kolonne("status_foer"),
        Kolonne("status_efter"),
        *_AARSAG,
        Kolonne("hjemmel"),
    ),
    "tal": (
        Kolonne("kommune"),
        Kolonne("ydelse"),
        Kolonne("maaling"),
        *_tal("foer"),
        *_tal("efter"),
        *_AARSAG,
    ),
    "regler": (
        Kolonne("regel"),
        Kolonne("aendring"),
        Kolonne("antal", Slags.HELTAL),
        Kolonne("borgere", Slags.HELTAL),
        *_AARSAG,
    ),
    "frem": (
        Kolonne("dag", Slags.DATO),
        Kolonne("borger_id"),
        Kolonne("kommune"),
        Kolonne("maaling"),
        Kolonne("ydelse"),
        Kolonne("haendelse"),
        Kolonne("maales_pr", Slags.DATO),
        Kolonne("art"),
        Kolonne("fra", Slags.DATO),
        Kolonne("til", Slags.DATO),
        Kolonne("lov"),
    ),
}
