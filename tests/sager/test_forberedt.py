"""An upload kept for its confirmation: found by its sender alone, imported once, and gone when its time is over."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from pathlib import Path

import pytest
from tests.sager.pakker import GODE, pakke
from tests.sager.udtraek import indhold

from rettidig.forloeb import Datasaet

pytestmark = pytest.mark.usefixtures("store")
NU = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _ingen_venter(store: Path) -> None:
    shutil.rmtree(store / "modtaget", ignore_errors=True)


def send(hvem: str = "Bo", indhold: bytes | None = None, **andet: object):  # type: ignore[no-untyped-def]
    from rettidig.sager.services.modtagelse_forberedt import forbered

    return forbered([("maj.zip", [pakke(GODE) if indhold is None else indhold])], hvem=hvem, **andet)  # type: ignore[arg-type]


def kendt() -> Datasaet:
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu

    return hent_datasaet(kendt_nu())


def test_what_was_previewed_is_what_is_imported_and_then_it_is_gone(store: Path) -> None:
    from rettidig.sager.services.indlaesning import forhaandsvis
    from rettidig.sager.services.modtagelse_forberedt import aabn_forberedt, bekraeft, hent_forberedt, ventende

    sendt = send()
    fundet = hent_forberedt(sendt.id, hvem="Bo")
    assert fundet == sendt
    assert ventende("Bo") == [sendt]
    vist = forhaandsvis(aabn_forberedt(fundet), fundet.fagsystem)
    assert vist.i_alt.nye == 2
    indlaest = bekraeft(sendt.id, hvem="Bo", hvorfor="maj")
    assert indlaest.visning.tal == vist.tal
    assert (indlaest.handling.hvem, indlaest.handling.sted) == ("Bo", "maj.zip")
    assert ventende("Bo") == []
    assert not list((store / "modtaget").rglob("*.csv"))


def test_what_has_been_imported_is_not_imported_again(store: Path) -> None:
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.modtagelse_forberedt import bekraeft

    sendt = send()
    nummer = bekraeft(sendt.id, hvem="Bo").handling.pk
    with pytest.raises(SagsFejl) as fejl:
        bekraeft(sendt.id, hvem="Bo")
    assert fejl.value.kode == "forberedt_indlaest"
    assert str(nummer) in str(fejl.value)


def test_a_program_that_dies_when_the_import_is_written_has_imported_once_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.models import Handling
    from rettidig.sager.services import modtagelse_forberedt as m
    from rettidig.sager.services.fortrydelse import fortryd

    class Draebt(BaseException):
        """The process is gone."""

    def doe(*_: object) -> None:
        raise Draebt

    sendt = send()
    with monkeypatch.context() as imens:
        imens.setattr(m, "_skriv", doe)
        with pytest.raises(Draebt):
            m.bekraeft(sendt.id, hvem="Bo")
    nummer = Handling.objects.get().pk
    assert m.ventende("Bo") == []
    assert m.hent_forberedt(sendt.id, hvem="Bo").handling == nummer
    fortryd(nummer, hvem="Ib", hvorfor="forkert fil")
    with pytest.raises(SagsFejl) as fejl:
        m.bekraeft(sendt.id, hvem="Bo")
    assert (fejl.value.kode, Handling.objects.count()) == ("forberedt_indlaest", 2)
    assert str(nummer) in str(fejl.value)


@pytest.mark.parametrize("id_", ["", "../../etc", "A" * 22, "a/b", "x" * 500])
def test_an_upload_is_found_by_its_sender_alone(id_: str, store: Path) -> None:
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.modtagelse_forberedt import bekraeft, hent_forberedt, opgiv

    sendt = send()
    sagt = set()
    for egen, hvem in ((sendt.id, "Ib"), (id_, "Bo")):
        for goer in (hent_forberedt, bekraeft, opgiv):
            with pytest.raises(SagsFejl) as fejl:
                goer(egen, hvem=hvem)
            sagt.add(str(fejl.value))
    assert len(sagt) == 1
    assert hent_forberedt(sendt.id, hvem="Bo") == sendt


def test_what_nobody_confirms_in_time_is_removed(store: Path) -> None:
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.modtagelse_forberedt import hent_forberedt, holder, opgiv, ryd_udloebne

    sendt, anden = send(nu=NU), send(nu=NU + holder() / 2)
    with pytest.raises(SagsFejl):
        hent_forberedt(sendt.id, hvem="Bo", nu=NU + holder())
    assert ryd_udloebne(NU + holder()) == 1
    assert hent_forberedt(anden.id, hvem="Bo", nu=NU + holder()).id == anden.id
    (store / "modtaget" / "modtaget-halv").mkdir()
    assert ryd_udloebne(NU - holder()) == 0
    assert ryd_udloebne(dt.datetime.now(dt.UTC) + 3 * holder()) == 2
    assert list((store / "modtaget").iterdir()) == []
    tredje = send()
    opgiv(tredje.id, hvem="Bo")
    assert list((store / "modtaget").iterdir()) == []


def test_an_import_that_fails_can_be_confirmed_again(store: Path) -> None:
    from rettidig.forloeb import UbrugeligeData
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.modtagelse_forberedt import bekraeft, ventende

    uden = send(indhold=pakke({"ydelser.csv": GODE["ydelser.csv"]}))
    with pytest.raises(UbrugeligeData):
        bekraeft(uden.id, hvem="Bo")
    sendt = send()

    def snubler(hvad: str, _tabel: str) -> None:
        if hvad == "gemmer":
            raise SagsFejl("afbrudt")

    with pytest.raises(SagsFejl):
        bekraeft(sendt.id, hvem="Bo", trin=snubler)
    assert [v.id for v in ventende("Bo")] == [uden.id, sendt.id]
    assert bekraeft(sendt.id, hvem="Bo").visning.i_alt.nye == 2


def test_two_who_confirm_the_same_upload_at_once_import_it_once(store: Path) -> None:
    from django.db import connection

    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.models import Handling
    from rettidig.sager.services.modtagelse_forberedt import bekraeft

    sendt = send()
    svar: list[str] = []

    def goer() -> None:
        try:
            bekraeft(sendt.id, hvem="Bo")
            svar.append("indlaest")
        except SagsFejl as fejl:
            svar.append(fejl.kode)
        finally:
            connection.close()

    traade = [threading.Thread(target=goer) for _ in range(2)]
    for traad in traade:
        traad.start()
    for traad in traade:
        traad.join()
    assert sorted(svar) == ["forberedt_indlaest", "indlaest"]
    assert Handling.objects.filter(slags=Handling.Slags.INDLAESNING).count() == 1


def test_the_same_upload_sent_twice_and_confirmed_at_once_doubles_nothing(store: Path) -> None:
    from django.db import connection

    from rettidig.sager.services.modtagelse_forberedt import bekraeft

    nye: list[int] = []

    def goer(id_: str) -> None:
        try:
            nye.append(bekraeft(id_, hvem="Bo").visning.i_alt.nye)
        finally:
            connection.close()

    traade = [threading.Thread(target=goer, args=(send().id,)) for _ in range(3)]
    for traad in traade:
        traad.start()
    for traad in traade:
        traad.join()
    assert sorted(nye) == [0, 0, 2]
    assert {navn: sum(raekker.values()) for navn, raekker in indhold(kendt()).items()} == {"borgere": 1, "ydelser": 1}
