"""Locking an idea, writing what was said, and the letters about it."""

from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.founding import access, queries, rules
from pirtti.founding.models import GroupIdea, IdeaNote
from pirtti.people.models import User
from pirtti.post import actions as post


def locked(idea: GroupIdea) -> GroupIdea:
    """Read an idea anew and keep others from changing it meanwhile.

    Raises Refused when it was taken back.
    """
    found = GroupIdea.objects.select_for_update().filter(pk=idea.pk).first()
    if found is None:
        raise Refused(rules.Refusal.LINK_UNKNOWN)
    return found


def note(
    idea: GroupIdea, what: rules.What, *, by: User | None = None, words: str = ""
) -> IdeaNote:
    """Write a line of what was said."""
    return IdeaNote.objects.create(idea=idea, what=what, by=by, words=words)


def settle(idea: GroupIdea, state: rules.State) -> None:
    """Store how an idea stands; what is decided gets its day."""
    idea.state = state
    if not rules.is_open(state):
        idea.decided_at = timezone.now()
    idea.save()


def tell_proposer(said: IdeaNote) -> None:
    """Write to whoever has the idea what was said; the letter stores no address."""
    idea = said.idea
    to = access.contact_of(idea)
    if to is None:
        return
    is_own = said.what == rules.What.SENT
    post.queue(
        rules.Kind.MINE if is_own else rules.Kind.NEWS,
        to=to,
        language=idea.language,
        dedupe=f"idea:{idea.pk}:{said.pk}:{idea.contact_key[:12]}",
        params={"idea_note": said.pk},
    )


def tell_coordinators(said: IdeaNote) -> None:
    """Tell those who help groups begin in the area that something waits for them."""
    for user in queries.who_hears(said.idea.area, today=timezone.localdate()):
        post.queue(
            rules.Kind.ARRIVED,
            to=user.email,
            language=user.language,
            dedupe=f"idea:{said.idea_id}:{said.pk}:to:{user.pk}",
            params={"group_idea": said.idea_id},
        )


def forget_letters(idea: GroupIdea) -> None:
    """Take back the letters about an idea to whoever has it, and their traces."""
    for pk in idea.notes.values_list("pk", flat=True):
        post.forget_about(idea_note=pk)


def forget_all_letters(idea: GroupIdea) -> None:
    """Take back every letter about an idea, those to coordinators too."""
    forget_letters(idea)
    post.forget_about(group_idea=idea.pk)
