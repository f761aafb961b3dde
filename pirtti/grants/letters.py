"""Letters to leaders about grants: made when they go out, from what is true then.

Subjects are neutral, no group is named, and no sum stands in a subject.
"""

from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pirtti.core import addresses
from pirtti.grants import money, rules
from pirtti.grants.models import GrantApplication
from pirtti.groups.models import Leader
from pirtti.post import kinds
from pirtti.post.models import Letter

DECIDED, REPORT_DUE = "grant_decided", "grant_report_due"


def register() -> None:
    """Make the kinds of letters known; called from `apps.py`."""
    for name, subject, fill in (
        (DECIDED, gettext_lazy("An answer to your application"), fill_decided),
        (REPORT_DUE, gettext_lazy("A report is due soon"), fill_report_due),
    ):
        kinds.register(
            kinds.Kind(
                name=name,
                subject=subject,
                template="groups/mail/told",
                fill=fill,
                address=address_of_leader,
            )
        )


def address_of_leader(letter: Letter) -> str | None:
    """Tell where a letter goes; None when it is nobody's business any more."""
    leader = _leader(letter)
    return leader.user.email if leader else None


def fill_decided(letter: Letter) -> dict[str, Any] | None:
    """Tell what was decided; None when the application or the leader is gone."""
    leader, application = _leader(letter), _application(letter)
    if leader is None or application is None:
        return None
    return {
        "lines": _decision(application),
        "url": _page("desk:my_grant", leader.group_id, application.call_id),
        "url_says": _("The decision and its reasons"),
    }


def _decision(application: GrantApplication) -> list[str]:
    asked = money.told(application.cents)
    if application.granted_cents is None:
        return [_("The grant that you applied for was not granted this time.")]
    due = application.call.report_due_on
    return [
        _("A grant was granted: %(granted)s of the %(asked)s that you asked for.")
        % {"granted": money.told(application.granted_cents), "asked": asked},
        _("Tell by %(day)s what was done with it.") % {"day": money.day(due)},
    ]


def fill_report_due(letter: Letter) -> dict[str, Any] | None:
    """Remind of a report; None when it was sent meanwhile."""
    leader, application = _leader(letter), _application(letter)
    if leader is None or application is None or hasattr(application, "report"):
        return None
    due = money.day(application.call.report_due_on)
    return {
        "lines": [
            _("A report on your grant is due on %(day)s.") % {"day": due},
            _("It is short, and its numbers are filled in from your own counts."),
        ],
        "url": _page("desk:my_grant_report", leader.group_id, application.call_id),
        "url_says": _("Write the report"),
    }


def _leader(letter: Letter) -> Leader | None:
    today = timezone.localdate()
    return (
        Leader.objects.select_related("user")
        .filter(pk=letter.params.get("leader"), user__is_active=True)
        .filter(starts_on__lte=today, ends_on__gte=today)
        .first()
    )


def _application(letter: Letter) -> GrantApplication | None:
    return (
        GrantApplication.objects.select_related("call", "report")
        .filter(pk=letter.params.get("application"), state__in=rules.DECIDED)
        .first()
    )


def _page(page: str, *args: object) -> str:
    """Return the whole address of a page, in the language of the letter."""
    with translation.override((translation.get_language() or "fi")[:2]):
        return addresses.in_mails(reverse(page, args=args))
