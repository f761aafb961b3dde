"""Addresses of the public pages, each behind a language (`/fi/`, `/sv/`, `/en/`)."""

from django.urls import path

from pirtti.site import (
    calendars,
    details,
    embed,
    follow_urls,
    paper_urls,
    pictures,
    planned,
    proposing,
    views,
    wishes,
)

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("near/", views.near, name="near"),
    path("search/", views.search, name="search"),
    path("areas.json", views.areas_json, name="areas_json"),
    path("area/<slug:slug>/", views.area, name="area"),
    path("area/<slug:slug>.ics", calendars.area_feed, name="area_feed"),
    path("area/<slug:slug>.atom", calendars.area_news, name="area_news"),
    path("area/<slug:slug>/edition/<int:pk>/", planned.edition, name="edition"),
    path("plan/<str:token>/", planned.answer, name="plan_answer"),
    path("place/<slug:slug>/", details.place, name="place"),
    path("place/<slug:slug>.ics", calendars.place_feed, name="place_feed"),
    path("place/<slug:slug>.atom", calendars.place_news, name="place_news"),
    path("organisation/<slug:slug>/", details.organisation, name="organisation"),
    path(
        "organisation/<slug:slug>.ics",
        calendars.organisation_feed,
        name="organisation_feed",
    ),
    path(
        "organisation/<slug:slug>.atom",
        calendars.organisation_news,
        name="organisation_news",
    ),
    path("activity/<slug:slug>/", details.activity, name="activity"),
    path("activity/<slug:slug>.ics", calendars.activity_feed, name="activity_feed"),
    path("activity/<slug:slug>/wish/", wishes.wish, name="wish"),
    path("activity/<slug:slug>/series.ics", calendars.series_file, name="series_file"),
    path("activity/<slug:slug>.png", pictures.activity, name="activity_picture"),
    path("event/<int:pk>/", details.event, name="event"),
    path("event/<int:pk>.ics", calendars.event_file, name="event_file"),
    path("event/<int:pk>.png", pictures.event, name="event_picture"),
    path("embed/code/<slug:kind>/<slug:slug>/", embed.code, name="embed_code"),
    path("embed/<slug:kind>/<slug:slug>/", embed.calendar, name="embed"),
    path("propose/<str:word>/", proposing.propose, name="propose"),
    path("proposal/<str:word>/", proposing.proposal, name="proposal"),
    path(
        "proposal/<str:word>/change/",
        proposing.proposal_change,
        name="proposal_change",
    ),
    path("confirm/<str:word>/", proposing.confirm, name="confirm"),
    *follow_urls.urlpatterns,
    *paper_urls.urlpatterns,
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
