"""The explanation of one citizen's duties on a day: why each deadline is what it is, with the paragraph in hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from rettidig.forloeb import Datasaet
from rettidig.forloeb.lager import Lager
from rettidig.motor.forklaring.knude import Knude
from rettidig.motor.forklaring.lokalt import Lokalspoergsmaal, lokalknude
from rettidig.motor.forklaring.rod import rodknude
from rettidig.motor.forklaring.sag import Borgerfakta, Sag
from rettidig.motor.forklaring.tekstform import som_tekst
from rettidig.regler.former.frist import Fristregel
from rettidig.regler.indlaes import Regelsaet
from rettidig.sprog import paa_sprog, tekst, valgt_sprog
from rettidig.tidslinje import forms, operations


class KanIkkeForklares(KeyError):
    """The question names a citizen, a rule or a switch that does not exist; the message says which, in one sentence."""

    def __str__(self) -> str:
        """The sentence itself, without the quotes of a ``KeyError``."""
        return str(self.args[0])


@dataclass(frozen=True)
class Forklaring:
    """The finished tree, in the language spoken when it was made; ``form`` is the form of the algebra that answered."""

    rod: Knude
    sprog: str
    form: str

    def som_tekst(self) -> str:
        """As a text to read or print."""
        with paa_sprog(self.sprog):
            return som_tekst(self.rod)

    def som_json(self) -> dict[str, Any]:
        """As a tree of plain dictionaries and lists, with a paragraph on every node."""
        return self.rod.som_json()


def forklar(
    lov: Regelsaet,
    data: Datasaet | Lager,
    borger: str,
    dag: int,
    valg: dict[str, str],
    regler: tuple[str, ...] | None = None,
    lokalt: Lokalspoergsmaal | None = None,
) -> Forklaring:
    """Explains a citizen's target groups, courses and obligations as known on ``dag`` (an epoch day).

    ``data`` is an extract or, quickest, an open file of the stored form: only the citizen's own rows are read.
    ``valg`` holds the switches that are set; the others keep their default. ``regler`` limits the explanation to the
    obligations of these rule ids; without it the focus goals and the reimbursement week follow. ``lokalt`` lays a
    municipality's own deadlines after all that is law; of the law it changes nothing. Raises
    :class:`KanIkkeForklares` for an unknown citizen, rule or switch.
    """
    try:
        fakta = Borgerfakta.find(data, borger)
    except KeyError:
        raise KanIkkeForklares(tekst("forklar.ukendt_borger", borger=borger)) from None
    for navn, vaerdi in valg.items():
        if navn not in lov.valg.valg:
            raise KanIkkeForklares(tekst("forklar.ukendt_valg", valg=navn, kendte=", ".join(sorted(lov.valg.valg))))
        mulige = lov.valg.valg[navn].muligheder
        if vaerdi not in mulige:
            kendte = ", ".join(mulige)
            raise KanIkkeForklares(tekst("forklar.ukendt_valgvaerdi", valg=navn, vaerdi=vaerdi, kendte=kendte))
    sat = {navn: kendt.standard for navn, kendt in lov.valg.valg.items()} | valg
    sag = Sag(lov, fakta, borger, dag, sat)
    form = forms.choose(1)
    with operations.use(form):
        rod = rodknude(sag, _valgte_regler(lov, regler), med_maal=regler is None)
        if lokalt is not None:
            rod = replace(rod, boern=(*rod.boern, lokalknude(sag, lokalt)))
    return Forklaring(rod, valgt_sprog(), forms.name_of(form))


def _valgte_regler(lov: Regelsaet, navne: tuple[str, ...] | None) -> tuple[Fristregel, ...]:
    if navne is None:
        return lov.frister()
    alle = lov.alle_frister()
    kendte = {regel.regel for regel in alle}
    for navn in navne:
        if navn not in kendte:
            raise KanIkkeForklares(tekst("forklar.ukendt_regel", regel=navn, kendte=", ".join(sorted(kendte))))
    return tuple(regel for regel in alle if regel.regel in navne)
