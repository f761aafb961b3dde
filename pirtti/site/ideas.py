"""An idea for a group: six plain steps without an account, behind a secret link."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pirtti.core import addresses, clients, marks
from pirtti.core.forms import attempt
from pirtti.core.refusals import Refused
from pirtti.founding import access, actions, messages, queries, rules, words
from pirtti.founding.forms import FORMS, AliasForm, StartForm, StepForm, WordsForm
from pirtti.founding.models import GroupIdea
from pirtti.network import queries as network
from pirtti.network.models import Area
from pirtti.site import near

# A field that people do not see; programs that fill in everything do.
TRAP = "homepage"
UNPROCESSABLE, GONE = 422, 404
TONES = {
    rules.State.ACCEPTED: "good",
    rules.State.ASKED: "warn",
    rules.State.DECLINED: "warn",
}


@marks.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask where, show what is there already, and begin a draft with one press."""
    data = request.POST if request.method == "POST" else request.GET
    form = StartForm(data)
    area, found = _where(form, data.get("area", ""))
    if request.method == "POST":
        begun = attempt(form, lambda: _begin(request, form, area))
        if begun is not None:
            return _to(begun, rules.Step.LEADER)
    return _start_page(request, form, area, found)


def _where(form: StartForm, slug: str) -> tuple[Area | None, list[Area]]:
    """Return the area that is meant, else those that may be."""
    area = network.area_of_slug(slug[:80])
    if area is not None or not form.is_valid():
        return area, []
    typed = form.cleaned_data["where"]
    if not typed:
        return None, []
    clear = near.look_up(typed).clear
    return clear, [] if clear else network.areas_matching(typed)


def _begin(request: HttpRequest, form: StartForm, area: Area | None) -> GroupIdea:
    if request.POST.get(TRAP):
        raise Refused(rules.Refusal.NOT_BY_HAND)
    if area is None:
        raise Refused(rules.Refusal.NEEDS_AREA)
    return actions.begin(
        area,
        language=words.language(),
        network=clients.network_of(request),
        audiences=form.audiences,
        ages=form.ages,
        leads=form.cleaned_data["lead"],
    )


def _start_page(
    request: HttpRequest, form: StartForm, area: Area | None, found: list[Area]
) -> HttpResponse:
    is_asked = form.is_valid() and area is not None
    nearby = (
        queries.nearby(area, audiences=form.audiences, ages=form.ages)
        if is_asked and area
        else []
    )
    context = {
        "form": form,
        "area": area,
        "found": found,
        "nearby": nearby,
        "trap": TRAP,
        "is_erased": request.GET.get("done") == "erased",
        "typed": form.cleaned_data.get("where", ""),
        "is_nowhere": request.GET.get("where") == "" and area is None,
    }
    wrong = request.method == "POST"
    status = UNPROCESSABLE if wrong else 200
    return render(request, "site/idea_start.html", context, status=status)


@marks.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def idea(request: HttpRequest, word: str, step: str) -> HttpResponse:
    """Show one step of an idea, or how it stands; sending stores and goes on."""
    found = access.idea_with(word)
    if found is None:
        return _gone(request)
    if step == rules.READY:
        return _ready(request, found, word)
    if step not in rules.STEPS:
        raise Http404
    if not found.is_open:
        return redirect("site:idea", word, rules.READY)
    return _step(request, found, word, rules.Step(step))


def _step(
    request: HttpRequest, found: GroupIdea, word: str, step: rules.Step
) -> HttpResponse:
    form = FORMS[step](request.POST if request.method == "POST" else None, idea=found)
    if attempt(form, lambda: actions.save_step(found, **form.stored)):
        return redirect("site:idea", word, _next(request, step))
    return _step_page(request, form, word, step)


def _next(request: HttpRequest, step: rules.Step) -> str:
    """Return where the pressed button leads: on, back, or to any other step."""
    before, after = rules.beside(step)
    wanted = request.POST.get("to", "")
    known = {*rules.STEPS, rules.READY}
    return (
        before if wanted == "back" and before else wanted if wanted in known else after
    )


def _step_page(
    request: HttpRequest, form: StepForm, word: str, step: rules.Step
) -> HttpResponse:
    found = form.idea
    before, after = rules.beside(step)
    context = {
        "form": form,
        "idea": found,
        "word": word,
        "step": step,
        "title": messages.STEPS[step],
        "lede": messages.LEDES[step],
        "number": rules.STEPS.index(step) + 1,
        "steps": _progress(step),
        "before": before,
        "next_title": messages.STEPS[rules.Step(after)] if after != rules.READY else "",
        "nearby": _nearby(found) if step == rules.Step.NETWORKS else None,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "site/idea_step.html", context, status=status)


def _progress(now: rules.Step | None) -> list[dict[str, Any]]:
    """List the steps for the line that tells how far one is."""
    return [
        {"word": one, "title": messages.STEPS[one], "is_now": one == now}
        for one in rules.STEPS
    ]


def _nearby(found: GroupIdea) -> list[queries.Near]:
    return queries.nearby(
        found.area,
        audiences=list(found.audiences.all()),
        ages=(found.age_from_months, found.age_to_months),
    )


def _ready(request: HttpRequest, found: GroupIdea, word: str) -> HttpResponse:
    """Look an idea through, send it, answer a question, or take it back."""
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("do") == "withdraw":
        actions.withdraw(found)
        return redirect(f"{reverse('site:idea_start')}?done=erased")
    if attempt(form, lambda: _do(request, form, found)) is not None:
        return redirect("site:idea", word, rules.READY)
    return _ready_page(request, form, found, word)


def _do(request: HttpRequest, form: WordsForm, found: GroupIdea) -> object:
    if request.POST.get("do") == "answer":
        return actions.answer(found, words=form.cleaned_data["words"])
    return actions.send(found)


def _ready_page(
    request: HttpRequest, form: WordsForm, found: GroupIdea, word: str
) -> HttpResponse:
    missing = rules.missing(
        alias=found.alias, has_contact=bool(found.contact), for_whom=found.for_whom
    )
    state = rules.State(found.state)
    steps = words.history(found)
    context = {
        "form": form,
        "idea": found,
        "word": word,
        "title": words.title(found),
        "state": messages.STATES[state],
        "stands": messages.STANDS[state],
        "tone": TONES.get(state, "info"),
        "facts": words.facts(found),
        "missing": [(messages.REFUSALS[one], rules.step_of(one)) for one in missing],
        "history": steps,
        "steps": _progress(None),
        "last_words": steps[-1][0].words if steps and not found.waits else "",
        "link": addresses.absolute(request, request.path),
        "is_alone": found.leading == rules.Leading.ALONE,
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "site/idea_ready.html", context, status=status)


@marks.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: HttpRequest, word: str) -> HttpResponse:
    """Say yes or no to leading a group together; opening the link does nothing."""
    invite = access.invite_with(word)
    if invite is None:
        return _gone(request)
    form = AliasForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("do") == "no":
        actions.decline_invite(word)
        return render(request, "site/lead_answered.html", {"is_yes": False})
    leader = attempt(
        form,
        lambda: actions.accept_invite(word, alias=form.cleaned_data["alias"]),
    )
    if leader is not None:
        return render(request, "site/lead_answered.html", {"is_yes": True})
    context = {"form": form, "group": invite.group, "word": word}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "site/lead_invite.html", context, status=status)


def _to(found: GroupIdea, step: rules.Step) -> HttpResponse:
    return redirect("site:idea", access.word_of(found), step)


def _gone(request: HttpRequest) -> HttpResponse:
    """Say kindly that a link is over; one cannot see whether it ever was."""
    context = {"why": messages.REFUSALS[rules.Refusal.LINK_UNKNOWN]}
    return render(request, "site/idea_gone.html", context, status=GONE)
