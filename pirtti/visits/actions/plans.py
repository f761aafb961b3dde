"""What a place counts and how."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from i18nfield.strings import LazyI18nString

from pirtti.core.refusals import Refused
from pirtti.network.models import Place
from pirtti.people.models import JournalEntry, User
from pirtti.visits import rules
from pirtti.visits.models import CountingPlan, OwnCategory

LONGEST_KEY = 24


@transaction.atomic
def save_plan(
    place: Place,
    *,
    method: str,
    sample_weeks: Sequence[str] = (),
    counts_men: bool = False,
    counts_age_bands: bool = False,
    languages: Sequence[str] = (),
    by: User | None,
) -> CountingPlan:
    """Say how a place counts from now on; earlier counts keep their method.

    Raises `Refused` for a sample week that is none (`2026-W47` is one).
    """
    refusal = next(filter(None, map(rules.refuse_sample_week, sample_weeks)), None)
    if refusal:
        raise Refused(refusal)
    plan, _made = CountingPlan.objects.update_or_create(
        place=place,
        defaults={
            "method": rules.Method(method).value,
            "sample_weeks": sorted(set(sample_weeks)),
            "counts_men": counts_men,
            "counts_age_bands": counts_age_bands,
            "languages": list(languages),
        },
    )
    JournalEntry.record("visits.plan_saved", by=by, on=place, method=plan.method)
    return plan


@transaction.atomic
def add_category(
    place: Place, *, key: str, name: LazyI18nString, by: User | None
) -> OwnCategory:
    """Give a place a counter of its own; a retired one with this key comes back.

    Raises `Refused` for a key that is no short word.
    """
    try:
        validate_slug(key)
    except ValidationError:
        raise Refused(rules.Refusal.BAD_KEY) from None
    if len(key) > LONGEST_KEY:
        raise Refused(rules.Refusal.BAD_KEY)
    category, _made = OwnCategory.objects.update_or_create(
        place=place, key=key, defaults={"name": name, "is_active": True}
    )
    JournalEntry.record("visits.category_added", by=by, on=place, key=key)
    return category


@transaction.atomic
def retire_category(category: OwnCategory, *, by: User | None) -> None:
    """Take a counter off the page; what was counted stays."""
    category.is_active = False
    category.save(update_fields=["is_active"])
    JournalEntry.record(
        "visits.category_retired", by=by, on=category.place, key=category.key
    )


@transaction.atomic
def restore_category(category: OwnCategory, *, by: User | None) -> None:
    """Put a counter that was taken off the page back on it."""
    category.is_active = True
    category.save(update_fields=["is_active"])
    JournalEntry.record(
        "visits.category_restored", by=by, on=category.place, key=category.key
    )
