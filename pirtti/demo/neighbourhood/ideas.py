"""Ideas for groups in the demo: one waits for an answer, one was asked something."""

from typing import Any

from pirtti.demo.neighbourhood import files
from pirtti.demo.neighbourhood.files import Raw
from pirtti.founding import actions
from pirtti.founding.models import GroupIdea
from pirtti.network.models import Area

# Drafts are slowed down by the network that they come from: this one is nobody's.
_NETWORK = "demo"


def load() -> None:
    """Add the demo's ideas, once."""
    if not GroupIdea.objects.exists():
        for row in files.read("ideas")["idea"]:
            _add(row)


def _add(row: Raw) -> None:
    values: dict[str, Any] = dict(row)
    area = Area.objects.get(slug=values.pop("area"))
    contact, asked = values.pop("contact"), values.pop("asked", "")
    language = values.pop("language", "fi")
    idea = actions.begin(area, language=language, network=_NETWORK)
    idea = actions.send(actions.save_step(idea, values, contact=contact))
    if asked:
        actions.ask(idea, words=asked, by=None)
