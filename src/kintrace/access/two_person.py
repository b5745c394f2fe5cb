"""Two-person acts: one proposes, another signs exactly that, and it is carried out once.

The signature holds for the very content: what is carried out later is compared, by its digest, with what was
proposed and signed. Whoever signs is somebody else, in another session and at another browser.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.access import acts
from kintrace.access.acts import Payload
from kintrace.access.alerts import alert, to_be_told
from kintrace.access.models import Alert, Event, Proposal, User
from kintrace.access.permissions import require, roles_of
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError

LASTS: Final = timedelta(hours=72)
WAITING, APPROVED, REFUSED, DONE = (Proposal.State(state) for state in ("waiting", "approved", "refused", "done"))


class NotByTwo(KintraceError):
    """Whoever signs has to be somebody else, in another session and at another browser."""


class NotOpen(KintraceError):
    """The proposal was signed, refused or carried out before, or its time is over."""


class Altered(KintraceError):
    """What is to be carried out is not what was signed."""


class NotPossibleYet(KintraceError):
    """Nothing here carries this act out yet, or the time that has to pass is not over."""


@transaction.atomic
def propose(by: User, act: str, payload: Payload) -> Proposal:
    """Propose an act; raises WrongUse where the payload does not fit it, naming the field."""
    kind = acts.act_named(act)
    require(by, "access.propose")
    if not roles_of(by) & kind.propose or _is_about(by, payload):
        raise PermissionDenied(act)
    acts.check(kind, payload)
    if kind.does is None:
        raise NotPossibleYet(_("Nothing here carries this act out yet."))
    at = clock.now()
    proposal = Proposal.objects.create(
        act=act, payload=dict(payload), digest=digest(act, payload), by=by, seat=by.seat, at=at, expires=at + LASTS
    )
    Event.record(by, f"{act}.proposed", subject=proposal.code)
    return proposal


@transaction.atomic
def approve(by: User, proposal: Proposal) -> Proposal:
    """Sign a proposal of somebody else, for exactly what it says."""
    return _decide(by, proposal, state=APPROVED)


@transaction.atomic
def refuse(by: User, proposal: Proposal) -> Proposal:
    """Refuse a proposal; whoever made it may take it back in the same way."""
    return _decide(by, proposal, state=REFUSED)


@transaction.atomic
def carry_out(by: User, proposal: Proposal, payload: Payload) -> object:
    """Do what was signed, once; only one of the two may, and only with the payload that was signed."""
    kept = Proposal.objects.select_for_update().get(pk=proposal.pk)
    kind = acts.act_named(kept.act)
    if by.is_shut_out or by.pk not in {kept.by_id, kept.decided_by_id}:
        raise PermissionDenied(kept.act)
    if not hmac.compare_digest(digest(kept.act, payload), kept.digest):
        raise Altered(_("What would be done is not what was signed. Nothing was done; please propose it anew."))
    if kept.state != APPROVED or kept.expires <= clock.now():
        raise NotOpen(_("This was never signed, was carried out before, or its three days are over."))
    _check_still_two(kept, kind=kind)
    if kind.does is None or (kept.decided_at is not None and clock.now() < kept.decided_at + kind.waits):
        raise NotPossibleYet(_("A day has to pass between the signature and this act. Nothing was done yet."))
    moved = Proposal.objects.filter(pk=kept.pk, state=APPROVED, expires__gt=clock.now())
    if not moved.update(state=DONE, done_at=clock.now()):
        raise NotOpen(_("This was never signed, was carried out before, or its three days are over."))
    answer = kind.does(by, payload)
    Event.record(by, f"{kept.act}.done", subject=kept.code)
    return answer


def digest(act: str, payload: Payload) -> str:
    """Return the SHA-256 of an act and its payload, written in the one way there is to write them."""
    said = json.dumps({"act": act, "payload": payload}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _decide(by: User, proposal: Proposal, *, state: Proposal.State) -> Proposal:
    kept = Proposal.objects.select_for_update().get(pk=proposal.pk)
    kind = acts.act_named(kept.act)
    taken_back = state == REFUSED and by.pk == kept.by_id
    if not taken_back:
        _check_other(by, kept, kind=kind)
    if not hmac.compare_digest(digest(kept.act, kept.payload), kept.digest):
        raise Altered(_("What would be done is not what was signed. Nothing was done; please propose it anew."))
    at = clock.now()
    open_still = Proposal.objects.filter(pk=kept.pk, state=WAITING, expires__gt=at)
    if not open_still.update(state=state, decided_by=by, decided_at=at):
        raise NotOpen(_("This was decided before, or its three days are over."))
    Event.record(by, f"{kept.act}.{state}", subject=kept.code)
    if state == APPROVED and kind.waits:
        alert(to_be_told(by), Alert.Kind.LARGE_EXPORT, about=kept.code)
    kept.refresh_from_db()
    return kept


def _check_other(by: User, kept: Proposal, *, kind: acts.Act) -> None:
    require(by, "access.sign")
    if by.pk == kept.by_id:
        raise NotByTwo(_("Whoever proposed this cannot sign it. Somebody else has to look."))
    if not roles_of(by) & kind.sign or _is_about(by, kept.payload):
        raise PermissionDenied(kept.act)
    if not by.seat or any(mine in {"", theirs} for mine, theirs in zip(by.seat, kept.seat or ["", ""], strict=True)):
        raise NotByTwo(
            _("This is the browser, or the session, in which it was proposed. Please sign at another one of your own.")
        )


def _check_still_two(kept: Proposal, *, kind: acts.Act) -> None:
    """See to it that both are still here, in a role that may: whoever left, or was given other work, signs nothing."""
    first, second = kept.by, kept.decided_by
    if second is None or first.pk == second.pk or first.is_shut_out or second.is_shut_out:
        raise NotByTwo(_("One of the two has left, or their office is frozen. Please propose it anew."))
    if not (roles_of(first) & kind.propose and roles_of(second) & kind.sign):
        raise NotByTwo(_("One of the two has another role now. Please propose it anew."))


def _is_about(by: User, payload: Payload) -> bool:
    """Tell whether an act would give something to whoever proposes or signs it; nobody grants themselves anything."""
    return payload.get("member") == by.public_id
