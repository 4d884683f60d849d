"""A text ready for the case system: what was registered and how the law sees it. In Danish, as the case systems are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from rettidig.sprog import paa_sprog, tekst
from rettidig.svar.dansk_form import dato_i_ord
from rettidig.web.borger.faktaord import vaerdi
from rettidig.web.regelnavne import regelnavn
from rettidig.web.registrer.felter import Faktumfelt, kodenavn, stort
from rettidig.web.registrer.form import HVORFOR, Lovform
from rettidig.web.registrer.vilkaar import Lovsvar, i_en_saetning


def sagstekst(form: Lovform, svar: Lovsvar | None, hvem: str, dag: dt.date, *, rettet: bool = False) -> str:
    """The text, a line for each thing: the fact, what else was stated, the law, the remark, who wrote it.

    ``rettet``: the fact was there and now says this.
    """
    with paa_sprog("da"):
        raekke = form.raekke()
        slags = "web.borger.tabel." + form.tabel if form.slags is None else f"web.registrer.slags.{form.slags.navn}"
        linjer = [tekst("web.registrer.sagt.rettet", hvad=tekst(slags)) if rettet else tekst(slags)]
        linjer += [
            f"{tekst(f'web.registrer.felt.{navn}')}: {_i_ord(form.tabel, navn, skrevet)}"
            for navn, skrevet in raekke.items()
            if skrevet
        ]
        linjer += _fakta({form.faktafelter[navn]: sagt for navn, sagt in form.oplyste_fakta().items()}, form)
        linjer += _fakta({en.felt: form.cleaned_data.get(en.felt) for en in form.lokale}, form)
        if svar is not None:
            linjer.append(i_en_saetning(svar))
            linjer += [f"- {linje.krav} ({linje.hjemmeltekst})" for linje in svar.ikke_opfyldt]
        if form.cleaned_data.get(HVORFOR):
            linjer.append(f"{tekst('web.registrer.felt.bemaerkning')}: {form.cleaned_data[HVORFOR]}")
        linjer.append(tekst("web.registrer.sagt.hvem", hvem=hvem, dag=dato_i_ord(dag)))
    return "\n".join(linjer)


def _fakta(oplyst: Mapping[str, object], form: Lovform) -> Sequence[str]:
    """What was stated in the fields of facts, by the field's name, in words; the empty ones are left out."""
    fundne = []
    for navn, skrevet in oplyst.items():
        felt = form.fields[navn]
        assert isinstance(felt, Faktumfelt)
        if skrevet is not None:
            fundne.append(f"{stort(felt.faktum.titel.da)}: {_faktum(felt, str(skrevet))}")
    return fundne


def _faktum(felt: Faktumfelt, skrevet: str) -> str:
    match felt.faktum.type:
        case "janej":
            return tekst("regler.ja" if skrevet == "ja" else "regler.nej")
        case "kode" if felt.faktum.navn.startswith("samtale."):
            return vaerdi("samtaler", "form", skrevet)
        case "kode":
            return kodenavn(skrevet)
        case "dato":
            return vaerdi("samtaler", "dato", skrevet)
        case _:
            return skrevet


def _i_ord(tabel: str, kolonne: str, skrevet: str) -> str:
    if kolonne == "regel":
        return regelnavn(skrevet)
    return stort(vaerdi(tabel, "fra" if kolonne == "til" else kolonne, skrevet))
