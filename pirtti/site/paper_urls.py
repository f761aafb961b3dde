"""Addresses of what goes on paper and on the wall."""

from django.urls import URLPattern, path

from pirtti.site import print_views, screen_views

urlpatterns: list[URLPattern] = [
    path("area/<slug:slug>/print/", print_views.print_area, name="print_area"),
    path("area/<slug:slug>/month.pdf", print_views.area_month, name="area_month"),
    path("area/<slug:slug>/week.pdf", print_views.area_week, name="area_week"),
    path("area/<slug:slug>/screen/", screen_views.area_screen, name="area_screen"),
    path("place/<slug:slug>/print/", print_views.print_place, name="print_place"),
    path("place/<slug:slug>/month.pdf", print_views.place_month, name="place_month"),
    path("place/<slug:slug>/week.pdf", print_views.place_week, name="place_week"),
    path("place/<slug:slug>/poster.pdf", print_views.place_poster, name="place_poster"),
    path("place/<slug:slug>/screen/", screen_views.place_screen, name="place_screen"),
    path(
        "activity/<slug:slug>/print/", print_views.print_activity, name="print_activity"
    ),
    path(
        "activity/<slug:slug>/poster.pdf",
        print_views.activity_poster,
        name="activity_poster",
    ),
    path("screens.js", screen_views.worker, name="screen_worker"),
]
