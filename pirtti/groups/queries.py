"""What a group is like now: its meetings, leaders and families, and what is due."""

import datetime as dt

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from pirtti.calendar.models import Occurrence, Series
from pirtti.groups import rules
from pirtti.groups.models import AxisWord, Group, Leader, Step
from pirtti.network.models import Area
from pirtti.signups.models import Intake, Party

State = rules.State
# Nobody is asked for a decision in the night.
MORNING, NIGHT = 6, 21
# A group whose end nobody has told ends so long after its last meeting.
ENDS_AFTER = dt.timedelta(days=30)
# The sign-up of a group without an end is prolonged so long before its day.
PROLONGED_BEFORE = dt.timedelta(days=60)
# Families who hear of what becomes of a group.
_TOLD = (Party.State.IN, Party.State.ASKED, Party.State.OFFERED, Party.State.WAITING)


def intake_of(group: Group) -> Intake | None:
    """Return the sign-up of a group; None where one just walks in."""
    return Intake.objects.filter(activity=group.activity_id).first()


def leaders(group: Group, *, today: dt.date) -> QuerySet[Leader]:
    """Return who leads a group today."""
    return Leader.objects.filter(
        group=group, starts_on__lte=today, ends_on__gte=today
    ).select_related("user")


def is_led(activity: int) -> bool:
    """Say whether somebody leads the group of an activity, from today or later on."""
    today = timezone.localdate()
    return Leader.objects.filter(group__activity=activity, ends_on__gte=today).exists()


def coming(group: Group, *, now: dt.datetime) -> list[Occurrence]:
    """List the meetings to come, cancelled ones left out."""
    return list(_planned(group).filter(starts_at__gte=now).select_related("series"))


def last_meeting(group: Group) -> Occurrence | None:
    """Return the last meeting that stands in the calendar and was not cancelled."""
    return _planned(group).last()


def first_meeting(group: Group) -> Occurrence | None:
    """Return the first meeting of all that was not cancelled."""
    return _planned(group).first()


def _planned(group: Group) -> QuerySet[Occurrence]:
    return Occurrence.objects.filter(
        activity=group.activity_id, state=Occurrence.State.PLANNED
    ).order_by("starts_at", "pk")


def endless_series(group: Group) -> QuerySet[Series]:
    """Return the rhythms of a group that have no last day."""
    return Series.objects.filter(activity=group.activity_id, ends_on=None).exclude(
        frequency=Series.Frequency.ONCE
    )


def families_in(group: Group) -> QuerySet[Party]:
    """Return the families that are in."""
    return Party.objects.filter(
        intake__activity=group.activity_id, state=Party.State.IN
    )


def families_told(group: Group) -> QuerySet[Party]:
    """Return the families to tell: in, asked for, or waiting with a known contact."""
    return Party.objects.filter(
        intake__activity=group.activity_id,
        state__in=_TOLD,
        confirmed_at__isnull=False,
    )


def takes_newcomers(group: Group, *, now: dt.datetime) -> bool:
    """Say whether a family may come in now, and there is a way in."""
    takes = rules.takes_newcomers(
        group.axes,
        State(group.state),
        first_on=group.first_on,
        today=timezone.localdate(now),
    )
    intake = intake_of(group)
    return takes and (intake is None or intake.is_open)


def story(group: Group) -> list[Step]:
    """List the steps of a group's life, the first first."""
    return list(group.steps.select_related("by").order_by("at", "pk"))


def words_of(area: Area) -> list[AxisWord]:
    """List the own words that hold in an area, those of the nearest area last."""
    return list(
        AxisWord.objects.filter(area__in=area.line).order_by("area__path", "pk")
    )


def waits_since(now: dt.datetime) -> dt.datetime | None:
    """Say whether some group's day has come; None when nothing is to be done (one query)."""
    due = (
        *(to_decide(now), to_run(now), to_close(now), to_end(now), to_prolong(now)),
        to_tell_of_asking(now),
    )
    wanted = Q(pk__in=[])
    for groups in due:
        wanted |= Q(pk__in=groups.values("pk"))
    return now if Group.objects.filter(wanted).exists() else None


def to_decide(now: dt.datetime) -> QuerySet[Group]:
    """Return the groups whose decision day has come, from its morning on."""
    here = timezone.localtime(now)
    today = here.date() - dt.timedelta(days=here.hour < MORNING)
    return Group.objects.filter(state=State.RECRUITING, decision_on__lte=today)


def to_run(now: dt.datetime) -> QuerySet[Group]:
    """Return the groups whose first meeting has begun, and that nobody called off."""
    begun = _meetings().filter(on__gte=OuterRef("first_on"), starts_at__lte=now)
    undecided = Q(state=State.DECISION) | Q(
        state=State.RECRUITING, decision_on__isnull=True
    )
    return Group.objects.filter(undecided).filter(Exists(begun))


def to_close(now: dt.datetime) -> QuerySet[Group]:
    """Return the closed groups that still take families after their first meeting."""
    return Group.objects.filter(
        state=State.RUNNING,
        joining=rules.Joining.CLOSED,
        first_on__lt=timezone.localdate(now),
        activity__intake__is_open=True,
    )


def to_end(now: dt.datetime) -> QuerySet[Group]:
    """Return the groups whose last meeting is over.

    One that moves on with its families does so until its own last day.
    """
    today = timezone.localdate(now)
    to_come = _meetings().filter(ends_at__gt=now)
    held_today = _meetings().filter(on=today)
    lately = _meetings().filter(ends_at__gt=now - ENDS_AFTER)
    over = (
        Q(ends_on__lt=today)
        | (Q(ends_on=today) & Exists(held_today))
        | (Q(ends_on__isnull=True, first_on__lt=today) & ~Exists(lately))
    )
    return Group.objects.filter(over & ~Exists(to_come), state=State.RUNNING)


def over_since(moment: dt.datetime) -> QuerySet[Group]:
    """Return the groups that ended, or never began, before a moment."""
    return Group.objects.filter(state__in=rules.OVER).exclude(steps__at__gte=moment)


def to_prolong(now: dt.datetime) -> QuerySet[Group]:
    """Return the groups that meet on after the day on which their sign-up ends.

    Families are erased by that day: it must not come while they still meet.
    """
    today = timezone.localdate(now)
    later = _meetings().filter(on__gt=OuterRef("activity__intake__ends_on"))
    return Group.objects.filter(
        Exists(later),
        state__in=(State.RECRUITING, State.DECISION, State.RUNNING),
        activity__intake__ends_on__lt=today + PROLONGED_BEFORE,
    )


def to_tell_of_asking(now: dt.datetime) -> QuerySet[Group]:
    """Return the groups whose leaders are to hear that families wait for an answer.

    By day, and once in `rules.ASKING_TOLD_AGAIN`.
    """
    if not MORNING <= timezone.localtime(now).hour < NIGHT:
        return Group.objects.none()
    quiet = Q(asking_told_at=None) | Q(asking_told_at__lt=now - rules.ASKING_TOLD_AGAIN)
    asking = _asking(now).filter(intake__activity=OuterRef("activity"))
    since = asking.filter(
        Q(by_phone=True) | Q(confirmed_at__gt=OuterRef("asking_told_at"))
    )
    first = Q(asking_told_at=None) & Exists(asking)
    return Group.objects.filter(quiet, first | Exists(since), state__in=rules.ALIVE)


def is_asked(group: Group, *, now: dt.datetime) -> bool:
    """Say whether a family waits for an answer, or a call, of the leaders."""
    return _asking(now).filter(intake__activity=group.activity_id).exists()


def _asking(now: dt.datetime) -> QuerySet[Party]:
    """Return who asked, and who is to be called: no mail of ours reaches them."""
    to_call = Q(state__in=(Party.State.HELD, Party.State.OFFERED), until__gt=now)
    return Party.objects.filter(Q(state=Party.State.ASKED) | to_call & Q(by_phone=True))


def _meetings() -> QuerySet[Occurrence]:
    return Occurrence.objects.filter(
        activity=OuterRef("activity"), state=Occurrence.State.PLANNED
    )


def last_reason(group: Group) -> str:
    """Return why the dates of a group were called off, in the language in use."""
    found = (
        Occurrence.objects.filter(
            activity=group.activity_id, state=Occurrence.State.CANCELLED
        )
        .order_by(F("changed_at").desc(), "-pk")
        .first()
    )
    return str(found.reason) if found else ""
