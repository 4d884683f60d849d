"""What is prepared here for another system counts once, and comes back as the same fact."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sager.proevelagring import toem
from tests.sager.udtraek import D, lille, ydelse

from rettidig.forloeb import Datasaet
from rettidig.sager.fejl import SagsFejl

pytestmark = pytest.mark.usefixtures("store")

HVEM = {"hvem": "Bo", "hvorfor": "prøve"}
SAMTALE = {"borger_id": "A", "dato": "2023-02-01", "slags": "jobsamtale", "status": "afholdt", "form": "fremmoede"}
PRAKTIK = {"borger_id": "A", "indsats": "virksomhedspraktik", "fra": "2023-03-01", "til": "2023-03-28"}


def udtraek(**raekker: list[dict[str, Any]]) -> Datasaet:
    """What the system tells: the two citizens, a benefit, and what is given."""
    return lille(**({"ydelser": [ydelse()], "samtaler": [], "indsatser": []} | raekker))


def samtale(dag: dt.date = D(2023, 2, 1), **andet: Any) -> dict[str, Any]:
    """The talk as the system tells it."""
    fast = {"borger_id": "A", "dato": dag, "slags": "jobsamtale", "form": "fremmoede", "status": "afholdt"}
    return fast | andet


def praktik(**andet: Any) -> dict[str, Any]:
    """The internship as the system tells it, under an id of its own."""
    fast = {"borger_id": "A", "indsats": "virksomhedspraktik", "fra": D(2023, 3, 1), "til": D(2023, 3, 29)}
    return fast | {"indsats_id": "F77"} | andet


def indlaes(data: Datasaet) -> None:
    """The next extract of the system."""
    from rettidig.sager.services import indlaesning

    indlaesning.indlaes(data, "fagsystemet", hvem="nat")


def tilstande(**andet: Any) -> list[str]:
    """How far everything prepared has come."""
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.udfoersel import udfoersler

    return [u.tilstand for u in udfoersler(kendt_nu(), **andet)]


def talt(tabel: str) -> int:
    """How many rows of a table the engine would read now."""
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu

    return int(hent_datasaet(kendt_nu()).tabeller[tabel].num_rows)


def test_a_prepared_talk_counts_at_once_is_sent_and_comes_back_as_the_same_fact() -> None:
    from rettidig.sager.models import Samtale
    from rettidig.sager.services import udfoersel

    indlaes(udtraek())
    fakta_id = udfoersel.forbered("samtaler", SAMTALE, **HVEM)
    assert (tilstande(), talt("samtaler")) == (["forberedt"], 1)
    indlaes(udtraek())
    assert (tilstande(), talt("samtaler")) == (["forberedt"], 1), "an extract without it does not close it"
    sendt = udfoersel.send("fagsystemet", **HVEM)
    assert [u.raekke["dato"] for u in sendt.sendt] == ["2023-02-01"]
    assert (tilstande(), talt("samtaler")) == (["sendt"], 1)
    indlaes(udtraek(samtaler=[samtale(part="kommune")]))
    assert (tilstande(), talt("samtaler")) == (["kommet_igen"], 1)
    (nu,) = Samtale.objects.filter(lukket_af=None)
    assert (nu.fakta_id, nu.mester) == (fakta_id, "fagsystemet")
    indlaes(udtraek())
    assert (tilstande(), talt("samtaler")) == (["kommet_igen"], 0), "from then on the system decides"


def test_an_internship_is_known_again_under_the_systems_own_id_and_differences_are_shown() -> None:
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.udfoersel import udfoersler
    from rettidig.sager.services import udfoersel

    indlaes(udtraek())
    udfoersel.forbered("indsatser", PRAKTIK, **HVEM)
    udfoersel.send("fagsystemet", **HVEM)
    indlaes(udtraek(indsatser=[praktik(til=D(2023, 4, 5))]))
    assert talt("indsatser") == 1
    (kommet,) = udfoersler(kendt_nu())
    assert kommet.tilstand == "kommet_anderledes"
    assert [(f.kolonne, f.her, f.der) for f in kommet.forskelle] == [("til", "2023-03-28", "2023-04-04")]
    with pytest.raises(SagsFejl) as fejl:
        udfoersel.forbered("indsatser", PRAKTIK, **HVEM)
    assert fejl.value.kode == "findes_allerede"
    assert talt("indsatser") == 1


def test_what_has_not_come_back_is_said_and_something_like_it_is_pointed_out() -> None:
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.udfoersel import udfoersler
    from rettidig.sager.services import udfoersel

    indlaes(udtraek())
    udfoersel.forbered("samtaler", SAMTALE, **HVEM)
    udfoersel.send("fagsystemet", **HVEM)
    assert tilstande(efter_dage=0) == ["sendt"], "no extract has come since"
    indlaes(udtraek(samtaler=[samtale(D(2023, 2, 2))]))
    assert tilstande() == ["sendt"], "too early to say"
    (ude,) = udfoersler(kendt_nu(), efter_dage=0)
    assert ude.tilstand == "udeblevet"
    assert ude.ligner is not None


def test_what_is_corrected_after_it_was_sent_waits_to_be_sent_again() -> None:
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.udfoersel import udfoersler
    from rettidig.sager.services import rettelser, udfoersel

    indlaes(udtraek())
    udfoersel.forbered("samtaler", SAMTALE, **HVEM)
    udfoersel.send("fagsystemet", **HVEM)
    (sendt,) = udfoersler(kendt_nu())
    rettelser.ret("samtaler", sendt.registrering, SAMTALE | {"form": "telefon"}, **HVEM)
    assert tilstande() == ["rettet_siden"]
    assert udfoersel.send("fagsystemet", **HVEM).sendt[0].raekke["form"] == "telefon"
    assert tilstande() == ["sendt"]
    with pytest.raises(SagsFejl) as fejl:
        udfoersel.send("fagsystemet", **HVEM)
    assert fejl.value.kode == "intet_at_sende"


def test_sending_and_coming_back_can_be_undone_like_everything_else() -> None:
    from rettidig.sager.models import Handling
    from rettidig.sager.services import fortrydelse, udfoersel

    indlaes(udtraek())
    udfoersel.forbered("samtaler", SAMTALE, **HVEM)
    sendt = udfoersel.send("fagsystemet", **HVEM)
    fortrydelse.fortryd(sendt.handling.pk, **HVEM)
    assert (tilstande(), talt("samtaler")) == (["forberedt"], 1)
    udfoersel.send("fagsystemet", **HVEM)
    indlaes(udtraek(samtaler=[samtale()]))
    kommet = Handling.objects.latest("pk")
    fortrydelse.fortryd(kommet.pk, **HVEM)
    assert (tilstande(), talt("samtaler")) == (["sendt"], 1)


def test_what_is_prepared_for_one_system_is_left_alone_by_another() -> None:
    from rettidig.sager.services import indlaesning, udfoersel

    indlaes(udtraek())
    udfoersel.forbered("samtaler", SAMTALE, modtager="fagsystemet", **HVEM)
    indlaesning.indlaes(lille(samtaler=[samtale()]), "et andet", hvem="nat")
    assert (tilstande(), talt("samtaler")) == (["forberedt"], 1)


@pytest.mark.parametrize("navn", ["", "  ", "sendt:x", "forberedt:x"])
def test_a_state_is_no_system(navn: str) -> None:
    from rettidig.sager.services import indlaesning, udfoersel

    with pytest.raises(SagsFejl):
        udfoersel.forbered("samtaler", SAMTALE, modtager=navn, **HVEM)
    with pytest.raises(SagsFejl):
        indlaesning.indlaes(udtraek(), navn, hvem="nat")


@settings(max_examples=12)
@given(st.lists(st.sampled_from(["forbered", "send", "tom", "kommer", "kommer_med_part"]), min_size=1, max_size=6))
def test_whatever_the_order_the_talk_counts_once(skridt: list[str]) -> None:
    from rettidig.sager.services import udfoersel

    toem()
    indlaes(udtraek())
    er_her = hos_dem = paa_vej = sendt = False
    for trin in skridt:
        match trin:
            case "forbered":
                if er_her:
                    with pytest.raises(SagsFejl, match="allerede"):
                        udfoersel.forbered("samtaler", SAMTALE, **HVEM)
                else:
                    udfoersel.forbered("samtaler", SAMTALE, **HVEM)
                    paa_vej, sendt = True, False
            case "send":
                if paa_vej and not sendt:
                    udfoersel.send("fagsystemet", **HVEM)
                    sendt = True
                else:
                    with pytest.raises(SagsFejl, match="venter"):
                        udfoersel.send("fagsystemet", **HVEM)
            case "tom":
                indlaes(udtraek())
                hos_dem = False
            case _:
                indlaes(udtraek(samtaler=[samtale(part="kommune" if trin.endswith("part") else None)]))
                hos_dem, paa_vej = True, False
        er_her = hos_dem or paa_vej
        assert talt("samtaler") == int(er_her)


def test_a_sending_is_about_others_too_and_is_not_undone_from_the_page_of_one() -> None:
    from rettidig.sager.models import Borger
    from rettidig.sager.selectors.journal import alle_registreringer, journal
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.services import udfoersel
    from rettidig.sager.services.fortrydelse import fortryd

    indlaes(udtraek())
    for borger in ("A", "B"):
        udfoersel.forbered("samtaler", SAMTALE | {"borger_id": borger}, **HVEM)
    sendt = udfoersel.send("fagsystemet", **HVEM).handling
    fortrudt = fortryd(sendt.pk, **HVEM).handling
    for borger in Borger.objects.filter(noegle__in=("A", "B")):
        om_en = {p.handling.pk: p.om_en for p in journal(alle_registreringer(borger, kendt_nu()))}
        assert (om_en[sendt.pk], om_en[fortrudt.pk]) == (False, False)
        assert sorted(om_en.values()) == [False, False, False, True]
