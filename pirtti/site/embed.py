"""A small calendar for a partner's own site, and the page that gives its code.

The one page that other sites may frame: it has nothing to press but links, no
session and no form, so nobody can be made to press something unknowingly.
"""

from typing import Any

from csp.constants import SELF
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language, gettext
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from pirtti.calendar import queries, rules
from pirtti.core import addresses, content, marks
from pirtti.site import cards, feeds, jsonld, list_data, page_cache, subjects, weeks

MOST_DATES = 8


@marks.public
@xframe_options_exempt
@require_safe
def calendar(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The next dates of an area, a place or an organisation, for a frame."""
    subject, now = subjects.find(kind, slug), timezone.now()
    choices = weeks.choices_of(request.GET, request.path)
    rows = queries.cards_in(
        subject.scope, since=now, filters=choices.filters, limit=MOST_DATES
    )
    shown = [cards.Writer(now=now, with_day=True).card(row) for row in rows]
    context = _context(request, subject, choices)
    context["cards"] = shown
    context["data"] = list_data.script(shown, addresses.origin(request))
    response = render(request, "site/embed.html", context)
    response["Content-Security-Policy"] = _policy()
    until = rules.next_change(now, [(row.starts_at, row.ends_at) for row in rows])
    return page_cache.keep(response, subject.area, until=until)


@marks.public
@require_safe
def code(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The code that puts a calendar on one's own site, with the choices to make."""
    subject = subjects.find(kind, slug)
    choices = weeks.choices_of(request.GET, request.path)
    context = _context(request, subject, choices)
    url, language = context["here"], get_language() or "fi"
    data = jsonld.of_page(context["name"], url=url, language=language)
    # The first two chips are days and weeks, which a frame does not have.
    context |= {
        "chips": weeks.chips(choices)[2:],
        "structured_data": jsonld.script(data),
    }
    response = render(request, "site/embed_code.html", context)
    return page_cache.keep(response, subject.area)


def _context(
    request: HttpRequest, subject: subjects.Subject, choices: weeks.Choices
) -> dict[str, Any]:
    name = content.shown(subject.name, get_language() or "fi")
    frame = feeds.with_choices(subject.embed, choices)
    return {
        "name": name.text,
        "subject": subject,
        "here": addresses.absolute(request, request.path),
        "page_url": feeds.with_choices(subject.page, choices),
        "canonical": addresses.absolute(request, subject.page),
        "frame": frame,
        "code": _code(addresses.absolute(request, frame), name.text),
        "code_page": reverse("site:embed_code", args=[subject.kind, subject.slug]),
    }


def _code(address: str, name: str) -> str:
    """Write the frame for the partner's page; its title is for screen readers."""
    title = escape(gettext("%(name)s: what is on for families") % {"name": name})
    # Escaped once for the partner's page; the field that shows it escapes it again.
    return (
        f'<iframe src="{escape(address)}" title="{title}" width="100%" height="640"'
        ' loading="lazy" style="border:0"></iframe>'
    )


def _policy() -> str:
    sites = [SELF, *settings.EMBED_ON] if settings.EMBED_ON else ["*"]
    policy: str = build_policy(replace={"frame-ancestors": sites})
    return policy
