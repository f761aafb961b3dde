"""What goes on in groups of the tests."""

import uuid

from pirtti.meetings.actions import board
from pirtti.meetings.models import Rating
from pirtti.meetings.rooms import Member


def talk(party, text):
    """Let a family write on its group's board."""
    member = Member(party, party.intake.activity.group)
    return board.write(member, text=text, key=uuid.uuid4().hex)


def rated(meeting, times, **lines):
    """Let so many families answer about a meeting; of nobody, as always."""
    group = meeting.activity.group
    for _time in range(times):
        Rating.objects.create(group=group, occurrence=meeting, **lines)
