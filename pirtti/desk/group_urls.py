"""Addresses of the desk's pages about groups, for those who run them."""

from django.urls import URLPattern, path

from pirtti.desk.views import group_life, group_people, groups

_GROUP = "groups/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("groups/", groups.groups, name="groups"),
    path("groups/words/<slug:slug>/", groups.group_words, name="group_words"),
    path("activities/<int:pk>/group/", groups.group_new, name="group_new"),
    path(_GROUP, groups.group, name="group"),
    path(f"{_GROUP}settings/", groups.group_settings, name="group_settings"),
    path(f"{_GROUP}dates/", group_life.group_dates, name="group_dates"),
    path(f"{_GROUP}recruit/", group_life.group_recruit, name="group_recruit"),
    path(f"{_GROUP}decision/", group_life.group_decision, name="group_decision"),
    path(f"{_GROUP}run/", group_life.group_run, name="group_run"),
    path(f"{_GROUP}end/", group_life.group_end, name="group_end"),
    path(f"{_GROUP}go-on/", group_life.group_move_on, name="group_move_on"),
    path(f"{_GROUP}next/", group_life.group_follow_on, name="group_follow_on"),
    path(f"{_GROUP}leaders/", group_people.group_leader_new, name="group_leader_new"),
    path(
        f"{_GROUP}leaders/<int:leader_pk>/end/",
        group_people.group_leader_end,
        name="group_leader_end",
    ),
    path(f"{_GROUP}tasks/", group_people.group_task_new, name="group_task_new"),
    path(
        f"{_GROUP}tasks/<int:task_pk>/done/",
        group_people.group_task_done,
        name="group_task_done",
    ),
]
