"""How forms are drawn: label, hint and error beside each field."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws a form, `{{ form }}`, as a list of our own field components."""

    form_template_name = "project/form.html"
    field_template_name = "project/field.html"
