"""One case as those see it who have something to add: what they may do, and what is said as far as they may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import Http404

from kintrace.access.models import User
from kintrace.access.permissions import allowed
from kintrace.registry.models import Side
from kintrace.registry.opening import Opening
from kintrace.registry.permissions import ADD, WORK_ON
from kintrace.registry.queries.cases import Kin, Life, SeenAt, Step, life, steps
from kintrace.registry.queries.duplicates import Twin, twins
from kintrace.registry.queries.records import MODELS, Record, case_of, may_view, side_of, subjects
from kintrace.registry.queries.statements import Statements, shown_statements
from kintrace.registry.queries.veil import state_shown
from kintrace.registry.states import State

ACTS: Final = {
    "fact": "registry.record_fact",
    "review": "registry.approve",
    "consent": "registry.record_consent",
    "duplicate": "registry.judge_duplicates",
    "erase": "registry.erase",
}


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One case and the acts that somebody may do with it. What they may not read of it is None or empty."""

    record: Record
    side: Side
    state: State  # as the viewer reads it
    steps: tuple[Step, ...]
    acts: frozenset[str]
    statements: tuple[tuple[int, Statements], ...]  # by the number of the child
    life: Life | None
    twins: tuple[Twin, ...]

    @property
    def sightings(self) -> tuple[SeenAt, ...]:
        """Return the sightings that the viewer may read."""
        return () if self.life is None else self.life.sightings

    @property
    def relatives(self) -> tuple[Kin, ...]:
        """Return the relatives that the viewer may read of."""
        return () if self.life is None else self.life.relatives


def case_to_work_on(viewer: User, code: str) -> Record:
    """Return the case with a code; Http404 alike for none there is and for one that is not this viewer's."""
    found = (model.objects.filter(code=code).select_related("office", "assignee").first() for model in MODELS.values())
    record = next((one for one in found if one is not None), None)
    if record is None or record.erased_on is not None:
        raise Http404
    if not allowed(viewer, WORK_ON[side_of(record)], case=case_of(record)):
        raise Http404
    return record


def work_page(viewer: User, code: str, *, opening: Opening | None = None) -> WorkPage:
    """Return one case with what the viewer may do with it; raises Http404."""
    record = case_to_work_on(viewer, code)
    side, opening = side_of(record), opening or Opening(viewer, "case.opened", subject=code)
    seen = may_view(viewer, side, record)
    people = subjects(record) if seen else []
    return WorkPage(
        record=record,
        side=side,
        state=state_shown(viewer, record),
        steps=tuple(step for step in steps(viewer, record) if step.may),
        acts=frozenset(_acts(viewer, record)),
        statements=tuple(
            (one.number, shown_statements(viewer, record, number=one.number, opening=opening)) for one in people
        ),
        life=life(viewer, record, opening=opening) if seen else None,
        twins=twins(viewer, record, opening=opening) if seen else (),
    )


def _acts(viewer: User, record: Record) -> list[str]:
    side, case = side_of(record), case_of(record)
    may = [act for act, permission in ACTS.items() if permission and allowed(viewer, permission, case=case)]
    if allowed(viewer, ADD[side], case=case):
        may += ["say", "retract", "sight", "relate"]
    if not may_view(viewer, side, record):
        may = [act for act in may if act not in {"duplicate", "retract"}]
    return may if record.closed_on is not None else [act for act in may if act != "erase"]
