"""What is asked of whoever has an idea for a group."""

from pirtti.founding.forms.around import AliasForm, StartForm, WordsForm
from pirtti.founding.forms.base import StepForm
from pirtti.founding.forms.steps import FORMS

__all__ = ["FORMS", "AliasForm", "StartForm", "StepForm", "WordsForm"]
