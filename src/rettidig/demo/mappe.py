"""The folder a demo is written to: its mark, and how an earlier demo makes room for a new one."""

from __future__ import annotations

from pathlib import Path

from rettidig.demo.fejl import DemoFejl
from rettidig.demo.tabeller import TABELLER
from rettidig.sprog import tekst

MAERKE = "demo.yaml"
"""The file that tells a demo's folder from any other."""

_ENDELSER = ("csv", "parquet")


def goer_klar(ud: Path) -> None:
    """An empty folder: made, or emptied of an earlier demo. Anything else is left alone and refused (``DemoFejl``)."""
    if ud.exists() and not ud.is_dir():
        raise DemoFejl(tekst("demo.ikke_en_mappe", mappe=ud))
    try:
        ud.mkdir(parents=True, exist_ok=True)
        indhold = sorted(ud.iterdir())
    except OSError as fejl:
        raise DemoFejl(tekst("demo.kan_ikke_skrive", mappe=ud, grund=fejl.strerror or "")) from fejl
    egne = {MAERKE, *(f"{navn}.{endelse}" for navn in TABELLER for endelse in _ENDELSER)}
    fremmede = [sti.name for sti in indhold if sti.name not in egne or not sti.is_file()]
    if fremmede or (indhold and not (ud / MAERKE).exists()):
        raise DemoFejl(tekst("demo.andre_filer", mappe=ud, fil=(fremmede or [indhold[0].name])[0]))
    for sti in indhold:
        sti.unlink()
