"""On which days a cohort meets: what is asked before proposing, and what is taken."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from pirtti.core.formfields import DayField
from pirtti.desk.forms.network import PlacedForm, TimesField
from pirtti.training import actions, messages, rules
from pirtti.training.models import CohortSession


class PatternForm(PlacedForm):
    """On which weekday and when a cohort meets: enough to propose its days."""

    weekday = forms.TypedChoiceField(label=_("Weekday"), coerce=int)
    every = forms.TypedChoiceField(
        label=_("How often"),
        coerce=int,
        choices=[(1, _("Every week")), (2, _("Every second week"))],
    )
    times = TimesField(label=_("From when to when"), help_text="17–19")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        weekday: Any = self.fields["weekday"]
        weekday.choices = [(n, capfirst(str(name))) for n, name in WEEKDAYS.items()]

    def pattern(self, sessions: list[CohortSession]) -> rules.Pattern:
        """Return how the sessions that are to come would meet."""
        plan = sessions[0].cohort.plan
        before = sum(one.phase == rules.Phase.BEFORE for one in sessions)
        return rules.Pattern(
            weekday=self.cleaned_data["weekday"],
            every=self.cleaned_data["every"],
            before=before,
            after=len(sessions) - before,
            weeks_before=plan.weeks_before,
            weeks_after=plan.weeks_after,
        )


class DaysForm(PlacedForm):
    """One day for each session that is to come; what was proposed can be changed."""

    times = TimesField(label=_("From when to when"))

    def __init__(
        self, *args: Any, sessions: list[CohortSession], **options: Any
    ) -> None:
        super().__init__(*args, auto_id="id_days_%s", **options)
        for session in sessions:
            self.fields[f"day{session.order}"] = DayField(
                label=f"{session.order}. {session.title}",
                help_text=str(messages.PHASES[rules.Phase(session.phase)]),
            )

    @property
    def days(self) -> list[dt.date]:
        """Return the days in the order of the sessions."""
        given = self.cleaned_data
        return [given[name] for name in self.fields if name.startswith("day")]

    @property
    def meeting(self) -> actions.Times:
        """Return from when to when."""
        return actions.Times(*self.cleaned_data["times"])
