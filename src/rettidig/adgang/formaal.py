"""Why somebody looks at a citizen: a closed list, each with its words for the citizen in the catalogue."""

from __future__ import annotations

from enum import StrEnum


class Formaal(StrEnum):
    """The purposes; ``adgang.formaal.<code>`` says each in plain words."""

    SAGSBEHANDLING = "sagsbehandling"
    VIRKSOMHEDSRETTET = "virksomhedsrettet"
    LEDELSESTILSYN = "ledelsestilsyn"
    KONTROL = "kontrol"
    AFSTEMNING = "afstemning"
    AKTINDSIGT = "aktindsigt"
    DATAUDVEKSLING = "dataudveksling"
    DRIFT = "drift"
    NOEDADGANG = "noedadgang"
    EGET = "eget"
