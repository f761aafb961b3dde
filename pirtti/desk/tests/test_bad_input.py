"""Whatever is sent to a form of the desk: a page with a sentence, never a crash."""

import pytest
from django.http import QueryDict

from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.desk.forms.activities import NewActivityForm
from pirtti.desk.forms.dates import CancelForm, DateForm
from pirtti.desk.forms.many_dates import ExtraDatesForm, ManyDatesForm
from pirtti.desk.forms.programme import ThemeForm
from pirtti.desk.forms.rhythm import EndSeriesForm
from pirtti.desk.forms.rhythms import EditSeriesForm, SeriesForm
from pirtti.desk.tests.pages import coordinator, in_days, text_of, typed, url
from pirtti.network.models import RoleGiven
from pirtti.network.tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db

HOSTILE = {
    "long": "ä" * 10_000,
    "emoji": "👩‍👩‍👧‍👦" * 40,
    "right to left": "\u202eabc مرحبا",
    "nul": "a\x00b",
    "identity code": "131052-308T",
    "line break": "a\r\nb",
    "markup": '<script>alert("x")</script>',
    "percent": "%(name)s %s {{ x }}",
    "number": "9" * 400,
    "minus": "-1",
    "zalgo": "a" + "\u0301" * 50,
    "template": "{% csrf_token %}",
    "spaces": " \u00a0\u200b",
    "surrogate bytes": "\ufffd\ufffe",
    "list": "[1, 2]",
    "date": "31.2.2026",
    "far day": "31.12.2199",
    "old day": "1.1.1900",
    "midnight": "24.00",
}
TEXTS = (
    "name",
    "who",
    "theme",
    "guest",
    "reason",
    "price_note",
    "sign_up_how",
    "about",
    "easy",
)


def is_text(field):
    return field.rstrip("_012") in TEXTS


def querydict(values):
    query = QueryDict(mutable=True)
    query.update(values)
    return query


@pytest.fixture
def forms(client, pages):
    """The same forms without their pages: drawing one takes longer than judging it."""
    user = RoleGiven.objects.get().user
    series = Series.objects.get()
    date = series.occurrences.first()
    makers = {
        "occurrence": lambda data: DateForm(data, viewer=user, occurrence=date),
        "cancel": CancelForm,
        "new activity": lambda data: NewActivityForm(data, viewer=user),
        "rhythm": lambda data: SeriesForm(data, viewer=user, activity=series.activity),
        "changed rhythm": lambda data: EditSeriesForm(data, viewer=user, series=series),
        "extra dates": ExtraDatesForm,
        "several dates": lambda data: ManyDatesForm(
            data,
            viewer=user,
            activity=series.activity,
            dates=list(series.occurrences.all()),
        ),
        "theme": lambda data: ThemeForm(data, viewer=user),
        "end of a rhythm": lambda data: EndSeriesForm(data, series=series),
    }
    return {name: (make, *pages[name][1:]) for name, make in makers.items()}


@pytest.fixture
def pages(client):
    place = PlaceFactory()
    activity = ActivityFactory(place=place)
    series = weekly(activity, starts_on=in_days(2))
    coordinator(client, place)
    date, _next, later = activity.occurrences.order_by("on")[:3]
    return {
        "occurrence": (
            url("occurrence", date.pk),
            {"day": typed(date.on), "starts_at": "9.30", "ends_at": "11.30", "place": place.pk},
            ["day", "starts_at", "ends_at", "place", "room", "theme_0", "guest_1", "who_2"],
        ),
        "cancel": (url("cancel", date.pk), {}, ["reason_0", "reason_1", "reason_2"]),
        "new activity": (
            url("activity_new"),
            {
                "name_0": "Kahvila",
                "kind": activity.kind_id,
                "place": place.pk,
                "organisers": place.host_id,
                "age_unit": "years",
                "sign_up": "none",
                "rhythm": "weekly",
            },
            [
                "key", "name_0", "kind", "place", "room", "organisers", "audiences", "age_from",
                "age_to", "age_unit", "who_0", "languages", "price_cents", "price_note_0",
                "sign_up", "sign_up_how_1", "about_0", "easy_0", "online_url", "area", "day",
                "starts_at", "ends_at", "rhythm", "interval", "until",
            ],
        ),
        "activity": (
            url("activity", activity.pk),
            {
                "name_0": "Kahvila",
                "kind": activity.kind_id,
                "place": place.pk,
                "organisers": place.host_id,
                "age_unit": "years",
                "sign_up": "none",
            },
            ["name_0", "kind", "place", "organisers", "age_from", "languages", "about_0", "area"],
        ),
        "rhythm": (
            url("series_new", activity.pk),
            {
                "day": typed(in_days(1)), "starts_at": "9.30", "ends_at": "11.30",
                "rhythm": "every_n", "interval": "2",
            },
            [
                "day", "starts_at", "ends_at", "rhythm", "interval", "until", "nth", "weekdays",
                "starts_2", "ends_3", "place", "room", "leader_1_0", "theme_every",
                "skips_school_holidays",
            ],
        ),
        "changed rhythm": (
            url("series", series.pk),
            {
                "scope": "all", "starts_at": "10", "ends_at": "11.30", "rhythm": "weekly",
                "weekdays": str(series.weekday),
            },
            [
                "scope", "since", "starts_at", "ends_at", "rhythm", "interval", "nth",
                "weekdays", "until", "place", "room", "leader_2_1", "theme_every", "seen",
            ],
        ),
        "extra dates": (
            url("dates_add", activity.pk),
            {"days": typed(in_days(9)), "starts_at": "9.30", "ends_at": "11.30"},
            ["days", "starts_at", "ends_at"],
        ),
        "several dates": (
            url("dates", activity.pk),
            {"dates": str(later.pk), "do": "change", "starts_at": "9"},
            ["dates", "do", "starts_at", "ends_at", "place", "room", "reason_0"],
        ),
        "theme": (
            url("theme_new", activity.pk),
            {"text_1": "Sömn"},
            ["text_0", "guest_0", "guest_organisation"],
        ),
        "end of a rhythm": (url("series_end", series.pk), {}, ["last_on"]),
    }  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_in_any_one_field_is_judged_without_a_crash(forms, hostile):
    for make, good, fields in forms.values():
        for field in fields:
            form = make(querydict(good | {field: hostile}))
            if not form.is_valid():
                told = str(form.errors)
                assert hostile.strip() == "" or len(hostile) < 8 or hostile not in told


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_hostile_values_in_every_field_get_the_page_with_sentences(
    client, pages, hostile
):
    for name, (address, good, fields) in pages.items():
        answer = client.post(address, good | dict.fromkeys(fields, hostile))

        assert answer.status_code in {302, 422}, name
        assert answer.status_code == 302 or "error-summary" in text_of(answer), name
        assert '<script>alert("x")' not in text_of(answer), name
    assert not Activity.objects.filter(name__contains="131052").exists()
    assert not Occurrence.objects.filter(who__contains="131052").exists()


@pytest.mark.parametrize("odd", ["emoji", "markup", "percent", "template", "spaces"])
def test_odd_but_harmless_texts_are_stored_and_shown_as_text(client, pages, odd):
    for name, (address, good, fields) in pages.items():
        texts = {field: HOSTILE[odd][:60] for field in fields if is_text(field)}
        answer = client.post(address, good | texts | {"name_1": "Kahvila"}, follow=True)

        assert answer.status_code == (422 if lacks(name, odd) else 200), name
        assert '<script>alert("x")' not in text_of(answer), name


def lacks(page, odd):
    """A rhythm's end needs its day, and only spaces are no reason at all."""
    return page == "end of a rhythm" or (page == "cancel" and odd == "spaces")


@pytest.mark.parametrize(
    "bad", ["long", "nul", "identity code", "right to left", "zalgo"]
)
def test_a_text_that_can_not_be_stored_is_refused_at_its_field_and_kept(
    client, pages, bad
):
    for name, (address, good, fields) in pages.items():
        texts = {field: HOSTILE[bad] for field in fields if is_text(field)}
        if not texts:
            continue
        answer = client.post(address, good | texts)

        page = answer.content.decode()
        assert answer.status_code == 422, name
        assert page.count(HOSTILE[bad]) == len(texts), name
        for field in texts:
            assert f"id_{field.rstrip('_012')}_error" in page, (name, field)


def test_an_empty_form_is_answered_with_what_is_missing(client, pages):
    for name, (address, _good, _fields) in pages.items():
        answer = client.post(address, {})

        assert answer.status_code == 422, name
        asked = (
            "Tick at least one date." if name == "several dates" else "Fill this in."
        )
        assert asked in text_of(answer), name


@pytest.mark.parametrize("pk", [0, 10**9, 10**30])
def test_unknown_ids_are_not_found(client, pages, pk):
    for page in ("occurrence", "cancel", "activity", "series_new"):
        assert client.get(url(page, pk)).status_code == 404
    for page in ("restore", "publish", "unpublish", "series_end"):
        assert client.post(url(page, pk)).status_code == 404


def test_choices_sent_twice_or_by_the_hundred_do_no_harm(client, pages):
    address, good, _fields = pages["new activity"]

    answer = client.post(
        address,
        good | {"organisers": [good["organisers"]] * 300, "languages": ["fi"] * 50},
    )

    assert answer.status_code in {302, 422}


@pytest.mark.parametrize("place", ["x", "0", "9" * 40, "\x00", "'; --"])
def test_addresses_of_lists_bear_anything(client, pages, place):
    assert client.get(url("activities"), {"place": place}).status_code == 200
    assert (
        client.get(url("activity_new"), {"place": place, "day": place}).status_code
        == 200
    )
