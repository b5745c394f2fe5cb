"""Entering a list: each row a record, each value a statement; and the same list again when it has changed."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from kintrace.access.models import Event, User
from kintrace.access.permissions import require, within_reach
from kintrace.kernel import clock
from kintrace.kernel.ids import new_code
from kintrace.registry.actions.bases import Given, keep_basis
from kintrace.registry.bulk import insert_many
from kintrace.registry.models import (
    MATCHED,
    LineList,
    Person,
    Property,
    Retraction,
    Side,
    Source,
    Statement,
    Visibility,
)
from kintrace.registry.opening import FOREIGN_ID, LIST_NAME, SOURCE_NAME, VALUE, Opening
from kintrace.registry.permissions import ADD
from kintrace.registry.queries.records import MODELS, PART, list_names
from kintrace.registry.states import MACHINES
from kintrace.vault.cases import Plain, Sealed, new_cases, seal, seal_many

type Values = Mapping[str, Sequence[str]]
type Key = tuple[str, str]  # property, value
type Subject = tuple[int, uuid.UUID]  # person, case
type Said = tuple[Subject, str, str, int]  # of whom, property, value, place among the values of its property

PREFIX = {Side.REQUESTS: "R", Side.CHILDREN: "C"}
# Of relatives it is kept that the family says so, and the year; a register speaks as the list of an institution.
SPEAKS = {Side.REQUESTS: "family", Side.CHILDREN: "institution_list"}
ROWS_A_BATCH = 2000
SEALED_AT_ONCE = 20_000


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
    by: User,
    side: str,
    *,
    list_name: str,
    rows: Iterable[tuple[str, Values]],
    received_on: date,
    given: Given | None = None,
) -> Entered:
    """Enter the rows of a list, (id in the list, values by column), as records and statements.

    Rows are known again by `list_name` and their id. The same list again adds nothing; a list that has changed adds
    its new values and retracts those it no longer makes. Rows that are no longer in the list stay as they are.
    `given` says where it comes from and on what ground; it is kept even where nothing else is new.
    """
    require(by, ADD[side])
    rows = list(rows)
    opening = Opening(by, f"{side}.list-compared", subject=f"rows {len(rows)}", purpose="registration")
    line_list = _the_list(by, side, list_name, opening=opening)
    if given is not None:
        keep_basis(by, line_list, given)
    known = _known(side, line_list, opening=opening)
    before = _living(known.values(), line_list, opening=opening)
    people = known | _open(by, side, line_list=line_list, ids=[row for row, _ in rows if row not in known])
    entered, fresh, gone = Entered(), list[Said](), list[int]()
    for row, values in rows:
        old, said = before.get(people[row][0], {}), dict(_said(values))
        new = [(people[row], *key, place) for key, place in said.items() if key not in old]
        withdrawn = [statement for key, statement in old.items() if key not in said]
        entered.count(known=row in known, moved=bool(new or withdrawn))
        fresh += new
        gone += withdrawn
    entered.statements, entered.retractions = len(fresh), len(gone)
    if fresh or gone or entered.added:
        entered.source = _source(by, line_list, list_name, received_on=received_on)
        _write(fresh, gone, source=entered.source, side=side)
        Event.record(by, f"{side}.list-entered", subject=f"source {entered.source.pk}", purpose="registration")
    return entered


def known_ids(by: User, side: str, *, list_name: str) -> frozenset[str]:
    """Return the ids of a list that the record knows already."""
    require(by, ADD[side])
    opening = Opening(by, f"{side}.list-compared", purpose="registration")
    line_list = _find_list(by, side, list_name, opening=opening, lists=LineList.objects.all())
    return frozenset() if line_list is None else frozenset(_known(side, line_list, opening=opening))


def new_codes(prefix: str, number: int, *, taken: set[str]) -> list[str]:
    """Draw codes of which none is taken: among some thousand random ones two would often be alike."""
    rng, drawn = random.SystemRandom(), dict[str, None]()
    while len(drawn) < number:
        code = new_code(prefix, rng)
        if code not in taken:
            drawn[code] = None
    return list(drawn)


def _find_list(by: User, side: str, name: str, *, opening: Opening, lists: QuerySet[LineList]) -> LineList | None:
    """Find a list by its name: names are opened one and all, since nothing about them is kept in the clear.

    A list whose records somebody does not reach is not theirs to bring up to date, whatever they call their own.
    """
    model: type[Any] = MODELS[side]  # both take the same fields, which their union does not tell
    beyond = model.objects.exclude(within_reach(by, ADD[side]) | Q(opened_by=by)).filter(line_list__isnull=False)
    theirs = list(lists.filter(side=side).exclude(pk__in=beyond.values("line_list")).order_by("pk"))
    names = list_names(opening, theirs)
    return next((one for one in theirs if names[one.pk] == name), None)


def _the_list(by: User, side: str, name: str, *, opening: Opening) -> LineList:
    found = _find_list(by, side, name, opening=opening, lists=LineList.objects.select_for_update())
    if found is not None:
        return found
    case = uuid.uuid4()
    new_cases([case])
    return LineList.objects.create(side=side, case=case, name=seal(case, LIST_NAME, case, name))


def _known(side: str, line_list: LineList, *, opening: Opening) -> dict[str, Subject]:
    """Return (person, case) by the id in the list, of what was entered from it before."""
    model: type[Any] = MODELS[side]  # both take the same fields, which their union does not tell
    rows = list(model.objects.filter(line_list=line_list).values_list("case", "person_id", "foreign_id"))
    opened = opening.open((case, Sealed(FOREIGN_ID[side], case, bytes(box))) for case, _, box in rows)
    ids = {case: opened.get((FOREIGN_ID[side], case)) for case, _, _ in rows}
    return {known: (person, case) for case, person, _ in rows if (known := ids[case]) is not None}


def _open(by: User, side: str, *, line_list: LineList, ids: Sequence[str]) -> dict[str, Subject]:
    """Open a record for each id of a list; return the child behind each."""
    model: type[Any] = MODELS[side]  # likewise
    cases = [uuid.uuid4() for _ in ids]
    new_cases(cases)
    boxes = seal_many([Plain(case, FOREIGN_ID[side], case, row) for case, row in zip(cases, ids, strict=True)])
    part = PART[Side(side)]
    people = Person.objects.bulk_create(
        (Person(side=side, case=case, part=part) for case in cases), batch_size=ROWS_A_BATCH
    )
    codes = new_codes(PREFIX[Side(side)], len(ids), taken=set(model.objects.values_list("code", flat=True)))
    days = MACHINES[side]["registered"].days or 0
    same = {
        "line_list": line_list,
        "opened_by": by,
        "office_id": by.office_id,
        "state": "registered",
        "due_on": clock.today() + timedelta(days=days),
    }
    model.objects.bulk_create(
        (
            model(code=code, case=case, person=person, foreign_id=box, **same)
            for case, person, code, box in zip(cases, people, codes, boxes, strict=True)
        ),
        batch_size=ROWS_A_BATCH,
    )
    return {row: (person.pk, case) for row, person, case in zip(ids, people, cases, strict=True)}


def _living(people: Iterable[Subject], line_list: LineList, *, opening: Opening) -> dict[int, dict[Key, int]]:
    """Return what this list still says of each person: the statement by property and value."""
    living: dict[int, dict[Key, int]] = {person: {} for person, _ in people}
    made = list(
        Statement.objects.filter(
            source__kind=Source.Kind.LIST, source__case=line_list.case, retraction__isnull=True
        ).values_list("subject_id", "subject__case", "property", "row", "value", "pk")
    )
    opened = opening.open((case, Sealed(VALUE, row, bytes(box))) for _, case, _, row, box, _ in made)
    for person, _, name, row, _, statement in made:
        if person in living and (VALUE, row) in opened:
            living[person][name, opened[VALUE, row]] = statement
    return living


def _said(values: Values) -> Iterator[tuple[Key, int]]:
    """Yield each value of the columns we know, with its place among the values of its column."""
    for name in Property.values:
        if name in MATCHED:
            for place, value in enumerate(values.get(name, ())):
                if value.strip():
                    yield (name, value.strip()), place


def _source(by: User, line_list: LineList, name: str, *, received_on: date) -> Source:
    row = uuid.uuid4()
    return Source.objects.create(
        kind=Source.Kind.LIST,
        case=line_list.case,
        row=row,
        name=seal(line_list.case, SOURCE_NAME, row, name),
        received_on=received_on,
        entered_by=by,
    )


def _write(fresh: Sequence[Said], gone: Iterable[int], *, source: Source, side: str) -> None:
    """Add statements, sealed, and retractions."""
    entered = {"source": source.pk, "entered_by": source.entered_by_id, "entered_at": source.entered_at}
    speaks = SPEAKS[Side(side)]
    family = speaks == "family"
    said = {
        "source_class": speaks,
        "learned_on": source.received_on.replace(month=1, day=1) if family else source.received_on,
        "learned_to_the": Statement.Precision.YEAR if family else Statement.Precision.DAY,
        "visibility": Visibility.MATCHING,
    }
    insert_many(
        Statement,
        ("subject", "property", "value", "position", "row"),
        rows=_sealed(fresh),
        fixed=entered | said,
    )
    insert_many(Retraction, ("statement",), rows=((statement,) for statement in gone), fixed=entered)


def _sealed(fresh: Sequence[Said]) -> Iterator[tuple[int, str, bytes, int, uuid.UUID]]:
    """Yield the row of each statement, with its value sealed, some thousand at a time."""
    for start in range(0, len(fresh), SEALED_AT_ONCE):
        some = fresh[start : start + SEALED_AT_ONCE]
        rows = [uuid.uuid4() for _ in some]
        boxes = seal_many(
            [Plain(case, VALUE, row, value) for ((_, case), _, value, _), row in zip(some, rows, strict=True)]
        )
        for ((person, _), name, _, place), row, box in zip(some, rows, boxes, strict=True):
            yield person, name, box, place, row
