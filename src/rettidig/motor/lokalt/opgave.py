"""The obligations of a block with the municipality's own beside the law's, as one table in the contract's order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from rettidig.motor.grundlag import Grundlag
from rettidig.motor.historik import Historik
from rettidig.motor.lokalt.frister import lokale_raekker
from rettidig.motor.opgaver import Fristopgave, som_tekst, tekstskema
from rettidig.regler.former.lokalt import Strategi
from rettidig.regler.indlaes import hent_lov
from rettidig.tidslinje import calendar

_NOEGLE = ("borger_id", "regel", "forloeb_start", "frist")


@dataclass(frozen=True)
class Lokalopgave:
    """The law's obligations and those of a strategy; ``regler`` names the local ones asked for, ``None`` all."""

    loven: Fristopgave
    strategi: Strategi
    lokale_valg: Mapping[str, str] = field(default_factory=dict)
    regler: tuple[str, ...] | None = None

    def skema(self) -> pa.Schema:
        """The columns of the contract."""
        return self.loven.skema()

    def svar(self, historik: Historik) -> pa.Table:
        """One row per citizen and obligation, the law's and the strategy's, sorted as one."""
        lovens = self.loven.svar(historik)
        grundlag = Grundlag.paa(hent_lov(), historik, calendar.to_day(self.loven.dag), self.loven.valg)
        lokale = lokale_raekker(grundlag, self.strategi, self.lokale_valg, self.regler)
        if not lokale:
            return lovens
        skema = tekstskema(self.skema())
        samlet = pa.concat_tables([som_tekst(lovens), pa.Table.from_pylist(lokale, schema=skema)])
        raekkefoelge = pc.sort_indices(samlet, sort_keys=[(navn, "ascending") for navn in _NOEGLE])
        return _som_koder(samlet.take(raekkefoelge), self.skema())


def _som_koder(tabel: pa.Table, skema: pa.Schema) -> pa.Table:
    """The same rows with texts as codes, each column as the schema has it."""
    kolonner = []
    for felt in skema:
        kolonne = tabel[felt.name].combine_chunks()
        kolonner.append(kolonne.dictionary_encode().cast(felt.type) if pa.types.is_dictionary(felt.type) else kolonne)
    return pa.Table.from_arrays(kolonner, schema=skema)
