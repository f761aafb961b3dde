"""The certificate of a course on paper, in the language that was chosen for it.

The name is typed for this one sheet: it is printed and kept nowhere.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Occurrence
from pirtti.core import content
from pirtti.courses.queries import Own
from pirtti.desk import words
from pirtti.papers import sheets, writing


def certificate(own: Own, *, name: str, language: str) -> bytes:
    """Write the certificate of somebody who was at enough sessions."""
    today = timezone.localdate()
    with translation.override(language):
        return writing.certificate(_sheet(own, name, language, today), on=today)


def _sheet(own: Own, name: str, language: str, today: dt.date) -> sheets.Certificate:
    activity = own.course.activity
    course = _in(activity.name, language)
    organisers = [_in(one.name, language) for one in activity.organisers.all()]
    return sheets.Certificate(
        title=_("Certificate: %(course)s") % {"course": course},
        language=language,
        publisher=settings.INSTALLATION_NAME,
        paper="a4",
        flipped=False,
        heading=_("Certificate"),
        who=name,
        lines=[_("has taken part in the course")],
        course=course,
        about=str(own.course.get_kind_display()),
        sessions_title=pgettext("course", "Sessions"),
        when_title=_("When"),
        what_title=pgettext("course", "About"),
        sessions=[_session(one.date, language) for one in own.attended],
        hours=_("Length: %(hours)s h") % {"hours": hours(own.hours)},
        given=words.day_and_year(today),
        organisers=", ".join(organisers),
        signature=_("Signature of the organiser"),
    )


def hours(number: float) -> str:
    """Write a number of hours: `6`, `4,5`."""
    return str(number_format(number, 0 if number == int(number) else 1))


def _session(date: Occurrence, language: str) -> sheets.Session:
    when = f"{words.day_and_year(date.on)} {words.times_of(date, in_sentence=True)}"
    return sheets.Session(when=when, title=_in(date.theme, language) or "–")


def _in(text: LazyI18nString | str, language: str) -> str:
    return content.shown(text, language).text
