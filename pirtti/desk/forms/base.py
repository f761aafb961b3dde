"""What every form of the desk has in common."""

from enum import Enum

from django import forms
from django.utils.functional import Promise

from pirtti.calendar.programme_rules import ProgrammeRefusal
from pirtti.calendar.rules import Refusal as CalendarRefusal
from pirtti.calendar.rules import RuleFault
from pirtti.core import content
from pirtti.core import forms as core_forms
from pirtti.desk import messages, rules
from pirtti.founding.rules import Refusal as IdeaRefusal
from pirtti.imports.rules import Refusal as ImportRefusal
from pirtti.imports.rules import SourceFault
from pirtti.proposals.rules import Refusal as ProposalRefusal
from pirtti.signups.rules import Refusal as SignUpRefusal

# Where on a form the sentence of a refusal stands: the first of these it has.
PLACES: dict[Enum, tuple[str, ...]] = {
    **dict.fromkeys(ImportRefusal, ("file",)),
    **dict.fromkeys(SourceFault, ("url",)),
    IdeaRefusal.NEEDS_PLACE: ("place",),
    IdeaRefusal.NEEDS_WORDS: ("words",),
    IdeaRefusal.UNTIL_GONE: ("ends_on",),
    IdeaRefusal.UNTIL_TOO_FAR: ("ends_on",),
    IdeaRefusal.DAY_AHEAD: ("on",),
    IdeaRefusal.VISITS_USED: ("kind",),
    IdeaRefusal.INVITED_ALREADY: ("email",),
    IdeaRefusal.LEADS_ALREADY: ("email",),
    RuleFault.ENDS_BEFORE_START: ("until", "last_on"),
    RuleFault.NO_SUCH_WEEKDAY: ("weekdays", "day"),
    RuleFault.NO_SUCH_WEEK_OF_MONTH: ("nth",),
    RuleFault.INTERVAL_OUT_OF_RANGE: ("interval",),
    RuleFault.PARITY_WITH_INTERVAL: ("rhythm",),
    RuleFault.NO_DATES: ("until",),
    RuleFault.END_NOT_AFTER_START: ("ends_at",),
    RuleFault.CROSSES_MIDNIGHT: ("ends_at",),
    RuleFault.TOO_LONG: ("ends_at",),
    RuleFault.AGES_OUT_OF_RANGE: ("age_to",),
    RuleFault.AGES_BACKWARDS: ("age_to",),
    ProgrammeRefusal.NEEDS_THEME: ("text",),
    CalendarRefusal.NEEDS_REASON: ("reason",),
    CalendarRefusal.NEEDS_PLACE: ("place",),
    CalendarRefusal.NEEDS_ORGANISER: ("organisers",),
    rules.Refusal.DAY_GONE: ("day",),
    rules.Refusal.DAY_TOO_FAR: ("day",),
    rules.Refusal.FIRST_DAY_TOO_OLD: ("day",),
    rules.Refusal.LAST_DAY_GONE: ("last_on",),
    rules.Refusal.ENDS_ALREADY: ("last_on",),
    rules.Refusal.OUT_OF_REACH: ("place",),
    rules.Refusal.ROOM_ELSEWHERE: ("room",),
    ProposalRefusal.NEEDS_PLACE: ("place",),
    ProposalRefusal.NEEDS_WORDS: ("words",),
    ProposalRefusal.NEEDS_ORGANISATION: ("organisation",),
    ProposalRefusal.LINK_TOO_LONG: ("last_on",),
    ProposalRefusal.DAY_GONE: ("last_on",),
    ProposalRefusal.VALID_UNTIL_GONE: ("valid_until",),
    rules.Refusal.NO_DATES_TICKED: ("dates",),
    rules.Refusal.NOTHING_TO_CHANGE: ("starts_at",),
    rules.Refusal.TOO_MANY_DAYS: ("days",),
    CalendarRefusal.TOO_MANY_DATES: ("dates",),
    SignUpRefusal.PILE_TOO_LARGE: ("number",),
    SignUpRefusal.INVITED_PAST: ("valid_until",),
    SignUpRefusal.INVITED_TOO_LONG: ("valid_until",),
}


class DeskForm(core_forms.Form):
    """A form that puts the sentence of a refusal at the field it speaks of."""

    def refuse(self, reason: Enum | None) -> None:
        """Put the sentence of a refusal at the field it speaks of."""
        if reason is None:
            return
        where = next(
            (name for name in PLACES.get(reason, ()) if name in self.fields), None
        )
        self.add_error(where, str(messages.sentence(reason)))

    def refuse_if_sent(self, reason: Enum | None) -> None:
        """Refuse what was sent as a whole; a form that was only opened stays quiet."""
        if self.is_bound and reason is not None:
            self.add_error(None, str(messages.sentence(reason)))


class Group:
    """Some fields of a form under one heading; folded unless something needs a look."""

    def __init__(
        self,
        form: forms.Form,
        title: Promise | str,
        names: tuple[str | tuple[str, ...], ...],
        *,
        folded: bool,
    ) -> None:
        self.title = title
        rows = [(name,) if isinstance(name, str) else name for name in names]
        self.rows = [
            [form[name] for name in row if name in form.fields] for row in rows
        ]
        self.fields = [field for row in self.rows for field in row]
        self.is_folded = folded
        self.is_open = any(field.errors or _filled(field) for field in self.fields)


def _filled(field: forms.BoundField) -> bool:
    """Say whether a field of a folded group holds something that was typed."""
    if field.form.is_bound:
        return False
    value = field.form.get_initial_for_field(field.field, field.name)
    return bool(content.plain(value)) and value != field.field.initial
