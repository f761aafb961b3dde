"""Addresses of the public pages, each behind a language (`/fi/`, `/sv/`, `/en/`)."""

from django.urls import path

from pirtti.site import details, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("near/", views.near, name="near"),
    path("areas.json", views.areas_json, name="areas_json"),
    path("area/<slug:slug>/", views.area, name="area"),
    path("area/<slug:slug>.ics", details.area_feed, name="area_feed"),
    path("place/<slug:slug>/", details.place, name="place"),
    path("place/<slug:slug>.ics", details.place_feed, name="place_feed"),
    path("activity/<slug:slug>/", details.activity, name="activity"),
    path("activity/<slug:slug>.ics", details.activity_feed, name="activity_feed"),
    path("event/<int:pk>/", details.event, name="event"),
    path("event/<int:pk>.ics", details.event_file, name="event_file"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
]
