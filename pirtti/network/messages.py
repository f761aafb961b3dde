"""Sentences about the network: refusals and what a role means."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.core import messages
from pirtti.network.rules import ALLOWED, May, Refusal, Role

REFUSALS: dict[Refusal, Promise | str] = {
    Refusal.NOT_ALLOWED: _("Your role does not let you do this here."),
    Refusal.ROLE_NEEDS_END: _(
        "Tell until when the role lasts. Every role has an end date."
    ),
    Refusal.ROLE_ENDS_BEFORE_START: _("The role would end before it begins."),
    Refusal.ROLE_TOO_LONG: _("Give a role for three years at most. It can be renewed."),
    Refusal.ROLE_NEEDS_ONE_SCOPE: _(
        "Choose one: an organisation, a place or an area where the role holds."
    ),
    Refusal.ROLE_ABOVE_OWN: _(
        "You can give only roles that allow no more than your own."
    ),
    Refusal.CLOSES_BEFORE_OPENING: _("The closing time is before the opening time."),
    Refusal.SEASON_ENDS_BEFORE_START: _("The season would end before it begins."),
    Refusal.ORGANISATION_UNDER_ITSELF: _("An organisation can't belong to itself."),
    Refusal.CHANGED_SINCE: messages.CHANGED_SINCE,
}

ROLES: dict[Role, Promise | str] = {
    Role.VOLUNTEER: _("Volunteer"),
    Role.LEADER: _("Leader"),
    Role.WORKER: _("Worker"),
    Role.COORDINATOR: _("Coordinator"),
    Role.AREA_COORDINATOR: _("Area coordinator"),
    Role.ORGANISATION_CONTACT: _("Contact person of an organisation"),
    Role.STEERING_MEMBER: _("Steering group member"),
    Role.UMBRELLA_OFFICER: _("Umbrella organisation's officer"),
    Role.EVALUATOR: _("Evaluator"),
    Role.TECHNICAL_ADMIN: _("Technical administrator"),
}

# What each right means, in the words that a person sees about themselves (C8).
RIGHTS: dict[May, Promise | str] = {
    May.SEE_DESK: _("sees the day and the week of the places of the role"),
    May.COUNT: _("counts visits"),
    May.CORRECT_COUNTS: _("corrects counts afterwards"),
    May.SEE_FIGURES: _("sees the figures of the places of the role"),
    May.EDIT_CALENDAR: _("plans activities and changes dates"),
    May.PUBLISH: _("publishes activities for families to see"),
    May.EDIT_PLACE: _("edits what is told of the places of the role"),
    May.EDIT_ORGANISATION: _("edits what is told of the organisations of the role"),
    May.GIVE_ROLES: _("gives and ends roles"),
    May.SEE_SILENT: _("sees which places have fallen silent"),
    May.RUN_GROUPS: _("decides on peer groups, without seeing the families"),
    May.RUN_INSTALLATION: _("looks after the installation itself"),
}


def role_sentences(role: Role) -> list[Promise | str]:
    """Return what a role lets one do, as sentences in the order of `May`."""
    return [RIGHTS[right] for right in May if right in ALLOWED[role]]
