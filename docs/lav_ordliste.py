"""Writes docs/ordliste.md: the glossary, with every code of the data contract."""

from __future__ import annotations

from pathlib import Path

from rettidig.forloeb import koder, lister
from rettidig.regler.ordliste import skriv_ordliste

if __name__ == "__main__":
    kodelister = {liste: [(kode.kode, kode.da, kode.en) for kode in koder(liste)] for liste in lister()}
    skriv_ordliste(Path(__file__).parent / "ordliste.md", kodelister)
