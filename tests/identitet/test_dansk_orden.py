"""Danish order: æ, ø and å last, aa as å, accents and case only where all else is equal."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from rettidig.identitet.dansk_orden import dansk_orden, navneorden


def test_words_stand_as_in_a_danish_dictionary() -> None:
    ordnet = ["Abel", "André", "Andreas", "Bo Å", "Boa A", "Mylius", "Müller", "Sabroe", "Saabye", "Zeuthen"]
    ordnet += ["Ærø", "Ødegaard", "Ömer", "Østergaard", "Aaberg", "Åboulevard", "Aagaard", "Aagård", "Årup"]
    blandet = random.Random(1).sample(ordnet, len(ordnet))
    assert sorted(blandet, key=dansk_orden) == ordnet


def test_case_and_accents_decide_only_between_equals() -> None:
    assert sorted(["anne", "Anne", "Anné", "ANNE B"], key=dansk_orden) == ["Anne", "Anné", "anne", "ANNE B"]


def test_hyphens_and_blanks_part_words_alike_and_apostrophes_part_nothing() -> None:
    assert dansk_orden("Anne-Marie")[0] == dansk_orden("Anne  Marie")[0]
    assert dansk_orden("D'Angelo")[0] == dansk_orden("Dangelo")[0]


def test_persons_are_ordered_by_last_name_then_the_whole() -> None:
    navne = ["Bo Aagaard", "Anne Zeuthen", "Aase Berg", "Ida Berg"]
    assert sorted(navne, key=navneorden) == ["Ida Berg", "Aase Berg", "Anne Zeuthen", "Bo Aagaard"]
    assert navneorden("")


@given(st.lists(st.text(max_size=12), max_size=8, unique_by=dansk_orden), st.randoms())
def test_the_order_does_not_depend_on_where_one_begins(ord_: list[str], rng: random.Random) -> None:
    blandet = rng.sample(ord_, len(ord_))
    assert sorted(ord_, key=dansk_orden) == sorted(blandet, key=dansk_orden)
