"""What is brought in and where to; what the words of a source mean here."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import ActivityKind
from pirtti.core.formfields import TextField
from pirtti.desk.forms.base import DeskForm
from pirtti.imports import access, messages, rules
from pirtti.imports.models import Batch, Source
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation, Place
from pirtti.network.rules import May

if TYPE_CHECKING:
    from pirtti.desk.queries.imports import Look, Word

LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
_PASTED_NAME = _("Pasted table")
TITLES = {
    "place": _("Place"),
    "organiser": _("Organiser"),
    "kind": _("Kind"),
    "activity": _("Activity"),
}


@dataclass(frozen=True)
class Asked:
    """Some words of the source with the field that says what they mean."""

    field: forms.BoundField
    title: Promise | str
    words: str
    rows: int


class OriginForm(DeskForm):
    """What rows have in common unless they say otherwise."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Who arranges it"),
        help_text=_("Unless a row names somebody else."),
    )
    place = forms.ModelChoiceField(
        Place.objects.none(),
        label=_("Where"),
        required=False,
        empty_label=_("Every row tells its place"),
        help_text=_("For rows that name no place."),
    )
    kind = forms.ModelChoiceField(
        ActivityKind.objects.all(),
        label=_("What kind"),
        empty_label=_("Choose a kind"),
        help_text=_("For rows that name no kind."),
    )
    language = forms.ChoiceField(
        label=_("Language of the texts"), choices=LANGUAGES, initial="fi"
    )
    names: ClassVar = ("organisation", "place", "kind", "language")

    def __init__(self, *args: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        own = network.organisations_where(viewer, May.EDIT_CALENDAR).order_by("slug")
        self.fields["organisation"].queryset = own  # type: ignore[attr-defined]
        places = access.places_to_fill(viewer)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]
        self.fields["organisation"].initial = _only(own)
        self.fields["place"].initial = _only(places)

    def clean(self) -> dict[str, Any]:
        """Ask for what the person could still look after tomorrow."""
        given = super().clean() or self.cleaned_data
        organisation, place = given.get("organisation"), given.get("place")
        if organisation is not None and "place" not in self.errors:
            own = access.own_organisations(self.viewer)
            places = network.places_where(self.viewer, May.EDIT_CALENDAR)
            is_own = own.filter(pk=organisation.pk).exists()
            is_there = place is not None and places.filter(pk=place.pk).exists()
            if not is_own and not is_there:
                self.add_error("place", _("Choose one of your own places."))
        return given

    def origin(self) -> dict[str, Any]:
        """Return the values that an import and a subscribed calendar share."""
        return {name: self.cleaned_data[name] for name in self.names}


def _only(rows: Any) -> int | None:
    """Return the row when there is just one to choose."""
    pks = list(rows.values_list("pk", flat=True)[:2])
    return pks[0] if len(pks) == 1 else None


class NewImportForm(OriginForm):
    """A file, or a table pasted out of a spreadsheet."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("A calendar (.ics) or a table (.csv, .xlsx), 2 MB at most."),
    )
    pasted = forms.CharField(
        label=_("Or paste a table here"),
        required=False,
        strip=False,
        max_length=rules.PAGE_BYTES,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text=_("Copy the rows with their headings out of the spreadsheet."),
    )
    field_order = ("file", "pasted", *OriginForm.names)
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, and for not too much of it."""
        given = super().clean()
        file, pasted = given.get("file"), given.get("pasted")
        if not file and not (pasted or "").strip() and "file" not in self.errors:
            self.add_error("file", _("Choose a file or paste a table."))
        if file and file.size > rules.PAGE_BYTES:
            self.add_error("file", str(messages.REFUSALS[rules.Refusal.TOO_BIG]))
        return given

    @property
    def data_to_read(self) -> bytes:
        """Return the bytes of the file, or of what was pasted."""
        file = self.cleaned_data.get("file")
        if file:
            return bytes(file.read(rules.PAGE_BYTES + 1))
        return str(self.cleaned_data["pasted"]).encode("utf-8", "replace")

    def filled(self) -> Batch:
        """Return the import as it is begun; nothing is stored yet."""
        file = self.cleaned_data.get("file")
        name = str(file.name) if file else str(_PASTED_NAME)
        return Batch(
            way=Batch.Way.FILE if file else Batch.Way.PASTED,
            name="".join(sign for sign in name if sign.isprintable())[:120],
            **self.origin(),
        )


class SourceForm(OriginForm):
    """A partner's calendar on the net."""

    name = TextField(max_length=120, label=_("Whose calendar"))
    url = forms.CharField(
        label=_("Address of the calendar"),
        max_length=500,
        help_text=_("It ends mostly with .ics. It has to be public."),
        widget=forms.URLInput,
    )
    field_order = ("name", "url", *OriginForm.names)

    def filled(self) -> Source:
        """Return the calendar as it is subscribed to; nothing is stored yet."""
        given = self.cleaned_data
        known = Source.objects.filter(
            organisation=given["organisation"], place=given["place"], url=given["url"]
        ).first()
        return known or Source(name=given["name"], url=given["url"], **self.origin())


class LookForm(DeskForm):
    """What words mean, which rows are taken, and whether families see them at once."""

    SHOWN = (
        ("", _("As drafts: look them through, then publish")),
        ("1", _("Published at once")),
    )

    def __init__(self, *args: Any, page: "Look", **options: Any) -> None:
        super().__init__(*args, **options)
        self.page = page
        for word in page.words:
            self.fields[word.name] = forms.ChoiceField(
                label=word.words,
                choices=word.choices,
                initial=word.initial,
                required=False,
            )
        if page.may_publish:
            self.fields["is_shown"] = forms.ChoiceField(
                label=_("How are they brought in"),
                choices=self.SHOWN,
                required=False,
                widget=forms.RadioSelect,
                initial="1" if page.batch.is_shown else "",
            )

    @property
    def asked(self) -> list[Asked]:
        """Return the words that nobody recognised."""
        return [self._asked(word) for word in self.page.words if word.is_open]

    @property
    def guessed(self) -> list[Asked]:
        """Return the words that were recognised, for putting right."""
        return [self._asked(word) for word in self.page.words if not word.is_open]

    def _asked(self, word: "Word") -> Asked:
        return Asked(self[word.name], TITLES[word.field], word.words, word.rows)

    def choices(self) -> dict[str, Any]:
        """Return the arguments of `imports.actions.choose`."""
        meanings: dict[str, dict[str, int]] = {}
        for word in self.page.words:
            chosen = self.cleaned_data.get(word.name)
            if chosen:
                meanings.setdefault(word.field, {})[word.key] = int(chosen)
        return {
            "meanings": meanings,
            "shown": self._numbers("shown"),
            "wanted": self._numbers("row"),
            "is_shown": bool(self.cleaned_data.get("is_shown")),
        }

    def _numbers(self, name: str) -> list[int]:
        sent = self.data.getlist(name)  # type: ignore[attr-defined]
        return [int(one) for one in sent if one.isdecimal() and len(one) < 19]  # noqa: PLR2004
