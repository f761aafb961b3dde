"""Addresses of a group's personal invitations: piles, letters, cards, what came of them."""

from django.urls import URLPattern, path

from pirtti.desk.views import group_invitations

urlpatterns: list[URLPattern] = [
    path(
        "groups/<int:pk>/invitations/",
        group_invitations.group_invitations,
        name="group_invitations",
    ),
    path(
        "invitations/<int:pk>/letters.pdf",
        group_invitations.letters,
        name="invitation_letters",
    ),
    path(
        "invitations/<int:pk>/cards.pdf",
        group_invitations.cards,
        name="invitation_cards",
    ),
    path(
        "invitations/<int:pk>/stop/",
        group_invitations.invitation_stop,
        name="invitation_stop",
    ),
]
