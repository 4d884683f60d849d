"""The page of acts and facts: which rules judge an act, what may be stated of it, and an example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rettidig.regler.former.fakta import HANDLINGER, Faktum
from rettidig.regler.indlaes import Regelsaet
from rettidig.regler.vilkaarskontrol import betingelser
from rettidig.sprog import tekst, valgt_sprog

EKSEMPEL = (
    "handling: bevil_tilbud",
    "dato: 2023-06-01",
    'borger: {maalgruppe: "6.2", visitation: jobparat}',
    "tilbud:",
    "  slags: virksomhedspraktik",
    "  fra: 2023-06-05",
    "  til: 2023-07-02",
    "  timer_pr_uge: 37",
    "  formaal: afprøve lagerarbejde",
    "  aftalt_af_alle: ja",
    "  ordinaere_timer_samme_sted: nej",
    "  seneste_arbejdsgiver: nej",
    "arbejdsplads: {ansatte: 10, optaget: 1}",
    "vitas: {ansoegt: 2023-05-22, afgjort: 2023-05-25, godkendt: ja}",
)
"""A placement of which everything is stated and in order."""


def handlingsside(lov: Regelsaet) -> Iterator[str]:
    """The lines of the page in the chosen language, its heading left to the caller."""
    yield from (tekst("vilkaar.side.indledning"), "", "```yaml", *EKSEMPEL, "```", "", tekst("vilkaar.side.ingen"), "")
    yield from (f"## {tekst('vilkaar.side.handlinger')}", "", *_hoved("handling", "regler"))
    for handling in HANDLINGER:
        regler = [regel for regel in lov.vilkaar() if handling in regel.handlinger]
        sagt = ", ".join(f"`{r.regel}` ({len({b.id for b in betingelser(r)})})" for r in regler)
        yield _raekke([f"`{handling}`: {tekst(f'regler.vaerdi.{handling}')}", sagt])
    yield from ("", f"## {tekst('vilkaar.side.fakta')}", "", *_hoved("faktum", "skrives", "betyder"))
    for faktum in lov.fakta.fakta:
        udledt = f" ({tekst('vilkaar.side.udledt')})" if faktum.udledt else ""
        yield _raekke([f"`{faktum.navn}`", _skrives(faktum), f"{faktum.titel.paa(valgt_sprog())}{udledt}"])
    yield from ("", f"## {tekst('vilkaar.side.helligdage')}", "")
    forbehold = lov.helligdage
    yield f"[{forbehold.tillid}] {forbehold.forbehold.paa(valgt_sprog())}"
    yield from ("", ", ".join(helligdag.navn.paa(valgt_sprog()) for helligdag in forbehold.helligdage) + ".")


def _skrives(faktum: Faktum) -> str:
    if faktum.koder:
        return ", ".join(f"`{kode}`" for kode in faktum.koder)
    return tekst(f"vilkaar.side.type.{faktum.type}")


def _hoved(*kolonner: str) -> tuple[str, str]:
    return _raekke([tekst(f"vilkaar.side.kolonne.{navn}") for navn in kolonner]), _raekke(["---"] * len(kolonner))


def _raekke(celler: Sequence[str]) -> str:
    return f"| {' | '.join(celler)} |"
