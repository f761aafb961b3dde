"""One holiday of a municipality's schools."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from pirtti.calendar.rules import RuleFault
from pirtti.core.formfields import DayField, I18nText
from pirtti.desk.forms.base import DeskForm

LONGEST_DAYS = 100


class SchoolHolidayForm(DeskForm):
    """Name, first and last day; both days count."""

    name = I18nText(
        max_length=80,
        label=_("Which holiday"),
        help_text=_("For example “autumn holiday”. One language is enough."),
    )
    first_on = DayField(label=_("First day"), help_text=_("For example 19.10.2026"))
    last_on = DayField(label=_("Last day"), help_text=_("For example 23.10.2026"))

    def clean(self) -> dict[str, Any]:
        """Refuse a holiday that ends before it begins, or is longer than a summer."""
        given = super().clean() or self.cleaned_data
        first, last = given.get("first_on"), given.get("last_on")
        if first and last and last < first:
            self.refuse(RuleFault.ENDS_BEFORE_START)
        elif first and last and (last - first).days > LONGEST_DAYS:
            self.add_error("last_on", _("A holiday lasts 100 days at most."))
        return given

    def as_holiday(self) -> tuple[LazyI18nString, dt.date, dt.date]:
        """Return it as `calendar.actions.set_school_holidays` takes it."""
        given = self.cleaned_data
        return given["name"], given["first_on"], given["last_on"]
