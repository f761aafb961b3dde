"""Ideas of the tests: a draft, one that was sent, and what each page's form sends."""

from pirtti.founding import access, actions
from pirtti.founding.models import GroupIdea
from pirtti.network.tests.factories import AreaFactory

CONTACT = "canary-idea@koti.example"

# What a browser sends at each step.
TYPED = {
    "leader": {
        "alias": "Kaisla",
        "contact": CONTACT,
        "leading": "seeking",
        "leads_as": "experience",
    },
    "telling": {"channels": ["social", "notice_board"], "telling": "Kirjaston taulu"},
    "whom": {
        "for_whom": "Erityistä tukea tarvitsevien lasten vanhemmat",
        "audience": "targeted",
        "joining": "closed",
        "age_from_months": "0",
        "age_to_months": "83",
        "life_stages": ["small"],
        "languages": ["fi", "sv"],
    },
    "networks": {"networks": "Omaishoitajien yhdistys"},
    "resources": {
        "room": "missing",
        "child_care": "missing",
        "food": "here",
        "budget": "not_needed",
        "resources": "Sali riittää.",
        "wants_support": "on",
    },
    "content": {
        "name": "Torstain tuokio",
        "content": "both",
        "themes": "Koulun alku",
        "meets": "on_site",
        "how_often": "fortnightly",
        "meetings": "10",
        "until": "",
    },
}


def draft(area=None, *, contact=CONTACT, **values):
    """A draft; with a contact unless told otherwise."""
    begun = actions.begin(area or AreaFactory(), language="fi", network="192.0.2.0")
    told = {"alias": "Kaisla", "for_whom": "Esikoisten vanhemmat"} | values
    return actions.save_step(begun, told, contact=contact)


def sent(area=None, **values):
    """An idea that was sent."""
    return actions.send(draft(area, **values))


def word(idea: GroupIdea) -> str:
    """The word of its link."""
    return access.word_of(idea)
