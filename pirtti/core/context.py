"""What every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

LANGUAGE_NAMES = {"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the installation's name and the links that switch the language (F15)."""
    here = request.get_full_path()
    current = get_language() or settings.LANGUAGE_CODE
    return {
        "installation_name": settings.INSTALLATION_NAME,
        "is_demo": settings.DEMO,
        "language": current,
        "language_links": [
            {
                "code": code,
                "label": code.upper(),
                "name": LANGUAGE_NAMES.get(code, code),
                "url": in_language(here, current, code),
                "current": code == current,
            }
            for code, _name in settings.LANGUAGES
        ],
    }


def in_language(address: str, current: str, code: str) -> str:
    """Return the address of the same page in another language.

    Our addresses differ only in their first part, so no pattern need be searched.
    """
    before, same, rest = address.partition(f"/{current}/")
    return f"/{code}/{rest}" if same and not before else translate_url(address, code)
