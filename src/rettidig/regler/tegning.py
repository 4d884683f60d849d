"""How the pages about the law draw trees and time axes: as Mermaid, or by whoever shows the pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from rettidig.regler.former.grundform import Regel, Version
from rettidig.regler.lovversion import Lovversion
from rettidig.regler.regeltrae import tidsakse, trae
from rettidig.regler.traeform import mermaid
from rettidig.sprog import valgt_sprog

Spor = Sequence[tuple[str, Sequence[Version]]]
"""Tracks of versions that follow each other in time, each with its name."""


class Tegning(Protocol):
    """Draws as lines of Markdown, in the chosen language."""

    def tidsakse(self, regel: Regel, spor: Spor, ikke_kodede: Sequence[Lovversion]) -> Iterable[str]:
        """The versions of a rule on a time axis, and the law versions that are known and not coded."""

    def trae(self, regel: Regel, version: Version) -> Iterable[str]:
        """What one version asks, and where the answers lead."""


class _Mermaid:
    """As text that many readers of Markdown draw."""

    def tidsakse(self, regel: Regel, spor: Spor, ikke_kodede: Sequence[Lovversion]) -> Iterable[str]:
        return ("```mermaid", *tidsakse(regel.titel.paa(valgt_sprog()), spor, ikke_kodede), "```")

    def trae(self, regel: Regel, version: Version) -> Iterable[str]:
        return ("```mermaid", *mermaid(trae(regel, version)), "```")


MERMAID: Tegning = _Mermaid()
