"""Erasure: a citizen, or some tables of theirs, taken out of every table, registrations long closed included.

What stays is that an act erased somebody (when, who did it, why, how many rows), and the acts of others without what
they said of the citizen. The database refuses every other deletion: it looks for the row of the erasure, written in the
same transaction, and for a setting that lasts no longer than that.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import psycopg
import pyarrow as pa
from django.db.backends.utils import CursorWrapper
from django.db.utils import IntegrityError
from psycopg import sql

from rettidig.forloeb import Fund, Fundblok
from rettidig.forloeb.lager.fundpost import pak_fund, pak_fund_ud
from rettidig.forloeb.visning import ligner_cpr
from rettidig.sager.faktatabeller import faktatabeller
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Borger, Handling, Sletning
from rettidig.sager.services.handlinger import skriv_handling, tag_tid, transaktion

SLETTET = "[slettet]"
"""What stands where something was."""


@dataclass(frozen=True)
class Slettes:
    """One citizen to be erased: the number and the key to be forgotten, and the pseudonym logs may have instead."""

    pk: int
    noegle: str
    pseudonym: str

    def __repr__(self) -> str:
        """The citizen is not told of where an object is printed."""
        return f"Slettes({self.pseudonym})"


@dataclass(frozen=True)
class Sletningssag:
    """An erasure going on. ``tabeller`` are the tables of the contract it is about, empty for all there is."""

    handling: Handling
    borgere: tuple[Slettes, ...]
    tabeller: tuple[str, ...]

    @property
    def hele_borgeren(self) -> bool:
        """Whether nothing at all is to be left."""
        return not self.tabeller

    @property
    def numre(self) -> list[int]:
        """The citizens' numbers."""
        return [borger.pk for borger in self.borgere]


@dataclass(frozen=True)
class Slettet:
    """An erasure that has been committed: its act, the citizens' numbers, and rows deleted by table."""

    handling: Handling
    borgere: tuple[int, ...]
    raekker: Mapping[str, int]


VedSletning = Callable[[Sletningssag], Iterable[str]]
"""Removes what another room keeps of the citizens, in the same transaction, before their facts go. Answers with texts
that would betray them (a name), so that they can be found in what people have written as reasons."""

_registrerede: list[VedSletning] = []


def ved_sletning(funktion: VedSletning) -> VedSletning:
    """Have a function called in every erasure, once however often it is registered; for ``AppConfig.ready``."""
    if funktion not in _registrerede:
        _registrerede.append(funktion)
    return funktion


def slet(
    noegler: Sequence[str],
    *,
    hvem: str,
    hvorfor: str,
    tabeller: Sequence[str] = (),
    kendetegn: Callable[[str], str] = lambda _noegle: "",
) -> Slettet:
    """Erase citizens, named by their keys: everything, or only what stands in the named tables of the contract.

    Raises ``SagsFejl``, with nothing erased, for a citizen who is not there, a reason that is missing or names the
    citizen, and where some table still refers to them. What was known in the past is asked without them from now on.
    """
    if not hvorfor.strip():
        raise SagsFejl("hvorfor_mangler")
    egne = {navn: tabel for navn, tabel in faktatabeller().items() if not tabeller or navn in tabeller}
    with transaktion() as markoer:
        tid = tag_tid(markoer)
        fundne = list(Borger.objects.select_for_update().filter(noegle__in=set(noegler)).order_by("pk"))
        if not fundne or len(fundne) < len(set(noegler)):
            raise SagsFejl("ukendt_borger")
        numre = [borger.pk for borger in fundne]
        raekker: dict[str, int] = {}
        for navn, tabel in egne.items():
            markoer.execute(sql.SQL("SELECT count(*) FROM {db} WHERE borger_id = ANY(%s)").format(db=tabel.db), [numre])
            raekker[navn] = int(markoer.fetchone()[0])
        handling = skriv_handling(
            Handling.Slags.SLETNING,
            tid,
            hvem,
            hvorfor.strip(),
            tabeller=list(tabeller),
            tal={navn: {"nye": 0, "aendrede": 0, "lukkede": 0, "slettede": antal} for navn, antal in raekker.items()},
        )
        sag = Sletningssag(
            handling,
            tuple(Slettes(b.pk, b.noegle, f"slettet-{secrets.token_hex(6)}") for b in fundne),
            tuple(tabeller),
        )
        _aabn(markoer, sag, kendetegn)
        spor = [spor for funktion in tuple(_registrerede) for spor in funktion(sag)]
        _glem_det_skrevne(markoer, sag, egne, spor)
        for tabel in egne.values():
            markoer.execute(sql.SQL("DELETE FROM {db} WHERE borger_id = ANY(%s)").format(db=tabel.db), [numre])
        if sag.hele_borgeren:
            _glem_borgerne(markoer, numre)
        markoer.execute("SELECT set_config('rettidig.sletning', '', true)")
    return Slettet(handling, tuple(numre), raekker)


def _aabn(markoer: CursorWrapper, sag: Sletningssag, kendetegn: Callable[[str], str]) -> None:
    """Write down what is to be erased; from here the database lets it through until the transaction ends."""
    Sletning.objects.bulk_create(
        Sletning(
            handling=sag.handling,
            borger_nr=borger.pk,
            tabel=tabel,
            pseudonym=borger.pseudonym,
            kendetegn=kendetegn(borger.noegle) if sag.hele_borgeren else "",
        )
        for borger in sag.borgere
        for tabel in sag.tabeller or ("",)
    )
    markoer.execute("SELECT set_config('rettidig.sletning', %s, true)", [str(sag.handling.pk)])


def _glem_borgerne(markoer: CursorWrapper, numre: list[int]) -> None:
    try:
        markoer.execute("DELETE FROM sager_borger WHERE id = ANY(%s)", [numre])
        markoer.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as fejl:
        aarsag = fejl.__cause__
        if not isinstance(aarsag, psycopg.errors.ForeignKeyViolation):
            raise
        raise SagsFejl("sletning_ufuldstaendig", tabel=aarsag.diag.table_name or "?") from None


def _glem_det_skrevne(
    markoer: CursorWrapper, sag: Sletningssag, tabeller: Mapping[str, object], spor: list[str]
) -> None:
    """Take the citizens out of what people wrote as reasons, and out of the remarks of imports."""
    numre = sag.numre
    if sag.hele_borgeren:
        spor += [borger.noegle for borger in sag.borgere]
    moenster = _moenster(spor)
    begrundelse = sag.handling.hvorfor
    if ligner_cpr(begrundelse) or (moenster and re.search(moenster, begrundelse, re.IGNORECASE)):
        raise SagsFejl("hvorfor_navngiver")
    dele = [
        sql.SQL(
            "SELECT handling_id FROM {db} WHERE borger_id = ANY({numre})"
            " UNION SELECT lukket_af_id FROM {db} WHERE borger_id = ANY({numre})"
        ).format(db=tabel.db, numre=sql.Literal(numre))
        for navn, tabel in faktatabeller().items()
        if navn in tabeller
    ]
    # A correction is about one citizen, and so is the undoing of one: its reason is about them, whatever it says.
    markoer.execute(
        sql.SQL(
            "UPDATE sager_handling h SET hvorfor = {slettet} WHERE hvorfor NOT IN ('', {slettet}) AND id IN ({om_dem})"
            " AND (slags = 'rettelse' OR slags = 'fortrydelse'"
            "  AND (SELECT f.slags FROM sager_handling f WHERE f.id = h.fortryder_id) = 'rettelse')"
        ).format(slettet=sql.Literal(SLETTET), om_dem=sql.SQL(" UNION ").join(dele))
    )
    if moenster:
        markoer.execute(
            "UPDATE sager_handling SET hvorfor = CASE WHEN hvorfor ~* %(m)s THEN %(s)s ELSE hvorfor END,"
            " sted = CASE WHEN sted ~* %(m)s THEN %(s)s ELSE sted END WHERE hvorfor ~* %(m)s OR sted ~* %(m)s",
            {"m": moenster, "s": SLETTET},
        )
    _glem_fund(moenster)


def _moenster(spor: Iterable[str]) -> str:
    """A pattern both Python and PostgreSQL read alike: any of the texts as words of their own."""
    ord_ = sorted({re.escape(tekst.strip()) for tekst in spor if tekst.strip()}, key=len, reverse=True)
    return rf"(^|\W)({'|'.join(ord_)})(\W|$)" if ord_ else ""


def _glem_fund(moenster: str) -> None:
    """Empty the values of all remarks kept with imports: of a row that was set aside nobody knows whose it was.

    Tables, columns, row numbers, reasons and counts stay.
    """
    for handling in Handling.objects.exclude(fundrader=b"").iterator(chunk_size=20):
        fundne = pak_fund_ud(bytes(handling.fund), bytes(handling.fundrader))
        glemte = [_uden_vaerdi(fund, moenster) for fund in fundne]
        if any(nyt is not gammelt for nyt, gammelt in zip(glemte, fundne, strict=True)):
            fund, fundrader = pak_fund(glemte)
            Handling.objects.filter(pk=handling.pk).update(fund=fund, fundrader=fundrader)


def _uden_vaerdi(fund: Fund | Fundblok, moenster: str) -> Fund | Fundblok:
    if isinstance(fund, Fundblok):
        if fund.vaerdier.null_count == len(fund.vaerdier):
            return fund
        return replace(fund, vaerdier=pa.nulls(len(fund.vaerdier), pa.string()))
    if moenster and fund.vaerdi and re.search(moenster, fund.vaerdi, re.IGNORECASE):
        return replace(fund, vaerdi=None)
    return fund
