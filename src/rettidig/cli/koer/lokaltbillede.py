"""A strategy's own deadlines in the picture: counts by rule beside the law's, named as the municipality's own."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence

from rettidig.cli.bestilling import skaermbredde
from rettidig.cli.koer.fristbillede import Raekke, falder_snart
from rettidig.cli.koer.maalbillede import VANLIG_BREDDE
from rettidig.cli.tabel import lagt_i_kolonner
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar.dansk_form import antal
from rettidig.svar.model import Kolonne, Slags
from rettidig.svar.spoergsmaal import Spurgtdag
from rettidig.svar.strategi import Lokaldel


def lokaltbillede(egen: Lokaldel, raekker: Sequence[Raekke], dag: Spurgtdag) -> str:
    """Counts by local rule: overdue on the day, due within four weeks, and pending in all."""
    strategi = egen.strategi
    titel = tekst("cli.koer.lokalt.titel", navn=strategi.navn.paa(valgt_sprog()), strategi=strategi.strategi)
    om = "\n".join(textwrap.wrap(titel, min(skaermbredde() or VANLIG_BREDDE, VANLIG_BREDDE)))
    if not any(True for _ in strategi.frister()):
        return f"{om}\n{tekst('cli.koer.lokalt.uden_frister')}"
    overskredet: Counter[str] = Counter()
    snart: Counter[str] = Counter()
    afventer: Counter[str] = Counter()
    for raekke in raekker:
        overskredet[raekke["regel"]] += raekke["status"] == "overskredet"
        snart[raekke["regel"]] += falder_snart(raekke, dag)
        afventer[raekke["regel"]] += raekke["status"] == "afventer"
    celler = [
        [
            regel.titel.paa(valgt_sprog()),
            tekst(f"lokalt.stilling.{regel.stilling}"),
            ", ".join(sted.tekst for sted in regel.kilde),
            *(antal(tal[regel.regel]) for tal in (overskredet, snart, afventer)),
        ]
        for regel in strategi.frister()
        if overskredet[regel.regel] or afventer[regel.regel]
    ]
    if not celler:
        return f"{om}\n{tekst('cli.koer.lokalt.ingen', kommune=strategi.kommune)}"
    if len(celler) > 1:
        tal = (antal(tal.total()) for tal in (overskredet, snart, afventer))
        celler.append([tekst("cli.tal.i_alt"), "", "", *tal])
    hoveder = [
        Kolonne(tekst("cli.koer.lokalt.pligt")),
        Kolonne(tekst("cli.koer.lokalt.stilling")),
        Kolonne(tekst("cli.koer.lokalt.sted")),
        Kolonne(tekst("cli.koer.overskredet"), Slags.HELTAL),
        Kolonne(tekst("cli.koer.inden_fire_uger"), Slags.HELTAL),
        Kolonne(tekst("cli.koer.lokalt.afventer"), Slags.HELTAL),
    ]
    return f"{om}\n\n{lagt_i_kolonner(hoveder, celler, skaermbredde())}"
