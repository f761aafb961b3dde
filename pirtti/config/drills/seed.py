"""Inside a drill's installation: make what is fought for, and tell what is stored.

Run as a module by `drills.scratch`: the words are `seed` or `look` and a JSON object.
"""

import datetime as dt
import json
import secrets
import sys
from typing import Any

import django


def main(what: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """Do one of the two."""
    django.setup()
    return seed(**wanted) if what == "seed" else look()


def seed(*, seats: int, intakes: int = 1) -> dict[str, Any]:
    """Make so many activities that one can sign up to; returns their numbers."""
    from pirtti.calendar import basics as calendar_basics  # noqa: PLC0415 - after setup
    from pirtti.calendar.models import Activity, ActivityKind  # noqa: PLC0415
    from pirtti.core.models import new_code  # noqa: PLC0415
    from pirtti.network import actions as network  # noqa: PLC0415
    from pirtti.network.models import Area  # noqa: PLC0415
    from pirtti.signups import actions  # noqa: PLC0415

    if not Area.objects.exists():
        network.load_finland()
        calendar_basics.load_basics()
    made = [
        Activity.objects.create(
            kind=ActivityKind.objects.all()[0],
            name="Drill",
            slug=f"drill-{new_code()}",
            area=Area.objects.order_by("pk")[0],
            online_url="https://drill.example/",
            is_published=True,
        )
        for _one in range(intakes)
    ]
    ends = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=30)
    return {
        "intakes": [
            actions.open_intake(one, by=None, capacity=seats, ends_on=ends).pk
            for one in made
        ]
    }


def look() -> dict[str, Any]:
    """Tell of every intake its counters and its families, in the order of the line."""
    from pirtti.post.models import Letter  # noqa: PLC0415 - after setup
    from pirtti.signups import access, queries  # noqa: PLC0415
    from pirtti.signups.models import Alert, Intake  # noqa: PLC0415

    return {
        "wrong": queries.wrong_counters(),
        "letters": Letter.objects.count(),
        "alerts": Alert.objects.count(),
        "intakes": {
            str(intake.pk): {
                "capacity": intake.capacity,
                "taken": intake.taken,
                "waiting": intake.waiting,
                "tally": intake.tally,
                "families": [
                    {
                        "state": party.state,
                        "key": party.key,
                        "line": party.place_in_line,
                        "word": access.word_of(party),
                    }
                    for party in intake.parties.order_by("place_in_line", "pk")
                ],
            }
            for intake in Intake.objects.all()
        },
    }


def new_family(number: int) -> dict[str, str]:
    """Return a form as a family sends it."""
    return {
        "nickname": f"Drill {number}",
        "contact": f"drill{number}@drill.example",
        "adults": "1",
        "children": "1",
        "key": secrets.token_hex(16),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], json.loads(sys.argv[2]))))
