"""Draws rule trees as numbered steps and time axes as SVG, in the Markdown of the pages about the law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from rettidig.regler.former.grundform import Regel, Version
from rettidig.regler.lovversion import Lovversion
from rettidig.regler.regeltrae import trae
from rettidig.regler.tegning import Spor
from rettidig.regler.traeform import Skridt, Udgang, skridt
from rettidig.sprog import tekst, valgt_sprog
from rettidig.web.regelsider.tidsakse import Bane, Boks, tegn

BILLEDE = "rettidig-billede"
"""The kind of fenced block that stands for a picture; its content is the picture's number."""


class Sidetegning:
    """Keeps the pictures it draws in ``billeder``, and leaves their numbers in the text."""

    def __init__(self, i_dag: dt.date) -> None:
        self._i_dag = i_dag
        self.billeder: list[str] = []

    def tidsakse(self, regel: Regel, spor: Spor, ikke_kodede: Sequence[Lovversion]) -> Iterable[str]:
        """The versions of a rule, one lane for each track, and what is known and not coded."""
        baner = [Bane(navn, [Boks(v.hjemmel.tekst, v.fra, v.til) for v in versioner]) for navn, versioner in spor]
        ukodet = tekst("regler.side.kendt_ikke_kodet")
        baner += [Bane(lov.id, [Boks(ukodet, lov.fra, lov.til, kodet=False)]) for lov in ikke_kodede]
        titel = tekst("web_regler.tidsakse", regel=regel.titel.paa(valgt_sprog()))
        self.billeder.append(tegn(titel, baner, self._i_dag))
        return (f"```{BILLEDE}", str(len(self.billeder) - 1), "```")

    def trae(self, regel: Regel, version: Version) -> Iterator[str]:
        """Each step with its number, what is asked, and where each answer leads."""
        for et_skridt in skridt(trae(regel, version)):
            yield f"{et_skridt.nummer}. {_linjer(et_skridt)}"
            yield from (f"    - {_vej(udgang, et_skridt.nummer)}" for udgang in et_skridt.udgange)


def _linjer(et_skridt: Skridt) -> str:
    foerste, *andre = et_skridt.linjer
    return " · ".join([f"**{_rent(foerste)}**", *map(_rent, andre)])


def _vej(udgang: Udgang, fra: int) -> str:
    if udgang.trin is None:
        maal = f"**{_rent(' · '.join(udgang.slut))}**"
    else:
        maal = tekst("web_regler.trin_naeste" if udgang.trin == fra + 1 else "web_regler.trin", nummer=udgang.trin)
    return maal if udgang.svar is None else f"{udgang.svar}: {maal}"


def _rent(linje: str) -> str:
    """Without the signs that mean something to Markdown."""
    return linje.replace("*", "\\*").replace("_", "\\_")
