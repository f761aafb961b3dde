"""Addresses for following an activity or a place by e-mail."""

from django.urls import path

from pirtti.site import following

urlpatterns = [
    path(
        "activity/<slug:slug>/follow/",
        following.follow_activity,
        name="follow_activity",
    ),
    path("place/<slug:slug>/follow/", following.follow_place, name="follow_place"),
    path("follow/sent/", following.sent, name="follow_sent"),
    path("follow/ended/", following.ended, name="follow_ended"),
    path("follow/<str:word>/", following.own, name="following"),
    path("follow/<str:word>/confirm/", following.confirm, name="follow_confirm"),
    path("follow/<str:word>/stop/", following.stop, name="follow_stop"),
    path("follow/<str:word>/erase/", following.erase, name="follow_erase"),
]
