"""Users are made, changed and shut out by others than themselves, and every act is written down."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.adgang.borgere import kontor
from tests.adgang.proevebrugere import bruger, klient

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.roller import Rolle, roller


def test_a_user_made_has_the_roles_given_and_no_password(store: Path) -> None:
    from rettidig.adgang.models import Adgangshandling
    from rettidig.adgang.services.brugere import opret

    en = opret("anna", ["sagsbehandler"], hvem="admin", teams=["A", " A", ""], fulde_navn="Anna Prøve Test")
    assert roller(en) == {Rolle.SAGSBEHANDLER}
    assert (en.teams, en.first_name, en.last_name) == (["A"], "Anna Prøve", "Test")
    assert not en.has_usable_password()
    assert Adgangshandling.objects.get().detaljer["roller"] == ["sagsbehandler"]


@pytest.mark.parametrize(
    ("navn", "egne", "ord_"),
    [
        ("", ["leder"], "brugernavn"),
        ("med mellemrum", ["leder"], "brugernavn"),
        ("x" * 151, ["leder"], "brugernavn"),
        ("anna", ["konge"], "konge er ikke en rolle"),
        ("anna", ["borger", "leder"], "andre roller"),
        ("anna", ["borger"], "knyttes"),
        ("findes", ["leder"], "allerede"),
    ],
)
def test_what_cannot_be_a_user_is_refused_with_a_sentence(store: Path, navn: str, egne: list[str], ord_: str) -> None:
    from rettidig.adgang.models import Bruger
    from rettidig.adgang.services.brugere import opret

    bruger(navn="findes")
    with pytest.raises(AdgangsFejl, match=ord_):
        opret(navn, egne, hvem="admin")
    assert Bruger.objects.count() == 1


def test_nobody_changes_their_own_access(store: Path) -> None:
    from rettidig.adgang.services.brugere import nulstil_totrin, ret_adgang, spaer

    en = bruger("administrator")
    bruger("administrator", navn="anden")
    for handling in (spaer, nulstil_totrin):
        with pytest.raises(AdgangsFejl, match="egen adgang"):
            handling(en, hvem=en.username, hvorfor="x")
    with pytest.raises(AdgangsFejl, match="egen adgang"):
        ret_adgang(en, hvem=en.username, hvorfor="x", egne_roller=["controller"])


def test_the_last_administrator_cannot_be_shut_out_or_lose_the_role(store: Path) -> None:
    from rettidig.adgang.services.brugere import ret_adgang, spaer

    en = bruger("administrator")
    with pytest.raises(AdgangsFejl, match="mindst én"):
        spaer(en, hvem="kommandolinjen", hvorfor="x")
    en.refresh_from_db()
    assert en.is_active
    ret_adgang(en, hvem="kommandolinjen", hvorfor="x", egne_roller=["administrator", "controller"])


def test_a_reason_with_a_cpr_number_is_not_written_down(store: Path) -> None:
    from rettidig.adgang.services.brugere import spaer

    with pytest.raises(AdgangsFejl, match="CPR"):
        spaer(bruger("leder"), hvem="admin", hvorfor="Har set 070761-4285")


def test_the_pages_of_users_do_what_they_say(store: Path) -> None:
    from rettidig.adgang.models import Bruger

    k = klient(bruger("administrator"))
    svar = k.post("/brugere/ny/", {"navn": "anna", "roller": ["sagsbehandler", "teamleder"], "teams": "A, B"})
    assert svar.status_code == 302
    anna = Bruger.objects.get(username="anna")
    assert anna.teams == ["A", "B"]
    side = k.get(svar.headers["Location"]).content.decode()
    assert "Brugeren er oprettet." in side
    assert "Oprettet" in side
    assert k.post("/brugere/ny/", {"navn": "anna", "roller": []}).status_code == 400
    assert "/konto/password/reset/key/" in k.post(f"/brugere/{anna.pk}/link/").content.decode()
    rettet = {"roller": ["leder"], "teams": "", "initialer": "AN", "hvorfor": "Ny stilling"}
    assert k.post(f"/brugere/{anna.pk}/", rettet).status_code == 302
    assert roller(Bruger.objects.get(pk=anna.pk)) == {Rolle.LEDER}
    assert k.post(f"/brugere/{anna.pk}/", rettet | {"hvorfor": ""}).status_code == 400
    k.post(f"/brugere/{anna.pk}/spaer/", {"hvorfor": ""})
    assert Bruger.objects.get(pk=anna.pk).is_active
    k.post(f"/brugere/{anna.pk}/spaer/", {"hvorfor": "Fratrådt"})
    assert not Bruger.objects.get(pk=anna.pk).is_active
    assert "Lukket" in k.get("/brugere/").content.decode()


def test_a_caseworker_blocks_the_familys_case_and_only_a_leader_lifts_it(store: Path) -> None:
    from rettidig.adgang.models import Spaerring
    from rettidig.adgang.omfang import omfang

    alle = kontor(A1="A", B1="B")
    en = bruger("sagsbehandler", navn="anna", teams=["A"], kommune="766")
    anden = bruger("sagsbehandler", navn="bo", teams=["A"])
    k = klient(en)
    data = {"bruger": "anna", "noegle": "A1", "slags": "familie", "begrundelse": "Min bror"}
    assert k.post("/spaerringer/", data | {"noegle": "B1"}).status_code == 400
    assert k.post("/spaerringer/", data | {"bruger": "bo"}).status_code == 400
    assert k.post("/spaerringer/", data).status_code == 302
    assert not omfang(en).maa_se(alle["A1"].pk)
    assert omfang(anden).maa_se(alle["A1"].pk)
    spaerring = Spaerring.objects.get()
    assert k.post(f"/spaerringer/{spaerring.pk}/ophaev/", {"hvorfor": "x"}).status_code == 403
    for navn, sted in {"fremmed": {"teams": ["B"]}, "nabo": {"teams": ["A"], "kommune": "101"}}.items():
        fremmed = klient(bruger("teamleder", navn=navn, **sted))
        assert "anna" not in fremmed.get("/spaerringer/").content.decode()
        assert fremmed.post(f"/spaerringer/{spaerring.pk}/ophaev/", {"hvorfor": "x"}).status_code == 404
    leder = klient(bruger("teamleder", teams=["A"], kommune="766"))
    assert "anna" in leder.get("/spaerringer/").content.decode()
    assert leder.post(f"/spaerringer/{spaerring.pk}/ophaev/", {"hvorfor": "Forkert person"}).status_code == 302
    assert omfang(en).maa_se(alle["A1"].pk)


def test_emergency_access_is_asked_for_on_its_page(store: Path) -> None:
    from rettidig.adgang.omfang import omfang

    alle = kontor(A1="A", B1="B")
    en = bruger("sagsbehandler", teams=["A"])
    k = klient(en)
    assert "8 timer" in k.get("/noedadgang/").content.decode()
    assert k.post("/noedadgang/", {"noegle": "B1", "begrundelse": "kort"}).status_code == 400
    assert k.post("/noedadgang/", {"noegle": "FINDES-IKKE", "begrundelse": "En lang begrundelse"}).status_code == 400
    assert k.post("/noedadgang/", {"noegle": "B1", "begrundelse": "En lang begrundelse"}).status_code == 302
    assert omfang(en).maa_se(alle["B1"].pk)
