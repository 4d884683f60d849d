"""The page of the reconciliation: the State's file in, the gap in parts that add up, a part opened to its persons."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.adgang.proevebrugere import bruger, klient
from tests.web.tal_by import FM1, MAANED, byens_mappe, indlaes_byen

TAL = "kommune;ydelse;maaling;periode;naevner;taeller;andel\n766;alle;lob.fokusmaal.1;2023M05;{n};{t};\n"


@pytest.fixture
def by(store: Path, tmp_path: Path) -> Path:
    ud = byens_mappe(tmp_path)
    indlaes_byen(ud)
    return ud


def filen(indhold: str) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("navn på en borger.csv", indhold.encode())


def tal(celle: str) -> int:
    return int(celle.replace("\N{MINUS SIGN}", "-").replace("+", "").replace(".", ""))


def poster(indhold: str) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """The lines of the account (numerator, denominator), and their sum as the page gives it."""
    tabel = indhold.split('aria-labelledby="gabet"', 1)[1].split("</table>", maxsplit=1)[0]
    krop, fod = tabel.split("<tfoot>")
    moenster = r'<td class="rt-tal">([^<]+)</td><td class="rt-tal">([^<]+)</td>'
    linjer = [(tal(t), tal(n)) for t, n in re.findall(moenster, krop)]
    i_alt = re.search(moenster, fod)
    assert i_alt is not None
    return linjer, (tal(i_alt.group(1)), tal(i_alt.group(2)))


def test_the_gap_to_a_trial_figure_is_in_parts_that_add_up_and_open_to_their_persons(by: Path) -> None:
    from rettidig.adgang.models import Laesning
    from rettidig.tal.models import Statsmaaling
    from rettidig.tal.selectors.afstemning import gabsvar
    from rettidig.tal.services.afstemning import afstem
    from rettidig.tal.services.statens_demo import lav_proevemaaling

    lav_proevemaaling("766", MAANED, hvem="proeve")
    maaling = Statsmaaling.objects.get()
    k = klient(bruger("controller", kommune="766"))
    side = k.get("/afstemning/").content.decode()
    assert f'href="/afstemning/{maaling.pk}/"' in side
    indhold = k.get(f"/afstemning/{maaling.pk}/").content.decode()
    linjer, i_alt = poster(indhold)
    gab = afstem(maaling, med_tekst=False)
    assert i_alt == (gab.forskel.taeller, gab.forskel.naevner)
    assert linjer == [(r["taeller"], r["naevner"]) for r in gabsvar(gab).raekker]
    assert tuple(map(sum, zip(*linjer, strict=True))) == i_alt
    assert len(linjer) > 2
    for post in gab.poster:
        if not post.personer or post.trin.value == "ukendte":
            continue
        aabnet = k.get(f"/afstemning/{maaling.pk}/", {"del": f"{post.trin.value}-{post.aarsag}"}).content.decode()
        dens = aabnet.split('id="del"', 1)[1]
        assert len(re.findall(r'href="/borger/([^/"]+)/"', dens)) == post.personer
    laest = Laesning.objects.filter(hvad="liste.afstemning")
    assert {en.formaal for en in laest} == {"afstemning"}
    for vis in ("", "personer"):
        assert k.get(f"/afstemning/{maaling.pk}/excel/", {"vis": vis}).status_code == 200
    assert Laesning.objects.filter(hvad="udtraek.afstemning").count() == 1
    andet = k.get(f"/afstemning/{maaling.pk}/", {"regelsaet": "gamle"}).content.decode()
    assert poster(andet)[1] == i_alt


def test_a_file_is_read_in_once_and_what_is_wrong_with_it_is_said_in_a_sentence(by: Path) -> None:
    from rettidig.tal.models import Statslevering

    k = klient(bruger("controller", kommune="766"))
    felter = {"regelsaet": "nye", "skaering": "2023-06-15"}
    svar = k.post("/afstemning/", {"tal": filen(TAL.format(n=100, t=40)), **felter}, follow=True)
    assert svar.status_code == 200
    assert "er læst ind: 1 tal" in svar.content.decode()
    levering = Statslevering.objects.get()
    assert (levering.regelsaet, str(levering.skaeringsdag), levering.sted) == ("nye", "2023-06-15", "tal.csv")
    igen = k.post("/afstemning/", {"tal": filen(TAL.format(n=100, t=40)), **felter})
    assert igen.status_code == 422
    assert "allerede læst ind" in igen.content.decode()
    for indhold in ("", "a;b\n1;2\n", TAL.format(n=1, t=4), "\x00\x01"):
        svar = k.post("/afstemning/", {"tal": filen(indhold)})
        assert svar.status_code == 422
        assert "form-error" in svar.content.decode() or "alert" in svar.content.decode()
    assert k.post("/afstemning/", {}).status_code == 422
    assert k.post("/afstemning/", {"tal": filen(TAL.format(n=9, t=4)), "skaering": "i går"}).status_code == 422
    assert Statslevering.objects.count() == 1


def test_only_who_reconciles_gets_in_and_only_to_their_own_municipality(by: Path) -> None:
    from rettidig.tal.models import Statsmaaling
    from rettidig.tal.services.statens_demo import lav_proevemaaling

    lav_proevemaaling("766", MAANED, hvem="proeve")
    nummer = Statsmaaling.objects.get(maaling=FM1).pk
    fremmed = klient(bruger("controller", kommune="350"))
    assert f"/afstemning/{nummer}/" not in fremmed.get("/afstemning/").content.decode()
    assert fremmed.get(f"/afstemning/{nummer}/").status_code == 404
    for rolle in ("sagsbehandler", "leder", "politiker", "administrator"):
        assert klient(bruger(rolle, kommune="766")).get(f"/afstemning/{nummer}/").status_code == 403


def test_a_figure_the_state_hides_is_said_not_to_be_reconcilable(by: Path) -> None:
    from rettidig.tal.models import Statsmaaling

    k = klient(bruger("controller", kommune="766"))
    skjult = "kommune;ydelse;maaling;periode;naevner;taeller;andel\n766;alle;lob.fokusmaal.1;2023M05;;;\n"
    k.post("/afstemning/", {"tal": filen(skjult)})
    for maaling in Statsmaaling.objects.all():
        svar = k.get(f"/afstemning/{maaling.pk}/")
        assert svar.status_code == 200
        assert "kan ikke afstemmes" in svar.content.decode() or "små tal" in svar.content.decode()
