"""Ideas for groups, and the support of those who begin."""

from pirtti.founding.models.ideas import GroupIdea, IdeaNote
from pirtti.founding.models.support import LeaderInvite, SupportAsk, SupportVisit

__all__ = ["GroupIdea", "IdeaNote", "LeaderInvite", "SupportAsk", "SupportVisit"]
