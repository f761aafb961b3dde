"""What is known of somebody's second step of signing in."""

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from pirtti.people import rules
from pirtti.people.models import User

# In a session: its second step was taken; "Later" was pressed.
TAKEN, LATER = "second_step", "second_step_later"


@dataclass(frozen=True)
class Step:
    """A second step that is on: since when, and how many recovery codes are left."""

    since: dt.datetime
    codes_left: int


def is_on(user: User) -> bool:
    """Say whether somebody is asked for a second step when signing in (one query)."""
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    return bool(found.exists())


def step_of(user: User) -> Step | None:
    """Return somebody's second step; None when it is not on."""
    kinds = {one.type: one for one in Authenticator.objects.filter(user=user)}
    app = kinds.get(Authenticator.Type.TOTP)
    return Step(app.created_at, len(_unused(kinds))) if app else None


def codes_of(user: User) -> list[str]:
    """Return the recovery codes that were not used yet, in two groups of four."""
    kinds = {one.type: one for one in Authenticator.objects.filter(user=user)}
    return [f"{code[:4]} {code[4:]}" for code in _unused(kinds)]


def _unused(kinds: dict[str, Authenticator]) -> list[str]:
    found = kinds.get(Authenticator.Type.RECOVERY_CODES)
    return list(found.wrap().get_unused_codes()) if found else []


def is_asked(request: HttpRequest) -> bool:
    """Say whether to ask kindly, once in a session: whose role it is, and has none."""
    session = request.session
    if settings.DEMO or session.get(TAKEN) or session.get(LATER):
        return False
    return _should(request)


def is_missing(request: HttpRequest) -> bool:
    """Say whether the desk stays closed until a second step is turned on."""
    is_required = settings.SECOND_FACTOR == rules.REQUIRED and not settings.DEMO
    if not is_required or request.session.get(TAKEN):
        return False
    return _should(request)


def _should(request: HttpRequest) -> bool:
    """Say whether the role asks for it and it is not on.

    Whose role does is known to a floor above; the settings name the function.
    """
    user = request.user
    if not isinstance(user, User):
        return False
    return import_string(settings.SECOND_FACTOR_JUDGE)(user) and not is_on(user)
