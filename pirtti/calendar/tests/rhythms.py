"""What the stories of rhythms share: any day, a weekly rule, the dates it gives."""

import datetime as dt

from hypothesis import settings
from hypothesis import strategies as st

from pirtti.calendar import rules
from pirtti.calendar.rules import Frequency, Rule

calm = settings(deadline=None)
days = st.dates(dt.date(2015, 1, 1), dt.date(2045, 12, 31))


def weekly(starts_on, **said):
    return Rule(Frequency.WEEKLY, dt.date(*starts_on), **said)


def met(rule, since, until):
    found = rules.dates(rule, since=dt.date(*since), until=dt.date(*until))
    return [f"{day.day}.{day.month}." for day in found]
