"""Own places: what families read of them, their rooms."""

from django.contrib import messages as say
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pirtti.desk import access
from pirtti.desk.forms.places import PlaceForm, RoomForm
from pirtti.desk.queries import places as queries
from pirtti.desk.views import answers
from pirtti.network import access as network
from pirtti.network import actions
from pirtti.network.models import Place
from pirtti.network.rules import May


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """List own places with what a family would still miss."""
    access.need(request.user, May.EDIT_PLACE)
    context = {
        "rows": queries.own_places(request.user),
        "may_add": queries.may_add(request.user),
    }
    return render(request, "desk/places.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is told of a place; its public page changes at once."""
    found = network.place_for(request.user, pk, May.EDIT_PLACE)
    return _edit(request, found, _("Saved. Families see the change at once."))


@require_http_methods(["GET", "HEAD", "POST"])
def place_new(request: HttpRequest) -> HttpResponse:
    """Add a place in one's own area."""
    if not queries.may_add(request.user):
        raise Http404
    return _edit(
        request, Place(), _("The place is there. Tell next when its door is open.")
    )


def _edit(request: HttpRequest, found: Place, sentence: str) -> HttpResponse:
    form = PlaceForm(
        answers.typed(request), request.FILES or None, viewer=request.user, place=found
    )
    if answers.attempt(form, lambda: _save(request, form)):
        say.success(request, sentence)
        return redirect("desk:place", found.pk)
    return answers.page(request, "desk/place_form.html", form, place=found)


def _save(request: HttpRequest, form: PlaceForm) -> Place:
    filled = form.filled()
    if not filled.slug:
        filled.slug = queries.free_slug(Place, filled.name, filled.code)
    partners = form.cleaned_data.get("partners")
    return actions.save_place(filled, by=answers.person(request), partners=partners)


@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a room, or change the one that `?room=` names."""
    found = network.place_for(request.user, pk, May.EDIT_PLACE)
    room = queries.room_of(found, request.GET.get("room", ""))
    form = RoomForm(answers.typed(request), room=room)
    by = answers.person(request)
    if answers.attempt(form, lambda: actions.save_room(form.filled(), by=by)):
        say.success(request, _("The room is saved."))
        return redirect("desk:rooms", pk)
    return answers.page(request, "desk/rooms.html", form, place=found, room=room)
