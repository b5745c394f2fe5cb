"""Everything that can happen to the record: today, a list is entered, and entered again when it has changed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from kintrace.access.models import Event, User
from kintrace.access.permissions import require
from kintrace.evidence.spelling.scripts import script_of
from kintrace.kernel.ids import new_code
from kintrace.registry.bulk import insert_many
from kintrace.registry.models import Person, Property, Retraction, Side, Source, Statement
from kintrace.registry.permissions import ADD
from kintrace.registry.queries import MODELS, ChildPage, child_page

type Values = Mapping[str, Sequence[str]]
type Said = tuple[int, str, str, int]  # person, property, value, place among the values of its property
type Living = dict[int, dict[tuple[str, str], int]]  # person -> (property, value) -> statement

PREFIX = {Side.REQUESTS: "R", Side.CHILDREN: "C"}
ROWS_A_BATCH = 2000


@dataclass(slots=True)
class Entered:
    """What entering a list did to the record."""

    added: int = 0  # records that were not there before
    changed: int = 0  # records of which something is now said differently
    unchanged: int = 0
    statements: int = 0
    retractions: int = 0
    source: Source | None = field(default=None, repr=False)  # None where there was nothing to add

    def count(self, *, known: bool, moved: bool) -> None:
        """Count one row of the list."""
        self.added += not known
        self.changed += known and moved
        self.unchanged += known and not moved


@transaction.atomic
def enter_list(
    by: User, side: str, *, list_name: str, rows: Iterable[tuple[str, Values]], received_on: date
) -> Entered:
    """Enter the rows of a list, (id in the list, values by column), as records and statements.

    Rows are known again by `list_name` and their id. The same list again adds nothing; a list that has changed adds
    its new values and retracts those it no longer makes. Rows that are no longer in the list stay as they are.
    """
    require(by, ADD[side])
    rows = list(rows)
    known = dict(MODELS[side].objects.filter(list_name=list_name).values_list("foreign_id", "person_id"))
    before = _living(known.values(), list_name=list_name)
    persons = known | _open(by, side, list_name=list_name, ids=[row for row, _ in rows if row not in known])
    entered, fresh, gone = Entered(), list[Said](), list[int]()
    for row, values in rows:
        old, said = before.get(persons[row], {}), dict(_said(values))
        new = [(persons[row], *key, place) for key, place in said.items() if key not in old]
        withdrawn = [statement for key, statement in old.items() if key not in said]
        entered.count(known=row in known, moved=bool(new or withdrawn))
        fresh += new
        gone += withdrawn
    entered.statements, entered.retractions = len(fresh), len(gone)
    if fresh or gone or entered.added:
        source = Source.objects.create(kind=Source.Kind.LIST, name=list_name, received_on=received_on, entered_by=by)
        _write(fresh, gone, source=source)
        entered.source = source
        Event.record(by, f"{side}.list-entered", subject=f"source {source.pk}")
    return entered


def open_child(by: User, code: str) -> ChildPage:
    """Show one registered child, and note who looked."""
    page = child_page(by, code)
    Event.record(by, "child.opened", subject=page.child.code)
    return page


def _open(by: User, side: str, *, list_name: str, ids: Sequence[str]) -> dict[str, int]:
    """Open a record for each id of a list; return the person behind each."""
    model: type[Any] = MODELS[side]  # both take the same fields, which their union does not tell
    persons = Person.objects.bulk_create((Person(side=side) for _ in ids), batch_size=ROWS_A_BATCH)
    codes = new_codes(PREFIX[Side(side)], len(ids), taken=set(model.objects.values_list("code", flat=True)))
    model.objects.bulk_create(
        (
            model(code=code, person=person, list_name=list_name, foreign_id=row, opened_by=by)
            for row, person, code in zip(ids, persons, codes, strict=True)
        ),
        batch_size=ROWS_A_BATCH,
    )
    return {row: person.pk for row, person in zip(ids, persons, strict=True)}


def new_codes(prefix: str, number: int, *, taken: set[str]) -> list[str]:
    """Draw codes of which none is taken: among some thousand random ones two would often be alike."""
    rng, drawn = random.SystemRandom(), dict[str, None]()
    while len(drawn) < number:
        code = new_code(prefix, rng)
        if code not in taken:
            drawn[code] = None
    return list(drawn)


def _living(persons: Iterable[int], *, list_name: str) -> Living:
    """Return what this list still says of each person."""
    living: Living = {person: {} for person in persons}
    made = Statement.objects.filter(
        source__kind=Source.Kind.LIST, source__name=list_name, retraction__isnull=True
    ).values_list("subject_id", "property", "value", "pk")
    for person, name, value, statement in made.iterator(chunk_size=10_000):
        if person in living:
            living[person][name, value] = statement
    return living


def _said(values: Values) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield each value of the columns we know, with its place among the values of its column."""
    for name in Property.values:
        for place, value in enumerate(values.get(name, ())):
            if value.strip():
                yield (name, value.strip()), place


def _write(fresh: Iterable[Said], gone: Iterable[int], *, source: Source) -> None:
    """Add statements and retractions."""
    entered = {"source": source.pk, "entered_by": source.entered_by_id, "entered_at": source.entered_at}
    insert_many(
        Statement,
        ("subject", "property", "value", "position", "script"),
        rows=((*said, script_of(said[2]) or "") for said in fresh),
        fixed=entered | {"learned_on": source.received_on, "visibility": Statement.Visibility.MATCHING},
    )
    insert_many(Retraction, ("statement",), rows=((statement,) for statement in gone), fixed=entered)
