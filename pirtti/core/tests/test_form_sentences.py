"""Every form speaks in our own sentences, never in Django's."""

import pytest
from allauth.account.forms import RequestLoginCodeForm
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver
from django.utils import translation

from pirtti.core.formfields import I18nText
from pirtti.core.forms import Form, PlainSentences
from pirtti.core.templatetags import ui
from pirtti.network.models import Area

CHOICES = [("a", "A")]


class Everything(Form):
    """A field of each kind that our forms have."""

    text = forms.CharField(max_length=3)
    email = forms.EmailField(required=False)
    website = forms.URLField(required=False, assume_scheme="https")
    one = forms.ChoiceField(choices=CHOICES, required=False)
    many = forms.MultipleChoiceField(choices=CHOICES, required=False)
    number = forms.IntegerField(required=False, min_value=2, max_value=12)
    least = forms.IntegerField(required=False, min_value=2)
    most = forms.IntegerField(required=False, max_value=9)
    degrees = forms.FloatField(required=False)
    name = I18nText(max_length=5, required=False)
    file = forms.FileField(required=False, max_length=8)


def said(name, value, *, files=None):
    form = Everything({"text": "ok", name: value}, files)
    return form.errors.get(name, [""])[0]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("text", "", "Fill this in."),
        ("text", "four", "This is too long: at most 3 signs fit."),
        ("text", "a\0", "The text holds an invisible sign that can't be stored. Type it anew."),
        ("email", "no", "This does not look like an e-mail address. Example: name@centre.example"),
        ("website", "//", "Give an address that begins with https://."),
        ("one", "b", "Choose one of these."),
        ("many", ["b"], "Choose one of these."),
        ("many", "b", "Choose one of these."),
        ("number", "two", "Give the number in digits, for example 12."),
        ("number", "1", "Give a number from 2 to 12."),
        ("number", "13", "Give a number from 2 to 12."),
        ("least", "1", "Give a number that is at least 2."),
        ("most", "10", "Give a number that is at most 9."),
        ("degrees", "60,3", "Give the number in digits and a full stop, for example 60.3236."),
    ],
)  # fmt: skip
def test_each_fault_has_a_sentence_of_ours(name, value, sentence):
    with translation.override("en"):
        assert said(name, value) == sentence


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("fi", "text", "", "Täytä tämä."),
        ("fi", "number", "1", "Kirjoita luku väliltä 2–12."),
        ("sv", "one", "b", "Välj ett av alternativen."),
        ("sv", "text", "four", "Det här är för långt: högst 3 tecken ryms."),
    ],
)
def test_the_sentences_are_in_the_language_of_the_page(language, name, value, sentence):
    with translation.override(language):
        assert said(name, value) == sentence


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.jpg", b"", "The file is empty. Choose another one."),
        ("long-name.jpg", b"x", "The name of the file is too long. Give it a shorter name."),
    ],
)  # fmt: skip
def test_a_file_that_can_not_be_taken_is_told(name, content, sentence):
    file = SimpleUploadedFile(name, content)

    with translation.override("en"):
        form = Everything({"text": "ok"}, {"file": file})

        assert form.errors == {"file": [sentence]}


def test_each_language_of_a_text_speaks_plainly_too():
    form = Everything({"text": "ok", "name_0": "a\0"})

    with translation.override("en"):
        assert form.errors["name"] == [
            "The text holds an invisible sign that can't be stored. Type it anew."
        ]


def test_a_fields_own_words_stay():
    class Own(Form):
        code = forms.CharField(error_messages={"required": "Type the code."})

    assert Own({}).errors == {"code": ["Type the code."]}


def test_a_field_added_later_speaks_plainly_too():
    class Later(Form):
        def __init__(self, *args):
            super().__init__(*args)
            self.fields["late"] = forms.CharField()

    with translation.override("en"):
        assert Later({}).errors == {"late": ["Fill this in."]}


def test_a_form_built_on_a_librarys_speaks_plainly_too(rf):
    class Built(PlainSentences, RequestLoginCodeForm):
        email = forms.EmailField()

    with translation.override("en"):
        assert Built({"email": ""}).errors == {"email": ["Fill this in."]}


@pytest.mark.django_db
def test_a_select_begins_with_a_word_instead_of_dashes():
    class Chosen(Form):
        area = forms.ModelChoiceField(Area.objects.all())
        parent = forms.ModelChoiceField(Area.objects.all(), empty_label="Nothing")

    with translation.override("en"):
        form = Chosen()

        assert next(iter(form.fields["area"].choices)) == ("", "Choose …")
        assert next(iter(form.fields["parent"].choices)) == ("", "Nothing")


def every_form(above):
    return {form for one in above.__subclasses__() for form in (one, *every_form(one))}


def test_every_form_of_the_project_speaks_plainly():
    assert get_resolver().url_patterns  # reading the addresses reads every form
    ours = {
        form
        for form in every_form(forms.BaseForm)
        if form.__module__.startswith("pirtti.") and ".tests." not in form.__module__
    }

    assert {form for form in ours if not issubclass(form, PlainSentences)} == set()
    assert {"ActivityForm", "SeriesForm", "SignInForm", "TapForm"} <= {
        form.__name__ for form in ours
    }


@pytest.mark.parametrize(
    ("label", "start"),
    [("Name", "Name:"), ("Is there a lift?", "Is there a lift?"), ("Note:", "Note:")],
)
def test_a_label_takes_a_colon_unless_it_has_an_end(label, start):
    assert ui.lead_in(label) == start
