"""What was answered on a day can be answered again: nothing learnt later changes what was known then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sager.proevelagring import toem
from tests.sager.udtraek import D, byen, indhold, lille, svar, ydelse

from rettidig.forloeb import Datasaet

pytestmark = pytest.mark.usefixtures("store")

RETTELSER = [
    {"borger_id": b, "ydelse": y, "fra": "2022-10-03", "til": til, "visitation": "jobparat"}
    for b in ("P00000", "P00001")
    for y in ("kontanthjaelp", "uddannelseshjaelp")
    for til in ("", "2023-01-31", "2023-04-30")
]
SKRIDT = st.one_of(
    st.tuples(st.just("indlaes"), st.integers(0, 3), st.integers(1, 5)),
    st.tuples(st.just("registrer"), st.sampled_from(RETTELSER)),
    st.tuples(st.just("ret"), st.integers(0, 99), st.sampled_from(RETTELSER)),
    st.tuples(st.just("afslut"), st.integers(0, 99)),
    st.tuples(st.just("fortryd"), st.integers(0, 99)),
)


@dataclass
class Forloeb:
    """What has been answered so far, each answer with the time it was known at."""

    svar: list[tuple[dt.datetime, dict[str, Any], list[list[dict[str, Any]]]]] = field(default_factory=list)
    handlinger: list[int] = field(default_factory=list)

    def goer(self, skridt: tuple[Any, ...]) -> None:
        """One change; one the store refuses is no change."""
        from rettidig.sager.fejl import SagsFejl
        from rettidig.sager.models import Handling

        try:
            self._goer(skridt)
        except SagsFejl as fejl:
            if fejl.kode not in {"findes_allerede", "ukendt_borger", "anden_borger", "allerede_fortrudt"}:
                raise
        self.handlinger = list(Handling.objects.order_by("pk").values_list("pk", flat=True))

    def _goer(self, skridt: tuple[Any, ...]) -> None:
        from rettidig.sager.models import Ydelse
        from rettidig.sager.services import fortrydelse, indlaesning, rettelser

        hvem = {"hvem": "proeve", "hvorfor": "proeve"}
        aabne = list(Ydelse.objects.filter(lukket_af=None).order_by("pk").values_list("pk", flat=True))
        match skridt:
            case "indlaes", froe, antal:
                indlaesning.indlaes(byen(froe, antal), "fagsystem", luk_mange=True, **hvem)
            case "registrer", vaerdier:
                rettelser.registrer("ydelser", vaerdier, **hvem)
            case "ret", nr, vaerdier if aabne:
                rettelser.ret("ydelser", aabne[nr % len(aabne)], vaerdier, **hvem)
            case "afslut", nr if aabne:
                rettelser.afslut("ydelser", aabne[nr % len(aabne)], **hvem)
            case "fortryd", nr if self.handlinger:
                fortrydelse.fortryd(self.handlinger[nr % len(self.handlinger)], **hvem)

    def husk(self) -> None:
        """Answer as known now, and keep the answer."""
        from rettidig.sager.selectors.kendt import kendt_nu

        kendt = kendt_nu()
        self.svar.append((kendt, *besvar(kendt)))


def besvar(kendt: dt.datetime) -> tuple[dict[str, Any], list[list[dict[str, Any]]]]:
    """The facts and the engine's answer as known at a time."""
    from rettidig.sager.selectors.datasaet import hent_datasaet

    data: Datasaet = hent_datasaet(kendt)
    return indhold(data), svar(data)


@given(st.lists(SKRIDT, min_size=3, max_size=7))
@settings(max_examples=8)
def test_every_answer_given_is_given_again_as_known_on_its_day(skridt: list[tuple[Any, ...]]) -> None:
    toem()
    forloeb = Forloeb()
    forloeb.goer(("indlaes", 0, 4))
    forloeb.husk()
    for et in skridt:
        forloeb.goer(et)
        forloeb.husk()
    for kendt, fakta, svarene in forloeb.svar:
        assert besvar(kendt) == (fakta, svarene)


def test_a_fact_registered_corrected_and_closed_by_hand_is_judged_as_a_row_of_an_extract_is() -> None:
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.registreringer import borgerens, faktas
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.sager.services.rettelser import afslut, registrer, ret

    hvem = {"hvem": "en sagsbehandler", "hvorfor": "brev fra borgeren"}
    indlaes(lille(), "fagsystem", hvem="proeve")
    raekke = {"borger_id": "A", "ydelse": "kontanthjaelp", "fra": "03-10-2022", "visitation": "jobparat"}
    fakta = registrer("ydelser", raekke, **hvem)
    assert indhold(hent_datasaet(kendt_nu())) == indhold(lille(ydelser=[ydelse()]))
    (en,) = borgerens("ydelser", "A", kendt_nu())
    ny = ret("ydelser", en.pk, raekke | {"til": "2023-01-31"}, **hvem)
    assert indhold(hent_datasaet(kendt_nu())) == indhold(lille(ydelser=[ydelse(D(2023, 2, 1))]))
    afslut("ydelser", ny, **hvem)
    assert indhold(hent_datasaet(kendt_nu())) == indhold(lille())
    assert [(r.pk, r.handling.hvem, r.mester) for r in faktas("ydelser", fakta, kendt_nu())] == [
        (en.pk, "en sagsbehandler", "rettidig"),
        (ny, "en sagsbehandler", "rettidig"),
    ]
    for forkert in ({"ydelse": "paaskehjaelp"}, {"fra": "2023-02-30"}, {"til": "2022-01-01"}, {"borger_id": "C"}):
        with pytest.raises(SagsFejl):
            registrer("ydelser", raekke | forkert, **hvem)
    with pytest.raises(SagsFejl, match="kolonnen moms"):
        registrer("ydelser", raekke | {"moms": "1"}, **hvem)


def test_a_day_that_is_over_is_the_day_to_its_end_in_denmark_and_one_that_is_not_is_until_now() -> None:
    from rettidig.sager.selectors.kendt import kendt_nu, kendt_pr, tyd_kendt

    assert kendt_pr(D(2023, 6, 30)).isoformat() == "2023-06-30T23:59:59.999999+02:00"
    assert kendt_pr(D(2023, 1, 31)).utcoffset() == dt.timedelta(hours=1)
    assert kendt_pr(D(9000, 1, 1)) == kendt_nu() == tyd_kendt("")
    assert tyd_kendt("2023-06-30") == kendt_pr(D(2023, 6, 30))
