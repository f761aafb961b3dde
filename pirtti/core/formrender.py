"""How Django draws our forms."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draw `{{ form }}` and each field with our own templates.

    Widgets get the class `ds-input` from `templates/django/forms/widgets/attrs.html`.
    """

    form_template_name = "core/form.html"
    field_template_name = "core/field.html"
