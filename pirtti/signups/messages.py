"""Sentences about signing up: why not, where a family stands, what may be ticked."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.signups.rules import Heard, Need, Refusal

CONTACT_MISSING = _("Give an e-mail address or a phone number.")
REFUSALS: dict[Enum, Promise | str] = {
    Refusal.LINK_UNKNOWN: _(
        "This link leads to nothing any more. Perhaps it was cancelled, or its time is over. "
        "You can sign up anew."
    ),
    Refusal.NOT_OPEN_YET: _("Signing up has not begun yet. Come back a little later."),
    Refusal.CLOSED: _("Signing up is over."),
    Refusal.INVITATION_NEEDED: _(
        "One comes here with an invitation. Open the link of the invitation that you were "
        "given, or ask the one who told you of this."
    ),
    Refusal.INVITATION_USED: _(
        "This invitation was used already. If it was you, open the link of your own page. "
        "Otherwise ask for a new invitation."
    ),
    Refusal.NOBODY_COMES: _("Tell how many of you come."),
    Refusal.TOO_MANY_ADULTS: _("So many adults of one family do not fit in here."),
    Refusal.TOO_MANY_CHILDREN: _("So many children of one family do not fit in here."),
    Refusal.CHILD_NEEDED: _("Seats are counted by children here: tell how many come."),
    Refusal.AGES_NEEDED: _("Tell the age of each child."),
    Refusal.AGE_OUTSIDE: _(
        "This is for children of another age. A brother or sister of any age may come along."
    ),
    Refusal.NEED_NOT_HANDLED: _("One of these can't be arranged here. Tick anew."),
    Refusal.MORE_THAN_THERE_IS: _("There are fewer seats than you ask for."),
    Refusal.FULL: _(
        "There are not so many seats free just now. Nothing was changed. You can ask for word "
        "when a seat opens."
    ),
    Refusal.OFFER_OVER: _(
        "The time to answer is over, and the seat was offered to the next in line."
    ),
    Refusal.TOO_MANY_TRIES: _(
        "There have been many tries in a short time. Wait a while and try again."
    ),
    Refusal.SEATS_TAKEN: _("More seats are taken already. Give a larger number."),
    Refusal.NOT_WAITING: _("This family does not wait for an answer any more."),
    Refusal.WINDOW_BACKWARDS: _(
        "Signing up ends before it begins. Change one of them."
    ),
    Refusal.MINIMUM_ABOVE: _(
        "The fewest that are needed are more than there are seats."
    ),
    Refusal.PILE_TOO_LARGE: _("A pile holds from 1 to 200 invitations."),
    Refusal.INVITED_PAST: _("That day is already gone. Give a day to come."),
    Refusal.INVITED_TOO_LONG: _("Invitations hold for a year at most."),
}

NEEDS: dict[str, Promise | str] = {
    Need.CHILD_CARE: _("Somebody to look after the children meanwhile"),
    Need.INTERPRETER: _("An interpreter"),
    Need.ACCESS: _("A place to come to with a wheelchair or poor mobility"),
    Need.MILK: _("Allergy: milk"),
    Need.GLUTEN: _("Allergy: gluten"),
    Need.NUTS: _("Allergy: nuts"),
    Need.EGG: _("Allergy: egg"),
    Need.FISH: _("Allergy: fish"),
    Need.OTHER_ALLERGY: _("Another allergy: the leader asks which"),
}

HEARD: dict[str, Promise | str] = {
    Heard.FRIEND: _("A friend or another family told me"),
    Heard.CLINIC: _("Maternity and child health clinic"),
    Heard.DAY_CARE: _("Day-care or school"),
    Heard.WORKER: _("A family worker or another professional"),
    Heard.NOTICE: _("A notice board or a paper"),
    Heard.NET: _("This calendar or another page in the net"),
    Heard.SOCIAL: _("Social media"),
    Heard.PLACE: _("I was there for something else"),
    Heard.OTHER: _("In another way"),
}
