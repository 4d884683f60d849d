"""An office where every name is as long as names come, for the tests of the pages' states; and every page's address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.identitet.proevepersoner import proevenummer
from tests.sager.udtraek import lille, ydelse
from tests.web.byen_i_lister import CVR, DAG, D

LANGT = "Hippopotomonstrosesquippedaliofobi" * 3 + "Overmaskinmestersvend"
"""123 letters without a space."""
TEAM, FIRMA, FORNAVN = f"Team{LANGT}", f"Firma{LANGT}", f"Anna{LANGT}"

LAESES = {
    "sagsbehandler": ("/", "/lister/", "/noedadgang/", "/spaerringer/", "/konto/2fa/", "/konto/logout/"),
    "konsulent": (f"/?cvr={CVR}&ansatte=12",),
    "teamleder": ("/", "/start/kapacitet/", "/fordeling/"),
    "fagleder": ("/andre-systemer/", "/tal/personer/", "/tal/vejen/"),
    "controller": ("/", "/indlaes/", "/afstemning/", "/laeselog/", "/tal/meldt/", "/tal/frem/"),
    "leder": ("/", "/tal/", "/tal/tilbud/", "/tal/tilsyn/", "/tal/refusion/", "/tal/egen-strategi/"),
    "politiker": ("/",),
    "regelejer": ("/", "/regler/reform/", "/regler/lokalt/i-brug/"),
    "administrator": ("/", "/brugere/", "/brugere/ny/", "/drift/"),
    "borger": ("/mit/", "/hvem-har-set/"),
}
"""Every family of pages by a role that reads it, as it is before anything is chosen."""
OM_BORGEREN = (
    "/borger/A/?pr=2023-06-15",
    "/borger/A/oplysninger/",
    "/borger/A/journal/",
    "/borger/A/indsigt/",
    "/borger/A/registrer/samtale/",
    "/borger/A/registrer/tilbud/",
)


def det_lange_kontor(mappe: Path) -> None:
    """Four citizens in a team, at a company and with names that no line holds, and the figures of it all."""
    from rettidig.identitet.services.indlaesning import indlaes as indlaes_personer
    from rettidig.sager.services.indlaesning import indlaes
    from rettidig.tal.services.koersel import koer

    hvem = {"borger_id": "A", "foedselsdato": D(1980, 1, 1), "kommune": "766", "team": TEAM, "sagsbehandler": LANGT}
    praktik = {"indsats": "virksomhedspraktik", "fra": D(2023, 5, 1), "til": D(2023, 6, 26)}
    talt = {"slags": "jobsamtale", "status": "afholdt", "form": "fremmoede"}
    indlaes(
        lille(
            borgere=[{**hvem, "borger_id": b} for b in "ABCD"],
            ydelser=[ydelse(borger=b, fra=D(2022, 1, 3)) for b in "ABCD"],
            indsatser=[{"borger_id": b, **praktik, "leverandoer": FIRMA, "cvr": CVR} for b in "AB"],
            samtaler=[{"borger_id": "A", "dato": D(2022, 10, 5), **talt}],
            fritagelser=[{"borger_id": "C", "grund": "barsel", "fra": D(2023, 3, 1), "til": D(2023, 7, 1)}],
            haendelser=[{"borger_id": "A", "haendelse": "vejledning_givet", "dato": DAG, "vaerdi": LANGT}],
        ),
        kilde=f"Fagsystem{LANGT}",
        hvem=LANGT,
    )
    fil = mappe / "personer.csv"
    linjer = [f"{b};{proevenummer(nr)};Anna{nr} {LANGT};nej" for nr, b in enumerate("ABCD")]
    fil.write_text("\n".join(["borger_id;cpr;navn;adressebeskyttet", *linjer]), encoding="utf-8")
    indlaes_personer(fil, hvem="proeve")
    koer(DAG)


def ansat(bruger: Any, rolle: str) -> Any:
    """The user of a role, with the long names; the citizen's is citizen A."""
    from rettidig.sager.models import Borger

    egen = {"borger": Borger.objects.filter(noegle="A").first()} if rolle == "borger" else {}
    hold = [] if rolle == "borger" else [TEAM]
    return bruger(
        rolle, f"{FORNAVN} {LANGT}"[:150], username=f"{rolle}-{LANGT}"[:150], kommune="766", teams=hold, **egen
    )
