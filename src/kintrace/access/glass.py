"""Breaking the glass: an hour with one case that one does not work on, in need.

Two others are told before anything is shown, and the hour stays open until somebody else has reviewed it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.access.alerts import alert, to_be_told
from kintrace.access.limits import count_opened
from kintrace.access.models import Alert, Event, Opening, User
from kintrace.access.models.trail import Purpose
from kintrace.access.permissions import require
from kintrace.access.sealing import seal_note
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError, WrongUse

LASTS: Final = timedelta(minutes=60)
REVIEW_WITHIN: Final = timedelta(hours=72)
SHORTEST_NOTE: Final = 20
OTHERS: Final = 2


class NobodyToTell(KintraceError):
    """Fewer than two others could be told, so the glass stays whole."""


class AlreadyReviewed(KintraceError):
    """Somebody has reviewed this hour before."""


def break_glass(by: User, case: UUID, *, reason: str, note: str) -> Opening:
    """Open one case to somebody for sixty minutes, which counts among the thirty that one person may open in an hour.

    Raises WrongUse for a reason that says too little, NobodyToTell and TooMany.
    """
    require(by, "access.break_glass")
    if reason not in Opening.Reason.values or len(note.strip()) < SHORTEST_NOTE:
        raise WrongUse(_("Please choose a reason, and say in at least twenty characters what happened."))
    others = to_be_told(by)
    if len(others) < OTHERS:
        raise NobodyToTell(_("Two others have to be told first, and there are not two. Please call your supervisor."))
    count_opened(by)  # before the transaction: that there were too many must outlive the refusal
    return _broken(by, case, reason=reason, note=note, others=others)


@transaction.atomic
def _broken(by: User, case: UUID, *, reason: str, note: str, others: list[User]) -> Opening:
    at, key = clock.now(), uuid4()
    opening = Opening.objects.create(
        pk=key,
        case=case,
        by=by,
        reason=reason,
        note=seal_note(key, case, note=note.strip()),
        begun=at,
        ends=at + LASTS,
        review_due=at + REVIEW_WITHIN,
    )
    alert(others, Alert.Kind.GLASS_BROKEN, about=by.public_id)
    Event.record(by, "glass.broken", subject=str(case), purpose=Purpose.BREAK_GLASS)
    return opening


@transaction.atomic
def review(by: User, opening: Opening, *, verdict: str) -> None:
    """Say of somebody else's hour whether it was right."""
    require(by, "access.review_glass")
    if opening.by_id == by.pk:
        raise PermissionDenied(_("Nobody reviews their own hour."))
    if verdict not in Opening.Verdict.values:
        raise WrongUse(_("Please choose what you think of it."))
    open_still = Opening.objects.filter(pk=opening.pk, reviewed_at=None)
    if not open_still.update(reviewed_at=clock.now(), reviewed_by=by, verdict=verdict):
        raise AlreadyReviewed(_("Somebody has reviewed this before."))
    Event.record(by, f"glass.reviewed-{verdict}", subject=f"{opening.case} {opening.by.public_id}")
