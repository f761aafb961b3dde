"""Who may see and decide about proposals, and what a link opens."""

import hashlib

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import Http404

from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Organisation
from pirtti.network.rules import May
from pirtti.proposals import rules
from pirtti.proposals.models import ActorDecision, Proposal, ProposalLink

# A sign that no signature holds, and that no mail program breaks a line at.
_SEPARATOR = "."
_LINK = signing.Signer(salt="pirtti.proposals.link", sep=_SEPARATOR)
_OWN = signing.Signer(salt="pirtti.proposals.own", sep=_SEPARATOR)
_CONFIRM = signing.TimestampSigner(salt="pirtti.proposals.confirm", sep=_SEPARATOR)
_ADDRESS_SIGNS = 10


def word_of_link(link: ProposalLink) -> str:
    """Return the secret word of a link; it can't be made from the database alone."""
    return _LINK.sign(link.key)


def link_with(word: str) -> ProposalLink:
    """Return the link of a secret word, open or closed; Http404 for any other word."""
    key = _unsigned(_LINK, word)
    found = (
        ProposalLink.objects.select_related("place__area", "area", "organisation")
        .filter(key=key)
        .first()
    )
    if found is None:
        raise Http404
    return found


def word_of_proposal(proposal: Proposal) -> str:
    """Return the secret word of the proposer's own page."""
    return _OWN.sign(proposal.key)


def proposal_with(word: str) -> Proposal:
    """Return the proposal of a secret word; Http404 for any other word."""
    key = _unsigned(_OWN, word)
    found = _with_names(Proposal.objects.filter(key=key)).first()
    if found is None:
        raise Http404
    return found


def word_to_confirm(organisation: Organisation, address: str) -> str:
    """Return the secret word by which an organisation's contact confirms."""
    return _CONFIRM.sign(f"{organisation.pk}-{_sign_of(address)}")


def organisation_to_confirm(word: str) -> Organisation:
    """Return whose activities a secret word confirms; Http404 when it is too old.

    It ends when the organisation has another address: contact persons change.
    """
    longest = rules.CONFIRM_LINK_DAYS * 24 * 60 * 60
    try:
        told = _CONFIRM.unsign(word, max_age=longest)
    except signing.BadSignature as bad:
        raise Http404 from bad
    number, _dash, sign = told.partition("-")
    found = Organisation.objects.filter(pk=int(number)).first()
    if found is None or sign not in map(_sign_of, addresses_of(found)):
        raise Http404
    return found


def addresses_of(organisation: Organisation) -> list[str]:
    """Return where an organisation is written to: contact and deputy, else its own."""
    named = [organisation.contact_email, organisation.deputy_email]
    found = list(dict.fromkeys(address.strip().lower() for address in named if address))
    return found or [organisation.email] if organisation.email else found


def proposals_where(viewer: Viewer, what: May) -> QuerySet[Proposal]:
    """Return the proposals to the places and areas where the viewer may do `what`."""
    places = access.places_where(viewer, what)
    areas = access.areas_where(viewer, what)
    reach = Q(place__in=places) | Q(area__in=areas)
    return _with_names(Proposal.objects.filter(reach))


def own_proposals(viewer: Viewer) -> QuerySet[Proposal]:
    """Return what the viewer's own organisations have proposed somewhere."""
    own = organisations_to_speak_for(viewer)
    return _with_names(Proposal.objects.filter(organisation__in=own))


def organisations_to_speak_for(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the organisations in whose name the viewer may propose."""
    return access.organisations_where(viewer, May.EDIT_CALENDAR, by_place=False)


def proposal_for(viewer: Viewer, pk: int, what: May) -> Proposal:
    """Fetch a proposal for deciding about it; Http404 when that is not allowed."""
    found = proposals_where(viewer, what).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def links_where(viewer: Viewer, what: May) -> QuerySet[ProposalLink]:
    """Return the links to the places and areas where the viewer may do `what`."""
    reach = Q(place__in=access.places_where(viewer, what)) | Q(
        area__in=access.areas_where(viewer, what)
    )
    return ProposalLink.objects.filter(reach).select_related(
        "place", "area", "organisation", "made_by"
    )


def link_for(viewer: Viewer, pk: int, what: May) -> ProposalLink:
    """Fetch a link for closing it; Http404 when that is not allowed."""
    found = links_where(viewer, what).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def decision_for(viewer: Viewer, pk: int, what: May) -> ActorDecision:
    """Fetch what a house decided about an actor; Http404 when that is not allowed."""
    found = (
        ActorDecision.objects.filter(place__in=access.places_where(viewer, what))
        .select_related("place", "organisation")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _with_names(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    return proposals.select_related(
        "area", "place__area", "place__host", "organisation", "kind", "activity", "link"
    )


def _unsigned(signer: signing.Signer, word: str) -> str:
    try:
        return signer.unsign(word)
    except signing.BadSignature as bad:
        raise Http404 from bad


def _sign_of(address: str) -> str:
    """Return a few signs that stand for an address without telling it."""
    told = hashlib.sha256(address.strip().lower().encode()).hexdigest()
    return told[:_ADDRESS_SIGNS]
