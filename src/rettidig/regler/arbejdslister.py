"""Which duties and offers the ready lists of the pages gather: choices, each with its reason, beside the law."""

from __future__ import annotations

from functools import cache

from pydantic import Field, ValidationError

from rettidig.regler.former.grundform import Streng, Tekst, Tillid
from rettidig.regler.indlaes import LOV, RegelFejl, hent_lov, laes_yaml

FIL = "arbejdslister.yaml"


class _Begrundet(Streng):
    tillid: Tillid
    grund: Tekst


class Regelvalg(_Begrundet):
    """Rules a list gathers, by id."""

    regler: tuple[str, ...] = Field(min_length=1)


class Indsatsvalg(_Begrundet):
    """Kinds of offer, by the codes of the data contract."""

    indsatser: tuple[str, ...] = Field(min_length=1)


class Ugevalg(_Begrundet):
    """Weeks before and after the day a list is made for."""

    frem: int = Field(gt=0)
    tilbage: int = Field(gt=0)


class Arbejdslister(Streng):
    """All the choices."""

    venter_paa_os: Regelvalg
    foerste_samtaler: Regelvalg
    tilbud: Regelvalg
    pladser: Indsatsvalg
    uger: Ugevalg


@cache
def arbejdslister() -> Arbejdslister:
    """The choices that ship. Raises ``RegelFejl`` for a file that cannot be read, and for a rule that is not coded."""
    try:
        fundne = Arbejdslister.model_validate(laes_yaml(LOV / FIL, FIL))
    except ValidationError as fejl:
        raise RegelFejl(f"{FIL}: {fejl.errors(include_url=False)[0]['msg']}") from fejl
    navngivne = {*fundne.venter_paa_os.regler, *fundne.foerste_samtaler.regler, *fundne.tilbud.regler}
    ukendte = sorted(navngivne - {regel.regel for regel in hent_lov().alle_frister()})
    if ukendte:
        raise RegelFejl(f"{FIL}: {', '.join(ukendte)}")
    return fundne
