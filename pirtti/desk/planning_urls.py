"""Addresses of planning a season together: rounds, answers, gaps, year wheels."""

from django.urls import URLPattern, path

from pirtti.desk.views import coverage, planning, rounds, years

urlpatterns: list[URLPattern] = [
    path("planning/", planning.planning, name="planning"),
    path(
        "planning/change/<int:pk>/remove/",
        planning.change_remove,
        name="coming_change_remove",
    ),
    path("planning/round/new/", rounds.round_new, name="round_new"),
    path("planning/round/<int:pk>/", rounds.planning_round, name="round"),
    path("planning/round/<int:pk>/close/", rounds.close, name="round_close"),
    path("planning/round/<int:pk>/reopen/", rounds.reopen, name="round_reopen"),
    path("planning/round/<int:pk>/publish/", rounds.publish, name="round_publish"),
    path("planning/answer/<int:pk>/", rounds.answer, name="plan_answer"),
    path("planning/answer/<int:pk>/nudge/", rounds.nudge, name="plan_nudge"),
    path("planning/gaps/", coverage.gaps, name="gaps"),
    path("planning/gaps.csv", coverage.gaps_csv, name="gaps_csv"),
    path("planning/wheel/", years.wheel, name="wheel"),
    path("organisations/<int:pk>/year/", years.year, name="year"),
    path(
        "organisations/<int:pk>/year/<int:mark>/remove/",
        years.mark_remove,
        name="year_mark_remove",
    ),
]
