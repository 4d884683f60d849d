"""What the ready lists gather is named by rules that are coded, and by offers the contract knows."""

from __future__ import annotations

from rettidig.forloeb import koder
from rettidig.regler.arbejdslister import arbejdslister
from rettidig.regler.indlaes import hent_lov


def test_every_duty_a_list_gathers_is_a_coded_deadline_and_stands_in_one_list() -> None:
    valgt = arbejdslister()
    kodede = {regel.regel for regel in hent_lov().alle_frister()}
    lister = [valgt.venter_paa_os.regler, valgt.foerste_samtaler.regler, valgt.tilbud.regler]
    assert set().union(*lister) <= kodede
    assert sum(map(len, lister)) == len(set().union(*lister))


def test_the_offers_that_take_a_place_are_offers_of_the_contract() -> None:
    assert set(arbejdslister().pladser.indsatser) < {kode.kode for kode in koder("indsats")}
