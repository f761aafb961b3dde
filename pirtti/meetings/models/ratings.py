"""What members thought of a meeting and of the group: answers that belong to nobody."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models

from pirtti.calendar.models import Occurrence
from pirtti.core import privacy
from pirtti.groups.models import Group
from pirtti.meetings import rating_rules


def _line() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    most = MaxValueValidator(rating_rules.MOST)
    return models.PositiveSmallIntegerField(null=True, blank=True, validators=[most])


def _choice() -> "models.CharField[str, str]":
    return models.CharField(
        max_length=8,
        blank=True,
        choices=[(each.value, each.value) for each in rating_rules.Said],
    )


class Rating(models.Model):
    """Four lines about one meeting (palaute), 0–10 each; a line may be left out.

    It belongs to no family and has neither a time nor a number in order, so that
    nobody can say whose it is. What remains when families are erased are averages.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="ratings")
    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, related_name="group_ratings"
    )
    welcome = _line()
    said = _line()
    useful = _line()
    again = _line()

    PRIVACY = privacy.fields(
        privacy.internal(
            "leaders seeing how meetings go, from five answers on; it names nobody",
            "id",
            "group",
            "occurrence",
            "welcome",
            "said",
            "useful",
            "again",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"rating of {self.occurrence_id}"


class ClosingAnswer(models.Model):
    """Three choices about the whole group at its end (loppupalaute); of nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, models.CASCADE, related_name="closing_answers")
    strength = _choice()
    people = _choice()
    recommend = _choice()

    PRIVACY = privacy.fields(
        privacy.internal(
            "seeing what a group gave, from five answers on; it names nobody",
            "id",
            "group",
            "strength",
            "people",
            "recommend",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"closing answer of {self.group_id}"


class RatingMark(models.Model):
    """That some family answered once (vastattu): a keyed fingerprint, for 30 days.

    It prevents a second answer and points at no answer; without the secret key it
    points at no family either.
    """

    fingerprint = models.CharField(max_length=64, primary_key=True)
    until = models.DateField()

    PRIVACY = privacy.fields(
        privacy.sensitive(
            "taking one answer of each family, and no second",
            "fingerprint",
            "until",
            kept="30 days",
        )
    )

    def __str__(self) -> str:
        return f"answered, until {self.until}"
