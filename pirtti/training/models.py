"""Plans of family training, cohorts that follow them, and evenings of weekly groups."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from i18nfield.fields import I18nCharField, I18nTextField

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import privacy
from pirtti.core.models import Timestamped, choices
from pirtti.groups.models import Group
from pirtti.network.models import Organisation
from pirtti.training import rules

# What a cohort's session takes from its plan.
COPIED = (
    "phase",
    "order",
    "title",
    "content",
    "presenter",
    "has_parallel",
    "leader_wish",
    "is_family_evening",
)


class TrainingPlan(Timestamped):
    """A template of family training (perhevalmennus): how often, how many, about what.

    `before` and `after` are the numbers of meetings before and after the births;
    `weeks_before` and `weeks_after` how far from the due months they stay; `every` is
    the rhythm in weeks. `couples` is how many families a cohort has room for.
    `organisation` is whose own plan it is: only there it is offered and changed. The
    plans of the start are nobody's; one copies them.
    """

    slug = models.SlugField(max_length=40, unique=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="training_plans",
    )
    name = I18nCharField(max_length=400)
    variant = models.CharField(
        max_length=14, choices=choices(rules.Variant), default=rules.Variant.NONE
    )
    before = models.PositiveSmallIntegerField(default=rules.USUAL_BEFORE)
    after = models.PositiveSmallIntegerField(default=rules.USUAL_AFTER)
    weeks_before = models.PositiveSmallIntegerField(default=rules.WEEKS_BEFORE_BIRTHS)
    weeks_after = models.PositiveSmallIntegerField(default=rules.WEEKS_AFTER_BIRTHS)
    every = models.PositiveSmallIntegerField(default=1)
    couples = models.PositiveSmallIntegerField(default=rules.USUAL_COUPLES)

    PRIVACY = privacy.fields(
        privacy.internal(
            "arranging training alike from one cohort to the next",
            "slug",
            "organisation",
            "name",
            "variant",
            "before",
            "after",
            "weeks_before",
            "weeks_after",
            "every",
            "couples",
            "created_at",
            "changed_at",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.name)


class PlanSession(models.Model):
    """One meeting of a plan (valmennuskerta): what it is about, and who presents it.

    `presenter_kind` says what kind of organisation usually does; `has_parallel` that
    fathers have a session of their own at the same time, and `leader_wish` who should
    lead that. `is_family_evening` says that the whole family comes.
    """

    plan = models.ForeignKey(TrainingPlan, models.CASCADE, related_name="sessions")
    phase = models.CharField(max_length=6, choices=choices(rules.Phase))
    order = models.PositiveSmallIntegerField()
    title = I18nCharField(max_length=400)
    content = I18nTextField(blank=True)
    presenter_kind = models.CharField(
        max_length=20, choices=Organisation.Kind.choices, blank=True
    )
    presenter = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    has_parallel = models.BooleanField(default=False)
    leader_wish = models.CharField(
        max_length=8, choices=choices(rules.LeaderWish), default="anybody"
    )
    is_family_evening = models.BooleanField(default=False)

    PRIVACY = privacy.fields(
        privacy.internal(
            "arranging training alike from one cohort to the next",
            "plan",
            "presenter_kind",
            *COPIED,
        )
    )

    class Meta:
        ordering: ClassVar = ["plan", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "order"], name="one_session_per_order_of_a_plan"
            )
        ]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"


class Cohort(Timestamped):
    """Families whose babies are due about the same time, trained together (kohortti).

    Its name, place, dates and seats are those of its group. `due_from` and `due_to`
    are the first days of the earliest and the latest due month.
    """

    group = models.OneToOneField(Group, models.CASCADE, related_name="cohort")
    plan = models.ForeignKey(TrainingPlan, models.PROTECT, related_name="cohorts")
    variant = models.CharField(
        max_length=14, choices=choices(rules.Variant), default=rules.Variant.NONE
    )
    due_from = models.DateField()
    due_to = models.DateField()

    PRIVACY = privacy.fields(
        privacy.internal(
            "arranging the training of families whose babies come about the same time",
            "group",
            "plan",
            "variant",
            "due_from",
            "due_to",
            "created_at",
            "changed_at",
        )
    )

    class Meta:
        ordering: ClassVar = ["due_from", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due_from__lte=F("due_to")), name="due_months_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"cohort {self.pk}"


class CohortSession(models.Model):
    """One meeting of a cohort: its date, who presents it, the fathers' own session.

    Texts are copied from the plan and may be changed here. `presenter_note` is a role,
    never a name. `parallel` is the fathers' own date at the same time, `parallel_who`
    the role of who leads it.
    """

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="sessions")
    plan_session = models.ForeignKey(
        PlanSession, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    phase = models.CharField(max_length=6, choices=choices(rules.Phase))
    order = models.PositiveSmallIntegerField()
    title = I18nCharField(max_length=400)
    content = I18nTextField(blank=True)
    occurrence = models.OneToOneField(
        Occurrence, models.SET_NULL, null=True, blank=True, related_name="training"
    )
    presenter = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    presenter_note = models.CharField(max_length=120, blank=True)
    has_parallel = models.BooleanField(default=False)
    leader_wish = models.CharField(
        max_length=8, choices=choices(rules.LeaderWish), default="anybody"
    )
    parallel = models.OneToOneField(
        Occurrence, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    parallel_who = models.CharField(max_length=120, blank=True)
    is_family_evening = models.BooleanField(default=False)

    PRIVACY = privacy.fields(
        privacy.internal(
            "telling families of the cohort what comes when, and who presents it",
            "cohort",
            "plan_session",
            "occurrence",
            "presenter_note",
            "parallel",
            "parallel_who",
            *COPIED,
        )
    )

    class Meta:
        ordering: ClassVar = ["cohort", "order"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cohort", "order"], name="one_session_per_order_of_a_cohort"
            )
        ]

    def __str__(self) -> str:
        return f"session {self.order} of cohort {self.cohort_id}"


class LinkedEvening(models.Model):
    """A family evening that a weekly group's families are asked to (perheilta).

    It reaches the parent who works in the daytime (`domain.md` row 64): `occurrence` is
    a date of another activity, shown on the page of `activity`.
    """

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="linked_evenings"
    )
    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, related_name="linked_groups"
    )

    PRIVACY = privacy.fields(
        privacy.public(
            "asking families of a weekly group to an evening", "activity", "occurrence"
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["activity", "occurrence"], name="one_link_per_evening"
            )
        ]

    def __str__(self) -> str:
        return f"evening {self.occurrence_id} for {self.activity_id}"
