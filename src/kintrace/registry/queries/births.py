"""When registered children were born, as far as anybody said: many of them under one entry of the trail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import batched
from typing import Final
from uuid import UUID

from kintrace.access.models import User
from kintrace.access.permissions import require
from kintrace.kernel import clock
from kintrace.matching.dossier import dossier_of
from kintrace.registry.models import Part, Property, Statement
from kintrace.registry.opening import VALUE, Opening
from kintrace.registry.queries.records import Record
from kintrace.registry.queries.said import dated
from kintrace.registry.queries.statements import living
from kintrace.vault.cases import Sealed

TELLING: Final = (Property.BIRTH_DATE, Property.AGE, Property.AGE_DATE, Property.LAST_DATE)
AT_ONCE: Final = 500  # cases


def latest_births(viewer: User, children: Sequence[Record], *, opening: Opening) -> dict[int, date]:
    """Return the latest day on which each child can have been born, by key; one of whom nothing is said is left out."""
    require(viewer, "registry.erase")
    return {
        pk: day
        for some in batched(children, AT_ONCE)
        for pk, day in _latest({one.case: one for one in some}, opening).items()
    }


def _latest(children: dict[UUID, Record], opening: Opening) -> dict[int, date]:
    rows = list(
        living(Statement.objects.filter(subject__case__in=children, subject__part=Part.REGISTERED))
        .filter(property__in=TELLING)
        .select_related("subject", "source")
        .order_by("position", "pk")
    )
    opened = opening.open((row.subject.case, Sealed(VALUE, row.row, bytes(row.value))) for row in rows)
    values: dict[UUID, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    received: dict[UUID, date] = {}
    for row in rows:
        if (VALUE, row.row) in opened:
            values[row.subject.case][row.property].append(opened[VALUE, row.row])
        if row.property == Property.AGE:
            received.setdefault(row.subject.case, row.source.received_on)
    found = {case: _births(children[case], said, received.get(case)) for case, said in values.items()}
    return {children[case].pk: max(days) for case, days in found.items() if days}


def _births(child: Record, said: dict[str, list[str]], received_on: date | None) -> list[date]:
    births = dossier_of(child.code, dated(dict(said), received_on), today=clock.today()).births
    return [birth.span.last for birth in births]
