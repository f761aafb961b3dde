"""Themes, the wishes of families, and which date is about what."""

import datetime as dt
from collections.abc import Iterator
from typing import TypeAlias

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import followers, programme_queries
from pirtti.calendar import programme_rules as rules
from pirtti.calendar.actions.activities import locked
from pirtti.calendar.models import Activity, Occurrence, Series, Theme, Wish
from pirtti.core.content import plain
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.network.models import Organisation
from pirtti.people.models import JournalEntry, User

Text: TypeAlias = LazyI18nString | str
# What a theme gives to its date.
_GIVEN = ("theme", "guest", "guest_organisation")


@transaction.atomic
def make_wish(
    activity: Activity, *, text: str, language: str, today: dt.date | None = None
) -> Wish:
    """Keep what a family wishes for: a line without a name, for a year.

    The same line sent twice on a day is one wish. Raises Refused when it is empty
    or when too many wait already.
    """
    day = today or timezone.localdate()
    activity = locked(activity)
    twin = activity.wishes.filter(text=text, wished_on=day).first()
    if twin is not None:
        return twin
    waiting = activity.wishes.filter(state=Wish.State.NEW).count()
    reason = rules.refuse_wish(text, waiting=waiting)
    if reason:
        raise Refused(reason)
    return activity.wishes.create(text=text, language=language[:8], wished_on=day)


@transaction.atomic
def take_wish(wish: Wish, *, by: User | None) -> Theme:
    """Make a theme of a wish; pressed twice it is still one theme. Raises Refused."""
    wish = _lock_wish(wish)
    known = wish.themes.first()
    if known is not None:
        return known
    theme = _put_in_store(
        wish.activity, LazyI18nString({wish.language: wish.text}), wish=wish
    )
    _settle(wish, Wish.State.PLANNED)
    JournalEntry.record("calendar.wish_taken", by=by, on=wish.activity)
    return theme


@transaction.atomic
def set_wish_aside(wish: Wish, *, by: User | None) -> Wish:
    """Say that a wish is not taken up now; raises Refused when it is a theme already."""
    wish = _lock_wish(wish)
    if wish.themes.exists():
        raise Refused(rules.ProgrammeRefusal.WISH_DONE)
    _settle(wish, Wish.State.SET_ASIDE)
    JournalEntry.record("calendar.wish_set_aside", by=by, on=wish.activity)
    return wish


def _lock_wish(wish: Wish) -> Wish:
    Wish.objects.select_for_update().get(pk=wish.pk)
    return Wish.objects.select_related("activity").get(pk=wish.pk)


def _settle(wish: Wish, state: Wish.State) -> None:
    wish.state = state
    wish.save(update_fields=["state"])


@transaction.atomic
def forget_wishes(today: dt.date) -> int:
    """Delete the wishes that are a year old; returns how many went."""
    old = Wish.objects.filter(wished_on__lt=today - dt.timedelta(days=rules.WISH_DAYS))
    return old.delete()[1].get(Wish._meta.label, 0)


@transaction.atomic
def add_theme(
    activity: Activity,
    *,
    text: Text,
    by: User | None,
    guest: Text = "",
    guest_organisation: Organisation | None = None,
) -> Theme:
    """Put a theme in store, with a guest if one is known; raises Refused."""
    theme = _put_in_store(
        activity, text, guest=guest, guest_organisation=guest_organisation
    )
    JournalEntry.record("calendar.theme_added", by=by, on=theme, activity=activity.pk)
    return theme


def _put_in_store(
    activity: Activity,
    text: Text,
    *,
    guest: Text = "",
    guest_organisation: Organisation | None = None,
    wish: Wish | None = None,
) -> Theme:
    activity = locked(activity)
    waiting = programme_queries.in_store(activity)
    reason = rules.refuse_theme(is_empty=not plain(text), in_store=waiting.count())
    if reason:
        raise Refused(reason)
    last = waiting.values_list("order", flat=True).last() or 0
    return activity.themes.create(
        text=text,
        guest=guest,
        guest_organisation=guest_organisation,
        wish=wish,
        order=min(last + 1, 32_000),
    )


@transaction.atomic
def change_theme(
    theme: Theme,
    *,
    text: Text,
    by: User | None,
    guest: Text = "",
    guest_organisation: Organisation | None = None,
) -> Theme:
    """Change a theme and the coming date that it was given to; raises Refused."""
    if not plain(text):
        raise Refused(rules.ProgrammeRefusal.NEEDS_THEME)
    theme = _lock_theme(theme)
    theme.text, theme.guest = text, guest
    theme.guest_organisation = guest_organisation
    theme.save()
    if theme.occurrence is not None:
        _give(theme, [theme.occurrence])
    JournalEntry.record(
        "calendar.theme_changed", by=by, on=theme, activity=theme.activity_id
    )
    return theme


@transaction.atomic
def remove_theme(theme: Theme, *, by: User | None) -> None:
    """Take a theme away; a coming date that it was given to is free again."""
    theme = _lock_theme(theme)
    if theme.occurrence is not None:
        _give(Theme(text="", guest=""), [theme.occurrence])
    JournalEntry.record(
        "calendar.theme_removed", by=by, on=theme, activity=theme.activity_id
    )
    if theme.wish is not None:
        _settle(theme.wish, Wish.State.NEW)
    theme.delete()


def _lock_theme(theme: Theme) -> Theme:
    Theme.objects.select_for_update().get(pk=theme.pk)
    return Theme.objects.select_related(
        "activity__area", "wish", "occurrence__area"
    ).get(pk=theme.pk)


def _give(theme: Theme, dates: list[Occurrence]) -> None:
    """Tell coming dates what they are about, except what was said by hand for them."""
    coming = [date for date in dates if date.starts_at > timezone.now()]
    for date in coming:
        for name in _GIVEN:
            if name not in date.own:
                value = theme.text if name == "theme" else getattr(theme, name)
                setattr(date, name, value)
        date.sequence += 1
        date.save()
        network.touch(date.area)
        followers.activities_changed([date.activity_id])


@transaction.atomic
def spread_themes(activity: Activity, *, since: dt.date, by: User | None) -> int:
    """Give the themes in store to coming dates, the oldest theme first.

    In each rhythm every `theme_every`-th date gets one; a theme that was set by hand
    stays and counts. Returns how many dates got a theme. Raises Refused when no
    rhythm has themes or none are in store.
    """
    activity = locked(activity)
    rotating = list(activity.series.filter(theme_every__gt=0))
    themes = list(programme_queries.in_store(activity))
    reason = rules.refuse_spreading(rotating=len(rotating), in_store=len(themes))
    if reason:
        raise Refused(reason)
    dates = sorted(_waiting(rotating, since), key=lambda date: date.starts_at)
    given = 0
    for theme, date in zip(themes, dates, strict=False):
        _give(theme, [date])
        theme.occurrence = date
        theme.save(update_fields=["occurrence"])
        given += 1
    JournalEntry.record("calendar.themes_spread", by=by, on=activity, dates=given)
    return given


def _waiting(rotating: list[Series], since: dt.date) -> Iterator[Occurrence]:
    """Yield the coming dates whose turn it is to have a theme, and that have none."""
    now = timezone.now()
    for series in rotating:
        rows = {
            date.pk: date
            for date in series.occurrences.select_related("area").order_by("rule_on")
        }
        turns = (
            rules.Turn(
                pk=date.pk,
                has_theme=bool(plain(date.theme)),
                is_settled=bool(plain(date.theme)) or "theme" in date.own,
                is_held=not date.is_cancelled,
                is_coming=date.on >= since and date.starts_at > now,
            )
            for date in rows.values()
        )
        every = series.theme_every
        yield from (rows[pk] for pk in rules.themed_turns(turns, every=every))
