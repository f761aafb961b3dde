"""What the tests of places, organisations, roles and counts type into forms."""

from django.urls import reverse
from i18nfield.strings import LazyI18nString

from pirtti.network.rules import Level
from pirtti.network.tests.factories import AreaFactory


def post(client, user, name, *args, data=None, **more):
    """Send a form as somebody and return the answer."""
    client.force_login(user)
    return client.post(reverse(f"desk:{name}", args=args), data or {}, **more)


def get(client, user, name, *args):
    """Open a page as somebody."""
    client.force_login(user)
    return client.get(reverse(f"desk:{name}", args=args))


def typed(form):
    """Return what a browser would send of a form that was opened and not touched."""
    sent = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if value is None or value is False or value == "":
            continue
        html_name = form.add_prefix(name)
        if isinstance(value, LazyI18nString):
            texts = value.data if isinstance(value.data, dict) else {"fi": value.data}
            for number, code in enumerate(("fi", "sv", "en")):
                sent[f"{html_name}_{number}"] = texts.get(code) or ""
        elif hasattr(value, "values_list"):
            sent[html_name] = list(value.values_list("pk", flat=True))
        else:
            sent[html_name] = "on" if value is True else field.prepare_value(value)
    return sent


def tree():
    """Make country, county, municipality and neighbourhood, one of each."""
    line = []
    for level in Level:
        line.append(AreaFactory(level=level, parent=line[-1] if line else None))
    return line
