"""What shall the coming year be? Planning rounds, promises, editions, year wheels."""

from pirtti.planning.models.editions import ComingChange, Edition
from pirtti.planning.models.rounds import Ask, Promise, Round
from pirtti.planning.models.wheel import YearMark

__all__ = ["Ask", "ComingChange", "Edition", "Promise", "Round", "YearMark"]
