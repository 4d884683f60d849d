"""Which database is used, and what is said of an address that cannot be."""

from __future__ import annotations

import pytest

from rettidig.drift.fejl import DriftFejl
from rettidig.drift.forbindelse import DATABASE_URL, VAR, database, er_indlejret, fra_url, serverrod


def test_an_address_names_user_password_server_and_database() -> None:
    fundet = fra_url("postgresql://bo%40by:h%2Fem@db.eksempel.dk:6432/rettidig?sslmode=verify-full")
    assert {n: fundet[n] for n in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "rettidig",
        "USER": "bo@by",
        "PASSWORD": "h/em",
        "HOST": "db.eksempel.dk",
        "PORT": "6432",
    }
    assert fundet["OPTIONS"]["sslmode"] == "verify-full"
    assert fra_url("postgres:///rettidig?host=/run/postgresql")["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://bo:hemmeligt@server/rettidig",
        "postgresql://bo:hemmeligt@server",
        "postgresql://bo:hemmeligt@server:port/rettidig",
        "postgresql://bo:hemmeligt@[server/rettidig",
        "postgresql://bo:hemmeligt@server/rettidig?options=-csuperuser",
        "hemmeligt",
    ],
)
def test_an_address_that_cannot_be_used_is_one_sentence_without_its_password(url: str) -> None:
    with pytest.raises(DriftFejl) as fejl:
        fra_url(url)
    assert "hemmeligt" not in str(fejl.value)
    assert DATABASE_URL in str(fejl.value)


def test_without_an_address_the_embedded_server_under_var_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATABASE_URL, raising=False)
    monkeypatch.delenv(VAR, raising=False)
    assert er_indlejret()
    assert str(serverrod()) == "var/lagring"
    monkeypatch.setenv(VAR, "andetsteds")
    assert str(serverrod()) == "andetsteds/lagring"
    assert database()["HOST"]
    monkeypatch.setenv(DATABASE_URL, "postgresql://bo@server/by")
    assert not er_indlejret()
    assert database()["HOST"] == "server"
