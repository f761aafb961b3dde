"""Addresses of the desk's pages about proposals, values and what is to be confirmed."""

from django.urls import URLPattern, path

from pirtti.desk.views import confirming, proposals, proposing, values

urlpatterns: list[URLPattern] = [
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/links/", proposing.proposal_links, name="proposal_links"),
    path(
        "proposals/links/<int:pk>/close/",
        proposing.proposal_link_close,
        name="proposal_link_close",
    ),
    path("proposals/new/", proposing.propose, name="propose"),
    path("proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/ask/", proposals.ask, name="proposal_ask"),
    path("proposals/<int:pk>/decline/", proposals.decline, name="proposal_decline"),
    path("places/<int:pk>/values/", values.place_values, name="place_values"),
    path("places/<int:pk>/values/actor/", values.actor_decide, name="actor_decide"),
    path("values/<int:pk>/end/", values.actor_revoke, name="actor_revoke"),
    path("confirm/", confirming.to_confirm, name="to_confirm"),
    path("confirm/all/", confirming.confirm_all, name="confirm_all"),
    path("confirm/<int:pk>/", confirming.confirm, name="confirm"),
]
