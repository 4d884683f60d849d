"""Checks of the rules of shape ``vilkaar``: every fact named exists and is of the kind its test asks about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rettidig.regler.former import proever as p
from rettidig.regler.former.fakta import Faktum
from rettidig.regler.former.grundform import Regel, Streng
from rettidig.regler.former.tabeller import Samtaleformregel
from rettidig.regler.former.vilkaar import Betingelse, Vilkaarsregel

TYPER: dict[str, tuple[str, ...]] = {
    "ja": ("janej",),
    "kode": ("kode",),
    "gruppe": ("gruppe",),
    "tal": ("heltal",),
    "timer": ("timer",),
    "kroner": ("kroner",),
    "dato": ("dato",),
    "gange_i_maaned": ("datoliste",),
    "gange_inden": ("datoliste",),
    "uden_ophold": ("datoliste",),
    "udfyldt": ("tekst", "dato", "datoliste"),
}
"""What the first fact of a test of each kind may be."""
ANDRE_FELTER: dict[str, dict[str, str]] = {
    "gange_i_maaned": {"dato": "dato"},
    "gange_inden": {"dato": "dato"},
    "uden_ophold": {"fra": "dato", "til": "dato"},
    "forholdstal": {"ansatte": "aarsvaerk", "optaget": "aarsvaerk", "nye": "aarsvaerk"},
    "satsbaand": {"sats": "kroner", "beloeb": "kroner", "dato": "dato"},
}
"""What the other facts of a test must be."""


def proever(led: object) -> Iterator[Streng]:
    """Every test in a condition or a rule, those inside others too."""
    if isinstance(led, Streng):
        if hasattr(led, "art"):
            yield led
        for felt in type(led).model_fields:
            yield from proever(getattr(led, felt))
    elif isinstance(led, tuple):
        for et in led:
            yield from proever(et)


def betingelser(regel: Vilkaarsregel) -> list[Betingelse]:
    """The conditions of all versions, in order."""
    return [betingelse for version in regel.versioner for betingelse in version.betingelser]


def brugte_fakta(led: object) -> tuple[str, ...]:
    """The names of the facts that a test, a condition or a rule asks about, each once."""
    return tuple(dict.fromkeys(navn for proeve in proever(led) for navn, _ in _krav(proeve)))


def fejl_i_vilkaar(
    regel: Vilkaarsregel, fakta: Mapping[str, Faktum], regler: Mapping[str, Regel], sted: str
) -> Iterable[str]:
    """Every fault, one sentence each."""
    if regel.vaelges_efter not in fakta or fakta[regel.vaelges_efter].type != "dato":
        yield f"{sted}: {regel.regel}: vaelges_efter {regel.vaelges_efter} er ikke et faktum af typen dato"
    for betingelse in betingelser(regel):
        if betingelse.tillid in {"I", "OPEN"} and not betingelse.forbehold:
            maerke = betingelse.tillid
            yield f"{sted}: {regel.regel}: {betingelse.id}: en betingelse med mærket {maerke} skal have et forbehold"
    for proeve in proever(regel):
        yield from (f"{sted}: {regel.regel}: {fejl}" for fejl in fejl_i_proeve(proeve, fakta, regler))


def fejl_i_proeve(proeve: Streng, fakta: Mapping[str, Faktum], regler: Mapping[str, Regel]) -> Iterable[str]:
    """What is wrong with one test, those inside it left out."""
    for navn, typer in _krav(proeve):
        faktum = fakta.get(navn)
        if faktum is None:
            yield f"faktum {navn} står ikke i registeret over fakta"
        elif typer and faktum.type not in typer:
            art, ventet = getattr(proeve, "art", ""), " eller ".join(typer)
            yield f"faktum {navn} er {faktum.type}, men prøven {art} vil have {ventet}"
    if isinstance(proeve, p.Kode) and proeve.faktum in fakta:
        ukendte = sorted(set(proeve.blandt) - set(fakta[proeve.faktum].koder))
        if ukendte:
            tilladt = ", ".join(fakta[proeve.faktum].koder)
            yield f"faktum {proeve.faktum} har ikke koden {', '.join(ukendte)}; tilladt er {tilladt}"
    if isinstance(proeve, p.LovligForm) and not isinstance(regler.get(proeve.regel), Samtaleformregel):
        yield f"reglen {proeve.regel} findes ikke med formen samtaleform"
    if isinstance(proeve, p.HoejstFaktum):
        maal = fakta[proeve.faktum].type if proeve.faktum in fakta else "heltal"
        andre = [fakta[navn].type for navn in proeve.led if navn in fakta and fakta[navn].type != "heltal"]
        if andre != ([] if maal == "heltal" else [maal]):
            yield f"faktum {proeve.faktum} er {maal} og kan ikke sammenlignes med {', '.join(proeve.led)}"
    if isinstance(proeve, p.Satsbaand):
        yield from _baand(proeve)


def _krav(proeve: Streng) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The facts a test asks about and the types each may have; none where any will do."""
    art = getattr(proeve, "art", "")
    if hasattr(proeve, "faktum"):
        yield proeve.faktum, TYPER.get(art, ())
    for felt, typ in ANDRE_FELTER.get(art, {}).items():
        yield getattr(proeve, felt), (typ,)
    if isinstance(proeve, p.HoejstFaktum):
        yield from ((navn, ()) for navn in proeve.led)
    if isinstance(proeve, p.Samme):
        yield proeve.som, ("kode",)
    if isinstance(proeve, p.Dato):
        graenser = (graense for graense in (proeve.tidligst, proeve.senest) if graense is not None)
        yield from ((graense.faktum, ("dato",)) for graense in graenser if graense.faktum is not None)
    if isinstance(proeve, p.LovligForm):
        yield from ((navn, ()) for navn in ("samtale.dato", "samtale.form", "samtale.nummer", "samtale.fase"))


def _baand(proeve: p.Satsbaand) -> Iterator[str]:
    """Bands must rise and periods must not overlap."""
    for periode in proeve.perioder:
        graenser = [(baand.fra, baand.fra if baand.fra_hoejst is None else baand.fra_hoejst) for baand in periode.baand]
        flade = [tal for par in graenser for tal in par]
        if flade[0] != 0:
            yield f"det laveste bånd fra {periode.fra:%d-%m-%Y} begynder ikke ved 0"
        if flade != sorted(flade):
            yield f"båndene fra {periode.fra:%d-%m-%Y} stiger ikke"
    for foer, efter in zip(proeve.perioder, proeve.perioder[1:], strict=False):
        if foer.til is None or efter.fra <= foer.til:
            yield f"satsperioden fra {efter.fra:%d-%m-%Y} overlapper den foregående"
