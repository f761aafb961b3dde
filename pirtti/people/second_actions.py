"""What happens to somebody's second step of signing in."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from pirtti.core.refusals import Refused
from pirtti.people import actions, followers, rules, second_access
from pirtti.people.models import JournalEntry, User
from pirtti.people.rules import News

# A code of the app is good for a minute and a half at most; it is used once.
ONCE_PER_HOUR = 20


@transaction.atomic
def turn_on(user: User, secret: str) -> User:
    """Ask for a second step from now on, and make recovery codes.

    `secret` is what the app has read; it is stored sealed. Other sessions of the
    account end. Raises Refused when it is on already.
    """
    _locked(user)
    if second_access.is_on(user):
        raise Refused(rules.Refusal.SECOND_STEP_ON)
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    _end_sessions(user)
    _tell(user, News.ON, by=user)
    return user


@transaction.atomic
def renew_codes(user: User) -> User:
    """Make new recovery codes; the old ones and other sessions of the account end."""
    _locked(user)
    if not second_access.is_on(user):
        raise Refused(rules.Refusal.SECOND_STEP_OFF)
    kind = Authenticator.Type.RECOVERY_CODES
    Authenticator.objects.filter(user=user, type=kind).delete()
    RecoveryCodes.activate(user)
    _end_sessions(user)
    _tell(user, News.RENEWED, by=user)
    return user


@transaction.atomic
def turn_off(user: User, *, by: User | None) -> User:
    """Ask for no second step any more; by nobody = whoever runs the installation.

    Raises Refused when there is none. All other sessions of the account end.
    """
    _locked(user)
    if not second_access.is_on(user):
        raise Refused(rules.Refusal.SECOND_STEP_OFF)
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    _tell(user, News.OFF if by == user else News.TAKEN_OFF, by=by)
    return user


@transaction.atomic
def note_code_used(user: User) -> None:
    """Write down that a recovery code let somebody in, and tell its owner."""
    _tell(user, News.CODE_USED, by=user)


def use_app_code(user: User, code: str) -> bool:
    """Use a right code of the app up; False when it was used already.

    All serving processes share this; call it outside a transaction.
    """
    digits = "".join(sign for sign in code if sign.isalnum())
    key = f"second step used {user.pk} {digits}"
    return actions.try_once(key, capacity=1, per_hour=ONCE_PER_HOUR)


def _locked(user: User) -> None:
    """Let one change of an account's second step wait for the other."""
    User.objects.select_for_update().get(pk=user.pk)


def _end_sessions(user: User) -> None:
    """End the account's sessions: each knows a mark of the password that nobody has."""
    user.set_password(None)
    user.save(update_fields=["password"])


def _tell(user: User, what: News, *, by: User | None) -> None:
    line = JournalEntry.record(f"people.second_step_{what.value}", by=by, on=user)
    followers.second_step_changed(user, what, line)
