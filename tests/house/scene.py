"""Two neighbours that share nothing but the country, and every address of theirs.

`own` is the side on which the tests hold a role, `other` the one they must not reach.
"""

import contextlib
import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import time_machine
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone, translation

from pirtti.calendar import actions as calendar_actions
from pirtti.calendar.models import (
    Activity,
    Change,
    Occurrence,
    SchoolHoliday,
    Series,
    Theme,
    Wish,
)
from pirtti.calendar.tests.factories import (
    ActivityFactory,
    AudienceFactory,
    KindFactory,
    OccurrenceFactory,
    programme,
    school_holiday,
    weekly,
)
from pirtti.core import marks
from pirtti.courses import actions as course_actions
from pirtti.courses.models import Course
from pirtti.courses.tests import factories as courses
from pirtti.founding import access as founding_access
from pirtti.founding import actions as founding_actions
from pirtti.founding.models import GroupIdea, LeaderInvite, SupportVisit
from pirtti.founding.tests import factories as ideas
from pirtti.grants.models import GrantApplication, GrantCall
from pirtti.grants.tests.factories import GrantApplicationFactory, GrantCallFactory
from pirtti.groups.models import Group, Task
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.imports import actions as imports_actions
from pirtti.imports.models import Batch, Source
from pirtti.imports.rules import Line
from pirtti.imports.tests import factories as imports
from pirtti.meetings import actions as meetings_actions
from pirtti.meetings.models import GroupMaterial, PoolMember, SubstituteRequest
from pirtti.meetings.tests.factories import talk
from pirtti.network.models import (
    Area,
    OpeningException,
    OpeningHours,
    Organisation,
    Place,
    RoleGiven,
    Room,
)
from pirtti.network.rules import Level, Role
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
    RoleFactory,
    RoomFactory,
    text,
)
from pirtti.notices import access as notices_access
from pirtti.notices.models import Following
from pirtti.notices.tests.factories import following
from pirtti.people import actions as people_actions
from pirtti.people.tests.factories import UserFactory
from pirtti.planning import access as planning_access
from pirtti.planning.models import Ask, ComingChange, YearMark
from pirtti.planning.tests import factories as plans
from pirtti.post.models import Letter
from pirtti.post.tests.factories import LetterFactory
from pirtti.presence.models import Stay, WorkerCard
from pirtti.presence.tests.factories import StayFactory
from pirtti.proposals import access as proposal_access
from pirtti.proposals import actions as proposal_actions
from pirtti.proposals.models import ActorDecision, Proposal, ProposalLink
from pirtti.proposals.rules import Decision
from pirtti.proposals.tests import factories as proposals
from pirtti.signups import access as signups_access
from pirtti.signups.models import Alert, Intake, Invitation, InvitationCode, Party
from pirtti.signups.tests.factories import (
    IntakeFactory,
    PartyFactory,
    invitation_code,
    seat_alert,
)
from pirtti.training import actions as training_actions
from pirtti.training.models import Cohort, CohortSession, LinkedEvening, TrainingPlan
from pirtti.training.tests import factories as training
from pirtti.visits.models import OwnCategory
from pirtti.visits.tests.factories import count, counter_url

# The word that every name of the other side begins with: it must never be read
# by somebody whose role is on the own side.
STRANGE = "Vierasmerkki"
# A Monday, half an hour after the doors opened.
MORNING = dt.datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Helsinki"))
PIXEL = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")

# What each address is about; an address that is not here is about nothing.
ABOUT = {
    "site:area": "area slug",
    "site:area_groups": "area slug",
    "site:area_feed": "area slug",
    "site:print_area": "area slug",
    "site:area_month": "area slug",
    "site:area_week": "area slug",
    "site:area_screen": "area slug",
    "site:print_place": "place slug",
    "site:place_month": "place slug",
    "site:place_week": "place slug",
    "site:place_poster": "place slug",
    "site:place_screen": "place slug",
    "site:print_activity": "activity slug",
    "site:activity_poster": "activity slug",
    "site:place": "place slug",
    "site:place_feed": "place slug",
    "site:activity": "activity slug",
    "site:activity_feed": "activity slug",
    "site:event": "date",
    "site:event_file": "date",
    "site:event_picture": "date",
    "site:activity_picture": "activity slug",
    "site:series_file": "activity slug",
    "site:area_news": "area slug",
    "site:place_news": "place slug",
    "site:organisation": "organisation slug",
    "site:organisation_feed": "organisation slug",
    "site:organisation_news": "organisation slug",
    "site:embed": "kind, area slug",
    "site:embed_code": "kind, area slug",
    "site:propose": "link word",
    "site:proposal": "proposal word",
    "site:proposal_change": "proposal word",
    "site:confirm": "confirm word",
    "site:follow_activity": "activity slug",
    "site:follow_place": "place slug",
    "site:following": "following word",
    "site:follow_confirm": "following word",
    "site:follow_stop": "following word",
    "site:follow_erase": "following word",
    "site:edition": "area slug, round",
    "site:plan_answer": "plan token",
    "site:idea": "idea word, idea step",
    "site:lead_invite": "lead word",
    "site:sign_up": "intake",
    "site:alert": "intake",
    "site:invited": "invitation word",
    "site:signup": "signup word",
    "site:signup_data": "signup word",
    "site:signup_dates": "signup word",
    "site:alert_confirm": "alert word",
    "site:room": "member word",
    "site:room_news": "member word",
    "site:room_closing": "member word",
    "site:room_feed": "member word",
    "site:rate": "member word, meeting",
    "site:alert_stop": "alert word",
    "short": "place code",
    "qr": "place code",
    "media": "photo",
    "visits:door": "place code",
    "visits:counter": "counter",
    "visits:events": "counter",
    "people:link": "link",
    "desk:import": "batch",
    "desk:import_undo": "batch",
    "desk:source": "calendar_source",
    "desk:source_read": "calendar_source",
    "desk:source_stop": "calendar_source",
    "desk:occurrence": "date",
    "desk:cancel": "date",
    "desk:restore": "date",
    "desk:activity": "activity",
    "desk:publish": "activity",
    "desk:unpublish": "activity",
    "desk:series_new": "activity",
    "desk:series_end": "series",
    "desk:series": "series",
    "desk:duplicate": "activity",
    "desk:dates": "activity",
    "desk:dates_add": "activity",
    "desk:change_undo": "change",
    "desk:school_holidays": "area slug",
    "desk:school_holiday_remove": "area slug, holiday",
    "desk:grant": "grant_call",
    "desk:grant_change": "grant_call",
    "desk:grant_csv": "grant_call",
    "desk:grant_application": "grant_application",
    "desk:my_grants": "group",
    "desk:my_grant": "group, grant_call",
    "desk:my_grant_withdraw": "group, grant_call",
    "desk:my_grant_report": "group, grant_call",
    "desk:group_words": "area slug",
    "desk:group_new": "activity",
    "desk:group": "group",
    "desk:group_settings": "group",
    "desk:group_dates": "group",
    "desk:group_decision": "group",
    "desk:group_recruit": "group",
    "desk:group_run": "group",
    "desk:group_end": "group",
    "desk:group_move_on": "group",
    "desk:group_follow_on": "group",
    "desk:group_leader_new": "group",
    "desk:group_task_new": "group",
    "desk:group_leader_end": "group, leader",
    "desk:group_task_done": "group, led_task",
    "desk:group_invitations": "group",
    "desk:invitation_letters": "pile",
    "desk:invitation_cards": "pile",
    "desk:invitation_stop": "pile",
    "desk:training": "cohort",
    "desk:training_plan": "training_plan",
    "desk:training_plan_copy": "training_plan",
    "desk:training_days": "cohort",
    "desk:fathers_session": "session",
    "desk:fathers_session_remove": "session",
    "desk:evening_link": "session",
    "desk:evening_unlink": "evening",
    "desk:intake": "activity",
    "desk:date_intake": "date",
    "desk:families": "intake",
    "desk:family_answer": "intake, party",
    "desk:course": "course",
    "desk:course_seat": "course",
    "desk:course_leave": "course",
    "desk:course_certificate": "course",
    "desk:course_people": "course",
    "desk:course_edit": "course",
    "desk:course_attendance": "course, course_date",
    "desk:my_group": "group",
    "desk:my_part_end": "group",
    "desk:my_families": "group",
    "desk:my_families_print": "group",
    "desk:my_family": "group, member",
    "desk:my_family_decide": "group, member",
    "desk:my_meeting": "group, led_next",
    "desk:my_attendance": "group, meeting",
    "desk:my_message": "group, led_next",
    "desk:my_meeting_cancel": "group, led_next",
    "desk:my_meeting_restore": "group, led_next",
    "desk:my_meeting_move": "group, led_next",
    "desk:my_substitute": "group, led_next",
    "desk:my_substitute_withdraw": "group, led_next",
    "desk:my_task_done": "group, led_task",
    "desk:my_wish_take": "group, led_wish",
    "desk:my_wish_aside": "group, led_wish",
    "desk:my_material_new": "group",
    "desk:my_material_remove": "group, material",
    "desk:my_request": "standing_in",
    "desk:my_pool_leave": "pool_place",
    "desk:board": "group",
    "desk:board_settle": "group",
    "desk:ratings": "group",
    "desk:idea": "idea",
    "desk:idea_ask": "idea",
    "desk:idea_decline": "idea",
    "desk:group_support": "group",
    "desk:support_ask": "group",
    "desk:support_give": "group",
    "desk:support_visit": "group",
    "desk:pair_invite": "group",
    "desk:programme": "activity",
    "desk:theme_new": "activity",
    "desk:themes_spread": "activity",
    "desk:theme": "theme",
    "desk:theme_remove": "theme",
    "desk:wish_take": "wish",
    "desk:wish_aside": "wish",
    "site:wish": "activity slug",
    "desk:proposal": "proposal",
    "desk:proposal_ask": "proposal",
    "desk:proposal_decline": "proposal",
    "desk:proposal_link_close": "proposal_link",
    "desk:place_values": "place",
    "desk:actor_decide": "place",
    "desk:actor_revoke": "actor",
    "desk:confirm": "activity",
    "desk:place": "place",
    "desk:rooms": "place",
    "desk:hours": "place",
    "desk:exception_new": "place",
    "desk:exception_remove": "place, exception",
    "desk:counting": "place",
    "desk:here": "place",
    "desk:stay_away": "place, stay",
    "desk:stay_back": "place, stay",
    "desk:stay_remove": "place, stay",
    "desk:card": "card",
    "desk:category_new": "place",
    "desk:category_retire": "place, category",
    "desk:organisation": "organisation",
    "desk:coming_change_remove": "coming_change",
    "desk:round": "round",
    "desk:round_close": "round",
    "desk:round_reopen": "round",
    "desk:round_publish": "round",
    "desk:plan_answer": "ask",
    "desk:plan_nudge": "ask",
    "desk:year": "organisation",
    "desk:year_mark_remove": "organisation, year_mark",
    "desk:role_end": "role",
    "desk:count": "past date",
    "desk:count_not_held": "past date",
    "desk:count_held": "past date",
    "desk:count_sheet_link": "date",
    "desk:count_revoke": "date",
}
# Addresses that only take what is sent to them: opening them is no page.
SENT_TO = {
    "desk:course_seat",
    "desk:course_leave",
    "desk:course_certificate",
    "people:second_renew",
    "people:second_off",
    "people:second_codes",
    "people:second_kept",
    "people:second_later",
    "desk:my_part_end",
    "desk:my_family_decide",
    "desk:my_meeting_restore",
    "desk:my_substitute",
    "desk:my_substitute_withdraw",
    "desk:my_task_done",
    "desk:my_wish_take",
    "desk:my_wish_aside",
    "desk:my_material_new",
    "desk:my_material_remove",
    "desk:my_pool",
    "desk:my_pool_leave",
    "desk:my_grant_withdraw",
    "desk:import_undo",
    "desk:source_read",
    "desk:source_stop",
    "desk:stay_away",
    "desk:stay_back",
    "desk:stay_remove",
    "site:follow_erase",
    "desk:post_again",
    "desk:restore",
    "desk:publish",
    "desk:unpublish",
    "desk:series_end",
    "desk:proposal_ask",
    "desk:proposal_decline",
    "desk:proposal_link_close",
    "desk:actor_decide",
    "desk:actor_revoke",
    "desk:confirm",
    "desk:confirm_all",
    "desk:exception_new",
    "desk:exception_remove",
    "desk:category_new",
    "desk:category_retire",
    "desk:coming_change_remove",
    "desk:round_close",
    "desk:round_reopen",
    "desk:round_publish",
    "desk:plan_nudge",
    "desk:year_mark_remove",
    "desk:role_end",
    "desk:count_not_held",
    "desk:count_held",
    "desk:count_revoke",
    "desk:undo",
    "desk:duplicate",
    "desk:change_undo",
    "desk:school_holiday_remove",
    "desk:group_recruit",
    "desk:group_run",
    "desk:group_end",
    "desk:group_move_on",
    "desk:group_follow_on",
    "desk:group_leader_new",
    "desk:group_leader_end",
    "desk:group_task_new",
    "desk:group_task_done",
    "desk:invitation_stop",
    "desk:training_plan_copy",
    "desk:fathers_session",
    "desk:fathers_session_remove",
    "desk:evening_link",
    "desk:evening_unlink",
    "desk:family_answer",
    "desk:board_settle",
    "desk:idea_ask",
    "desk:idea_decline",
    "desk:support_ask",
    "desk:support_give",
    "desk:support_visit",
    "desk:pair_invite",
    "desk:theme_new",
    "desk:themes_spread",
    "desk:theme_remove",
    "desk:wish_take",
    "desk:wish_aside",
    "visits:events",
}


@dataclass
class Side:
    """One neighbour: an organisation in an area with one place and what goes on there."""

    area: Area
    organisation: Organisation
    place: Place
    room: Room
    activity: Activity
    series: Series
    today: Occurrence
    date: Occurrence
    past: Occurrence
    exception: OpeningException
    category: OwnCategory
    card: WorkerCard
    stay: Stay
    role: RoleGiven
    link: str
    following: Following
    proposal_link: ProposalLink
    proposal: Proposal
    actor: ActorDecision
    ask: Ask
    year_mark: YearMark
    coming_change: ComingChange
    theme: Theme
    wish: Wish
    change: Change
    holiday: SchoolHoliday
    batch: Batch
    calendar_source: Source
    intake: Intake
    party: Party
    seat_alert: Alert
    code: InvitationCode
    group: Group
    led_next: Occurrence
    led_task: Task
    led_wish: Wish
    material: GroupMaterial
    standing_in: SubstituteRequest
    pool_place: PoolMember
    idea: GroupIdea
    lead_invite: LeaderInvite
    member: Party
    meeting: Occurrence
    pile: Invitation
    cohort: Cohort
    training_plan: TrainingPlan
    session: CohortSession
    evening: LinkedEvening
    grant_call: GrantCall
    grant_application: GrantApplication
    course: Course
    course_date: Occurrence

    @property
    def leader(self):
        """Return somebody who leads the side's group."""
        return self.group.leaders.first()

    @property
    def round(self):
        """Return the planning round of the side's area."""
        return self.ask.round

    def args(self, name):
        """Return the arguments of an address that is about this side's thing."""
        things = {
            "signup word": lambda: signups_access.word_of(self.party),
            "member word": lambda: signups_access.word_of(self.member),
            "alert word": lambda: signups_access.word_of_alert(self.seat_alert),
            "invitation word": lambda: signups_access.word_of_code(self.code),
            "idea word": lambda: founding_access.word_of(self.idea),
            "idea step": lambda: "leader",
            "lead word": lambda: founding_access.word_of_invite(self.lead_invite),
            "following word": lambda: notices_access.word_of(self.following),
            "link word": lambda: proposal_access.word_of_link(self.proposal_link),
            "proposal word": lambda: proposal_access.word_of_proposal(self.proposal),
            "confirm word": lambda: proposal_access.word_to_confirm(
                self.organisation, self.organisation.contact_email
            ),
            "kind": lambda: "area",
            "area slug": lambda: self.area.slug,
            "organisation slug": lambda: self.organisation.slug,
            "place slug": lambda: self.place.slug,
            "place code": lambda: self.place.code,
            "activity slug": lambda: self.activity.slug,
            "photo": lambda: self.place.entrance_photo.name or "places/none.jpg",
            "counter": lambda: counter_url(self.today).split("/")[-2],
            "link": lambda: self.link,
            "plan token": lambda: planning_access.token_for(self.ask),
            "past date": lambda: self.past.pk,
        }
        about = ABOUT.get(name, "")
        return [
            things[word]() if word in things else getattr(self, word).pk
            for word in filter(None, about.split(", "))
        ]

    def address(self, name, language="en"):
        """Return the address about this side's thing."""
        with translation.override(language):
            return reverse(name, args=self.args(name))


@dataclass
class Scene:
    """The two sides and the country they lie in."""

    country: Area
    own: Side
    other: Side

    def addresses(self, language="en", *, also=lambda view: True):
        """Return name → address of every page that can be opened, on the own side."""
        return {
            name: self.own.address(name, language)
            for name, view in all_urls()
            if name not in SENT_TO and also(view)
        }


def all_urls(resolver=None, namespace=""):
    """Yield the name and view of every address of the installation."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from all_urls(entry, namespace + inner)
        elif isinstance(entry, URLPattern):
            yield namespace + (entry.name or str(entry.pattern)), entry.callback


def is_open(view):
    """Say whether a view opens without signing in."""
    return marks.is_public(view) or getattr(view, "login_required", True) is False


@contextlib.contextmanager
def on_a_monday(*, with_photo=False):
    """Give the scene, with the clock held at ten on a Monday."""
    with time_machine.travel(MORNING, tick=False):
        yield make(with_photo=with_photo)


def make(*, with_photo=False):
    """Make the scene; a photo needs a MEDIA_ROOT of the test's own."""
    country = AreaFactory(level=Level.COUNTRY, slug="finland", name=text("Suomi"))
    own = _side(country, "Oma")
    other = _side(country, STRANGE)
    if with_photo:
        own.place.entrance_photo.save("door.jpg", ContentFile(PIXEL))
    return Scene(country, own, other)


def _side(country, word):
    today = timezone.localdate()
    slug = word.lower()
    area = AreaFactory(
        parent=country,
        level=Level.MUNICIPALITY,
        name=text(f"{word} alue", f"{word} område", f"{word} area"),
        slug=slug,
    )
    organisation = OrganisationFactory(
        area=area,
        name=text(f"{word} yhdistys"),
        contact_email=f"{slug}@yhdistys.example",
    )
    place = PlaceFactory(host=organisation, name=text(f"{word} paikka"))
    activity = ActivityFactory(
        place=place, name=text(f"{word} kahvila"), audiences=[AudienceFactory()]
    )
    past = OccurrenceFactory(activity=activity, on=today - dt.timedelta(days=2))
    count(past, adults=3, children=4)
    person = RoleFactory(
        role=Role.VOLUNTEER, place=place, user__name=f"{word} vapaaehtoinen"
    ).user
    stay = StayFactory(
        place=place,
        on=today,
        card__organisation=organisation,
        card__title=text(f"{word} terveydenhoitaja"),
    )
    side = Side(
        area=area,
        organisation=organisation,
        place=place,
        room=RoomFactory(place=place, name=text(f"{word} sali")),
        activity=activity,
        series=weekly(
            activity,
            starts_on=today + dt.timedelta(days=3),
            ends_on=today + dt.timedelta(days=24),
        ),
        today=OccurrenceFactory(activity=activity, on=today),
        date=OccurrenceFactory(activity=activity, on=today + dt.timedelta(days=1)),
        past=past,
        exception=_doors(place, today),
        category=OwnCategory.objects.create(
            place=place, key="grandparents", name=text(f"{word} isovanhemmat")
        ),
        card=stay.card,
        stay=stay,
        role=RoleGiven.objects.get(user=person),
        link=people_actions.make_link(person, by=None),
        following=following(activity, f"{slug}@koti.example"),
        proposal_link=proposals.link(place),
        proposal=_proposed(place, word),
        actor=proposal_actions.decide_actor(
            place, organisation=organisation, decision=Decision.APPROVED, by=None
        ),
        ask=None,
        year_mark=plans.told_year(organisation),
        coming_change=plans.told_change(organisation, f"{word} muutos"),
        holiday=school_holiday(area, word, today + dt.timedelta(days=90)),
        theme=None,
        wish=None,
        change=None,
        batch=brought(place, word),
        calendar_source=followed(place, word),
        **signed_up(activity, word),
        **led(place, word, today),
        **trained(place, activity, word, today),
        **taught(place, word),
        idea=None,
        lead_invite=None,
        grant_call=None,
        grant_application=None,
    )
    for name, thing in begun(area, side.group, word).items():
        setattr(side, name, thing)
    for name, thing in granted(organisation, side.group, word).items():
        setattr(side, name, thing)
    for name, thing in programme(activity, word, today).items():
        setattr(side, name, thing)
    side.ask = plans.published_round(area, f"{word} kausi").asks.get(
        organisation=organisation
    )
    return side


def begun(area, group, word):
    """An idea for a group that waits for an answer, and somebody asked to lead."""
    address = f"{word.lower()}.aloite@koti.example"
    return {
        "idea": ideas.sent(area, name=f"{word} aloite", contact=address),
        "lead_invite": founding_actions.invite_leader(
            group, address=f"{word.lower()}.pari@koti.example", language="fi", by=None
        ),
    }


def granted(organisation, group, word):
    """A call for grants that has closed, in which the group got what it asked for."""
    call = GrantCallFactory(organisation=organisation, name=text(f"{word} avustus"))
    application = GrantApplicationFactory(
        granted=True, call=call, group=group, purpose=f"{word} kahvit"
    )
    return {"grant_call": call, "grant_application": application}


def brought(place, word):
    """An import that waits to be looked through, with a place that nobody knows."""
    line = Line(1, name=f"{word} kerho", place=f"{word} talo", on=timezone.localdate())
    batch = imports.batch(place, name=f"{word} taulukko")
    return imports_actions.start(batch, [line], by=None)


def signed_up(activity, word):
    """A sign-up with a family that asked, somebody who waits for word, an invitation."""
    intake = IntakeFactory(activity=activity, capacity=100, needs=["milk"])
    party = PartyFactory(
        intake=intake,
        state=Party.State.ASKED,
        nickname=f"{word} perhe",
        contact=f"{word.lower()}.perhe@koti.example",
    )
    alert = seat_alert(intake, f"{word.lower()}.odottaa@koti.example")
    return {
        "intake": intake,
        "party": party,
        "seat_alert": alert,
        "code": invitation_code(intake),
    }


def led(place, word, today):
    """A hidden group with a leader, a family that is in, and a meeting that was held."""
    group = GroupFactory(
        hidden=True, activity__name=text(f"{word} ryhmä"), activity__place=place
    )
    LeaderFactory(group=group, alias=f"{word} vetäjä")
    activity, held = group.activity, today - dt.timedelta(days=2)
    member = PartyFactory(intake=activity.intake, nickname=f"{word} jäsen")
    meeting = OccurrenceFactory(activity=activity, on=held)
    coming = OccurrenceFactory(activity=activity, on=today + dt.timedelta(days=2))
    talk(member, f"{word} viesti")
    return {
        "group": group,
        "member": member,
        "meeting": meeting,
        "led_next": coming,
        "pile": invitation_code(activity.intake).invitation,
        **prepared(group, coming, word),
    }


def trained(place, activity, word, today):
    """A training cohort whose last evening the weekly café is asked to."""
    cohort = training.small(place, word, today + dt.timedelta(days=30))
    session = cohort.sessions.select_related("occurrence").last()
    evening = training_actions.link_evening(activity, session.occurrence, by=None)
    plan = training_actions.copy_plan(
        cohort.plan, name=f"{word} suunnitelma", organisation=place.host, by=None
    )
    return {
        "cohort": cohort,
        "session": session,
        "evening": evening,
        "training_plan": plan,
    }


def taught(place, word):
    """A course for leaders with a session that was held, somebody there and in line."""
    course = courses.course(place, days=(-7, 14), word=f"{word} kurssi", capacity=1)
    learners = [UserFactory(name=f"{word} oppija {n}") for n in (1, 2)]
    seats = [course_actions.take_seat(course, one) for one in learners]
    date = course.activity.occurrences.order_by("on").first()
    course_actions.store_attendance(course, date, [seats[0].pk], by=None)
    return {"course": course, "course_date": date}


def prepared(group, coming, word):
    """What leaders have at hand for a meeting, and somebody who is asked to stand in."""
    colleague = LeaderFactory(group=group, alias=f"{word} pari").user
    return {
        "led_task": group.tasks.create(what="catering", note=f"{word} pulla"),
        "led_wish": calendar_actions.make_wish(
            group.activity, text=f"{word} retki", language="fi"
        ),
        "material": group.materials.create(
            title=f"{word} laulut", url="https://laulut.example/"
        ),
        "standing_in": meetings_actions.ask_substitute(group, coming, by=colleague),
        "pool_place": meetings_actions.join_pool(
            group.leaders.first().user,
            group.activity.area,
            ends_on=coming.on + dt.timedelta(days=30),
        ),
    }


def lead(side, user):
    """Let an account lead the side's hidden group, too."""
    return LeaderFactory(group=side.group, user=user, alias="Orava")


def _prepare(group, step):
    group.tasks.create(what="other", note=f"Oma {step}")
    calendar_actions.make_wish(group.activity, text=f"Oma {step}", language="fi")
    group.materials.create(title="Oma", url=f"https://laulut.example/{step}")


def followed(place, word):
    """A partner's calendar at an address that may not be asked."""
    values = {"organisation": place.host, "place": place, "kind": KindFactory()}
    url = "http://127.0.0.1/kalenteri.ics"
    return Source.objects.create(name=f"{word} kalenteri", url=url, **values)


def _proposed(place, word):
    return proposals.proposal(
        place,
        name=text(f"{word} ehdotus"),
        organisation_name=f"{word} ehdottajat",
        email=f"{word.lower()}@ehdotus.example",
    )


def _doors(place, today):
    for weekday in range(7):
        OpeningHours.objects.create(
            place=place, weekday=weekday, opens=dt.time(9), closes=dt.time(15)
        )
    closed = today + dt.timedelta(days=10)
    return OpeningException.objects.create(place=place, first_on=closed, last_on=closed)


def fill(side, steps):
    """Give a side more places, activities, dates, counts, colleagues: one each a step."""
    today = timezone.localdate()
    for step in steps:
        partner = OrganisationFactory(area=side.area, parent=side.organisation)
        place = PlaceFactory(host=side.organisation)
        place.partners.add(partner)
        side.place.partners.add(partner)
        RoomFactory(place=side.place)
        exception = _doors(place, today)
        exception.pk = None
        exception.place = side.place
        exception.first_on = exception.last_on = today + dt.timedelta(days=20 + step)
        exception.save()
        activity = ActivityFactory(
            place=place,
            organisers=[side.organisation, partner],
            audiences=[AudienceFactory(slug=f"audience-{step}")],
            draft=step % 3 == 2,
        )
        weekly(activity, starts_on=today + dt.timedelta(days=1))
        for one in (activity, side.activity):
            start = dt.time(12 + step % 8, step)
            for days in (-3, 0, 1):
                date = OccurrenceFactory(
                    activity=one,
                    on=today + dt.timedelta(days=days),
                    start=start,
                    end=dt.time(22),
                    theme=text(f"Teema {step}"),
                )
                if days < 0 and step % 2:
                    count(date, adults=2, children=step)
        weekly(side.activity, starts_on=today, start=dt.time(6, step))
        programme(side.activity, f"Oma {step}", today)
        school_holiday(side.area, "Oma", today + dt.timedelta(days=100 + step))
        _more(side, place, activity, partner, step)


def _more(side, place, activity, partner, step):
    """Let the upper floors have one more of everything, too."""
    today = timezone.localdate()
    _follow(side, (activity, place), step)
    PartyFactory(intake=side.intake, nickname=f"Oma {step}")
    _meet(side.group, step)
    training.one_more(side.cohort, step)
    courses.course(side.place, days=(-7, 14), word=f"Oma kurssi {step}")
    course_actions.take_seat(side.course, UserFactory())
    invitation_code(side.group.activity.intake)
    _prepare(side.group, step)
    _begin(side, step)
    _grant(side, activity)
    proposals.link(side.place)
    _proposed(side.place, f"Oma {step}")
    proposal_actions.decide_actor(
        side.place, organisation=partner, decision=Decision.LATER, by=None
    )
    for there in (place, side.place):
        StayFactory(
            place=there,
            on=today,
            start=dt.time(8, step),
            card__organisation=side.organisation,
        )
    plans.fill(side.round, partner, side.place)
    RoleFactory(role=Role.WORKER, place=place)
    RoleFactory(role=Role.VOLUNTEER, place=side.place)
    RoleFactory(role=Role.STEERING_MEMBER, organisation=partner)
    RoleFactory(role=Role.EVALUATOR, area=side.area)
    OwnCategory.objects.create(
        place=side.place, key=f"own-{step}", name=text(f"Oma {step}")
    )


def _meet(group, step):
    """Let somebody new come into the group, write, wish, and another leader lead it."""
    today = timezone.localdate()
    LeaderFactory(group=group)
    intake = group.activity.intake
    intake.capacity += 1
    intake.save()
    talk(PartyFactory(intake=group.activity.intake), f"Oma viesti {step}")
    programme(group.activity, f"Oma {step}", today)
    for days in (step + 3, -step - 3):
        OccurrenceFactory(
            activity=group.activity,
            on=today + dt.timedelta(days=days),
            theme=text("Uni"),
        )


def _begin(side, step):
    """Let somebody have one more idea, and the group one more visit of support."""
    ideas.sent(side.area, name=f"Oma {step}", contact=f"idea{step}@koti.example")
    SupportVisit.objects.create(
        group=side.group, on=timezone.localdate(), kind=SupportVisit.Kind.REMOTE
    )
    founding_actions.invite_leader(
        side.group, address=f"pari{step}@koti.example", language="fi", by=None
    )


def _grant(side, activity):
    """Let another group ask for money, and another call be made."""
    group = GroupFactory(activity=activity)
    GrantApplicationFactory(call=side.grant_call, group=group)
    granted(side.organisation, group, "Oma")


def _follow(side, things, step):
    """Let somebody new and the side's own family follow more; one letter failed."""
    for thing in things:
        following(thing, f"perhe{step}@koti.example")
        following(thing, f"{side.area.slug}@koti.example")
    LetterFactory(to=f"a{step}@koti.example", state=Letter.State.FAILED)


# What signing in, a session and the brake against guessing write by themselves.
_OF_THE_HOUSE = {"people.Brake"}
_OF_SIGNING_IN = {"last_login"}


def stored():
    """Return every row of every table of ours: table → rows."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label
        if not model.__module__.startswith("pirtti.") or label in _OF_THE_HOUSE:
            continue
        columns = [
            field.attname
            for field in model._meta.concrete_fields
            if model is not get_user_model() or field.name not in _OF_SIGNING_IN
        ]
        rows = model._base_manager.order_by("pk").values_list(*columns)
        found[label] = [
            tuple(_in_all_languages(value) for value in row) for row in rows
        ]
    return found


def _in_all_languages(value):
    """Return a value as it is stored, whatever language is spoken just now."""
    return str(getattr(value, "data", value))


def changed(before, after):
    """Return the tables whose rows differ."""
    return sorted(label for label in before if before[label] != after.get(label))
