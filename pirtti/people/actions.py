"""What happens to accounts, one-time links and brakes."""

import datetime as dt
import hashlib
import secrets

from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils import timezone

from pirtti.core.prepared import Given, Prepared
from pirtti.core.refusals import Refused
from pirtti.people import access, rules
from pirtti.people.models import Brake, JournalEntry, SignInLink, User

LINK_KEPT = dt.timedelta(days=30)
BRAKE_KEPT = dt.timedelta(days=1)
JOURNAL_KEPT = dt.timedelta(days=365)
# Two processes may want the same bucket at the same moment.
BRAKE_ROUNDS = 5


@transaction.atomic
def make_account(
    *, email: str, name: str, language: str = "fi", by: User | None
) -> User:
    """Make an account; raises Refused when the address has one already."""
    if access.account_with(email) is not None:
        raise Refused(rules.Refusal.EMAIL_TAKEN)
    user = User.objects.create_user(email, name, language=language)
    JournalEntry.record("people.account_made", by=by, on=user)
    return user


@transaction.atomic
def change_account(user: User, *, name: str, language: str, by: User | None) -> User:
    """Change the name that colleagues see and the language of mails."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    JournalEntry.record("people.account_changed", by=by, on=user)
    return user


@transaction.atomic
def close_account(user: User, *, by: User | None) -> None:
    """Close an account: its sessions and links end with the next request."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.is_active = False
    user.sign_in_links.filter(used_at=None).delete()
    JournalEntry.record("people.account_closed", by=by, on=user)


@transaction.atomic
def make_link(user: User, *, by: User | None) -> str:
    """Make a one-time sign-in link, valid for 24 hours; return its secret word.

    Only a hash is kept, so the word can't be shown again. Older unused links of
    the account end.
    """
    token = secrets.token_urlsafe(24)
    user.sign_in_links.filter(used_at=None).delete()
    SignInLink.objects.create(
        user=user,
        token_hash=access.hash_of(token),
        expires_at=timezone.now() + dt.timedelta(hours=rules.SIGN_IN_LINK_HOURS),
    )
    JournalEntry.record("people.link_made", by=by, on=user)
    return token


@transaction.atomic
def use_link(token: str, *, now: dt.datetime) -> User:
    """Use a link up and return whose it is; raises Refused when it does not open."""
    link = access.link_with(token)
    if link is None:
        raise Refused(rules.Refusal.LINK_UNKNOWN)
    reason = access.refuse_link(link, now=now)
    if reason:
        raise Refused(reason)
    # Two presses at once: the database lets one of them through.
    if not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now):
        raise Refused(rules.Refusal.LINK_USED)
    JournalEntry.record("people.link_used", by=link.user, on=link.user)
    return link.user


def try_once(key: str, *, capacity: int, per_hour: float) -> bool:
    """Take one try out of the bucket of `key`; False means "too many, wait".

    `capacity` tries at once, `per_hour` new ones an hour. Only a hash of the key is
    kept. Call it outside a transaction, so that a failed try counts too. A refused
    try writes nothing; when many processes fight for one bucket, the answer is no.
    """
    now = timezone.now()
    hashed = hashlib.sha256(key.encode()).hexdigest()
    for _round in range(BRAKE_ROUNDS):
        brake = _brake_with.first(key=hashed)
        if brake is None:
            if _first_try(hashed, capacity - 1, now):
                return capacity >= 1
            continue
        left = rules.tokens_left(
            tokens=brake.tokens,
            seconds=(now - brake.refilled_at).total_seconds(),
            capacity=capacity,
            per_hour=per_hour,
        )
        if left < 1:
            return False
        unchanged = Brake.objects.filter(
            pk=hashed, tokens=brake.tokens, refilled_at=brake.refilled_at
        )
        if unchanged.update(tokens=left - 1, refilled_at=now):
            return True
    return False


# Asked at every try, so the read is prepared.
_brake_with = Prepared(
    lambda: Brake.objects.filter(pk=Given("key", Brake._meta.get_field("key")))
)


def _first_try(hashed: str, tokens: float, now: dt.datetime) -> bool:
    """Make a bucket; False when another process was quicker."""
    try:
        with transaction.atomic():
            Brake.objects.create(key=hashed, tokens=tokens, refilled_at=now)
    except IntegrityError:
        return False
    return True


def tidy(now: dt.datetime) -> int:
    """Delete what is past its time; return how many rows went."""
    past = [
        SignInLink.objects.filter(
            expires_at__lt=now
            - LINK_KEPT
            + dt.timedelta(hours=rules.SIGN_IN_LINK_HOURS)
        ),
        Brake.objects.filter(refilled_at__lt=now - BRAKE_KEPT),
        JournalEntry.objects.filter(at__lt=now - JOURNAL_KEPT),
        Session.objects.filter(expire_date__lt=now),
    ]
    return sum(rows.delete()[0] for rows in past)
