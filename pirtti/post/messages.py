"""Sentences about letters."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.post.rules import Refusal

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.NOT_FAILED: _("This letter has not failed, so it goes out by itself."),
}
