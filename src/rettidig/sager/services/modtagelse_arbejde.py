"""The preview and the import of an upload, worked on while nobody waits, and told of in the upload's own folder."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from rettidig.forloeb import Fund, Fundblok, Tabeltal
from rettidig.forloeb.lager.fundpost import pak_fund, pak_fund_ud
from rettidig.sager.fejl import SagsFejl
from rettidig.sager.services import baggrund, indlaesning, modtagelse_forberedt
from rettidig.sager.services.baggrund import Arbejde, Sig, skriv_helt
from rettidig.sager.services.modtagelse import modtagelsesmappe
from rettidig.sager.services.modtagelse_forberedt import Forberedt
from rettidig.sager.services.sammenligning import Aendringstal

FORHAANDSVIS, INDLAES = "forhaandsvis", "indlaes"
_VISNING, _FUND = "visning.json", "visning.fund"


@dataclass(frozen=True)
class Visning:
    """What importing would have done when it was worked out, as :class:`indlaesning.Forhaandsvisning` said it."""

    fagsystem: str
    opgjort: dt.datetime
    tal: Mapping[str, Aendringstal]
    laest: Mapping[str, Tabeltal]
    fravaerende: tuple[str, ...]
    lukker_mange: bool
    blokke: tuple[Fundblok | Fund, ...]

    @property
    def i_alt(self) -> Aendringstal:
        """The sums of all tables."""
        return sum(self.tal.values(), Aendringstal())


def forhaandsvis(egen: Forberedt, fagsystem: str) -> None:
    """Begin to work out what importing would do; where somebody works on the upload already, leave them to it."""
    navn = fagsystem.strip() or egen.fagsystem

    def goer(sig: Sig) -> None:
        data = modtagelse_forberedt.aabn_forberedt(egen)
        _gem_visning(_mappe(egen), indlaesning.forhaandsvis(data, navn, sig))

    _begynd(egen, FORHAANDSVIS, goer)


def indlaes(egen: Forberedt, fagsystem: str, *, hvorfor: str, luk_mange: bool) -> None:
    """Begin to import what was shown; the act's number is then on the upload (``Forberedt.handling``)."""

    def goer(sig: Sig) -> None:
        modtagelse_forberedt.bekraeft(
            egen.id, hvem=egen.hvem, fagsystem=fagsystem, hvorfor=hvorfor, luk_mange=luk_mange, trin=sig
        )

    _begynd(egen, INDLAES, goer)


def arbejde(egen: Forberedt) -> Arbejde | None:
    """How far the work on the upload has come; ``None`` where none has begun."""
    return baggrund.arbejde(_mappe(egen))


def vent(egen: Forberedt, sekunder: float | None) -> None:
    """Wait for work begun in this program."""
    baggrund.vent(_mappe(egen), sekunder)


def visning(egen: Forberedt) -> Visning | None:
    """The latest preview that was worked out; ``None`` where there is none."""
    mappe = _mappe(egen)
    try:
        kort = json.loads((mappe / _VISNING).read_text(encoding="utf-8"))
        grupper, rader = json.loads((mappe / _FUND).read_text(encoding="utf-8"))
        return Visning(
            kort["fagsystem"],
            dt.datetime.fromisoformat(kort["opgjort"]),
            {navn: Aendringstal(**tal) for navn, tal in kort["tal"].items()},
            {navn: Tabeltal(**tal) for navn, tal in kort["laest"].items()},
            tuple(kort["fravaerende"]),
            kort["lukker_mange"],
            pak_fund_ud(base64.b64decode(grupper), base64.b64decode(rader)),
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _begynd(egen: Forberedt, slags: str, goer: Callable[[Sig], None]) -> None:
    try:
        baggrund.begynd(_mappe(egen), slags, goer)
    except FileNotFoundError:
        raise SagsFejl("forberedt_findes_ikke") from None


def _gem_visning(mappe: Path, vist: indlaesning.Forhaandsvisning) -> None:
    pakket = [base64.b64encode(del_).decode() for del_ in pak_fund(vist.rapport.blokke)]
    kort = {
        "fagsystem": vist.kilde,
        "opgjort": dt.datetime.now(dt.UTC).isoformat(),
        "tal": {navn: asdict(tal) for navn, tal in vist.tal.items()},
        "laest": {navn: asdict(tal) for navn, tal in vist.rapport.tal.items()},
        "fravaerende": list(vist.fravaerende),
        "lukker_mange": vist.lukker_mange,
    }
    skriv_helt(mappe / _FUND, json.dumps(pakket))
    skriv_helt(mappe / _VISNING, json.dumps(kort))


def _mappe(egen: Forberedt) -> Path:
    return modtagelsesmappe() / egen.id
