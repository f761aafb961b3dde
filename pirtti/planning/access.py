"""Who may plan with whom: rounds of one's areas, answers of one's organisations.

An area's role opens its rounds; an organisation's own role, or the area's, answers for
the organisation; a signed link in a letter answers for one organisation without an
account, as long as the round is open.
"""

from django.core import signing
from django.db.models import BigIntegerField, Q, QuerySet
from django.http import Http404

from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation
from pirtti.network.rules import May
from pirtti.planning.models import Ask, ComingChange, Edition, Promise, Round, YearMark

# What a coordinator of an area may do that a partner may not.
LEAD = May.EDIT_ORGANISATION
TAKE_PART = May.EDIT_CALENDAR

_SIGNER = signing.Signer(salt="pirtti.planning.answer", sep=".")


def rounds_where(viewer: Viewer) -> QuerySet[Round]:
    """Return the rounds of the areas that the viewer coordinates."""
    return Round.objects.filter(area__in=access.areas_where(viewer, LEAD))


def round_for(viewer: Viewer, pk: int) -> Round:
    """Fetch a round that the viewer coordinates; Http404 otherwise."""
    found = rounds_where(viewer).select_related("area").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def may_open(viewer: Viewer) -> bool:
    """Say whether the viewer may open a round: one with such a role at an area."""
    return any(role.area_id is not None for role in access.roles_for(viewer, LEAD))


def organisations_of(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the organisations for which the viewer may answer."""
    return access.organisations_where(viewer, TAKE_PART, by_place=False)


def asks_where(viewer: Viewer) -> QuerySet[Ask]:
    """Return the asks that the viewer may answer: one's own, and of one's own rounds."""
    return Ask.objects.filter(
        Q(organisation__in=organisations_of(viewer).values("pk"))
        | Q(round__in=rounds_where(viewer).values("pk"))
    )


def asked_oneself(viewer: Viewer) -> Q:
    """Match asks of one's own organisations, not those one only coordinates."""
    own = [
        role.organisation_id
        for role in access.roles_for(viewer, TAKE_PART)
        if role.organisation_id is not None
    ]
    mine = (
        Q(organisation__in=own)
        | Q(organisation__parent__in=own)
        | Q(organisation__parent__parent__in=own)
    )
    partly = Q(organisation__in=organisations_of(viewer).values("pk"))
    return mine | partly & ~Q(round__in=rounds_where(viewer).values("pk"))


def ask_for(viewer: Viewer, pk: int) -> Ask:
    """Fetch an ask that the viewer may answer; Http404 otherwise."""
    found = _whole(asks_where(viewer)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def ask_to_nudge(viewer: Viewer, pk: int) -> Ask:
    """Fetch an ask of a round that the viewer coordinates; Http404 otherwise."""
    asks = Ask.objects.filter(round__in=rounds_where(viewer))
    found = _whole(asks).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def leads_round(viewer: Viewer, ask: Ask) -> bool:
    """Say whether the viewer coordinates the round that an ask belongs to."""
    return rounds_where(viewer).filter(pk=ask.round_id).exists()


def answers_for_them(viewer: Viewer, ask: Ask) -> bool:
    """Say whether only an area's role lets the viewer answer: it is not one's own."""
    organisation = ask.organisation
    line = {organisation.pk, organisation.parent_id}
    if organisation.parent is not None:
        line.add(organisation.parent.parent_id)
    own = {role.organisation_id for role in access.roles_for(viewer, TAKE_PART)}
    return not (own & line - {None})


def token_for(ask: Ask) -> str:
    """Return the word of the link that answers for this organisation."""
    return _SIGNER.sign(str(ask.pk))


def ask_by_token(token: str) -> Ask:
    """Fetch the ask of a letter's link; Http404 for a word that we did not sign."""
    try:
        pk = int(_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    found = _whole(Ask.objects.all()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _whole(asks: QuerySet[Ask]) -> QuerySet[Ask]:
    return asks.select_related(
        "round__area", "organisation__area", "organisation__parent"
    )


def promise_of(ask: Ask, pk: int) -> Promise:
    """Fetch one promise of an answer; Http404 for another's."""
    found = ask.promises.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def areas_to_see(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas whose calendar the viewer plans: by an area's role or nearby.

    Near is the area of an own place or organisation and the areas below it.
    """
    areas = access.areas_where(viewer, TAKE_PART)
    places = access.places_where(viewer, TAKE_PART)
    organisations = access.organisations_where(viewer, TAKE_PART)
    return Area.objects.filter(
        Q(pk__in=areas.values("pk"))
        | Q(pk__in=places.values("area"))
        | Q(pk__in=organisations.values("area"))
    )


def marks_of(organisation: Organisation, pk: int) -> YearMark:
    """Fetch one mark of an organisation's year; Http404 for another's."""
    found = organisation.year_marks.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def organisation_for(viewer: Viewer, pk: int) -> Organisation:
    """Fetch an organisation whose year the viewer may tell; Http404 otherwise."""
    found = organisations_of(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def change_for(viewer: Viewer, pk: int) -> ComingChange:
    """Fetch a coming change that the viewer may take back; Http404 otherwise."""
    found = (
        ComingChange.objects.filter(
            Q(organisation__in=organisations_of(viewer).values("pk"))
            | Q(area__in=access.areas_where(viewer, LEAD))
        )
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def edition_for(area_slug: str, round_pk: int, number: int | None) -> Edition:
    """Fetch a published edition, the newest unless told; Http404 when there is none."""
    # A number that no row can have would not even fit into the question.
    if round_pk > BigIntegerField.MAX_BIGINT:
        raise Http404
    editions = Edition.objects.select_related("round__area").filter(
        round=round_pk, round__area__slug=area_slug
    )
    if number is not None:
        editions = editions.filter(number=number)
    found = editions.order_by("-number").first()
    if found is None:
        raise Http404
    return found
