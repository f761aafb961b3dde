"""One button takes back what was just done."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pirtti.desk import messages, undo
from pirtti.desk.views import answers


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Do the opposite of what a signed note tells of, or say why not."""
    by = answers.person(request)
    address, reason = undo.take_back(by, request.POST.get("note", ""))
    if reason:
        say.error(request, str(messages.sentence(reason)))
    else:
        say.success(request, _("Undone: it is as it was before."))
    return redirect(address)
