"""Finding requests and children's records: one by its code, or many, narrowed and sorted in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from kintrace.access.models import User
from kintrace.access.permissions import Case, allowed, reach, require, within_reach
from kintrace.access.reach import Scope
from kintrace.registry.models import ChildRecord, LineList, Part, Person, Side, TracingRequest, sought_code
from kintrace.registry.opening import FOREIGN_ID, LIST_NAME, Opening
from kintrace.registry.permissions import VIEW
from kintrace.vault.cases import Sealed

type Record = TracingRequest | ChildRecord

MODELS: dict[str, type[TracingRequest | ChildRecord]] = {
    Side.REQUESTS: TracingRequest,
    Side.CHILDREN: ChildRecord,
}
PART = {Side.REQUESTS: Part.SOUGHT, Side.CHILDREN: Part.REGISTERED}
ORDERS = ("pk", "-pk", "code", "-code", "opened_at", "-opened_at", "due_on", "-due_on", "state", "-state")


@dataclass(frozen=True, slots=True)
class InList:
    """Where a record stands in the list it came from, as strangers wrote it."""

    foreign_id: str = ""
    list_name: str = ""


def side_of(record: Record) -> Side:
    """Tell on which side of the record something stands."""
    return Side.REQUESTS if isinstance(record, TracingRequest) else Side.CHILDREN


def case_of(record: Record) -> Case:
    """Return a record as the policy knows it."""
    return Case(record.case, record.office_id)


def may_view(viewer: User, side: str, record: Record | None = None) -> bool:
    """Tell whether the viewer may see one side of the record, or this very record."""
    return allowed(viewer, VIEW[side], case=case_of(record) if record is not None else None)


def require_view(viewer: User, record: Record) -> None:
    """Raise PermissionDenied unless the viewer may see this record."""
    require(viewer, VIEW[side_of(record)], case=case_of(record))


def visible(viewer: User, side: str) -> Q:
    """Return what picks the records of one side that the viewer may see."""
    return within_reach(viewer, VIEW[side])


def reached(viewer: User, side: str, records: Iterable[Record]) -> list[Record]:
    """Leave out of a page what the viewer may not see."""
    records = list(records)
    if reach(viewer, VIEW[side]) == Scope.ALL:
        return records
    seen = set(
        MODELS[side]
        .objects.filter(visible(viewer, side), pk__in=[one.pk for one in records])
        .values_list("pk", flat=True)
    )
    return [one for one in records if one.pk in seen]


def tracing_request(viewer: User, code: str) -> TracingRequest:
    """Return one request; whoever may not see it gets the same Http404 as whoever asks for none there is."""
    return _one(viewer, TracingRequest.objects.all(), code)


def child_record(viewer: User, code: str) -> ChildRecord:
    """Return one registered child; whoever may not see it gets the same Http404 as whoever asks for none there is."""
    return _one(viewer, ChildRecord.objects.all(), code)


def record(viewer: User, side: str, code: str) -> Record:
    """Return one record of either side, as the two above do."""
    return tracing_request(viewer, code) if side == Side.REQUESTS else child_record(viewer, code)


def _one[R: (TracingRequest, ChildRecord)](viewer: User, records: QuerySet[R], code: str) -> R:
    found = records.filter(code=code).select_related("opened_by", "office", "assignee").first()
    if found is None or not may_view(viewer, side_of(found), found):
        raise Http404
    return found


def sought_child(viewer: User, code: str) -> tuple[TracingRequest, int]:
    """Return the request and the number of the child whose code this is; raises Http404."""
    head, _, tail = code.partition(".")
    request = tracing_request(viewer, head)
    number = int(tail) if tail.isascii() and tail.isdecimal() else 1
    if sought_code(head, number) != code:
        raise Http404
    if number > 1 and not Person.objects.filter(case=request.case, part=Part.SOUGHT, number=number).exists():
        raise Http404
    return request, number


def subjects(record: Record) -> list[Person]:
    """Return the children one record is about, in order."""
    people = Person.objects.filter(case=record.case, part=PART[side_of(record)])
    return list(people.order_by("number"))


def narrowed[R: (TracingRequest, ChildRecord)](  # one argument a field of the filter
    records: QuerySet[R],
    *,
    text: str = "",
    state: str = "",
    office: str = "",
    assignee: str = "",
    since: date | None = None,
    until: date | None = None,
    among: Sequence[int] | None = None,
) -> QuerySet[R]:
    """Keep records by code, state, office, who looks after them, and the days they were opened.

    `office` and `assignee` are public codes; `among` are the keys that an index of names found, besides the code.
    """
    if text:
        records = records.filter(Q(code__icontains=text) | Q(pk__in=among or ()))
    if state:
        records = records.filter(state=state)
    if office:
        records = records.filter(office__code=office)
    if assignee:
        records = records.filter(assignee__public_id=assignee)
    if since is not None:
        records = records.filter(opened_at__date__gte=since)
    return records.filter(opened_at__date__lte=until) if until is not None else records


def list_names(opening: Opening, lists: Iterable[LineList]) -> dict[int, str]:
    """Open the names of lists, by key."""
    lists = list(lists)
    opened = opening.open((one.case, Sealed(LIST_NAME, one.case, bytes(one.name))) for one in lists)
    return {one.pk: opened.get((LIST_NAME, one.case), "") for one in lists}


def in_lists(viewer: User, records: Iterable[Record], *, opening: Opening) -> Mapping[UUID, InList]:
    """Return where each of a page of records stands in its list, by case."""
    rows = list(records)
    records = [one for side in Side for one in reached(viewer, side, (row for row in rows if side_of(row) == side))]
    names = list_names(
        opening, LineList.objects.filter(pk__in={one.line_list_id for one in records if one.line_list_id is not None})
    )
    fields = {one.case: FOREIGN_ID[side_of(one)] for one in records}
    opened = opening.open((one.case, Sealed(fields[one.case], one.case, bytes(one.foreign_id))) for one in records)
    return {
        one.case: InList(opened.get((fields[one.case], one.case), ""), names.get(one.line_list_id or 0, ""))
        for one in records
    }


def counts(viewer: User) -> dict[str, int]:
    """Count what the viewer may see of each side; whoever sees single cases only is told no counts."""
    return {
        side: model.objects.filter(visible(viewer, side)).count()
        for side, model in MODELS.items()
        if reach(viewer, VIEW[side]) > Scope.OWN
    }
