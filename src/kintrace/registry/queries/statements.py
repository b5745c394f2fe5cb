"""Reading what is said of a person: values side by side with their sources, opened under one entry of the trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from kintrace.access.models import Sensitivity, User
from kintrace.access.permissions import allowed
from kintrace.registry.codes import SRC
from kintrace.registry.models import Part, Property, Source, Statement, Visibility
from kintrace.registry.opening import SOURCE_NAME, VALUE, Opened, Opening, Wanted
from kintrace.registry.permissions import VIEW
from kintrace.registry.queries.records import PART, Record, case_of, reached, require_view, side_of
from kintrace.registry.raising import is_raised
from kintrace.registry.words import in_words
from kintrace.vault.cases import Sealed

type Statements = dict[str, tuple[Said, ...]]  # by property, in the order of a line list


@dataclass(frozen=True, slots=True)
class OpenSource:
    """A source as it is shown."""

    pk: int
    kind: str
    kind_word: str
    name: str
    received_on: date
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """One value as it is shown: who said it, and when we learned it."""

    pk: int
    property: str
    label: str
    value: str
    words: str  # the value as a reader understands it
    source: OpenSource
    source_class: str
    source_word: str
    learned_on: date
    learned_to_the: str
    true_from: date | None
    true_until: date | None
    visibility: str
    retracted: bool = False


def living(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Leave out what was retracted, and what may not be used for matching."""
    return statements.filter(retraction__isnull=True, visibility=Visibility.MATCHING)


def statements(viewer: User, record: Record, *, number: int = 1, opening: Opening | None = None) -> Statements:
    """Return what is said of one child for matching; a request may seek several, numbered from 1."""
    return _said(viewer, record, living(_of(record, number)), opening=opening)


def shown_statements(viewer: User, record: Record, *, number: int = 1, opening: Opening | None = None) -> Statements:
    """Return what staff may read of one child; what is held back is counted elsewhere, and not shown."""
    rows = _of(record, number).filter(retraction__isnull=True).exclude(visibility=Visibility.HELD_BACK)
    return _said(viewer, record, rows, opening=opening)


def retracted_statements(viewer: User, record: Record, *, number: int = 1, opening: Opening) -> Statements:
    """Return what was said of one child and is no longer."""
    rows = _of(record, number).filter(retraction__isnull=False).exclude(visibility=Visibility.HELD_BACK)
    return _said(viewer, record, rows, opening=opening)


def held_back_count(viewer: User, record: Record, *, number: int = 1) -> int:
    """Count the facts that are held back for verification: how many there are is all that is shown."""
    require_view(viewer, record)
    return _of(record, number).filter(retraction__isnull=True, visibility=Visibility.HELD_BACK).count()


def _of(record: Record, number: int) -> QuerySet[Statement]:
    part = PART[side_of(record)]
    return Statement.objects.filter(subject__case=record.case, subject__part=part, subject__number=number)


def _said(viewer: User, record: Record, rows: QuerySet[Statement], *, opening: Opening | None) -> Statements:
    require_view(viewer, record)
    opening = opening or Opening(viewer, "statements.opened", subject=record.code)
    found = list(rows.select_related("source", "retraction").order_by("position", "pk"))
    opened = opening.open(_wanted(record.case, found))
    said: dict[str, list[Said]] = {name: [] for name in Property.values}
    for row in found:
        if (VALUE, row.row) in opened and may_read(viewer, record, opened[VALUE, row.row]):
            said[row.property].append(_shown(row, opened))
    return {name: tuple(values) for name, values in said.items() if values}


def may_read(viewer: User, record: Record, value: str) -> bool:
    """Tell whether the viewer may read a value: one that names an armed group is for those who work on the case."""
    if not is_raised(value):
        return True
    return allowed(viewer, VIEW[side_of(record)], case=case_of(record), level=Sensitivity.SEALED)


def _wanted(case: UUID, rows: Iterable[Statement]) -> Iterable[Wanted]:
    sources: dict[int, Source] = {}
    for row in rows:
        sources[row.source_id] = row.source
        yield case, Sealed(VALUE, row.row, bytes(row.value))
    for source in sources.values():
        yield source.case, Sealed(SOURCE_NAME, source.row, bytes(source.name))


def _shown(row: Statement, opened: Opened) -> Said:
    return Said(
        pk=row.pk,
        property=row.property,
        label=str(Property(row.property).label),
        value=opened[VALUE, row.row],
        words=in_words(row.property, opened[VALUE, row.row]),
        source=open_source(row.source, opened),
        source_class=row.source_class,
        source_word=SRC.word(row.source_class),
        learned_on=row.learned_on,
        learned_to_the=row.learned_to_the,
        true_from=row.true_from,
        true_until=row.true_until,
        visibility=row.visibility,
        retracted=hasattr(row, "retraction"),
    )


def open_source(source: Source, opened: Opened) -> OpenSource:
    """Return a source as it is shown, with its name as far as it was opened."""
    name = opened.get((SOURCE_NAME, source.row), "")
    word = source.get_kind_display()
    return OpenSource(source.pk, source.kind, word, name, source.received_on, source.entered_at)


def shown_names(
    viewer: User, side: str, *, records: Iterable[Record], opening: Opening | None = None
) -> dict[str, tuple[str, ...]]:
    """Return the names of a page of records, by code; those of all the children sought, where they are several."""
    codes = {record.case: record.code for record in reached(viewer, side, records)}
    names: dict[str, tuple[str, ...]] = dict.fromkeys(codes.values(), ())
    rows = living(Statement.objects.filter(subject__case__in=list(codes), property=Property.NAME))
    found = list(
        rows.filter(subject__part__in=(Part.SOUGHT, Part.REGISTERED))
        .order_by("subject__number", "position", "pk")
        .values_list("subject__case", "row", "value")
    )
    opening = opening or Opening(viewer, "names.opened", subject=f"{side} {len(codes)}")
    opened = opening.open((case, Sealed(VALUE, row, bytes(value))) for case, row, value in found)
    for case, row, _value in found:
        if (VALUE, row) in opened:
            names[codes[case]] += (opened[VALUE, row],)
    return names
