"""The forms of the import: what is sent, from which system, read in which way; and a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from rettidig.forloeb import laes_kilde, medfoelgende_kilder
from rettidig.sager.services.modtagelse_mapper import mapper
from rettidig.sprog import tekst, valgt_sprog
from rettidig.web.demo.vaern import KILDE

_LAENGSTE_NAVN = 60
_LAENGSTE_TEKST = 1000
_STANDARD = "kontrakt"
_ENDELSER = ".zip,.xlsx,.xlsm,.csv,.parquet"


class _Form(forms.Form):
    """Labels and hints are sentences of the catalogue, in the language of the request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for navn, felt in self.fields.items():
            felt.label = tekst(f"web_indlaes.felt.{navn}")
            if felt.help_text:
                felt.help_text = tekst(f"web_indlaes.felt.{felt.help_text}")


class _Filvalg(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class _Filfelt(forms.FileField):
    """Any number of files, judged by those who take them in."""

    widget = _Filvalg

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # noqa: ARG002
        """The files as they were sent, an empty one as well. Raises ``ValidationError`` where there are none."""
        if not data:
            raise forms.ValidationError(tekst("web_indlaes.fejl.ingen_fil"))
        return list(data)


def kildevalg() -> list[tuple[str, str]]:
    """The mappings that ship with the project, the contract's own first, each with what it says of itself."""
    navne = sorted(medfoelgende_kilder(), key=lambda navn: (navn != _STANDARD, navn))
    return [(navn, laes_kilde(navn).beskrivelse.get(valgt_sprog(), navn)) for navn in navne]


class Kildeform(_Form):
    """How an extract is to be read, and which system it is all the knowledge of."""

    kilde = forms.ChoiceField(choices=kildevalg, help_text="kilde_hjaelp")
    fagsystem = forms.CharField(required=False, max_length=_LAENGSTE_NAVN, help_text="fagsystem_hjaelp")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settings.DEMO:
            del self.fields["fagsystem"]

    def fagsystemet(self) -> str:
        """The name the facts are to be registered under; in the demonstration always its own."""
        return KILDE if settings.DEMO else str(self.cleaned_data["fagsystem"]).strip()


class Filform(Kildeform):
    """Files chosen by the sender."""

    filer = _Filfelt(widget=_Filvalg(attrs={"accept": _ENDELSER}), help_text="filer_hjaelp")
    field_order = ("filer", "kilde", "fagsystem")


class Mappeform(Kildeform):
    """What lies in the folder the administrator has named."""

    mappe = forms.ChoiceField(choices=lambda: [(navn, navn) for navn in mapper()])
    field_order = ("mappe", "kilde", "fagsystem")


class Bekraeftform(_Form):
    """The last word before anything is written."""

    hvorfor = forms.CharField(required=False, max_length=_LAENGSTE_TEKST, help_text="hvorfor_hjaelp")
    luk_mange = forms.BooleanField(required=False)

    def __init__(self, *args: Any, lukker_mange: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not lukker_mange:
            del self.fields["luk_mange"]


class Fortrydform(_Form):
    """Why an import is undone."""

    fortryd_hvorfor = forms.CharField(max_length=_LAENGSTE_TEKST)
