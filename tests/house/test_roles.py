"""Default deny, told as a policy: every closed address × role × scope, own and other.

Each address stands in `POLICY` with the right that opens it; which role has which right
is `network.rules.ALLOWED`. An address without a line here fails the first test.
"""

import datetime as dt
import re
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pirtti.network.rules import ALLOWED, May, Role
from pirtti.network.tests.factories import RoleFactory
from pirtti.people import actions as people_actions
from pirtti.people.tests.factories import UserFactory
from tests.house import scene as scenes

pytestmark = pytest.mark.django_db

EVERYWHERE = ("place", "organisation", "area")
# What no role opens: leading the group does.
LEADS = "leads"
# What any role in the county opens, and leading a group there.
NEAR = "near"


@dataclass(frozen=True)
class Line:
    """What opens an address: a right (None: being signed in), held at such a scope."""

    right: May | str | None
    methods: tuple[str, ...]
    held_at: tuple[str, ...] = EVERYWHERE


def read(right, **more):
    """A page to read."""
    return Line(right, ("GET",), **more)


def form(right, **more):
    """A page with a form that is sent to the same address."""
    return Line(right, ("GET", "POST"), **more)


def press(right, **more):
    """A button: there is nothing to open, only something to do."""
    return Line(right, ("POST",), **more)


POLICY = {
    # whoever is signed in
    "people:me": form(None),
    "people:second": read(None),
    "people:second_on": form(None),
    "people:second_renew": press(None),
    "people:second_off": press(None),
    "people:second_codes": press(None),
    "people:second_kept": press(None),
    "people:second_later": press(None),
    "desk:today": read(None),
    # a signed note says what to take back; without one there is nothing
    "desk:undo": press(None),
    # the day, the week, one date
    "desk:week": read(May.SEE_DESK),
    "desk:occurrence": form(May.EDIT_CALENDAR),
    "desk:cancel": form(May.EDIT_CALENDAR),
    "desk:restore": press(May.EDIT_CALENDAR),
    # activities and their rhythms
    "desk:activities": read(May.EDIT_CALENDAR),
    "desk:activity_new": form(May.EDIT_CALENDAR),
    "desk:activity": form(May.EDIT_CALENDAR),
    "desk:publish": press(May.PUBLISH),
    "desk:unpublish": press(May.PUBLISH),
    "desk:series_new": form(May.EDIT_CALENDAR),
    "desk:series_end": press(May.EDIT_CALENDAR),
    "desk:series": form(May.EDIT_CALENDAR),
    "desk:duplicate": press(May.EDIT_CALENDAR),
    # several dates at once, and taking a change back
    "desk:dates": form(May.EDIT_CALENDAR),
    "desk:dates_add": form(May.EDIT_CALENDAR),
    "desk:change_undo": press(May.EDIT_CALENDAR),
    # the programme: themes, wishes of families
    "desk:programme": form(May.EDIT_CALENDAR),
    "desk:theme_new": press(May.EDIT_CALENDAR),
    "desk:themes_spread": press(May.EDIT_CALENDAR),
    "desk:theme": form(May.EDIT_CALENDAR),
    "desk:theme_remove": press(May.EDIT_CALENDAR),
    "desk:wish_take": press(May.EDIT_CALENDAR),
    "desk:wish_aside": press(May.EDIT_CALENDAR),
    # people sign up: seats, window, and the families behind a button
    "desk:intake": form(May.EDIT_CALENDAR),
    "desk:date_intake": form(May.EDIT_CALENDAR),
    "desk:families": form(May.EDIT_CALENDAR),
    "desk:family_answer": press(May.EDIT_CALENDAR),
    # a leader's own pages: no role of an organisation opens them
    "desk:my_groups": read(LEADS),
    "desk:my_group": read(LEADS),
    "desk:my_part_end": press(LEADS),
    "desk:my_families": read(LEADS),
    "desk:my_families_print": read(LEADS),
    "desk:my_family": read(LEADS),
    "desk:my_family_decide": press(LEADS),
    "desk:my_meeting": form(LEADS),
    "desk:my_attendance": form(LEADS),
    "desk:my_message": form(LEADS),
    "desk:my_meeting_cancel": form(LEADS),
    "desk:my_meeting_restore": press(LEADS),
    "desk:my_meeting_move": form(LEADS),
    "desk:my_substitute": press(LEADS),
    "desk:my_substitute_withdraw": press(LEADS),
    "desk:my_task_done": press(LEADS),
    "desk:my_wish_take": press(LEADS),
    "desk:my_wish_aside": press(LEADS),
    "desk:my_material_new": press(LEADS),
    "desk:my_material_remove": press(LEADS),
    "desk:my_pool": press(LEADS),
    "desk:my_pool_leave": press(LEADS),
    "desk:my_request": form(LEADS),
    # the board of a group is its leaders'; who runs groups sees averages, no words
    "desk:board": form(LEADS),
    "desk:board_settle": press(LEADS),
    "desk:ratings": read(May.RUN_GROUPS),
    # a municipality's school holidays: who looks after the area
    "desk:school_holiday_areas": read(May.EDIT_PLACE, held_at=("area",)),
    "desk:school_holidays": form(May.EDIT_PLACE, held_at=("area",)),
    "desk:school_holiday_remove": press(May.EDIT_PLACE, held_at=("area",)),
    # bringing in what exists
    "desk:imports": read(May.EDIT_CALENDAR),
    "desk:import_new": form(May.EDIT_CALENDAR),
    "desk:import": form(May.EDIT_CALENDAR),
    "desk:import_undo": press(May.EDIT_CALENDAR),
    "desk:source_new": form(May.EDIT_CALENDAR),
    "desk:source": read(May.EDIT_CALENDAR),
    "desk:source_read": press(May.EDIT_CALENDAR),
    "desk:source_stop": press(May.EDIT_CALENDAR),
    # proposals of partners, and what is to be confirmed
    "desk:proposals": read(May.EDIT_CALENDAR),
    "desk:proposal": form(May.PUBLISH),
    "desk:proposal_ask": press(May.PUBLISH),
    "desk:proposal_decline": press(May.PUBLISH),
    "desk:proposal_links": form(May.PUBLISH),
    "desk:proposal_link_close": press(May.PUBLISH),
    # who speaks for no organisation proposes nothing in its name
    "desk:propose": form(May.EDIT_CALENDAR, held_at=("organisation", "area")),
    # personal invitations of a group: its leaders make and print them, too
    "desk:group_invitations": form(May.RUN_GROUPS),
    "desk:invitation_letters": read(May.RUN_GROUPS),
    "desk:invitation_cards": read(May.RUN_GROUPS),
    "desk:invitation_stop": press(May.RUN_GROUPS),
    # groups for those who run them; leaders take a group's steps, too
    "desk:groups": read(May.RUN_GROUPS),
    "desk:group_words": form(May.RUN_GROUPS, held_at=("area",)),
    "desk:group_new": form(May.RUN_GROUPS),
    "desk:group": read(May.RUN_GROUPS),
    "desk:group_settings": form(May.RUN_GROUPS),
    "desk:group_dates": form(May.RUN_GROUPS),
    "desk:group_decision": form(May.RUN_GROUPS),
    "desk:group_recruit": press(May.RUN_GROUPS),
    "desk:group_run": press(May.RUN_GROUPS),
    "desk:group_end": press(May.RUN_GROUPS),
    "desk:group_move_on": press(May.RUN_GROUPS),
    "desk:group_follow_on": press(May.RUN_GROUPS),
    "desk:group_leader_new": press(May.RUN_GROUPS),
    "desk:group_leader_end": press(May.RUN_GROUPS),
    "desk:group_task_new": press(May.RUN_GROUPS),
    "desk:group_task_done": press(May.RUN_GROUPS),
    # family training: cohorts, their days and sessions
    "desk:trainings": read(May.RUN_GROUPS),
    "desk:training_new": form(May.RUN_GROUPS),
    "desk:training": form(May.RUN_GROUPS),
    "desk:training_plan": form(May.RUN_GROUPS),
    "desk:training_plan_copy": press(May.RUN_GROUPS),
    "desk:training_days": form(May.RUN_GROUPS),
    "desk:fathers_session": press(May.RUN_GROUPS),
    "desk:fathers_session_remove": press(May.RUN_GROUPS),
    "desk:evening_link": press(May.RUN_GROUPS),
    "desk:evening_unlink": press(May.RUN_GROUPS),
    # courses for leaders: nobody needs one; who takes part is seen by who arranges it
    "desk:courses": read(None),
    "desk:course": read(NEAR),
    "desk:course_seat": press(NEAR),
    "desk:course_leave": press(NEAR),
    "desk:course_certificate": press(NEAR),
    "desk:course_new": form(May.EDIT_CALENDAR),
    "desk:course_people": read(May.EDIT_CALENDAR),
    "desk:course_edit": form(May.EDIT_CALENDAR),
    "desk:course_attendance": form(May.EDIT_CALENDAR),
    # grants: an organisation's own role decides, a place's does not; leaders apply
    "desk:grants": read(May.RUN_GROUPS, held_at=("organisation", "area")),
    "desk:grant_new": form(May.RUN_GROUPS, held_at=("organisation", "area")),
    "desk:grant": read(May.RUN_GROUPS, held_at=("organisation", "area")),
    "desk:grant_change": form(May.RUN_GROUPS, held_at=("organisation", "area")),
    "desk:grant_csv": read(May.RUN_GROUPS, held_at=("organisation", "area")),
    "desk:grant_application": form(May.RUN_GROUPS, held_at=("organisation", "area")),
    "desk:my_grants": read(LEADS),
    "desk:my_grant": form(LEADS),
    "desk:my_grant_withdraw": press(LEADS),
    "desk:my_grant_report": form(LEADS),
    # ideas for groups, and the support of those who begin
    "desk:ideas": read(May.RUN_GROUPS),
    "desk:idea": form(May.RUN_GROUPS),
    "desk:idea_ask": press(May.RUN_GROUPS),
    "desk:idea_decline": press(May.RUN_GROUPS),
    "desk:group_support": read(May.RUN_GROUPS),
    "desk:support_ask": press(May.RUN_GROUPS),
    "desk:support_give": press(May.RUN_GROUPS),
    "desk:support_visit": press(May.RUN_GROUPS),
    "desk:pair_invite": press(May.RUN_GROUPS),
    "desk:to_confirm": read(May.EDIT_CALENDAR),
    "desk:confirm": press(May.EDIT_CALENDAR),
    "desk:confirm_all": press(May.EDIT_CALENDAR),
    # places: an area's role adds new ones
    "desk:places": read(May.EDIT_PLACE),
    "desk:place_new": form(May.EDIT_PLACE, held_at=("area",)),
    "desk:place": form(May.EDIT_PLACE),
    "desk:rooms": form(May.EDIT_PLACE),
    "desk:hours": form(May.EDIT_PLACE),
    "desk:exception_new": press(May.EDIT_PLACE),
    "desk:exception_remove": press(May.EDIT_PLACE),
    "desk:place_values": form(May.EDIT_PLACE),
    "desk:actor_decide": press(May.EDIT_PLACE),
    "desk:actor_revoke": press(May.EDIT_PLACE),
    "desk:counting": form(May.EDIT_PLACE),
    "desk:category_new": press(May.EDIT_PLACE),
    "desk:category_retire": press(May.EDIT_PLACE),
    # who is where; an organisation makes the cards of its own people
    "desk:people_today": read(May.EDIT_CALENDAR),
    "desk:here": form(May.EDIT_CALENDAR),
    "desk:stay_away": press(May.EDIT_CALENDAR),
    "desk:stay_back": press(May.EDIT_CALENDAR),
    "desk:stay_remove": press(May.EDIT_CALENDAR),
    "desk:cards": read(May.EDIT_CALENDAR, held_at=("organisation", "area")),
    "desk:card_new": form(May.EDIT_CALENDAR, held_at=("organisation", "area")),
    "desk:card": form(May.EDIT_CALENDAR, held_at=("organisation", "area")),
    # organisations: a role at a place does not reach its host, which has other places
    "desk:organisations": read(May.EDIT_ORGANISATION),
    "desk:organisation_new": form(May.EDIT_ORGANISATION, held_at=("area",)),
    "desk:organisation": form(May.EDIT_ORGANISATION, held_at=("organisation", "area")),
    # planning together: an area's role opens rounds; an organisation's own answers
    "desk:planning": form(May.EDIT_CALENDAR),
    "desk:coming_change_remove": press(
        May.EDIT_CALENDAR, held_at=("organisation", "area")
    ),
    "desk:round_new": form(May.EDIT_ORGANISATION, held_at=("area",)),
    "desk:round": form(May.EDIT_ORGANISATION, held_at=("area",)),
    "desk:round_close": press(May.EDIT_ORGANISATION, held_at=("area",)),
    "desk:round_reopen": press(May.EDIT_ORGANISATION, held_at=("area",)),
    "desk:round_publish": press(May.EDIT_ORGANISATION, held_at=("area",)),
    "desk:plan_nudge": press(May.EDIT_ORGANISATION, held_at=("area",)),
    "desk:plan_answer": form(May.EDIT_CALENDAR, held_at=("organisation", "area")),
    "desk:gaps": read(May.EDIT_CALENDAR),
    "desk:gaps_csv": read(May.EDIT_CALENDAR),
    "desk:wheel": read(May.EDIT_CALENDAR),
    "desk:year": form(May.EDIT_CALENDAR, held_at=("organisation", "area")),
    "desk:year_mark_remove": press(May.EDIT_CALENDAR, held_at=("organisation", "area")),
    # roles
    "desk:roles": read(May.GIVE_ROLES),
    "desk:role_new": form(May.GIVE_ROLES),
    "desk:role_end": press(May.GIVE_ROLES),
    # letters that go out, of the whole installation
    "desk:post": read(May.RUN_INSTALLATION),
    "desk:post_again": press(May.RUN_INSTALLATION),
    # figures and counts
    "desk:figures": read(May.SEE_FIGURES),
    "desk:figures_csv": read(May.SEE_FIGURES),
    "desk:silent": read(May.SEE_SILENT),
    "desk:count": form(May.CORRECT_COUNTS),
    "desk:count_not_held": press(May.CORRECT_COUNTS),
    "desk:count_held": press(May.CORRECT_COUNTS),
    "desk:count_sheet_link": read(May.COUNT),
    "desk:count_revoke": press(May.CORRECT_COUNTS),
}
# Addresses in which a question names a thing: the other's is not found.
ASKED = {
    "desk:figures_csv": ("place={0.place.pk}", "area={0.area.slug}"),
    "desk:rooms": ("room={0.room.pk}",),
}
# The same, where what is the other's is left out: the page shows one's own.
LEFT_OUT = {
    "desk:gaps": "?area={0.area.slug}&season={0.round.pk}",
    "desk:gaps_csv": "?area={0.area.slug}&season={0.round.pk}",
    "desk:wheel": "?area={0.area.slug}",
    "desk:week": "?place={0.place.pk}",
    "desk:activities": "?place={0.place.pk}",
    "desk:activity_new": "?place={0.place.pk}",
    "desk:figures": "?place={0.place.pk}&area={0.area.slug}",
}
DONE = {"GET": {200}, "POST": {200, 302, 422}}


@pytest.fixture
def scene():
    with scenes.on_a_monday() as scene:
        yield scene


def send(client, method, address):
    """Open an address, or press its button without saying anything."""
    return client.get(address) if method == "GET" else client.post(address)


def opens(line, role, held_at):
    """Say whether a role at such a scope opens what lies within its reach."""
    if line.right in {None, NEAR}:
        return True
    return line.right in ALLOWED[role] and held_at in line.held_at


def wrong(name, side, method, status, wanted):
    """Say in a line what differs from the policy; nothing when all is well."""
    if status in wanted:
        return []
    return [f"{method} {name} of {side}: {status}, should be {sorted(wanted)}"]


def probe(client, scene, decide):
    """Try every address of both sides in both ways and compare with `decide`.

    What must not open is tried first and must leave every table as it was; what
    opens is tried afterwards, each in a transaction that is taken back, and must not
    tell a word of the other side.
    """
    found, later = [], []
    before = scenes.stored()
    for name, line in POLICY.items():
        for side in ("own", "other") if name in scenes.ABOUT else ("own",):
            address = getattr(scene, side).address(name)
            for method in ("GET", "POST"):
                wanted = decide(name, line, side, method)
                if wanted == DONE[method]:
                    later.append((name, side, method, wanted, address))
                    continue
                status = send(client, method, address).status_code
                found += wrong(name, side, method, status, wanted)
    assert scenes.changed(before, scenes.stored()) == []
    for name, side, method, wanted, address in later:
        with transaction.atomic():
            question = LEFT_OUT.get(name, "").format(scene.other)
            answer = send(client, method, address + question)
            transaction.set_rollback(True)
        found += wrong(name, side, method, answer.status_code, wanted)
        if scenes.STRANGE in answer.content.decode(errors="replace"):
            found.append(f"{method} {name} of {side} tells of the other side")
    return found


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def nothing_but_ones_own(name, line, side, method):
    """What an account without a role in force may do: see itself and a kind page."""
    if method not in line.methods:
        return {405}
    return DONE[method] if line.right is None else {404}


def test_every_closed_address_has_its_line():
    closed = {name for name, view in scenes.all_urls() if not scenes.is_open(view)}

    assert closed ^ POLICY.keys() == set()


def test_buttons_are_told_apart_from_pages():
    buttons = {name for name, line in POLICY.items() if "GET" not in line.methods}

    assert buttons == {name for name in scenes.SENT_TO if name in POLICY}


def roles_and_scopes():
    """Every role at every scope; on PostgreSQL each role at one, in turns.

    What a role may is worked out in Python and is the same on both databases: there
    it is enough to see that the reads of every page work.
    """
    everything = [(role, held_at) for role in Role for held_at in EVERYWHERE]
    if connection.vendor != "postgresql":
        return everything
    return [
        (role, EVERYWHERE[number % len(EVERYWHERE)]) for number, role in enumerate(Role)
    ]


@pytest.mark.parametrize(("role", "held_at"), roles_and_scopes())
def test_a_role_opens_exactly_what_its_rights_say(scene, role, held_at):
    user = RoleFactory(role=role, **{held_at: getattr(scene.own, held_at)}).user

    def decide(name, line, side, method):
        if method not in line.methods:
            return {405}
        is_reached = side == "own" or name not in scenes.ABOUT
        return DONE[method] if is_reached and opens(line, role, held_at) else {404}

    assert probe(signed_in(user), scene, decide) == []


def test_who_is_not_signed_in_is_asked_to(scene):
    client = Client()
    before, found = scenes.stored(), []

    for name in POLICY:
        address = scene.own.address(name)
        for method in ("GET", "POST"):
            answer = send(client, method, address)
            asked = answer.get("Location", "").startswith(reverse("people:sign_in"))
            found += wrong(
                name, "own", method, answer.status_code if asked else 0, {302}
            )

    assert found == []
    assert scenes.changed(before, scenes.stored()) == []


def test_an_account_without_a_role_opens_nothing(scene):
    assert probe(signed_in(UserFactory()), scene, nothing_but_ones_own) == []


def test_who_leads_a_group_opens_its_pages_without_any_role(scene):
    user = scene.own.group.leaders.first().user
    runs_too = {
        "desk:ratings",
        "desk:group_decision",
        "desk:group_dates",
        "desk:group_recruit",
        "desk:group_run",
        "desk:group_end",
        "desk:group_move_on",
        "desk:group_follow_on",
        "desk:group_invitations",
        "desk:invitation_letters",
        "desk:invitation_cards",
        "desk:invitation_stop",
        "desk:group_support",
        "desk:support_ask",
        "desk:support_visit",
        "desk:pair_invite",
    }

    def decide(name, line, side, method):
        if method not in line.methods:
            return {405}
        if name == "desk:today":  # a leader has a day of one's own
            return {302}
        if name == "desk:board_settle":  # which message, stands in the form
            return {404}
        is_mine = line.right in {LEADS, NEAR} and side == "own"
        is_mine |= name in runs_too and side == "own"
        return DONE[method] if is_mine or line.right is None else {404}

    assert probe(signed_in(user), scene, decide) == []


def test_roles_that_ended_yesterday_open_nothing(scene):
    user = UserFactory()
    for role in Role:
        RoleFactory(user=user, role=role, area=scene.country, ended=True)

    assert probe(signed_in(user), scene, nothing_but_ones_own) == []


def test_roles_that_begin_tomorrow_open_nothing(scene):
    tomorrow, user = timezone.localdate() + dt.timedelta(days=1), UserFactory()
    for role in Role:
        RoleFactory(user=user, role=role, area=scene.country, starts_on=tomorrow)

    assert probe(signed_in(user), scene, nothing_but_ones_own) == []


def test_a_closed_account_is_asked_to_sign_in_whatever_its_roles(scene):
    user = RoleFactory(role=Role.AREA_COORDINATOR, area=scene.own.area).user
    client = signed_in(user)
    people_actions.close_account(user, by=None)

    found = {name: client.get(scene.own.address(name)).status_code for name in POLICY}

    assert {name: status for name, status in found.items() if status != 302} == {}


def test_things_that_are_not_there_are_not_found_with_all_roles(scene):
    user, found = UserFactory(), []
    for role in Role:
        RoleFactory(user=user, role=role, area=scene.country)
    client = signed_in(user)

    for name, line in POLICY.items():
        nobody = [0 for _ in scene.own.args(name)]
        for method in line.methods if nobody else ():
            address = reverse(name, args=nobody)
            status = send(client, method, address).status_code
            found += wrong(name, "nobody", method, status, {404})

    assert found == []


@pytest.mark.parametrize(
    "name",
    [
        "desk:exception_remove",
        "desk:category_retire",
        "desk:family_answer",
        "desk:school_holiday_remove",
    ],
)
def test_an_address_of_two_things_opens_only_when_they_belong_together(scene, name):
    client = signed_in(
        RoleFactory(role=Role.AREA_COORDINATOR, area=scene.own.area).user
    )
    own, other = scene.own.args(name), scene.other.args(name)
    before = scenes.stored()

    for mixed in ([own[0], other[1]], [other[0], own[1]]):
        assert client.post(reverse(name, args=mixed)).status_code == 404, mixed
    assert scenes.changed(before, scenes.stored()) == []


@pytest.mark.parametrize("name", ASKED)
def test_a_question_about_the_others_thing_is_not_answered(scene, name):
    client = signed_in(
        RoleFactory(role=Role.AREA_COORDINATOR, area=scene.own.area).user
    )

    for question in ASKED[name]:
        address = scene.own.address(name)
        own = client.get(f"{address}?{question.format(scene.own)}")
        other = client.get(f"{address}?{question.format(scene.other)}")
        assert (own.status_code, other.status_code) == (200, 404), question


def test_figures_of_the_others_thing_look_like_those_of_no_thing(scene):
    client = signed_in(
        RoleFactory(role=Role.AREA_COORDINATOR, area=scene.own.area).user
    )

    def page(question):
        answer = client.get(f"{scene.own.address('desk:figures')}?{question}")
        assert answer.status_code == 200
        told = answer.content.decode().replace(question, "")
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", told)

    for theirs, nobodys in (
        (f"place={scene.other.place.pk}", "place=99999999"),
        (f"area={scene.other.area.slug}", "area=nowhere"),
    ):
        assert scenes.STRANGE not in page(theirs)
        assert page(theirs) == page(nobodys)
