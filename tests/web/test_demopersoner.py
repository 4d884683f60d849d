"""The invented citizens: no number among theirs can be anybody's, and no two are alike."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from stdnum.dk import cpr as stdnum_cpr

from rettidig.identitet.cpr import tyd_cpr

_REGISTRET_BEGYNDTE = 1968
_AELDST = 105


def test_no_number_can_be_anybodys(store: Path) -> None:
    from rettidig.web.demo.personer import FLEST, erstatningsnummer

    numre = [erstatningsnummer(nr) for nr in range(FLEST)]
    assert len(set(numre)) == FLEST
    for skrevet in numre:
        cpr = tyd_cpr(skrevet)
        assert cpr.er_erstatning
        assert cpr.foedselsdato < dt.date(_REGISTRET_BEGYNDTE - _AELDST, 1, 1)
        uden = f"{int(skrevet[:2]) - 60:02d}{skrevet[2:]}"
        assert stdnum_cpr.checksum(uden) != 0
        assert stdnum_cpr.checksum(skrevet) != 0
    for udenfor in (-1, FLEST):
        with pytest.raises(ValueError, match=str(udenfor)):
            erstatningsnummer(udenfor)


def test_everybody_has_a_name_of_their_own_and_one_is_long(store: Path) -> None:
    from rettidig.web.demo.personer import navn

    navne = [navn(nr) for nr in range(3_000)]
    assert len(set(navne)) == len(navne)
    assert max(map(len, navne)) > 60


def test_the_demonstrations_citizens_are_known_by_name_and_the_one_with_a_user_by_that_users(store: Path) -> None:
    from django.test import override_settings

    from rettidig.adgang.models import Bruger
    from rettidig.identitet.selectors.opslag import navne
    from rettidig.sager.models import Borger
    from rettidig.web.demo.opsaetning import saet_op

    with override_settings(DEMO=True, UDVIKLING=True):
        saet_op(borgere=60)
    kendte = navne(list(Borger.objects.values_list("pk", flat=True)))
    assert len(kendte) == 60
    berit = Bruger.objects.get(username="berit")
    assert kendte[berit.borger_id].navn == "Berit Borger"
