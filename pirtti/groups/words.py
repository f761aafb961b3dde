"""What the values of a group are called: the field's own terms, or a town's words."""

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.strings import LazyI18nString

from pirtti.core import formfields
from pirtti.groups import queries, rules
from pirtti.groups.models import Group, Task
from pirtti.network.models import Area
from pirtti.signups.rules import ALLERGIES, Need

Word = Promise | str

AXES: dict[str, Word] = {
    "audience": _("For whom"),
    "joining": _("Newcomers"),
    "entry": _("How one gets in"),
    "leadership": _("Who leads"),
    "meets": _("Where it meets"),
    "listing": _("Who can find it"),
}
# The terms of the field (`domain.md` §1): avoin, suunnattu, kohdennettu, suljettu.
VALUES: dict[str, dict[str, Word]] = {
    "audience": {
        rules.Audience.EVERYONE: _("For all families"),
        rules.Audience.DIRECTED: _("Directed group"),
        rules.Audience.TARGETED: _("Targeted group"),
    },
    "joining": {
        rules.Joining.ROLLING: _("Open group"),
        rules.Joining.CLOSED: _("Closed group"),
    },
    "entry": {
        rules.Entry.WALK_IN: _("One just comes"),
        rules.Entry.SIGN_UP: _("By signing up"),
        rules.Entry.INVITATION: _("By a personal invitation"),
        rules.Entry.OWN_WORKER: _("Through one's own worker"),
    },
    "leadership": {
        rules.Leadership.VOLUNTEER: _("Volunteers"),
        rules.Leadership.PROFESSIONAL: _("Professionals"),
        rules.Leadership.PAIR: _("A professional and a volunteer together"),
        rules.Leadership.EXPERIENCE: _("People with own experience"),
    },
    "meets": {
        rules.Meets.ON_SITE: _("On site"),
        rules.Meets.ONLINE: _("Online"),
        rules.Meets.BOTH: _("On site and online"),
    },
    "listing": {
        rules.Listing.PUBLIC: _("Everybody: it is in the calendar"),
        rules.Listing.UNLISTED: _("Only who was invited: it is nowhere in public"),
    },
}
STATES: dict[rules.State, Word] = {
    rules.State.IDEA: pgettext_lazy("group", "Idea"),
    rules.State.PLANNED: pgettext_lazy("group", "Planned"),
    rules.State.RECRUITING: pgettext_lazy("group", "Families can join"),
    rules.State.DECISION: pgettext_lazy("group", "Waits for the decision"),
    rules.State.RUNNING: pgettext_lazy("group", "Running"),
    rules.State.ENDED: pgettext_lazy("group", "Ended"),
    rules.State.CANCELLED: pgettext_lazy("group", "Cancelled"),
}
LACKS: dict[rules.Lack, Word] = {
    rules.Lack.NO_LEADER: _("Nobody leads it yet"),
    rules.Lack.NO_DATES: _("No dates to come"),
    rules.Lack.NO_SIGN_UP: _("Families can't sign up yet"),
    rules.Lack.BELOW_MINIMUM: _("Fewer families than it needs"),
    rules.Lack.LATE_TASKS: _("A task is late"),
    rules.Lack.ALONE: _("Only one leader: a pair carries further"),
    rules.Lack.LEADER_ENDS: _("A leader’s part ends soon"),
}
STEPS: dict[str, Word] = {
    "made": _("The group was written down"),
    "recruiting": _("Families were asked to join"),
    "decision": _("The decision day came"),
    "start": _("Decided: the group begins"),
    "postpone": _("Decided: the group begins later"),
    "merge": _("Decided: joined with another group"),
    "joined": _("Another group joined this one"),
    "cancel": _("Decided: the group does not begin"),
    "run": _("The first meeting"),
    "moves_on": _("The same families go on together"),
    "follow_on": _("A next group was offered"),
    "ended": _("The group ended"),
}
CATEGORIES: dict[str, Word] = {
    rules.Category.CHILD_AND_PARENT: _("Children and parents together"),
    rules.Category.OPEN_TO_ALL: _("Open to all"),
    rules.Category.MOTHERS: _("Mothers"),
    rules.Category.IMMIGRANTS: _("Parents new in Finland"),
    rules.Category.FATHERS: _("Fathers"),
    rules.Category.PARENTS: _("Parents"),
    rules.Category.OTHER: pgettext_lazy("group", "Other"),
}
# For families of children with a special need (S2, row 30).
LIFE_STAGES: dict[str, Word] = {
    "small": _("Parents of small children"),
    "becoming_independent": _("Parents of children becoming independent"),
    "adult": _("Parents of adult children"),
}
# Who had the idea, several may have (S1 §7.5, row 38).
INITIATORS: dict[str, Word] = {
    "clinic": _("Maternity and child health clinic"),
    "day_care": _("Day-care"),
    "school": _("School"),
    "youth": _("Youth services"),
    "family": _("Family services"),
    "social": _("Social services"),
    "psychosocial": _("Psychosocial services"),
    "leisure": _("Leisure services"),
    "elderly": _("Services for older people"),
    "parish": _("Parish"),
    "ngo": _("Association"),
    "volunteers": _("Volunteers"),
    "parents": _("Parents themselves"),
}
# What families read of dates that were called off.
GOES_ON_TOGETHER = LazyI18nString(
    {
        "fi": "Jatkuu yhdessä toisen ryhmän kanssa.",
        "sv": "Fortsätter tillsammans med en annan grupp.",
        "en": "It goes on together with another group.",
    }
)


def word_for(axis: str, value: str, area: Area | None = None) -> str:
    """Return what a value of an axis is called in an area; the field's term if nothing."""
    if area is not None:
        own = own_words(area).get((axis, value))
        if own is not None and str(own).strip():
            return str(own)
    return str(VALUES[axis][value])


def own_words(area: Area) -> dict[tuple[str, str], LazyI18nString]:
    """Return an area's own words by (axis, value): the nearest area's one holds."""
    return {(word.axis, word.value): word.word for word in queries.words_of(area)}


def axes_of(group: Group) -> list[tuple[str, str]]:
    """List the axes of a group: what each is, and the word of its value there."""
    own = own_words(group.activity.area)
    return [
        (str(label), str(own.get((axis, getattr(group, axis))) or _plain(group, axis)))
        for axis, label in AXES.items()
    ]


def _plain(group: Group, axis: str) -> Word:
    return VALUES[axis][getattr(group, axis)]


def task_of_need(need: str) -> str:
    """Return which kind of task a declared need becomes; all allergies become one."""
    if need in ALLERGIES:
        return Task.What.ALLERGY
    tasks = {
        Need.CHILD_CARE: Task.What.CHILD_CARE,
        Need.INTERPRETER: Task.What.INTERPRETER,
        Need.ACCESS: Task.What.ACCESS,
    }
    return tasks[Need(need)]


def language_note(group: Group, code: str) -> str:
    """Return the name of an interpreter's language, in the language of the leaders."""
    if not code:
        return ""
    leader = queries.leaders(group, today=timezone.localdate()).first()
    with translation.override(leader.user.language if leader else "fi"):
        return str(formfields.LANGUAGE_NAMES.get(code, code))
