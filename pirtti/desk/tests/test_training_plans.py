"""A plan of training is copied and made one's own; cohorts stay as they are."""

import pytest
from i18nfield.strings import LazyI18nString

from pirtti.desk.tests.pages import coordinator, url
from pirtti.network.tests.factories import PlaceFactory
from pirtti.training.models import PlanSession, TrainingPlan
from pirtti.training.tests import factories as training

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def desk(client, place):
    coordinator(client, place)
    return client


def copied(desk, place):
    plan = training.plan()
    answer = desk.post(
        url("training_plan_copy", plan.pk),
        {"name_0": "Meidän oma", "organisation": place.host.pk},
    )
    own = TrainingPlan.objects.get(organisation=place.host)
    assert answer.headers["Location"] == url("training_plan", own.pk)
    return own


def sent(desk, plan, **changes):
    """What a browser sends of the page of a plan, with changes."""
    table = desk.get(url("training_plan", plan.pk)).context["table"]
    data = {"in": table.language}
    for form in (table.form, *table.rows):
        for field in form.visible_fields():
            value = field.value()
            if isinstance(value, LazyI18nString):
                data |= {
                    f"{field.html_name}_{at}": value.data.get(code, "")
                    for at, code in enumerate(("fi", "sv", "en"))
                }
            elif value not in (None, False):
                data[field.html_name] = value
    return desk.post(url("training_plan", plan.pk), data | changes)


def test_a_plan_of_the_start_is_copied_and_never_changed(desk, place):
    plan = training.plan()
    assert sent_to_base(desk, plan).status_code == 404

    own = copied(desk, place)

    assert own.sessions.count() == plan.sessions.count() == 10
    assert str(own.name) == "Meidän oma"
    assert (own.before, own.after, own.variant) == (5, 5, plan.variant)


def sent_to_base(desk, plan):
    return desk.post(url("training_plan", plan.pk), {"couples": 3})


def test_sessions_are_changed_left_out_added_and_put_in_order(desk, place):
    own = copied(desk, place)
    made = training.cohort(place, plan=own)
    first, second, *_rest = own.sessions.all()
    changes = {
        "couples": 8,
        f"s{first.pk}-is_gone": "on",
        f"s{second.pk}-title": "Uusi otsikko",
        "new-title": "Lisäkerta",
        "new-phase": "before",
        "new-number": 1,
        "new-leader_wish": "anybody",
    }

    assert sent(desk, own, **changes).status_code == 302

    own.refresh_from_db()
    titles = [one.title.data for one in own.sessions.all()]
    assert (own.before, own.after, own.couples) == (5, 5, 8)
    assert titles[0] == {"en": "Lisäkerta"}
    assert titles[1]["en"] == "Uusi otsikko"
    assert titles[1]["sv"]
    assert [one.order for one in own.sessions.all()] == list(range(1, 11))
    assert made.sessions.count() == 10
    assert str(made.sessions.first().title.localize("fi")) == "Tervetuloa ryhmään"


def test_what_can_not_be_is_said_and_nothing_is_stored(desk, place):
    own = copied(desk, place)
    gone = {f"s{one.pk}-is_gone": "on" for one in own.sessions.all()}
    first = own.sessions.first()

    assert sent(desk, own, **gone).status_code == 422
    assert sent(desk, own, **{f"s{first.pk}-title": ""}).status_code == 422
    assert sent(desk, own, couples="monta").status_code == 422
    assert PlanSession.objects.filter(plan=own).count() == 10


def test_others_do_not_find_an_own_plan_nor_begin_from_it(client, desk, place):
    own = copied(desk, place)
    coordinator(client, PlaceFactory())

    assert client.get(url("training_plan", own.pk)).status_code == 404
    page = client.get(url("training_new"))
    assert own not in page.context["form"].fields["plan"].queryset
    answer = client.post(
        url("training_plan_copy", training.plan().pk),
        {"name_0": "Toisten", "organisation": place.host.pk},
    )
    assert answer.status_code == 422
