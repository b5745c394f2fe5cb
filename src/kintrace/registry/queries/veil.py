"""What somebody reads of a state who may not see candidates: one plain word, whatever is known behind it.

A state that moves would tell an operator, and by them a claimant, that a candidate was found. So the states of
`states.State.reads_as` are one state to them, in words, moves, steps, filters, orders and days that are due.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, DateField, F, Q, QuerySet, Value, When

from kintrace.access.models import User
from kintrace.access.permissions import allowed
from kintrace.registry.models import ChildRecord, Move, TracingRequest
from kintrace.registry.queries.records import Record, side_of
from kintrace.registry.states import MACHINES, State


def sees_through(viewer: User) -> bool:
    """Tell whether somebody reads every state as it is."""
    return allowed(viewer, "tracing.view_candidates")


def state_shown(viewer: User, record: Record) -> State:
    """Return the state of a case as the viewer reads it."""
    machine = MACHINES[side_of(record)]
    return machine[record.state if sees_through(viewer) else _plain(side_of(record), record.state)]


def is_veiled(viewer: User, record: Record) -> bool:
    """Tell whether the viewer may not know which of several states a case is in."""
    side = side_of(record)
    return not sees_through(viewer) and len(_alike(side, record.state)) > 1


def due_shown(viewer: User, record: Record) -> date | None:
    """Return when somebody looks again; a day would tell states apart."""
    return None if is_veiled(viewer, record) else record.due_on


def moves_shown(viewer: User, record: Record, moves: Iterable[Move]) -> list[tuple[Move, State]]:
    """Return the moves with where they led, without those between states that read alike."""
    side, through = side_of(record), sees_through(viewer)
    machine = MACHINES[side]
    if through:
        return [(one, machine[one.now]) for one in moves]
    pairs = ((one, _plain(side, one.was), _plain(side, one.now)) for one in moves)
    return [(one, machine[now]) for one, was, now in pairs if was != now]


def states_asked(viewer: User, side: str, state: str) -> tuple[str, ...]:
    """Return the states that somebody asks for by one."""
    return (state,) if sees_through(viewer) else _alike(side, state)


def in_states[R: (TracingRequest, ChildRecord)](
    viewer: User, side: str, records: QuerySet[R], *, state: str
) -> QuerySet[R]:
    """Narrow a list to one state as the viewer reads it; to none where none is asked for."""
    return records.filter(state__in=states_asked(viewer, side, state)) if state else records


def veiled(viewer: User, side: str) -> Q:
    """Return what picks the cases of which the viewer may not know when they are due."""
    hidden = () if sees_through(viewer) else [code for code in MACHINES[side] if len(_alike(side, code)) > 1]
    return Q(state__in=hidden)


def ordered[R: (TracingRequest, ChildRecord)](
    viewer: User, side: str, records: QuerySet[R], *, order: str
) -> QuerySet[R]:
    """Sort a list; by the day that is due only where the viewer may know it."""
    if order.lstrip("-") != "due_on" or sees_through(viewer):
        return records.order_by(order, "pk")
    known = Case(When(veiled(viewer, side), then=Value(None)), default=F("due_on"), output_field=DateField())
    return records.alias(known=known).order_by(order.replace("due_on", "known"), "pk")


def states_to_choose(viewer: User, side: str) -> list[State]:
    """Return the states that a filter offers."""
    through = sees_through(viewer)
    return [state for state in MACHINES[side].values() if through or not state.reads_as]


def _plain(side: str, code: str) -> str:
    return MACHINES[side][code].reads_as or code


def _alike(side: str, code: str) -> tuple[str, ...]:
    """Return every state that reads as this one does; a state that does not exist reads as itself."""
    if code not in MACHINES[side]:
        return (code,)
    plain = _plain(side, code)
    return tuple(one for one in MACHINES[side] if _plain(side, one) == plain)
