"""Addresses of counting; a token opens exactly `counter` and `events`."""

from django.urls import path

from pirtti.visits import views

app_name = "visits"
urlpatterns = [
    path("sw.js", views.worker, name="worker"),
    path("at/<str:token>/", views.counter, name="counter"),
    path("at/<str:token>/events/", views.events, name="events"),
    path("<slug:code>/", views.door, name="door"),
]
