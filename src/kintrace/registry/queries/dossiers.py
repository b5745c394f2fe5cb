"""Dossiers: what the matcher sees of every open case, computed from opened statements; held in memory only."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from kintrace.access.models import User
from kintrace.access.permissions import require
from kintrace.kernel import clock
from kintrace.matching.dossier import Dossier, dossier_of
from kintrace.registry.models import MATCHED, Person, Property, Side, sought_code
from kintrace.registry.opening import Opening
from kintrace.registry.permissions import VIEW
from kintrace.registry.queries.by_two import said_of
from kintrace.registry.queries.records import MODELS, PART, visible
from kintrace.registry.queries.said import ROWS_AT_ONCE, dated
from kintrace.registry.queries.statements import Statements
from kintrace.registry.states import matched_states


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
    day = today or clock.today()
    with _collecting_later():
        said = {code: dossier_of(code, values, today=day) for code, values in said_of(side, people, opening=opening)}
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
