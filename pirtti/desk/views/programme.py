"""The programme of an activity: the table, themes in store, wishes of families."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.calendar import access as calendar_access
from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity
from pirtti.core.refusals import Refused
from pirtti.desk import access, actions, messages, undo
from pirtti.desk.forms.programme import ProgrammeForm, ThemeForm
from pirtti.desk.queries import programme as queries
from pirtti.desk.views import answers
from pirtti.network.rules import May


@require_http_methods(["GET", "HEAD", "POST"])
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the coming twelve weeks in one table, and store what was changed in it."""
    found = calendar_access.activity_for(request.user, pk, May.EDIT_CALENDAR)
    table = _table(request, found)
    if not table.is_valid():
        return _page(request, found, table)
    changed = actions.save_programme(table.changes(), by=answers.person(request))
    said = ngettext(
        "Saved: one date was changed.", "Saved: %(number)s dates were changed.", changed
    )
    nothing = _("Nothing was changed.")
    say.success(request, said % {"number": changed} if changed else nothing)
    return redirect(f"{request.path}?in={table.language}")


def _table(request: HttpRequest, found: Activity) -> ProgrammeForm:
    asked = request.POST.get("in") or request.GET.get("in", "")
    return ProgrammeForm(
        answers.typed(request),
        dates=queries.dates(found, now=timezone.now()),
        language=queries.language_of(asked),
        viewer=request.user,
    )


def _page(
    request: HttpRequest,
    found: Activity,
    table: ProgrammeForm | None = None,
    theme: ThemeForm | None = None,
) -> HttpResponse:
    if table is None:
        table = ProgrammeForm(
            None,
            dates=queries.dates(found, now=timezone.now()),
            language=queries.language_of(""),
            viewer=request.user,
        )
    context = {
        "activity": found,
        "table": table,
        "page": queries.page(found),
        "theme_form": theme or ThemeForm(viewer=request.user),
    }
    needs_correcting = table.is_bound or theme is not None
    status = 422 if needs_correcting else 200
    return render(request, "desk/programme.html", context, status=status)


@require_POST
def theme_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a theme in store."""
    found = calendar_access.activity_for(request.user, pk, May.EDIT_CALENDAR)
    form = ThemeForm(request.POST, viewer=request.user)
    by = answers.person(request)
    if answers.attempt(
        form, lambda: calendar.add_theme(found, by=by, **form.cleaned_data)
    ):
        say.success(request, _("The theme is in store."))
        return redirect("desk:programme", pk)
    return _page(request, found, theme=form)


@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a theme in store."""
    found = access.theme_for(request.user, pk, May.EDIT_CALENDAR)
    form = ThemeForm(answers.typed(request), viewer=request.user, theme=found)
    by = answers.person(request)
    if answers.attempt(
        form, lambda: calendar.change_theme(found, by=by, **form.cleaned_data)
    ):
        say.success(request, _("Saved."))
        return redirect("desk:programme", found.activity_id)
    return answers.page(request, "desk/theme.html", form, theme=found)


@require_POST
def theme_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a theme away."""
    found = access.theme_for(request.user, pk, May.EDIT_CALENDAR)
    by = answers.person(request)
    note = undo.theme_removal(by, found)
    calendar.remove_theme(found, by=by)
    say.success(request, _("The theme was taken away."), extra_tags=note)
    return redirect("desk:programme", found.activity_id)


@require_POST
def spread(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the themes in store to the coming dates."""
    found = calendar_access.activity_for(request.user, pk, May.EDIT_CALENDAR)
    today, by = timezone.localdate(), answers.person(request)
    try:
        given = calendar.spread_themes(found, since=today, by=by)
    except Refused as refused:
        say.error(request, str(messages.sentence(refused.reason)))
        return redirect("desk:programme", pk)
    said = ngettext(
        "One date got a theme. Those changed by hand stay as they were.",
        "%(number)s dates got a theme. Those changed by hand stay as they were.",
        given,
    )
    none = _("Every date whose turn it is has a theme already.")
    say.success(request, said % {"number": given} if given else none)
    return redirect("desk:programme", pk)


@require_POST
def wish_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a theme of a wish, and go on to its words."""
    wish = access.wish_for(request.user, pk, May.EDIT_CALENDAR)
    try:
        made = calendar.take_wish(wish, by=answers.person(request))
    except Refused as refused:
        say.error(request, str(messages.sentence(refused.reason)))
        return redirect("desk:programme", wish.activity_id)
    say.success(request, _("The wish is a theme in store. Put it in your own words."))
    return redirect("desk:theme", made.pk)


@require_POST
def wish_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a wish aside; it can still be taken up."""
    wish = access.wish_for(request.user, pk, May.EDIT_CALENDAR)
    answers.tried(
        request,
        lambda: calendar.set_wish_aside(wish, by=answers.person(request)),
        _("The wish is set aside. You find it below the others."),
    )
    return redirect("desk:programme", wish.activity_id)
