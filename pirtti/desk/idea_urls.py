"""Addresses of the desk's pages about ideas for groups and the support of leaders."""

from django.urls import URLPattern, path

from pirtti.desk.views import ideas, supporting

urlpatterns: list[URLPattern] = [
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/<int:pk>/", ideas.idea, name="idea"),
    path("ideas/<int:pk>/ask/", ideas.ask, name="idea_ask"),
    path("ideas/<int:pk>/decline/", ideas.decline, name="idea_decline"),
    path("groups/<int:pk>/support/", supporting.support, name="group_support"),
    path("groups/<int:pk>/support/ask/", supporting.support_ask, name="support_ask"),
    path(
        "groups/<int:pk>/support/person/", supporting.support_give, name="support_give"
    ),
    path(
        "groups/<int:pk>/support/visit/", supporting.support_visit, name="support_visit"
    ),
    path("groups/<int:pk>/support/pair/", supporting.pair_invite, name="pair_invite"),
]
