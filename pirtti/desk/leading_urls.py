"""Addresses of the leaders' own pages: their groups, meetings, families, standing in."""

from django.urls import URLPattern, path

from pirtti.desk.views import (
    leading,
    leading_families,
    leading_meetings,
    leading_requests,
)

_GROUP = "my-groups/<int:pk>/"
_FAMILIES = f"{_GROUP}families/"
_MEETING = f"{_GROUP}meetings/<int:meeting_pk>/"

urlpatterns: list[URLPattern] = [
    path("my-groups/", leading.my_groups, name="my_groups"),
    path("my-groups/pool/", leading_requests.join, name="my_pool"),
    path(
        "my-groups/pool/<int:pk>/leave/", leading_requests.leave, name="my_pool_leave"
    ),
    path("my-groups/requests/<int:pk>/", leading_requests.request, name="my_request"),
    path(_GROUP, leading.my_group, name="my_group"),
    path(f"{_GROUP}part/end/", leading.part_end, name="my_part_end"),
    path(f"{_GROUP}tasks/<int:task_pk>/done/", leading.task_done, name="my_task_done"),
    path(f"{_GROUP}wishes/<int:wish_pk>/take/", leading.wish_take, name="my_wish_take"),
    path(
        f"{_GROUP}wishes/<int:wish_pk>/aside/", leading.wish_aside, name="my_wish_aside"
    ),
    path(f"{_GROUP}materials/", leading.material_new, name="my_material_new"),
    path(
        f"{_GROUP}materials/<int:material_pk>/remove/",
        leading.material_remove,
        name="my_material_remove",
    ),
    path(_FAMILIES, leading_families.families, name="my_families"),
    path(f"{_FAMILIES}print/", leading_families.printed, name="my_families_print"),
    path(f"{_FAMILIES}<int:family_pk>/", leading_families.family, name="my_family"),
    path(
        f"{_FAMILIES}<int:family_pk>/decide/",
        leading_families.decide,
        name="my_family_decide",
    ),
    path(_MEETING, leading_meetings.meeting, name="my_meeting"),
    path(f"{_MEETING}attendance/", leading_meetings.attendance, name="my_attendance"),
    path(f"{_MEETING}message/", leading_meetings.message, name="my_message"),
    path(f"{_MEETING}cancel/", leading_meetings.cancel, name="my_meeting_cancel"),
    path(f"{_MEETING}restore/", leading_meetings.restore, name="my_meeting_restore"),
    path(f"{_MEETING}move/", leading_meetings.move, name="my_meeting_move"),
    path(f"{_MEETING}substitute/", leading_requests.ask, name="my_substitute"),
    path(
        f"{_MEETING}substitute/withdraw/",
        leading_requests.withdraw,
        name="my_substitute_withdraw",
    ),
]
