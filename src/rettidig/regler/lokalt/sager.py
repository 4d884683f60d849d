"""The cases beside the strategies: what is given, what is asked, and the answer derived by hand.

A file holds ``sager`` (citizens' facts and the rows of one local deadline, or an act and what the strategy says to it)
and ``betingelser``: for every condition the facts that make it met, not met and unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rettidig.regler.daekning import laes_engelske_navne
from rettidig.regler.former.grundform import Tekst
from rettidig.regler.indlaes import RegelFejl, laes_yaml
from rettidig.sprog import paa_sprog, tekst

MAPPE = Path(__file__).parent / "sager"
UDFALD = ("opfyldt", "ikke_opfyldt", "ukendt")


@dataclass(frozen=True, slots=True)
class Lokalsag:
    """A case. All have the grade L: a strategy has no higher authority than the paper it is read in.

    With ``givet`` it asks for the rows of ``regel`` on ``pr``; with ``handling`` for the verdict on an act, whose
    facts stand under their whole names.
    """

    id: str
    navn: Tekst
    grad: str
    udledning: str
    regler: frozenset[str]
    indhold: Mapping[str, Any]


@cache
def laes_sager(strategi: str) -> tuple[Lokalsag, ...]:
    """The cases of one strategy, in the order of its file; none where it has no file. Raises ``RegelFejl``."""
    fil = MAPPE / f"{strategi}.yaml"
    if not fil.exists():
        return ()
    indhold = laes_yaml(fil, fil.name)
    try:
        engelske = laes_engelske_navne(fil, MAPPE)
        egne = [_sag(sag, engelske) for sag in indhold.get("sager", ())]
        return (*egne, *(sag for led in indhold.get("betingelser", ()) for sag in _betingelse(led)))
    except (AttributeError, KeyError, TypeError) as fejl:
        raise RegelFejl(tekst("regler.side.ikke_en_sag", fil=fil.name, sted="sager")) from fejl


def _sag(sag: Mapping[str, Any], engelske: Mapping[str, str]) -> Lokalsag:
    svar = sag["svar"]
    if "givet" in sag:
        regler = {sag["regel"]}
    else:
        regler = {navn.partition("/")[0] for navn in svar.get("betingelser", {})}
        regler |= {navn for navn in (svar.get("farveregel"), *svar.get("vundet_over", ())) if navn}
    navn = Tekst(da=sag["navn"], en=engelske.get(sag["id"], sag["navn"]))
    return Lokalsag(sag["id"], navn, "L", sag["udledning"], frozenset(regler), sag)


def _betingelse(led: Mapping[str, Any]) -> Iterator[Lokalsag]:
    """The three cases of a condition."""
    navn = led["betingelse"]
    for udfald in UDFALD:
        yield Lokalsag(
            f"{navn}-{udfald}",
            Tekst(da=_udfaldsnavn(navn, udfald, "da"), en=_udfaldsnavn(navn, udfald, "en")),
            "L",
            ", ".join(f"{faktum} = {vaerdi}" for faktum, vaerdi in led[udfald].items()) or "–",
            frozenset({navn.partition("/")[0]}),
            {
                "handling": {**led.get("ellers", {}), **led[udfald]},
                "slags": led["handling"],
                "svar": {"betingelser": {navn: udfald}},
            },
        )


def _udfaldsnavn(betingelse: str, udfald: str, sprog: str) -> str:
    with paa_sprog(sprog):
        return f"{betingelse}: {tekst(f'lokalt.udfald.{udfald}')}"
