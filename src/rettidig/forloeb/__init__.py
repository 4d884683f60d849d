"""The data contract's room: reads extracts, judges every row, and hands over accepted rows with a full report."""

from rettidig.forloeb.datasaet import Datasaet, Fund, Fundblok, Rapport, Tabeltal
from rettidig.forloeb.fejl import UbrugeligeData
from rettidig.forloeb.indgang import laes_datasaet
from rettidig.forloeb.kilde import Kilde, laes_kilde, medfoelgende_kilder
from rettidig.forloeb.kildetjek import KildeRapport, kilde_tjek
from rettidig.forloeb.koder import Kode, koder, lister
from rettidig.forloeb.kontrakt import kontrakt, skema

__all__ = [
    "Datasaet",
    "Fund",
    "Fundblok",
    "Kilde",
    "KildeRapport",
    "Kode",
    "Rapport",
    "Tabeltal",
    "UbrugeligeData",
    "kilde_tjek",
    "koder",
    "kontrakt",
    "laes_datasaet",
    "laes_kilde",
    "lister",
    "medfoelgende_kilder",
    "skema",
]
