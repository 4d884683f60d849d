"""Forms in the look of the design system: ``{{ form }}`` and ``{{ field.as_field_group }}`` draw themselves so."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Formtegner(TemplatesSetting):
    """Draws every form and field of the project from the templates in ``web/former``."""

    form_template_name = "web/former/form.html"
    field_template_name = "web/former/felt.html"
