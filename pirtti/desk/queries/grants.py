"""What the desk's pages about grants show: calls, applications, a group's own ones."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pirtti.grants import access, messages, money, queries, rules
from pirtti.grants.models import GrantApplication, GrantCall, GrantReport
from pirtti.grants.rules import CallState, State
from pirtti.groups.models import Group
from pirtti.groups.rules import ALIVE
from pirtti.network.access import Viewer


@dataclass(frozen=True)
class CallRow:
    """One call of a list."""

    call: GrantCall
    state: CallState
    late: int = 0


@dataclass(frozen=True)
class Row:
    """One application as those who decide see it; `title` names no hidden group."""

    application: GrantApplication
    title: str
    report: GrantReport | None
    is_late: bool


@dataclass(frozen=True)
class CallPage:
    """A call with its applications and what they come to."""

    call: GrantCall
    state: CallState
    sums: queries.Sums
    rows: list[Row]
    may_change: bool

    @property
    def late(self) -> int:
        """Count the reports that are missing after their day."""
        return sum(row.is_late and row.report is None for row in self.rows)


@dataclass(frozen=True)
class ApplicationPage:
    """One application with what one needs for deciding on it."""

    row: Row
    call: GrantCall
    is_own: bool
    may_decide: bool
    is_open_still: bool


@dataclass(frozen=True)
class MyRow:
    """One call as the leaders of a group see it, with their application if any.

    `is_over` says that the day of the report is past, `lives` that the group has not
    ended: only then it applies.
    """

    call: GrantCall
    state: CallState
    application: GrantApplication | None = None
    report: GrantReport | None = None
    is_late: bool = False
    is_over: bool = False
    lives: bool = True

    @property
    def is_granted(self) -> bool:
        """Say whether there is something to report."""
        return self.application is not None and self.application.state == State.GRANTED

    @property
    def may_withdraw(self) -> bool:
        """Say whether the application can still be taken back."""
        return self.application is not None and self.application.state == State.SENT

    @property
    def may_write(self) -> bool:
        """Say whether the application can be written or changed now."""
        decided = self.application and self.application.state in rules.DECIDED
        return self.lives and self.state == CallState.OPEN and not decided

    @property
    def is_listed(self) -> bool:
        """Say whether it concerns the group: its own, or still to be applied in."""
        return bool(self.application) or (self.lives and self.state != CallState.CLOSED)

    @property
    def may_report(self) -> bool:
        """Say whether a report can be sent or corrected now."""
        return self.is_granted and (self.report is None or not self.is_over)


def calls_page(viewer: Viewer, *, today: dt.date) -> list[CallRow]:
    """List the calls of one's organisations, the newest first (two queries)."""
    calls = list(queries.with_numbers(access.calls_where(viewer)))
    late = queries.late_by_call([call.pk for call in calls], today=today)
    return [CallRow(call, call.state(today), late.get(call.pk, 0)) for call in calls]


def call_page(viewer: Viewer, call: GrantCall, *, today: dt.date) -> CallPage:
    """Show a call with what was asked for (five queries, whatever their number)."""
    found = list(queries.applications(call))
    decided = any(one.state in rules.DECIDED for one in found)
    return CallPage(
        call=call,
        state=call.state(today),
        sums=queries.sums(call),
        rows=_rows(viewer, found, call, today),
        may_change=not decided,
    )


def application_page(
    viewer: Viewer, application: GrantApplication, *, today: dt.date
) -> ApplicationPage:
    """Show one application, and whether one may decide on it now."""
    call = application.call
    is_own = access.leads(viewer, application.group)
    is_open_still = call.state(today) != CallState.CLOSED
    waits = application.state == State.SENT
    return ApplicationPage(
        row=_rows(viewer, [application], call, today)[0],
        call=call,
        is_own=is_own and waits,
        may_decide=waits and not is_own and not is_open_still,
        is_open_still=is_open_still and waits,
    )


def _rows(
    viewer: Viewer, found: Sequence[GrantApplication], call: GrantCall, today: dt.date
) -> list[Row]:
    told = access.names_told(viewer, [one.group_id for one in found])
    return [
        Row(one, _title(one, told), report_of(one), _is_late(one, call, today))
        for one in found
    ]


def _title(application: GrantApplication, told: set[int]) -> str:
    """Name the group where one may know it; otherwise only the application."""
    if application.group_id in told:
        return str(application.group.activity.name)
    return _("A group, application %(number)s") % {"number": application.pk}


def report_of(application: GrantApplication) -> GrantReport | None:
    """Return the report of an application; None when there is none yet."""
    report: GrantReport | None = getattr(application, "report", None)
    return report


def _is_late(application: GrantApplication, call: GrantCall, today: dt.date) -> bool:
    report = report_of(application)
    return rules.is_report_late(
        State(application.state),
        reported_on=report.sent_on if report else None,
        due_on=call.report_due_on,
        today=today,
    )


def csv_rows(page: CallPage) -> Iterator[list[object]]:
    """Give the applications of a call as rows of a table, no texts and no persons."""
    yield [
        *(_("Application"), _("Group"), _("State"), _("Asked, €"), _("Granted, €")),
        *(_("Meetings planned"), _("Sent on"), _("Decided on"), _("Report sent on")),
        *(_("Used, €"), _("Meetings held"), _("Visits"), _("Report late")),
    ]
    for row in page.rows:
        one, report = row.application, row.report
        yield [
            *(one.pk, row.title, messages.STATES[State(one.state)]),
            *(money.plain(one.cents), money.plain(one.granted_cents), one.meetings),
            *(_date(one.sent_at), _date(one.decided_at)),
            *((report.sent_on, money.plain(report.cents_used)) if report else ("", "")),
            *((report.meetings, report.visits) if report else ("", "")),
            _("yes") if row.is_late else "",
        ]


def _date(at: dt.datetime | None) -> object:
    return at.date() if at else ""


def my_rows(group: Group, *, today: dt.date) -> list[MyRow]:
    """List the calls that a group can apply in, or has applied in (two queries)."""
    own = queries.applications_of(group)
    calls = access.calls_for(group)
    rows = [my_row(group, call, own.get(call.pk), today=today) for call in calls]
    return [row for row in rows if row.is_listed]


def my_row(
    group: Group,
    call: GrantCall,
    application: GrantApplication | None,
    *,
    today: dt.date,
) -> MyRow:
    """Show a group a call with its own application."""
    return MyRow(
        call,
        call.state(today),
        application,
        report_of(application) if application else None,
        application is not None and _is_late(application, call, today),
        today > call.report_due_on,
        group.state in ALIVE,
    )
