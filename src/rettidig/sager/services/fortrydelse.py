"""Undoing an act: a new act that closes what it opened and says again what it closed. Nothing is taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from rettidig.sager.faktatabeller import Faktatabel, faktatabeller
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Handling
from rettidig.sager.services.fejlvej import klare_fejl
from rettidig.sager.services.handlinger import skriv_handling, tag_tid, transaktion
from rettidig.sager.services.skrivning import genaabn, luk


@dataclass(frozen=True)
class Fortrudt:
    """An act undone: registrations closed, said again, and left alone because somebody has changed them since."""

    handling: Handling
    lukket: int
    genaabnet: int
    aendret_siden: int


# A fact is put back when all the act did to it still stands: what the act opened for it is open, and nobody has since
# registered the same fact anew under another number.
_LUKKES = "SELECT id FROM {db} WHERE handling_id = {fortrudt} AND upper_inf(registreret)"
_GENAABNES = (
    "CREATE TEMP TABLE {igen} ON COMMIT DROP AS SELECT g.id FROM {db} g WHERE g.lukket_af_id = {fortrudt}"
    " AND NOT EXISTS (SELECT FROM {db} n WHERE n.fakta_id = g.fakta_id AND n.handling_id = {fortrudt}"
    "   AND NOT upper_inf(n.registreret))"
    " AND NOT EXISTS (SELECT FROM {db} n WHERE n.borger_id = g.borger_id AND upper_inf(n.registreret)"
    "   AND (n.fakta_id = g.fakta_id AND n.handling_id <> {fortrudt}"
    "   OR n.handling_id > {fortrudt}"
    "   AND (SELECT {noegle} FROM (SELECT n.*) AS n) = (SELECT {noegle} FROM (SELECT g.*) AS g)))"
)
_AENDRET_SIDEN = (
    "SELECT (SELECT count(*) FROM {db} WHERE handling_id = {fortrudt} AND NOT upper_inf(registreret))"
    " + (SELECT count(*) FROM {db} g WHERE g.lukket_af_id = {fortrudt} AND g.id NOT IN (SELECT id FROM {igen})"
    "   AND NOT EXISTS (SELECT FROM {db} n WHERE n.fakta_id = g.fakta_id AND n.handling_id = {fortrudt}))"
)


def kan_fortrydes(handling_id: int) -> Handling:
    """The act, where it can be undone. Raises ``SagsFejl`` for one that is not there or has been undone already."""
    with klare_fejl():
        handling: Handling | None = Handling.objects.filter(pk=handling_id).first()
        if handling is None:
            raise SagsFejl("ukendt_handling", nummer=handling_id)
        if handling.slags in {Handling.Slags.SLETNING, Handling.Slags.IDENTITET}:
            raise SagsFejl(f"fortrydes_ikke_{handling.slags}", nummer=handling_id)
        if Handling.objects.filter(fortryder=handling).exists():
            raise SagsFejl("allerede_fortrudt", nummer=handling_id)
    return handling


def fortryd(
    handling_id: int, *, hvem: str, hvorfor: str, trin: Callable[[str, str], None] = lambda *_: None
) -> Fortrudt:
    """Undo an import, a correction or an undoing. What others have changed since is left as it is, and counted.

    ``trin`` is told what is going on, and in which table. Raises ``SagsFejl`` as :func:`kan_fortrydes` does.
    """
    with transaktion() as markoer:
        tid = tag_tid(markoer)
        fortrudt = kan_fortrydes(handling_id)
        handling = skriv_handling(Handling.Slags.FORTRYDELSE, tid, hvem, hvorfor, fortryder=fortrudt)
        tal = []
        for tabel in faktatabeller().values():
            trin("fortryder", tabel.navn)
            tal.append(_fortryd_i(markoer, tabel, handling))
        trin("gemmer", "")
    return Fortrudt(handling, *(sum(kolonne) for kolonne in zip(*tal, strict=True)))


def _fortryd_i(markoer: CursorWrapper, tabel: Faktatabel, handling: Handling) -> tuple[int, int, int]:
    def udfyldt(skridt: str) -> sql.Composable:
        return sql.SQL(skridt).format(
            db=tabel.db,
            noegle=tabel.noegle,
            fortrudt=sql.Literal(handling.fortryder_id),
            igen=sql.Identifier(f"igen_{tabel.navn}"),
        )

    markoer.execute(udfyldt(_GENAABNES))
    markoer.execute(udfyldt(_AENDRET_SIDEN))
    (aendret_siden,) = markoer.fetchone()
    lukket = luk(markoer, tabel, udfyldt(_LUKKES), handling)
    genaabnet = genaabn(markoer, tabel, udfyldt("SELECT id FROM {igen}"), handling)
    return lukket, genaabnet, int(aendret_siden)
