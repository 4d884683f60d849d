"""The columns of every answer, in the order of the data contract."""

from __future__ import annotations

from rettidig.svar.model import Kolonne, Slags

_LOVVERSION = Kolonne("lovversion")
_HJEMMEL = Kolonne("hjemmel")

FRISTER = (
    Kolonne("borger_id"),
    Kolonne("maalgruppe"),
    Kolonne("regel"),
    Kolonne("frist", Slags.DATO),
    Kolonne("status"),
    Kolonne("opfyldt_dato", Slags.DATO),
    Kolonne("forloeb_start", Slags.DATO),
    Kolonne("pause_dage", Slags.HELTAL),
    _LOVVERSION,
    _HJEMMEL,
)

MAALINGER = (
    Kolonne("kommune"),
    Kolonne("ydelse"),
    Kolonne("maaling"),
    Kolonne("naevner", Slags.HELTAL),
    Kolonne("taeller", Slags.HELTAL),
    Kolonne("andel", Slags.ANDEL),
    Kolonne("graense", Slags.ANDEL),
    Kolonne("opfyldt", Slags.JANEJ),
    _LOVVERSION,
)

AARSMAALINGER = (MAALINGER[0], Kolonne("aar", Slags.HELTAL), *MAALINGER[1:])

REFUSION = (
    Kolonne("borger_id"),
    Kolonne("uge"),
    Kolonne("ydelse"),
    Kolonne("ugenummer", Slags.HELTAL),
    Kolonne("sats", Slags.PROCENT),
)

FUND = (Kolonne("borger_id"), Kolonne("regel"), Kolonne("dato", Slags.DATO), Kolonne("fund"), _HJEMMEL)

MAALEPERIODER = (
    Kolonne("borger_id"),
    Kolonne("ydelse"),
    Kolonne("maaling"),
    Kolonne("regelsaet"),
    Kolonne("forloeb_start", Slags.DATO),
    Kolonne("maalgruppe"),
    Kolonne("fra", Slags.DATO),
    Kolonne("til", Slags.DATO),
    Kolonne("status"),
)

TILSYN = (
    Kolonne("kommune"),
    Kolonne("aar", Slags.HELTAL),
    Kolonne("ydelsesgrad", Slags.TAL),
    Kolonne("forventet", Slags.TAL),
    Kolonne("resultatmaal_opfyldt", Slags.JANEJ),
    Kolonne("fm1_andel", Slags.ANDEL),
    Kolonne("fm1_graense", Slags.ANDEL),
    Kolonne("fm1_opfyldt", Slags.JANEJ),
    Kolonne("fm2_andel", Slags.ANDEL),
    Kolonne("fm2_graense", Slags.ANDEL),
    Kolonne("fm2_opfyldt", Slags.JANEJ),
    Kolonne("udtaget", Slags.JANEJ),
    _LOVVERSION,
    _HJEMMEL,
)

TJEK = (
    Kolonne("tabel"),
    Kolonne("raekke", Slags.HELTAL),
    Kolonne("kolonne"),
    Kolonne("vaerdi", Slags.CITAT),
    Kolonne("art"),
    Kolonne("kode"),
    Kolonne("antal", Slags.HELTAL),
    Kolonne("tekst"),
)

OPFYLD = (
    Kolonne("borger_id"),
    Kolonne("maalgruppe"),
    Kolonne("regel"),
    Kolonne("frist", Slags.DATO),
    Kolonne("status"),
    Kolonne("forloeb_start", Slags.DATO),
    Kolonne("slags"),
    Kolonne("art"),
    Kolonne("antal", Slags.HELTAL),
    Kolonne("udfald"),
    Kolonne("tidligst", Slags.DATO),
    Kolonne("senest", Slags.DATO),
    Kolonne("bevilget_senest", Slags.DATO),
    Kolonne("senest_bevilget", Slags.DATO),
    Kolonne("mindst_dage", Slags.HELTAL),
    Kolonne("former"),
    Kolonne("part"),
    _LOVVERSION,
    _HJEMMEL,
)

VILKAAR = tuple(
    Kolonne(navn)
    for navn in ("regel", "betingelse", "udfald", "krav", "mangler", "aendrer", "tillid", "lovversion", "hjemmel")
)
