"""Addresses without a language: the start, short links, files for machines."""

from django.urls import path

from pirtti.site import details, views

urlpatterns = [
    path("", views.start, name="start"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("q/<slug:code>/", details.short, name="short"),
    path("q/<slug:code>.svg", details.qr, name="qr"),
]
