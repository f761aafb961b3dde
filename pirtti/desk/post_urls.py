"""Addresses of the desk for the letters that go out."""

from django.urls import URLPattern, path

from pirtti.desk.views import post

urlpatterns: list[URLPattern] = [
    path("letters/", post.letters, name="post"),
    path("letters/again/", post.again, name="post_again"),
]
