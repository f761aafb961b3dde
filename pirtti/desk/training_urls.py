"""Addresses of the desk's pages about training: cohorts, sessions, days, evenings."""

from django.urls import URLPattern, path

from pirtti.desk.views import (
    training,
    training_days,
    training_extras,
    training_plans,
)

urlpatterns: list[URLPattern] = [
    path("training/", training.trainings, name="trainings"),
    path("training/new/", training.training_new, name="training_new"),
    path(
        "training/plans/<int:pk>/",
        training_plans.training_plan,
        name="training_plan",
    ),
    path(
        "training/plans/<int:pk>/copy/",
        training_plans.training_plan_copy,
        name="training_plan_copy",
    ),
    path("training/<int:pk>/", training.training, name="training"),
    path("training/<int:pk>/dates/", training_days.training_days, name="training_days"),
    path(
        "training/session/<int:pk>/fathers/",
        training_extras.fathers_session,
        name="fathers_session",
    ),
    path(
        "training/session/<int:pk>/fathers/remove/",
        training_extras.fathers_session_remove,
        name="fathers_session_remove",
    ),
    path(
        "training/session/<int:pk>/evening/",
        training_extras.evening_link,
        name="evening_link",
    ),
    path(
        "training/evening/<int:pk>/remove/",
        training_extras.evening_unlink,
        name="evening_unlink",
    ),
]
