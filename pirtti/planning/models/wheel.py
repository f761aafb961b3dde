"""The rhythm of an organisation's own year."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from pirtti.core import privacy
from pirtti.network.models import Organisation
from pirtti.planning import rules


class YearMark(models.Model):
    """A time that comes round every year in an organisation (vuosikellon merkki).

    Both days count. One that begins late in the year and ends early in the next goes
    over New Year; a single day begins and ends on the same day.
    """

    class Kind(models.TextChoices):
        """What happens then."""

        SEASON = rules.MarkKind.SEASON.value, _("Season of activities")
        DEADLINE = rules.MarkKind.DEADLINE.value, _("Own planning is ready")
        BUDGET = rules.MarkKind.BUDGET.value, _("Budget is decided")
        CLOSURE = rules.MarkKind.CLOSURE.value, _("Holiday closure")
        GRANTS = rules.MarkKind.GRANTS.value, _("Grants are applied for")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="year_marks"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    first_month = models.PositiveSmallIntegerField()
    first_day = models.PositiveSmallIntegerField()
    last_month = models.PositiveSmallIntegerField()
    last_day = models.PositiveSmallIntegerField()
    note = I18nCharField(max_length=200, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "seeing where the years of partners do not fit together",
            "organisation",
            "kind",
            "first_month",
            "first_day",
            "last_month",
            "last_day",
            "note",
        ),
    )

    class Meta:
        ordering: ClassVar = ["first_month", "first_day", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    first_month__range=(1, 12),
                    last_month__range=(1, 12),
                    first_day__range=(1, 31),
                    last_day__range=(1, 31),
                ),
                name="year_mark_is_in_a_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_day}.{self.first_month}."

    def as_rule(self) -> rules.Mark:
        """Return the plain values that the rules take."""
        return rules.Mark(
            rules.MarkKind(self.kind),
            (self.first_month, self.first_day),
            (self.last_month, self.last_day),
        )
