"""What people of an area call the values of a group's axes."""

from typing import Any

from i18nfield.strings import LazyI18nString

from pirtti.core.formfields import I18nText
from pirtti.desk.forms.base import DeskForm, Group
from pirtti.groups import words

_MOST = 60


class WordsForm(DeskForm):
    """One line for each value of the axes; what is left empty has the field's term."""

    def __init__(
        self,
        *args: Any,
        own: dict[tuple[str, str], LazyI18nString],
        **options: Any,
    ) -> None:
        """Begin with the area's own words."""
        super().__init__(*args, **options)
        for axis, values in words.VALUES.items():
            for value, word in values.items():
                self.fields[f"{axis}-{value}"] = I18nText(
                    max_length=_MOST,
                    required=False,
                    label=word,
                    initial=own.get((axis, value)),
                )

    @property
    def groups(self) -> list[Group]:
        """Return the fields by axis."""
        return [
            Group(
                self,
                title,
                tuple(f"{axis}-{value}" for value in words.VALUES[axis]),
                folded=False,
            )
            for axis, title in words.AXES.items()
        ]

    @property
    def words(self) -> dict[tuple[str, str], LazyI18nString]:
        """Return the arguments of `groups.actions.set_words`."""
        return {
            (axis, value): self.cleaned_data[f"{axis}-{value}"]
            for axis, values in words.VALUES.items()
            for value in values
        }
