"""What was prepared here for another system and comes back in its extract: the same fact, from then on the system's.

The state of a prepared fact is told by its master: ``forberedt:<system>`` until it has been sent, ``sendt:<system>``
until it comes back, and then the system itself. So it needs no list beside the facts, and holds as known on any day.
"""

from __future__ import annotations

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from rettidig.sager.faktatabeller import Faktatabel

FORBEREDT, SENDT = "forberedt:", "sendt:"
"""How the master of a fact begins while the fact is on its way to another system; the system's name follows."""

# A system gives an activity its own id, and may name the municipality as the party of a talk where we did not: what
# was prepared is known by the rest. Everything else is known by what makes two rows of an extract the same fact.
_NOEGLER = {
    "indsatser": "ROW(indsats, lower(periode))::text",
    "samtaler": "ROW(slags, coalesce(part, 'kommune'), lower(periode))::text",
}
# Several of one key are paired in order, those sent before those only prepared.
_OVERTAG = (
    "UPDATE {plan} p SET gammel = v.id, fakta_id = v.fakta_id, andetsteds = false FROM ("
    " SELECT n.plads, g.id, g.fakta_id FROM"
    " (SELECT plads, borger, {noegle} AS ens, row_number() OVER (PARTITION BY borger, {noegle} ORDER BY plads) AS gang"
    "  FROM {trin} t WHERE plads IN (SELECT plads FROM {plan} WHERE gammel IS NULL)) n"
    " JOIN (SELECT id, fakta_id, borger_id AS borger, {noegle} AS ens,"
    "  row_number() OVER (PARTITION BY borger_id, {noegle} ORDER BY mester DESC, fakta_id) AS gang"
    "  FROM {db} WHERE upper_inf(registreret) AND mester IN ({forberedt}, {sendt})) g"
    " USING (borger, ens, gang)) v WHERE p.plads = v.plads"
)


def er_paa_vej(mester: str) -> bool:
    """Whether a master says that the fact is on its way to a system, rather than which system it is."""
    return mester.startswith((FORBEREDT, SENDT))


def noegle(tabel: Faktatabel) -> sql.Composable:
    """What makes a prepared fact and a row of the system's extract the same, as text."""
    egen = _NOEGLER.get(tabel.navn)
    return tabel.noegle if egen is None else sql.SQL(egen)


def overtag(markoer: CursorWrapper, tabel: Faktatabel, mester: str) -> None:
    """Let rows of ``plan_<table>`` that answer to something prepared for the system ``mester`` replace it.

    The prepared registration is closed, and the row opened under the system with the same ``fakta_id``.
    """
    forberedt, sendt = sql.Literal(FORBEREDT + mester), sql.Literal(SENDT + mester)
    markoer.execute(
        sql.SQL(
            "SELECT EXISTS (SELECT FROM {db} WHERE mester IN ({forberedt}, {sendt}) AND upper_inf(registreret))"
        ).format(db=tabel.db, forberedt=forberedt, sendt=sendt)
    )
    if not markoer.fetchone()[0]:
        return
    markoer.execute(
        sql.SQL(_OVERTAG).format(
            plan=sql.Identifier(f"plan_{tabel.navn}"),
            trin=sql.Identifier(f"trin_{tabel.navn}"),
            db=tabel.db,
            noegle=noegle(tabel),
            forberedt=forberedt,
            sendt=sendt,
        )
    )
