"""Families wish for something; nobody asks who they are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from pirtti.calendar import access, actions, programme_messages
from pirtti.calendar.models import Activity
from pirtti.core import clients, marks
from pirtti.core.content import shown
from pirtti.core.refusals import Refused
from pirtti.site.wish_forms import WishForm


@marks.public
@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: HttpRequest, slug: str) -> HttpResponse:
    """Wish for a theme, a guest or anything else at an activity."""
    found = access.public_activity(slug)
    data = request.POST if request.method == "POST" else None
    form = WishForm(data, network=clients.network_of(request))
    if form.is_valid() and _keep(form, found):
        return redirect(f"{reverse('site:wish', args=[slug])}?thanks=1")
    context = {
        "activity": found,
        "name": shown(found.name, _language()),
        "form": form,
        "is_done": "thanks" in request.GET and not form.is_bound,
    }
    status = 422 if form.is_bound else 200
    return render(request, "site/wish.html", context, status=status)


def _keep(form: WishForm, activity: Activity) -> bool:
    try:
        actions.make_wish(
            activity, text=form.cleaned_data["wish"], language=_language()
        )
    except Refused as refused:
        form.add_error("wish", str(programme_messages.REFUSALS[refused.reason]))
        return False
    return True


def _language() -> str:
    return (get_language() or "fi")[:2]
