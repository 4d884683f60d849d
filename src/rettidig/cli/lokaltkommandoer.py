"""The commands about local strategies: checked, listed, written out as pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rettidig.cli.bestilling import aflever_stykker, aflever_tekst, skaermbredde
from rettidig.cli.tabel import lagt_i_kolonner
from rettidig.regler.former.lokalt import EnhverLokalregel, LokalVilkaarsregel, Strategi, Tilsynsplanregel
from rettidig.regler.lokalt.indlaes import medfoelgende
from rettidig.regler.lokalt.tilsynsrunder import runder
from rettidig.sprog import tekst, valgt_sprog
from rettidig.svar.dansk_form import antal, dato_i_ord
from rettidig.svar.fejl import Brugerfejl, aarsag, som_brugerfejl
from rettidig.svar.model import Kolonne
from rettidig.svar.spoergsmaal import lov_eller_saetning
from rettidig.svar.strategi import hent_strategi


def tjek(fil: str, *, med_detaljer: bool = False) -> None:
    """Every fault of a strategy file with its line, or what it holds. Raises :class:`Brugerfejl` for the faults.

    ``med_detaljer`` adds each rule with what it gives, and a supervision plan's dated runs.
    """
    strategi = hent_strategi(lov_eller_saetning(), fil)
    afsnit = [_i_orden(strategi)]
    if med_detaljer:
        afsnit += [_regler(strategi), *_tilsynsplaner(strategi)]
    aflever_tekst("\n\n".join(afsnit), None)


def skema(ud: str | None) -> None:
    """The JSON Schema of a strategy file."""
    from rettidig.regler.lokalt.skema import strategiskema_tekst

    if ud is not None and not ud.strip():
        raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="--ud"))
    aflever_stykker([strategiskema_tekst().encode()], None if ud is None else Path(ud))


def liste() -> None:
    """The strategies that ship with Rettidig: id, municipality, name, days."""
    lov = lov_eller_saetning()
    kolonner = [Kolonne(tekst(f"lokalt.kolonne.{navn}")) for navn in ("strategi", "kommune", "navn", "fra", "til")]
    celler = []
    for navn in medfoelgende():
        strategi = hent_strategi(lov, navn)
        til = tekst("cli.regler.aabent") if strategi.til is None else strategi.til.isoformat()
        navn_paa = strategi.navn.paa(valgt_sprog())
        celler.append([strategi.strategi, strategi.kommune, navn_paa, strategi.fra.isoformat(), til])
    aflever_tekst(lagt_i_kolonner(kolonner, celler, skaermbredde()), None)


def sider(ud: str) -> None:
    """Write a page for each strategy and the register of what the papers lay down."""
    from rettidig.regler.lokalt.sider import skriv_sider

    if not ud.strip():
        raise Brugerfejl(tekst("cli.tom_vaerdi", indstilling="--ud"))
    lov = lov_eller_saetning()
    strategier = [hent_strategi(lov, navn) for navn in medfoelgende()]
    try:
        with som_brugerfejl():
            skrevne = skriv_sider(lov, strategier, Path(ud))
    except OSError as fejl:
        raise Brugerfejl(tekst("cli.filen_kan_ikke_skrives", fil=ud, aarsag=aarsag(fejl))) from None
    aflever_tekst(tekst("lokalt.sider", antal=antal(len(skrevne)), mappe=ud), None)


def _i_orden(strategi: Strategi) -> str:
    """What the strategy holds: rules by shape and by standing."""
    former = Counter(tekst(f"lokalt.form.{regel.form}") for regel in strategi.regler)
    stillinger = Counter(tekst(f"lokalt.stilling.{regel.stilling}") for regel in strategi.regler)
    til = tekst("cli.regler.aabent") if strategi.til is None else dato_i_ord(strategi.til)
    return tekst(
        "lokalt.i_orden",
        strategi=strategi.strategi,
        navn=strategi.navn.paa(valgt_sprog()),
        fra=dato_i_ord(strategi.fra),
        til=til,
        antal=antal(len(strategi.regler)),
        former=", ".join(f"{navn} {tal}" for navn, tal in former.items()),
        stillinger=", ".join(f"{navn} {tal}" for navn, tal in stillinger.items()),
    )


def _regler(strategi: Strategi) -> str:
    """One line per rule: its standing, its place in the paper, and what it gives."""
    hoveder = [Kolonne(tekst(f"lokalt.kolonne.{navn}")) for navn in ("regel", "form", "stilling", "sted", "giver")]
    celler = [
        [
            regel.regel,
            tekst(f"lokalt.side.form.{regel.form}"),
            tekst(f"lokalt.stilling.{regel.stilling}"),
            ", ".join(sted.tekst for sted in regel.kilde),
            _giver(regel),
        ]
        for regel in strategi.regler
    ]
    return lagt_i_kolonner(hoveder, celler, skaermbredde())


def _giver(regel: EnhverLokalregel) -> str:
    if isinstance(regel, LokalVilkaarsregel):
        return tekst("lokalt.giver.lokal_vilkaar", virkning=tekst(f"lokalt.virkning.{regel.virkning}"))
    return tekst(f"lokalt.giver.{regel.form}")


def _tilsynsplaner(strategi: Strategi) -> Iterator[str]:
    """Every supervision plan: its areas, its dated runs by colour, and what the data would have to hold."""
    for regel in strategi.regler:
        if not isinstance(regel, Tilsynsplanregel):
            continue
        for version in regel.versioner:
            hoveder = [Kolonne(tekst(f"lokalt.kolonne.{navn}")) for navn in ("omraade", "farve", "i_data")]
            omraader = [
                [
                    omraade.omraade.paa(valgt_sprog()),
                    tekst(f"lokalt.farve.{omraade.farve}"),
                    ", ".join(omraade.ydelser) or tekst("lokalt.side.ikke_i_data"),
                ]
                for omraade in version.omraader
            ]
            yield lagt_i_kolonner(hoveder, omraader, skaermbredde())
            dage = [
                [
                    tekst(f"lokalt.farve.{farve}"),
                    ", ".join(runde.til.isoformat() for runde in runder(strategi, version, farve)),
                ]
                for farve in version.maaneder
            ]
            hoveder = [Kolonne(tekst(f"lokalt.kolonne.{navn}")) for navn in ("farve", "runder")]
            yield f"{tekst('lokalt.detaljer.plan', regel=regel.regel)}\n\n" + lagt_i_kolonner(
                hoveder, dage, skaermbredde()
            )
        yield f"{tekst('lokalt.kraever.titel')} {tekst('lokalt.kraever.tilsynsplan')}"
