"""What the ready lists gather is named by rules that are coded, and by offers the contract knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from rettidig.forloeb import koder
from rettidig.regler import arbejdslister as modul
from rettidig.regler.arbejdslister import FIL, arbejdslister
from rettidig.regler.indlaes import LOV, RegelFejl


def test_every_duty_a_list_gathers_stands_in_one_list() -> None:
    valgt = arbejdslister()
    lister = [valgt.venter_paa_os.regler, valgt.foerste_samtaler.regler, valgt.tilbud.regler]
    assert sum(map(len, lister)) == len(set().union(*lister))


@pytest.mark.parametrize(
    ("gammelt", "nyt", "saetning"),
    [
        ("sdl.24.revurdering", "sdl.24.findes_ikke", "sdl.24.findes_ikke"),
        ("frem: 4", "frem: 0", "greater than 0"),
        ("tilbage: 2", "tilbag: 2", "required"),
    ],
)
def test_a_duty_that_is_not_coded_and_a_file_that_cannot_be_read_are_refused(
    gammelt: str, nyt: str, saetning: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skrevet = (LOV / FIL).read_text(encoding="utf-8")
    assert gammelt in skrevet
    (tmp_path / FIL).write_text(skrevet.replace(gammelt, nyt), encoding="utf-8")
    monkeypatch.setattr(modul, "LOV", tmp_path)
    with pytest.raises(RegelFejl, match=saetning):
        arbejdslister.__wrapped__()


def test_the_offers_that_take_a_place_are_offers_of_the_contract() -> None:
    assert set(arbejdslister().pladser.indsatser) < {kode.kode for kode in koder("indsats")}
