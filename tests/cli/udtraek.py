"""A small invented town, written by hand, whose answers are known from the worked examples."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

TABELLER: Mapping[str, str] = {
    "borgere": """\
borger_id;foedselsdato;kommune;erhvervsuddannelse;forsikring
E1;1984-04-12;766;ja;
E2;1990-01-30;766;ja;
E4;1979-09-09;766;nej;
R5;1965-07-01;766;;
Z9;1970-02-02;350;;
""",
    "ydelser": """\
borger_id;ydelse;fra;til;visitation;grad;status
E1;kontanthjaelp;2022-10-03;;jobparat;;
E2;kontanthjaelp;2022-09-15;;jobparat;;
E4;kontanthjaelp;2021-02-01;;jobparat;;
R5;foertidspension;2023-01-02;2024-12-31;;;
Z9;sygedagpenge;2023-03-01;2023-05-15;;;kategori_2
""",
    "indsatser": """\
borger_id;indsats;fra;til;indsats_id
E1;oevrig_vejledning;2023-01-09;2023-03-31;1
E1;virksomhedspraktik;2023-04-10;2023-05-07;2
E2;oevrig_vejledning;2023-01-09;2023-03-31;3
E4;oevrig_vejledning;2022-11-01;2023-02-28;4
""",
    "samtaler": """\
borger_id;dato;slags;form;status;part
E1;2022-10-07;jobsamtale;fremmoede;afholdt;kommune
E1;2022-11-07;jobsamtale;brev;afholdt;kommune
E1;2023-01-12;jobsamtale;telefon;udeblevet;kommune
E4;2023-01-12;jobsamtale;fremmoede;afholdt;kommune
Z9;2023-04-12;opfoelgning;fremmoede;afholdt;kommune
""",
}


def skriv_udtraek(mappe: Path, **andre: str) -> Path:
    """Write the town's files into a folder; tables named in ``andre`` replace or join them."""
    mappe.mkdir(parents=True, exist_ok=True)
    for navn, indhold in {**TABELLER, **andre}.items():
        (mappe / f"{navn}.csv").write_text(indhold, encoding="utf-8")
    return mappe


SNAVSEDE_YDELSER = (
    TABELLER["ydelser"]
    + """\
E1;kontanthjaelp;2023-02-30;;jobparat;;
E2;paaskehjaelp;2023-01-01;;;;
UKENDT;kontanthjaelp;2023-01-01;;jobparat;;
"""
)
"""Three rows that must be set aside: an impossible date, an unknown code, an unknown citizen."""
