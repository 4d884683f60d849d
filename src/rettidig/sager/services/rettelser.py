"""Facts one at a time: registered, corrected and closed by a person.

What a person writes is judged exactly as a row of an extract: the values are the texts of one row of the contract.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from rettidig.forloeb import Rapport, kontrakt, laes_kilde
from rettidig.forloeb.raatabel import Raatabel
from rettidig.forloeb.tabellaesning import laes_tabel
from rettidig.sager.faktatabeller import BORGER_ID, BORGERE, Faktatabel, faktatabeller
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Borger, Borgeroplysning, Handling
from rettidig.sager.services.handlinger import skriv_handling, tag_tid, transaktion
from rettidig.sager.services.mellemstation import kopier, lav_ny, stil_op
from rettidig.sager.services.rettet_imens import rettet_imens
from rettidig.sager.services.skrivning import luk, skriv

HER = "rettidig"
"""The master of what is registered here first."""


def registrer(tabel: str, vaerdier: Mapping[str, str], *, hvem: str, hvorfor: str, mester: str = HER) -> int:
    """Register a new fact of a known citizen, with this program as its master. Returns its ``fakta_id``.

    What is to be registered in another system has another ``mester``: see :mod:`rettidig.sager.services.udfoersel`.

    Raises ``SagsFejl`` for values an extract's row could not have, and where the same fact is registered already.
    """
    egen = faktatabeller()[tabel]
    arrow = _laest(egen, vaerdier)
    with transaktion() as markoer:
        tid = tag_tid(markoer)
        _stil_op(markoer, egen, arrow)
        markoer.execute(
            _udfyldt(
                "SELECT count(*) FROM {db} r JOIN {trin} t ON r.borger_id = t.borger WHERE upper_inf(r.registreret)"
                " AND (SELECT {noegle} FROM (SELECT r.*) AS r) = t.noegle",
                egen,
            )
        )
        if markoer.fetchone()[0]:
            raise SagsFejl("findes_allerede")
        _planlaeg(markoer, egen, None, None)
        handling = skriv_handling(Handling.Slags.RETTELSE, tid, hvem, hvorfor)
        skriv(markoer, egen, mester, handling)
        return _fakta_id(markoer, egen, handling)


def ret(tabel: str, registrering: int, vaerdier: Mapping[str, str], *, hvem: str, hvorfor: str) -> int:
    """Correct the fact whose registration the person has before them. Returns the new registration's id.

    The fact keeps its master. Raises ``RettetImens`` where somebody has corrected it since, and ``SagsFejl`` for a
    correction that would move the fact to another citizen, and for values an extract's row could not have.
    """
    egen = faktatabeller()[tabel]
    arrow = _laest(egen, vaerdier)
    with transaktion() as markoer:
        tid = tag_tid(markoer)
        fakta_id, borger, mester = _aaben(markoer, egen, registrering)
        _stil_op(markoer, egen, arrow)
        markoer.execute(_udfyldt("SELECT borger FROM {trin}", egen))
        if markoer.fetchone()[0] != borger:
            raise SagsFejl("anden_borger")
        _planlaeg(markoer, egen, registrering, fakta_id)
        handling = skriv_handling(Handling.Slags.RETTELSE, tid, hvem, hvorfor)
        skriv(markoer, egen, mester, handling)
        markoer.execute(_udfyldt("SELECT id FROM {db} WHERE handling_id = {handling}", egen, handling))
        return int(markoer.fetchone()[0])


def afslut(tabel: str, registrering: int, *, hvem: str, hvorfor: str) -> None:
    """Say of a fact that it is not so. Raises ``RettetImens`` where somebody has corrected it since."""
    egen = faktatabeller()[tabel]
    with transaktion() as markoer:
        tid = tag_tid(markoer)
        _aaben(markoer, egen, registrering)
        handling = skriv_handling(Handling.Slags.RETTELSE, tid, hvem, hvorfor)
        luk(markoer, egen, sql.SQL("SELECT {}::bigint").format(sql.Literal(registrering)), handling)


def _laest(tabel: Faktatabel, vaerdier: Mapping[str, str]) -> pa.Table:
    """The row as the reader accepts it. Raises ``SagsFejl`` with the reader's own sentence."""
    ukendte = vaerdier.keys() - set(tabel.kontraktkolonner)
    if ukendte:
        raise SagsFejl("ukendt_kolonne", kolonne=", ".join(sorted(ukendte)), tabel=tabel.navn)
    celler = {k: pa.array([vaerdier.get(k, "")], pa.string()) for k in tabel.kontraktkolonner}
    raa = Raatabel(tabel.navn, celler, np.array([1], dtype=np.int32))
    ejer = None if tabel.navn == BORGERE else celler[BORGER_ID]
    ingen = None if ejer is None else pa.nulls(0, pa.string())
    laest = laes_tabel(
        tabel.navn, kontrakt().tabeller[tabel.navn], raa, laes_kilde(None).samlet(tabel.navn), ejer, ingen
    )
    if laest.tabel.num_rows != 1:
        fund = Rapport({tabel.navn: laest.tal}, tuple(laest.blokke)).fund
        raise SagsFejl("kan_ikke_registreres", grund=next(f.tekst() for f in fund if f.art == "sat_til_side"))
    return laest.tabel


def _stil_op(markoer: CursorWrapper, tabel: Faktatabel, arrow: pa.Table) -> None:
    """The row as the store would hold it, last among those of its day."""
    noegle = arrow[BORGER_ID][0].as_py()
    borger = Borger.objects.filter(noegle=noegle).first()
    if tabel.navn == BORGERE:
        borger = borger or Borger.objects.create(noegle=noegle)
    elif borger is None or not Borgeroplysning.objects.filter(borger=borger, lukket_af=None).exists():
        raise SagsFejl("ukendt_borger")
    lav_ny(markoer, tabel)
    kopier(markoer, tabel, arrow)
    markoer.execute(
        "CREATE TEMP TABLE ny_ejere ON COMMIT DROP AS SELECT %s::text AS borger_id, %s::bigint AS borger",
        [noegle, borger.pk],
    )
    stil_op(markoer, tabel)
    markoer.execute(
        _udfyldt(
            "UPDATE {trin} t SET raekke = NULL, nr = 1 + coalesce((SELECT max(nr) FROM {db} r"
            " WHERE r.borger_id = t.borger AND upper_inf(r.registreret)"
            " AND lower(r.periode) IS NOT DISTINCT FROM lower(t.periode)), 0)",
            tabel,
        )
    )


def _planlaeg(markoer: CursorWrapper, tabel: Faktatabel, gammel: int | None, fakta_id: int | None) -> None:
    markoer.execute(
        _udfyldt(
            "CREATE TEMP TABLE {plan} ON COMMIT DROP AS"
            " SELECT 0 AS plads, {gammel}::bigint AS gammel, {fakta_id}::bigint AS fakta_id, false AS andetsteds",
            tabel,
            gammel=sql.Literal(gammel),
            fakta_id=sql.Literal(fakta_id),
        )
    )


def _aaben(markoer: CursorWrapper, tabel: Faktatabel, registrering: int) -> tuple[int, int, str]:
    """Fact, citizen and master of a registration that still stands."""
    markoer.execute(
        _udfyldt(
            "SELECT fakta_id, borger_id, mester, upper_inf(registreret) FROM {db} WHERE id = {id}",
            tabel,
            id=sql.Literal(registrering),
        )
    )
    fundet = markoer.fetchone()
    if fundet is None:
        raise SagsFejl("ukendt_registrering")
    if not fundet[3]:
        raise rettet_imens(tabel, registrering)
    return int(fundet[0]), int(fundet[1]), str(fundet[2])


def _fakta_id(markoer: CursorWrapper, tabel: Faktatabel, handling: Handling) -> int:
    markoer.execute(_udfyldt("SELECT fakta_id FROM {db} WHERE handling_id = {handling}", tabel, handling))
    return int(markoer.fetchone()[0])


def _udfyldt(
    skridt: str, tabel: Faktatabel, handling: Handling | None = None, **andet: sql.Composable
) -> sql.Composable:
    return sql.SQL(skridt).format(
        db=tabel.db,
        trin=sql.Identifier(f"trin_{tabel.navn}"),
        plan=sql.Identifier(f"plan_{tabel.navn}"),
        noegle=tabel.noegle,
        handling=sql.Literal(None if handling is None else handling.pk),
        **andet,
    )
