"""The addresses of an installation with PIRTTI_DEMO on."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from pirtti.config import urls

urlpatterns = [
    *urls.urlpatterns,
    *i18n_patterns(path("demo/", include("pirtti.demo.urls"))),
]
