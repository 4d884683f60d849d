"""What the random histories promise, and what every answer about them must obey."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from tests.uafhaengig.frister import frister
from tests.uafhaengig.historier import clean, maanedsslut, skaeringsdag, ugly
from tests.uafhaengig.maalinger import REGELSAET, fokusmaal
from tests.uafhaengig.refusion import refusion

FROE = range(300)


@pytest.mark.parametrize("lav", [ugly, clean])
def test_samme_froe_giver_samme_historie(lav: object) -> None:
    assert callable(lav)
    assert [lav(Random(froe)) for froe in range(20)] == [lav(Random(froe)) for froe in range(20)]


def test_ingen_historie_har_omvendte_eller_gentagne_raekker() -> None:
    for froe in FROE:
        for person in (ugly(Random(froe)), clean(Random(froe))):
            for tabel in ("ydelser", "indsatser", "fritagelser"):
                assert all(r["til"] is None or r["fra"] <= r["til"] for r in person[tabel])
            for tabel in ("ydelser", "indsatser", "samtaler", "loentimer", "fritagelser", "haendelser"):
                assert all(raekke not in person[tabel][:nr] for nr, raekke in enumerate(person[tabel]))


def test_en_raekke_kender_kun_det_der_er_begyndt() -> None:
    for froe in FROE:
        rng = Random(froe)
        person = ugly(rng)
        pr = skaeringsdag(rng, person)
        bagud = {**person}
        for tabel, felt in (("ydelser", "fra"), ("indsatser", "fra"), ("samtaler", "dato"), ("loentimer", "maaned")):
            bagud[tabel] = [r for r in person[tabel] if r[felt] <= pr]
        assert frister(person, pr) == frister(bagud, pr)


def test_status_stemmer_med_frist_og_skaeringsdag() -> None:
    for froe in FROE:
        rng = Random(froe)
        person = ugly(rng)
        pr = skaeringsdag(rng, person)
        for raekke in frister(person, pr):
            status, frist = raekke["status"], raekke["frist"]
            assert raekke["forloeb_start"] <= pr
            assert raekke["opfyldt_dato"] is None or raekke["opfyldt_dato"] <= pr
            if status == "afventer":
                assert frist >= pr
            if status == "overskredet":
                assert frist < pr
            if status == "sat_paa_pause":
                assert frist is None
            if status in ("opfyldt", "opfyldt_for_sent"):
                assert raekke["opfyldt_dato"] is not None
            if status == "overskredet":
                assert raekke["opfyldt_dato"] is None


def test_de_gaeldende_regler_er_de_gamle_foer_og_de_nye_et_aar_efter_marts_2023() -> None:
    for froe in FROE:
        rng = Random(froe)
        person = ugly(rng)
        d = maanedsslut(rng, person)
        gaeldende, gamle, nye = (fokusmaal(person, d, regelsaet) for regelsaet in REGELSAET)
        if d.isoformat() < "2023-03-22":
            assert gaeldende == gamle
        if d.isoformat() >= "2024-03-31":
            assert gaeldende == nye


def test_refusionen_giver_det_samme_uanset_hvor_man_begynder_at_se() -> None:
    for froe in range(60):
        rng = Random(froe)
        person = ugly(rng)
        til = skaeringsdag(rng, person)
        fra = til - timedelta(days=rng.randrange(700))
        hele = refusion(person, fra - timedelta(days=2000), til)
        udsnit = refusion(person, fra, til)
        assert udsnit == hele[len(hele) - len(udsnit) :]
        assert all(sats in (80, 40, 30, 20) for _, _, _, sats in hele)
