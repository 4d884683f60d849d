"""What is prepared here for registration in another system: entered, marked as sent, and taken back.

Each step is an act like any other correction: it says who, when and why, and can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper
from psycopg import sql

from rettidig.sager.faktatabeller import BORGER_ID, BORGERE, Faktatabel, faktatabeller
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Handling
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sager.selectors.udfoersel import AFVENTER_AFSENDELSE, UDE, Udfoert, udfoersler
from rettidig.sager.services.handlinger import skriv_handling, tag_tid, transaktion
from rettidig.sager.services.rettelser import afslut, registrer
from rettidig.sager.services.skrivning import genaabn, luk
from rettidig.sager.services.udfoersel_overtagelse import FORBEREDT, SENDT, er_paa_vej, noegle


@dataclass(frozen=True)
class Forsendelse:
    """What was marked as sent in one act."""

    handling: Handling
    sendt: tuple[Udfoert, ...]


def kontroller_system(navn: str) -> str:
    """The name of a system facts can be prepared for. Raises ``SagsFejl`` for none, and for one that is a state."""
    renset = navn.strip()
    if not renset:
        raise SagsFejl("modtager_mangler")
    if er_paa_vej(renset):
        raise SagsFejl("modtager_ugyldig")
    return renset


def standardmodtager(tabel: str) -> str | None:
    """The system that is master of a table: that of the latest import that held it and stands; ``None`` for none."""
    indlaesninger = Handling.objects.filter(
        slags=Handling.Slags.INDLAESNING, tabeller__contains=[tabel], fortrudt_af=None
    )
    seneste = indlaesninger.order_by("-tidspunkt").values_list("kilde", flat=True).first()
    return None if seneste is None else str(seneste)


def forbered(tabel: str, vaerdier: Mapping[str, str], *, hvem: str, hvorfor: str, modtager: str | None = None) -> int:
    """Enter a fact whose master is the system ``modtager``, by default the one that delivers the table.

    It counts at once. Returns its ``fakta_id``. Raises ``SagsFejl`` where no system is master of the table, for what
    cannot be registered, and where the system has told the same fact already.
    """
    if tabel == BORGERE:
        raise SagsFejl("borgere_forberedes_ikke")
    system = kontroller_system(modtager if modtager is not None else standardmodtager(tabel) or "")
    egen = faktatabeller()[tabel]
    with transaktion() as markoer:
        fakta_id = registrer(tabel, vaerdier, hvem=hvem, hvorfor=hvorfor, mester=FORBEREDT + system)
        # The same activity already told by the system under an id of its own would otherwise stand twice.
        markoer.execute(
            sql.SQL(
                "SELECT count(*) FROM {db} r WHERE upper_inf(registreret) AND mester = {system} AND borger_id ="
                " (SELECT id FROM sager_borger WHERE noegle = {borger}) AND {noegle} ="
                " (SELECT {noegle} FROM {db} WHERE fakta_id = {fakta} AND upper_inf(registreret))"
            ).format(
                db=egen.db,
                system=sql.Literal(system),
                borger=sql.Literal(vaerdier[BORGER_ID]),
                noegle=noegle(egen),
                fakta=sql.Literal(fakta_id),
            )
        )
        if markoer.fetchone()[0]:
            raise SagsFejl("findes_allerede")
    return fakta_id


def send(
    modtager: str,
    *,
    hvem: str,
    hvorfor: str,
    kun: Collection[int] | None = None,
    aflever: Callable[[Sequence[Udfoert]], None] = lambda _: None,
) -> Forsendelse:
    """Mark what waits to be sent to a system as sent: new, or corrected after it was sent. ``kun``: these facts alone.

    ``aflever`` hands the list on; where it fails, nothing is marked. Raises ``SagsFejl`` where nothing waits.
    """
    system = kontroller_system(modtager)
    with transaktion() as markoer:
        tid = tag_tid(markoer)
        valgte = tuple(
            u
            for u in udfoersler(kendt_nu(), modtager=system)
            if u.tilstand in AFVENTER_AFSENDELSE and (kun is None or u.fakta_id in kun)
        )
        if not valgte:
            raise SagsFejl("intet_at_sende", modtager=system)
        handling = skriv_handling(Handling.Slags.RETTELSE, tid, hvem, hvorfor, sted=SENDT + system)
        for navn, tabel in faktatabeller().items():
            ider = [u.registrering for u in valgte if u.tabel == navn]
            if ider:
                _som_sendt(markoer, tabel, ider, SENDT + system, handling)
        aflever(valgte)
    return Forsendelse(handling, valgte)


def traek(fakta_id: int, *, hvem: str, hvorfor: str) -> None:
    """Take back what has not come back: it no longer counts. Raises ``SagsFejl`` for a fact that is not on its way."""
    fundne = [
        u for u in udfoersler(kendt_nu()) if u.fakta_id == fakta_id and u.tilstand in {*UDE, *AFVENTER_AFSENDELSE}
    ]
    if not fundne:
        raise SagsFejl("ikke_paa_vej", nummer=fakta_id)
    afslut(fundne[0].tabel, fundne[0].registrering, hvem=hvem, hvorfor=hvorfor)


def _som_sendt(markoer: CursorWrapper, tabel: Faktatabel, ider: list[int], mester: str, handling: Handling) -> None:
    """Say the same again, as sent."""
    valgte = sql.SQL("SELECT unnest({}::bigint[])").format(sql.Literal(ider))
    luk(markoer, tabel, valgte, handling)
    genaabn(markoer, tabel, valgte, handling, mester)
