"""Who may enter a group's room: a family that is in, by its one secret link."""

from dataclasses import dataclass

from django.http import Http404

from pirtti.groups import rules as group_rules
from pirtti.groups.models import Group
from pirtti.signups import access as signups
from pirtti.signups.models import Party

OVER = group_rules.OVER


@dataclass(frozen=True)
class Member:
    """A family that is in, and its group."""

    party: Party
    group: Group

    @property
    def is_over(self) -> bool:
        """Say whether the group has ended or was cancelled."""
        return self.group.state in OVER

    @property
    def is_discreet(self) -> bool:
        """Say whether its name stays out of titles, mails and calendars."""
        return self.group.is_hidden or self.party.intake.is_discreet


def member_with(word: str) -> Member:
    """Return the family of a link and its group; 404 for everybody else.

    Who waits, whose seat is only held and who signed up to something that is no group
    has no room, and gets the same answer as who made a word up.
    """
    party = signups.party_with(word)
    found = group_of(party) if party is not None else None
    if party is None or found is None or party.state != Party.State.IN:
        raise Http404
    return Member(party, found)


def group_of(party: Party) -> Group | None:
    """Return the group that a family signed up to; None when it is something else."""
    activity = party.intake.activity_id
    if activity is None:
        return None
    return (
        Group.objects.select_related(
            "activity__kind",
            "activity__place__area",
            "activity__area",
            "follow_on__activity",
        )
        .filter(activity=activity)
        .first()
    )


def has_room(party: Party) -> bool:
    """Say whether a family's link opens a room."""
    if party.state != Party.State.IN or party.intake.activity_id is None:
        return False
    return Group.objects.filter(activity=party.intake.activity_id).exists()


def board_is_open(group: Group) -> bool:
    """Say whether something can be written on a group's board."""
    return group.has_board and group.state not in OVER
