"""One call from the first check to the answer on its way: the language, the parameters, the purpose, the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Schema

from rettidig.adgang.formaal import Formaal
from rettidig.adgang.services.laesninger import noter
from rettidig.api.models import System
from rettidig.api.problemer import Problem, sprog_for
from rettidig.api.selectors.udtraek import Udtraek
from rettidig.api.vagt import systemet
from rettidig.forloeb.visning import ligner_cpr
from rettidig.regler.lokalt.indlaes import medfoelgende
from rettidig.sprog import paa_sprog
from rettidig.svar import maskinformat
from rettidig.svar.kolonnesvar import Kolonnesvar
from rettidig.svar.model import Svar

FORMAAL = tuple(formaal.value for formaal in Formaal if formaal not in {Formaal.EGET, Formaal.NOEDADGANG})
"""The purposes a system may have; the others belong to people."""
TYPER = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
_FLERE = frozenset({"regel", "valg"})
_TIDER = frozenset({"kendt_pr"})


@contextmanager
def kald(request: HttpRequest, parametre: Schema) -> Iterator[System]:
    """Who calls; inside, sentences are in the language asked for. Raises :class:`Problem` for what is not known."""
    kendte = type(parametre).model_fields
    if request.GET.keys() - kendte.keys():
        raise Problem(422, "ukendt_parameter", kendte=", ".join(kendte) or "-")
    gentagne = sorted(navn for navn in request.GET if navn not in _FLERE and len(request.GET.getlist(navn)) > 1)
    if gentagne:
        raise Problem(422, "gentaget_parameter", navne=", ".join(gentagne))
    if any(ligner_cpr(v) for navn, vaerdier in request.GET.lists() if navn not in _TIDER for v in vaerdier):
        raise Problem(422, "cpr")
    with paa_sprog(sprog_for(request)):
        yield systemet(request)


def formaalet(request: HttpRequest, parametre: Any) -> Formaal:
    """Why citizens are read. Raises :class:`Problem` where it is not said, or is none of those there are."""
    skrevet = parametre.formaal or request.headers.get("X-Formaal", "")
    if skrevet not in FORMAAL:
        raise Problem(422, "formaal", kendte=", ".join(FORMAAL))
    return Formaal(skrevet)


def strategien(lokalt: str | None) -> str | None:
    """A strategy that ships, by its id; never a file."""
    if lokalt is not None and lokalt not in medfoelgende():
        raise Problem(422, "ukendt_strategi", kendte=", ".join(medfoelgende()))
    return lokalt


def noter_laesning(system: System, udtraek: Udtraek, borgere: Iterable[str], formaal: Formaal, hvad: str) -> None:
    """Write the reading down. What it raises, the answer is not given."""
    noter(system.navn, udtraek.numre(borgere), formaal, f"api.{hvad}")


def aflever(svar: Svar, form: str, hvad: str, kendt: dt.datetime) -> HttpResponse:
    """The answer as the command line writes it, piece by piece."""
    match form:
        case "csv":
            stykker = maskinformat.som_csv(svar)
        case "parquet":
            stykker = maskinformat.som_parquet(svar)
        case _:
            stykker = maskinformat.som_json(svar)
    return _med_hoveder(StreamingHttpResponse(_Stykker(svar, stykker), content_type=TYPER[form]), form, hvad, kendt)


def aflever_laest(
    svar: Svar, form: str, hvad: str, udtraek: Udtraek, laeser: tuple[System, Formaal], borger: str | None
) -> HttpResponse:
    """The same, of citizens: whom it shows is written down first, and also who was asked about in vain."""
    system, formaal = laeser
    try:
        vist = [borger] if borger is not None else _viste(svar)
        noter_laesning(system, udtraek, vist, formaal, hvad)
        return aflever(svar, form, hvad, udtraek.kendt)
    except BaseException:
        svar.luk()
        raise


def aflever_objekt(objekt: Any, hvad: str, kendt: dt.datetime) -> HttpResponse:
    """An object that is no table."""
    indhold = maskinformat.objekt_som_json(objekt)
    return _med_hoveder(HttpResponse(indhold, content_type=TYPER["json"]), "json", hvad, kendt)


def _viste(svar: Svar) -> list[str]:
    if isinstance(svar.raekker, Kolonnesvar):
        return [str(raekke["borger_id"]) for raekke in svar.raekker.forskellige(["borger_id"])]
    return sorted({str(raekke["borger_id"]) for raekke in svar.raekker})


def _med_hoveder(svar: Any, form: str, hvad: str, kendt: dt.datetime) -> Any:
    svar["Cache-Control"] = "no-store"
    svar["Rettidig-Kendt"] = kendt.isoformat()
    svar["Content-Disposition"] = f'attachment; filename="{hvad}.{form}"'
    return svar


class _Stykker:
    """The pieces of an answer; when they have been sent, or nobody wants them, the answer is let go of."""

    def __init__(self, svar: Svar, stykker: Iterator[bytes]) -> None:
        self._svar = svar
        self._stykker = stykker

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._stykker
        finally:
            self._svar.luk()

    def close(self) -> None:
        """Called by Django at the end of the answer, and when the reader goes away."""
        self._svar.luk()
