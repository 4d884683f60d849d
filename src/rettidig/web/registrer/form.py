"""The forms: one fact of the contract, with the facts the law asks about beside it; and a correction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from rettidig.adgang.fejl import AdgangsFejl
from rettidig.adgang.fritekst import fritekst
from rettidig.forloeb.kontrakt import kontrakt
from rettidig.forloeb.visning import ligner_cpr
from rettidig.regler.indlaes import hent_lov
from rettidig.sprog import tekst
from rettidig.web.registrer import lokalfelter
from rettidig.web.registrer.felter import LAENGSTE_TEKST, faktumfelt, faktumnavn, kolonnefelt
from rettidig.web.registrer.lokalfelter import Lokaltfaktum
from rettidig.web.registrer.slags import RETTES_IKKE, VIRKSOMHEDSRETTEDE, Slags, slags_af_tabel

HVORFOR, INTET_SAERLIGT = "hvorfor", "intet_saerligt"
UNDTAGELSESVIS = frozenset(
    {
        "tilbud.ordinaere_timer_samme_sted",
        "tilbud.seneste_arbejdsgiver",
        "tilbud.egen_arbejdsplads",
        "tilbud.jobsoegningskursus",
        "tilbud.efter_96_eller_97a",
        "arbejdsplads.uden_cvr_eller_sikkerhed",
        "arbejdsplads.fraveget_af_raadet",
        "arbejdsplads.kommunal_projektform",
    }
)
"""Facts that are seldom so: one tick says that none of them is."""
SJAELDNE = UNDTAGELSESVIS | {
    "tilbud.anden_funktion",
    "tilbud.droeftet_med_medarbejdere",
    "tilbud.skriftlig_udtalelse",
    "tilbud.oensket_og_bedst",
    "tilbud.kort_jobrettet_dansk_eller_obu",
    "arbejdsplads.dialog_med_medarbejdere",
}
"""Facts that matter only where one of those is so, or the activity is long."""
GENTEGN = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-target": "#registrering",
    "hx-swap": "outerHTML",
    "hx-sync": "#registrering:replace",
}
"""What a choice needs to have the form drawn anew: another kind of offer is asked about otherwise."""


class Faktaform(forms.Form):
    """One row of a table of the contract; what is written here is judged again as a row of an extract."""

    def __init__(self, tabel: str, kolonner: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.tabel, self.kolonner = tabel, tuple(kolonner)
        for navn in self.kolonner:
            self.fields[navn] = kolonnefelt(tabel, navn)
        self._behold_ukendte_koder()

    def raekke(self) -> dict[str, str]:
        """The row as text, to be registered; call it on a form that is valid."""
        return {navn: _som_tekst(self.cleaned_data.get(navn)) for navn in self.kolonner}

    def clean(self) -> dict[str, Any]:
        """A period does not end before it begins."""
        data: dict[str, Any] = super().clean() or {}
        fra, til = data.get("fra"), data.get("til")
        if isinstance(fra, dt.date) and isinstance(til, dt.date) and til < fra:
            self.add_error("til", tekst("web.registrer.fejl.omvendt"))
        uden_cpr(self)
        return data

    def kolonnefelter(self) -> list[Any]:
        """The fields of the contract."""
        return [self[navn] for navn in self.kolonner]

    def _behold_ukendte_koder(self) -> None:
        """A code the list does not name, of an open list or an older one, can still be left as it is."""
        for navn in self.kolonner:
            felt, nu = self.fields[navn], self.initial.get(navn, "")
            if isinstance(felt, forms.ChoiceField) and nu and nu not in dict(felt.choices):
                felt.choices = [*felt.choices, (nu, nu)]


class Lovform(Faktaform):
    """A fact with a field for each fact the law asks about, and each the municipality's strategies do.

    ``slags`` is ``None`` for a table no kind is kept in.
    """

    def __init__(
        self,
        slags: Slags | None,
        tabel: str,
        kolonner: Sequence[str],
        spurgte: Sequence[str],
        *args: Any,
        lokale: Sequence[Lokaltfaktum] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(tabel, kolonner, *args, **kwargs)
        self.slags, self.lokale = slags, tuple(lokale)
        kendte = hent_lov().fakta.efter_navn()
        self.faktafelter = {navn: faktumnavn(navn) for navn in spurgte}
        for navn, felt in self.faktafelter.items():
            self.fields[felt] = faktumfelt(kendte[navn])
        if UNDTAGELSESVIS & set(self.faktafelter):
            self.fields[INTET_SAERLIGT] = forms.BooleanField(
                required=False,
                label=tekst("web.registrer.felt.intet_saerligt"),
                help_text=tekst("web.registrer.hjaelp.intet_saerligt"),
            )
        lokalfelter.tilfoej(self, self.lokale)
        if tabel == "indsatser":
            self.fields["indsats"].widget.attrs.update(GENTEGN)

    def uden_gentegning(self) -> None:
        """Where the form stands beside something else, a choice does not draw it anew."""
        for felt in self.fields.values():
            for navn in GENTEGN:
                felt.widget.attrs.pop(navn, None)

    def oplyste_fakta(self) -> dict[str, Any]:
        """The facts stated, by their names in the register; of fields that cannot be read, none."""
        data = getattr(self, "cleaned_data", {})
        sagt = {navn: data[felt] for navn, felt in self.faktafelter.items() if data.get(felt) is not None}
        if data.get(INTET_SAERLIGT):
            for navn in self.faktafelter:
                if navn in UNDTAGELSESVIS:
                    sagt.setdefault(navn, "nej")
        return sagt

    def oplyste_lokale(self) -> dict[str, dict[str, Any]]:
        """What has been stated for a strategy alone, by strategy and fact."""
        return lokalfelter.oplyst(self, self.lokale)

    def lokalgrupper(self) -> list[lokalfelter.Feltgruppe]:
        """The fields of the strategies, strategy by strategy."""
        return lokalfelter.grupper(self, self.lokale)

    def faktafeltliste(self) -> list[Any]:
        """The fields of the facts that are always asked about."""
        return [self[felt] for navn, felt in self.faktafelter.items() if navn not in SJAELDNE]

    def sjaeldne_felter(self) -> list[Any]:
        """The fields of the facts that seldom matter."""
        return [self[felt] for navn, felt in self.faktafelter.items() if navn in SJAELDNE]

    def sjaeldne_i_brug(self) -> bool:
        """Whether one of them is answered, or at fault."""
        return any(felt.value() or felt.errors for felt in self.sjaeldne_felter())

    def intet_saerligt(self) -> Any:
        """The tick that none of them is so, where it is asked."""
        return self[INTET_SAERLIGT] if INTET_SAERLIGT in self.fields else None

    def bemaerkning(self) -> Any:
        """The field for the remark, or the reason."""
        return self[HVORFOR]


class Registreringsform(Lovform):
    """A new fact of one kind, with what the law asks about, and a remark."""

    def __init__(self, slags: Slags, spurgte: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(slags, slags.tabel, slags.kolonner, spurgte, *args, **kwargs)
        self.fields[HVORFOR] = hvorforfelt("web.registrer.felt.bemaerkning", kraevet=False)

    def clean(self) -> dict[str, Any]:
        """A company activity names its company, unless the act says that it has no number."""
        data = super().clean()
        uden = data.get(faktumnavn("arbejdsplads.uden_cvr_eller_sikkerhed")) == "ja"
        mangler = "cvr" in self.fields and not data.get("cvr") and "cvr" not in self.errors
        if mangler and data.get("indsats") in VIRKSOMHEDSRETTEDE and not uden:
            self.add_error("cvr", tekst("web.registrer.fejl.cvr_mangler"))
        return data


class Retteform(Lovform):
    """A correction of one fact, with what the law asks about, and why. ``teams`` are those a citizen can be in."""

    def __init__(
        self, tabel: str, *args: Any, spurgte: Sequence[str] = (), teams: Sequence[str] = (), **kwargs: Any
    ) -> None:
        kolonner = [navn for navn in kontrakt().tabeller[tabel].kolonner if navn != "borger_id"]
        super().__init__(slags_af_tabel(tabel), tabel, kolonner, spurgte, *args, **kwargs)
        for navn in RETTES_IKKE:
            if navn in self.fields:
                self.fields[navn].disabled = True
        if "team" in self.fields:
            valg = [("", tekst("web.registrer.uden_team")), *((t, t) for t in teams)]
            egen = self.fields["team"]
            self.fields["team"] = forms.ChoiceField(
                choices=valg, required=False, label=egen.label, help_text=egen.help_text
            )
            self._behold_ukendte_koder()
        self.fields[HVORFOR] = hvorforfelt("web.registrer.felt.hvorfor", kraevet=True)


class Hvorforform(forms.Form):
    """A reason alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields[HVORFOR] = hvorforfelt("web.registrer.felt.hvorfor", kraevet=True)

    def clean(self) -> dict[str, Any]:
        """No CPR number in it."""
        data: dict[str, Any] = super().clean() or {}
        uden_cpr(self)
        return data


def uden_cpr(form: forms.Form) -> None:
    """Refuse what looks like a CPR number in any field, and do not write it back into the page."""
    sendt = form.data.copy()
    for navn in form.fields:
        skrevet = sendt.get(navn)
        if not isinstance(skrevet, str):
            continue
        try:
            fritekst(skrevet)
        except AdgangsFejl as fejl:
            sendt[navn] = ""
            if navn not in form.errors:
                form.add_error(navn, str(fejl))
    form.data = sendt


def hvorforfelt(navn: str, *, kraevet: bool) -> forms.CharField:
    """The field for a reason that stays in the log of acts."""
    return forms.CharField(
        max_length=LAENGSTE_TEKST,
        required=kraevet,
        label=tekst(navn),
        help_text=tekst("web.registrer.hjaelp.hvorfor"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def fejlliste(form: forms.Form) -> list[tuple[str, str]]:
    """Every error with the id of its field, in the order of the form; those of no field have an empty id."""
    fundne = [("", str(fejl)) for fejl in form.non_field_errors()]
    for felt in form.visible_fields():
        fundne += [(felt.id_for_label, f"{felt.label}: {fejl}") for fejl in felt.errors]
    return fundne


def _som_tekst(vaerdi: object) -> str:
    if isinstance(vaerdi, dt.date):
        return vaerdi.isoformat()
    return "" if vaerdi is None else str(vaerdi)


def udfyldt_fra(spurgt: Mapping[str, str], kolonner: Sequence[str]) -> dict[str, str]:
    """Columns given in the address, so that a list can lead to a form already begun; codes and days alone."""
    fri = {"begrundelse", "vaerdi", "cvr", "leverandoer"}
    return {
        navn: spurgt[navn][:40]
        for navn in kolonner
        if navn in spurgt and navn not in fri and not ligner_cpr(spurgt[navn])
    }
