"""Addresses of the desk's pages about grants: for those who decide, and for leaders."""

from django.urls import URLPattern, path

from pirtti.desk.views import grants, leading_grants

_MINE = "my-groups/<int:pk>/grants/"

urlpatterns: list[URLPattern] = [
    path("grants/", grants.grants, name="grants"),
    path("grants/new/", grants.grant_new, name="grant_new"),
    path("grants/<int:pk>/", grants.grant, name="grant"),
    path("grants/<int:pk>/change/", grants.grant_change, name="grant_change"),
    path("grants/<int:pk>/applications.csv", grants.grant_csv, name="grant_csv"),
    path(
        "grants/application/<int:pk>/",
        grants.grant_application,
        name="grant_application",
    ),
    path(_MINE, leading_grants.my_grants, name="my_grants"),
    path(f"{_MINE}<int:call_pk>/", leading_grants.my_grant, name="my_grant"),
    path(
        f"{_MINE}<int:call_pk>/withdraw/",
        leading_grants.my_grant_withdraw,
        name="my_grant_withdraw",
    ),
    path(
        f"{_MINE}<int:call_pk>/report/",
        leading_grants.my_grant_report,
        name="my_grant_report",
    ),
]
