"""Addresses of bringing in what exists: files, pasted tables, partners' calendars."""

from django.urls import URLPattern, path

from pirtti.desk.views import imports, sources

urlpatterns: list[URLPattern] = [
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.import_new, name="import_new"),
    path("imports/<int:pk>/", imports.import_page, name="import"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import_undo"),
    path("imports/calendars/new/", sources.source_new, name="source_new"),
    path("imports/calendars/<int:pk>/", sources.source, name="source"),
    path("imports/calendars/<int:pk>/read/", sources.source_read, name="source_read"),
    path("imports/calendars/<int:pk>/stop/", sources.source_stop, name="source_stop"),
]
