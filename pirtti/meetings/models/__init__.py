"""What meetings of groups leave behind: ticks, notes, messages, who stands in."""

from pirtti.meetings.models.attendance import Attendance, MeetingCount
from pirtti.meetings.models.board import BoardMessage, BoardNews, BoardReport
from pirtti.meetings.models.notes import GroupMaterial, MeetingMessage, MeetingNote
from pirtti.meetings.models.ratings import ClosingAnswer, Rating, RatingMark
from pirtti.meetings.models.substitutes import PoolMember, SubstituteRequest

__all__ = [
    "Attendance",
    "BoardMessage",
    "BoardNews",
    "BoardReport",
    "ClosingAnswer",
    "GroupMaterial",
    "MeetingCount",
    "MeetingMessage",
    "MeetingNote",
    "PoolMember",
    "Rating",
    "RatingMark",
    "SubstituteRequest",
]
