"""Addresses of a group's room for its members; the family's one link opens them."""

from django.urls import path

from pirtti.site import room, room_ratings

urlpatterns = [
    path("signup/<str:word>/room/", room.room, name="room"),
    path("signup/<str:word>/room/news/", room.news, name="room_news"),
    path("signup/<str:word>/room/meeting/<int:pk>/", room_ratings.rate, name="rate"),
    path("signup/<str:word>/room/closing/", room_ratings.closing, name="room_closing"),
    path("signup/<str:word>.ics", room.feed, name="room_feed"),
]
