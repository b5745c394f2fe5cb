"""Joining two requests, or two children's records, that are about one child, and parting them again."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.kernel import clock
from kintrace.registry.errors import AlreadyJudged, ReasonMissing, Refused
from kintrace.registry.models import DuplicateJudgement, Verdict
from kintrace.registry.opening import DUPLICATE_REASON
from kintrace.registry.queries.records import Record, case_of, require_view, side_of
from kintrace.vault.cases import new_cases, seal


@transaction.atomic
def judge_duplicate(by: User, one: Record, other: Record, *, verdict: str, reason: str) -> DuplicateJudgement:
    """Record what one person says of two records of one side. Whatever it says, it opens neither to anybody."""
    side = side_of(one)
    if side_of(other) != side or one.pk == other.pk:
        raise Refused(_("Only two different requests, or two different children's records, can be compared."))
    for record in (one, other):
        require(by, "registry.judge_duplicates", case=case_of(record))
        require_view(by, record)
    if not reason.strip():
        raise ReasonMissing(_("Please say why: a judgement without a reason helps nobody who reads it later."))
    first, second = sorted((one.case, other.case))
    key = uuid.uuid4()
    new_cases([key])
    try:
        with transaction.atomic():
            judged = DuplicateJudgement.objects.create(
                side=side,
                first=first,
                second=second,
                verdict=Verdict(verdict),
                key=key,
                reason=seal(key, DUPLICATE_REASON, key, reason.strip()),
                by=by,
            )
    except IntegrityError as error:
        raise AlreadyJudged(
            _("You have already judged this pair. Withdraw that judgement first if you have changed your mind.")
        ) from error
    Event.record(by, f"duplicate.{judged.verdict}", subject=f"{one.code} {other.code}")
    return judged


@transaction.atomic
def withdraw_duplicate(by: User, one: Record, judgement: int) -> None:
    """Withdraw one's own judgement; the two records are parted again where it was what joined them."""
    require(by, "registry.judge_duplicates", case=case_of(one))
    mine = DuplicateJudgement.objects.filter(pk=judgement, by=by, withdrawn_at__isnull=True)
    found = mine.filter(first=one.case) | mine.filter(second=one.case)
    if not found.update(withdrawn_at=clock.now(), withdrawn_by=by):
        raise Http404
    Event.record(by, "duplicate.withdrawn", subject=one.code)
