"""The programme as one table: every coming date is a row that is changed in place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from i18nfield.strings import LazyI18nString

from pirtti.calendar import programme_rules
from pirtti.calendar.models import Occurrence, Theme
from pirtti.core import content
from pirtti.core.formfields import I18nText, TextField
from pirtti.desk.forms import choices
from pirtti.desk.forms.base import DeskForm
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation

Organisations = dict[str, Organisation]
_TEXTS = ("theme", "guest", "who")
# The cells of a row: a guest and the organisation stand in one.
_CELLS = (("theme",), ("guest", "guest_organisation"), ("who",))
CHANGED_SINCE = _(
    "Somebody has changed this meanwhile to “%(now)s”. Save once more if yours "
    "should stand."
)


class RowForm(DeskForm):
    """One date: what it is about, who visits, who is there; in one language.

    The values that the page showed travel along (`show_hidden_initial`), so that only
    what was typed is changed, and nobody else's change is lost unsaid.
    """

    theme = TextField(
        max_length=programme_rules.LONGEST_THEME,
        label=_("Theme"),
        required=False,
        show_hidden_initial=True,
    )
    guest = TextField(
        max_length=120, label=_("Guest"), required=False, show_hidden_initial=True
    )
    guest_organisation = forms.ChoiceField(
        label=_("Guest’s organisation"), required=False, show_hidden_initial=True
    )
    who = TextField(
        max_length=200,
        label=pgettext_lazy("form", "Who is there"),
        required=False,
        show_hidden_initial=True,
    )

    def __init__(
        self,
        *args: Any,
        occurrence: Occurrence,
        language: str,
        organisations: Organisations,
        **options: Any,
    ) -> None:
        self.occurrence, self.language = occurrence, language
        self.organisations = organisations
        initial: dict[str, Any] = {
            name: said_in(getattr(occurrence, name), language) for name in _TEXTS
        }
        initial["guest_organisation"] = str(occurrence.guest_organisation_id or "")
        super().__init__(*args, initial=initial, prefix=f"d{occurrence.pk}", **options)
        offered = [(pk, str(one.name)) for pk, one in organisations.items()]
        choices = [("", str(_("No organisation"))), *offered]
        self.fields["guest_organisation"].choices = choices  # type: ignore[attr-defined]

    @property
    def elsewhere(self) -> dict[str, content.Shown]:
        """Return the texts that are there in another language only."""
        shown = {
            name: content.shown(getattr(self.occurrence, name), self.language)
            for name in _TEXTS
        }
        return {name: text for name, text in shown.items() if text.is_missing}

    @property
    def cells(self) -> list[list[tuple[forms.BoundField, content.Shown | None]]]:
        """Return the fields cell by cell, each with its text in another language."""
        elsewhere = self.elsewhere
        return [[(self[name], elsewhere.get(name)) for name in cell] for cell in _CELLS]

    def clean(self) -> dict[str, Any]:
        """Refuse a change of what somebody else has changed since."""
        given = super().clean() or self.cleaned_data
        for name in set(self.changed_data) - set(self.errors):
            was = self.data.get(self.add_initial_prefix(name))
            now = self.initial[name]
            if was is not None and was != now != given.get(name):
                told = self._name_of(name, now)
                self.add_error(name, str(CHANGED_SINCE) % {"now": told or "–"})
                self._show_as_known(name, now)
        return given

    def _show_as_known(self, name: str, now: str) -> None:
        """Take it that the new value was seen: what is sent next is meant so."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_initial_prefix(name)] = now  # type: ignore[index]

    def _name_of(self, name: str, value: str) -> str:
        if name != "guest_organisation":
            return value
        found = self.organisations.get(value)
        return str(found.name) if found else ""

    def as_change(self) -> dict[str, Any]:
        """Return the arguments of `calendar.actions.change_occurrence` that changed."""
        given: dict[str, Any] = {}
        for name in self.changed_data:
            value = self.cleaned_data[name]
            if name in _TEXTS:
                stored = getattr(self.occurrence, name)
                given[name] = put_in(stored, self.language, value)
            else:
                given[name] = self.organisations.get(value)
        return given


def said_in(text: LazyI18nString | str | None, language: str) -> str:
    """Return a text in one language, empty when it lacks."""
    shown = content.shown(text, language)
    return "" if shown.is_missing else shown.text


def put_in(
    text: LazyI18nString | str | None, language: str, typed: str
) -> LazyI18nString:
    """Return a text with what is typed in one language; the others stay."""
    known = content.plain(text)
    texts = dict(known) if isinstance(known, dict) else {"fi": known} if known else {}
    texts[language] = typed
    return LazyI18nString({code: said for code, said in texts.items() if said})


class ProgrammeForm:
    """All rows of the table; in order when each is."""

    def __init__(
        self,
        data: Any,
        *,
        dates: list[Occurrence],
        language: str,
        viewer: Viewer,
    ) -> None:
        guests = [
            date.guest_organisation_id for date in dates if date.guest_organisation_id
        ]
        found = choices.organisations_for(viewer, guests)
        organisations = {str(one.pk): one for one in found}
        self.is_bound = data is not None
        self.language = language
        self.rows = [
            RowForm(
                data,
                occurrence=date,
                language=language,
                organisations=organisations,
            )
            for date in dates
        ]

    def is_valid(self) -> bool:
        """Say whether every row is in order; a row that was not sent stays as it is."""
        return self.is_bound and not [row for row in self.sent if not row.is_valid()]

    @property
    def sent(self) -> list[RowForm]:
        """Return the rows that came along: others stay as they are."""
        return [row for row in self.rows if row.add_prefix("theme") in row.data]

    @property
    def faulty(self) -> list[RowForm]:
        """Return the rows that need correcting."""
        return [row for row in self.rows if row.is_bound and row.errors]

    def changes(self) -> list[tuple[Occurrence, dict[str, Any]]]:
        """Return the dates that change, each with what changes."""
        return [
            (row.occurrence, row.as_change()) for row in self.sent if row.changed_data
        ]


class ThemeForm(DeskForm):
    """A theme in store."""

    text = I18nText(
        max_length=programme_rules.LONGEST_THEME,
        label=_("Theme"),
        help_text=_("One language is enough."),
    )
    guest = I18nText(
        max_length=120,
        label=_("Guest"),
        help_text=_("By role, for example “dental nurse”."),
        required=False,
    )
    guest_organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Guest’s organisation"), required=False
    )

    def __init__(
        self, *args: Any, viewer: Viewer, theme: Theme | None = None, **options: Any
    ) -> None:
        if theme is not None:
            options["initial"] = {
                "text": theme.text,
                "guest": theme.guest,
                "guest_organisation": theme.guest_organisation_id,
            }
        super().__init__(*args, **options)
        chosen = theme.guest_organisation_id if theme else None
        self.fields["guest_organisation"].queryset = choices.organisations_for(  # type: ignore[attr-defined]
            viewer, [chosen] if chosen else []
        )
