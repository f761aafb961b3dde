"""What the desk does in one go that takes several actions of the floors below."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity, Audience, Occurrence, Series
from pirtti.network.models import Organisation
from pirtti.people.models import JournalEntry, User
from pirtti.signups import actions as signups
from pirtti.signups.models import Intake

LONGEST_SLUG = 80


def plan_activity(
    activity: Activity,
    *,
    organisers: Iterable[Organisation],
    audiences: Iterable[Audience],
    rhythm: dict[str, Any] | None,
    by: User,
) -> Activity:
    """Store a new activity as a draft with its first rhythm, all or nothing.

    `rhythm` holds the arguments of `calendar.actions.add_series`. The same form
    sent twice at the same moment gives the activity that the first one made.
    Raises Refused.
    """
    organisers, audiences = list(organisers), list(audiences)
    try:
        with transaction.atomic():
            if not activity.slug:
                activity.slug = _free_slug(activity)
            calendar.save_activity(
                activity, organisers=organisers, audiences=audiences, by=by
            )
            if rhythm and not activity.series.exists():
                calendar.add_series(activity, by=by, **rhythm)
    except IntegrityError:
        twin = Activity.objects.filter(code=activity.code).first()
        if twin is None:
            raise
        return twin
    return activity


@transaction.atomic
def add_rhythms(
    activity: Activity, rhythms: Iterable[dict[str, Any]], *, by: User
) -> list[Series]:
    """Give an activity several rhythms, all or none. Raises Refused."""
    return [calendar.add_series(activity, by=by, **rhythm) for rhythm in rhythms]


@transaction.atomic
def save_programme(
    changes: Iterable[tuple[Occurrence, dict[str, Any]]], *, by: User
) -> int:
    """Change several dates of the programme, all or none; returns how many changed.

    Each comes with the arguments of `calendar.actions.change_occurrence`.
    """
    changed = [
        calendar.change_occurrence(date, by=by, **values) for date, values in changes
    ]
    return len(changed)


def _free_slug(activity: Activity) -> str:
    """Make the word of an address from the name; with the code when it is taken."""
    word = slugify(str(activity.name))[:LONGEST_SLUG].strip("-")
    if not word:
        return f"a-{activity.code}"
    if Activity.objects.filter(slug=word).exists():
        return f"{word}-{activity.code}"
    return word


@transaction.atomic
def open_families(intake: Intake, *, by: User) -> None:
    """Write down that somebody opens what families told; never what they told."""
    JournalEntry.record("signups.list_opened", by=by, on=intake)


@transaction.atomic
def open_sign_up(
    thing: Activity | Occurrence, *, by: User, values: dict[str, Any]
) -> Intake:
    """Let families sign up; an activity says no longer that one may just come.

    Raises Refused.
    """
    intake = signups.open_intake(thing, by=by, **values)
    if isinstance(thing, Activity) and thing.sign_up == Activity.SignUp.NONE:
        thing.sign_up = Activity.SignUp.NEEDED
        calendar.save_activity(thing, by=by)
    return intake
