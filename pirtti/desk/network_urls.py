"""Addresses of the desk's pages about places, organisations and roles."""

from django.urls import URLPattern, path

from pirtti.desk.views import counting, hours, organisations, places, roles

urlpatterns: list[URLPattern] = [
    path("places/", places.places, name="places"),
    path("places/new/", places.place_new, name="place_new"),
    path("places/<int:pk>/", places.place, name="place"),
    path("places/<int:pk>/rooms/", places.rooms, name="rooms"),
    path("places/<int:pk>/hours/", hours.hours, name="hours"),
    path("places/<int:pk>/hours/days/", hours.exception_new, name="exception_new"),
    path(
        "places/<int:pk>/hours/days/<int:day>/remove/",
        hours.exception_remove,
        name="exception_remove",
    ),
    path("places/<int:pk>/counting/", counting.counting, name="counting"),
    path("places/<int:pk>/counting/own/", counting.category_new, name="category_new"),
    path(
        "places/<int:pk>/counting/own/<int:category>/retire/",
        counting.category_retire,
        name="category_retire",
    ),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.organisation_new, name="organisation_new"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("roles/", roles.roles, name="roles"),
    path("roles/new/", roles.role_new, name="role_new"),
    path("roles/<int:pk>/end/", roles.role_end, name="role_end"),
]
