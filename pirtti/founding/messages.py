"""Sentences about ideas for groups: choices, refusals, how an idea stands."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pirtti.founding.rules import (
    Channel,
    Content,
    Has,
    HowOften,
    Leading,
    LeadsAs,
    Refusal,
    State,
    Step,
    What,
)
from pirtti.groups import words

Words = dict[str, Promise | str]

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.LINK_UNKNOWN: _(
        "This link leads nowhere any more. The idea was taken back, or its time was over."
    ),
    Refusal.TOO_MANY: _(
        "Many ideas have come from here in a short time. Try again in an hour."
    ),
    Refusal.NOT_BY_HAND: _(
        "Leave the hidden field empty: it is there to stop programs."
    ),
    Refusal.NEEDS_AREA: _("Tell where the group would meet: a town or a postal code."),
    Refusal.NEEDS_ALIAS: _("Tell by which name you may be called."),
    Refusal.NEEDS_CONTACT: _("Give one e-mail address, so that you get an answer."),
    Refusal.NEEDS_WHOM: _("Tell in a sentence for whom the group would be."),
    Refusal.SENT_ALREADY: _("The idea has been sent already."),
    Refusal.DECIDED_ALREADY: _("This has been decided already. Look at the history."),
    Refusal.NEEDS_WORDS: _("Write a sentence that the other one will read."),
    Refusal.AGES_BACKWARDS: _("The oldest age is below the youngest. Swap them."),
    Refusal.UNTIL_GONE: _("That day is already gone. Give a day to come."),
    Refusal.UNTIL_TOO_FAR: _("That day is over three years away. Check the year."),
    Refusal.NEEDS_PLACE: _("Choose the place where it meets, or that it meets online."),
    Refusal.ACCOUNT_CLOSED: _(
        "This address has a closed account. Ask for another address."
    ),
    Refusal.CONTACT_LOST: _(
        "The address can't be read any more. The proposer can give it anew by the link."
    ),
    Refusal.ASKED_ALREADY: _("A support person has been asked for already."),
    Refusal.DAY_AHEAD: _("That day is still to come. Note it when it has been."),
    Refusal.VISITS_USED: _(
        "The three visits have been made. Advice from afar can go on."
    ),
    Refusal.INVITED_ALREADY: _("This address has been asked already."),
    Refusal.LEADS_ALREADY: _("This address leads the group already."),
}

STEPS: dict[Step, Promise | str] = {
    Step.LEADER: _("Who leads"),
    Step.TELLING: _("Telling people"),
    Step.WHOM: _("For whom"),
    Step.NETWORKS: _("With whom"),
    Step.RESOURCES: _("What is needed"),
    Step.CONTENT: _("What you do together"),
}

# What each step is about, below its heading.
LEDES: dict[Step, Promise | str] = {
    Step.LEADER: _(
        "Being a peer and being interested is enough. No training is needed."
    ),
    Step.TELLING: _("How would those hear of it whom it is for?"),
    Step.WHOM: _("The plainer, the easier it is to come."),
    Step.NETWORKS: _("Somebody nearby may want the same. Together it is lighter."),
    Step.RESOURCES: _("What is missing becomes a task for somebody. Guess freely."),
    Step.CONTENT: _(
        "Free talk over coffee is enough. Themes can be found with the members."
    ),
}

STATES: dict[State, Promise | str] = {
    State.DRAFT: _("A draft"),
    State.SENT: _("Sent"),
    State.ASKED: _("A question to you"),
    State.ACCEPTED: _("It becomes a group"),
    State.DECLINED: _("Not this time"),
}

# How it stands, told to whoever has the idea.
STANDS: dict[State, Promise | str] = {
    State.DRAFT: _("Nobody else sees it yet."),
    State.SENT: _("Thank you! Those who help groups begin here answer you by e-mail."),
    State.ASKED: _("There is a question for you. Answer below, or change the idea."),
    State.ACCEPTED: _("Your idea becomes a group. You got an e-mail about it."),
    State.DECLINED: _("It does not fit in this time. Thank you for having it."),
}

NOTES: dict[What, Promise | str] = {
    What.SENT: _("The idea was sent"),
    What.ASKED: _("A question"),
    What.ANSWERED: _("An answer"),
    What.ACCEPTED: _("It becomes a group"),
    What.DECLINED: _("Not this time"),
}

LEADING: Words = {
    Leading.PAIR: _("There are two of us"),
    Leading.SEEKING: _("I would like a second leader"),
    Leading.ALONE: _("I begin alone"),
}
LEADS_AS: Words = {
    LeadsAs.PEER: _("As a parent or another peer"),
    LeadsAs.EXPERIENCE: _("By my own experience of the matter"),
    LeadsAs.WORKER: _("As a worker"),
}
CHANNELS: Words = {
    Channel.SOCIAL: _("Social media"),
    Channel.MEMBER_LETTER: _("A member letter"),
    Channel.MAIL: pgettext_lazy("channel", "E-mail"),
    Channel.NOTICE_BOARD: _("Notice boards"),
    Channel.ACQUAINTANCES: _("Friends and acquaintances"),
    Channel.CLINIC: _("The maternity and child health clinic"),
    Channel.DAY_CARE: _("Day-care and school"),
    Channel.CALENDAR: _("This calendar"),
}
AUDIENCE: Words = {
    "everyone": _("Everybody may come and everybody may find it"),
    "directed": _("It is for those who use a certain service already"),
    "targeted": _("It is a small group for a certain need; it is shown to nobody else"),
}
JOINING: Words = {
    "rolling": _("Newcomers may join at any time"),
    "closed": _("The same people from beginning to end"),
}
LIFE_STAGES: Words = words.LIFE_STAGES
HAS: Words = {
    Has.HERE: _("There is one already"),
    Has.MISSING: _("Missing"),
    Has.NOT_NEEDED: _("Not needed"),
}
RESOURCES: Words = {
    "room": _("A room"),
    "child_care": _("Child care during the meetings"),
    "food": _("Something to eat and drink"),
    "budget": _("Money for costs"),
}
MEETS: Words = {
    "on_site": _("In a place"),
    "online": _("Online"),
    "both": _("In a place and online"),
}
CONTENT: Words = {
    Content.TALK: _("Free talk"),
    Content.THEMES: _("Themes"),
    Content.BOTH: _("Both by turns"),
}
HOW_OFTEN: Words = {
    HowOften.WEEKLY: _("Every week"),
    HowOften.FORTNIGHTLY: _("Every second week"),
    HowOften.MONTHLY: _("Once a month"),
    HowOften.OTHER: _("In some other way"),
}

# What was done, as the journal tells it.
DONE: Words = {
    "founding.asked": _("asked whoever has the idea something"),
    "founding.declined": _("declined an idea for a group"),
    "founding.accepted": _("made a group of an idea"),
    "founding.leader_invited": _("asked somebody to lead together"),
    "founding.leader_joined": _("joined as a leader"),
    "founding.support_asked": _("asked for a support person"),
    "founding.support_given": _("named a support person"),
    "founding.support_noted": _("noted a visit of the support person"),
}
