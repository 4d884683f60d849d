"""Import: an extract becomes registrations, previewed first, written whole or not at all.

An extract is all its system knows: what it no longer holds is closed. The same extract again changes nothing. All of it
is one transaction, so a program that is killed has written nothing, and the same command may simply be given again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from django.db.backends.utils import CursorWrapper

from rettidig.forloeb import Datasaet, Rapport
from rettidig.forloeb.lager.fundpost import pak_fund
from rettidig.forloeb.lager.udtraeksstroem import FraDatasaet, Udtraeksstroem
from rettidig.sager.faktatabeller import BORGERE, Faktatabel
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.models import Handling
from rettidig.sager.services.handlinger import Tidspunkt, skriv_handling, tag_tid, transaktion
from rettidig.sager.services.mellemstation import analyser, find_borgere, kopier, lav_ny, stil_op, tabeller_i
from rettidig.sager.services.sammenligning import Aendringstal, noget_aabent, sammenlign
from rettidig.sager.services.skrivning import skriv
from rettidig.sager.services.udfoersel_overtagelse import er_paa_vej

Trin = Callable[[str, str], None]
"""Told what is going on: the step (``kopierer``, ``sammenligner``, ``skriver``, ``gemmer``) and the table."""
_MANGE = 100
_MANGE_DELT_MED = 5
"""More than 100 facts and more than a fifth of what was there are not closed without being asked for."""


@dataclass(frozen=True)
class Forhaandsvisning:
    """What an import would do, or did: counts by table, tables that were not there, and what the reader said."""

    kilde: str
    tal: Mapping[str, Aendringstal]
    fravaerende: tuple[str, ...]
    rapport: Rapport

    @property
    def i_alt(self) -> Aendringstal:
        """The sums of all tables."""
        return sum(self.tal.values(), Aendringstal())

    @property
    def lukker_mange(self) -> bool:
        """Whether so much would be closed that the extract may be half a one."""
        i_alt = self.i_alt
        return i_alt.lukkede > _MANGE and i_alt.lukkede * _MANGE_DELT_MED > i_alt.foer


@dataclass(frozen=True)
class Indlaest:
    """An import that has been written."""

    handling: Handling
    tidspunkt: Tidspunkt
    visning: Forhaandsvisning


def forhaandsvis(data: Datasaet | Udtraeksstroem, kilde: str, trin: Trin = lambda *_: None) -> Forhaandsvisning:
    """What importing would do. Nothing is written, and nobody waits for it. Raises ``SagsFejl``."""
    kilde = _navngivet(kilde)
    stroem = _som_stroem(data)
    with transaktion() as markoer:
        kopieret = _kopier(markoer, stroem, trin)
        return _sammenlign(markoer, kopieret, kilde, trin, opret=False)


def indlaes(
    data: Datasaet | Udtraeksstroem,
    kilde: str,
    *,
    hvem: str,
    hvorfor: str = "",
    sted: str = "",
    luk_mange: bool = False,
    forberedt: str = "",
    trin: Trin = lambda *_: None,
) -> Indlaest:
    """Write an extract from the system ``kilde`` to the store, as known to ``hvem`` from now on.

    An extract in parts is copied as it is read, so that it is never held whole. Two imports at once follow each other.
    ``forberedt`` names the upload it is: no two acts are the import of the same.
    Raises ``SagsFejl``, with nothing written, for what the database cannot take and for an extract that would close
    very much, unless ``luk_mange`` says that it is meant.
    """
    kilde = _navngivet(kilde)
    stroem = _som_stroem(data)
    with transaktion() as markoer:
        kopieret = _kopier(markoer, stroem, trin)
        tid = tag_tid(markoer)
        visning = _sammenlign(markoer, kopieret, kilde, trin, opret=True)
        if visning.lukker_mange and not luk_mange:
            raise SagsFejl("lukker_mange", lukkede=visning.i_alt.lukkede, foer=visning.i_alt.foer)
        fund, fundrader = pak_fund(visning.rapport.blokke)
        handling = skriv_handling(
            Handling.Slags.INDLAESNING,
            tid,
            hvem,
            hvorfor,
            kilde=visning.kilde,
            sted=sted,
            forberedt=forberedt,
            tabeller=[tabel.navn for tabel in kopieret.tabeller],
            tal={navn: asdict(tal) for navn, tal in visning.tal.items()},
            laest={navn: asdict(tal) for navn, tal in visning.rapport.tal.items()},
            fund=fund,
            fundrader=fundrader,
        )
        for tabel in kopieret.tabeller:
            trin("skriver", tabel.navn)
            if visning.tal[tabel.navn].i_alt:
                skriv(markoer, tabel, visning.kilde, handling)
        trin("gemmer", "")
    return Indlaest(handling, tid, visning)


def _navngivet(kilde: str) -> str:
    if not kilde.strip():
        raise SagsFejl("kilde_mangler")
    if er_paa_vej(kilde.strip()):
        raise SagsFejl("modtager_ugyldig")
    return kilde.strip()


@dataclass(frozen=True)
class _Kopieret:
    """An extract in the temporary tables: the tables it has, how many rows of each, and what the reader said."""

    tabeller: tuple[Faktatabel, ...]
    raekker: Mapping[str, int]
    fravaerende: tuple[str, ...]
    rapport: Rapport


def _som_stroem(data: Datasaet | Udtraeksstroem) -> Udtraeksstroem:
    return FraDatasaet(data) if isinstance(data, Datasaet) else data


def _kopier(markoer: CursorWrapper, stroem: Udtraeksstroem, trin: Trin) -> _Kopieret:
    tabeller = tabeller_i(stroem.fravaerende)
    for tabel in tabeller:
        lav_ny(markoer, tabel)
    efter_navn = {tabel.navn: tabel for tabel in tabeller}
    raekker = dict.fromkeys(efter_navn, 0)
    for navn, arrow in stroem.dele():
        if arrow.num_rows and navn in efter_navn:
            trin("kopierer", navn)
            kopier(markoer, efter_navn[navn], arrow, raekker[navn])
            raekker[navn] += arrow.num_rows
        del arrow
    for tabel in tabeller:
        analyser(markoer, raekker[tabel.navn], tabel, "ny")
    return _Kopieret(tabeller, raekker, stroem.fravaerende, stroem.rapport())


def _sammenlign(
    markoer: CursorWrapper, kopieret: _Kopieret, kilde: str, trin: Trin, *, opret: bool
) -> Forhaandsvisning:
    find_borgere(markoer, opret=opret)
    tal: dict[str, Aendringstal] = {}
    for tabel in kopieret.tabeller:
        raekker = kopieret.raekker[tabel.navn]
        if not raekker and tabel.navn != BORGERE and not noget_aabent(markoer, tabel, kilde):
            tal[tabel.navn] = Aendringstal()
            continue
        trin("sammenligner", tabel.navn)
        stil_op(markoer, tabel)
        tal[tabel.navn] = sammenlign(markoer, raekker, tabel, kilde)
    return Forhaandsvisning(kilde, tal, kopieret.fravaerende, kopieret.rapport)
