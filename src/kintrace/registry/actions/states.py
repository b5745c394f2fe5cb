"""Moving a case from state to state, which is guarded, and writing down what happened by itself, which never is."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.kernel import clock
from kintrace.registry.codes import CONS
from kintrace.registry.errors import ConsentMissing, GroundMissing, MovedMeanwhile, NotNext, ReasonMissing
from kintrace.registry.grounds import FACT, GROUND, REASON
from kintrace.registry.models import Fact, Move
from kintrace.registry.opening import NOTE
from kintrace.registry.queries.cases import granted_scopes
from kintrace.registry.queries.records import MODELS, Record, case_of, side_of
from kintrace.registry.queries.veil import state_shown
from kintrace.registry.states import MACHINES, State
from kintrace.vault.cases import seal


@transaction.atomic
def move(by: User, case: Record, to: str, *, evidence: Collection[str] = (), reason: str = "") -> Move:
    """Move a case to a state that may follow, resting on `evidence`, codes of `grounds.GROUND`.

    `reason` is a code of `grounds.REASON`, asked for when a case is closed. Raises PermissionDenied and the errors
    of `registry.errors`; of two clicks at once the second is refused.
    """
    side, was = side_of(case), case.state
    state = _may_follow(by, case, to)
    _rests_on(case, state, evidence=evidence, reason=reason)
    today = clock.today()
    changed = {
        "state": to,
        "due_on": today + timedelta(days=state.days) if state.days is not None else None,
        "closed_on": today if state.closed else None,
        "reason": reason if state.closed else "",
    }
    model: type[Any] = MODELS[side]  # both take the same fields, which their union does not tell
    if not model.objects.filter(pk=case.pk, state=was).update(**changed):
        raise MovedMeanwhile(_("Somebody else has moved this case meanwhile. Please look at it again."))
    moved = Move.objects.create(case=case.case, was=was, now=to, grounds=sorted(evidence), reason=reason, by=by)
    Event.record(by, f"case.moved-{to.replace('_', '-')}", subject=case.code)
    case.refresh_from_db()
    return moved


def _may_follow(by: User, case: Record, to: str) -> State:
    machine, was = MACHINES[side_of(case)], case.state
    state: State | None = machine.get(to)
    if state is not None:
        require(by, state.who, case=case_of(case))  # first: whoever may not is not told what may follow
    if state is None or to not in machine[was].next:
        raise NotNext(
            _("A case cannot go from “%(was)s” to “%(to)s”.")
            % {
                "was": state_shown(by, case).word,
                "to": state.word if state is not None else to,
            }
        )
    return state


def _rests_on(case: Record, state: State, *, evidence: Collection[str], reason: str) -> None:
    for code in evidence:
        GROUND.check(code)
    missing = [GROUND.word(code) for code in state.needs if code not in evidence]
    if missing:
        raise GroundMissing(_("This is still missing: %(what)s.") % {"what": "; ".join(missing)})
    granted = granted_scopes(case.case)
    refused = [CONS.word(scope) for scope in state.consents if scope not in granted]
    if refused:
        raise ConsentMissing(_("Nobody has agreed to this yet: %(what)s.") % {"what": "; ".join(refused)})
    if state.closed and reason not in REASON:
        raise ReasonMissing(_("Please say why the case is closed."))


@transaction.atomic
def record_fact(
    by: User, case: Record, kind: str, *, happened_on: date, note: str = "", token: uuid.UUID | None = None
) -> Fact:
    """Write down what happened, whatever the state of the case. It stays flagged until somebody has looked at it.

    The same token again, of a form that was sent twice, returns the same fact.
    """
    require(by, "registry.record_fact", case=case_of(case))
    FACT.check(kind)
    MODELS[side_of(case)].objects.select_for_update().get(pk=case.pk)
    row = token or uuid.uuid4()
    before = Fact.objects.filter(case=case.case, row=row).first()
    if before is not None:
        return before
    sealed = seal(case.case, NOTE, row, note.strip()) if note.strip() else b""
    fact = Fact.objects.create(case=case.case, kind=kind, row=row, note=sealed, happened_on=happened_on, by=by)
    Event.record(by, "fact.recorded", subject=case.code)
    return fact


@transaction.atomic
def review_fact(by: User, case: Record, fact: int) -> None:
    """Take the flag off a fact, having looked at it; nobody looks at what they wrote themselves."""
    require(by, "registry.approve", case=case_of(case))
    waiting = Fact.objects.filter(pk=fact, case=case.case, reviewed_at__isnull=True).exclude(by=by)
    if not waiting.update(reviewed_at=clock.now(), reviewed_by=by):
        raise MovedMeanwhile(_("This was looked at before, or you wrote it yourself: somebody else has to look."))
    Event.record(by, "fact.reviewed", subject=case.code)
