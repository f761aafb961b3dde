"""Pages of partners without an account: proposing by a link, following it, confirming."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pirtti.core import clients, marks
from pirtti.core.forms import attempt
from pirtti.core.refusals import Refused
from pirtti.network.models import Area
from pirtti.people import actions as people
from pirtti.proposals import access, actions, freshness, messages, rules, words
from pirtti.proposals.forms import AnswerForm, ProposalForm
from pirtti.proposals.models import Proposal, ProposalLink

# Ten proposals at once and ten an hour from one network; a link takes more, since
# a whole town may have it.
MOST_AT_ONCE, PER_HOUR = 10, 10
MOST_OF_LINK, PER_HOUR_OF_LINK = 40, 40
# A field that people do not see; programs that fill in everything do.
TRAP = "homepage"
UNPROCESSABLE = 422
TONES = {
    rules.State.APPROVED: "good",
    rules.State.ASKED: "warn",
    rules.State.DECLINED: "warn",
}


@marks.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, word: str) -> HttpResponse:
    """Ask what a partner would like to arrange; sending leads to its own page."""
    link = access.link_with(word)
    closed = rules.refuse_link(
        revoked=link.revoked_at is not None,
        expires_at=link.expires_at,
        now=timezone.now(),
    )
    if closed:
        sentence = messages.REFUSALS[closed]
        return render(request, "site/closed.html", {"sentence": sentence}, status=410)
    form = _form(request, link)
    sent = attempt(form, lambda: _send(request, form, link))
    if sent:
        return redirect("site:proposal", access.word_of_proposal(sent))
    return _page(request, "site/propose.html", form, link=link)


def _form(request: HttpRequest, link: ProposalLink) -> ProposalForm:
    return ProposalForm(
        request.POST if request.method == "POST" else None,
        area=link.whole_area,
        place=link.place,
        organisation=link.organisation,
    )


def _send(request: HttpRequest, form: ProposalForm, link: ProposalLink) -> Proposal:
    """Send a proposal, unless it is a program's or one of too many."""
    if request.POST.get(TRAP):
        raise Refused(rules.Refusal.NOT_BY_HAND)
    key = f"propose|{clients.network_of(request)}"
    may = people.try_once(key, capacity=MOST_AT_ONCE, per_hour=PER_HOUR)
    of_link = f"propose-link|{link.pk}"
    may = may and people.try_once(
        of_link, capacity=MOST_OF_LINK, per_hour=PER_HOUR_OF_LINK
    )
    if not may:
        raise Refused(rules.Refusal.TOO_MANY)
    return actions.send(
        form.apply(Proposal(link=link)), audiences=form.cleaned_data["audiences"]
    )


@marks.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, word: str) -> HttpResponse:
    """Show a proposal to whoever sent it: how it stands and what was said."""
    found = access.proposal_with(word)
    refusal = None
    if request.method == "POST":
        try:
            actions.withdraw(found)
        except Refused as refused:
            refusal = messages.REFUSALS[refused.reason]
        else:
            return redirect("site:proposal", word)
    context = _story(found) | {"word": word, "refusal": refusal}
    status = UNPROCESSABLE if refusal else 200
    return render(request, "site/proposal.html", context, status=status)


def _story(found: Proposal) -> dict[str, object]:
    """Return what the page of a proposal tells."""
    steps = words.history(found)
    answered = found.state in {rules.State.ASKED, rules.State.DECLINED}
    return {
        "proposal": found,
        "stands": messages.STANDS[rules.State(found.state)],
        "tone": TONES.get(rules.State(found.state), "info"),
        "last_words": steps[-1][0].words if steps and answered else "",
        "facts": words.facts(found),
        "steps": steps,
    }


@marks.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_change(request: HttpRequest, word: str) -> HttpResponse:
    """Change a proposal, or answer a question with a sentence."""
    found = access.proposal_with(word)
    if not found.is_open:
        return redirect("site:proposal", word)
    place = found.link.place if found.link else None
    data = request.POST if request.method == "POST" else None
    form = ProposalForm(data, area=_area_of(found), place=place, proposal=found)
    answer = AnswerForm(data)
    said = answer.is_valid()
    if said and attempt(form, lambda: _change(form, found, answer)) is not None:
        return redirect("site:proposal", word)
    return _page(
        request, "site/propose.html", form, proposal=found, word=word, answer=answer
    )


def _area_of(found: Proposal) -> Area:
    return found.link.area if found.link and found.link.area else found.area


def _change(form: ProposalForm, found: Proposal, answer: AnswerForm) -> Proposal:
    return actions.change(
        form.apply(found),
        audiences=form.cleaned_data["audiences"],
        words=answer.cleaned_data["words"],
    )


@marks.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, word: str) -> HttpResponse:
    """Let an organisation's contact say that what is told still holds."""
    organisation = access.organisation_to_confirm(word)
    stale = freshness.of_organisation(organisation, timezone.now())
    if request.method == "POST":
        chosen = request.POST.get("activity", "")
        actions.confirm([one for one in stale if chosen in {"", str(one.pk)}], by=None)
        return redirect("site:confirm", word)
    missing = freshness.missing_of(organisation, timezone.now())
    context = {
        "organisation": organisation,
        "stale": stale,
        "others": [line for line in missing if line.what != rules.Missing.STALE],
    }
    return render(request, "site/confirm.html", context)


def _page(
    request: HttpRequest, template: str, form: ProposalForm, **context: object
) -> HttpResponse:
    status = UNPROCESSABLE if form.is_bound else 200
    return render(
        request, template, {"form": form, "trap": TRAP, **context}, status=status
    )
