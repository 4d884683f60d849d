"""What an extract would change: each of its rows against what the store holds as known from the same system now."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from rettidig.sager.faktatabeller import Faktatabel, Tid
from rettidig.sager.services.mellemstation import analyser
from rettidig.sager.services.udfoersel_overtagelse import overtag


@dataclass(frozen=True)
class Aendringstal:
    """Rows of one table: new facts, changed, closed (no longer in the extract), as before, and mastered elsewhere."""

    nye: int = 0
    aendrede: int = 0
    lukkede: int = 0
    uaendrede: int = 0
    andetsteds: int = 0

    def __add__(self, anden: Aendringstal) -> Aendringstal:
        return Aendringstal(*(a + b for a, b in zip(self.alle(), anden.alle(), strict=True)))

    def alle(self) -> tuple[int, ...]:
        """The five numbers in order."""
        return tuple(asdict(self).values())

    @property
    def foer(self) -> int:
        """Facts the store held from the system before."""
        return self.aendrede + self.lukkede + self.uaendrede

    @property
    def i_alt(self) -> int:
        """Facts that would be written to."""
        return self.nye + self.aendrede + self.lukkede


# Rows alike in all they say are the same fact, unchanged. Of the rest, rows with the same key are the same fact,
# changed; where several share a key they are paired in order. What then is left is new, or no longer there.
_ENS = (
    "CREATE TEMP TABLE {aaben} ON COMMIT DROP AS"
    " SELECT id, fakta_id, borger_id AS borger, nr, {indhold} AS indhold, {noegle} AS noegle"
    " FROM {db} WHERE upper_inf(registreret) AND mester = {mester};"
    "CREATE TEMP TABLE {ens} ON COMMIT DROP AS"
    " SELECT t.plads, a.id, a.fakta_id, a.nr FROM {trin} t JOIN {aaben} a USING (borger, indhold)"
)
_PLAN = (
    "CREATE TEMP TABLE {plan} ON COMMIT DROP AS"
    " WITH nye AS (SELECT plads, borger, noegle, row_number() OVER (PARTITION BY borger, noegle ORDER BY plads) AS gang"
    "   FROM {trin} t WHERE NOT EXISTS (SELECT FROM {ens} e WHERE e.plads = t.plads)),"
    " gamle AS (SELECT id, fakta_id, borger, noegle,"
    "   row_number() OVER (PARTITION BY borger, noegle ORDER BY fakta_id) AS gang"
    "   FROM {aaben} a WHERE NOT EXISTS (SELECT FROM {ens} e WHERE e.id = a.id))"
    " SELECT n.plads, g.id AS gammel, g.fakta_id, borger, noegle, false AS andetsteds"
    " FROM nye n FULL JOIN gamle g USING (borger, noegle, gang);"
    "UPDATE {plan} p SET andetsteds = true FROM {db} r WHERE p.gammel IS NULL AND r.borger_id = p.borger"
    " AND upper_inf(r.registreret) AND r.mester <> {mester} AND {andens_noegle} = p.noegle"
)
# Rows of one day keep the order the source gives them. Only where what is there already stands in another order is the
# whole day numbered anew.
_ORDEN = (
    "INSERT INTO {plan} (plads, gammel, fakta_id, borger, noegle, andetsteds)"
    " WITH dage AS (SELECT t.plads, t.borger, lower(t.periode) AS dag, t.nr, e.id, e.fakta_id, e.nr AS gammelt_nr,"
    "   lag(coalesce(e.nr, t.nr)) OVER (PARTITION BY t.borger, lower(t.periode) ORDER BY t.nr) AS foer"
    "   FROM {trin} t LEFT JOIN {ens} e USING (plads) WHERE t.paa_dagen > 1),"
    " brudte AS (SELECT DISTINCT borger, dag FROM dage WHERE foer >= coalesce(gammelt_nr, nr))"
    " SELECT plads, id, fakta_id, borger, NULL, false FROM dage JOIN brudte USING (borger, dag)"
    " WHERE gammelt_nr <> nr"
)
_TAEL = (
    "SELECT count(*) FILTER (WHERE plads IS NOT NULL AND gammel IS NULL AND NOT andetsteds),"
    " count(*) FILTER (WHERE plads IS NOT NULL AND gammel IS NOT NULL),"
    " count(*) FILTER (WHERE plads IS NULL), count(*) FILTER (WHERE andetsteds), (SELECT count(*) FROM {trin})"
    " FROM {plan}"
)


def noget_aabent(markoer: CursorWrapper, tabel: Faktatabel, mester: str) -> bool:
    """Whether the store holds any fact of the table from the system."""
    markoer.execute(
        _udfyldt("SELECT EXISTS (SELECT FROM {db} WHERE mester = {mester} AND upper_inf(registreret))", tabel, mester)
    )
    return bool(markoer.fetchone()[0])


def sammenlign(markoer: CursorWrapper, raekker: int, tabel: Faktatabel, mester: str) -> Aendringstal:
    """Fill ``plan_<table>`` with what is to be done: ``plads`` is the row to write, ``gammel`` the one to close.

    ``raekker`` is how many rows the extract has.
    """
    analyser(markoer, raekker, tabel, "trin")
    markoer.execute(_udfyldt(_ENS, tabel, mester))
    analyser(markoer, raekker, tabel, "aaben", "ens")
    markoer.execute(_udfyldt(_PLAN, tabel, mester))
    # What was prepared here for this system and now comes back is the same fact, not another one.
    overtag(markoer, tabel, mester)
    if tabel.tid is not Tid.ALTID:
        markoer.execute(_udfyldt(_ORDEN, tabel, mester))
    markoer.execute(_udfyldt(_TAEL, tabel, mester))
    nye, aendrede, lukkede, andetsteds, alle = markoer.fetchone()
    return Aendringstal(nye, aendrede, lukkede, alle - nye - aendrede - andetsteds, andetsteds)


def _udfyldt(skridt: str, tabel: Faktatabel, mester: str) -> sql.Composable:
    egne = {navn: sql.Identifier(f"{navn}_{tabel.navn}") for navn in ("trin", "aaben", "ens", "plan")}
    return sql.SQL(skridt).format(
        **egne,
        db=tabel.db,
        mester=sql.Literal(mester),
        indhold=tabel.indhold,
        noegle=tabel.noegle,
        andens_noegle=sql.SQL("(SELECT {} FROM (SELECT r.*) AS r)").format(tabel.noegle),
    )
