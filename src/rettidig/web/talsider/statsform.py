"""The form that brings in what the State says: its figures, the persons behind them, and how they are to be read."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django import forms

from rettidig.regler.former.maaling import REGELSAET
from rettidig.sprog import tekst
from rettidig.tal.afstemning.fejl import AfstemningsFejl
from rettidig.tal.afstemning.statskilde import laes_statskilde
from rettidig.tal.services.statens import Modtaget, laes_fil

STOERST = 20_000_000
"""Bytes: a whole country's figures by month take a few millions."""
_TAL, _PERSONER, _KILDE = "tal.csv", "personer.csv", "kilde.yaml"
"""What the files are called here. A name given by the one who uploads could hold a person's."""


class Statsform(forms.Form):
    """Three files, of which the first must be there, and two claims that stand in for the mapping file's."""

    tal = forms.FileField(max_length=200)
    personer = forms.FileField(required=False, max_length=200)
    kilde = forms.FileField(required=False, max_length=200)
    regelsaet = forms.ChoiceField(required=False)
    skaering = forms.DateField(required=False, input_formats=["%Y-%m-%d"], widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        valg = [("", tekst("web.afstemning.form.som_kilden")), *((s, tekst(f"cli.regelsaet.{s}")) for s in REGELSAET)]
        self.fields["regelsaet"].choices = valg
        for navn, felt in self.fields.items():
            felt.label = tekst(f"web.afstemning.form.{navn}")
            felt.help_text = tekst(f"web.afstemning.form.{navn}_hjaelp")
            felt.error_messages |= {noegle: tekst(f"web.afstemning.form.fejl.{navn}") for noegle in felt.error_messages}

    def clean(self) -> dict[str, Any]:
        """Files are no larger than they may be."""
        data: dict[str, Any] = super().clean() or {}
        for felt in ("tal", "personer", "kilde"):
            if data.get(felt) is not None and data[felt].size > STOERST:
                self.add_error(felt, tekst("web.afstemning.form.for_stor", mb=STOERST // 1_000_000))
        return data

    def laes(self, hvem: str) -> Modtaget:
        """Write it down. Raises ``AfstemningsFejl``, in a sentence, for what cannot be used."""
        data = self.cleaned_data
        with tempfile.TemporaryDirectory(prefix="rettidig-stat-") as mappe:
            stier = {
                felt: _skriv(Path(mappe, navn), data[felt])
                for felt, navn in (("tal", _TAL), ("personer", _PERSONER), ("kilde", _KILDE))
                if data.get(felt) is not None
            }
            kilde = laes_statskilde(str(stier["kilde"]) if "kilde" in stier else None)
            sagt = {"regelsaet": data.get("regelsaet") or None, "skaeringsdag": data.get("skaering")}
            kilde = kilde.model_copy(update={k: v for k, v in sagt.items() if v is not None})
            return laes_fil(stier["tal"], kilde, hvem=hvem, personer=stier.get("personer"))


def _skriv(fil: Path, hentet: Any) -> Path:
    with fil.open("wb") as ud:
        for stykke in hentet.chunks():
            ud.write(stykke)
    return fil


__all__ = ["STOERST", "AfstemningsFejl", "Statsform"]
