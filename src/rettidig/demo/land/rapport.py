"""What a synthetic country says of itself: what was made, what is kept to the person, and what is mere load."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from rettidig.demo.land.taelledage import FAMILIENAVNE, FAMILIER, TAELLEDAG
from rettidig.sprog import paa_sprog, tekst, valgt_sprog

_BELASTNINGSNOEGLER = ("uden_serie", "uden_for_serien", "registreringer", "alt_andet")


@dataclass(frozen=True)
class LandRapport:
    """What was made.

    ``kommuner`` are codes; ``raekker`` rows in each file. ``holdte_tal`` published figures are kept to the person, for
    each municipality, published benefit and month from ``foerste_maaned`` to ``sidste_maaned`` (first days; ``None``
    when no published month lies in the time). To keep them ``tilkomne`` persons were added and ``afkortede`` courses
    ended early. ``ydelsesraekker``: benefit -> rows in ``ydelser``, published benefits and load apart.
    """

    mappe: Path
    format: str
    kommuner: tuple[str, ...]
    borgere: int
    fra: dt.date
    til: dt.date
    seed: int
    andel: float
    raekker: Mapping[str, int]
    holdte_tal: int
    foerste_maaned: dt.date | None
    sidste_maaned: dt.date | None
    tilkomne: int
    afkortede: int
    ydelsesraekker: Mapping[str, int]
    registrering_uger: int

    @property
    def belastede_raekker(self) -> int:
        """Rows of ``ydelser`` on benefits without a published series."""
        kendte = {navn for familie in FAMILIER for navn in familie}
        return sum(antal for navn, antal in self.ydelsesraekker.items() if navn not in kendte)

    @property
    def bevaret(self) -> tuple[str, ...]:
        """What is kept to the person, in sentences of the chosen language."""
        if self.foerste_maaned is None or self.sidste_maaned is None:
            return (tekst("demo.land.intet_bevaret"),)
        maaneder = {"fra": f"{self.foerste_maaned:%Y-%m}", "til": f"{self.sidste_maaned:%Y-%m}"}
        antal = {"antal": self.holdte_tal, "kommuner": len(self.kommuner), "taelledag": TAELLEDAG}
        andel = f"{self.andel:g}"
        andel = andel.replace(".", ",") if valgt_sprog() == "da" else andel
        return (tekst("demo.land.bevaret", **maaneder, **antal, andel=andel),)

    @property
    def belastning(self) -> tuple[str, ...]:
        """What is load and follows no published figure, in sentences of the chosen language."""
        return tuple(
            tekst(f"demo.land.belastning.{noegle}", uger=self.registrering_uger) for noegle in _BELASTNINGSNOEGLER
        )

    def som_yaml(self) -> str:
        """The text of the set's own mark file, always in Danish, so that a wish gives the same bytes everywhere."""
        with paa_sprog("da"):
            return yaml.safe_dump(
                {
                    "rettidig_demo": 1,
                    "land": True,
                    "kommuner": len(self.kommuner),
                    "borgere": self.borgere,
                    "fra": self.fra,
                    "til": self.til,
                    "seed": self.seed,
                    "andel": self.andel,
                    "format": self.format,
                    "raekker": dict(self.raekker),
                    "bevaret": {
                        "saetninger": list(self.bevaret),
                        "ydelser": list(FAMILIENAVNE),
                        "taelledag": TAELLEDAG,
                        "foerste_maaned": self.foerste_maaned,
                        "sidste_maaned": self.sidste_maaned,
                        "antal_tal": self.holdte_tal,
                        "tilkomne_borgere": self.tilkomne,
                        "afkortede_forloeb": self.afkortede,
                    },
                    "belastning": {
                        "saetninger": list(self.belastning),
                        "ydelsesraekker_uden_serie": self.belastede_raekker,
                        "ydelsesraekker": dict(sorted(self.ydelsesraekker.items())),
                    },
                    "kilde": tekst("demo.land.kilde"),
                },
                allow_unicode=True,
                sort_keys=False,
                width=120,
            )
