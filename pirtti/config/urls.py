"""Every address of the installation."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("pirtti.site.plain_urls")),
    path("media/", include("pirtti.site.media_urls")),
    *i18n_patterns(
        path("", include("pirtti.site.urls")),
        path("count/", include("pirtti.visits.urls")),
        path("sign-in/", include("pirtti.people.urls")),
        path("sign-in/", include("pirtti.people.allauth_urls")),
        path("desk/", include("pirtti.desk.urls")),
    ),
]
if settings.DEMO:
    urlpatterns += i18n_patterns(path("demo/", include("pirtti.demo.urls")))
