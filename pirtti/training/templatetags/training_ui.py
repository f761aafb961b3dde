"""Words of training for templates: `{% load training_ui %}`.

`{% training_plan group %}` writes a group's session plan for families, with the
fathers' own sessions and who leads them; `{% family_evenings activity %}` the evenings
that a weekly group's families are asked to. Both write nothing where there is nothing.
"""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import content
from pirtti.groups.models import Group
from pirtti.signups import words
from pirtti.training import messages, queries, rules
from pirtti.training import words as training
from pirtti.training.models import Cohort, CohortSession

register = template.Library()


@register.inclusion_tag("training/_plan.html")
def training_plan(group: Group) -> dict[str, Any]:
    """Write the session plan of a group for families."""
    return {"plan": queries.plan_of(group)}


@register.inclusion_tag("training/_evenings.html")
def family_evenings(activity: Activity) -> dict[str, Any]:
    """Write the evenings that a weekly group's families are asked to."""
    return {"evenings": queries.evenings_of(activity, now=timezone.now())}


@register.simple_tag
def plan_text(text: LazyI18nString | str) -> SafeString:
    """Write a text; one in another language than the page's says so to machines."""
    return content.marked(content.shown(text, words.language()))


@register.filter
def plan_when(date: Occurrence) -> str:
    """Write day and times: `ke 25.11. klo 9.30–11.30`."""
    return words.when(date)


@register.filter
def phase_words(session: CohortSession) -> str:
    """Say on which side of the births a session is."""
    return str(messages.PHASES[rules.Phase(session.phase)])


@register.filter
def due_span(cohort: Cohort) -> str:
    """Write the months in which the babies are due: `Huhtikuu–toukokuu 2027`."""
    return training.months(cohort.due_from, cohort.due_to)
