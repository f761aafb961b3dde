"""Storing, publishing and hiding activities."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import followers, rules
from pirtti.calendar.models import Activity, Audience, Occurrence
from pirtti.core.content import plain
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.network.models import Organisation
from pirtti.people.models import JournalEntry, User


def locked(activity: Activity) -> Activity:
    """Read an activity anew and keep others from changing it meanwhile."""
    return Activity.objects.select_for_update().get(pk=activity.pk)


@transaction.atomic
def save_activity(
    activity: Activity,
    *,
    by: User | None,
    organisers: Iterable[Organisation] | None = None,
    audiences: Iterable[Audience] | None = None,
) -> Activity:
    """Store an activity; dates that follow its place and texts follow the change.

    Its area is the place's; an online activity keeps the area it was given. Whoever
    saves it says thereby that what is told holds (C4). Raises Refused when its ages
    can't be.
    """
    reason = rules.refuse_ages(activity.age_from_months, activity.age_to_months)
    if reason:
        raise Refused(reason)
    before = Activity.objects.select_related("area").filter(pk=activity.pk).first()
    if activity.place is not None:
        activity.area = activity.place.area
    if by is not None:
        activity.confirmed_at, activity.stale_told_at = timezone.now(), None
    activity.save()
    if organisers is not None:
        activity.organisers.set(organisers)
    if audiences is not None:
        activity.audiences.set(audiences)
    if before is not None:
        _carry_over(before, activity)
        network.touch(before.area)
    network.touch(activity.area)
    followers.activities_changed([activity.pk])
    JournalEntry.record("calendar.activity_saved", by=by, on=activity)
    return activity


def _carry_over(before: Activity, activity: Activity) -> None:
    """Let coming dates follow, except values that were changed by hand for one date."""
    changed = [
        name
        for name in ("place_id", "room_id", "who", "area_id")
        if plain(getattr(before, name)) != plain(getattr(activity, name))
    ]
    if not changed:
        return
    coming = list(
        activity.occurrences.filter(starts_at__gte=timezone.now()).select_related(
            "series"
        )
    )
    for occurrence in coming:
        for name in changed:
            if not _differs(occurrence, name):
                setattr(occurrence, name, getattr(activity, name))
        occurrence.sequence += 1
    Occurrence.objects.bulk_update(coming, [*changed, "sequence"], batch_size=200)


def _differs(occurrence: Occurrence, name: str) -> bool:
    """Say whether a date, or its rhythm, has a value of its own for a field."""
    series = occurrence.series
    if name == "who":
        return "who" in occurrence.own or bool(series.who or series.leaders)
    own = "place" if name == "area_id" else name.removesuffix("_id")
    if own == "room" and series.room_id is not None:
        return True
    return own in occurrence.own or series.place_id is not None


@transaction.atomic
def publish(activity: Activity, *, by: User | None) -> Activity:
    """Show an activity and its dates to families; raises Refused."""
    activity = locked(activity)
    reason = rules.refuse_publishing(
        has_place=activity.place is not None,
        place_is_public=activity.place is not None and activity.place.is_published,
        has_online_address=bool(activity.online_url),
        organisers=activity.organisers.count(),
        dates=activity.occurrences.count(),
        is_listed=activity.is_listed,
        is_led=followers.is_led(activity.pk),
    )
    if reason:
        raise Refused(reason)
    return _show(activity, public=True, by=by)


@transaction.atomic
def unpublish(activity: Activity, *, by: User | None) -> Activity:
    """Make an activity a draft again: families see it no more."""
    return _show(locked(activity), public=False, by=by)


def _show(activity: Activity, *, public: bool, by: User | None) -> Activity:
    activity.is_published = public
    if public:
        activity.published_at = timezone.now()
    activity.save(update_fields=["is_published", "published_at", "changed_at"])
    activity.occurrences.update(is_public=public)
    network.touch(activity.area)
    followers.activities_changed([activity.pk])
    verb = "calendar.published" if public else "calendar.unpublished"
    JournalEntry.record(verb, by=by, on=activity)
    return activity
