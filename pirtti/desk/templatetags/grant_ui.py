"""Words about grants for templates: `{% load grant_ui %}`."""

from django import template

from pirtti.grants import messages, money, rules

register = template.Library()


@register.filter
def euros(cents: int) -> str:
    """Write a sum: `1 200 €`."""
    return money.told(cents)


@register.filter
def call_state(state: str) -> str:
    """Say whether a call is coming, open or closed."""
    return str(messages.CALL_STATES[rules.CallState(state)])


@register.filter
def application_state(state: str) -> str:
    """Say where an application stands."""
    return str(messages.STATES[rules.State(state)])


@register.filter
def for_groups(kind: str) -> str:
    """Say which groups a call is for."""
    return str(messages.FOR_GROUPS[rules.ForGroups(kind)])
