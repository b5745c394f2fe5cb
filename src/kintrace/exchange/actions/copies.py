"""A family's own copy of what is kept about it: asked for, due within thirty days, made once, and on the trail."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.http import Http404
from django.utils import translation

from kintrace.access.models import Event, Sensitivity, User
from kintrace.access.permissions import require
from kintrace.exchange.models import FamilyCopy
from kintrace.exchange.queries.copies import OwnCopy, own_copy
from kintrace.kernel import clock
from kintrace.registry.opening import Opening
from kintrace.registry.queries import Record, case_of


@transaction.atomic
def ask_copy(by: User, record: Record, *, language: str, known_by: str, asked_on: date) -> FamilyCopy:
    """Note that a family asks to read what is kept about it; asked twice before it is made, it is one copy."""
    _require(by, record)
    waiting = FamilyCopy.objects.filter(case=record.case, made_at=None, language=language).first()
    if waiting is not None:
        return waiting
    how = FamilyCopy.KnownBy(known_by)
    kept = FamilyCopy.objects.create(
        case=record.case, language=language, known_by=how, asked_on=asked_on, entered_by=by
    )
    Event.record(by, "copy.asked-for", subject=record.code, purpose="contact")
    return kept


@transaction.atomic
def make_copy(by: User, record: Record, number: int) -> tuple[FamilyCopy, OwnCopy]:
    """Make a copy that was asked for, in its language; the trail says so before anything is opened."""
    _require(by, record)
    asked = FamilyCopy.objects.select_for_update().filter(pk=number, case=record.case).first()
    if asked is None:
        raise Http404
    opening = Opening(by, "copy.made", subject=record.code, purpose="contact")
    opening()
    with translation.override(asked.language):
        made = own_copy(by, record, opening=opening)
    asked.made_at, asked.made_by = clock.now(), by
    asked.save(update_fields=["made_at", "made_by"])
    return asked, made


def _require(by: User, record: Record) -> None:
    require(by, "exchange.family_copy", case=case_of(record), level=Sensitivity.IDENTITY)
