"""Some families of the demo follow something by e-mail; the mails stay in the demo."""

from django.utils import timezone

from pirtti.calendar.models import Activity
from pirtti.core import sealed
from pirtti.network.models import Place
from pirtti.notices import access
from pirtti.notices.models import Following
from pirtti.post import actions as post

# Whom (all addresses end in .example), what they follow, in which language, reminded.
FOLLOWED: tuple[tuple[str, str, str, bool], ...] = (
    ("perhe1@koti.example", "koivukylan-perhekahvila", "fi", True),
    ("perhe1@koti.example", "koivukylan-vauvakahvila", "fi", False),
    ("perhe2@koti.example", "asolan-kahvila", "fi", False),
    ("familj@hem.example", "koivukylan-kielikahvila", "sv", True),
    ("family@home.example", "koivukylan-kielikahvila", "en", True),
    ("perhe3@koti.example", "koivukylan-kohtaamispaikka", "fi", False),
)


def load() -> int:
    """Let the demo's families follow what is there; returns how many were added."""
    return sum(_add(*row) for row in FOLLOWED)


def _add(address: str, slug: str, language: str, wants_reminder: bool) -> int:  # noqa: FBT001 - a row of the table
    activity = Activity.objects.public().filter(slug=slug).first()
    place = None if activity else Place.objects.public().filter(slug=slug).first()
    if activity is None and place is None:
        return 0
    key, now = post.key_of(address), timezone.now()
    if Following.objects.filter(
        address_key=key, activity=activity, place=place
    ).exists():
        return 0
    made = Following(
        activity=activity,
        place=place,
        address=sealed.seal(address),
        address_key=key,
        language=language,
        wants_reminder=wants_reminder,
        asked_at=now,
        confirmed_at=now,
    )
    made.token_hash = access.hash_of(access.word_of(made))
    made.save()
    return 1
