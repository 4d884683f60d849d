"""Citizens of a small office for the tests of access, and protected ones among them."""

from __future__ import annotations

from typing import Any

from tests.sager.udtraek import lille


def kontor(**teams: str | None) -> dict[str, Any]:
    """Citizens by key, each in the team given; returns them by key."""
    import datetime as dt

    from rettidig.sager.models import Borger
    from rettidig.sager.services.indlaesning import indlaes

    raekker = [
        {"borger_id": noegle, "foedselsdato": dt.date(1980, 1, 1), "kommune": "766", "team": team}
        for noegle, team in teams.items()
    ]
    indlaes(lille(borgere=raekker), kilde="proeve", hvem="proeve")
    return {en.noegle: en for en in Borger.objects.all()}


def beskyt(borger: Any, til: Any = None) -> None:
    """Protect the citizen's address; what else is known of them stays closed to these tests."""
    import datetime as dt

    from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

    from rettidig.identitet.models import Identitetsregistrering
    from rettidig.sager.models import Handling

    handling = Handling.objects.latest("tidspunkt")
    Identitetsregistrering.objects.create(
        borger=borger,
        periode=DateRange(dt.date(2000, 1, 1), None),
        registreret=DateTimeTZRange(handling.tidspunkt, None),
        handling=handling,
        noegle_nr=1,
        opslag_nr=1,
        cpr_opslag=b"x",
        cpr=b"x",
        navn=b"x",
        adressebeskyttet=True,
        beskyttet_til=til,
    )
