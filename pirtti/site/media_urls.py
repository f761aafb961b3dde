"""Addresses of uploaded files."""

from django.urls import path

from pirtti.site import media

urlpatterns = [path("<path:name>", media.photo, name="media")]
