"""Addresses of the desk's pages about programmes: themes, wishes, the table."""

from django.urls import URLPattern, path

from pirtti.desk.views import programme

urlpatterns: list[URLPattern] = [
    path("activities/<int:pk>/programme/", programme.programme, name="programme"),
    path("activities/<int:pk>/themes/", programme.theme_new, name="theme_new"),
    path("activities/<int:pk>/themes/spread/", programme.spread, name="themes_spread"),
    path("theme/<int:pk>/", programme.theme, name="theme"),
    path("theme/<int:pk>/remove/", programme.theme_remove, name="theme_remove"),
    path("wish/<int:pk>/take/", programme.wish_take, name="wish_take"),
    path("wish/<int:pk>/aside/", programme.wish_aside, name="wish_aside"),
]
