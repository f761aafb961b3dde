"""Everything that changes accounts, links and brakes."""

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from pirtti.people import rules
from pirtti.people.models import Brake

_BRAKE_SALT = "pirtti.people.brake"


def try_once(key: str, *, capacity: int, per_hour: float) -> bool:
    """Take one try from the bucket of `key`; False when it is empty.

    Token bucket: `capacity` tries at once, `per_hour` new ones an hour. Only a
    keyed hash of `key` is stored, so no address can be read back. The bucket is
    emptied by a conditional update, so two requests never take the same try.
    """
    hashed = salted_hmac(_BRAKE_SALT, key, algorithm="sha256").hexdigest()
    for _again in range(5):
        taken = _take(hashed, capacity, per_hour)
        if taken is not None:
            return taken
    return False


@transaction.atomic
def _take(hashed: str, capacity: int, per_hour: float) -> bool | None:
    """Take a try; None when another request changed the bucket in between."""
    now = timezone.now()
    brake, made = Brake.objects.get_or_create(
        key=hashed, defaults={"tokens": capacity - 1, "refilled_at": now}
    )
    if made:
        return True
    left = rules.tokens_left(
        tokens=brake.tokens,
        seconds=(now - brake.refilled_at).total_seconds(),
        capacity=capacity,
        per_hour=per_hour,
    )
    if left < 1:
        return False
    changed = Brake.objects.filter(
        key=hashed, tokens=brake.tokens, refilled_at=brake.refilled_at
    ).update(tokens=left - 1, refilled_at=now)
    return True if changed else None
