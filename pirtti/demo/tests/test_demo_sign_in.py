"""Anybody tries the demo out as a role; outside the demo nobody can."""

import pytest

from pirtti.demo.neighbourhood import accounts, files, groups
from pirtti.groups.tests.factories import LeaderFactory
from pirtti.network.models import RoleGiven
from pirtti.network.rules import Role
from pirtti.network.tests.factories import PlaceFactory, RoleFactory
from pirtti.people.models import User
from pirtti.people.tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("pirtti.demo.tests.urls")]


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        }
    }


@pytest.fixture
def volunteer():
    user = UserFactory(email=accounts.emails()[0], name="Koivukylän vapaaehtoinen")
    RoleFactory(user=user, role=Role.VOLUNTEER, place=PlaceFactory())
    return user


def test_ten_roles_can_be_tried_each_by_an_address_that_reaches_nobody():
    rows = files.accounts()

    assert {row["role"] for row in rows} == set(Role)
    assert len(rows) == len(Role) == 10
    assert all(row["email"].endswith(".example") for row in rows)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_offers_each_role_with_what_it_may_do(client, volunteer, language):
    page = client.get(f"/{language}/demo/").content.decode()

    assert f"/{language}/demo/sign-in/{volunteer.pk}/" in page
    assert page.count('type="submit"') == 1


def test_an_empty_installation_says_how_to_load_the_demo(client):
    page = client.get("/en/demo/").content.decode()

    assert "pirtti demo" in page


def test_pressing_the_button_signs_in_with_a_new_session(client, volunteer):
    client.get("/en/demo/")
    session = client.session
    session["left"] = "over"
    session.save()

    answer = client.post(f"/en/demo/sign-in/{volunteer.pk}/")

    assert answer.status_code == 302
    assert answer.url == "/en/desk/"
    assert client.session["_auth_user_id"] == str(volunteer.pk)
    assert "left" not in client.session


def test_who_has_no_desk_lands_on_the_figures(client):
    user = UserFactory(email="arvioija@arviointi.example")
    RoleFactory(user=user, role=Role.EVALUATOR, place=PlaceFactory())

    answer = client.post(f"/en/demo/sign-in/{user.pk}/")

    assert answer.url == "/en/desk/figures/"


def test_looking_at_the_address_signs_nobody_in(client, volunteer):
    assert client.get(f"/en/demo/sign-in/{volunteer.pk}/").status_code == 405
    assert "_auth_user_id" not in client.session


def test_nobody_signs_in_as_an_account_that_is_not_the_demos(client):
    stranger = UserFactory(email="somebody@elsewhere.example")

    assert client.post(f"/en/demo/sign-in/{stranger.pk}/").status_code == 404
    assert client.post("/en/demo/sign-in/999999/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_nobody_signs_in_as_a_closed_account(client, volunteer):
    User.objects.update(is_active=False)

    assert client.post(f"/en/demo/sign-in/{volunteer.pk}/").status_code == 404


def test_outside_the_demo_there_is_no_such_page(client, volunteer, settings):
    settings.DEMO = False

    assert client.get("/en/demo/").status_code == 404
    assert client.post(f"/en/demo/sign-in/{volunteer.pk}/").status_code == 404
    assert RoleGiven.objects.count() == 1


def test_who_leads_a_group_without_any_role_can_be_tried_too(client, volunteer):
    leader = LeaderFactory(user__email=groups.leader_emails()[0], alias="Kettu")

    page = client.get("/en/demo/").content.decode()
    answer = client.post(f"/en/demo/sign-in/{leader.user.pk}/")

    assert f"Sign in as Kettu ({leader.group.activity.name})" in page
    assert client.session["_auth_user_id"] == str(leader.user.pk)
    assert answer.url == "/en/desk/my-groups/"
