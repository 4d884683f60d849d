"""The command that asks what would meet the obligations still open: each lawful way, its last day and its length."""

from __future__ import annotations

from rettidig.cli import forbehold, sparkvalg, spoergsmaal
from rettidig.cli.bestilling import Bestilling, aflever
from rettidig.cli.besvarelse import antal_traade, besvar
from rettidig.cli.dansk_form import dato_i_ord
from rettidig.cli.fremdrift import Fremdrift
from rettidig.cli.kolonnesvar import Kolonnesvar
from rettidig.cli.svar import Forbeholdslinje, Kolonne, Slags, Svar
from rettidig.cli.svarkommandoer import lov_eller_saetning
from rettidig.motor.opgaver import Opfyldelsesopgave
from rettidig.sprog import tekst

KOLONNER = (
    Kolonne("borger_id"),
    Kolonne("maalgruppe"),
    Kolonne("regel"),
    Kolonne("frist", Slags.DATO),
    Kolonne("status"),
    Kolonne("forloeb_start", Slags.DATO),
    Kolonne("slags"),
    Kolonne("art"),
    Kolonne("antal", Slags.HELTAL),
    Kolonne("udfald"),
    Kolonne("tidligst", Slags.DATO),
    Kolonne("senest", Slags.DATO),
    Kolonne("bevilget_senest", Slags.DATO),
    Kolonne("senest_bevilget", Slags.DATO),
    Kolonne("mindst_dage", Slags.HELTAL),
    Kolonne("former"),
    Kolonne("part"),
    Kolonne("lovversion"),
    Kolonne("hjemmel"),
)


def opfyld(
    bestilling: Bestilling, pr: str, borger: str | None, regler: tuple[str, ...], traade: str | None = None
) -> None:
    """One row per open obligation and lawful way to meet it."""
    if borger is not None:
        sparkvalg.uden_spark(bestilling, "--borger")
    lov = lov_eller_saetning()
    dag = spoergsmaal.spurgt_dag(lov, pr)
    valgte = spoergsmaal.valg(lov, bestilling.valg)
    kun = spoergsmaal.fristregler(lov, regler)
    form = spoergsmaal.svarformat(bestilling.format, bestilling.fil)
    i_traade = antal_traade(traade)
    opgave = Opfyldelsesopgave(dag.dato, valgte.alle, None if kun is None else tuple(regel.regel for regel in kun))
    with Kolonnesvar(opgave.skema()) as raekker:
        with Fremdrift() as frem:
            frem.trin(tekst("cli.trin.laeser"))
            udtraek = sparkvalg.aabn(bestilling)
            frem.trin(tekst("cli.trin.regner"))
            besvar(udtraek, opgave, raekker, frem, borger=borger, traade=i_traade)
        svar = Svar(
            KOLONNER,
            raekker,
            dag.dato,
            dag.lov,
            udtraek,
            {} if borger is None else {"borger_id": borger},
            (
                Forbeholdslinje("valg", tekst("opfyld.forbehold.forhold")),
                Forbeholdslinje("valg", tekst("opfyld.forbehold.slut")),
                *forbehold.fra_frister(lov, raekker.forskellige(forbehold.FRISTKOLONNER), valgte.alle),
            ),
            valgte.alle,
            valgte.fravegne,
        )
        aflever(svar, form, bestilling.fil, tekst("opfyld.svar", dag=dato_i_ord(dag.dato), lov=dag.lov))
