"""Addresses for signing up: of an activity, of one date, and the families."""

from django.urls import path

from pirtti.desk.views import intakes

urlpatterns = [
    path("activities/<int:pk>/sign-up/", intakes.of_activity, name="intake"),
    path("date/<int:pk>/sign-up/", intakes.of_date, name="date_intake"),
    path("sign-up/<int:pk>/families/", intakes.families, name="families"),
    path(
        "sign-up/<int:pk>/families/<int:party_pk>/",
        intakes.answer,
        name="family_answer",
    ),
]
