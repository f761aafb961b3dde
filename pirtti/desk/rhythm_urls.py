"""Addresses of the desk's pages about rhythms and many dates at once."""

from django.urls import URLPattern, path

from pirtti.desk.views import activities, many_dates, rhythms, school_holidays

urlpatterns: list[URLPattern] = [
    path("activities/<int:pk>/rhythm/", rhythms.series_new, name="series_new"),
    path("activities/<int:pk>/copy/", activities.duplicate, name="duplicate"),
    path("activities/<int:pk>/dates/", many_dates.many, name="dates"),
    path("activities/<int:pk>/dates/new/", many_dates.extra, name="dates_add"),
    path("rhythm/<int:pk>/", rhythms.series, name="series"),
    path("rhythm/<int:pk>/end/", activities.series_end, name="series_end"),
    path("change/<int:pk>/undo/", many_dates.take_back, name="change_undo"),
    path("school-holidays/", school_holidays.areas, name="school_holiday_areas"),
    path(
        "school-holidays/<slug:slug>/",
        school_holidays.holidays,
        name="school_holidays",
    ),
    path(
        "school-holidays/<slug:slug>/<int:pk>/remove/",
        school_holidays.remove,
        name="school_holiday_remove",
    ),
]
