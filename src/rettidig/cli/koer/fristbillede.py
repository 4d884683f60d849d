"""What is overdue, what falls due soon, and one citizen's explanation in full."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from rettidig.cli.bestilling import skaermbredde
from rettidig.cli.tabel import lagt_i_kolonner
from rettidig.forloeb import Datasaet
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar.dansk_form import antal, dato_i_ord
from rettidig.svar.model import Kolonne, Slags
from rettidig.svar.spoergsmaal import Spurgtdag
from rettidig.tidslinje import calendar

_UGER_FREM = 4
_FOERSTE_TILBUD = "lab.102.foerste_tilbud"

Raekke = Mapping[str, Any]


def fristbillede(lov: Regelsaet, raekker: Sequence[Raekke], dag: Spurgtdag) -> str:
    """Counts by rule: overdue on the day, and due within the next four weeks."""
    til = _snart(dag)
    overskredet: Counter[str] = Counter()
    snart: Counter[str] = Counter()
    hjemler: dict[str, set[str]] = defaultdict(set)
    for raekke in raekker:
        regel = raekke["regel"]
        er_overskredet = raekke["status"] == "overskredet"
        er_snart = falder_snart(raekke, dag)
        overskredet[regel] += er_overskredet
        snart[regel] += er_snart
        if er_overskredet or er_snart:
            hjemler[regel].add(raekke["hjemmel"])
    hoveder = [
        Kolonne(tekst("cli.koer.pligt")),
        Kolonne(tekst("cli.koer.hjemmel")),
        Kolonne(tekst("cli.koer.overskredet"), Slags.HELTAL),
        Kolonne(tekst("cli.koer.inden_fire_uger"), Slags.HELTAL),
    ]
    celler = [
        [
            lov.regler[regel].titel.paa(valgt_sprog()),
            "; ".join(sorted(hjemler[regel])),
            antal(overskredet[regel]),
            antal(snart[regel]),
        ]
        for regel in lov.regler
        if overskredet[regel] or snart[regel]
    ]
    om = tekst("cli.koer.frister_om", fra=dato_i_ord(dag.dato), til=dato_i_ord(til))
    if not celler:
        return f"{om}\n{tekst('cli.koer.ingen_frister')}"
    celler.append([tekst("cli.tal.i_alt"), "", antal(overskredet.total()), antal(snart.total())])
    return f"{om}\n\n{lagt_i_kolonner(hoveder, celler, skaermbredde())}"


def falder_snart(raekke: Raekke, dag: Spurgtdag) -> bool:
    """Whether a deadline still open falls due within the next four weeks."""
    return raekke["status"] == "afventer" and raekke["frist"] is not None and raekke["frist"] <= _snart(dag)


def _snart(dag: Spurgtdag) -> dt.date:
    return calendar.to_date(calendar.add_weeks(dag.dag, _UGER_FREM))


def forklaret_pligt(raekker: Sequence[Raekke]) -> Raekke | None:
    """In the order of the citizens the first overdue first offer, else the first overdue, else the first there is."""
    overskredne = [raekke for raekke in raekker if raekke["status"] == "overskredet"]
    foerste_tilbud = (raekke for raekke in overskredne if raekke["regel"] == _FOERSTE_TILBUD)
    return next(foerste_tilbud, None) or next(iter(overskredne), None) or next(iter(raekker), None)


def borgerens_forklaring(
    lov: Regelsaet, data: Datasaet, raekker: Sequence[Raekke], dag: Spurgtdag, valg: Mapping[str, str]
) -> str:
    """The explanation of one citizen's one obligation, and how many more the citizen has."""
    valgt = forklaret_pligt(raekker)
    if valgt is None:
        return tekst("cli.koer.ingen_pligter")
    from rettidig.motor.forklar import forklar

    if valgt["status"] != "overskredet":
        om = tekst("cli.koer.borger_ellers")
    elif valgt["regel"] == _FOERSTE_TILBUD:
        om = tekst("cli.koer.borger_overskredet")
    else:
        om = tekst("cli.koer.borger_anden_frist")
    egne = [raekke for raekke in raekker if raekke["borger_id"] == valgt["borger_id"]]
    viste = sum(1 for raekke in egne if raekke["regel"] == valgt["regel"])
    if viste < len(egne):
        om += "\n" + tekst("cli.koer.borger_flere_pligter", viste=antal(viste), alle=antal(len(egne)))
    forklaring = forklar(lov, data, valgt["borger_id"], dag.dag, dict(valg), (valgt["regel"],))
    return f"{om}\n\n{forklaring.som_tekst()}"
