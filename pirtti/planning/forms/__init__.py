"""What an organisation is asked in a round: the same with and without an account."""

from pirtti.planning.forms.new import NewForm
from pirtti.planning.forms.rhythms import ChangeForm, RhythmForm, sentence

__all__ = ["ChangeForm", "NewForm", "RhythmForm", "sentence"]
