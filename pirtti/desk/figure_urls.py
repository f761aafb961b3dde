"""Addresses of the desk's pages about figures and counts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
