"""What nobody confirms is asked about once, in one letter, and then told to families."""

import datetime as dt

import pytest
from django.http import Http404
from django.utils import timezone, translation

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity, Occurrence
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory, weekly
from pirtti.network.rules import Role
from pirtti.network.tests.factories import (
    OrganisationFactory,
    PlaceFactory,
    user_with,
)
from pirtti.post import kinds
from pirtti.post.models import Letter
from pirtti.proposals import access, actions, freshness, rules
from pirtti.proposals.models import Reminder

pytestmark = pytest.mark.django_db


def ago(days):
    return timezone.now() - dt.timedelta(days=days)


@pytest.fixture
def organisation():
    return OrganisationFactory(
        contact_email="kahvila@yhdistys.example", deputy_email="vara@yhdistys.example"
    )


def cafe(organisation, *, confirmed=60, dates=True, **more):
    """A published café that was last confirmed so many days ago."""
    place = more.pop("place", None) or PlaceFactory(host=organisation)
    activity = ActivityFactory(place=place, organisers=[organisation], **more)
    Activity.objects.filter(pk=activity.pk).update(
        confirmed_at=ago(confirmed), created_at=ago(400), published_at=ago(300)
    )
    if dates:
        weekly(activity, starts_on=timezone.localdate())
    activity.refresh_from_db()
    return activity


def stale():
    return set(freshness.stale(Activity.objects.all(), timezone.now()))


def test_only_public_activities_with_coming_dates_grow_stale(organisation):
    old = cafe(organisation)
    cafe(organisation, confirmed=59)
    cafe(organisation, dates=False)
    cafe(organisation, is_published=False)

    assert stale() == {old}


def test_publishing_counts_as_confirming(organisation):
    activity = cafe(organisation)
    Activity.objects.filter(pk=activity.pk).update(published_at=ago(10))

    assert stale() == set()


def test_saving_by_a_person_confirms_and_by_the_house_does_not(organisation):
    activity = cafe(organisation)
    Activity.objects.filter(pk=activity.pk).update(stale_told_at=ago(31))
    activity.refresh_from_db()

    calendar.save_activity(activity, by=None)
    assert stale() == {activity}
    calendar.save_activity(activity, by=user_with(Role.LEADER, at=activity.place))
    activity.refresh_from_db()

    assert stale() == set()
    assert activity.stale_told_at is None


def test_contact_and_deputy_get_one_letter_about_everything(organisation):
    first = cafe(organisation, name="Aamukahvila")
    cafe(organisation, name="Iltakahvila")
    ended = cafe(organisation, confirmed=1, dates=False, name="Kesäkerho")
    weekly(ended, starts_on=ago(50).date(), ends_on=ago(20).date())
    party = cafe(organisation, confirmed=1, dates=False, name="Syysjuhla")
    OccurrenceFactory(activity=party, on=ago(30).date())

    assert actions.tell_missing(timezone.now()) == 2
    first.refresh_from_db()

    letters = Letter.objects.order_by("to")
    assert [letter.to for letter in letters] == [
        "kahvila@yhdistys.example",
        "vara@yhdistys.example",
    ]
    told = {line.name for line in freshness.missing_of(organisation, timezone.now())}
    assert told == {"Aamukahvila", "Iltakahvila", "Kesäkerho"}
    assert first.stale_told_at is not None


def test_the_same_things_are_told_once(organisation):
    cafe(organisation)
    now = timezone.now()

    actions.tell_missing(now)
    again = [actions.tell_missing(now + dt.timedelta(days=day)) for day in range(1, 40)]

    assert sum(again) == 0


def test_what_comes_later_waits_for_the_next_weeks_letter(organisation):
    cafe(organisation)
    now = timezone.now()
    actions.tell_missing(now)
    cafe(organisation, name="Toinen")

    sent = [actions.tell_missing(now + dt.timedelta(days=day)) for day in (1, 6, 7, 8)]

    assert sent == [0, 0, 2, 0]


def test_what_was_mended_and_breaks_again_is_told_again(organisation):
    activity = cafe(organisation)
    now = timezone.now()
    actions.tell_missing(now)
    actions.confirm([activity], by=None)
    actions.tell_missing(now + dt.timedelta(days=1))

    assert set(Reminder.objects.values_list("what", flat=True)) == {"letter"}
    assert actions.tell_missing(now + dt.timedelta(days=61)) == 2


def test_a_cancelled_date_without_another_near_it_is_told(organisation):
    activity = cafe(organisation, confirmed=1, dates=False)
    today = timezone.localdate()
    lonely = OccurrenceFactory(
        activity=activity,
        on=today + dt.timedelta(days=5),
        state=Occurrence.State.CANCELLED,
    )
    replaced = OccurrenceFactory(
        activity=activity,
        on=today + dt.timedelta(days=20),
        state=Occurrence.State.CANCELLED,
    )
    OccurrenceFactory(activity=activity, on=today + dt.timedelta(days=21))

    keys = {line.key for line in freshness.missing_of(organisation, timezone.now())}

    assert f"cancelled:{lonely.pk}" in keys
    assert f"cancelled:{replaced.pk}" not in keys


def test_an_organisation_without_any_address_is_flagged_at_the_desk_only():
    silent = OrganisationFactory()
    activity = cafe(silent)

    assert actions.tell_missing(timezone.now()) == 0
    activity.refresh_from_db()

    assert activity.stale_told_at is not None
    lines = freshness.missing_of(silent, timezone.now())
    assert {line.what for line in lines} == {
        rules.Missing.STALE,
        rules.Missing.NO_CONTACT,
    }


def test_the_letter_says_what_is_true_when_it_goes_out(organisation):
    activity = cafe(organisation, name="Aamukahvila")
    actions.tell_missing(timezone.now())
    letter = Letter.objects.first()
    fill = kinds.get("missing_things").fill

    with translation.override("fi"):
        before = fill(letter)
    actions.confirm([activity], by=None)

    assert before["lines"][0][0] == "Aamukahvila"
    assert "/confirm/" in before["address"]
    assert fill(letter) is None


def test_the_link_of_a_letter_ends_with_the_address_it_went_to(organisation, client):
    word = access.word_to_confirm(organisation, organisation.contact_email)

    assert access.organisation_to_confirm(word) == organisation
    organisation.contact_email = "uusi@yhdistys.example"
    organisation.save()

    with pytest.raises(Http404):
        access.organisation_to_confirm(word)


def test_confirming_makes_the_pages_of_the_area_new(organisation):
    activity = cafe(organisation)
    before = activity.area.version

    actions.confirm([activity], by=None)
    activity.area.refresh_from_db()

    assert activity.area.version > before
    assert stale() == set()


def test_old_proposals_are_deleted():
    from pirtti.proposals.models import Proposal
    from pirtti.proposals.tests import factories

    kept, decided, forgotten = (factories.proposal(name=str(n)) for n in range(3))
    actions.withdraw(decided)
    Proposal.objects.filter(pk=decided.pk).update(decided_at=ago(366))
    Proposal.objects.filter(pk=forgotten.pk).update(changed_at=ago(366))

    actions.tidy(timezone.now())

    assert set(Proposal.objects.all()) == {kept}
