"""The gap between the State's figure and ours: every part named, and the parts add up to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.motor.sammenligning import folk, som_datasaet, som_tabeller, standardvalg
from tests.tal.afstemning.eksempel import DAG, KH, LISTE, STATENS, D, gabet

from rettidig.motor.fokusmaal import FOKUSMAAL_1, FOKUSMAAL_2
from rettidig.motor.historik import byg_historik
from rettidig.motor.maaling import maaling_raekker
from rettidig.regler.former.maaling import REGELSAET
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import paa_sprog
from rettidig.tal.afstemning.aarsager import Kendt
from rettidig.tal.afstemning.dele import Trin
from rettidig.tal.afstemning.fejl import AfstemningsFejl
from rettidig.tal.afstemning.gab import Gab, forklar_gab
from rettidig.tal.afstemning.gabtekst import gab_i_ord
from rettidig.tal.afstemning.statstal import Noegle, Opgoerelse, Personliste, Statstal, Tal
from rettidig.tal.afstemning.stillinger import Stillinger, i_alt
from rettidig.tidslinje import calendar

GODKENDT = Path(__file__).with_name("gab.txt")


def adderer(gab: Gab) -> None:
    """Every number of the account adds up, and each part is its persons."""
    assert Tal(*(sum(k) for k in zip(*(post.tal for post in gab.poster), strict=True))) == gab.forskel
    for trin in Trin:
        linjer = [linje.forskel for linje in gab.personer if linje.trin is trin]
        if linjer:
            poster = [post for post in gab.poster if post.trin is trin]
            assert sum(post.personer or 0 for post in poster) == len(linjer)
            for nr in (0, 1):
                assert sum(post.tal[nr] for post in poster) == sum(linje.tal[nr] for linje in linjer)


def test_the_explained_gap_reads_as_approved() -> None:
    assert gab_i_ord(gabet()) == GODKENDT.read_text(encoding="utf-8")


def test_each_person_is_explained_by_what_makes_the_difference() -> None:
    gab = gabet()
    adderer(gab)
    aarsager = {linje.forskel.noegle.borger_id: linje.grund.aarsag for linje in gab.personer}
    assert aarsager == {
        "A1": "regelsaet",
        "B2": "registreret_siden",
        "C3": "andet_regelsaet",
        "D4": "anden_dag",
        "E5": "uforklaret",
        "F6": "uforklaret",
    }
    assert {linje.grund.hjemmel for linje in gab.personer} == {"BST § 5, nr. 1"}
    assert gab.uforklaret == Tal(0, 1)


def test_it_can_be_read_in_english() -> None:
    with paa_sprog("en"):
        assert "Of which unexplained" in gab_i_ord(gabet())


def test_without_a_list_the_rest_is_named_as_unexplained() -> None:
    gab = gabet(None)
    adderer(gab)
    assert [(post.trin.value, post.uforklaret) for post in gab.poster] == [
        ("uforklaret", True),
        ("tidspunkt", False),
        ("regelsaet", False),
    ]


def test_without_a_cut_off_day_the_time_is_not_told_apart() -> None:
    gab = gabet(med_tid=False)
    adderer(gab)
    assert Trin.TIDSPUNKT not in {post.trin for post in gab.poster}
    assert gab.kendt_da is None


def test_a_mean_of_days_is_told_apart_from_the_last_day() -> None:
    gab = gabet(None, replace(STATENS, opgoerelse=Opgoerelse.GENNEMSNIT))
    adderer(gab)
    # D4 was measured on 20 of the month's 31 days: in the mean of 6.65 there is one more than on the last day.
    assert next(post.tal for post in gab.poster if post.trin is Trin.OPGOERELSE).naevner == -1


def test_a_list_that_is_not_the_figure_is_a_part_of_its_own() -> None:
    gab = gabet(statens=replace(STATENS, naevner=10))
    adderer(gab)
    assert gab.poster[0][:3] == (Trin.LISTEN, "listen", Tal(-3, 0))


@pytest.mark.parametrize(
    ("statens", "liste", "kode"),
    [
        (replace(STATENS, taeller=None), None, "ikke_vist"),
        (replace(STATENS, dag=D(2023, 5, 30)), None, "ikke_maanedsslutning"),
        (replace(STATENS, maaling="x"), None, "ukendt_maaling"),
        (replace(STATENS, opgoerelse=Opgoerelse.GENNEMSNIT), LISTE, "liste_og_gennemsnit"),
    ],
)
def test_what_cannot_be_reconciled_is_one_sentence(statens: Statstal, liste: Personliste | None, kode: str) -> None:
    with pytest.raises(AfstemningsFejl) as fejl:
        gabet(liste, statens)
    assert fejl.value.kode == kode


@pytest.mark.parametrize("maaling", [FOKUSMAAL_1, FOKUSMAAL_2])
@pytest.mark.parametrize("regelsaet", REGELSAET)
def test_our_figure_is_that_of_the_command_line(maaling: str, regelsaet: str) -> None:
    lov, valg = hent_lov(), standardvalg()
    historik = byg_historik(som_datasaet(som_tabeller(folk(4, 150))))
    raekker = maaling_raekker(lov, historik, calendar.to_day(DAG), regelsaet, valg).raekker
    for raekke in (r for r in raekker if r["maaling"] == maaling):
        spurgt = Statstal(raekke["kommune"], raekke["ydelse"], maaling, DAG, 0, 0, regelsaet)
        fundet = i_alt(Stillinger(lov, historik, spurgt, valg).personer(regelsaet))
        assert fundet == Tal(raekke["naevner"], raekke["taeller"])


BYER = [som_tabeller(folk(froe, 60)) for froe in (1, 2)]
PERSON = st.tuples(st.integers(0, 70), st.sampled_from(("kontanthjaelp", "dagpenge", "sygedagpenge")))


@settings(max_examples=25)
@given(
    st.integers(0, 1),
    st.sampled_from(REGELSAET),
    st.sampled_from((FOKUSMAAL_1, FOKUSMAAL_2)),
    st.tuples(st.integers(0, 60), st.integers(0, 60)),
    st.none() | st.dictionaries(PERSON, st.booleans(), max_size=8),
    st.dictionaries(st.integers(2, 9), st.booleans(), max_size=2),
    st.sampled_from(Opgoerelse),
)
def test_the_parts_always_add_up(
    da: int,
    regelsaet: str,
    maaling: str,
    tal: tuple[int, int],
    personer: Mapping[tuple[int, str], bool] | None,
    ukendte: Mapping[int, bool],
    opgoerelse: Opgoerelse,
) -> None:
    lov = hent_lov()
    alle, nu = som_datasaet(BYER[da]), som_datasaet(BYER[1])
    kommune = alle.tabeller["borgere"]["kommune"][0].as_py()
    liste = None
    if personer is not None:
        liste = Personliste({Noegle(f"P{nr:05d}", ydelse): talt for (nr, ydelse), talt in personer.items()}, ukendte)
        opgoerelse = Opgoerelse.SIDSTE_DAG
    statens = Statstal(kommune, "alle", maaling, DAG, *tal, regelsaet, opgoerelse=opgoerelse)
    adderer(forklar_gab(lov, statens, Kendt(nu, "nu"), Kendt(alle, "da"), standardvalg(), liste))


def test_those_who_may_see_no_persons_get_the_same_account() -> None:
    from rettidig.tal.afstemning.gab import uden_personer

    gab = gabet()
    assert uden_personer(gab).poster == gab.poster
    assert KH not in gab_i_ord(uden_personer(gab)).partition("Nævner")[2]
