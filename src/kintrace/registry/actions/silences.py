"""Keeping that something was asked and not answered, so that nobody asks again what somebody would rather not say."""

from __future__ import annotations

from django.db import transaction

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.registry.actions.telling import Silences, Telling, new_source, sent_before, silent
from kintrace.registry.models import Person
from kintrace.registry.permissions import ADD
from kintrace.registry.queries.records import PART, Record, case_of, side_of


@transaction.atomic
def keep_silences(by: User, record: Record, silences: Silences, *, telling: Telling, number: int = 1) -> None:
    """Keep which questions about a child were refused, and which nobody could answer; sent twice, kept once."""
    side = side_of(record)
    require(by, ADD[side], case=case_of(record))
    if sent_before(record, telling):
        return
    person = Person.objects.get(case=record.case, part=PART[side], number=number)
    silent(by, person, silences, source=new_source(by, record.case, telling))
    Event.record(by, "silence.recorded", subject=record.code)
