"""Writing down where somebody was seen, as it was said."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.registry.actions.telling import Telling, new_source, sent_before
from kintrace.registry.codes import PRECISION
from kintrace.registry.errors import Refused
from kintrace.registry.models import Person, Sighting, Visibility
from kintrace.registry.opening import CUSTODIAN, PLACE
from kintrace.registry.permissions import ADD
from kintrace.registry.queries.records import PART, Record, case_of, side_of
from kintrace.vault.cases import seal

EXACT = "exact"  # of PRECISION


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where, how exactly, with whom, and within which days."""

    place: str
    first_day: date
    last_day: date
    precision: str = "settlement"  # code of PRECISION
    custodian: str = ""
    hearsay: int = 0  # 0 saw it, 1 heard it from who saw it, and so on


@transaction.atomic
def sight(by: User, record: Record, where: Whereabouts, *, telling: Telling, number: int = 1) -> Sighting:
    """Add one telling of where a child was; what contradicts it stays beside it, and what is sent twice is kept once.

    Raises Refused for the very place, which is sealed to people and not to the machine that matches.
    """
    side = side_of(record)
    require(by, ADD[side], case=case_of(record))
    if where.precision == EXACT:
        raise Refused(_("The very place is sealed to those who work on the case. Please write it on the case's page."))
    if telling.token is not None and sent_before(record, telling):
        return Sighting.objects.get(source__case=record.case, source__row=telling.token)
    person = Person.objects.get(case=record.case, part=PART[side], number=number)
    row = uuid.uuid4()
    kept = Sighting.objects.create(
        person=person,
        row=row,
        place=seal(record.case, PLACE, row, where.place),
        precision=PRECISION.check(where.precision),
        custodian=seal(record.case, CUSTODIAN, row, where.custodian) if where.custodian else b"",
        first_day=where.first_day,
        last_day=where.last_day,
        source=new_source(by, record.case, telling),
        source_class=telling.source_class,
        independence=telling.independence,
        hearsay=where.hearsay,
        visibility=Visibility.STAFF_ONLY,
        entered_by=by,
    )
    Event.record(by, "sighting.recorded", subject=record.code)
    return kept
