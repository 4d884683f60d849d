"""The page of the numbers we have chosen: each with its reason, as the generated pages and their readers have it."""

from __future__ import annotations

from collections.abc import Iterator

from rettidig.regler.valgte_tal import Talraekke, Valgttal, valgte_tal
from rettidig.regler.visning import tillid_tekst
from rettidig.sprog import tekst, valgt_sprog


def valgte_tal_side() -> Iterator[str]:
    """The lines of the generated page in the chosen language, its heading left to the caller."""
    yield from (tekst("valgte_tal.indledning"), "")
    kolonner = [tekst(f"valgte_tal.kolonne.{navn}") for navn in ("titel", "vaerdi", "grund", "tillid", "navn")]
    yield from (_raekke(kolonner), _raekke(["---"] * len(kolonner)))
    sprog = valgt_sprog()
    for navn, valgt in valgte_tal():
        grund = " ".join(filter(None, (valgt.grund.paa(sprog), valgt.kilde and f"({valgt.kilde})")))
        yield _raekke([valgt.titel.paa(sprog), _vaerdi(valgt), grund, tillid_tekst(valgt.tillid), f"`{navn}`"])


def _vaerdi(valgt: Valgttal | Talraekke) -> str:
    tal = (valgt.vaerdi,) if isinstance(valgt, Valgttal) else valgt.vaerdi
    skrevet = ", ".join(map(str, tal))
    sagt = tekst(f"valgte_tal.enhed.{valgt.enhed}", tal=skrevet)
    return sagt if valgt.fra is None else f"{sagt} ({tekst('valgte_tal.fra', dag=valgt.fra.isoformat())})"


def _raekke(celler: list[str]) -> str:
    return f"| {' | '.join(celler)} |"
