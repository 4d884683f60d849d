"""One's own data as a ZIP: what holds, what held before, and who has looked.

What staff wrote in their own words is left out: it may concern others, and is given by access to the file.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Sequence

from rettidig.adgang.selectors.laeselog import borgerens_log
from rettidig.sager.models import Borger
from rettidig.sager.selectors.journal import Faktum, alle_registreringer
from rettidig.sager.selectors.kendt import kendt_nu
from rettidig.sprog import tekst
from rettidig.web.mit.ord import dag_i_ord

_EGNE_ORD = {"undtagelser": "begrundelse", "haendelser": "vaerdi"}
_FOR_BORGEREN = frozenset({"oensket_samtaleform", "samtaleform_fraveget"})
_FORMELTEGN = ("=", "+", "-", "@", "\t", "\r")


def egne_data(borger: Borger, dag: dt.date) -> bytes:
    """The file. Nothing in it depends on when it is made but the log and the day on its first page."""
    fakta = alle_registreringer(borger, kendt_nu())
    fil = io.BytesIO()
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as pakke:
        pakke.writestr("laes-mig.txt", tekst("web.mit.hent.laesmig", dag=dag_i_ord(dag, med_ugedag=False)))
        alt = [_som_post(faktum) for faktum in fakta]
        pakke.writestr("oplysninger.json", json.dumps(alt, ensure_ascii=False, indent=1))
        for tabel in dict.fromkeys(f.tabel for f in fakta if f.staar):
            raekker = [_celler(f) for f in fakta if f.staar and f.tabel == tabel]
            pakke.writestr(f"{tabel}.csv", _csv(list(raekker[0]), (r.values() for r in raekker)))
        log = ((p.tidspunkt.isoformat(timespec="minutes"), p.hvem, p.hvorfor, p.hvad) for p in borgerens_log(borger.pk))
        pakke.writestr("hvem-har-set.csv", _csv(["tidspunkt", "hvem", "hvorfor", "hvad"], log))
    return fil.getvalue()


def _celler(faktum: Faktum) -> dict[str, str]:
    celler = {navn: str(v or "") for navn, v in faktum.celler.items()}
    egne_ord = _EGNE_ORD.get(faktum.tabel)
    if egne_ord and celler.get(egne_ord) and celler.get("haendelse") not in _FOR_BORGEREN:
        celler[egne_ord] = tekst("web.mit.hent.udeladt")
    return celler


def _som_post(faktum: Faktum) -> dict[str, object]:
    return {
        "tabel": faktum.tabel,
        "oplysning": _celler(faktum),
        "system": faktum.mester,
        "registreret": faktum.fra.isoformat(timespec="seconds"),
        "gjaldt_til": None if faktum.til is None else faktum.til.isoformat(timespec="seconds"),
    }


def _csv(hoved: Sequence[str], raekker: Iterable[Iterable[str]]) -> str:
    """With a mark of the encoding, semicolons, and nothing a spreadsheet would take for a formula."""
    ud = io.StringIO()
    skriver = csv.writer(ud, delimiter=";")
    skriver.writerow(hoved)
    skriver.writerows([f"'{celle}" if celle.startswith(_FORMELTEGN) else celle for celle in r] for r in raekker)
    return "\ufeff" + ud.getvalue()
