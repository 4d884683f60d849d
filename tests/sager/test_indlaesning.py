"""Import: previewed, written once, compared fact by fact, undone; and the engine answers from it as from the files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.sager.udtraek import D, byen, indhold, lille, svar, ydelse

from rettidig.forloeb import Datasaet, laes_datasaet

pytestmark = pytest.mark.usefixtures("store")


def kendt() -> Datasaet:
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu

    return hent_datasaet(kendt_nu())


def laes_ind(data: Datasaet, kilde: str = "fagsystem", **andet: object):  # type: ignore[no-untyped-def]
    from rettidig.sager.services.indlaesning import indlaes

    return indlaes(data, kilde, hvem="proeve", **andet)  # type: ignore[arg-type]


def tal(data: Datasaet, kilde: str = "fagsystem") -> tuple[int, ...]:
    """New, changed, closed, unchanged and mastered elsewhere, of all tables."""
    from rettidig.sager.services.indlaesning import forhaandsvis

    vist = forhaandsvis(data, kilde).i_alt.alle()
    assert laes_ind(data, kilde, luk_mange=True).visning.i_alt.alle() == vist
    return vist


@pytest.mark.parametrize("froe", [1, 2])
def test_the_engine_answers_the_same_from_the_store_as_from_the_files(froe: int) -> None:
    data = byen(froe, 120)
    laes_ind(data)
    assert indhold(kendt()) == indhold(data)
    assert svar(kendt()) == svar(data)


def test_after_many_nightly_extracts_the_store_answers_as_the_last_of_them() -> None:
    for froe, antal in ((3, 60), (4, 40), (3, 50), (3, 60)):
        data = byen(froe, antal)
        laes_ind(data, luk_mange=True)
        assert indhold(kendt()) == indhold(data)
        assert svar(kendt()) == svar(data)


def test_one_citizen_can_be_asked_for_alone() -> None:
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.selectors.kendt import kendt_nu

    laes_ind(byen(5, 10))
    alle = kendt()
    en = hent_datasaet(kendt_nu(), borger="P00003")
    assert en.tabeller["borgere"]["borger_id"].to_pylist() == ["P00003"]
    egne = {navn: {r: n for r, n in rs.items() if r[0] == "P00003"} for navn, rs in indhold(alle).items()}
    assert indhold(en) == {navn: rs for navn, rs in egne.items() if rs}


def test_the_same_extract_twice_changes_nothing() -> None:
    data = byen(6, 80)
    raekker = sum(t.num_rows for t in data.tabeller.values())
    assert tal(data) == (raekker, 0, 0, 0, 0)
    assert tal(data) == (0, 0, 0, raekker, 0)


def test_the_rows_in_another_order_are_the_same_facts_where_the_order_says_nothing() -> None:
    laes_ind(lille(ydelser=[ydelse(borger="A"), ydelse(borger="B")]))
    assert tal(lille(ydelser=[ydelse(borger="B"), ydelse(borger="A")])) == (0, 0, 0, 4, 0)


def test_the_order_of_rows_that_begin_the_same_day_is_kept_and_a_new_order_is_a_change() -> None:
    to = [ydelse(), ydelse(ydelse="dagpenge", visitation=None), ydelse(ydelse="sygedagpenge", visitation=None)]
    assert tal(lille(ydelser=to)) == (5, 0, 0, 0, 0)
    assert tal(lille(ydelser=to[1:])) == (0, 0, 1, 4, 0)
    assert tal(lille(ydelser=to[:0:-1])) == (0, 1, 0, 3, 0)
    assert kendt().tabeller["ydelser"]["ydelse"].to_pylist() == ["sygedagpenge", "dagpenge"]
    assert tal(lille(ydelser=to)) == (1, 1, 0, 3, 0)
    assert kendt().tabeller["ydelser"].sort_by("raekke")["ydelse"].to_pylist() == [r["ydelse"] for r in to]


def test_a_spell_that_ends_is_the_same_spell_and_one_that_is_gone_is_closed() -> None:
    assert tal(lille(ydelser=[ydelse(), ydelse(borger="B")])) == (4, 0, 0, 0, 0)
    assert tal(lille(ydelser=[ydelse(D(2023, 2, 1))])) == (0, 1, 1, 2, 0)
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.selectors.registreringer import borgerens, faktas

    (nu,) = borgerens("ydelser", "A", kendt_nu())
    foer, efter = faktas("ydelser", nu.fakta_id, kendt_nu())
    assert (foer.periode.upper, efter.periode.upper) == (None, D(2023, 2, 1))
    assert foer.registreret.upper == efter.registreret.lower == efter.handling.tidspunkt
    assert foer.lukket_af == efter.handling
    assert (efter.handling.hvem, efter.mester, efter.raekke) == ("proeve", "fagsystem", 2)


def test_a_planned_talk_that_is_held_is_the_same_talk() -> None:
    samtale = {"borger_id": "A", "dato": D(2023, 3, 1), "slags": "jobsamtale", "status": "planlagt"}
    laes_ind(lille(samtaler=[samtale]))
    assert tal(lille(samtaler=[samtale | {"status": "afholdt", "form": "video"}])) == (0, 1, 0, 2, 0)


def test_an_activity_is_known_by_its_id_whatever_else_is_corrected() -> None:
    indsats = {"borger_id": "A", "indsats": "virksomhedspraktik", "fra": D(2023, 3, 1), "indsats_id": "7"}
    laes_ind(lille(indsatser=[indsats]))
    rettet = indsats | {"indsats": "nytteindsats", "fra": D(2023, 3, 2)}
    assert tal(lille(indsatser=[rettet])) == (0, 1, 0, 2, 0)


def test_what_one_system_is_master_of_another_neither_closes_nor_doubles() -> None:
    laes_ind(lille(ydelser=[ydelse()]), "det ene")
    assert tal(lille(ydelser=[ydelse(), ydelse(borger="B")]), "det andet") == (1, 0, 0, 0, 3)
    assert indhold(kendt())["ydelser"].total() == 2
    assert tal(lille(ydelser=[ydelse()]), "det ene") == (0, 0, 0, 3, 0)


def test_a_table_that_is_not_in_the_extract_is_not_touched() -> None:
    data = byen(7, 20)
    laes_ind(data)
    uden = {n: t if n != "samtaler" else t.slice(0, 0) for n, t in data.tabeller.items()}
    indlaest = laes_ind(replace(data, tabeller=uden, fravaerende=("samtaler",)))
    assert indlaest.visning.i_alt.i_alt == 0
    assert indlaest.visning.fravaerende == ("samtaler",)
    assert indhold(kendt()) == indhold(data)


def test_a_preview_writes_nothing() -> None:
    from rettidig.sager.models import Borger, Handling
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.services.indlaesning import forhaandsvis

    foer = kendt_nu()
    assert forhaandsvis(byen(8, 20), "fagsystem").i_alt.nye > 0
    assert (Borger.objects.count(), Handling.objects.count(), kendt_nu()) == (0, 0, foer)


def test_half_an_extract_is_refused_unless_it_is_meant() -> None:
    from rettidig.sager.fejl import SagsFejl

    laes_ind(byen(9, 60))
    halvt = byen(9, 20)
    with pytest.raises(SagsFejl) as fejl:
        laes_ind(halvt)
    assert fejl.value.kode == "lukker_mange"
    assert indhold(kendt()) == indhold(byen(9, 60))
    laes_ind(halvt, luk_mange=True)
    assert indhold(kendt()) == indhold(halvt)


def test_what_was_set_aside_is_kept_with_the_import_and_told_with_the_data(tmp_path: Path) -> None:
    (tmp_path / "borgere.csv").write_text("borger_id;foedselsdato;kommune\nA;1980-01-01;766\nB;1980-02-30;766\n")
    (tmp_path / "ydelser.csv").write_text(
        "borger_id;ydelse;fra\nA;kontanthjaelp;2023-01-01\nA;paaskehjaelp;2023-01-01\n"
    )
    data = laes_datasaet(tmp_path)
    laes_ind(data)
    igen = kendt()
    assert sorted(map(str, igen.rapport.fund)) == sorted(map(str, data.rapport.fund))
    assert igen.rapport.tal == data.rapport.tal
    assert igen.fravaerende == data.fravaerende


def test_texts_come_back_as_they_went_in_whatever_they_hold() -> None:
    saere = ["", " ", "a;b", 'si"g', "to\nlinjer", "komma, og", "\\N", "NULL", "æøå €", "a\x00b"]
    saere_raekker = [
        {"borger_id": "A", "haendelse": "raskmelding", "dato": D(2023, 1, nr + 1), "vaerdi": tekst}
        for nr, tekst in enumerate(saere)
    ]
    laes_ind(lille(haendelser=saere_raekker))
    assert tal(lille(haendelser=saere_raekker)) == (0, 0, 0, len(saere) + 2, 0)
    ud = kendt().tabeller["haendelser"].sort_by("dato")["vaerdi"].to_pylist()
    assert ud == [*saere[:-1], "a\ufffdb"]


def test_an_import_undone_leaves_what_was_known_before_it_and_can_itself_be_undone() -> None:
    from rettidig.sager.selectors.datasaet import hent_datasaet
    from rettidig.sager.services.fortrydelse import fortryd

    foerste, anden = byen(10, 30), byen(11, 30)
    laes_ind(foerste)
    indlaest = laes_ind(anden, luk_mange=True)
    fortrudt = fortryd(indlaest.handling.pk, hvem="proeve", hvorfor="forkert fil")
    assert fortrudt.aendret_siden == 0
    assert indhold(kendt()) == indhold(foerste)
    assert svar(kendt()) == svar(foerste)
    assert indhold(hent_datasaet(indlaest.tidspunkt.tid)) == indhold(anden)
    fortryd(fortrudt.handling.pk, hvem="proeve", hvorfor="den var rigtig")
    assert indhold(kendt()) == indhold(anden)


def test_undoing_puts_back_one_of_two_facts_that_look_alike() -> None:
    from rettidig.sager.services.fortrydelse import fortryd

    to = lille(ydelser=[ydelse(), ydelse(D(2023, 1, 1))])
    laes_ind(to)
    indlaest = laes_ind(lille(ydelser=[ydelse()]))
    assert fortryd(indlaest.handling.pk, hvem="proeve", hvorfor="x").genaabnet == 1
    assert indhold(kendt()) == indhold(to)


def test_undoing_leaves_alone_what_has_been_changed_since_and_doubles_nothing() -> None:
    from rettidig.sager.services.fortrydelse import fortryd

    laes_ind(lille(ydelser=[ydelse(), ydelse(borger="B")]))
    tom = laes_ind(lille(ydelser=[ydelse(D(2023, 1, 1))]))
    laes_ind(lille(ydelser=[ydelse(D(2023, 2, 1)), ydelse(borger="B")]))
    fortrudt = fortryd(tom.handling.pk, hvem="proeve", hvorfor="forkert fil")
    assert (fortrudt.lukket, fortrudt.genaabnet, fortrudt.aendret_siden) == (0, 0, 2)
    assert indhold(kendt()) == indhold(lille(ydelser=[ydelse(D(2023, 2, 1)), ydelse(borger="B")]))


def test_an_act_is_undone_once_and_one_that_is_not_there_not_at_all() -> None:
    from rettidig.sager.fejl import SagsFejl
    from rettidig.sager.services.fortrydelse import fortryd

    nummer = laes_ind(lille()).handling.pk
    fortryd(nummer, hvem="proeve", hvorfor="x")
    for ukendt, kode in ((nummer, "allerede_fortrudt"), (nummer + 99, "ukendt_handling")):
        with pytest.raises(SagsFejl) as fejl:
            fortryd(ukendt, hvem="proeve", hvorfor="x")
        assert fejl.value.kode == kode
