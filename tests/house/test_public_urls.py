"""Default deny: exactly these addresses open without signing in."""

import pytest

from tests.house.scene import all_urls, is_open

# Name of every address that anybody may open. A new one is a decision: say it here.
PUBLIC = {
    # families
    "site:home",
    "site:area",
    "site:groups",
    "site:area_groups",
    "site:near",
    "site:search",
    "site:areas_json",
    "site:place",
    "site:activity",
    "site:wish",
    "site:event",
    "site:area_feed",
    # paper and screens
    "site:print_area",
    "site:area_month",
    "site:area_week",
    "site:area_screen",
    "site:print_place",
    "site:place_month",
    "site:place_week",
    "site:place_poster",
    "site:place_screen",
    "site:print_activity",
    "site:activity_poster",
    "site:screen_worker",
    "site:place_feed",
    "site:activity_feed",
    "site:event_file",
    "site:area_news",
    "site:place_news",
    "site:organisation",
    "site:organisation_feed",
    "site:organisation_news",
    "site:series_file",
    "site:activity_picture",
    "site:event_picture",
    "site:embed",
    "site:embed_code",
    # a signed link opens these: proposing, one's own proposal, confirming
    "site:propose",
    "site:proposal",
    "site:proposal_change",
    "site:confirm",
    # an idea for a group: anybody begins, a secret word opens it; leading together
    "site:idea_start",
    "site:idea",
    "site:lead_invite",
    # the season as promised; a letter's link opens the answer to a planning round
    "site:edition",
    "site:plan_answer",
    "site:accessibility",
    "site:privacy",
    # following by e-mail: without an account, a secret word opens one's own
    "site:follow_activity",
    "site:follow_place",
    "site:follow_sent",
    "site:follow_ended",
    "site:following",
    "site:follow_confirm",
    "site:follow_stop",
    "site:follow_erase",
    # signing up: the form, an invitation's button; a secret word opens one's own page
    "site:sign_up",
    "site:sign_up_sent",
    "site:invited",
    "site:signup",
    "site:signup_data",
    "site:signup_dates",
    "site:signup_ended",
    # the room of a group: the family's word opens it while it is in
    "site:room",
    "site:room_news",
    "site:room_closing",
    "site:room_feed",
    "site:rate",
    # word when a seat opens
    "site:alert",
    "site:alert_sent",
    "site:alert_confirm",
    "site:alert_stop",
    # without a language
    "start",
    "short",
    "qr",
    "robots",
    "sitemap",
    "livez",
    "readyz",
    "media",
    # the counter: a shift code or its link opens it
    "visits:door",
    "visits:counter",
    "visits:events",
    "visits:worker",
    # signing in
    "people:sign_in",
    "people:code",
    "people:sign_out",
    "people:link",
    "people:second_step",
    # allauth asks for these by name; they are the page above
    "account_login",
    "account_request_login_code",
    "account_signup",
    "account_logout",
    "account_confirm_login_code",
    "account_inactive",
    "mfa_authenticate",
    # only where PIRTTI_DEMO is set
    "demo:accounts",
    "demo:sign_in",
    "demo:mails",
    "demo:mail",
}


def test_open_addresses_are_exactly_those_listed():
    found = {name for name, view in all_urls() if is_open(view)}

    assert found - PUBLIC == set()
    # The demo's own addresses exist only where it is switched on.
    assert {name for name in PUBLIC - found if not name.startswith("demo:")} == set()


@pytest.mark.django_db
def test_everything_else_asks_to_sign_in(client):
    closed = [name for name, view in all_urls() if not is_open(view)]

    assert closed
    for path in ("/fi/desk/", "/sv/desk/figures/", "/en/desk/roles/"):
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert "/sign-in/" in answer["Location"]
