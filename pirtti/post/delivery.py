"""Sending what is due: take a letter, look whether it is still wanted, send, note it.

Between taking and sending everything is committed, so that a process that dies leaves
a letter that is "being sent" until its lease ends. What happens then is the kind's
policy (`reliability.md` §3.6).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from pirtti.post import actions, kinds, mails, queries, rules
from pirtti.post.kinds import Kind
from pirtti.post.models import Letter
from pirtti.post.rules import Ending, Fault, Policy
from pirtti.post.transport import Line, NotSent

log = logging.getLogger(__name__)

State = Letter.State
BATCH = 50


@dataclass
class Round:
    """What one round did."""

    sent: int = 0
    dropped: int = 0
    put_back: int = 0
    failed: int = 0

    @property
    def all(self) -> int:
        """Return how many letters were taken."""
        return self.sent + self.dropped + self.put_back + self.failed


def never() -> bool:
    """Do not stop before the round is over."""
    return False


def deliver(
    line: Line, *, limit: int = BATCH, is_over: Callable[[], bool] = never
) -> Round:
    """Send up to `limit` letters that are due, over one line; returns what was done.

    `is_over` is asked between two letters.
    """
    done = Round()
    for letter in list(queries.due(timezone.now())[:limit]):
        if is_over():
            break
        was_lost = letter.state == State.SENDING
        if actions.claim(letter, now=timezone.now()):
            _send(letter, line, done, was_lost=was_lost)
    return done


def _send(letter: Letter, line: Line, done: Round, *, was_lost: bool) -> None:
    """Send a letter that is ours, and note what became of it."""
    kind = kinds.get(letter.kind)
    assert kind is not None
    if was_lost and kind.policy is Policy.AT_MOST_ONCE:
        # Somebody died over it and may have sent it: never twice.
        _give_up(letter, done, "unresolved")
        return
    try:
        mail = _written(letter, kind)
    except Exception as error:
        # One letter that can't be written must not hold up the others.
        log.exception("A letter of the kind %s could not be written", letter.kind)
        _put_back(letter, kind, done, Fault(rules.Stage.NOT_TAKEN, name=_name(error)))
        return
    if mail is None:
        done.dropped += 1
        actions.end(letter, State.DROPPED, now=timezone.now())
        return
    try:
        _hand_over(letter, mail, line)
    except NotSent as refused:
        _note_fault(letter, kind, done, refused.fault)
        return
    done.sent += 1
    actions.end(letter, State.SENT, now=timezone.now())


def _written(letter: Letter, kind: Kind) -> EmailMultiAlternatives | None:
    """Write the mail, if it is wanted and there is somebody to send it to."""
    if queries.is_dead(letter.to_key):
        return None
    mail = mails.compose(letter, kind)
    to = letter.to or (kind.address(letter) if kind.address else None)
    if mail is None or not to:
        return None
    mail.to = [to]
    return mail


def _hand_over(letter: Letter, mail: EmailMultiAlternatives, line: Line) -> None:
    if not queries.keeps_mails():
        line.send(mail)
        return
    mail.to = [rules.masked(mail.to[0]).replace("…", "_")]
    actions.keep(letter, mail.message().as_string())


def _note_fault(letter: Letter, kind: Kind, done: Round, fault: Fault) -> None:
    now = timezone.now()
    if fault.is_dead_address:
        actions.note_dead(letter.to_key, now=now)
    _put_back(letter, kind, done, fault)


def _put_back(letter: Letter, kind: Kind, done: Round, fault: Fault) -> None:
    """Let it wait for its next try, or give it up."""
    ending = rules.after_fault(fault, policy=kind.policy, attempts=letter.attempts)
    if ending is Ending.AGAIN:
        done.put_back += 1
        actions.put_back(letter, now=timezone.now(), fault=str(fault))
        return
    _give_up(letter, done, str(fault))


def _give_up(letter: Letter, done: Round, fault: str) -> None:
    done.failed += 1
    actions.end(letter, State.FAILED, now=timezone.now(), fault=fault)


def _name(error: Exception) -> str:
    return type(error).__name__
