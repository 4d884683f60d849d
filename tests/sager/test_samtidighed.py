"""Two at once: nothing doubled, nothing lost, and the one who comes second is told."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from tests.sager.udtraek import byen, indhold, lille, svar, ydelse

pytestmark = pytest.mark.usefixtures("store")


def paa_en_gang(*opgaver: Callable[[], Any]) -> list[Any]:
    """Run each in a thread of its own with a connection of its own; a ``SagsFejl`` is an answer."""
    from django.db import connection

    from rettidig.sager.fejl import SagsFejl

    start = Barrier(len(opgaver))
    svarene: list[Any] = [None] * len(opgaver)

    def koer(nr: int) -> None:
        try:
            start.wait()
            svarene[nr] = opgaver[nr]()
        except SagsFejl as fejl:
            svarene[nr] = fejl
        finally:
            connection.close()

    traade = [Thread(target=koer, args=(nr,)) for nr in range(len(opgaver))]
    for traad in traade:
        traad.start()
    for traad in traade:
        traad.join()
    return svarene


def test_the_same_extract_from_two_at_once_is_written_once() -> None:
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.services.indlaesning import indlaes

    data = byen(21, 60)
    raekker = sum(t.num_rows for t in data.tabeller.values())
    to = paa_en_gang(*[lambda: indlaes(data, "fagsystem", hvem="proeve")] * 2)
    assert sorted(en.visning.i_alt.alle() for en in to) == [(0, 0, 0, raekker, 0), (raekker, 0, 0, 0, 0)]
    assert len({en.tidspunkt.tid for en in to}) == 2
    assert indhold(hent_datasaet(kendt_nu())) == indhold(data)


def test_two_different_extracts_at_once_follow_each_other() -> None:
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.services.indlaesning import indlaes

    dataene = [byen(22, 40), byen(23, 40)]
    to = paa_en_gang(*[lambda d=d: indlaes(d, "fagsystem", hvem="proeve", luk_mange=True) for d in dataene])
    for data, indlaest in zip(dataene, to, strict=True):
        som_kendt = hent_datasaet(indlaest.tidspunkt.tid)
        assert indhold(som_kendt) == indhold(data)
        assert svar(som_kendt) == svar(data)
    assert kendt_nu() == max(en.tidspunkt.tid for en in to)


def test_of_two_who_correct_the_same_fact_the_second_is_told_and_nothing_is_overwritten() -> None:
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.registreringer import borgerens, faktas
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.sager.services.rettelser import ret

    indlaes(lille(ydelser=[ydelse()]), "fagsystem", hvem="proeve")
    (set_,) = borgerens("ydelser", "A", kendt_nu())
    raekke = {"borger_id": "A", "ydelse": "kontanthjaelp", "fra": "2022-10-03", "visitation": "jobparat"}
    to = paa_en_gang(
        *[
            lambda t=til: ret("ydelser", set_.pk, raekke | {"til": t}, hvem=t, hvorfor="brev")
            for til in ("2023-01-31", "2023-02-28")
        ]
    )
    (fejl,) = [en for en in to if not isinstance(en, int)]
    assert fejl.kode == "rettet_af_anden"
    foer, efter = faktas("ydelser", set_.fakta_id, kendt_nu())
    assert (foer.pk, foer.lukket_af, efter.pk in to) == (set_.pk, efter.handling, True)
    # The second is told who came first, what is different now, and what to look at; and may then correct that.
    assert (fejl.hvem, fejl.registrering, fejl.kolonner) == (efter.handling.hvem, efter.pk, ("til",))
    assert efter.handling.hvem in str(fejl)
    assert ret("ydelser", fejl.registrering, raekke | {"til": "2023-03-31"}, hvem="ny", hvorfor="brev") > efter.pk


def test_of_one_who_corrects_and_one_who_removes_the_second_is_told_what_has_become_of_it() -> None:
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.registreringer import borgerens
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.sager.services.rettelser import afslut, ret
    from rettidig.sager.services.rettet_imens import RettetImens

    indlaes(lille(ydelser=[ydelse()]), "fagsystem", hvem="proeve")
    (set_,) = borgerens("ydelser", "A", kendt_nu())
    raekke = {"borger_id": "A", "ydelse": "kontanthjaelp", "fra": "2022-10-04", "visitation": "jobparat"}
    rettet = ret("ydelser", set_.pk, raekke, hvem="Ib", hvorfor="brev")
    with pytest.raises(RettetImens) as fejl:
        afslut("ydelser", set_.pk, hvem="Bo", hvorfor="brev")
    assert (fejl.value.hvem, fejl.value.registrering, fejl.value.kolonner) == ("Ib", rettet, ("fra",))
    afslut("ydelser", rettet, hvem="Ea", hvorfor="brev")
    for set_nu in (set_.pk, rettet):
        with pytest.raises(RettetImens) as fejl:
            ret("ydelser", set_nu, raekke, hvem="Bo", hvorfor="brev")
        assert (fejl.value.kode, fejl.value.hvem, fejl.value.registrering) == ("lukket_af_anden", "Ea", None)
        assert "kontanthjaelp" not in str(fejl.value)


def test_two_who_make_the_tables_at_once_take_turns() -> None:
    from rettidig.drift.opstart import kontroller_og_migrer

    assert paa_en_gang(kontroller_og_migrer, kontroller_og_migrer) == [None, None]
