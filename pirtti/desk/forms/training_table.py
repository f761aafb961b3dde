"""The session plan of a cohort as one table: every session is changed in its row."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pirtti.core.formfields import TextField
from pirtti.desk.forms import around
from pirtti.desk.forms.base import DeskForm
from pirtti.desk.forms.programme import put_in, said_in
from pirtti.network.models import Area, Organisation
from pirtti.training.models import CohortSession

TITLE_MOST, CONTENT_MOST, ROLE_MOST = 120, 600, 120
_TEXTS = ("title", "content")


class SessionForm(DeskForm):
    """One session: what it is about, who presents it; texts in one language.

    What the page showed travels along (`show_hidden_initial`), so that only what was
    typed is stored.
    """

    title = TextField(
        max_length=TITLE_MOST, label=_("About what"), show_hidden_initial=True
    )
    content = TextField(
        max_length=CONTENT_MOST,
        multiline=True,
        required=False,
        label=_("In short"),
        show_hidden_initial=True,
    )
    presenter = forms.ChoiceField(
        label=_("Who presents it"), required=False, show_hidden_initial=True
    )
    presenter_note = TextField(
        max_length=ROLE_MOST,
        required=False,
        label=_("By role"),
        show_hidden_initial=True,
    )

    def __init__(
        self,
        *args: Any,
        session: CohortSession,
        language: str,
        organisations: dict[str, Organisation],
        **options: Any,
    ) -> None:
        self.session, self.language = session, language
        self.organisations = organisations
        initial: dict[str, Any] = {
            name: said_in(getattr(session, name), language) for name in _TEXTS
        }
        initial["presenter"] = str(session.presenter_id or "")
        initial["presenter_note"] = session.presenter_note
        super().__init__(*args, initial=initial, prefix=f"s{session.pk}", **options)
        self.fields["content"].widget.attrs["rows"] = 2
        # A title that is there in another language may stay as it is.
        self.fields["title"].required = bool(initial["title"])
        chooser: Any = self.fields["presenter"]
        chooser.choices = [
            ("", _("Nobody yet")),
            *((pk, str(one.name)) for pk, one in organisations.items()),
        ]

    def as_change(self) -> dict[str, Any]:
        """Return the arguments of `training.actions.change_session` that changed."""
        given: dict[str, Any] = {}
        for name in self.changed_data:
            value = self.cleaned_data[name]
            if name in _TEXTS:
                value = put_in(getattr(self.session, name), self.language, value)
            elif name == "presenter":
                value = self.organisations.get(value)
            given[name] = value
        return given


class TrainingTable:
    """All rows of the table; in order when each is."""

    def __init__(
        self, data: Any, *, sessions: list[CohortSession], language: str, area: Area
    ) -> None:
        found = {str(one.pk): one for one in around.organisations(area)}
        for one in sessions:
            if one.presenter is not None:
                found.setdefault(str(one.presenter.pk), one.presenter)
        self.is_bound, self.language = data is not None, language
        self.rows = [
            SessionForm(data, session=one, language=language, organisations=found)
            for one in sessions
        ]

    @property
    def sent(self) -> list[SessionForm]:
        """Return the rows that came along: others stay as they are."""
        return [row for row in self.rows if row.add_prefix("title") in row.data]

    def is_valid(self) -> bool:
        """Say whether every row is in order."""
        return self.is_bound and not [row for row in self.sent if not row.is_valid()]

    @property
    def faulty(self) -> list[SessionForm]:
        """Return the rows that need correcting."""
        return [row for row in self.rows if row.is_bound and row.errors]

    def changes(self) -> list[tuple[CohortSession, dict[str, Any]]]:
        """Return the sessions that change, each with what changes."""
        return [(row.session, row.as_change()) for row in self.sent if row.changed_data]
