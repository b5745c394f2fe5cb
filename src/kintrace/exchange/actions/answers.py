"""Noting what a family said about one recipient, and taking it back."""

from __future__ import annotations

from django.db import transaction

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.exchange.models import Answer, Purpose, Recipient
from kintrace.kernel import clock
from kintrace.registry.queries import Record, case_of


@transaction.atomic
def record_answer(by: User, record: Record, recipient: Recipient, *, agreed: Purpose | None) -> Answer:
    """Note what was said about one recipient: yes for a purpose, or, with None, never."""
    require(by, "exchange.record_answer", case=case_of(record))
    said = Answer.Said.NEVER if agreed is None else Answer.Said.AGREED
    kept = Answer.objects.create(case=record.case, recipient=recipient, purpose=agreed or "", said=said, entered_by=by)
    Event.record(by, f"sharing.{said}", subject=record.code)
    return kept


@transaction.atomic
def withdraw_answers(by: User, record: Record, recipient: Recipient) -> int:
    """Take back what was said about one recipient; the next export already heeds it."""
    require(by, "exchange.record_answer", case=case_of(record))
    living = Answer.objects.filter(case=record.case, recipient=recipient, withdrawn_at__isnull=True)
    ended = living.update(withdrawn_at=clock.now(), withdrawn_by=by)
    if ended:
        Event.record(by, "sharing.withdrawn", subject=record.code)
    return ended
