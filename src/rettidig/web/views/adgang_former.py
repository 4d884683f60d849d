"""The forms of the pages about access."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from rettidig.adgang.models import Spaerring
from rettidig.adgang.roller import Rolle
from rettidig.adgang.selectors.laeselog import STOERSTE_PROEVE
from rettidig.sprog import tekst
from rettidig.web.registrer.form import uden_cpr

_LAENGSTE = 200
_LAENGSTE_TEKST = 1000


class _Form(forms.Form):
    """Labels are sentences of the catalogue, in the language of the request."""

    side = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for navn, felt in self.fields.items():
            felt.label = tekst(f"adgang.side.{self.side}.{felt.label or navn}")
            if felt.help_text:
                felt.help_text = tekst(f"adgang.side.{self.side}.{felt.help_text}")


def _valgbare() -> list[tuple[str, str]]:
    return [(rolle.value, tekst(f"adgang.rolle.{rolle.value}")) for rolle in Rolle]


def _roller() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=_valgbare,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class Adgangsform(_Form):
    """A user's roles, teams and initials."""

    side = "brugere"
    roller = _roller()
    teams = forms.CharField(required=False, max_length=_LAENGSTE, help_text="teams_hjaelp")
    initialer = forms.CharField(required=False, max_length=_LAENGSTE, help_text="initialer_hjaelp")
    kommune = forms.CharField(required=False, max_length=_LAENGSTE)
    beskyttede = forms.BooleanField(required=False)
    hvorfor = forms.CharField(max_length=_LAENGSTE_TEKST)


class Opretform(_Form):
    """A new user."""

    side = "brugere"
    navn = forms.CharField(max_length=150)
    fulde_navn = forms.CharField(required=False, max_length=_LAENGSTE)
    roller = _roller()
    teams = forms.CharField(required=False, max_length=_LAENGSTE, help_text="teams_hjaelp")
    initialer = forms.CharField(required=False, max_length=_LAENGSTE, help_text="initialer_hjaelp")
    kommune = forms.CharField(required=False, max_length=_LAENGSTE)
    beskyttede = forms.BooleanField(required=False)
    borger = forms.CharField(required=False, max_length=_LAENGSTE)


class Soegeform(_Form):
    """Which users are shown."""

    side = "brugere"
    q = forms.CharField(required=False, max_length=_LAENGSTE, label="soeg")
    rolle = forms.ChoiceField(required=False, choices=lambda: [("", tekst("adgang.side.brugere.alle")), *_valgbare()])
    tilstand = forms.ChoiceField(
        required=False,
        choices=lambda: [(t, tekst(f"adgang.side.brugere.{t or 'alle'}")) for t in ("", "aaben", "lukket")],
    )


class Begrundelsesform(_Form):
    """A reason."""

    side = "brugere"
    hvorfor = forms.CharField(max_length=_LAENGSTE_TEKST)


class Spaerringsform(_Form):
    """A case somebody is to be kept from."""

    side = "spaerringer"
    bruger = forms.CharField(max_length=150)
    noegle = forms.CharField(max_length=_LAENGSTE)
    slags = forms.ChoiceField(
        choices=lambda: [(s, tekst(f"adgang.side.spaerringer.{s}")) for s in Spaerring.Slags.values]
    )
    begrundelse = forms.CharField(max_length=_LAENGSTE_TEKST)


class Noedadgangsform(_Form):
    """A case to be opened for some hours."""

    side = "noedadgang"
    noegle = forms.CharField(max_length=_LAENGSTE)
    begrundelse = forms.CharField(max_length=_LAENGSTE_TEKST, widget=forms.Textarea(attrs={"rows": 3}))


class Stikproeveform(_Form):
    """The period, the seed and the size of a sample."""

    side = "laeselog"
    fra = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    til = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    froe = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    antal = forms.IntegerField(min_value=1, max_value=STOERSTE_PROEVE)

    def clean(self) -> dict[str, Any]:
        """The first day is before the last."""
        data: dict[str, Any] = super().clean() or {}
        fra, til = data.get("fra"), data.get("til")
        if isinstance(fra, dt.date) and isinstance(til, dt.date) and fra >= til:
            raise forms.ValidationError(tekst("adgang.fejl.periode"))
        return data


class Konklusionsform(_Form):
    """What is concluded of a sample."""

    side = "laeselog"
    skriv_konklusion = forms.CharField(
        max_length=_LAENGSTE_TEKST, help_text="konklusion_hjaelp", widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        """No CPR number in it, and none written back."""
        data: dict[str, Any] = super().clean() or {}
        uden_cpr(self)
        return data


def kommasepareret(skrevet: str) -> list[str]:
    """What stands between commas."""
    return [del_.strip() for del_ in skrevet.split(",") if del_.strip()]
