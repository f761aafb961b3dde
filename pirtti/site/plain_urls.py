"""Addresses without a language: the start, short links, files for machines."""

from django.urls import path

from pirtti.site import plain, views

urlpatterns = [
    path("", views.start, name="start"),
    path("q/<slug:code>/", plain.short, name="short"),
    path("q/<slug:code>.svg", plain.qr, name="qr"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", plain.sitemap, name="sitemap"),
    path("livez", plain.livez, name="livez"),
    path("readyz", plain.readyz, name="readyz"),
]
