"""The project's own sentences, dates, figures and icons in templates. Loaded in every template."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from rettidig.sprog import tekst, valgt_sprog

register = template.Library()

_FORMER = {
    "checkboxinput": "form-checkbox",
    "select": "form-select",
    "selectmultiple": "form-select",
    "radioselect": "form-radio",
    "checkboxselectmultiple": "form-checkbox",
    "hiddeninput": "",
    "multiplehiddeninput": "",
}
"""The design system's class of each kind of field; all others are ``form-input``."""


@register.simple_tag
def t(noegle: str, **felter: object) -> str:
    """``{% t "web.key" felt=... %}``: the sentence in the language of the request, its gaps escaped with the rest."""
    return tekst(noegle, **felter)


@register.filter
def dato(vaerdi: date | datetime | None) -> str:
    """A day as people write it: 3. maj 2026 is ``3.5.2026`` in Danish and ``3 May 2026`` in English."""
    if vaerdi is None:
        return ""
    dag = localtime(vaerdi).date() if isinstance(vaerdi, datetime) and vaerdi.tzinfo else vaerdi
    if valgt_sprog() == "en":
        return f"{dag.day} {dag:%b} {dag.year}"
    return f"{dag.day}.{dag.month}.{dag.year}"


@register.filter
def tidspunkt(vaerdi: datetime | None) -> str:
    """A moment on the clock of the municipality: day and time to the minute."""
    if vaerdi is None:
        return ""
    lokal = localtime(vaerdi) if vaerdi.tzinfo else vaerdi
    return f"{dato(lokal)} {lokal:%H.%M}" if valgt_sprog() == "da" else f"{dato(lokal)} {lokal:%H:%M}"


@register.filter
def tal(vaerdi: float | Decimal | None, decimaler: int = 0) -> str:
    """A figure with the separators of the language: ``1.234,5`` or ``1,234.5``; nothing known is a dash."""
    if vaerdi is None:
        return "–"
    skrevet = f"{vaerdi:,.{decimaler}f}"
    return skrevet.translate(str.maketrans(",.", ".,")) if valgt_sprog() == "da" else skrevet


@register.simple_tag
def ikon(navn: str, betydning: str = "") -> SafeString:
    """An icon of the design system. Without a meaning it is decoration, and passed over by screen readers."""
    kilde = f"{static('dkfds/img/all-svg-icons.svg')}#{navn}"
    if betydning:
        return format_html(
            '<svg class="icon-svg" focusable="false" role="img" aria-label="{}"><use href="{}"></use></svg>',
            betydning,
            kilde,
        )
    return format_html('<svg class="icon-svg" focusable="false" aria-hidden="true"><use href="{}"></use></svg>', kilde)


@register.filter
def felttegn(felt: Any) -> SafeString:
    """A form field's input with the design system's class, and told which hint and which error are its."""
    slags = type(felt.field.widget).__name__.lower()
    klasse = _FORMER.get(slags, "form-input")
    givet = felt.field.widget.attrs.get("class", "")
    egenskaber = {"class": f"{klasse} {givet}".strip()} if klasse or givet else {}
    return SafeString(felt.as_widget(attrs=egenskaber))


@register.filter
def feltslags(felt: Any) -> str:
    """The kind of a field's input: ``checkboxinput``, ``radioselect``, ``textarea`` and so on."""
    return type(felt.field.widget).__name__.lower()
