"""Why something is not done, and what is wrong with what was typed; no Django."""

from enum import Enum, auto


class RuleFault(Enum):
    """What is wrong with a rule, times or ages."""

    ENDS_BEFORE_START = auto()
    NO_SUCH_WEEKDAY = auto()
    NO_SUCH_WEEK_OF_MONTH = auto()
    INTERVAL_OUT_OF_RANGE = auto()
    PARITY_WITH_INTERVAL = auto()
    NO_DATES = auto()
    END_NOT_AFTER_START = auto()
    CROSSES_MIDNIGHT = auto()
    TOO_LONG = auto()
    AGES_OUT_OF_RANGE = auto()
    AGES_BACKWARDS = auto()


class Refusal(Enum):
    """Why something about an activity was not done."""

    NEEDS_REASON = auto()
    NEEDS_PLACE = auto()
    NEEDS_ORGANISER = auto()
    NO_DATES_YET = auto()
    IS_HIDDEN = auto()
    PLACE_HIDDEN = auto()
    PAST = auto()
    CHANGED_SINCE = auto()
    NOTHING_CHANGES = auto()
    UNDO_TOO_LATE = auto()
    UNDONE_ALREADY = auto()
    TOO_MANY_DATES = auto()


def refuse_publishing(
    *,
    has_place: bool,
    place_is_public: bool,
    has_online_address: bool,
    organisers: int,
    dates: int,
    is_listed: bool = True,
    is_led: bool = False,
) -> Refusal | None:
    """Say why families can't be shown an activity yet, or None.

    A peer group that its leaders run themselves needs no organiser behind it.
    """
    if not is_listed:
        return Refusal.IS_HIDDEN
    if not has_place and not has_online_address:
        return Refusal.NEEDS_PLACE
    if has_place and not place_is_public:
        return Refusal.PLACE_HIDDEN
    if organisers < 1 and not is_led:
        return Refusal.NEEDS_ORGANISER
    return Refusal.NO_DATES_YET if dates < 1 else None
