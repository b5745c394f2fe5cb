"""What the matcher may read of many children, opened child by child in the order of their rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from kintrace.registry.models import MATCHED, Property, Source, Statement
from kintrace.registry.opening import VALUE
from kintrace.registry.queries.statements import living
from kintrace.vault.cases import Record, open_column

ROWS_AT_ONCE = 10_000

type People = Mapping[int, tuple[str, UUID]]  # (code, case) by person, the first row first
type Values = dict[str, list[str]]  # by property
type Row = tuple[int, str, str, Any, int]  # subject, property, row, value, source


class _Held(NamedTuple):
    """One child whose statements are being opened."""

    code: str
    case: UUID
    rows: Sequence[Row]


def values_of(side: str, people: People, *, record: Record) -> Iterator[tuple[str, Values]]:
    """Yield what is said of each child, by code, behind one entry of the trail.

    Left out are a child of whom nothing is said and a case that was erased.
    """
    received = dict(Source.objects.values_list("pk", "received_on"))
    return _opened(_held(side, people), received, record=record)


def dated(values: Values, received_on: date | None) -> Values:
    """Date an age that nobody dated by the day its source came in: a child of four is not four for ever."""
    if received_on is None or Property.AGE_DATE in values or Property.LAST_DATE in values:
        return values
    return values | {Property.AGE_DATE.value: [received_on.isoformat()]}


def _held(side: str, people: People) -> Iterator[_Held]:
    """Yield each child with its sealed statements, a child at a time."""
    rows = (
        living(Statement.objects.filter(subject__side=side, property__in=MATCHED))
        .filter(subject__gte=min(people, default=0), subject__lte=max(people, default=0))
        .order_by("subject_id", "position", "pk")
        .annotate(letters=Cast("row", CharField()))  # an id of a million rows is quicker read as letters
        .values_list("subject_id", "property", "letters", "value", "source_id")
        .iterator(chunk_size=ROWS_AT_ONCE)
    )
    for person, said in groupby(rows, key=itemgetter(0)):
        if person in people:
            code, case = people[person]
            yield _Held(code, case, list(said))


def _opened(held: Iterable[_Held], received: Mapping[int, date], *, record: Record) -> Iterator[tuple[str, Values]]:
    """Open them in the order they come; a case that was erased is passed over."""
    waiting: deque[_Held] = deque()
    fromhex, age = bytes.fromhex, Property.AGE.value

    def boxes() -> Iterator[tuple[UUID, list[tuple[bytes, bytes]]]]:
        for one in held:
            waiting.append(one)
            yield one.case, [(fromhex(row.replace("-", "")), box) for _, _, row, box, _ in one.rows]

    for case, texts in open_column(VALUE, boxes(), record=record):
        while (one := waiting.popleft()).case != case:
            pass
        values: Values = {}
        learned = None
        for (_, name, _, _, source), text in zip(one.rows, texts, strict=True):
            if name in values:
                values[name].append(text)
            else:
                values[name] = [text]
            if name == age and learned is None:
                learned = received[source]
        yield one.code, dated(values, learned)
