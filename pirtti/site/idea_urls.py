"""Addresses for having an idea for a group, and for leading one together."""

from django.urls import path

from pirtti.site import ideas

urlpatterns = [
    path("groups/start/", ideas.start, name="idea_start"),
    path("groups/idea/<str:word>/<slug:step>/", ideas.idea, name="idea"),
    path("groups/lead/<str:word>/", ideas.lead, name="lead_invite"),
]
