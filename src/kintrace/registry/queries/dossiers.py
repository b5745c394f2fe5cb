"""Dossiers: what the matcher sees of every open case, computed from opened statements; held in memory only."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from kintrace.access.models import User
from kintrace.access.permissions import require
from kintrace.kernel import clock
from kintrace.matching.dossier import Dossier, dossier_of
from kintrace.registry.models import MATCHED, Person, Property, Side, Source, Statement, sought_code
from kintrace.registry.opening import VALUE, Opening
from kintrace.registry.permissions import VIEW
from kintrace.registry.queries.records import MODELS, PART, visible
from kintrace.registry.queries.statements import Statements, living
from kintrace.registry.states import matched_states
from kintrace.vault.cases import open_column

ROWS_AT_ONCE = 10_000

type Row = tuple[int, str, str, Any, int]  # subject, property, row, value, source


class _Held(NamedTuple):
    """One child whose statements are being opened."""

    code: str
    case: UUID
    rows: Sequence[Row]


def dossier(code: str, said: Statements, *, today: date | None = None) -> Dossier:
    """Compute the dossier of one child from what `statements` returned."""
    values = {name: [one.value for one in rows] for name, rows in said.items() if name in MATCHED}
    received = next((one.source.received_on for one in said.get(Property.AGE, ())), None)
    return dossier_of(code, dated(values, received), today=today or clock.today())


def dossiers(viewer: User, side: str, *, today: date | None = None) -> tuple[Dossier, ...]:
    """Compute the dossiers of every child of one side whom the matcher may see, as one recorded opening."""
    require(viewer, VIEW[side])
    people = open_persons(viewer, side)
    opening = Opening(viewer, "dossiers.opened", subject=f"{side} {len(people)}", purpose="matching")
    received = dict(Source.objects.values_list("pk", "received_on"))
    day = today or clock.today()
    with _collecting_later():
        said = {
            code: dossier_of(code, values, today=day)
            for code, values in _opened(_held(side, people), received, record=opening)
        }
        return tuple(said.get(code) or dossier_of(code, {}, today=day) for code, _case in people.values())


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Look for no garbage while millions of values come to stay: a quarter of the time would go into looking."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def open_persons(viewer: User, side: str) -> dict[int, tuple[str, UUID]]:
    """Return (code, case) of every child whom the matcher may see, by person, in the order they were entered."""
    records = MODELS[side].objects.filter(visible(viewer, side), state__in=matched_states(side), erased_on__isnull=True)
    codes = dict(records.order_by("pk").values_list("case", "code"))
    people = Person.objects.filter(part=PART[Side(side)], side=side).order_by("pk")
    return {
        person: (sought_code(codes[case], number), case)
        for person, case, number in people.values_list("pk", "case", "number").iterator(chunk_size=ROWS_AT_ONCE)
        if case in codes
    }


def dated(values: dict[str, list[str]], received_on: date | None) -> dict[str, list[str]]:
    """Date an age that nobody dated by the day its source came in: a child of four is not four for ever."""
    if received_on is None or Property.AGE_DATE in values or Property.LAST_DATE in values:
        return values
    return values | {Property.AGE_DATE.value: [received_on.isoformat()]}


def _held(side: str, people: dict[int, tuple[str, UUID]]) -> Iterator[_Held]:
    """Yield each child with its sealed statements, a child at a time."""
    rows = (
        living(Statement.objects.filter(subject__side=side, property__in=MATCHED))
        .order_by("subject_id", "position", "pk")
        .annotate(letters=Cast("row", CharField()))  # an id of a million rows is quicker read as letters
        .values_list("subject_id", "property", "letters", "value", "source_id")
        .iterator(chunk_size=ROWS_AT_ONCE)
    )
    for person, said in groupby(rows, key=itemgetter(0)):
        if person in people:
            code, case = people[person]
            yield _Held(code, case, list(said))


def _opened(
    held: Iterable[_Held], received: dict[int, date], *, record: Opening
) -> Iterator[tuple[str, dict[str, list[str]]]]:
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
        values: dict[str, list[str]] = {}
        learned = None
        for (_, name, _, _, source), text in zip(one.rows, texts, strict=True):
            if name in values:
                values[name].append(text)
            else:
                values[name] = [text]
            if name == age and learned is None:
                learned = received[source]
        yield one.code, dated(values, learned)
