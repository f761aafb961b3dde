"""The yardstick H: the barest page that Django can answer with.

Served by `gunicorn -k sync -w 2`, so that figures taken on different machines and
days can be compared: a page's speed is told as a share of this one's.
"""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="a bare page has no secrets",
)


def page(_request: HttpRequest) -> HttpResponse:
    """Answer."""
    return HttpResponse("ok")


urlpatterns = [path("", page)]
application = get_wsgi_application()
