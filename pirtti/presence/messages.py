"""Sentences about cards and times that were not stored."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.presence.rules import Refusal

REFUSALS: dict[Refusal, Promise | str] = {
    Refusal.CARD_UNTIL_GONE: _("That day is gone. Tell until when the card holds."),
    Refusal.CARD_TOO_LONG: _(
        "A card holds for a year at most. It can be made longer later."
    ),
    Refusal.PHOTO_NEEDS_CONSENT: _(
        "A face is shown only when the person has agreed to it. Tick that, or leave the"
        " photo out."
    ),
    Refusal.CARD_ENDED: _("The card has ended by then. Make the card longer first."),
    Refusal.NEEDS_WEEKDAY_OR_DAY: _("Tell a weekday, or one day."),
    Refusal.ENDS_BEFORE_START: _("The end is before the beginning."),
    Refusal.SEASON_BACKWARDS: _("The season would end before it begins."),
    Refusal.DAY_IS_GONE: _("That day is gone. Give a day to come."),
    Refusal.CARD_OUT_OF_REACH: _(
        "Choose a card of the place's host, its partners or your own organisation."
    ),
    Refusal.ROOM_ELSEWHERE: _(
        "This room is in another place. Choose a room of the place."
    ),
    Refusal.NOT_THAT_DAY: _("They are not told to be here on that day."),
    Refusal.THERE_ALREADY: _("They are told to be here at that time already."),
}
