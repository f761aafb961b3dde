"""Addresses of the desk's pages about figures and counts."""

from django.urls import URLPattern, path

from pirtti.desk.views import counts, figures

urlpatterns: list[URLPattern] = [
    path("figures/", figures.figures, name="figures"),
    path("figures/file.csv", figures.figures_csv, name="figures_csv"),
    path("silent/", figures.silent, name="silent"),
    path("count/<int:pk>/", counts.count, name="count"),
    path("count/<int:pk>/not-held/", counts.not_held, name="count_not_held"),
    path("count/<int:pk>/held/", counts.held, name="count_held"),
    path("count/<int:pk>/link/", counts.link, name="count_sheet_link"),
    path("count/<int:pk>/link/new/", counts.revoke, name="count_revoke"),
]
