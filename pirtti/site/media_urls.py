"""Addresses without a language: the start, short links, files for machines."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
