"""Groups, their steps, their leaders, what is to be done, and what towns call it all."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import privacy
from pirtti.core.models import Timestamped, choices
from pirtti.groups import rules
from pirtti.network.models import Area
from pirtti.people.models import User
from pirtti.signups.models import Party


class Group(Timestamped):
    """A peer group (vertaisryhmä): lives from what its members do themselves.

    Name, place, dates, themes and wishes are those of its `activity`; an unlisted
    group's activity is never listed (`Activity.is_listed`), so no public page, feed,
    search or sitemap can know it. Families, seats and the minimum are those of the
    activity's `intake`. `life_stages` are tags of groups for families with a special
    need: small, becoming_independent, adult. `started_by` names who had the idea:
    codes of `words.INITIATORS`. `moves_on` says that the same families continue
    together; `follow_on` is what is offered at the end (nobody's data moves).
    `asking_told_at` is when its leaders last heard that families wait for an answer.
    """

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="group")
    state = models.CharField(
        max_length=12, choices=choices(rules.State), default=rules.State.PLANNED
    )
    audience = models.CharField(
        max_length=10, choices=choices(rules.Audience), default=rules.Audience.EVERYONE
    )
    joining = models.CharField(
        max_length=10, choices=choices(rules.Joining), default=rules.Joining.ROLLING
    )
    entry = models.CharField(
        max_length=10, choices=choices(rules.Entry), default=rules.Entry.SIGN_UP
    )
    leadership = models.CharField(
        max_length=12, choices=choices(rules.Leadership), default=rules.Leadership.PAIR
    )
    meets = models.CharField(
        max_length=10, choices=choices(rules.Meets), default=rules.Meets.ON_SITE
    )
    listing = models.CharField(
        max_length=10, choices=choices(rules.Listing), default=rules.Listing.PUBLIC
    )
    category = models.CharField(
        max_length=14, choices=choices(rules.Category), default=rules.Category.OTHER
    )
    life_stages = models.JSONField(default=list, blank=True)
    started_by = models.JSONField(default=list, blank=True)
    first_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    support = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="supported_groups"
    )
    follow_on = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="comes_after"
    )
    moves_on = models.BooleanField(default=False)
    ticks_names = models.BooleanField(default=False)
    has_board = models.BooleanField(default=True)
    method = I18nTextField(blank=True)
    asking_told_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "telling what a group is; shown to families only where it is listed",
            "activity",
            "state",
            "audience",
            "joining",
            "entry",
            "leadership",
            "meets",
            "listing",
            "category",
            "life_stages",
            "started_by",
            "first_on",
            "ends_on",
            "decision_on",
            "follow_on",
            "moves_on",
            "ticks_names",
            "has_board",
            "method",
            "asking_told_at",
            "created_at",
            "changed_at",
        ),
        privacy.personal(
            "knowing who supports the leaders", "support", kept="until the group ends"
        ),
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(audience="targeted") | Q(listing="unlisted"),
                name="targeted_groups_are_unlisted",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["listing", "state"])]

    def __str__(self) -> str:
        return f"group {self.pk}"

    @property
    def axes(self) -> rules.Axes:
        """Return the six axes."""
        return rules.Axes(
            audience=rules.Audience(self.audience),
            joining=rules.Joining(self.joining),
            entry=rules.Entry(self.entry),
            leadership=rules.Leadership(self.leadership),
            meets=rules.Meets(self.meets),
            listing=rules.Listing(self.listing),
        )

    @property
    def is_hidden(self) -> bool:
        """Say whether it answers like a missing one to whoever does not belong to it."""
        return self.listing == rules.Listing.UNLISTED


class Step(models.Model):
    """A step in a group's life (vaihe), with its day: what happened, and who is told."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=12, choices=choices(rules.State))
    what = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    PRIVACY = privacy.fields(
        privacy.internal("a group's story in days", "group", "state", "what", "at"),
        privacy.personal("knowing who decided", "by", kept="as long as the account"),
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.state} of {self.group_id}"


class Leader(models.Model):
    """Somebody who leads a group (vetäjä, vertaisohjaaja), under a name of their choice.

    The role ends on a day, always. It asks for no training and no organisation: whoever
    has the idea and the wish may lead (S1 §7.5). `alias` is what members read.
    """

    class Part(models.TextChoices):
        """What a leader does."""

        LEADER = "leader", _("Leader")
        SUBSTITUTE = "substitute", _("Substitute")

    group = models.ForeignKey(Group, models.CASCADE, related_name="leaders")
    user = models.ForeignKey(User, models.CASCADE, related_name="led_groups")
    alias = models.CharField(max_length=40)
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.LEADER)
    starts_on = models.DateField()
    ends_on = models.DateField()
    is_told = models.BooleanField(default=True)

    PRIVACY = privacy.fields(
        privacy.personal(
            "letting leaders do what leaders do, and members know who leads",
            "group",
            "user",
            "alias",
            "part",
            "starts_on",
            "ends_on",
            "is_told",
            kept="until 30 days after the group ended; without an end, 365 days after "
            "one's own last day",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "user"], name="one_part_per_leader_and_group"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=models.F("ends_on")),
                name="leaders_end_after_they_start",
            ),
        ]

    def __str__(self) -> str:
        return f"leader of {self.group_id}"


class Task(Timestamped):
    """Something to be done for a group (tehtävä), with who does it and until when.

    A need that a family declared becomes one, so that it can't be forgotten: then
    `party` says whose it is (only leaders read that), and erasing the family takes it
    along. `who` is a name for people without an account.
    """

    class What(models.TextChoices):
        """What kind of thing is to be done (S2, the association's duties)."""

        ROOM = "room", _("A room")
        CHILD_CARE = "child_care", _("Child care")
        BUDGET = "budget", _("Money")
        CATERING = "catering", _("Something to eat and drink")
        TELLING = "telling", _("Telling people")
        INTERPRETER = "interpreter", _("An interpreter")
        ACCESS = "access", _("Access without steps")
        ALLERGY = "allergy", _("Allergies")
        OTHER = "other", _("Something else")

    group = models.ForeignKey(Group, models.CASCADE, related_name="tasks")
    what = models.CharField(max_length=12, choices=What.choices)
    note = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    who = models.CharField(max_length=60, blank=True)
    due_on = models.DateField(null=True, blank=True)
    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, null=True, blank=True, related_name="+"
    )
    party = models.ForeignKey(
        Party, models.CASCADE, null=True, blank=True, related_name="tasks"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "getting done what a group needs",
            "group",
            "what",
            "note",
            "due_on",
            "occurrence",
            "done_at",
            "created_at",
            "changed_at",
        ),
        privacy.personal(
            "knowing who does it",
            "owner",
            "who",
            kept="until 30 days after the group ended",
        ),
        privacy.sensitive(
            "knowing for which family it is",
            "party",
            kept="until the family erases it, at the latest 30 days after the last date",
        ),
    )

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["party", "what"],
                condition=Q(party__isnull=False),
                name="one_task_per_need_of_a_family",
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} for {self.group_id}"


class AxisWord(models.Model):
    """What a town calls a value of an axis (paikallinen nimitys): avoin, suunnattu …"""

    area = models.ForeignKey(Area, models.CASCADE, related_name="axis_words")
    axis = models.CharField(max_length=12)
    value = models.CharField(max_length=12)
    word = I18nCharField(max_length=120)

    PRIVACY = privacy.fields(
        privacy.public(
            "calling things as people here do", "area", "axis", "value", "word"
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["area", "axis", "value"], name="one_word_per_value_and_area"
            )
        ]

    def __str__(self) -> str:
        return f"{self.axis} {self.value}"
