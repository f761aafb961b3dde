"""Links for partners without an account, and proposing at another's place."""

from django.contrib import messages as say
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.desk import access
from pirtti.desk.forms.proposals import ElsewhereForm, LinkForm
from pirtti.desk.queries import proposal_links as link_queries
from pirtti.desk.queries import proposals as queries
from pirtti.desk.views import answers
from pirtti.network.rules import May
from pirtti.proposals import access as proposal_access
from pirtti.proposals import actions
from pirtti.proposals.models import Proposal


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_links(request: HttpRequest) -> HttpResponse:
    """List the links that partners propose by, and make a new one."""
    access.need(request.user, May.PUBLISH)
    form = LinkForm(answers.typed(request), viewer=request.user)
    by = answers.person(request)
    if answers.attempt(form, lambda: actions.make_link(by=by, **form.as_link())):
        say.success(request, _("The link is ready. Give it to your partner."))
        return redirect("desk:proposal_links")
    links = link_queries.links(request)
    return answers.page(request, "desk/proposal_links.html", form, links=links)


@require_POST
def proposal_link_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a link; what was proposed by it stays."""
    link = proposal_access.link_for(request.user, pk, May.PUBLISH)
    actions.revoke_link(link, by=answers.person(request))
    say.success(request, _("The link is closed. What was proposed by it stays."))
    return redirect("desk:proposal_links")


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose an activity of one's own organisation at somebody else's place."""
    area = queries.area_to_propose_in(request.user)
    if area is None:
        raise Http404
    form = ElsewhereForm(answers.typed(request), viewer=request.user, area=area)
    sent = answers.attempt(form, lambda: _send(request, form))
    if sent:
        say.success(request, _("Sent. You see here how it stands."))
        return redirect("desk:proposals")
    return answers.page(request, "desk/propose.html", form)


def _send(request: HttpRequest, form: ElsewhereForm) -> Proposal:
    by = answers.person(request)
    audiences = form.cleaned_data["audiences"]
    return actions.send(form.apply(Proposal()), audiences=audiences, by=by)
