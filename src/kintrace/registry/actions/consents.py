"""Asking what may be done, point by point, and taking an answer back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.kernel import clock
from kintrace.registry.codes import CONS, REL, WITHHOLD
from kintrace.registry.models import Consent
from kintrace.registry.queries.records import Record, case_of


@dataclass(frozen=True, slots=True)
class Asked:
    """How somebody was asked: who answered, how, in which language, and about which text."""

    given_by: str  # code of REL
    how: str
    language: str  # ISO 639-3
    text_version: str
    interpreted: bool = False
    given_on: date | None = None
    expires_on: date | None = None
    withhold_reason: str = ""


@transaction.atomic
def record_consents(by: User, case: Record, answers: Mapping[str, bool], *, asked: Asked) -> list[Consent]:
    """Keep yes or no on each point that was asked; a point that was not asked stays a no."""
    require(by, "registry.record_consent", case=case_of(case))
    REL.check(asked.given_by)
    if asked.withhold_reason:
        WITHHOLD.check(asked.withhold_reason)
    kept = [
        Consent.objects.create(
            case=case.case,
            scope=CONS.check(scope),
            granted=granted,
            given_by=asked.given_by,
            how=Consent.How(asked.how),
            language=asked.language,
            interpreted=asked.interpreted,
            text_version=asked.text_version,
            withhold_reason="" if granted else asked.withhold_reason,
            given_on=asked.given_on or clock.today(),
            expires_on=asked.expires_on,
            entered_by=by,
        )
        for scope, granted in answers.items()
    ]
    Event.record(by, "consent.recorded", subject=case.code)
    return kept


@transaction.atomic
def withdraw_consent(by: User, case: Record, scope: str) -> int:
    """Take back what was agreed to on one point, at once; return how many answers that ends."""
    require(by, "registry.record_consent", case=case_of(case))
    living = Consent.objects.filter(case=case.case, scope=CONS.check(scope), granted=True, withdrawn_at__isnull=True)
    ended = living.update(withdrawn_at=clock.now(), withdrawn_by=by)
    if ended:
        Event.record(by, "consent.withdrawn", subject=case.code)
    return ended
