"""Which database is used: the one named by ``DATABASE_URL``, else the embedded server under ``var/``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from rettidig.drift.adgang import DATABASE, Mapper, laes_adgang, sokkelmappe
from rettidig.drift.fejl import DriftFejl

DATABASE_URL = "DATABASE_URL"
VAR = "RETTIDIG_VAR"
"""The environment variable that moves the folder of what the project makes (default ``var`` where one stands)."""
_ORDNINGER = {"postgres", "postgresql"}
_VALGFRI = {"sslmode", "sslrootcert", "sslcert", "sslkey", "target_session_attrs", "channel_binding"}
_FAELLES: dict[str, str | int] = {
    "application_name": "rettidig",
    "connect_timeout": 10,
    # The server notices within seconds that a program it is working for has died, and undoes what it had begun.
    "options": "-c client_connection_check_interval=2s -c datestyle=ISO -c intervalstyle=postgres",
    "keepalives_idle": 30,
}


def serverrod() -> Path:
    """The folder of the embedded server."""
    return Path(os.environ.get(VAR) or "var") / "lagring"


def er_indlejret() -> bool:
    """Whether the embedded server is the one used."""
    return not os.environ.get(DATABASE_URL, "").strip()


def database() -> dict[str, Any]:
    """The database as Django's settings name it. Raises ``DriftFejl`` for a ``DATABASE_URL`` that cannot be read."""
    return _indlejret() if er_indlejret() else fra_url(os.environ[DATABASE_URL].strip())


def fra_url(url: str) -> dict[str, Any]:
    """``postgresql://user:password@host:port/name?sslmode=require`` as Django's settings name it.

    The address may hold a password, so no message repeats it.
    """
    try:
        dele = urlsplit(url)
        port = dele.port
    except ValueError:
        raise DriftFejl("ugyldig_url", variabel=DATABASE_URL) from None
    navn = unquote(dele.path.lstrip("/"))
    if dele.scheme not in _ORDNINGER or not navn:
        raise DriftFejl("ugyldig_url", variabel=DATABASE_URL)
    valg = dict(parse_qsl(dele.query))
    vaert = valg.pop("host", unquote(dele.hostname or ""))
    ukendte = ", ".join(sorted(valg.keys() - _VALGFRI))
    if ukendte:
        raise DriftFejl("ukendt_urlvalg", variabel=DATABASE_URL, valg=ukendte)
    return _som_django(vaert, port, unquote(dele.username or ""), unquote(dele.password or ""), navn, valg)


def _indlejret() -> dict[str, Any]:
    mapper = Mapper(serverrod().absolute())
    adgang = laes_adgang(mapper)
    if adgang is None:
        return _som_django(str(sokkelmappe(mapper)), None, "", "", DATABASE, {})
    valgt = adgang.forbindelse()
    return _som_django(adgang.sokkel, int(valgt["port"]), str(valgt["user"]), adgang.kodeord, DATABASE, {})


def _som_django(
    vaert: str, port: int | None, bruger: str, kodeord: str, navn: str, valg: dict[str, str]
) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": navn,
        "USER": bruger,
        "PASSWORD": kodeord,
        "HOST": vaert,
        "PORT": "" if port is None else str(port),
        "OPTIONS": {**_FAELLES, **valg},
    }
