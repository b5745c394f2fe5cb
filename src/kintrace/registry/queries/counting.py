"""What the record itself counts for the ladder: numbers only, over the whole record.

A case that was erased still counts: nobody shall learn from a number that somebody was erased.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from kintrace.registry.ladder import Standing
from kintrace.registry.models import (
    ChildRecord,
    Move,
    Part,
    Person,
    Side,
    Sighting,
    TracingRequest,
)
from kintrace.registry.queries.duplicates import joined_cases
from kintrace.registry.states import closed_states

NOT_YET = {Side.REQUESTS: ("contact_logged", "draft"), Side.CHILDREN: ("reported", "sighted")}
SOUGHT_AGAIN = ("tracing", "alternative_care")


def requests() -> frozenset[Hashable]:
    """Return the cases of all registered requests."""
    return frozenset(_requests().values_list("case", flat=True))


def requests_closed() -> frozenset[Hashable]:
    """Return the cases of the requests that are closed."""
    return frozenset(_requests().filter(state__in=closed_states(Side.REQUESTS)).values_list("case", flat=True))


def sought() -> frozenset[Hashable]:
    """Return one case, or (case, number), for each child sought; of requests that people joined, one."""
    people = Person.objects.filter(part=Part.SOUGHT, case__in=_requests().values("case"))
    first = one_a_child((case for case, number in people.values_list("case", "number") if number == 1), Side.REQUESTS)
    others = people.filter(number__gt=1).values_list("case", "number")
    return first | frozenset(others)


def sighted() -> frozenset[Hashable]:
    """Return the cases with a sighting that stands, and those of children whom staff have seen."""
    told = Sighting.objects.filter(retracted_at__isnull=True).values_list("person__case", flat=True)
    seen = ChildRecord.objects.exclude(state="reported").values_list("case", flat=True)
    return frozenset(told) | frozenset(seen)


def registered() -> frozenset[Hashable]:
    """Return one case for each registered child."""
    records = ChildRecord.objects.exclude(state__in=NOT_YET[Side.CHILDREN])
    return one_a_child(records.values_list("case", flat=True), Side.CHILDREN)


def verified() -> frozenset[Hashable]:
    """Return the cases of children whose family was found, whatever came after, unless they are being traced again."""
    return _children_who_were("family_located")


def returned() -> frozenset[Hashable]:
    """Return the cases of children who came to their family."""
    return _children_who_were("reunified")


def one_a_child(cases: Iterable[Hashable], side: str) -> frozenset[Hashable]:
    """Return one case for each child: of cases that people joined, the first."""
    stand_in = {case: min(group) for group in joined_cases(side) for case in group}
    return frozenset(stand_in.get(case, case) if isinstance(case, UUID) else case for case in cases)


def _requests() -> QuerySet[TracingRequest]:
    return TracingRequest.objects.exclude(state__in=NOT_YET[Side.REQUESTS])


def _children_who_were(state: str) -> frozenset[Hashable]:
    """Return the cases that once moved into a state, but for those that are back where the family is sought."""
    moved = Move.objects.filter(now=state).values("case")
    records = ChildRecord.objects.filter(case__in=moved).exclude(state__in=SOUGHT_AGAIN)
    return one_a_child(records.values_list("case", flat=True), Side.CHILDREN)


RUNGS: Final[Mapping[str, Standing]] = {
    "requests": requests,
    "sought": sought,
    "sighted": sighted,
    "registered": registered,
    "verified": verified,
    "returned": returned,
    "closed": requests_closed,
}
