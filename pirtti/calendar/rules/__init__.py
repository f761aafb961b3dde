"""Decisions about series, times, ages and weeks; no Django."""

from pirtti.calendar.rules.matching import Match, match
from pirtti.calendar.rules.recurrence import (
    HORIZON_DAYS,
    LONGEST_SPAN,
    MOST_WEEKS_BETWEEN,
    WEEKS_OF_MONTH,
    Frequency,
    Gaps,
    Parity,
    Rule,
    dates,
    refuse_rule,
    without_gaps,
)
from pirtti.calendar.rules.refusals import Refusal, RuleFault, refuse_publishing
from pirtti.calendar.rules.times import (
    LONGEST_MEETING,
    MONTHS_IN_YEAR,
    MONTHS_TOLD_AS_YEARS,
    MOST_MONTHS,
    AgeParts,
    age_label_parts,
    is_open,
    next_change,
    refuse_ages,
    refuse_times,
)
from pirtti.calendar.rules.weeks import BadWeek, Week, parse_week, week_of

__all__ = [
    "HORIZON_DAYS",
    "LONGEST_MEETING",
    "LONGEST_SPAN",
    "MONTHS_IN_YEAR",
    "MONTHS_TOLD_AS_YEARS",
    "MOST_MONTHS",
    "MOST_WEEKS_BETWEEN",
    "WEEKS_OF_MONTH",
    "AgeParts",
    "BadWeek",
    "Frequency",
    "Gaps",
    "Match",
    "Parity",
    "Refusal",
    "Rule",
    "RuleFault",
    "Week",
    "age_label_parts",
    "dates",
    "is_open",
    "match",
    "next_change",
    "parse_week",
    "refuse_ages",
    "refuse_publishing",
    "refuse_rule",
    "refuse_times",
    "week_of",
    "without_gaps",
]
