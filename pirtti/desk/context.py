"""What every desk page needs."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pirtti.desk import links


def desk(request: HttpRequest) -> dict[str, Any]:
    """Give the desk's navigation, made only where a page shows it.

    Public pages never ask who the viewer is, so that they can be kept for all.
    """
    return {"desk_links": SimpleLazyObject(lambda: links.desk_links(request))}
