"""Reading the record: statements, the dossiers computed from them, and the children's register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from kintrace.access.models import User
from kintrace.access.permissions import allowed, require
from kintrace.kernel import clock
from kintrace.matching.dossier import Dossier, dossier_of
from kintrace.registry.models import ChildRecord, Property, Side, Source, Statement, TracingRequest
from kintrace.registry.permissions import VIEW

type Record = TracingRequest | ChildRecord
type Statements = dict[str, tuple[Said, ...]]  # by property, in the order of a line list

MODELS: dict[str, type[TracingRequest | ChildRecord]] = {
    Side.REQUESTS: TracingRequest,
    Side.CHILDREN: ChildRecord,
}


@dataclass(frozen=True, slots=True)
class Said:
    """One value as it is shown: who said it, and when we learned it."""

    property: str
    label: str
    value: str
    script: str
    source: Source
    learned_on: date


@dataclass(frozen=True, slots=True)
class ChildPage:
    """One registered child, and what is said of it."""

    child: ChildRecord
    statements: Statements


def living(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Leave out what was retracted, and what may not be used for matching."""
    return statements.filter(retraction__isnull=True, visibility=Statement.Visibility.MATCHING)


def tracing_request(viewer: User, code: str) -> TracingRequest:
    """Return one request; whoever may not see it gets the same Http404 as whoever asks for none there is."""
    return _one(TracingRequest.objects.all(), code, seen=may_view(viewer, Side.REQUESTS))


def child_record(viewer: User, code: str) -> ChildRecord:
    """Return one registered child; whoever may not see it gets the same Http404 as whoever asks for none there is."""
    return _one(ChildRecord.objects.all(), code, seen=may_view(viewer, Side.CHILDREN))


def _one[R: (TracingRequest, ChildRecord)](records: QuerySet[R], code: str, *, seen: bool) -> R:
    found = records.filter(code=code).select_related("opened_by").first()
    if found is None or not seen:
        raise Http404
    return found


def children(viewer: User, *, text: str = "", state: str = "", order: str = "code") -> QuerySet[ChildRecord]:
    """Return the children's register; `text` finds a code, a list or the id in it, never a name."""
    require(viewer, "registry.view_children")
    return narrowed(ChildRecord.objects.all(), text=text, state=state).order_by(order, "pk")


def narrowed[R: (TracingRequest, ChildRecord)](records: QuerySet[R], *, text: str, state: str) -> QuerySet[R]:
    """Keep records whose code, list or id in that list contains `text`, and whose state is `state`."""
    if text:
        records = (
            records.filter(code__icontains=text)
            | records.filter(foreign_id__icontains=text)
            | records.filter(list_name__icontains=text)
        )
    return records.filter(state=state) if state else records


def statements(viewer: User, record: Record) -> Statements:
    """Return what is said of one person."""
    side = Side.REQUESTS if isinstance(record, TracingRequest) else Side.CHILDREN
    require(viewer, VIEW[side])
    rows = living(Statement.objects.filter(subject_id=record.person_id)).select_related("source")
    said: dict[str, list[Said]] = {name: [] for name in Property.values}
    for row in rows.order_by("position", "pk"):
        label = str(Property(row.property).label)
        said[row.property].append(Said(row.property, label, row.value, row.script, row.source, row.learned_on))
    return {name: tuple(values) for name, values in said.items() if values}


def shown_names(viewer: User, side: str, *, records: Iterable[Record]) -> dict[str, tuple[str, ...]]:
    """Return the names of a page of records, by code, in one query."""
    require(viewer, VIEW[side])
    codes = {record.person_id: record.code for record in records}
    named = living(Statement.objects.filter(subject_id__in=codes, property=Property.NAME))
    names: dict[str, tuple[str, ...]] = dict.fromkeys(codes.values(), ())
    for person, value in named.order_by("position", "pk").values_list("subject_id", "value"):
        names[codes[person]] += (value,)
    return names


def named_children(viewer: User, page: Iterable[ChildRecord]) -> tuple[tuple[ChildRecord, tuple[str, ...]], ...]:
    """Put the names said of each child beside it."""
    page = list(page)
    names = shown_names(viewer, Side.CHILDREN, records=page)
    return tuple((row, names[row.code]) for row in page)


def child_page(viewer: User, code: str) -> ChildPage:
    """Return one registered child with what is said of it; raises Http404."""
    child = child_record(viewer, code)
    return ChildPage(child, statements(viewer, child))


def dossier(code: str, said: Statements, *, today: date | None = None) -> Dossier:
    """Compute the dossier of one request or child from what `statements` returned."""
    values = {name: [one.value for one in rows] for name, rows in said.items()}
    learned = next((one.learned_on for one in said.get(Property.AGE, ())), None)
    return dossier_of(code, dated(values, learned), today=today or clock.today())


def dossiers(viewer: User, side: str, *, today: date | None = None) -> tuple[Dossier, ...]:
    """Compute the dossiers of every open record of one side, in two queries however many there are."""
    require(viewer, VIEW[side])
    persons = open_records(side)
    values: dict[int, dict[str, list[str]]] = {person: {} for person, _ in persons}
    learned: dict[int, date] = {}
    rows = living(Statement.objects.filter(subject__side=side)).order_by("subject_id", "position", "pk")
    for person, name, value, day in rows.values_list("subject_id", "property", "value", "learned_on").iterator():
        if person in values:
            values[person].setdefault(name, []).append(value)
            if name == Property.AGE:
                learned.setdefault(person, day)
    day = today or clock.today()
    return tuple(dossier_of(code, dated(values[person], learned.get(person)), today=day) for person, code in persons)


def dated(values: dict[str, list[str]], learned_on: date | None) -> dict[str, list[str]]:
    """Date an age that nobody dated by the day we learned it: a child of four is not four for ever."""
    if learned_on is None or Property.AGE_DATE in values or Property.LAST_DATE in values:
        return values
    return values | {Property.AGE_DATE.value: [learned_on.isoformat()]}


def open_records(side: str) -> Sequence[tuple[int, str]]:
    """Return (person, code) of what is still open on one side, in the order it was entered."""
    model = MODELS[side]
    return list(model.objects.exclude(state="closed").order_by("pk").values_list("person_id", "code"))


def counts(viewer: User) -> dict[str, int]:
    """Count what the viewer may see of each side."""
    return {side: model.objects.count() for side, model in MODELS.items() if may_view(viewer, side)}


def may_view(viewer: User, side: str) -> bool:
    """Tell whether the viewer may see one side of the record."""
    return allowed(viewer, VIEW[side])
