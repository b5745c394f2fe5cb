"""Reading what was asked and not answered."""

from __future__ import annotations

from dataclasses import dataclass

from kintrace.access.models import User
from kintrace.registry.models import Property, Silence, Statement
from kintrace.registry.queries.records import Record, require_view


@dataclass(frozen=True, slots=True)
class Unsaid:
    """One question without a value: of which child, and why."""

    number: int
    label: str
    word: str


def unsaid(viewer: User, record: Record) -> tuple[Unsaid, ...]:
    """Return what was asked and not answered; whatever was said since is left out."""
    require_view(viewer, record)
    rows = Silence.objects.filter(person__case=record.case).select_related("person").order_by("pk")
    last = {(row.person_id, row.property): row for row in rows}
    if not last:
        return ()
    held = Statement.objects.filter(subject__case=record.case, retraction__isnull=True)
    said = set(held.values_list("subject_id", "property"))
    return tuple(
        Unsaid(row.person.number, str(Property(row.property).label), str(Silence.Kind(row.kind).label))
        for key, row in last.items()
        if key not in said
    )
