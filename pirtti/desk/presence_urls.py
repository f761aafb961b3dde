"""Addresses of the desk's pages about workers' cards and who is where."""

from django.urls import URLPattern, path

from pirtti.desk.views import presence

urlpatterns: list[URLPattern] = [
    path("here/", presence.people_today, name="people_today"),
    path("places/<int:pk>/here/", presence.here, name="here"),
    path("places/<int:pk>/here/<int:stay>/away/", presence.stay_away, name="stay_away"),
    path("places/<int:pk>/here/<int:stay>/back/", presence.stay_back, name="stay_back"),
    path(
        "places/<int:pk>/here/<int:stay>/remove/",
        presence.stay_remove,
        name="stay_remove",
    ),
    path("cards/", presence.cards, name="cards"),
    path("cards/new/", presence.card_new, name="card_new"),
    path("cards/<int:pk>/", presence.card, name="card"),
]
