"""The reconciliations from the command line: the State's figure in, the gap out, what is prepared sent and back."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from tests.cli.conftest import Koer
from tests.tal.afstemning.eksempel import KH, LISTE, datasaet

TAL = f"kommune;ydelse;maaling;periode;naevner;taeller;andel\n350;{KH};lob.fokusmaal.1;2023M05;7;4;57,1 %\n"
SPOERG = ("--pr", "2023-05-31", "--ydelse", KH)


@pytest.fixture
def skaering(store: Path) -> str:
    """The town as it was known at the State's cut-off and as it is known now, in the store; the time of the cut-off."""
    from rettidig.sager.selectors.kendt import kendt_nu
    from rettidig.sager.services import indlaesning

    indlaesning.indlaes(datasaet(nu=False), "fagsystemet", hvem="nat")
    tid = kendt_nu().isoformat()
    indlaesning.indlaes(datasaet(nu=True), "fagsystemet", hvem="nat")
    return tid


@pytest.fixture
def statens(tmp_path: Path) -> tuple[Path, Path]:
    """The State's trial figure and its list of persons, as files."""
    tal, personer = tmp_path / "tal.csv", tmp_path / "personer.csv"
    tal.write_text(TAL, encoding="utf-8")
    linjer = [(n.borger_id, talt) for n, talt in LISTE.kendte.items()] + [("Q9", True)]
    hoved = "borger_id;kommune;ydelse;maaling;periode;talt\n"
    personer.write_text(
        hoved + "".join(f"{b};350;{KH};lob.fokusmaal.1;2023M05;{'ja' if t else 'nej'}\n" for b, t in linjer),
        encoding="utf-8",
    )
    return tal, personer


def test_the_trial_figure_is_read_in_once_and_its_gap_explained_to_persons(
    koer: Koer, skaering: str, statens: tuple[Path, Path]
) -> None:
    tal, personer = statens
    laes = ("afstem", "laes", tal, "--personer", personer, "--regelsaet", "nye", "--hvem", "Bo")
    laest = koer(*laes)
    assert laest.ud == ("Levering nummer 1: 1 tal, 7 personer (heraf 1 ukendte her); 0 rækker sat til side.\n"), (
        laest.fejl
    )
    igen = koer(*laes)
    assert igen.kode != 0
    assert "levering nummer 1" in igen.fejl
    dele = koer("afstem", "gab", *SPOERG, "--skaering", skaering, "--format", "json").objekt
    assert dele["statens"] == {"naevner": 7, "taeller": 4}
    assert dele["vores"] == {"naevner": 6, "taeller": 3}
    assert [(r["aarsag"], r["naevner"], r["taeller"], r["personer"]) for r in dele["raekker"]] == [
        ("ukendte", -1, -1, 1),
        ("andet_regelsaet", 0, 1, 1),
        ("anden_dag", -1, -1, 1),
        ("uforklaret", 1, 2, 2),
        ("tidspunkt", 0, -1, 1),
        ("regelsaet", 0, -1, 1),
    ]
    fundne = koer("afstem", "gab", *SPOERG, "--skaering", skaering, "--vis", "personer", "--format", "json").objekt
    personer_ = {r["borger_id"]: r for r in fundne["raekker"]}
    assert personer_.keys() == {"A1", "B2", "C3", "D4", "E5", "F6"}
    assert "Registreret siden: indsatser (handling 2, " in personer_["B2"]["forklaring"]
    assert personer_["A1"]["hjemmel"] == "BST § 5, nr. 1"
    hele = koer("afstem", "gab", *SPOERG, "--skaering", skaering, "--vis", "tekst").ud
    assert "Heraf uforklaret" in hele


def test_without_a_cut_off_the_answer_says_that_time_cannot_be_told_apart(
    koer: Koer, skaering: str, statens: tuple[Path, Path]
) -> None:
    koer("afstem", "laes", statens[0], "--regelsaet", "nye", "--hvem", "Bo")
    svar = koer("afstem", "gab", *SPOERG, "--format", "json").objekt
    assert {r["trin"] for r in svar["raekker"]} == {"uforklaret", "regelsaet"}
    assert len(svar["forbehold"]) == 3
    i_tabel = koer("afstem", "gab", *SPOERG).ud
    assert "Forskel: nævner" in i_tabel
    liste = koer("afstem", "liste", "--format", "json").objekt["raekker"]
    assert [(r["nummer"], r["hvem"], r["regelsaet"]) for r in liste] == [(1, "Bo", "nye")]
    assert koer("afstem", "liste", "--levering", "1", "--format", "json").objekt["raekker"][0]["taeller"] == 4


@pytest.mark.parametrize(
    "ord_",
    [
        ("afstem", "gab", "--pr", "2023-05-30"),
        ("afstem", "gab", "--pr", "2023-05-31"),
        ("afstem", "gab", "--pr", "2023-05-31", "--levering", "7"),
        ("afstem", "gab", "--pr", "2023-05-31", "--regelsaet", "x"),
        ("afstem", "gab", "--pr", "2023-05-31", "--vis", "x"),
        ("afstem", "laes", "findes_ikke.csv"),
        ("afstem", "hent", "findes_ikke.yaml"),
        ("udfoer", "send", "fagsystemet"),
        ("udfoer", "traek", "99", "--hvorfor", "x"),
        ("udfoer", "forbered", "borgere", "borger_id=A", "--hvorfor", "x"),
        ("udfoer", "forbered", "samtaler", "dato=2023-01-01", "--hvorfor", "x"),
        ("udfoer", "forbered", "samtaler", "borger_id", "--hvorfor", "x"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(koer: Koer, store: Path, ord_: tuple[str, ...]) -> None:
    svar = koer(*ord_)
    assert svar.kode != 0
    assert len(svar.fejl.strip().splitlines()) == 1


def test_a_figure_the_state_hides_is_said_to_be_hidden(koer: Koer, skaering: str, tmp_path: Path) -> None:
    fil = tmp_path / "tal.csv"
    fil.write_text(TAL.replace(";7;4;57,1 %", ";-;-;-"), encoding="utf-8")
    assert koer("afstem", "laes", fil).kode == 0
    assert "små tal skjules" in koer("afstem", "gab", *SPOERG).fejl


def test_what_the_state_has_said_is_never_changed(koer: Koer, skaering: str, statens: tuple[Path, Path]) -> None:
    from django.db import IntegrityError, transaction

    from rettidig.tal.models import Statslevering, Statsmaaling, Statsperson

    koer("afstem", "laes", statens[0], "--personer", statens[1])
    for model in (Statslevering, Statsmaaling, Statsperson):
        assert model.objects.exists()
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(id=99)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all()._raw_delete("default")


def test_a_prepared_internship_is_sent_and_counted_once_when_it_comes_back(
    koer: Koer, store: Path, tmp_path: Path
) -> None:
    from rettidig.sager.services import indlaesning

    indlaesning.indlaes(datasaet(nu=False), "fagsystemet", hvem="nat")
    vaerdier = ("borger_id=B2", "indsats=virksomhedspraktik", "fra=2023-05-08", "til=2023-06-04")
    assert koer("udfoer", "forbered", "indsatser", *vaerdier, "--hvorfor", "aftalt").kode == 0
    maal = ("maalinger", "db:", "--pr", "2023-05-31", "--format", "json")
    foer = koer(*maal).objekt["raekker"]
    assert koer("udfoer", "send", "fagsystemet", "--ud", tmp_path / "findes" / "ikke.csv").kode != 0
    assert koer("udfoer", "liste", "--format", "json").objekt["raekker"][0]["tilstand"] == "forberedt"
    ud = tmp_path / "til_registrering.csv"
    assert koer("udfoer", "send", "fagsystemet", "--ud", ud).kode == 0
    with ud.open(encoding="utf-8-sig", newline="") as fil:
        (raekke,) = csv.DictReader(fil, delimiter=";")
    assert {k: raekke[k] for k in ("borger_id", "indsats", "fra", "til")} == dict(v.split("=") for v in vaerdier)
    indlaesning.indlaes(datasaet(nu=True), "fagsystemet", hvem="nat")
    (kommet,) = koer("udfoer", "liste", "--format", "json").objekt["raekker"]
    assert (kommet["tilstand"], kommet["forskelle"]) == ("kommet_igen", None)
    assert koer(*maal).objekt["raekker"] == foer, "it counted before it came back, and counts once after"
    assert dt.datetime.fromisoformat(kommet["sendt"]) < dt.datetime.fromisoformat(kommet["kommet"])


def test_the_invented_trial_figure_shows_the_transition_and_every_kind_of_difference(
    koer: Koer, store: Path, tmp_path: Path
) -> None:
    from rettidig.sager.models import Borgeroplysning
    from rettidig.tal.services.statens_demo import lav_proevemaaling

    by = tmp_path / "demo"
    assert (
        koer(
            "demo", "--ud", by, "--borgere", "400", "--kommune", "350", "--fra", "2021-01-01", "--til", "2023-06-30"
        ).kode
        == 0
    )
    assert koer("indlaes", by, "--hvem", "Bo").kode == 0
    kommune = str(Borgeroplysning.objects.values_list("kommune", flat=True)[0])
    modtaget = lav_proevemaaling(kommune, dt.date(2023, 5, 31), hvem="Bo")
    assert modtaget.ukendte == 1
    svar = koer("afstem", "gab", "--pr", "2023-05-31", "--format", "json").objekt
    poster = {r["aarsag"]: r for r in svar["raekker"]}
    assert poster.keys() >= {"ukendte", "regelsaet"}
    assert poster["regelsaet"]["taeller"] < 0, "those lawfully activated under the old rules"
    maalt = koer("maalinger", "db:", "--pr", "2023-05-31", "--format", "json").objekt["raekker"]
    (vores,) = [r for r in maalt if r["maaling"] == "lob.fokusmaal.1" and r["ydelse"] == "alle"]
    assert svar["vores"] == {"naevner": vores["naevner"], "taeller": vores["taeller"]}
