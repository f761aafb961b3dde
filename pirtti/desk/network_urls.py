"""Addresses of the desk's pages about places, organisations and roles."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
